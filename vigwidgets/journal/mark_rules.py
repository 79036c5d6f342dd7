"""What a mark has to keep to before it is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypedDict

from vigwidgets.core.errors import InvalidValue, NotFound
from vigwidgets.core.framework import Framework
from vigwidgets.core.mark import Kind, Mark
from vigwidgets.core.span import Span
from vigwidgets.journal.wording import storable

_RECEIVABLE = ("initiative", "reception")


class MarkChanges(TypedDict, total=False):
    """What of a mark can be changed; what is left out stays."""

    span: Span
    kind: Kind
    who: str
    principles: Iterable[str]
    answers: str | None
    note: str
    feeling: str


def clean(mark: Mark, *, author: str) -> Mark:
    """Return the mark as `author`'s, with its words in a form that can be kept."""
    return replace(
        mark,
        author=author,
        who=storable(mark.who),
        note=storable(mark.note),
        feeling=storable(mark.feeling),
        principles=tuple(mark.principles),
    )


def changed(mark: Mark, changes: MarkChanges) -> Mark:
    """Return the mark with `changes`.

    Raises:
        InvalidValue: no such mark can exist.
        TypeError: a name that is no part of a mark.
    """
    unknown = sorted(changes.keys() - MarkChanges.__annotations__.keys())
    if unknown:
        message = f"a mark has no {unknown[0]!r} that can be changed"
        raise TypeError(message)
    values = {**changes}
    if "principles" in changes:
        values["principles"] = tuple(changes["principles"])
    return clean(replace(mark, **values), author=mark.author)  # pyright: ignore[reportArgumentType]


def check(mark: Mark, *, others: Mapping[str, Mark], duration_ms: int, framework: Framework) -> None:
    """Raise unless the mark fits its film, its framework and the other marks.

    Args:
        mark: As it is to be stored.
        others: This person's marks on the film that are linked with it, by id; may hold an older form of `mark`.
        duration_ms: Length of the film.
        framework: Whose principles may be named.

    Raises:
        SpanOutsideFilm: it reaches past the film's end.
        UnknownPrinciple: it names one that the framework does not have.
        NotFound: it answers a mark that is not there.
        InvalidValue: it answers a mark that is no initiative or reception, or, in the end, itself.
    """
    mark.span.inside(duration_ms)
    framework.check(mark.principles)
    if mark.kind not in _RECEIVABLE and any(other.answers == mark.id for other in others.values()):
        raise InvalidValue(
            "Another mark receives this one, so it stays an initiative or a reception. Unlink them first."
        )
    if mark.answers is not None:
        _check_link(mark, others=others)


def _check_link(mark: Mark, *, others: Mapping[str, Mark]) -> None:
    received = others.get(mark.answers or "")
    if received is None:
        raise NotFound("The mark that this one receives is not here. Choose one on the same film.")
    if received.kind not in _RECEIVABLE:
        raise InvalidValue("Only an initiative or a reception can be received. Change the kind of that mark first.")
    while received is not None:
        if received.id == mark.id:
            raise InvalidValue("These marks would receive each other in a circle. Choose a mark that came before.")
        received = others.get(received.answers or "")
