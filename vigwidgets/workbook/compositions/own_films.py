"""A person's own films: adding one, the list of them, and what can be done to each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from vigwidgets import frameworks
from vigwidgets.core.errors import BadRequest, NotPermitted
from vigwidgets.core.film import Film
from vigwidgets.core.mark import Mark
from vigwidgets.core.permission import Permission
from vigwidgets.core.tally import tally_by_tier
from vigwidgets.films import Shelf
from vigwidgets.widgets.film_adding import FilmAdding
from vigwidgets.widgets.film_list import FilmList
from vigwidgets.words.sentences import spoken
from vigwidgets.workbook.compositions.composition import NewId, text_in

if TYPE_CHECKING:
    from vigwidgets.journal import Journal
    from vigwidgets.widgets.base import VigWidget
    from vigwidgets.workbook.bound import Bound

OnOpen = Callable[[Film | None, str], None]
"""Told the film to show, or None, and the sentence why it may not be played, or nothing."""

OnMarks = Callable[[str, list[Mark]], None]
"""Told a film's id and its marks."""


class OwnFilms:
    """The list *My films* with the form that adds one. `on_open` tells whoever shows a film which it is.

    Which film is open is part of the page's address; without one it is the film added last.
    """

    def __init__(self, *, new_id: NewId) -> None:
        self._framework = frameworks.load()
        self._bound: Bound | None = None
        self._listeners: list[OnOpen] = []
        self._on_marks: list[OnMarks] = []
        self._on_turn: list[Callable[[str], None]] = []
        self._on_words: list[Callable[[str], None]] = []
        self.list = FilmList(**new_id())
        self.adding = FilmAdding(**new_id())
        self.widgets: list[tuple[VigWidget, bool]] = [(self.list, True), (self.adding, True)]

    def on_open(self, told: OnOpen) -> None:
        """Tell `told` from now on which film is open; before a person is bound there is none."""
        self._listeners.append(told)
        if self._bound is not None:
            told(*self._open_now())

    def bind(self, bound: Bound) -> None:
        """List this person's films, open one, and do what they ask."""
        if self._bound is bound:
            return
        self._bound = bound
        for widget, _ in self.widgets:
            widget.person_key = bound.person_key
        self.adding.answer_with({"disk.encryption": self._encryption})
        self.list.answer_with(
            {
                "film.choose": self._choose,
                "film.rename": self._rename,
                "film.permission": self._permit,
                "film.erase": self._erase,
            }
        )
        films, wanted = bound.journal.films(), bound.place.get("film")
        found = next((one for one in films if one.id == wanted), films[-1] if films and wanted is None else None)
        self._show(found.id if found else "", missing=self.list.words["gone"] if wanted and not found else "")

    def on_marks(self, told: OnMarks) -> None:
        """Tell `told` from now on a film's marks whenever they may have changed."""
        self._on_marks.append(told)

    def on_turn(self, told: Callable[[str], None]) -> None:
        """Tell `told` from now on which film somebody else changed in the journal."""
        self._on_turn.append(told)

    def turned(self, film_id: str) -> None:
        """Let those who show a film look again: it was changed in the journal."""
        for told in self._on_turn:
            told(film_id)

    def on_words(self, told: Callable[[str], None]) -> None:
        """Tell `told` from now on about which film something was written."""
        self._on_words.append(told)

    def written(self, film_id: str) -> None:
        """Let those who show what was written about a film look again."""
        for told in self._on_words:
            told(film_id)

    def count(self, film_id: str, marks: list[Mark]) -> None:
        """Show a film's new number of moments in the list, and tell those who want to know its marks."""
        self.list.films = [{**one, **self._counted(marks)} if one["id"] == film_id else one for one in self.list.films]
        for told in self._on_marks:
            told(film_id, marks)

    def show_again(self) -> None:
        """Show the open film as it is now."""
        self._show(self.list.chosen, missing=self.list.missing)

    def _show(self, chosen: str, *, missing: str = "") -> None:
        """Bring the list up to what the journal holds, open the film `chosen` and tell those who show it."""
        films = self._journal.films()
        self.list.tell(films=[self._entry(film) for film in films], chosen=chosen, missing=missing)
        self.adding.first = not films
        for told in self._listeners:
            told(*self._open_now())

    def _open_now(self) -> tuple[Film | None, str]:
        if not self.list.chosen:
            return None, ""
        film = self._journal.film(self.list.chosen)
        return film, self._refused(film)

    @staticmethod
    def _refused(film: Film) -> str:
        try:
            film.permission.require("work", on=_today())
        except NotPermitted as refusal:
            return spoken(refusal.sentence)
        return ""

    def _entry(self, film: Film) -> dict[str, Any]:
        agreed = film.permission
        return {
            "id": film.id,
            "title": film.title,
            "duration_ms": film.duration_ms,
            "size_bytes": film.size_bytes,
            "permission": {
                "uses": list(agreed.uses),
                "until": agreed.until.isoformat() if agreed.until else "",
                "people": list(agreed.people),
                "given_by": agreed.given_by,
            },
            "passed": agreed.has_passed(on=_today()),
            "refused": self._refused(film),
            **self._counted(self._journal.marks(film.id)),
        }

    def _counted(self, marks: list[Mark]) -> dict[str, Any]:
        names = {tier.number: tier.name for tier in self._framework.tiers}
        tally = tally_by_tier(marks, self._framework)
        return {
            "marks": len(marks),
            "tiers": [{"number": number, "name": names[number], "count": count} for number, count in tally.items()],
        }

    def _choose(self, payload: dict[str, Any]) -> dict[str, Any]:
        self._show(self._own(payload).id)
        return {}

    def _rename(self, payload: dict[str, Any]) -> dict[str, Any]:
        self._journal.rename_film(self._own(payload).id, text_in(payload, "title"))
        self._show(self.list.chosen)
        return {}

    def _permit(self, payload: dict[str, Any]) -> dict[str, Any]:
        self._journal.set_permission(self._own(payload).id, permission_from(payload))
        self._show(self.list.chosen)
        return {}

    def _erase(self, payload: dict[str, Any]) -> dict[str, Any]:
        from vigwidgets.workbook.keeping.erasing import erase_film

        film_id, receipt_id, chosen = text_in(payload, "id"), text_in(payload, "receipt_id"), self.list.chosen
        bound = self._whose
        if chosen == film_id:
            self.list.chosen = ""
            for told in self._listeners:
                told(None, "")  # the page lets go of the file before it is erased
        try:
            receipt = erase_film(bound.journal, Shelf(bound.data.films), bound.data, film_id, receipt_id=receipt_id)
        finally:
            here = {film.id for film in bound.journal.films()}
            self._show(chosen if chosen in here else "")
        return receipt.as_json()

    def _encryption(self, _payload: dict[str, Any]) -> dict[str, Any]:
        from vigwidgets.workbook.folder.disk_encryption import encryption_of  # asks the system, which takes a moment

        found = encryption_of(self._whose.data.root)
        return {"state": found.state, "kind": found.kind}

    def _own(self, payload: dict[str, Any]) -> Film:
        return self._journal.film(text_in(payload, "id"))

    @property
    def _whose(self) -> Bound:
        if self._bound is None:
            raise BadRequest("This chapter is not ready yet. Wait a moment and try again.")
        return self._bound

    @property
    def _journal(self) -> Journal:
        return self._whose.journal


def permission_from(payload: dict[str, Any]) -> Permission:
    """Return the agreement in a request: `uses` and `people` lists of texts, `until` an ISO date or empty, `given_by`.

    Raises:
        BadRequest: the form is wrong.
        InvalidValue: the form is right but there is no such agreement.
    """
    uses, people = (_texts(payload, name) for name in ("uses", "people"))
    return Permission.parse(
        ",".join(uses), until=text_in(payload, "until"), people=people, given_by=text_in(payload, "given_by")
    )


def _today() -> date:
    return date.today()  # noqa: DTZ011 - an agreement ends with the day as people here count it


def _texts(payload: dict[str, Any], name: str) -> tuple[str, ...]:
    given = payload.get(name)
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise BadRequest("The page asked in a form this workbook does not know. Reload the page.")
    return tuple(given)
