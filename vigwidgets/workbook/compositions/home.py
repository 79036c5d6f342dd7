"""Home: the way on, the ladder of what was practised, and where the person's work is."""

from __future__ import annotations

import os
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vigwidgets import frameworks
from vigwidgets.core.errors import NotFound
from vigwidgets.films import Shelf
from vigwidgets.widgets.carry_on import CarryOn
from vigwidgets.widgets.folder_choice import FolderChoice
from vigwidgets.widgets.my_data import MyData
from vigwidgets.widgets.take_home import TakeHome
from vigwidgets.widgets.tier_ladder import Practice, TierLadder
from vigwidgets.workbook.compositions.composition import NewId, text_in
from vigwidgets.workbook.contents import Chapter, chapter, chapters, heading_above
from vigwidgets.workbook.folder.disk_encryption import encryption_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from vigwidgets.core.framework import Framework
    from vigwidgets.core.left_off import LeftOff
    from vigwidgets.core.mark import Mark
    from vigwidgets.widgets.base import VigWidget
    from vigwidgets.workbook.bound import Bound

MY_FILM = "my_film"
"""The chapter where people's own films are shown."""


class WayOn:
    """A link to where the person stopped, or to the first chapter."""

    def __init__(self, *, home: str, new_id: NewId) -> None:
        self._others = [one for one in chapters() if one.id != home]
        first = self._others[0]
        self.carry_on = CarryOn(begin={**link_to(first), "minutes": first.minutes}, **new_id())
        self.widgets: list[tuple[VigWidget, bool]] = [(self.carry_on, True)]

    def bind(self, bound: Bound) -> None:
        """Show where this person stopped last; where they stopped on Home itself says nothing."""
        self.carry_on.person_key = bound.person_key
        left = [place for one in self._others if (place := bound.journal.left_off(one.id))]
        if left:
            self.carry_on.place = _told(max(left, key=lambda place: place.at), bound)


class Ladder:
    """The tiers with what the person practised."""

    def __init__(self, *, new_id: NewId) -> None:
        self._framework = frameworks.load()
        self.ladder = TierLadder.of(self._framework, **new_id())
        self.widgets: list[tuple[VigWidget, bool]] = [(self.ladder, True)]

    def bind(self, bound: Bound) -> None:
        """Show what this person marked and wrote."""
        self.ladder.person_key = bound.person_key
        journal = bound.journal
        own = {film.id for film in journal.films()}
        practised = practice_of(self._framework, marks=journal.all_marks(), answered=journal.answered(), own=own)
        self.ladder.show(self._framework, practised=practised)


class MyWork:
    """Where the person's work is, and how to take it home."""

    def __init__(self, *, new_id: NewId) -> None:
        self.data = MyData(my_film=link_to(chapter(MY_FILM)), **new_id())
        self.choice = FolderChoice(**new_id())
        self.take_home = TakeHome(**new_id())
        self.widgets: list[tuple[VigWidget, bool]] = [(self.data, True), (self.choice, True), (self.take_home, True)]

    def bind(self, bound: Bound) -> None:
        """Show this person's folder; what takes a moment to see is looked at when the page asks."""
        self._bound = bound
        for widget, _ in self.widgets:
            widget.person_key = bound.person_key
        self.data.answer_with({"my_data.look": self._look, "my_data.erase_everything": self._erase_everything})
        self._tell()

    def _tell(self) -> None:
        bound = self._bound
        films, today = bound.journal.films(), datetime.now(UTC).astimezone().date()
        self.data.tell(
            folder=str(bound.data.root) if bound.is_owner else "",
            distant=(bound.is_owner and bound.data.is_synced_or_network()) or "",
            elsewhere=bound.is_owner and bound.data.journal_location() != bound.data.journal,
            films={"count": len(films), "size_bytes": None},
            marks=len(bound.journal.all_marks()),
            texts=len(bound.journal.texts()),
            past=[
                {"id": film.id, "title": film.title, "until": film.permission.until.isoformat()}
                for film in films
                if film.permission.until is not None and film.permission.has_passed(on=today)
            ],
        )
        anything = bool(films or self.data.marks or self.data.texts)
        self.take_home.tell(anything=anything, films=len(films))
        if bound.is_owner:
            self.choice.tell(folder=str(bound.data.root), anything=anything)

    def _look(self, _payload: dict[str, Any]) -> dict[str, Any]:
        bound = self._bound
        films = bound.journal.films()
        if not bound.is_guest:
            disk = encryption_of(bound.data.root)
            self.data.encryption = {"state": disk.state, "kind": disk.kind}
        self.data.tell(
            films={"count": len(films), "size_bytes": sum(_size_below(bound.data.films / film.id) for film in films)},
        )
        self.take_home.tell(work_bytes=_size(bound.data.journal), films_bytes=sum(film.size_bytes for film in films))
        return {}

    def _erase_everything(self, payload: dict[str, Any]) -> dict[str, Any]:
        from vigwidgets.workbook.keeping.erasing import (
            erase_everything,  # with all it needs, which Home's own start does not
        )

        bound = self._bound
        receipt = erase_everything(
            bound.journal, Shelf(bound.data.films), bound.data, receipt_id=text_in(payload, "receipt_id")
        )
        self._tell()
        return receipt.as_json()


def practice_of(
    framework: Framework, *, marks: Iterable[Mark], answered: Mapping[str, int], own: set[str]
) -> dict[int, Practice]:
    """Return what was practised by tier.

    A mark counts once for each tier it names a principle of, an answer for each tier of its chapter. The chapter of
    people's own films belongs to a tier once they marked one of its principles on such a film.

    Args:
        framework: Whose principles the marks name; keys of other frameworks count nowhere.
        marks: All of one person's.
        answered: Number of answered prompts by chapter.
        own: Ids of their own films.
    """
    known = set(framework.keys)
    named = [({framework.tier_of(key).number for key in mark.principles if key in known}, mark) for mark in marks]
    counted = Counter(number for numbers, _ in named for number in numbers)
    on_own = {number for numbers, mark in named if mark.film in own for number in numbers}
    return {
        tier.number: Practice(
            marks=counted[tier.number],
            answers=sum(answered.get(one.id, 0) for one in chapters() if tier.number in one.tiers),
            chapters=tuple(
                link_to(one)
                for one in chapters()
                if tier.number in one.tiers or (one.id == MY_FILM and tier.number in on_own)
            ),
        )
        for tier in framework.tiers
    }


def link_to(one: Chapter) -> dict[str, str]:
    """Return what a page needs to link to a chapter."""
    return {"id": one.id, "title": one.title, "notebook": one.notebook.name}


def _told(place: LeftOff, bound: Bound) -> dict[str, Any]:
    one = chapter(place.chapter)
    return {
        "chapter": link_to(one),
        "paragraph": place.paragraph,
        "heading": heading_above(one, place.paragraph),
        "film": _film(place, bound),
        "at": place.at.isoformat(),
    }


def _film(place: LeftOff, bound: Bound) -> dict[str, Any] | None:
    """Return the film that was open, or None where there was none or it is gone."""
    if place.film is None:
        return None
    try:
        film = bound.journal.film(place.film)
    except NotFound:
        return None
    return {"id": film.id, "title": film.title, "own": film.source == "own", "time_ms": place.time_ms or 0}


def _size_below(folder: Path) -> int:
    return sum(_size(Path(path, name)) for path, _, names in os.walk(folder) for name in names)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # gone meanwhile, or in a database elsewhere
        return 0
