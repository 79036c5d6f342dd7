"""Instants at equal distances, at which two people's films are compared: what each says is going on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.span import Span, is_whole

Coded = Iterable[tuple[Span, Hashable]]
"""What one person marked: spans, each with a code. They may overlap. Equal codes, as 1 and True, are one."""

MOST_INSTANTS: Final = 10_000_000
"""A day and more at ten milliseconds."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Instants at which is looked, the first at `start_ms` and each `step_ms` after the one before.

    Attributes:
        start_ms: Whole milliseconds, at least 0.
        end_ms: Whole milliseconds, later than the start; no instant lies there or after it.
        step_ms: Whole milliseconds, at least 1.
    """

    start_ms: int
    end_ms: int
    step_ms: int

    def __post_init__(self) -> None:
        if not all(map(is_whole, (self.start_ms, self.end_ms, self.step_ms))):
            raise InvalidValue("The times of a grid have to be whole milliseconds. Give numbers such as 1000.")
        if self.step_ms < 1:
            raise InvalidValue("The step of a grid is 1 ms at least. Give a longer one.")
        if self.start_ms < 0 or self.end_ms <= self.start_ms:
            raise InvalidValue("A grid starts at 0 or later and ends after that. Give other times.")
        if self.instants > MOST_INSTANTS:
            raise InvalidValue(f"A grid has {MOST_INSTANTS} instants at most. Give a longer step.")

    @property
    def instants(self) -> int:
        """How many there are, at least 1."""
        return -((self.start_ms - self.end_ms) // self.step_ms)

    def first_from(self, time_ms: int) -> int:
        """Return the number of the first instant at `time_ms` or later, 0 to `instants`."""
        return min(max(0, -((self.start_ms - time_ms) // self.step_ms)), self.instants)


def on_grid(marked: Coded, grid: Grid) -> pd.Series:
    """Return which codes go on at each instant: a Series of frozensets, by ms; an empty one where nothing does.

    The start of a span is inside, its end is not. The work grows with how many codes go on at once.

    Raises:
        InvalidValue: a span without a code.
        TypeError: what is marked is not pairs of a Span and a code.
    """
    bits: dict[Hashable, int] = {}
    changes, masks = _changes(marked, grid, bits)
    codes = list(bits)
    sets = np.empty(len(masks), object)
    sets[:] = [frozenset(codes[bit] for bit in _bits_of(mask)) for mask in masks]
    index = pd.RangeIndex(grid.start_ms, grid.start_ms + grid.instants * grid.step_ms, grid.step_ms, name="ms")
    return pd.Series(np.repeat(sets, _lengths(changes, grid)), index=index, dtype=object)


def two_on_grid(a: Coded, b: Coded, grid: Grid) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return for two people what goes on at each instant, as small numbers: 0 for nothing, the same for the same codes.

    Raises as `on_grid` does.
    """
    bits: dict[Hashable, int] = {}
    numbers: dict[int, int] = {0: 0}
    found: list[NDArray[np.int64]] = []
    for marked in (a, b):
        changes, masks = _changes(marked, grid, bits)
        codes = np.array([numbers.setdefault(mask, len(numbers)) for mask in masks], np.int64)
        found.append(np.repeat(codes, _lengths(changes, grid)))
    return found[0], found[1]


def _changes(marked: Coded, grid: Grid, bits: dict[Hashable, int]) -> tuple[list[int], list[int]]:
    """Return from which instant on something else goes on, the first from 0 on, and what, a bit for each code.

    `bits` gives each code its bit; codes that it does not know yet are added.
    """
    steps: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for span, code in map(_checked, marked):
        first, after = grid.first_from(span.start_ms), grid.first_from(span.end_ms)
        if first < after:
            bit = bits.setdefault(code, len(bits))
            steps[first].append((bit, 1))
            steps[after].append((bit, -1))
    changes, masks, mask = [0], [0], 0
    going_on: Counter[int] = Counter()
    for at in sorted(steps):
        for bit, step in steps[at]:
            going_on[bit] += step
            if going_on[bit] == (step > 0):  # the first of its code that begins, or the last that ends
                mask ^= 1 << bit
        changes.append(at)
        masks.append(mask)
    return changes, masks


def _checked(one: object) -> tuple[Span, Hashable]:
    if not (isinstance(one, tuple) and len(one) == 2 and isinstance(one[0], Span)):
        raise TypeError(f"what is marked is a pair of a Span and a code, not {one!r}")
    span, code = one
    if pd.isna(code) is True:
        raise InvalidValue("A span has no code. Give it one, or leave it out.")
    return span, code


def _lengths(changes: list[int], grid: Grid) -> NDArray[np.int64]:
    return np.diff(np.array([*changes, grid.instants], np.int64))


def _bits_of(mask: int) -> list[int]:
    return [at for at, digit in enumerate(reversed(f"{mask:b}")) if digit == "1"]
