"""What people typed, in the form that every database can keep."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
_NOT_TEXT: Final = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """Return `text` with what is no Unicode text replaced by U+FFFD, as browsers do when they send it.

    A browser hands on half an emoji when somebody deletes in the middle of one, and PostgreSQL keeps no NUL. To refuse
    the save would leave the writer with a text that never gets saved and no sign of why.
    """
    return _NOT_TEXT.sub(_REPLACEMENT, text)


def letters_dropped(old: str, *, new: str) -> int:
    """Return how many letters of `old` one edit took away to make `new`: what lies between their common ends."""
    shorter = min(len(old), len(new))
    start = _most(shorter, lambda length: old[:length] == new[:length])
    end = _most(shorter - start, lambda length: old[len(old) - length :] == new[len(new) - length :])
    return len(old) - start - end


def _most(limit: int, agree: Callable[[int], bool]) -> int:
    """Return the greatest length up to `limit` at which the two agree, by halving: a text can be long."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if agree(middle) else (low, middle - 1)
    return low
