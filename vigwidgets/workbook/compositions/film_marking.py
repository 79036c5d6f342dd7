"""A film with player, picker and timeline, joined to the journal's marks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from vigwidgets import frameworks
from vigwidgets.core.errors import BadRequest
from vigwidgets.core.film import Film
from vigwidgets.core.mark import Mark
from vigwidgets.widgets.film_player import FilmPlayer
from vigwidgets.widgets.framework_view import framework_view
from vigwidgets.widgets.mark_timeline import MarkTimeline
from vigwidgets.widgets.principle_picker import PrinciplePicker
from vigwidgets.workbook.compositions.composition import NewId, text_in
from vigwidgets.workbook.compositions.film_views import clip_view, clip_view_for
from vigwidgets.workbook.mark_requests import changes_from, mark_from

if TYPE_CHECKING:
    from vigwidgets.widgets.base import VigWidget
    from vigwidgets.workbook.bound import Bound
    from vigwidgets.workbook.clips import Clip

OnMarks = Callable[[str, list[Mark]], None]
"""Told a film's id and its marks whenever they changed."""


class FilmMarking:
    """A film to watch with its marks: player, picker and timeline.

    Use `for_clip`, or `for_own_film` and then `show`.
    """

    def __init__(
        self, *, player: FilmPlayer, tiers: tuple[int, ...], new_id: NewId, clip: Clip | None, on_marks: OnMarks | None
    ) -> None:
        framework = framework_view(frameworks.load())
        self._clip = clip
        self._on_marks = on_marks
        self.player = player
        self.picker = PrinciplePicker(framework=framework, tiers_shown=list(tiers), **new_id())
        self.timeline = MarkTimeline(framework=framework, **new_id())
        self.widgets: list[tuple[VigWidget, bool]] = [
            (player, clip is None or not clip.is_drawn),
            (self.picker, True),
            (self.timeline, True),
        ]

    @classmethod
    def for_clip(
        cls, clip: Clip, *, tiers: tuple[int, ...], new_id: NewId, on_marks: OnMarks | None = None
    ) -> FilmMarking:
        """Return the widgets on a clip; of a drawn one the player is the same for everybody and needs nobody."""
        player = FilmPlayer(film=clip_view(clip), **new_id()) if clip.is_drawn else FilmPlayer(**new_id())
        return cls(player=player, tiers=tiers, new_id=new_id, clip=clip, on_marks=on_marks)

    @classmethod
    def for_own_film(cls, *, new_id: NewId, on_marks: OnMarks) -> FilmMarking:
        """Return the widgets on a film of the person's, which `show` chooses once they are bound."""
        return cls(player=FilmPlayer(**new_id()), tiers=(), new_id=new_id, clip=None, on_marks=on_marks)

    def bind(self, bound: Bound) -> None:
        """Show this person's marks on the film and keep what they do."""
        self._bound = bound
        for widget, _ in self.widgets:
            widget.person_key = bound.person_key
        keep = {
            "mark.add": self._add,
            "mark.change": self._change,
            "mark.remove": self._remove,
            "mark.undo": self._undo,
            "mark.redo": self._redo,
        }
        self.picker.answer_with({"mark.add": self._add_one})
        self.timeline.answer_with(keep)
        if self._clip is not None:
            if not self._clip.is_drawn:
                self.player.film = clip_view_for(self._clip, bound)
            self._look_at(self._clip.film)

    def show(self, film: Film | None, view: dict[str, Any]) -> None:
        """Show another film of the person's, or none; `view` is what the player gets."""
        self.player.film = view
        if film is not None:
            self._look_at(film)
            return
        self.picker.tell(film={}, draft_key="")
        self.timeline.tell(film={}, draft_key="", marks=[], can_undo=False, can_redo=False)

    def look_again(self, film_id: str) -> None:
        """Show what the journal holds now of a film, if it is the one that is open."""
        if film_id == self.timeline.film.get("id"):
            self._after(film_id)

    def _look_at(self, film: Film) -> None:
        about = {"id": film.id, "duration_ms": film.duration_ms}
        key = self._bound.draft_key(film.id)
        self.picker.tell(film=about, draft_key=key)
        self.timeline.tell(film=about, draft_key=key)
        self._after(film.id)

    def _after(self, film_id: str) -> dict[str, Any]:
        """Bring the widgets up to what the journal holds now, and return the same for the reply."""
        journal = self._bound.journal
        marks = journal.marks(film_id)
        now: dict[str, Any] = {
            "marks": [mark.as_json() for mark in marks],
            "can_undo": journal.can_undo(film_id),
            "can_redo": journal.can_redo(film_id),
        }
        if film_id == self.timeline.film.get("id"):
            self.timeline.tell(**now)
        if self._on_marks is not None:
            self._on_marks(film_id, marks)
        return now

    def _film_of(self, payload: dict[str, Any]) -> str:
        """Return the film a request is about; one that was asked before another film was opened still means its own."""
        film_id = payload.get("film_id") or self.timeline.film.get("id")
        if not isinstance(film_id, str) or not film_id:
            raise BadRequest("No film is open. Choose one first.")
        return film_id

    def _add(self, payload: dict[str, Any]) -> dict[str, Any]:
        film_id = self._film_of(payload)
        mark = mark_from(payload, film=film_id, author=self._bound.person.id)
        stored = self._bound.journal.add_mark(mark, change_id=text_in(payload, "change_id"))
        return {"mark": stored.as_json(), **self._after(film_id)}

    def _add_one(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Add for the picker, which asks for its own mark only; the timeline has been told all of them."""
        return {"mark": self._add(payload)["mark"]}

    def _change(self, payload: dict[str, Any]) -> dict[str, Any]:
        film_id = self._film_of(payload)
        self._bound.journal.change_mark(
            film_id, text_in(payload, "id"), change_id=text_in(payload, "change_id"), **changes_from(payload)
        )
        return self._after(film_id)

    def _remove(self, payload: dict[str, Any]) -> dict[str, Any]:
        film_id = self._film_of(payload)
        self._bound.journal.remove_mark(film_id, text_in(payload, "id"), change_id=text_in(payload, "change_id"))
        return self._after(film_id)

    def _undo(self, payload: dict[str, Any]) -> dict[str, Any]:
        film_id = self._film_of(payload)
        self._bound.journal.undo(film_id, change_id=text_in(payload, "change_id"))
        return self._after(film_id)

    def _redo(self, payload: dict[str, Any]) -> dict[str, Any]:
        film_id = self._film_of(payload)
        self._bound.journal.redo(film_id, change_id=text_in(payload, "change_id"))
        return self._after(film_id)
