"""A wooden building block, turned freely and lit from the upper left."""

from __future__ import annotations

import math

import numpy as np
import skia

from vigwidgets.studio.drawing.paint import Point, fill, glow, line, mix, oval, polygon

_CORNERS = np.array([(x, y, z) for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], float)
_FACES = ((0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3))
_NORMALS = np.array([(-1, 0, 0), (1, 0, 0), (0, -1, 0), (0, 1, 0), (0, 0, -1), (0, 0, 1)], float)
_LIGHT = np.array((-0.42, 0.74, 0.52)) / math.sqrt(0.42**2 + 0.74**2 + 0.52**2)
CAMERA_DOWN = 17.0
"""Degrees the camera looks down on a block."""


def _turned(yaw: float, pitch: float, roll: float) -> np.ndarray:
    """Return the rotation of a block as seen by the camera, angles in degrees."""
    a, b, c, d = (math.radians(angle) for angle in (yaw, pitch, roll, CAMERA_DOWN))
    about_y = np.array([(math.cos(a), 0, math.sin(a)), (0, 1, 0), (-math.sin(a), 0, math.cos(a))])
    about_x = np.array([(1, 0, 0), (0, math.cos(b + d), -math.sin(b + d)), (0, math.sin(b + d), math.cos(b + d))])
    about_z = np.array([(math.cos(c), -math.sin(c), 0), (math.sin(c), math.cos(c), 0), (0, 0, 1)])
    return about_z @ about_x @ about_y


def draw_block(
    canvas: skia.Canvas,
    centre: Point,
    *,
    side: float,
    code: str,
    yaw: float = 24.0,
    pitch: float = 0.0,
    roll: float = 0.0,
) -> None:
    """Draw a cube of `side` px round `centre`; angles in degrees."""
    turn = _turned(yaw, pitch, roll)
    corners = _CORNERS @ turn.T * (side / 2)
    normals = _NORMALS @ turn.T
    for face in sorted(range(6), key=lambda index: normals[index][2]):
        if normals[face][2] <= 0.02:
            continue
        points = [(centre[0] + corners[k][0], centre[1] - corners[k][1]) for k in _FACES[face]]
        shine = float(normals[face] @ _LIGHT)
        tone = (
            mix(code, "#ffffff", share=0.30 * max(0.0, shine - 0.45))
            if shine > 0.45
            else mix(code, "#3a1d1a", share=0.52 * (0.45 - shine))
        )
        path = polygon(points)
        canvas.drawPath(path, fill(tone))
        canvas.drawPath(path, line(tone, width=side * 0.07))
        middle = (sum(x for x, _ in points) / 4, sum(y for _, y in points) / 4)
        inset = [(middle[0] + (x - middle[0]) * 0.62, middle[1] + (y - middle[1]) * 0.62) for x, y in points]
        canvas.drawPath(polygon(inset), line(mix(tone, "#fff6e0", share=0.36), width=side * 0.045))


def draw_shadow(canvas: skia.Canvas, foot: Point, *, width: float, strength: float) -> None:
    """Draw the contact shadow of something `width` px wide that stands at `foot`."""
    canvas.save()
    canvas.translate(foot[0] + width * 0.10, foot[1])
    canvas.scale(1.0, 0.24)
    stops = [(0.0, "#5a3515", 0.5 * strength), (0.6, "#5a3515", 0.32 * strength), (1.0, "#5a3515", 0.0)]
    canvas.drawOval(oval((0, 0), width * 1.9, width * 1.9), glow((0, 0), width * 0.95, stops))
    canvas.restore()


def height_px(side: float) -> float:
    """Return how many px higher the next block of the same size stands."""
    return side * math.cos(math.radians(CAMERA_DOWN)) + side * 0.02
