"""The marks of a film in lanes along its time, and the list of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Self

import traitlets as t

from vigwidgets.core.errors import BadRequest
from vigwidgets.widgets.base import Answer, VigWidget
from vigwidgets.widgets.framework_view import framework_view
from vigwidgets.widgets.mark_book import MarkBook

if TYPE_CHECKING:
    from vigwidgets.core.film import Film
    from vigwidgets.core.framework import Framework
    from vigwidgets.core.mark import Mark


class MarkTimeline(VigWidget):
    """Tier lanes with the marks of a film, a list of them, and what one can do to a mark.

    Requests, each answered with `{marks, can_undo, can_redo}`: `mark.add {mark, change_id}`,
    `mark.change {id, changes, change_id}`, `mark.remove {id, change_id}`, `mark.undo {change_id}`,
    `mark.redo {change_id}`. Made with `of` it answers from memory, so that it works alone; `answer_with` puts a journal
    in that place, whose answers end in `show`.
    """

    module: ClassVar[str] = "mark_timeline"
    view_owned: ClassVar[frozenset[str]] = frozenset({"selected"})

    film = t.Dict(help="`id` and `duration_ms`, or empty while no film is chosen; Python → view.").tag(sync=True)
    marks = t.List(t.Dict(), help="The marks as `Mark.as_json()`, by time; Python → view.").tag(sync=True)
    framework = t.Dict(help="Credit line and tiers as `framework_view` gives them; Python → view.").tag(sync=True)
    can_undo = t.Bool(default_value=False, help="Whether a change can be taken back; Python → view.").tag(sync=True)
    can_redo = t.Bool(default_value=False, help="Whether one taken back can be done again; Python → view.").tag(sync=True)
    selected = t.Unicode("", help="Id of the chosen mark, or empty; view → Python.").tag(sync=True)

    @classmethod
    def of(
        cls, film: Film, *, framework: Framework, marks: Iterable[Mark] = (), author: str = "", **traits: Any
    ) -> Self:
        """Return a timeline of `film` that keeps its marks in memory until `answer_with` is called."""
        book = MarkBook(film=film.id, duration_ms=film.duration_ms, framework=framework, marks=marks, author=author)
        widget = cls(
            film={"id": film.id, "duration_ms": film.duration_ms},
            framework=framework_view(framework),
            marks=[mark.as_json() for mark in book.marks],
            **traits,
        )
        widget.answer_with(widget.answers_from(book))
        return widget

    def show(self, marks: Iterable[Mark], *, can_undo: bool, can_redo: bool) -> dict[str, Any]:
        """Put these marks on the page, in this order, and return what a request is answered with."""
        state = {"marks": [mark.as_json() for mark in marks], "can_undo": can_undo, "can_redo": can_redo}
        with self.hold_sync():
            self.set_trait("marks", state["marks"])
            self.set_trait("can_undo", can_undo)
            self.set_trait("can_redo", can_redo)
        return state

    def answers_from(self, book: MarkBook) -> dict[str, Answer]:
        """Return answers to all five requests that keep their marks in `book`."""

        def told(verb: Callable[[dict[str, Any]], None]) -> Answer:
            def answer(payload: dict[str, Any]) -> dict[str, Any]:
                verb(payload)
                return self.show(book.marks, can_undo=book.can_undo, can_redo=book.can_redo)

            return answer

        return {
            "mark.add": told(lambda p: book.add(_form(p, "mark"), change_id=_text(p, "change_id"))),
            "mark.change": told(
                lambda p: book.change(_text(p, "id"), _form(p, "changes"), change_id=_text(p, "change_id"))
            ),
            "mark.remove": told(lambda p: book.remove(_text(p, "id"), change_id=_text(p, "change_id"))),
            "mark.undo": told(lambda p: book.undo(change_id=_text(p, "change_id"))),
            "mark.redo": told(lambda p: book.redo(change_id=_text(p, "change_id"))),
        }


def _text(payload: dict[str, Any], name: str) -> str:
    value = payload.get(name)
    if not isinstance(value, str) or not value:
        raise BadRequest(f"The request came without {name!r}. Reload the page.")
    return value


def _form(payload: dict[str, Any], name: str) -> dict[str, Any]:
    value = payload.get(name)
    if not isinstance(value, dict):
        raise BadRequest(f"The request came without {name!r}. Reload the page.")
    return value
