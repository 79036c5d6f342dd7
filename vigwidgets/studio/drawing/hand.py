"""Hands: a palm and five fingers whose poses melt into each other."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import skia

from vigwidgets.studio.drawing.paint import Point, blob, curve, fill, line, mix


@dataclass(frozen=True, slots=True)
class Pose:
    """What fingers do.

    Attributes:
        fan: Spread between neighbouring fingers in degrees.
        length: 1 stretched; curled fingers look shorter.
        droop: Bend of the fingers towards the palm's outer edge, in degrees.
        thumb: Angle of the thumb from the hand's axis, in degrees.
        thumb_length: 1 stretched.
    """

    fan: float
    length: float
    droop: float
    thumb: float
    thumb_length: float

    def towards(self, other: Pose, *, share: float) -> Pose:
        """Return the pose `share` of the way (0 to 1) to `other`."""
        return Pose(
            *(
                getattr(self, name) + (getattr(other, name) - getattr(self, name)) * share
                for name in ("fan", "length", "droop", "thumb", "thumb_length")
            )
        )


POSES: Mapping[str, Pose] = MappingProxyType(
    {
        "rest": Pose(2.0, 0.80, 26.0, -24.0, 0.80),
        "lap": Pose(3.0, 0.88, 22.0, -18.0, 0.85),
        "reach": Pose(8.0, 0.95, 16.0, -38.0, 0.95),
        "hover": Pose(7.0, 0.90, 30.0, -30.0, 0.95),
        "grip": Pose(3.0, 0.62, 20.0, -34.0, 0.85),
        "open": Pose(11.0, 1.0, 4.0, -48.0, 1.0),
    }
)


@dataclass(frozen=True, slots=True)
class Build:
    """How a person's hand is made: size of the palm in px, finger length and thickness in palms, colours."""

    size: float
    finger: float
    thick: float
    skin: str
    shade: str


_KNUCKLES = ((-0.31, 0.93), (-0.10, 1.0), (0.11, 0.96), (0.30, 0.80))
"""Of index to little finger: place across the palm and length against the middle finger."""


def draw_hand(canvas: skia.Canvas, wrist: Point, *, angle: float, pose: Pose, build: Build, thumb_up: int) -> None:
    """Draw a hand from its wrist along `angle` (degrees, 0 to the right, clockwise); `thumb_up` is 1 or -1."""
    canvas.save()
    canvas.translate(*wrist)
    canvas.rotate(angle)
    canvas.scale(build.size, build.size * thumb_up)
    tone = mix(build.skin, build.shade, share=0.8)
    for index in (3, 2, 1, 0):
        _draw_finger(canvas, index, pose, build, tone)
    palm = [
        (-0.16, -0.25),
        (0.22, -0.38),
        (0.66, -0.43),
        (0.86, -0.30),
        (0.92, 0.0),
        (0.84, 0.34),
        (0.5, 0.42),
        (0.16, 0.35),
        (-0.16, 0.25),
    ]
    canvas.drawPath(blob(palm), fill(build.skin))
    for across, _ in _KNUCKLES[:3]:
        gap = across + 0.105
        canvas.drawPath(curve([(0.74, gap), (0.92, gap * 1.05)]), line(tone, width=0.035, alpha=0.75))
    _draw_thumb(canvas, pose, build, tone)
    canvas.restore()


def _draw_finger(canvas: skia.Canvas, index: int, pose: Pose, build: Build, tone: str) -> None:
    across, share = _KNUCKLES[index]
    length = build.finger * share * pose.length
    heading = math.radians((index - 1.5) * pose.fan)
    points = [(0.62, across), (0.80, across)]
    x, y = points[-1]
    for part in range(3):
        heading += math.radians(pose.droop / 3)
        x, y = x + math.cos(heading) * length / 3, y + math.sin(heading) * length / 3 * (1.0 if part else 0.6)
        points.append((x, y))
    path = curve(points)
    canvas.drawPath(path, line(tone, width=build.thick + 0.05))
    canvas.drawPath(path, line(build.skin, width=build.thick))


def _draw_thumb(canvas: skia.Canvas, pose: Pose, build: Build, tone: str) -> None:
    heading = math.radians(pose.thumb)
    length = 0.62 * build.finger * pose.thumb_length
    start = (0.26, -0.22)
    middle = (start[0] + math.cos(heading) * length * 0.65, start[1] + math.sin(heading) * length * 0.65)
    tip_heading = heading + math.radians(22)
    tip = (middle[0] + math.cos(tip_heading) * length * 0.6, middle[1] + math.sin(tip_heading) * length * 0.6)
    path = curve([start, middle, tip])
    canvas.drawPath(path, line(tone, width=build.thick * 1.05 + 0.045))
    canvas.drawPath(path, line(build.skin, width=build.thick * 1.05))
    canvas.drawPath(curve([(0.0, -0.12), (0.22, -0.14)]), line(build.skin, width=0.3))


def elbow(shoulder: Point, wrist: Point, *, upper: float, lower: float, bend: int) -> tuple[Point, Point]:
    """Return elbow and reachable wrist of an arm of two bones (px); `bend` 1 or -1 chooses the side it falls to.

    A wrist farther than 96 % of the arm's length is pulled in: no arm is ever quite straight.
    """
    dx, dy = wrist[0] - shoulder[0], wrist[1] - shoulder[1]
    far = math.hypot(dx, dy) or 1e-6
    reach = max(min(far, (upper + lower) * 0.96), abs(upper - lower) + 1.0)
    wrist = (shoulder[0] + dx * reach / far, shoulder[1] + dy * reach / far)
    cosine = (upper**2 + reach**2 - lower**2) / (2 * upper * reach)
    turn = math.atan2(dy, dx) + bend * math.acos(max(-1.0, min(1.0, cosine)))
    return (shoulder[0] + upper * math.cos(turn), shoulder[1] + upper * math.sin(turn)), wrist


def far_elbow(shoulder: Point, wrist: Point, *, length: float, facing: int) -> tuple[Point, Point]:
    """Return elbow and wrist of the arm away from the camera, `length` px long.

    It falls below an arm that reaches out and stands clear of the trunk when the arm hangs; what more
    it bends, it bends in depth: so it never hides in the trunk. `facing` is 1 for somebody turned to the
    right, -1 to the left.
    """
    dx, dy = (wrist[0] - shoulder[0]) * facing, wrist[1] - shoulder[1]
    far = math.hypot(dx, dy) or 1e-6
    reach = min(far, length * 0.96)
    dx, dy = dx * reach / far, dy * reach / far
    side = max(-1.0, min(1.0, (62.0 - math.degrees(math.atan2(dy, dx))) / 25.0))
    out = min(math.sqrt(length**2 - reach**2) / 2, 40.0 if side > 0 else 20.0) * side
    joint = (dx / 2 - dy / reach * out, dy / 2 + dx / reach * out)
    return (
        (shoulder[0] + joint[0] * facing, shoulder[1] + joint[1]),
        (shoulder[0] + dx * facing, shoulder[1] + dy),
    )
