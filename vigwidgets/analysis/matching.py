"""Which moments of two people are the same: as many as can be, and among those ways the nearest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.span import Span, is_whole

LATEST_MS: Final = 2**53
"""Later times are not whole any more as the numbers in which a mean is given."""


@dataclass(frozen=True, slots=True)
class Matches:
    """Which moments of two people are the same. Each list is counted from 0, in the order in which it was given.

    Attributes:
        matched: Pairs of numbers, mine and the reference's, by time.
        only_mine: Numbers of mine that match none, by time.
        only_reference: Numbers of the reference that match none of mine, by time.
        mean_offset_ms: By how many ms mine begin later (more than 0) or earlier in the mean; None without a match.
    """

    matched: tuple[tuple[int, int], ...]
    only_mine: tuple[int, ...]
    only_reference: tuple[int, ...]
    mean_offset_ms: float | None


Times = NDArray[np.int64]
_Window = tuple[int, int, int]
"""Where a row begins in time, and the first column that it may be paired with and the one after the last."""
_Decided = tuple[int, bytes, bytes]
"""The first column that a row may be paired with; from there on a byte for each column: whether the row is paired if
there are no more columns than up to this one, and whether it is paired with this very column then."""
_NARROW: Final = 16
"""Windows of so many columns in the mean are gone through one by one, wider ones at a stroke."""


def match_spans(mine: Iterable[Span], reference: Iterable[Span], tolerance_ms: int) -> Matches:
    """Pair the moments of two people that begin within `tolerance_ms` of one another, each with one at most.

    As many as possible are paired, among those ways one in which the distances between the beginnings have the least
    sum; pairs do not cross in time. Ends are not looked at.

    Args:
        mine: In any order.
        reference: In any order.
        tolerance_ms: Whole milliseconds, 0 or more; a distance of as many still counts.

    Raises:
        InvalidValue: the tolerance is no whole number of 0 or more, or a moment begins after `LATEST_MS`.
        TypeError: something else than spans.
    """
    if not is_whole(tolerance_ms) or tolerance_ms < 0:
        raise InvalidValue("A tolerance is a whole number of milliseconds, 0 or more. Give one such as 1000.")
    ours, theirs = _by_time(mine), _by_time(reference)
    starts, others = [start for start, _ in ours], [start for start, _ in theirs]
    if len(ours) <= len(theirs):
        found = _nearest_pairs(starts, others, tolerance_ms)
    else:
        found = [(row, column) for column, row in _nearest_pairs(others, starts, tolerance_ms)]
    our_part, their_part = {row for row, _ in found}, {column for _, column in found}
    offsets = [starts[row] - others[column] for row, column in found]
    return Matches(
        tuple((ours[row][1], theirs[column][1]) for row, column in found),
        tuple(number for at, (_, number) in enumerate(ours) if at not in our_part),
        tuple(number for at, (_, number) in enumerate(theirs) if at not in their_part),
        sum(offsets) / len(offsets) if offsets else None,
    )


def _by_time(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Return where each span starts, and its number, by start, end and number."""
    given = list(spans)
    for span in given:
        if not isinstance(span, Span):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise TypeError(f"moments are matched by their Spans, not by {type(span)}")
        if span.start_ms > LATEST_MS:
            raise InvalidValue(f"A moment begins after {LATEST_MS} ms. Give times of a film.")
    return [(given[at].start_ms, at) for at in sorted(range(len(given)), key=given.__getitem__)]


def _most_pairs(starts: list[int], others: list[int], tolerance_ms: int) -> int:
    """Return how many pairs there can be at most: whoever comes first takes the first that is near enough."""
    row = column = pairs = 0
    while row < len(starts) and column < len(others):
        distance = starts[row] - others[column]
        pairs += abs(distance) <= tolerance_ms
        row, column = row + (distance <= tolerance_ms), column + (distance >= -tolerance_ms)
    return pairs


