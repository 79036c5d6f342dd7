"""Several checks look at a film together: it is decoded once, however many ask."""

from __future__ import annotations

from collections.abc import Generator, Hashable, Mapping, Sequence

from tests.studio.truth.film import Box, ClipFiles, Pixels, crops
from tests.studio.truth.report import Report

Boxes = Mapping[int, Mapping[Hashable, Box]]
Seen = Mapping[tuple[int, Hashable], Pixels]
Check = Generator[Boxes, Seen, Report]
"""A check says which boxes of which frames it wants to see, is sent them, and returns what it found."""


def look(clip: ClipFiles, checks: Sequence[Check]) -> list[Report]:
    """Return what each check found in the film of a clip."""
    together: dict[int, dict[Hashable, Box]] = {}
    for number, check in enumerate(checks):
        for index, boxes in next(check).items():
            together.setdefault(index, {}).update({(number, key): box for key, box in boxes.items()})
    shares: list[dict[tuple[int, Hashable], Pixels]] = [{} for _ in checks]
    for (index, (number, key)), pixels in crops(clip.film, together).items():
        shares[number][index, key] = pixels
    return [_end(check, seen) for check, seen in zip(checks, shares, strict=True)]


def _end(check: Check, seen: Seen) -> Report:
    try:
        check.send(seen)
    except StopIteration as end:
        return end.value
    raise RuntimeError("A check asked twice.")
