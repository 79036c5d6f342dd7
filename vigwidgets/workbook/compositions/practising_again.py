"""New films to practise on by seed, drawn in processes of their own, with what was marked and what their writer saw."""

from __future__ import annotations

import random
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from vigwidgets import frameworks
from vigwidgets.core.errors import BadRequest, InvalidValue, VigError
from vigwidgets.core.span import Span
from vigwidgets.widgets.practise_again import LEVELS, PractiseAgain, is_made, is_moments
from vigwidgets.workbook.compositions.film_views import clip_view
from vigwidgets.workbook.compositions.prompt_reflection import KeptExercise
from vigwidgets.workbook.compositions.work_beside import WorkBeside
from vigwidgets.workbook.drawing_process import drawing, drawing_ahead
from vigwidgets.workbook.practice_films import (
    AGAIN_S,
    STAY,
    PracticeFilm,
    answered_films,
    drawn_clip,
    drawn_films,
    film_of,
    let_go,
    next_film,
    suggestion,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vigwidgets.core.reflection import Prompt
    from vigwidgets.workbook.bound import Bound
    from vigwidgets.workbook.clips import Clip, ClipMark
    from vigwidgets.workbook.compositions.composition import NewId
    from vigwidgets.workbook.own_process import OwnProcess

_ODD: Final = "The page asked in a form this workbook does not know. Reload the page."
_LOTS: Final = random.SystemRandom()


class PractisingAgain(KeptExercise):
    """A new film each time it is asked for; the person says how quiet the next one shall be.

    Args:
        prompt: Under which the answer is kept.
        tier: What the films are about, or None for a mix of all.
        title: What stands above it; empty for words of its own.
        new_id: Gives the widget its id.

    Raises:
        InvalidValue: there is no such tier.
    """

    def __init__(self, prompt: Prompt, *, tier: int | None, title: str, new_id: NewId) -> None:
        self._framework = frameworks.load()
        numbers = [one.number for one in self._framework.tiers]
        if tier is not None and tier not in numbers:
            raise InvalidValue("There is no such tier. Choose one from 1 to 6.")
        named = [
            {
                "number": one.number,
                "name": one.name,
                "principles": [{"key": each.key, "name": each.name} for each in one.principles],
            }
            for one in self._framework.tiers
        ]
        self.figure = PractiseAgain(
            prompt, tier=tier or 0, tiers=named, heading=title, progress=_at("idle"), **new_id()
        )
        super().__init__(self.figure, prompt)
        self._open: PracticeFilm | None = None
        self._works: dict[PracticeFilm, WorkBeside] = {}
        self._shares: dict[PracticeFilm, float] = {}

    def bind(self, bound: Bound) -> None:
        """Show this person's films and what they marked in them, and keep what they do."""
        super().bind(bound)
        self.figure.answer_with(
            {
                "practise.begin": self._begin,
                "practise.ahead": self._ahead,
                "practise.open": lambda payload: self._turn_to_film(_film_in(payload)),
                "practise.draw": lambda payload: self._draw(_film_in(payload)),
                "practise.stop": self._stop,
                "practise.look": self._look,
            }
        )

    def _begin(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Deal the next film, show it or begin to draw it, and let go of the drawings of long ago."""
        shown, waiting, level = _dealt_in(payload)
        film = self._next(shown, waiting, level=level)
        if drawn_clip(film, self._bound.data) is None:
            self._draw(film)
        else:
            self._turn_to_film(film)
        self._tidy([*shown, *(one for one in waiting if one != film), film])
        return {"made": film.as_json()}

    def _ahead(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Deal the film after the one that is open and draw it while nothing else is drawn; then say which it is."""
        shown, waiting, level = _dealt_in(payload)
        if any(work.is_running for work in self._works.values()):
            return {}
        film = self._next(shown, waiting, level=level)
        if drawn_clip(film, self._bound.data) is None:
            self._start(film, partial(drawing_ahead, self._bound.data, person=self._bound.person, **_numbers(film)))
        return {"made": film.as_json()}

    def _next(self, shown: list[PracticeFilm], waiting: list[PracticeFilm], *, level: int) -> PracticeFilm:
        journal, data = self._bound.journal, self._bound.data
        known = answered_films(journal) | {*shown, *waiting}
        drawn = [film for film in drawn_films(data) if film.tier == self.figure.tier and film.level == level]
        known = known | {film for film in drawn if film.id in self._marked()}
        fresh = [film for film in drawn if film not in known and drawn_clip(film, data) is not None]
        tier = self.figure.tier
        return next_film(shown, waiting, fresh, tier=tier, level=level, lots=_LOTS)

    def _tidy(self, films: list[PracticeFilm]) -> None:
        """Keep the drawings of the last few; of those before only what this exercise drew and nobody marked goes."""
        old = {film for film in films[:-STAY] if film.seconds == AGAIN_S} - {self._open}
        old &= set(drawn_films(self._bound.data))
        if old:
            with suppress(VigError):  # something holds them; they go another time
                let_go(self._bound.data, [film for film in old if film.id not in self._marked()])

    def _marked(self) -> set[str]:
        """Return the ids of films that this person marked elsewhere in the workbook."""
        return {mark.film for mark in self._bound.journal.all_marks()}

    def _turn_to_film(self, film: PracticeFilm) -> dict[str, Any]:
        """Show a film, or how far it is, or that it is not drawn."""
        self._open = film
        found, work = drawn_clip(film, self._bound.data), self._works.get(film)
        if found is not None:
            self._show(film, found)
        elif work is not None and work.is_running:
            self.figure.progress = _at("drawing", film, share=self._shares.get(film, 0))
        else:
            self.figure.progress = _at("missing", film)
        return {}

    def _show(self, film: PracticeFilm, found: Clip) -> None:
        view = {**clip_view(found), "title": found.title}
        self.figure.tell(shown=view, made=film.as_json(), seen={}, progress=_at("idle", film))

    def _draw(self, film: PracticeFilm) -> dict[str, Any]:
        """Draw a film for the person who waits for it; whatever else is drawn gives way."""
        self._open = film
        for other, work in self._works.items():
            if other != film and work.is_running:
                work.stop()
        work = self._works.get(film)
        if work is not None and work.is_running:  # begun ahead
            self.figure.progress = _at("drawing", film, share=self._shares.get(film, 0))
        else:
            self._start(film, partial(drawing, self._bound.data, person=self._bound.person, **_numbers(film)))
        return {}

    def _start(self, film: PracticeFilm, start: Callable[[], OwnProcess]) -> None:
        self._shares[film] = 0
        self._works = {one: work for one, work in self._works.items() if work.is_running}
        work = WorkBeside(partial(self._follow, film), not_here=lambda: self.figure.words["not_here"])
        self._works[film] = work
        work.begin(start)

    def _stop(self, _payload: dict[str, Any]) -> dict[str, Any]:
        if self._open is not None and self._open in self._works:
            self._works[self._open].stop()
        return {}

    def _follow(
        self, film: PracticeFilm, stage: str, *, share: float = 0, message: str = "", said: dict[str, Any] | None = None
    ) -> None:
        """Follow a drawing; one that nobody waits for just now says nothing."""
        del said
        self._shares[film] = share
        if film != self._open:
            return
        if stage == "done":
            found = drawn_clip(film, self._bound.data)
            if found is None:
                self.figure.progress = _at("missing", film)
            else:
                self._show(film, found)
        else:
            self.figure.progress = _at("drawing" if stage == "making" else stage, film, share=share, message=message)

    def _look(self, payload: dict[str, Any]) -> dict[str, Any]:
        film, moments = _film_in(payload), payload.get("moments")
        found = drawn_clip(film, self._bound.data)
        if not is_moments(moments) or found is None or film != self._open:
            raise BadRequest(_ODD)
        own = [Span(one["start_ms"], one["end_ms"]) for one in moments or ()]
        plain = [one.mark.span for one in found.marks if one.reading == "plain"]
        met = sum(any(mine.overlaps(span) for mine in own) for span in plain)
        self.figure.seen = {
            "marks": [self._entry(one) for one in found.marks],
            "together": {"marks": len(plain), "met": met},
            "suggests": suggestion(len(own), marks=len(plain), met=met, level=film.level),
        }
        return {}

    def _entry(self, one: ClipMark) -> dict[str, Any]:
        known = [key for key in one.mark.principles if key in self._framework.keys]
        return {
            "id": one.mark.id,
            "start_ms": one.mark.span.start_ms,
            "end_ms": one.mark.span.end_ms,
            "kind": one.mark.kind,
            "who": one.mark.who,
            "principles": self._names(known),
            "tier": self._framework.tier_of(known[0]).number if known else 0,
            "note": one.mark.note,
            "open": one.reading == "open",
            "also": self._names(one.also),
        }

    def _names(self, keys: Iterable[str]) -> list[str]:
        return [self._framework.principle(key).name for key in keys if key in self._framework.keys]


def _film_in(payload: dict[str, Any]) -> PracticeFilm:
    if not is_made(payload.get("made")):
        raise BadRequest(_ODD)
    return film_of(payload["made"])


def _dealt_in(payload: dict[str, Any]) -> tuple[list[PracticeFilm], list[PracticeFilm], int]:
    """Return the films that were shown, those that wait after them, and the level that is wanted."""
    films, now, level = payload.get("films"), payload.get("now"), payload.get("level")
    if not isinstance(films, list) or not all(is_made(one) for one in films):
        raise BadRequest(_ODD)
    if not isinstance(now, int) or not -1 <= now < len(films) or not isinstance(level, int):
        raise BadRequest(_ODD)
    if level not in LEVELS:
        raise BadRequest(_ODD)
    last = max([now, *(at for at, one in enumerate(films) if one.get("worked"))])
    every = [film_of(one) for one in films]
    return every[: last + 1], every[last + 1 :], level


def _numbers(film: PracticeFilm) -> dict[str, Any]:
    return {"seed": film.seed, "tier": film.tier or None, "seconds": film.seconds, "level": film.level}


def _at(stage: str, film: PracticeFilm | None = None, *, share: float = 0, message: str = "") -> dict[str, Any]:
    return {"stage": stage, "share": share, "message": message, "made": film.as_json() if film else {}}
