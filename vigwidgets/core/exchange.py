"""Marks that receive one another: which belong together, how long each answer took, and who gave it time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from vigwidgets.core.mark import Mark
from vigwidgets.core.span import Span

AT_ONCE_MS: Final = 50
"""An answer that comes sooner than this comes at once, as the timeline says; nobody waited for it."""

_SPACES: Final = "\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""What browsers take from the ends of a label, so that both tell the same people apart."""


@dataclass(frozen=True, slots=True)
class Reception:
    """A mark and the one that receives it.

    Attributes:
        before: What was begun, or received in turn.
        answer: The mark that receives it.
    """

    before: Mark
    answer: Mark

    @property
    def gap_ms(self) -> int:
        """From the end of the one to the start of the other, in ms; 0 or less where they overlap."""
        return self.answer.span.start_ms - self.before.span.end_ms

    @property
    def by_another(self) -> bool:
        """Whether somebody else answers; people who are not named are taken to be two."""
        one, other = (mark.who.strip(_SPACES).lower() for mark in (self.before, self.answer))
        return one != other or not one

    @property
    def wait(self) -> Span | None:
        """The time before the other's answer, or None where it came at once or from the same person."""
        if not self.by_another or self.gap_ms < AT_ONCE_MS:
            return None
        return Span(self.before.span.end_ms, self.answer.span.start_ms)


@dataclass(frozen=True, slots=True)
class Exchange:
    """Marks of which each receives the one before it: a reception, or a yes-cycle.

    Attributes:
        turns: In the order they were received, two at least.
    """

    turns: tuple[Mark, ...]

    def __post_init__(self) -> None:
        if len(self.turns) < 2:
            raise ValueError("an exchange has two turns or more")

    @property
    def span(self) -> Span:
        """From where its first turn begins to where its last ends."""
        return Span(min(turn.span.start_ms for turn in self.turns), max(turn.span.end_ms for turn in self.turns))

    @property
    def receptions(self) -> tuple[Reception, ...]:
        """Each turn but the last with the one that receives it."""
        return tuple(Reception(one, following) for one, following in pairwise(self.turns))

    @property
    def gaps_ms(self) -> tuple[int, ...]:
        """From the end of each turn to the start of the next, in ms; 0 or less where they overlap."""
        return tuple(reception.gap_ms for reception in self.receptions)

    @property
    def is_cycle(self) -> bool:
        """Whether it is a yes-cycle: three turns or more, by people who take turns."""
        return len(self.turns) > 2 and all(reception.by_another for reception in self.receptions)


def exchanges_of(marks: Iterable[Mark]) -> tuple[Exchange, ...]:
    """Return every exchange, by time; where two marks receive the same one there are two.

    The same as `exchangesOf` in `widgets/lib/marks/turns.mjs`. A mark that is not linked to another of these is in
    none, and neither are marks that receive each other in a circle.
    """
    given = tuple(marks)
    by_id = {mark.id: mark for mark in given}
    received = {mark.answers for mark in given}
    last = [mark for mark in given if mark.answers is not None and mark.id not in received]
    found = [Exchange(turns) for turns in (_back_from(mark, by_id) for mark in last) if len(turns) > 1]
    return tuple(sorted(found, key=lambda exchange: exchange.span))


def receptions_of(exchanges: Iterable[Exchange]) -> tuple[Reception, ...]:
    """Return each reception in these exchanges once, by the time of the answer."""
    found = {one.answer.id: one for exchange in exchanges for one in exchange.receptions}
    return tuple(sorted(found.values(), key=lambda one: (one.answer.span, one.answer.id)))


def _back_from(mark: Mark, by_id: dict[str, Mark]) -> tuple[Mark, ...]:
    turns, seen = [mark], {mark.id}
    before = by_id.get(mark.answers or "")
    while before is not None and before.id not in seen:
        turns.append(before)
        seen.add(before.id)
        before = by_id.get(before.answers or "")
    return tuple(reversed(turns))
