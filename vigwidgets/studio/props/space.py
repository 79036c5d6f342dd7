"""A thing's own space: turned as the scene wants, seen a little from above, lit from the upper left."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

import numpy as np
import skia

from vigwidgets.studio.drawing.features import EYE_WHITE, MOUTH, PUPIL
from vigwidgets.studio.drawing.paint import Point, fill, mix, polygon, slope
from vigwidgets.studio.drawing.paint import line as broad_line

LIGHT = np.array((-0.42, 0.74, 0.52)) / math.sqrt(0.42**2 + 0.74**2 + 0.52**2)
CAMERA_DOWN = 17.0
"""Degrees the camera looks down on things that stand."""
FLAT_DOWN = 36.0
"""Degrees it looks down on things that lie flat: more than is true, so that a card on a table can be read."""
SHADE = "#3a1d1a"
_CLEAR = 62
CUBE = np.array([(x, y, z) for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], float)
FACES = ((0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3))
NORMALS = np.array([(-1, 0, 0), (1, 0, 0), (0, -1, 0), (0, 1, 0), (0, 0, -1), (0, 0, 1)], float)
Corner = tuple[float, float, float]


def turned(yaw: float, *, pitch: float, roll: float, down: float = CAMERA_DOWN) -> np.ndarray:
    """Return the rotation (3 x 3) of a thing as the camera sees it, angles in degrees."""
    a, b, c, d = (math.radians(angle) for angle in (yaw, pitch, roll, down))
    about_y = np.array([(math.cos(a), 0, math.sin(a)), (0, 1, 0), (-math.sin(a), 0, math.cos(a))])
    about_x = np.array([(1, 0, 0), (0, math.cos(b + d), -math.sin(b + d)), (0, math.sin(b + d), math.cos(b + d))])
    about_z = np.array([(math.cos(c), -math.sin(c), 0), (math.sin(c), math.cos(c), 0), (0, 0, 1)])
    return about_z @ about_x @ about_y


def lit(code: str, *, shine: float) -> str:
    """Return the colour of a face that is turned to the light by `shine`, -1 away to 1 towards it."""
    if shine > 0.45:
        return mix(code, "#ffffff", share=0.30 * max(0.0, shine - 0.45))
    return mix(code, SHADE, share=0.52 * (0.45 - shine))


@cache
def kept(code: str) -> str:
    """Return the colour, or a milder one whose lights and shades stay clear of those kept for eyes and mouths."""
    for step in range(16):
        tone = mix(code, "#c9a48c", share=step / 20)
        shades = [mix(tone, SHADE, share=share / 20) for share in range(11)]
        shades += [mix(tone, "#ffffff", share=share / 20) for share in range(6)] + [mix(tone, "#fff6e0", share=0.36)]
        if all(_apart(shade, reserved) > _CLEAR for shade in shades for reserved in (EYE_WHITE, MOUTH, PUPIL)):
            return tone
    return "#c9a48c"


def _apart(one: str, other: str) -> int:
    """Return how far two colours are apart, summed over red, green and blue."""
    return sum(abs(int(one[i : i + 2], 16) - int(other[i : i + 2], 16)) for i in (1, 3, 5))


def line(code: str, *, width: float, alpha: float = 1.0) -> skia.Paint:
    """Return a round-ended stroke of `width` in sides, however thin."""
    paint = skia.Paint(broad_line(code, width=width, alpha=alpha))
    # drawn in sides, a tenth is already a broad stroke
    paint.setStrokeWidth(width)
    return paint


class Space:
    """Places of a turned thing: x to its right, y up, z to the viewer, in sides from its middle."""

    def __init__(self, yaw: float = 0.0, *, pitch: float = 0.0, roll: float = 0.0, down: float = CAMERA_DOWN) -> None:
        """Turn the thing; angles in degrees, `down` how far the camera looks down on it."""
        self.turn = turned(yaw, pitch=pitch, roll=roll, down=down)

    def at(self, x: float, y: float, z: float = 0.0) -> Point:
        """Return where a place of the thing is seen."""
        seen = self.turn @ (x, y, z)
        return float(seen[0]), -float(seen[1])

    def nearness(self, x: float, y: float, z: float) -> float:
        """Return how much a direction of the thing points at the viewer, -1 to 1 for one of length 1."""
        return float((self.turn @ (x, y, z))[2])

    def shine(self, normal: Corner) -> float:
        """Return how much a face is turned to the light, -1 to 1."""
        return float((self.turn @ normal) @ LIGHT)

    def plane(self, origin: Corner, across: Corner, down: Corner) -> skia.Matrix:
        """Return the matrix from a flat picture (x along `across`, y along `down`) to where it is seen."""
        x, y = self.at(*origin)
        ax, ay = self.at(*across)
        dx, dy = self.at(*down)
        return skia.Matrix.MakeAll(ax, dx, x, ay, dy, y, 0, 0, 1)

    def ground(self, y: float = 0.0) -> skia.Matrix:
        """Return the matrix of a picture that lies level at the height `y`, its lower edge to the viewer."""
        return self.plane((0, y, 0), (1, 0, 0), (0, 0, 1))


@contextmanager
def placed(canvas: skia.Canvas, centre: Point, *, side: float) -> Iterator[None]:
    """Let drawing be in sides from a thing's middle."""
    canvas.save()
    canvas.translate(*centre)
    canvas.scale(side, side)
    try:
        yield
    finally:
        canvas.restore()


