"""A person's own path: everything they marked, practised and wrote, as it stands in their journal."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from vigwidgets import frameworks, words
from vigwidgets.analysis import journey
from vigwidgets.analysis.journey import DRAWN, OWN, STEPS, WHATS, Deed, Found, Rating
from vigwidgets.core.errors import JournalUnavailable, NotFound
from vigwidgets.widgets.journey import Journey
from vigwidgets.workbook.compositions.composition import NewId
from vigwidgets.workbook.contents import chapters
from vigwidgets.workbook.landscape_process import MODULE
from vigwidgets.workbook.own_process import OwnProcess

if TYPE_CHECKING:
    from vigwidgets.core.framework import Framework
    from vigwidgets.journal import Journal
    from vigwidgets.widgets.base import VigWidget
    from vigwidgets.workbook.bound import Bound

COLOURS: Final = {1: "#a8532f", 2: "#8a6a00", 3: "#3f7a34", 4: "#14737f", 5: "#4a5fb0", 6: "#8a4a93"}
"""Of the tiers by daylight, as in theme.css: the landscape always stands on white."""


class MyJourney:
    """The path of whoever opens the page, as it was then.

    Args:
        new_id: Gives the widget its id.
    """

    def __init__(self, *, new_id: NewId) -> None:
        self._framework = frameworks.load()
        self.figure = Journey(credit=self._framework.credit, steps=STEPS, **new_id())
        self.widgets: list[tuple[VigWidget, bool]] = [(self.figure, True)]

    def bind(self, bound: Bound) -> None:
        """Show this person's path."""
        self._bound = bound
        self.figure.answer_with({"journey.landscape": self._landscape})
        journal = bound.journal
        found = found_by(journal, self._framework)
        written = [(one.chapter, one.exercise, one.at) for one in journal.written_at()]
        self.figure.tell(
            person_key=bound.person_key,
            work=_work(journey.deeds_of(found, written)),
            **_tiers(found, self._framework),
            ratings=_ratings(journey.ratings_in(journal.exercises())),
        )

    def _landscape(self, _payload: dict[str, Any]) -> dict[str, Any]:
        """Return the landscape as the state of ipyvolume's widgets, made anew from what was found."""
        found = [one for one in found_by(self._bound.journal, self._framework) if one.tiers]
        if not found:
            raise NotFound("There is nothing in your landscape yet. Mark a moment and name what you saw.")
        said = words.section("landscape")
        wanted = {
            "found": [[one.on.isoformat(), one.tiers, one.at_ms, one.step, one.where] for one in found],
            "steps": STEPS,
            "colours": COLOURS,
            "axes": {"film": said["axis_film"], "tier": said["axis_tier"], "session": said["axis_session"]},
        }
        *_, made = [{}, *OwnProcess(MODULE, wanted).messages()]
        if not made:
            raise JournalUnavailable("The landscape could not be made just now. Please try again in a moment.")
        return made


def found_by(journal: Journal, framework: Framework) -> list[Found]:
    """Return every moment of this person's."""
    marks = journal.all_marks()
    films = {film_id: journal.film(film_id) for film_id in {mark.film for mark in marks}}
    return journey.found_in(marks, made_at=journal.marked_at(), films=films, framework=framework)


def _work(deeds: list[Deed]) -> list[dict[str, Any]]:
    titles = {OWN: "", DRAWN: "", **{one.id: one.title for one in chapters()}}
    days: dict[str, list[dict[str, Any]]] = {}
    for on, where, times in journey.counted(deeds):
        done = {"on": on.isoformat(), **{what: times.get(what, 0) for what in WHATS}}
        days.setdefault(where, []).append(done)
    known = [where for where in titles if where in days]
    gone = [where for where in days if where not in titles]  # a chapter of another version, under its id
    return [{"where": where, "title": titles.get(where, where), "days": days[where]} for where in (*known, *gone)]


def _tiers(found: list[Found], framework: Framework) -> dict[str, Any]:
    named = {tier for one in found for tier in one.tiers}
    return {
        "tiers": [
            {"tier": tier.number, "tier_name": tier.name} for tier in reversed(framework.tiers) if tier.number in named
        ],
        "sessions": [
            {"on": on.isoformat(), "moments": [moment for one in some for moment in _moments(one)]}
            for on, some in groupby((one for one in found if one.tiers), key=lambda one: one.on)
        ],
    }


def _moments(one: Found) -> list[dict[str, Any]]:
    return [{"tier": tier, "at_ms": one.at_ms, "step": one.step, "where": one.where} for tier in one.tiers]


def _ratings(ratings: list[Rating]) -> list[dict[str, Any]]:
    return [
        {
            "about": about,
            "asked": asked,
            "numbers": [{"on": one.on.isoformat(), "value": one.value, "words": one.words} for one in some],
        }
        for (about, asked), some in groupby(ratings, key=lambda one: (one.about, one.asked))
    ]
