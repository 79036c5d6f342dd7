"""Whether browsers show the very picture they are asked for: a seek names a time, and some films lead it astray.

This is how Chromium goes to a time (seen by its pictures, `tests/films/test_landing.py`): FFmpeg looks for the last
key frame before it, by the times of *decoding*; pictures that are over by then are let go, by the length that their
*packets* tell; the first that is left is shown.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from vigwidgets.core.film import FrameTimes
    from vigwidgets.films.index import Picture

SHARE: Final = 3
LEAST_MS: Final = 0.5
"""The page asks for the time at a third of a picture (`seekSeconds` in `widgets/lib/time.mjs`): far enough from its
beginning for whole milliseconds, and near enough for clocks as coarse as one tick a picture, which round."""
MARGIN_S: Final = 0.0001
"""Browsers count microseconds."""


@dataclass(frozen=True, slots=True)
class Seeking:
    """What a film's container does to a seek; times in seconds.

    Attributes:
        keys: Presentation and decoding time of every key frame, in the film's own units, the first one's first.
        ahead: By how much, in the same units, key frames are looked for earlier than asked.
        told_s: How long the container says that the film is, and nobody gets behind that; None where it says nothing.
    """

    keys: Sequence[tuple[int, int]]
    ahead: int
    told_s: float | None


def lands_everywhere(pictures: Sequence[Picture], times: FrameTimes, *, time_base: Fraction, seeking: Seeking) -> bool:
    """Return whether a seek to each picture shows that picture.

    Args:
        pictures: Those that are shown, ascending, as many as `times` has.
        times: Theirs, as the page knows them.
        time_base: Seconds a unit.
        seeking: What the container does.
    """
    end_s = math.inf if seeking.told_s is None else seeking.told_s
    asked = [min(end_s, at_s) for at_s in _asked_s(times)]
    unit, over_s = float(time_base), -math.inf
    for number, (one, at_s) in enumerate(zip(pictures, asked, strict=True)):
        begins_s = one.pts * unit
        if not max(begins_s, over_s + MARGIN_S) <= at_s:
            return False
        if number + 1 < len(pictures) and at_s >= pictures[number + 1].pts * unit:
            return False
        over_s = max(over_s, begins_s + one.length * unit)
    return not any(_overtakes(key, pictures, asked, unit=unit, ahead=seeking.ahead) for key in seeking.keys[1:])


def _asked_s(times: FrameTimes) -> list[float]:
    """Return the time that the page asks for to see each picture."""
    starts = times.times_ms
    ends = [*starts[1:], times.duration_ms]
    return [(start + max(LEAST_MS, (end - start) / SHARE)) / 1000 for start, end in zip(starts, ends, strict=True)]


def _overtakes(
    key: tuple[int, int], pictures: Sequence[Picture], asked: Sequence[float], *, unit: float, ahead: int
) -> bool:
    """Return whether a seek to the picture before a key frame finds that key frame already."""
    pts, dts = key
    before = bisect_left(pictures, (pts,)) - 1
    return before >= 0 and math.floor(asked[before] / unit + 0.5) - ahead >= dts
