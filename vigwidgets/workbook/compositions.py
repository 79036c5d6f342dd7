"""Groups of widgets that belong together, and what joins them to the journal."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from vigwidgets import frameworks
from vigwidgets.core.errors import BadRequest, NotFound
from vigwidgets.core.film import Film
from vigwidgets.core.reflection import Prompt, Revision
from vigwidgets.widgets.film_chooser import FilmChooser
from vigwidgets.widgets.film_player import Captions, FilmPlayer, addressed
from vigwidgets.widgets.framework_view import framework_view
from vigwidgets.widgets.mark_timeline import MarkTimeline
from vigwidgets.widgets.principle_picker import PrinciplePicker
from vigwidgets.widgets.reflection_card import ReflectionCard
from vigwidgets.workbook.mark_requests import changes_from, mark_from

if TYPE_CHECKING:
    from vigwidgets.widgets.base import VigWidget
    from vigwidgets.workbook.bound import Bound
    from vigwidgets.workbook.clips import Clip

NewId = Callable[[], dict[str, Any]]


class Composition(Protocol):
    """What a book places: widgets, each with whether it waits for a person, and how they are joined to one."""

    widgets: list[tuple[VigWidget, bool]]

    def bind(self, bound: Bound) -> None:
        """Show this person's work and keep what they do."""


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
        stored = self._bound.journal.add_mark(mark, change_id=_text(payload, "change_id"))
        return {"mark": stored.as_json(), **self._after(film_id)}

    def _add_one(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Add for the picker, which asks for its own mark only; the timeline has been told all of them."""
        return {"mark": self._add(payload)["mark"]}

    def _change(self, payload: dict[str, Any]) -> dict[str, Any]:
        film_id = self._film_of(payload)
        self._bound.journal.change_mark(
            film_id, _text(payload, "id"), change_id=_text(payload, "change_id"), **changes_from(payload)
        )
        return self._after(film_id)

    def _remove(self, payload: dict[str, Any]) -> dict[str, Any]:
        film_id = self._film_of(payload)
        self._bound.journal.remove_mark(film_id, _text(payload, "id"), change_id=_text(payload, "change_id"))
        return self._after(film_id)

    def _undo(self, payload: dict[str, Any]) -> dict[str, Any]:
        film_id = self._film_of(payload)
        self._bound.journal.undo(film_id, change_id=_text(payload, "change_id"))
        return self._after(film_id)

    def _redo(self, payload: dict[str, Any]) -> dict[str, Any]:
        film_id = self._film_of(payload)
        self._bound.journal.redo(film_id, change_id=_text(payload, "change_id"))
        return self._after(film_id)


class PromptReflection:
    """One prompt with what was written to it.

    Args:
        prompt: The question.
        new_id: Gives the widget its id.
    """

    def __init__(self, prompt: Prompt, *, new_id: NewId) -> None:
        self._prompt = prompt
        self.card = ReflectionCard.of(prompt, revision=None, revision_count=0, **new_id())
        self.widgets: list[tuple[VigWidget, bool]] = [(self.card, True)]

    def bind(self, bound: Bound) -> None:
        """Show this person's text and keep what they write."""
        self._bound = bound
        self.card.person_key = bound.person_key
        self.card.answer_with({"reflection.save": self._save, "reflection.history": self._history})
        self._tell(bound.journal.revisions(self._prompt.id))

    def _tell(self, revisions: list[Revision]) -> None:
        self.card.show(revisions[0] if revisions else None, revision_count=len(revisions))

    def _save(self, payload: dict[str, Any]) -> dict[str, Any]:
        sequence = payload.get("sequence")
        if payload.get("prompt_id") != self._prompt.id or not isinstance(sequence, int):
            raise BadRequest("The page saved in a form this workbook does not know. Reload the page.")
        saved = self._bound.journal.save_reflection(
            self._prompt, _text(payload, "text"), revision_id=_text(payload, "revision_id"),
            sitting=_text(payload, "sitting"), sequence=sequence,
        )  # fmt: skip
        revisions = self._bound.journal.revisions(self._prompt.id)
        self._tell(revisions)
        return {
            "saved_at": saved.revision.saved_at.isoformat(),
            "revision_count": len(revisions),
            "beside": saved.beside,
        }

    def _history(self, _payload: dict[str, Any]) -> dict[str, Any]:
        revisions = self._bound.journal.revisions(self._prompt.id)
        return {"revisions": [{"id": r.id, "text": r.text, "saved_at": r.saved_at.isoformat()} for r in revisions]}


def clip_view(clip: Clip) -> dict[str, Any]:
    """Return how a page shows a drawn clip: addresses that carry its hash, so that browsers may keep it."""
    at = f"vig/clip/{clip.film.sha256[:12]}/{clip.id}"
    return addressed(
        clip.film,
        url=f"{at}/film.mp4",
        frames_url=f"{at}/frames",
        poster_url=f"{at}/poster.jpg",
        captions=(Captions(f"{at}/captions.vtt", "en-GB", "English"),),
        descriptions_url=f"{at}/descriptions.vtt",
    )


def own_view(film: Film) -> dict[str, Any]:
    """Return how a page shows a person's own film."""
    return addressed(film, url=f"vig/film/{film.id}", frames_url=f"vig/film/{film.id}/frames")


def _text(payload: dict[str, Any], name: str) -> str:
    value = payload.get(name)
    if not isinstance(value, str):
        raise BadRequest("The page asked in a form this workbook does not know. Reload the page.")
    return value
