"""Time in whole milliseconds and half-open spans of it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from vigwidgets.core.errors import InvalidValue, SpanOutsideFilm


def ms_from_seconds(seconds: float) -> int:
    """Return `floor(seconds × 1000 + 0.5)`, the same rounding as in the browser.

    Raises:
        InvalidValue: `seconds` is not finite.
    """
    if not math.isfinite(seconds):
        raise InvalidValue("A time has to be a finite number of seconds. Give one such as 12.5.")
    return math.floor(seconds * 1000 + 0.5)


def is_whole(value: object) -> bool:
    """Return whether `value` is an `int` and no `bool`."""
    return isinstance(value, int) and not isinstance(value, bool)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open piece of a film: `start_ms` is inside, `end_ms` is not.

    Attributes:
        start_ms: Whole milliseconds from the film's beginning, at least 0.
        end_ms: Whole milliseconds, greater than `start_ms`.
    """

    start_ms: int
    end_ms: int

    def __post_init__(self) -> None:
        if not (is_whole(self.start_ms) and is_whole(self.end_ms)):
            raise InvalidValue("A moment's times have to be whole milliseconds. Give numbers such as 1500.")
        if self.start_ms < 0:
            raise InvalidValue("A moment may not start before the film does. Give a start of 0 or more.")
        if self.end_ms <= self.start_ms:
            raise InvalidValue("A moment may not end before it starts. Give an end later than its start.")

    @property
    def length_ms(self) -> int:
        """The span's length in milliseconds, at least 1."""
        return self.end_ms - self.start_ms

    def holds(self, time_ms: int) -> bool:
        """Return whether `time_ms` lies inside."""
        return self.start_ms <= time_ms < self.end_ms

    def overlaps(self, other: Span) -> bool:
        """Return whether the two share at least one millisecond."""
        return self.start_ms < other.end_ms and other.start_ms < self.end_ms

    def inside(self, duration_ms: int) -> Span:
        """Return this span if it lies inside a film of `duration_ms`; nothing is clamped.

        Raises:
            SpanOutsideFilm: it reaches past the film's end.
        """
        if self.end_ms > duration_ms:
            raise SpanOutsideFilm(
                f"The moment ends at {self.end_ms} ms but the film at {duration_ms} ms. Choose times inside the film."
            )
        return self
