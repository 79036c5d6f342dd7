"""A wooden building block, turned freely and lit from the upper left."""

from __future__ import annotations

import math

import skia

from vigwidgets.studio.drawing.paint import Point, fill, line, mix, polygon
from vigwidgets.studio.props.prop import Prop
from vigwidgets.studio.props.space import CAMERA_DOWN, CUBE, FACES, LIGHT, NORMALS, kept, lit, turned

__all__ = ["BLOCK", "draw_block", "height_px"]


def draw_block(
    canvas: skia.Canvas,
    centre: Point,
    *,
    side: float,
    code: str,
    yaw: float = 24.0,
    pitch: float = 0.0,
    roll: float = 0.0,
    look: str = "",
) -> None:
    """Draw a cube of `side` px round `centre`; angles in degrees. With the look `plain` its faces have no frames."""
    code = kept(code)
    turn = turned(yaw, pitch=pitch, roll=roll)
    corners = CUBE @ turn.T * (side / 2)
    normals = NORMALS @ turn.T
    for face in sorted(range(6), key=lambda index: normals[index][2]):
        if normals[face][2] <= 0.02:
            continue
        points = [(centre[0] + corners[k][0], centre[1] - corners[k][1]) for k in FACES[face]]
        tone = lit(code, shine=float(normals[face] @ LIGHT))
        path = polygon(points)
        canvas.drawPath(path, fill(tone))
        canvas.drawPath(path, line(tone, width=side * 0.07))
        if look == "plain":
            continue
        middle = (sum(x for x, _ in points) / 4, sum(y for _, y in points) / 4)
        inset = [(middle[0] + (x - middle[0]) * 0.62, middle[1] + (y - middle[1]) * 0.62) for x, y in points]
        canvas.drawPath(polygon(inset), line(mix(tone, "#fff6e0", share=0.36), width=side * 0.045))


def height_px(side: float) -> float:
    """Return how many px higher the next block of the same size stands."""
    return side * math.cos(math.radians(CAMERA_DOWN)) + side * 0.02


BLOCK = Prop(draw_block, height_px, 1.0, "round", "knock", base=(0.66, 0.185, -0.02), looks=("", "plain"))
