"""What every person's drawing is given, and pieces that several of them share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import skia

from vigwidgets.studio.drawing.ball import Ball
from vigwidgets.studio.drawing.features import Expression, Features
from vigwidgets.studio.drawing.hand import Pose
from vigwidgets.studio.drawing.paint import Point, capsule, clipped, fill, line, slope


@dataclass(frozen=True, slots=True)
class HandState:
    """Where a hand is: wrist in px, angle in degrees, pose."""

    wrist: Point
    angle: float
    pose: Pose


@dataclass(frozen=True, slots=True)
class Stance:
    """How a body stands in one frame, before the head is turned.

    Attributes:
        lean: 0 upright, 1 far towards the partner.
        breath: -1 out to 1 in.
        bounce: Px the whole body is lifted.
        sway: Px the head has drifted, right and down.
    """

    lean: float = 0.0
    breath: float = 0.0
    bounce: float = 0.0
    sway: Point = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Appearance:
    """Everything needed to draw a person in one frame."""

    stance: Stance
    ball: Ball
    expression: Expression
    hands: Mapping[str, HandState]


class Actor(Protocol):
    """A person of the cast, as the studio sees one."""

    @property
    def features(self) -> Features:
        """How the face is made."""
        ...

    @property
    def facing(self) -> int:
        """1 for somebody turned to the right of the picture, -1 to the left."""
        ...

    @property
    def head_radius(self) -> float:
        """Px."""
        ...

    @property
    def head_shape(self) -> Point:
        """Width and height of the head against its radius."""
        ...

    @property
    def breath_s(self) -> float:
        """Seconds a breath takes at rest."""
        ...

    @property
    def spots(self) -> Mapping[str, tuple[float, float, float]]:
        """Where hands rest: `hand.spot` to px and the hand's angle in degrees."""
        ...

    def head_at(self, stance: Stance) -> Point:
        """Return the centre of the head."""
        ...

    def shoulder_shift(self, stance: Stance) -> Point:
        """Return how far the shoulders have moved from rest."""
        ...

    def draw_behind_table(self, canvas: skia.Canvas, seen: Appearance) -> None:
        """Draw what the table may cover: legs, trunk, head."""
        ...

    def draw_far_hand(self, canvas: skia.Canvas, seen: Appearance) -> None:
        """Draw the arm behind the thing that is held."""
        ...

    def draw_near_hand(self, canvas: skia.Canvas, seen: Appearance) -> None:
        """Draw the arm before the thing that is held."""
        ...


def draw_limb(
    canvas: skia.Canvas, points: Sequence[Point], radii: Sequence[float], *, code: str, shade: str, edge: float = 0.0
) -> skia.Path:
    """Draw a jointed limb lit from the upper left and return its outline; `edge` 0 to 1 draws a thin darker contour."""
    path = capsule(points[0], points[1], radii=(radii[0], radii[1]))
    for index in range(1, len(points) - 1):
        part = capsule(points[index], points[index + 1], radii=(radii[index], radii[index + 1]))
        path = skia.Op(path, part, skia.PathOp.kUnion_PathOp)
    if edge:
        canvas.drawPath(path, line(shade, width=3.2, alpha=edge))
    canvas.drawPath(path, fill(code))
    with clipped(canvas, path):
        for index in range(len(points) - 1):
            (x0, y0), (x1, y1) = points[index], points[index + 1]
            width = max(radii[index], radii[index + 1])
            dx, dy = x1 - x0, y1 - y0
            far = (dx * dx + dy * dy) ** 0.5 or 1.0
            nx, ny = -dy / far, dx / far
            if nx * 0.5 + ny * 0.85 < 0:
                nx, ny = -nx, -ny
            part = capsule(points[index], points[index + 1], radii=(radii[index], radii[index + 1]))
            start, end = (x0 - nx * width, y0 - ny * width), (x0 + nx * width, y0 + ny * width)
            canvas.drawPath(part, slope(start, end, [(0, shade, 0), (0.5, shade, 0.0), (1, shade, 0.85)]))
    return path
