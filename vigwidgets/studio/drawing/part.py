"""Parts a person is drawn from, each with what its look depends on."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

import skia

from vigwidgets.studio.drawing.layers import Box
from vigwidgets.studio.drawing.paint import Point


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a person, drawn in its turn.

    Attributes:
        name: Of the part among the person's parts.
        draw: Draws it.
        key: What its look depends on.
        box: Px of the stage outside of which it never draws.
        needs: Which of body, head, face, left and right must be still for its picture to serve more than one frame.
    """

    name: str
    draw: Callable[[skia.Canvas], None]
    key: Hashable
    box: Box
    needs: frozenset[str]


def around(points: Iterable[Point], *, margin: float) -> Box:
    """Return the box of points, `margin` px wider on every side."""
    xs, ys = zip(*points, strict=True)
    return min(xs) - margin, min(ys) - margin, max(xs) + margin, max(ys) + margin
