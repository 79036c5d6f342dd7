"""The marks of one film in memory, with undo and redo: what a timeline answers with while it has no journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from vigwidgets.core.errors import BadRequest, InvalidValue, NotFound
from vigwidgets.core.mark import Mark
from vigwidgets.core.span import Span

if TYPE_CHECKING:
    from vigwidgets.core.framework import Framework

_TEXTS: Final = ("kind", "who", "note", "feeling")
CHANGEABLE: Final = frozenset({"start_ms", "end_ms", "principles", "answers", *_TEXTS})
"""What `mark.change` may name; id, film and author stay."""


def mark_of(form: Mapping[str, Any], *, film: str, author: str = "") -> Mark:
    """Return the mark that a page sent in the form of `Mark.as_json()`; `author` replaces whatever the page said.

    Raises:
        BadRequest: a part is missing, unknown, or of the wrong type.
        InvalidValue: the parts are well formed but no such mark can be.
    """
    if unknown := sorted(set(form) - CHANGEABLE - {"id", "author"}):
        raise BadRequest(f"A mark has no {unknown[0]!r}. Leave it out.")
    if missing := sorted({"id", "start_ms", "end_ms"} - set(form)):
        raise BadRequest(f"The mark came without {missing[0]!r}. Give id, start_ms and end_ms.")
    blank = Mark(id=form["id"], film=film, span=Span(form["start_ms"], form["end_ms"]), author=author)
    return changed(blank, {key: value for key, value in form.items() if key in CHANGEABLE})


def changed(mark: Mark, changes: Mapping[str, Any]) -> Mark:
    """Return `mark` with the named parts replaced.

    Raises:
        BadRequest: a part is unknown or of the wrong type.
        InvalidValue: the parts are well formed but no such mark can be.
    """
    if unknown := sorted(set(changes) - CHANGEABLE):
        raise BadRequest(f"A mark's {unknown[0]!r} cannot be changed. Leave it out.")
    parts: dict[str, Any] = {key: changes[key] for key in _TEXTS if key in changes}
    if not all(isinstance(value, str) for value in parts.values()):
        raise BadRequest("Kind, who, note and feeling of a mark are texts. Send texts.")
    if "principles" in changes:
        keys = changes["principles"]
        if not isinstance(keys, list | tuple) or not all(isinstance(key, str) for key in keys):
            raise BadRequest("The principles of a mark are a list of keys. Send a list.")
        parts["principles"] = tuple(keys)
    if "answers" in changes:
        parts["answers"] = changes["answers"]
    span = Span(changes.get("start_ms", mark.span.start_ms), changes.get("end_ms", mark.span.end_ms))
    return replace(mark, span=span, **parts)


class MarkBook:
    """The marks of one film and what was done to them, newest last. Nothing of it outlives the kernel.

    Every verb takes the `change_id` the page made; the same one again changes nothing, so that a retry never doubles.
    A refused verb leaves everything as it was.

    Args:
        film: Id of the film.
        duration_ms: Its length; no mark reaches past it.
        framework: Where principle keys come from, or None to take any.
        marks: What is there at first.
        author: Person id written into new marks.
    """

    def __init__(
        self,
        *,
        film: str,
        duration_ms: int,
        framework: Framework | None = None,
        marks: Iterable[Mark] = (),
        author: str = "",
    ) -> None:
        self.film = film
        self.duration_ms = duration_ms
        self._framework = framework
        self._author = author
        self._marks = {mark.id: mark for mark in marks}
        self._past: list[dict[str, Mark]] = []
        self._future: list[dict[str, Mark]] = []
        self._done: set[str] = set()
        self._watching: list[Callable[[], object]] = []

    def on_change(self, call: Callable[[], object]) -> None:
        """Call this after every change from now on."""
        self._watching.append(call)

    def as_json(self) -> dict[str, Any]:
        """Return `{marks, can_undo, can_redo}`, what a request is answered with."""
        return {
            "marks": [mark.as_json() for mark in self.marks],
            "can_undo": self.can_undo,
            "can_redo": self.can_redo,
        }

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All marks by time, then by id."""
        return tuple(sorted(self._marks.values(), key=lambda mark: (mark.span, mark.id)))

    @property
    def can_undo(self) -> bool:
        """Whether anything was done that can be taken back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether anything was taken back since the last change."""
        return bool(self._future)

    def add(self, form: Mapping[str, Any], *, change_id: str) -> None:
        """Add a mark in the form of `Mark.as_json()`. The very same mark again changes nothing.

        Raises:
            BadRequest, InvalidValue: it is no mark, or its id is taken by another.
            SpanOutsideFilm, UnknownPrinciple, NotFound: it does not fit this film, framework or the marks there.
        """
        mark = mark_of(form, film=self.film, author=self._author)
        if change_id in self._done or self._marks.get(mark.id) == mark:
            return
        if mark.id in self._marks:
            raise InvalidValue("This id already belongs to another mark. Give the new mark its own.")
        self._keep({**self._marks, mark.id: self._fitting(mark)}, change_id)

    def change(self, mark_id: str, changes: Mapping[str, Any], *, change_id: str) -> None:
        """Replace the named parts of a mark. Raises like `add`, and `NotFound` when there is no such mark."""
        mark = self._fitting(changed(self._there(mark_id), changes))
        if change_id not in self._done and mark != self._marks[mark_id]:
            self._keep({**self._marks, mark_id: mark}, change_id)

    def remove(self, mark_id: str, *, change_id: str) -> None:
        """Take a mark away; marks that answered it are unpaired. Raises `NotFound` when there is no such mark."""
        if change_id in self._done:
            return
        self._there(mark_id)
        rest = {key: mark for key, mark in self._marks.items() if key != mark_id}
        unpaired = {key: replace(mark, answers=None) for key, mark in rest.items() if mark.answers == mark_id}
        self._keep(rest | unpaired, change_id)

    def undo(self, *, change_id: str) -> None:
        """Take the last change back; nothing happens when there is none."""
        self._turn(self._past, self._future, change_id)

    def redo(self, *, change_id: str) -> None:
        """Do again what was last taken back; nothing happens when there is nothing."""
        self._turn(self._future, self._past, change_id)

    def _there(self, mark_id: str) -> Mark:
        try:
            return self._marks[mark_id]
        except (KeyError, TypeError):
            raise NotFound("This mark is not there any more. Choose another one.") from None

    def _fitting(self, mark: Mark) -> Mark:
        mark.span.inside(self.duration_ms)
        if self._framework is not None:
            self._framework.check(mark.principles)
        if mark.answers is not None:
            self._there(mark.answers)
        return mark

    def _keep(self, marks: dict[str, Mark], change_id: str) -> None:
        self._past.append(self._marks)
        self._future.clear()
        self._settle(marks, change_id)

    def _turn(self, source: list[dict[str, Mark]], target: list[dict[str, Mark]], change_id: str) -> None:
        if change_id in self._done or not source:
            return
        target.append(self._marks)
        self._settle(source.pop(), change_id)

    def _settle(self, marks: dict[str, Mark], change_id: str) -> None:
        self._marks = marks
        self._done.add(change_id)
        for call in self._watching:
            call()
