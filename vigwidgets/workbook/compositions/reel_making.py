"""The reel of the film that is open: its moments in order, in the person's own words, and the MP4 made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vigwidgets import frameworks
from vigwidgets.core.errors import ChangedMeanwhile
from vigwidgets.core.film import Film
from vigwidgets.core.mark import Mark
from vigwidgets.core.permission import use_named
from vigwidgets.core.reel_captions import Way, way_named
from vigwidgets.widgets.framework_view import framework_view
from vigwidgets.widgets.reel_editor import ReelEditor, items_in
from vigwidgets.workbook import kept_reel
from vigwidgets.workbook.compositions.composition import NewId, text_in
from vigwidgets.workbook.compositions.film_views import is_growing, own_view, refused_view
from vigwidgets.workbook.compositions.own_films import OwnFilms
from vigwidgets.workbook.compositions.work_beside import WorkBeside

if TYPE_CHECKING:
    from vigwidgets.widgets.base import VigWidget
    from vigwidgets.workbook.bound import Bound


class ReelMaking:
    """The reel of whichever film is open in `films`; one is made at a time, and ends with the page's kernel.

    Args:
        films: The person's films.
        new_id: Gives the widget its id.
        question: Id of the prompt that asks what a film is to help with; what was written to it is told the page.
    """

    def __init__(self, *, films: OwnFilms, new_id: NewId, question: str = "") -> None:
        self._films, self._question = films, question
        self._film_id = ""
        self.editor = ReelEditor(framework=framework_view(frameworks.load()), progress=_at("idle"), **new_id())
        self._work = WorkBeside(self._tell, not_here=lambda: self.editor.words["not_here"])
        self.widgets: list[tuple[VigWidget, bool]] = [(self.editor, True)]

    def bind(self, bound: Bound) -> None:
        """Show this person's reel and keep what they do."""
        self._bound = bound
        self.editor.person_key = bound.person_key
        self.editor.answer_with(
            {
                "reel.set": self._set,
                "reel.undo": self._undo,
                "reel.redo": self._redo,
                "reel.make": self._make,
                "reel.stop": self._stop,
                "reel.discard": self._discard,
            }
        )
        self._films.bind(bound)
        self._films.on_open(self._show)
        self._films.on_marks(self._look_again)
        self._films.on_words(self._read_again)

    def _show(self, film: Film | None, refused: str) -> None:
        if film is not None and is_growing(film, self._bound.data):
            refused = refused or self.editor.words["growing"]
        self._film_id = "" if film is None or refused else film.id
        if film is None or refused:
            view = {} if film is None else refused_view(film, refused)
            self.editor.tell(
                film=view, draft_key="", marks=[], items=[], can_undo=False, can_redo=False, question="",
                progress=_at("idle"),
            )  # fmt: skip
            return
        marks = [mark.as_json() for mark in self._bound.journal.marks(film.id)]
        key = self._bound.draft_key(film.id)
        asked = self._asked(film.id)
        self.editor.tell(film=own_view(film), draft_key=key, marks=marks, question=asked, **self._now(film.id))
        if not self._work.is_running:
            self._show_file()

    def _look_again(self, film_id: str, marks: list[Mark]) -> None:
        """Show what the film's marks and its reel are now."""
        if film_id == self._film_id:
            self.editor.tell(marks=[mark.as_json() for mark in marks], **self._now(film_id))
            self._tell_changed()

    def _read_again(self, film_id: str) -> None:
        if film_id == self._film_id:
            self.editor.question = self._asked(film_id)

    def _asked(self, film_id: str) -> str:
        """Return what the film is to help with, in the person's words."""
        newest = self._question and self._bound.journal.reflection(self._question, film=film_id)
        return newest.text.strip() if newest else ""

    def _now(self, film_id: str) -> dict[str, Any]:
        journal = self._bound.journal
        return {
            "items": [item.as_json() for item in journal.reel(film_id)],
            "can_undo": journal.can_undo(film_id),
            "can_redo": journal.can_redo(film_id),
        }

    def _set(self, payload: dict[str, Any]) -> dict[str, Any]:
        film_id = text_in(payload, "film_id")
        items, base, change_id = items_in(payload), items_in(payload, "base"), text_in(payload, "change_id")
        try:
            self._bound.journal.set_reel(film_id, items, base=base, change_id=change_id)
        except ChangedMeanwhile:
            return {**self._after(film_id), "stale": True}
        return self._after(film_id)

    def _undo(self, payload: dict[str, Any]) -> dict[str, Any]:
        film_id = text_in(payload, "film_id")
        self._bound.journal.undo(film_id, change_id=text_in(payload, "change_id"))
        return self._after(film_id)

    def _redo(self, payload: dict[str, Any]) -> dict[str, Any]:
        film_id = text_in(payload, "film_id")
        self._bound.journal.redo(film_id, change_id=text_in(payload, "change_id"))
        return self._after(film_id)

    def _after(self, film_id: str) -> dict[str, Any]:
        """Let everybody who shows the film look at the journal again, and return what the reel is now."""
        self._films.turned(film_id)
        now = self._now(film_id)
        if film_id == self._film_id:
            self.editor.tell(**now)
            self._tell_changed()
        return now

    def _make(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Begin, unless the people in the film did not agree to what the reel is for: that is said before any work."""
        bound, film_id = self._bound, text_in(payload, "film_id")
        captions, use = way_named(_chosen(payload, "captions", "none")), use_named(_chosen(payload, "use", "work"))
        bound.journal.film_for(film_id, use=use)
        self._work.begin(
            lambda: kept_reel.making(bound.data, person=bound.person, film_id=film_id, captions=captions, use=use)
        )
        return {}

    def _stop(self, _payload: dict[str, Any]) -> dict[str, Any]:
        self._work.stop()
        return {}

    def _discard(self, payload: dict[str, Any]) -> dict[str, Any]:
        kept_reel.discard(self._bound.data, self._bound.journal.film(text_in(payload, "film_id")).id)
        self._show_file()
        return {}

    def _tell(self, stage: str, *, share: float = 0, message: str = "", said: object = None) -> None:
        """Show how far the making is."""
        del said  # what was made lies among the exports
        if stage == "done":
            self._show_file()
        else:
            self.editor.progress = _at(stage, share=share, message=message)

    def _show_file(self) -> None:
        """Show the reel that lies ready, if there is one."""
        kept = kept_reel.kept_reel(self._bound.data, self._film_id) if self._film_id else None
        if kept is None:
            self.editor.progress = _at("idle")
            return
        self.editor.progress = {
            **_at("ready", share=1),
            "url": f"vig/film/{self._film_id}/reel.mp4",
            "size_bytes": kept.size_bytes,
            "duration_ms": kept.duration_ms,
            "changed_since": kept.shows != self._digest(kept.captions),
            "captions": kept.captions,
            "captions_url": f"vig/film/{self._film_id}/reel.vtt" if kept.captions_path else "",
            "use": kept.use,
        }

    def _digest(self, captions: Way) -> str:
        journal = self._bound.journal
        return kept_reel.digest(journal.reel(self._film_id), captions=captions, marks=journal.marks(self._film_id))

    def _tell_changed(self) -> None:
        if self.editor.progress["stage"] == "ready":
            self._show_file()


def _at(stage: str, *, share: float = 0, message: str = "") -> dict[str, Any]:
    blank = {"url": "", "size_bytes": 0, "duration_ms": 0, "changed_since": False}
    made = {"captions": "none", "captions_url": "", "use": "work"}
    return {"stage": stage, "share": share, "message": message, **blank, **made}


def _chosen(payload: dict[str, Any], name: str, otherwise: str) -> str:
    """Return what was chosen; what a page from before it could be chosen did not say is the mildest."""
    return text_in(payload, name) if name in payload else otherwise
