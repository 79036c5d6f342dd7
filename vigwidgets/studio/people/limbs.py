"""Jointed limbs: thighs, shins and sleeves, lit from the upper left."""

from __future__ import annotations

import math
from collections.abc import Sequence

import skia

from vigwidgets.studio.drawing.paint import Point, capsule, curve, fill, line, mix, slope


def draw_limb(
    canvas: skia.Canvas, points: Sequence[Point], radii: Sequence[float], *, code: str, shade: str, edge: float = 0.0
) -> skia.Path:
    """Draw a jointed limb lit from the upper left and return its outline; `edge` 0 to 1 draws a thin darker contour."""
    parts = [capsule(points[i], points[i + 1], radii=(radii[i], radii[i + 1])) for i in range(len(points) - 1)]
    # capsules all run clockwise, so that filling by winding joins them: a boolean union costs twenty times as much
    path = skia.Path(parts[0])
    for part in parts[1:]:
        path.addPath(part)
    if edge:
        # a larger limb beneath is the contour: a stroke of the joined path takes four times as long
        wide, tone = max(radii) * 0.045, fill(mix(code, shade, share=edge))
        for index in range(len(points) - 1):
            rim = (radii[index] + wide, radii[index + 1] + wide)
            canvas.drawPath(capsule(points[index], points[index + 1], radii=rim), tone)
    # two stops: a third one makes a gradient half as slow again
    light, dark = mix(code, "#fff3d6", share=0.14), mix(code, shade, share=0.62)
    for index, part in enumerate(parts):
        start, end = points[index], points[index + 1]
        width = max(radii[index], radii[index + 1])
        nx, ny = lower_side(start, end)
        low = (start[0] - nx * width, start[1] - ny * width), (start[0] + nx * width, start[1] + ny * width)
        canvas.drawPath(part, slope(*low, [(0.0, light, 1.0), (1.0, dark, 1.0)]))
    return path


def lower_side(start: Point, end: Point) -> Point:
    """Return the unit vector across a bone that points away from the light."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    far = math.hypot(dx, dy) or 1.0
    nx, ny = -dy / far, dx / far
    return (nx, ny) if nx * 0.5 + ny * 0.85 >= 0 else (-nx, -ny)


def draw_folds(
    canvas: skia.Canvas, points: tuple[Point, Point, Point], *, radius: float, shade: str, alpha: float = 0.55
) -> None:
    """Draw the creases of cloth in the hollow of a bent elbow or knee; a joint that is nearly straight has none."""
    first, joint, last = points
    a, b = _unit(joint, first), _unit(joint, last)
    inner = (a[0] + b[0], a[1] + b[1])
    bend = math.hypot(*inner)
    if bend < 0.25:
        return
    ix, iy = inner[0] / bend, inner[1] / bend
    # a knee folded right up presses its creases away
    strength = alpha * min(1.0, bend / 1.1, max(0.0, (1.9 - bend) / 0.5))
    for along, share in ((0.50, 0.55), (0.10, 0.95), (-0.34, 0.6)):
        ux, uy = (a[0] - b[0]) * 0.5, (a[1] - b[1]) * 0.5
        start = (joint[0] + (ix * 0.86 + ux * along) * radius, joint[1] + (iy * 0.86 + uy * along) * radius)
        end = (
            joint[0] + (ix * (0.86 - share) + ux * along * 1.5) * radius,
            joint[1] + (iy * (0.86 - share) + uy * along * 1.5) * radius,
        )
        middle = ((start[0] + end[0]) / 2 + iy * radius * 0.08, (start[1] + end[1]) / 2 - ix * radius * 0.08)
        canvas.drawPath(curve([start, middle, end]), line(shade, width=radius * 0.085, alpha=strength))


def along(start: Point, end: Point, *, share: float) -> Point:
    """Return the point `share` of the way."""
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def band(start: Point, end: Point, *, radius: float, bulge: float = 0.3) -> skia.Path:
    """Return a line round a limb at `end`, bowed outwards: the edge of a cuff."""
    ux, uy = _unit(start, end)
    return curve(
        [
            (end[0] - uy * radius, end[1] + ux * radius),
            (end[0] + ux * radius * bulge, end[1] + uy * radius * bulge),
            (end[0] + uy * radius, end[1] - ux * radius),
        ]
    )


def _unit(start: Point, end: Point) -> Point:
    dx, dy = end[0] - start[0], end[1] - start[1]
    far = math.hypot(dx, dy) or 1.0
    return dx / far, dy / far
