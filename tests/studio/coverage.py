"""What a set of clips covers: how often each principle is shown, and in how many clips."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from vigwidgets import frameworks

LEAST_TIMES = 2
Marks = Sequence[Mapping[str, Any]]


def times_shown(clips: Mapping[str, Marks]) -> dict[str, tuple[int, tuple[str, ...]]]:
    """Return for each principle how many marks show it, and the clips they are in; those never shown have 0 and none.

    `also`, the second readings of a mark, do not count.
    """
    times = Counter(key for marks in clips.values() for key in _shown(marks))
    return {
        key: (times[key], tuple(name for name, marks in clips.items() if key in set(_shown(marks))))
        for key in frameworks.load().keys
    }


def _shown(marks: Marks) -> Iterable[str]:
    return (key for mark in marks if mark["kind"] != "initiative" for key in mark["principles"])


def seldom_shown(clips: Mapping[str, Marks]) -> list[str]:
    """Return the principles that are shown fewer than twice, in the framework's order."""
    return [key for key, (times, _) in times_shown(clips).items() if times < LEAST_TIMES]
