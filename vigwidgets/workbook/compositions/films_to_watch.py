"""The few films that Home offers: the next ones for this person, by the ladder, and what is left after them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vigwidgets import frameworks
from vigwidgets.widgets.films_to_watch import FilmsToWatch
from vigwidgets.workbook.clips import clips
from vigwidgets.workbook.compositions.clip_gallery import by_tier, card_of, shelves_of
from vigwidgets.workbook.compositions.film_views import clip_view
from vigwidgets.workbook.compositions.home import link_to
from vigwidgets.workbook.contents import chapter

if TYPE_CHECKING:
    from vigwidgets.widgets.base import VigWidget
    from vigwidgets.workbook.bound import Bound
    from vigwidgets.workbook.clips import Clip
    from vigwidgets.workbook.compositions.composition import NewId

WATCH: Final = "watch"
"""The chapter where films are watched."""

PARAGRAPHS: Final = {"gallery": "20-03", "player": "20-06", "drawing": "20-09"}
"""Ids of cells in that chapter: before all films, the player, before the form that draws a new one."""

ROOM: Final = 3
"""So many cards stand in a row."""


class NextFilms:
    """Cards of clips that came with the workbook; nobody was filmed for any of them."""

    def __init__(self, *, new_id: NewId) -> None:
        names = [{"number": tier.number, "name": tier.name} for tier in frameworks.load().tiers]
        watch = {**link_to(chapter(WATCH)), **PARAGRAPHS}
        self.films = FilmsToWatch(tiers=names, watch=watch, **new_id())
        self.widgets: list[tuple[VigWidget, bool]] = [(self.films, True)]

    def bind(self, bound: Bound) -> None:
        """Show what comes next for this person; which that is, only their own marks say."""
        marked = {mark.film for mark in bound.journal.all_marks()}
        state, some = offered(clips(), marked=marked)
        cards = [card_of(one, view=clip_view(one), been=one.id in marked) for one in some]
        self.films.tell(person_key=bound.person_key, state=state, cards=cards)


def offered(came: tuple[Clip, ...], *, marked: set[str]) -> tuple[str, list[Clip]]:
    """Return why, as `FilmsToWatch.state` says it, and the clips to show.

    Args:
        came: All that came with the workbook.
        marked: Ids of those that the person marked moments on.
    """
    shelves = shelves_of(came, shipped={one.id for one in came})
    if not any(shelves.values()):
        return "empty", []
    pairs, short = shelves["pairs"], [*shelves["first"], *shelves["middle"], *shelves["upper"]]
    units = [[one] for one in short] + [pairs[at : at + 2] for at in range(0, len(pairs), 2)]
    row = next_row([[one for one in unit if one.id not in marked] for unit in units])
    if row:
        return "next", row
    long = [one for one in shelves["long"] if one.id not in marked]
    return ("long", long[:1]) if long else ("seen", [])


def next_row(units: list[list[Clip]]) -> list[Clip]:
    """Return the clips of the lowest tiers that fill a row, each unit whole; one for which no room is left waits.

    Args:
        units: What is seen together, a clip or a pair of them; empty ones do no harm.
    """
    row: list[Clip] = []
    for unit in sorted((unit for unit in units if unit), key=lambda unit: by_tier(unit[0])):
        if len(row) + len(unit) <= ROOM:
            row += unit
    return row
