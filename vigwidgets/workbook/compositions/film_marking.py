"""A film with player, picker and timeline, joined to the journal's marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vigwidgets import frameworks
from vigwidgets.core.errors import BadRequest, NotFound
from vigwidgets.core.film import Film
from vigwidgets.widgets.film_chooser import FilmChooser
from vigwidgets.widgets.film_player import FilmPlayer
from vigwidgets.widgets.framework_view import framework_view
from vigwidgets.widgets.mark_timeline import MarkTimeline
from vigwidgets.widgets.principle_picker import PrinciplePicker
from vigwidgets.workbook.compositions.composition import NewId, text_in
from vigwidgets.workbook.compositions.film_views import clip_view, own_view
from vigwidgets.workbook.mark_requests import changes_from, mark_from

if TYPE_CHECKING:
    from vigwidgets.widgets.base import VigWidget
    from vigwidgets.workbook.bound import Bound
    from vigwidgets.workbook.clips import Clip


class FilmMarking:
    """A film to watch with its marks: player, picker, timeline, and for own films a list to choose from.

    Use `for_clip` or `for_own_films`.
    """

    def __init__(self, *, player: FilmPlayer, tiers: tuple[int, ...], new_id: NewId, clip: Clip | None) -> None:
        framework = framework_view(frameworks.load())
        self._clip = clip
        self.player = player
        self.chooser = FilmChooser(**new_id()) if clip is None else None
        self.picker = PrinciplePicker(framework=framework, tiers_shown=list(tiers), **new_id())
        self.timeline = MarkTimeline(framework=framework, **new_id())
        self.widgets: list[tuple[VigWidget, bool]] = [
            *([(self.chooser, True)] if self.chooser else []),
            (player, clip is None),
            (self.picker, True),
            (self.timeline, True),
        ]

    @classmethod
    def for_clip(cls, clip: Clip, *, tiers: tuple[int, ...], new_id: NewId) -> FilmMarking:
        """Return the widgets on a drawn clip; its player is the same for everybody and needs nobody."""
        return cls(player=FilmPlayer(film=clip_view(clip), **new_id()), tiers=tiers, new_id=new_id, clip=clip)

    @classmethod
    def for_own_films(cls, *, new_id: NewId) -> FilmMarking:
        """Return the widgets on one of the person's own films; which one is part of the page's address."""
        return cls(player=FilmPlayer(**new_id()), tiers=(), new_id=new_id, clip=None)

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
        if self.chooser is None:
            self._show(self._clip.film, None)  # type: ignore[union-attr] - one of the two is there
            return
        self.chooser.answer_with({"film.choose": self._choose})
        films = bound.journal.films()
        wanted = bound.place.get("film")
        film = next((one for one in films if one.id == wanted), films[-1] if films and wanted is None else None)
        self._list_films(film)
        if film is not None:
            self._show(film, own_view(film))

    def _show(self, film: Film, view: dict[str, Any] | None) -> None:
        if view is not None:
            self.player.film = view
        about = {"id": film.id, "duration_ms": film.duration_ms}
        self.picker.film = about
        self.timeline.film = about
        self._after(film.id)

    def _list_films(self, chosen: Film | None) -> None:
        chooser, journal = self.chooser, self._bound.journal
        if chooser is None:
            return
        chooser.films = [
            {"id": f.id, "title": f.title, "duration_ms": f.duration_ms, "marks": len(journal.marks(f.id))}
            for f in journal.films()
        ]
        chooser.chosen = chosen.id if chosen else ""
        missing = self._bound.place.get("film") if chosen is None else None
        chooser.missing = chooser.words["gone"] if missing else ""

    def _choose(self, payload: dict[str, Any]) -> dict[str, Any]:
        film = next((f for f in self._bound.journal.films() if f.id == payload.get("id")), None)
        if film is None:
            raise NotFound("There is no such film here. Choose one from your list.")
        self._list_films(film)
        self._show(film, own_view(film))
        return {}

    def _after(self, film_id: str) -> dict[str, Any]:
        """Bring the widgets up to what the journal holds now, and return the same for the reply."""
        journal = self._bound.journal
        now: dict[str, Any] = {
            "marks": [mark.as_json() for mark in journal.marks(film_id)],
            "can_undo": journal.can_undo(film_id),
            "can_redo": journal.can_redo(film_id),
        }
        if film_id == self.timeline.film.get("id"):
            self.timeline.tell(**now)
        if self.chooser is not None:
            count = len(now["marks"])
            self.chooser.films = [
                {**film, "marks": count} if film["id"] == film_id else film for film in self.chooser.films
            ]
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
