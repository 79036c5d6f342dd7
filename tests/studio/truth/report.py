"""What a check found: how much it asked of a clip, and what did not hold."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Report:
    """The number of questions a check put to a clip, a sentence for each that did not hold, and what it had to skip."""

    asked: int
    problems: tuple[str, ...]
    skipped: int = 0


def chosen(several: Sequence[One], *, most: int, seed: str) -> list[One]:
    """Return at most `most` of `several` that follow each other; where they begin is drawn by lot from `seed`.

    Different lists of the same film, with the same seed, are cut at about the same place: little of it is decoded.
    """
    spare = max(0, len(several) - most)
    first = round(random.Random(seed).random() * spare)
    return list(several[first : first + most])


def clock(index: int) -> str:
    """Return a frame's time as a person reads it."""
    return f"{index / 25:.2f} s"
