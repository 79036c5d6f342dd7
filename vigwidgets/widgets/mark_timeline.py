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

    Requests, each answered with `{marks, can_undo, can_redo}`: `mark.add {mark, film_id, change_id}`,
    `mark.change {id, changes, film_id, change_id}`, `mark.remove {id, film_id, change_id}`,
    `mark.undo {film_id, change_id}`, `mark.redo {film_id, change_id}`. Made with `of` it answers from memory, so that
    it works alone; `answer_with` puts a journal in that place, which also calls `show`. Whoever makes the `lanes`
    answers `lanes.stop {}` and `lanes.go_on {}` with `{}`, and `places.wave_away {film_id, start_ms, end_ms}` and
    `places.bring_back {film_id}`, the last one waved away, with `{places, waved_away}`.
    """

    module: ClassVar[str] = "mark_timeline"
    view_owned: ClassVar[frozenset[str]] = frozenset({"selected"})

    film = t.Dict(help="`id` and `duration_ms`, or empty while no film is chosen; Python → view.").tag(sync=True)
    marks = t.List(t.Dict(), help="The marks as `Mark.as_json()`, by time; Python → view.").tag(sync=True)
    framework = t.Dict(help="Credit line and tiers as `framework_view` gives them; Python → view.").tag(sync=True)
    can_undo = t.Bool(default_value=False, help="Whether a change can be taken back; Python → view.").tag(sync=True)
    can_redo = t.Bool(default_value=False, help="Whether one taken back can be done again; Python → view.").tag(
        sync=True
    )
    lanes = t.Dict(
        help="What is drawn over the marks, or empty: `strip`, `waves` and `speech`, each with `url` (`{number}` is to "
        "be filled in), `stretch_ms`, `of`, `done`, `ends` and `empty`, and `making {stage, lane, share, message}`, "
        "where `stage` is `idle`, `making`, `stopped` or `refused`; Python → view."
    ).tag(sync=True)
    speech = t.List(help="Where somebody speaks: pairs of ms, by time; Python → view.").tag(sync=True)
    places = t.List(
        help="Places to look that were not waved away: start and end in ms and why (`another_voice` or `answer`), by "
        "time; Python → view."
    ).tag(sync=True)
    waved_away = t.Int(0, help="How many places were waved away and can be brought back; Python → view.").tag(sync=True)
    selected = t.Unicode("", help="Id of the chosen mark, or empty; view → Python.").tag(sync=True)

    @classmethod
    def of(
        cls,
        film: Film,
        *,
        framework: Framework,
        marks: Iterable[Mark] = (),
        author: str = "",
        book: MarkBook | None = None,
        **traits: Any,
    ) -> Self:
        """Return a timeline of `film` that keeps its marks in memory until `answer_with` is called.

        Args:
            film: What is watched.
            framework: Where tiers and principles come from.
            marks: What is there at first; left aside when a book is given.
            author: Person id written into new marks; left aside when a book is given.
            book: Where the marks are, to share it with a picker; None makes an own one.
            **traits: Any other trait.
        """
        if book is None:
            book = MarkBook(film=film.id, duration_ms=film.duration_ms, framework=framework, marks=marks, author=author)
        about = {"id": film.id, "duration_ms": film.duration_ms}
        widget = cls(film=about, framework=framework_view(framework), **book.as_json(), **traits)
        widget.answer_with(widget.answers_from(book))
        book.on_change(lambda: widget.show(**book.as_json()))
        return widget

    def show(self, marks: list[dict[str, Any]], *, can_undo: bool, can_redo: bool) -> None:
        """Put these marks, as `Mark.as_json()` and by time, on the page."""
        with self.hold_sync():
            self.set_trait("marks", marks)
            self.set_trait("can_undo", can_undo)
            self.set_trait("can_redo", can_redo)

    def answers_from(self, book: MarkBook) -> dict[str, Answer]:
        """Return answers to all five requests that keep their marks in `book`."""

        def told(verb: Callable[[dict[str, Any]], None]) -> Answer:
            def answer(payload: dict[str, Any]) -> dict[str, Any]:
                verb(payload)
                return book.as_json()

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
