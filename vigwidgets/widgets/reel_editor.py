"""The cutting room: the best moments of one's own film in an order, what each shows, and the reel made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self

import traitlets as t

from vigwidgets.core.errors import BadRequest
from vigwidgets.core.reel import ReelItem, check_items
from vigwidgets.core.span import Span
from vigwidgets.widgets.base import Answer, VigWidget
from vigwidgets.widgets.film_player import Captions, addressed
from vigwidgets.widgets.framework_view import framework_view

if TYPE_CHECKING:
    from vigwidgets.core.film import Film
    from vigwidgets.core.framework import Framework
    from vigwidgets.core.mark import Mark

_TEXTS: Final = ("title", "did", "then", "hope")


class ReelEditor(VigWidget):
    """Moments of one film as cards in the reel's order, a preview of it, and the making of an MP4.

    Requests, each answered with `{items, can_undo, can_redo}`: `reel.set {film_id, items, base, change_id}`, where
    `base` is the reel that was changed (an answer with `stale` says that another window was quicker and nothing was
    stored), `reel.undo {film_id, change_id}`, `reel.redo {film_id, change_id}`; and answered with `{}`, as `progress`
    tells the rest: `reel.make {film_id, captions, use}`, `reel.stop {}`, `reel.discard {film_id}`. Made with `of` it
    answers from memory, so that it works alone, but makes no file; `answer_with` puts a journal in that place. Whoever
    opens another film sets `film`, `marks` and `items` in one `tell`, because each is read beside the others.
    """

    module: ClassVar[str] = "reel_editor"

    film = t.Dict(
        help="What a `FilmPlayer` gets, or empty while no film is chosen; where it may not be used `refused` is a "
        "sentence and `url` empty; Python → view."
    ).tag(sync=True)
    marks = t.List(t.Dict(), help="The film's marks as `Mark.as_json()`, by time; Python → view.").tag(sync=True)
    framework = t.Dict(help="Credit line and tiers as `framework_view` gives them; Python → view.").tag(sync=True)
    items = t.List(
        t.Dict(), help="The reel's moments as `ReelItem.as_json()`, in the reel's order; Python → view."
    ).tag(sync=True)
    question = t.Unicode(
        "", help="What the owner would like the film to help them with, empty where they wrote nothing; Python → view."
    ).tag(sync=True)
    can_undo = t.Bool(default_value=False, help="Whether a change can be taken back; Python → view.").tag(sync=True)
    can_redo = t.Bool(default_value=False, help="Whether one taken back can be done again; Python → view.").tag(
        sync=True
    )
    progress = t.Dict(
        help="`{stage, share, message, url, size_bytes, duration_ms, changed_since, captions, captions_url, use}`: "
        "`stage` is `idle`, `making`, "
        "`ready`, `refused` or `stopped`; `share` of the reel that is made, 0 to 1; a sentence where it was refused; "
        "where the MP4 is, relative to the application, its size in bytes and length in ms, once it is ready; and "
        "whether the reel was changed after that; how captions are shown (`none`, `beside`, `burned`), where they are "
        "if beside, and what the reel is for (`work`, `group`, `training`); Python → view."
    ).tag(sync=True)

    @classmethod
    def of(
        cls,
        film: Film,
        *,
        framework: Framework,
        url: str,
        frames_url: str,
        captions: Iterable[Captions] = (),
        marks: Iterable[Mark] = (),
        items: Iterable[ReelItem] = (),
        **traits: Any,
    ) -> Self:
        """Return a cutting room for `film` that keeps its reel in memory until `answer_with` is called.

        Args:
            film: What the moments are taken from.
            framework: Where tiers and principles come from.
            url: As in `addressed`, like the two after it.
            frames_url: See there.
            captions: See there.
            marks: The film's marks.
            items: What is in the reel at first.
            **traits: Any other trait.

        Raises:
            InvalidValue: the items cannot be a reel of this film.
        """
        book = _ReelBook(items, film=film)
        ordered = sorted(marks, key=lambda mark: (mark.span, mark.id))
        widget = cls(
            film=addressed(film, url=url, frames_url=frames_url, captions=captions),
            marks=[mark.as_json() for mark in ordered],
            framework=framework_view(framework),
            **book.as_json(),
            **traits,
        )
        widget.answer_with(widget._answers_from(book))
        return widget

    def _answers_from(self, book: _ReelBook) -> dict[str, Answer]:
        def told(verb: Callable[[dict[str, Any]], None]) -> Answer:
            def answer(payload: dict[str, Any]) -> dict[str, Any]:
                verb(payload)
                now = book.as_json()
                self.tell(**now)
                return now

            return answer

        return {
            "reel.set": told(lambda p: book.put(items_in(p), change_id=_text(p, "change_id"))),
            "reel.undo": told(lambda p: book.undo(change_id=_text(p, "change_id"))),
            "reel.redo": told(lambda p: book.redo(change_id=_text(p, "change_id"))),
            "reel.make": lambda _payload: self._make_none(),
            "reel.stop": lambda _payload: {},
            "reel.discard": lambda _payload: {},
        }

    def _make_none(self) -> dict[str, Any]:
        self.progress = {"stage": "refused", "message": self.words["not_alone"]}
        return {}


class _ReelBook:
    """The reel of one film in memory, with undo and redo. Nothing of it outlives the kernel.

    The same `change_id` again changes nothing. A refused verb leaves everything as it was.
    """

    def __init__(self, items: Iterable[ReelItem], *, film: Film) -> None:
        self._film = film
        self._items = tuple(items)
        check_items(self._items, duration_ms=film.duration_ms)
        self._past: list[tuple[ReelItem, ...]] = []
        self._future: list[tuple[ReelItem, ...]] = []
        self._done: set[str] = set()

    def as_json(self) -> dict[str, Any]:
        """Return what a request is answered with."""
        return {
            "items": [item.as_json() for item in self._items],
            "can_undo": bool(self._past),
            "can_redo": bool(self._future),
        }

    def put(self, items: Sequence[ReelItem], *, change_id: str) -> None:
        """Let these be the reel. Raises `InvalidValue` where they cannot."""
        check_items(items, duration_ms=self._film.duration_ms)
        if change_id in self._done:
            return
        self._done.add(change_id)
        if tuple(items) != self._items:
            self._past.append(self._items)
            self._future.clear()
            self._items = tuple(items)

    def undo(self, *, change_id: str) -> None:
        """Take the last change back; nothing happens when there is none."""
        self._turn(self._past, self._future, change_id)

    def redo(self, *, change_id: str) -> None:
        """Do again what was last taken back; nothing happens when there is nothing."""
        self._turn(self._future, self._past, change_id)

    def _turn(self, source: list[tuple[ReelItem, ...]], target: list[tuple[ReelItem, ...]], change_id: str) -> None:
        if change_id in self._done or not source:
            return
        self._done.add(change_id)
        target.append(self._items)
        self._items = source.pop()


def items_in(payload: dict[str, Any], name: str = "items") -> list[ReelItem]:
    """Return the reel in `payload[name]`.

    Raises:
        BadRequest: the form is wrong.
        InvalidValue: the form is right but no such moment can be in a reel.
    """
    given = payload.get(name)
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise _wrong_form()
    return [_item(one) for one in given]


def _item(given: dict[str, Any]) -> ReelItem:
    texts = {name: given.get(name, "") for name in ("id", "mark", *_TEXTS)}
    if not all(isinstance(text, str) for text in texts.values()) or not {"start_ms", "end_ms"} <= given.keys():
        raise _wrong_form()
    return ReelItem(span=Span(given["start_ms"], given["end_ms"]), **texts)


def _wrong_form() -> BadRequest:
    return BadRequest("The page asked in a form this workbook does not know. Reload the page.")


def _text(payload: dict[str, Any], name: str) -> str:
    value = payload.get(name)
    if not isinstance(value, str) or not value:
        raise BadRequest(f"The request came without {name!r}. Reload the page.")
    return value
