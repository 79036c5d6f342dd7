"""The order and the clock that every export shares."""

from __future__ import annotations

from collections.abc import Iterable

from vigwidgets.core.framework import Framework
from vigwidgets.core.mark import Mark


def by_time(marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks by start, then end, then id."""
    return sorted(marks, key=lambda mark: (mark.span, mark.id))


def clock(time_ms: int) -> str:
    """Return `hh:mm:ss.mmm`, hours with more digits where a film is that long."""
    seconds, ms = divmod(time_ms, 1000)
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02d}:{minute:02d}:{second:02d}.{ms:03d}"


def short_clock(time_ms: int) -> str:
    """Return `m:ss`, hours before it where there are some; cut, never rounded up."""
    minutes, second = divmod(time_ms // 1000, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"


def principle_names(mark: Mark, framework: Framework) -> list[str]:
    """Return the framework's wording of the mark's principles, in the mark's order.

    Raises:
        UnknownPrinciple: the mark was made with another framework.
    """
    return [framework.principle(key).name for key in mark.principles]