@contextmanager
def laid(canvas: skia.Canvas, matrix: skia.Matrix) -> Iterator[None]:
    """Let drawing land on a plane of a thing."""
    canvas.save()
    canvas.concat(matrix)
    try:
        yield
    finally:
        canvas.restore()


def draw_box(canvas: skia.Canvas, space: Space, *, size: Corner, code: str, middle: Corner = (0, 0, 0)) -> None:
    """Draw a box of `size` (width, height, depth in sides) round `middle`, its edges a little softened."""
    corners = CUBE * np.array(size) / 2 + np.array(middle)
    for face in sorted(range(6), key=lambda index: space.nearness(*NORMALS[index])):
        if space.nearness(*NORMALS[face]) <= 0.02:
            continue
        path = polygon([space.at(*corners[k]) for k in FACES[face]])
        tone = lit(code, shine=space.shine(tuple(NORMALS[face])))
        canvas.drawPath(path, fill(tone))
        canvas.drawPath(path, line(tone, width=0.014))


def ring(space: Space, y: float, radius: float) -> skia.Path:
    """Return the level circle round a thing's axis at the height `y`, as it is seen."""
    path = skia.Path()
    path.addCircle(0, 0, radius)
    path.transform(space.ground(y))
    return path


def draw_lathe(canvas: skia.Canvas, space: Space, profile: Sequence[tuple[float, float]], *, code: str) -> None:
    """Draw something round from its `profile`, (height, radius) from the foot up, shaded across, without its lid."""
    up_x, up_y = space.at(0, 1, 0)
    length = math.hypot(up_x, up_y) or 1.0
    side = (-up_y / length, up_x / length)
    axis = [(space.at(0, y, 0), radius) for y, radius in profile]
    left = [(x - side[0] * r, y - side[1] * r) for (x, y), r in axis]
    right = [(x + side[0] * r, y + side[1] * r) for (x, y), r in axis]
    body = ring(space, *profile[0])
    body = skia.Op(body, polygon([*left, *reversed(right)]), skia.PathOp.kUnion_PathOp) or body
    body = skia.Op(body, ring(space, *profile[-1]), skia.PathOp.kUnion_PathOp) or body
    wide = max(radius for _, radius in profile)
    (x0, y0), _ = axis[0]
    ends = ((x0 - side[0] * wide, y0 - side[1] * wide), (x0 + side[0] * wide, y0 + side[1] * wide))
    light, dark = mix(code, "#ffffff", share=0.16), mix(code, SHADE, share=0.26)
    canvas.drawPath(body, slope(*ends, [(0, code, 1), (0.28, light, 1), (0.62, code, 1), (1, dark, 1)]))
    canvas.drawPath(body, line(mix(code, SHADE, share=0.34), width=0.012, alpha=0.7))
