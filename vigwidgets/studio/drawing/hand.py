"""Hands: a palm and five fingers whose poses melt into each other."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import skia

from vigwidgets.studio.drawing.paint import Point, blob, curve, fill, line, mix, slope


@dataclass(frozen=True, slots=True)
class Pose:
    """What fingers do.

    Attributes:
        fan: Spread between neighbouring fingers in degrees.
        length: 1 stretched; curled fingers look shorter.
        droop: Bend of the fingers towards the palm's outer edge, in degrees.
        thumb: Angle of the thumb from the hand's axis, in degrees.
        thumb_length: 1 stretched.
        index: How much longer than `length` the index finger looks: it alone is stretched when somebody points.
        palm: 0 the back of the hand is seen, 1 its palm.
    """

    fan: float
    length: float
    droop: float
    thumb: float
    thumb_length: float
    index: float = 0.0
    palm: float = 0.0

    def towards(self, other: Pose, *, share: float) -> Pose:
        """Return the pose `share` of the way (0 to 1) to `other`."""
        return Pose(
            *(
                getattr(self, name) + (getattr(other, name) - getattr(self, name)) * share
                for name in ("fan", "length", "droop", "thumb", "thumb_length", "index", "palm")
            )
        )


POSES: Mapping[str, Pose] = MappingProxyType(
    {
        "rest": Pose(2.5, 0.80, 26.0, -24.0, 0.80),
        "lap": Pose(3.0, 0.88, 22.0, -18.0, 0.85),
        "reach": Pose(8.0, 0.95, 16.0, -38.0, 0.95),
        "hover": Pose(7.0, 0.90, 30.0, -30.0, 0.95),
        "grip": Pose(3.0, 0.62, 20.0, -34.0, 0.85),
        "open": Pose(11.0, 1.0, 4.0, -48.0, 1.0, palm=0.6),
        "open_up": Pose(6.0, 0.94, -16.0, -58.0, 0.95, palm=1.0),
        "flat": Pose(2.5, 1.0, 5.0, -20.0, 0.95),
        "point": Pose(3.0, 0.34, 20.0, 2.0, 0.85, index=0.70),
        "fist": Pose(2.0, 0.32, 18.0, 10.0, 0.80),
        "thumb_up": Pose(2.0, 0.34, 16.0, -88.0, 0.98),
        "hold": Pose(3.0, 0.70, 42.0, -52.0, 1.0),
        "pinch": Pose(4.0, 0.70, 40.0, 4.0, 1.15, index=0.12),
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
_LAST = 3
_CURLED = 0.5
_UPRIGHT = 70.0


_PALM = (
    (-0.14, -0.24), (0.20, -0.36), (0.60, -0.44), (0.84, -0.34), (0.93, -0.02), (0.86, 0.32), (0.54, 0.42),
    (0.16, 0.33), (-0.14, 0.24),
)  # fmt: skip


def draw_hand(canvas: skia.Canvas, wrist: Point, *, angle: float, pose: Pose, build: Build, thumb_up: int) -> None:
    """Draw a hand from its wrist along `angle` (degrees, 0 to the right, clockwise); `thumb_up` is 1 or -1."""
    canvas.save()
    canvas.translate(*wrist)
    canvas.rotate(angle)
    canvas.scale(1, thumb_up)
    tone = mix(build.skin, build.shade, share=0.8)
    size = build.size
    for index in (3, 2, 1, 0):
        _draw_finger(canvas, index, pose, build, tone)
    short = 1.0 - 0.10 * max(0.0, 0.6 - pose.length)
    palm = blob([(x * short * size, y * size) for x, y in _PALM])
    canvas.drawPath(palm, fill(build.skin))
    soft = [(0.0, tone, 0.0), (0.55, tone, 0.0), (1.0, tone, 0.62)]
    # the light comes from above: the edge in the shade is the lower one of the picture, however the hand is turned
    low = thumb_up * math.cos(math.radians(angle)) >= 0
    canvas.drawPath(
        palm, slope((0.3 * size, (-0.46 if low else 0.46) * size), (0.45 * size, (0.46 if low else -0.46) * size), soft)
    )
    _draw_knuckles(canvas, pose, size, tone)
    _draw_thumb(canvas, pose, build, tone)
    canvas.restore()


def _draw_knuckles(canvas: skia.Canvas, pose: Pose, size: float, tone: str) -> None:
    """Draw where fingers part, and the lines of a palm that is shown."""
    deep = 0.66 if pose.length < _CURLED else 0.76
    for across, _ in _KNUCKLES[:3]:
        gap = across + 0.105
        part = curve([(deep * size, gap * size), (0.93 * size, gap * 1.05 * size)])
        canvas.drawPath(part, line(tone, width=0.035 * size, alpha=0.75))
    if pose.palm > 0:
        crease = line(tone, width=0.04 * size, alpha=0.6 * pose.palm)
        for places in (((0.74, -0.30), (0.66, 0.02), (0.70, 0.34)), ((0.62, -0.36), (0.40, -0.06), (0.16, 0.14))):
            canvas.drawPath(curve([(x * size, y * size) for x, y in places]), crease)


def _draw_finger(canvas: skia.Canvas, index: int, pose: Pose, build: Build, tone: str) -> None:
    across, share = _KNUCKLES[index]
    size = build.size
    stretch = pose.length + (pose.index if index == 0 else 0.0)
    length = build.finger * share * stretch
    droop = pose.droop * (1.0 if index else max(0.0, 1.0 - pose.index * 1.3))
    heading = math.radians((index - 1.5) * pose.fan)
    points = [(0.62 * size, across * size), (0.80 * size, across * size)]
    x, y = 0.80, across
    for part in range(3):
        heading += math.radians(droop / 3)
        x, y = x + math.cos(heading) * length / 3, y + math.sin(heading) * length / 3 * (1.0 if part else 0.6)
        points.append((x * size, y * size))
    path, thick = curve(points), build.thick * size
    canvas.drawPath(path, line(tone, width=thick + 0.055 * size))
    canvas.drawPath(path, line(build.skin if index < _LAST else mix(build.skin, tone, share=0.16), width=thick))
    if stretch >= _CURLED and pose.palm < _CURLED:
        # a soft light along the upper side makes a finger round
        bright = mix(build.skin, "#fff3dc", share=0.20)
        canvas.drawPath(curve(points[1:-1]), line(bright, width=thick * 0.28, alpha=0.5))


def _draw_thumb(canvas: skia.Canvas, pose: Pose, build: Build, tone: str) -> None:
    size = build.size
    heading = math.radians(pose.thumb)
    length = 0.62 * build.finger * pose.thumb_length
    start = (0.26, -0.22)
    middle = (start[0] + math.cos(heading) * length * 0.65, start[1] + math.sin(heading) * length * 0.65)
    tip_heading = heading + math.radians(22 if pose.thumb > -_UPRIGHT else -8)
    tip = (middle[0] + math.cos(tip_heading) * length * 0.6, middle[1] + math.sin(tip_heading) * length * 0.6)
    path, thick = curve([(x * size, y * size) for x, y in (start, middle, tip)]), build.thick * 1.08 * size
    canvas.drawPath(path, line(tone, width=thick + 0.05 * size))
    canvas.drawPath(path, line(build.skin, width=thick))
    # the ball of the thumb melts into the wrist
    canvas.drawPath(curve([(0.0, -0.11 * size), (0.24 * size, -0.15 * size)]), line(build.skin, width=0.28 * size))


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
    side = max(-1.0, min(1.0, (52.0 - math.degrees(math.atan2(dy, dx))) / 25.0))
    slack = math.sqrt(length**2 - reach**2) / 2
    out = min(slack, length * (0.22 if side > 0 else 0.11)) * side
    ahead = max(0.0, min(1.0, 2.0 * dx / length))
    # an arm folded before the chest shows its elbow ahead and below: half-way it would be a ball upon the trunk
    fold = length * max(0.0, 1.0 - reach / (0.6 * length))
    joint = (dx / 2 - dy / reach * out + 0.15 * fold + 0.16 * slack * ahead, dy / 2 + dx / reach * out + 0.24 * fold)
    return (
        (shoulder[0] + joint[0] * facing, shoulder[1] + joint[1]),
        (shoulder[0] + dx * facing, shoulder[1] + dy),
    )