def _nearest_pairs(starts: list[int], others: list[int], tolerance_ms: int) -> list[tuple[int, int]]:
    """Return the pairs of two ascending lists, by time; quickest where the first is the shorter one.

    `best[j]` is what the rows so far reach with the first j columns, where a pair is worth more than all distances
    together. Each row is looked at in its window alone, so the work grows with what lies in the windows.
    """
    most = _most_pairs(starts, others, tolerance_ms)
    if not most:
        return []
    nearest, farthest = min(starts[0], others[0]), max(starts[-1], others[-1])
    tolerance_ms = min(tolerance_ms, farthest - nearest)
    worth = most * tolerance_ms + 1
    fits = worth * (most + 1) < 2**62
    rows = np.array(starts) - nearest
    columns = np.array(others) - nearest
    low, high = _window(rows, columns, tolerance_ms, most)
    windows = list(zip(rows.tolist(), low.tolist(), np.maximum(low, high).tolist(), strict=True))
    if int(np.maximum(high - low, 0).sum()) <= _NARROW * len(rows):
        return _walked_back(_one_by_one(windows, columns.tolist(), worth), len(columns))
    return _walked_back(_at_a_stroke(windows, columns.astype(np.int64 if fits else object), worth), len(columns))


def _window(rows: Times, columns: Times, tolerance_ms: int, most: int) -> tuple[Times, Times]:
    """Return for each row the first column that it may be paired with, and the one after the last; both ascend.

    They lie within the tolerance. As there are `most` pairs, no more rows and columns are passed over than are left.
    And nobody goes further than to the next free column: between a row and its column all are taken, by rows between,
    so column j of row i is at most i - k further on than the first column after row k, for some k up to i; and
    the same the other way.
    """
    at = np.arange(len(rows))
    onwards = np.maximum.accumulate(np.searchsorted(columns, rows, side="right") - at)
    back = np.minimum.accumulate((np.searchsorted(columns, rows) - 1 - at)[::-1])[::-1]
    low = np.maximum(np.searchsorted(columns, rows - tolerance_ms), at + np.maximum(back, most - len(rows)))
    high = np.searchsorted(columns, rows + tolerance_ms, side="right")
    return low, np.minimum(high, at + np.minimum(onwards, len(columns) - most) + 1)


def _one_by_one(windows: list[_Window], columns: list[int], worth: int) -> Iterator[_Decided]:
    best, known = [0] * (len(columns) + 1), 0
    for start, begin, end in windows:
        if end > known:
            best[known + 1 : end + 1] = [best[known]] * (end - known)
            known = end
        paired, nearest = bytearray(end - begin), bytearray(end - begin)
        reached, before = -1, best[begin]
        for at in range(begin, end):
            pair = before + worth - abs(columns[at] - start)
            before = best[at + 1]
            nearest[at - begin] = pair >= reached
            reached = max(pair, reached)
            if reached > before:
                paired[at - begin] = 1
                best[at + 1] = reached
        yield begin, bytes(paired), bytes(nearest)


def _at_a_stroke(windows: list[_Window], columns: NDArray[Any], worth: int) -> Iterator[_Decided]:
    best, known = np.zeros(len(columns) + 1, columns.dtype), 0
    for start, begin, end in windows:
        if end > known:
            best[known + 1 : end + 1] = best[known]
            known = end
        without = best[begin + 1 : end + 1]
        pair = np.abs(columns[begin:end] - start)
        np.subtract(best[begin:end], pair, out=pair)
        pair += worth
        reached = np.maximum.accumulate(pair)
        yield begin, (reached > without).tobytes(), (pair == reached).tobytes()
        np.maximum(reached, without, out=without)


def _walked_back(decided: Iterable[_Decided], column: int) -> list[tuple[int, int]]:
    """Return the pairs that led to the best, from what was decided for each row and the number of columns."""
    pairs: list[tuple[int, int]] = []
    rows = list(decided)
    for row in range(len(rows) - 1, -1, -1):
        low, paired, nearest = rows[row]
        column = min(column, low + len(paired))
        if column > low and paired[column - low - 1]:
            column = low + nearest.rfind(1, 0, column - low)
            pairs.append((row, column))
    return pairs[::-1]
