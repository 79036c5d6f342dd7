"""A head as a ball: places on it by longitude and latitude, seen from the camera."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians, sin
from typing import Final

import numpy as np
import skia

from vigwidgets.studio.drawing.paint import Point, polygon

_TURN: Final = np.arange(108) * (math.tau / 108)
_RAYS: Final = np.stack([np.cos(_TURN), np.sin(_TURN)])


@lru_cache(maxsize=64)
def _turns(yaw: float, pitch: float, roll: float) -> tuple[float, float, float, float, float, float]:
    yaw, pitch, roll = math.radians(yaw), math.radians(pitch), math.radians(roll)
    return math.cos(yaw), math.sin(yaw), math.cos(pitch), math.sin(pitch), math.cos(roll), math.sin(roll)


def wrap(circles: Sequence[tuple[float, float, float]]) -> skia.Path:
    """Return the convex hull of circles (x, y, radius) as one closed path: much quicker to fill and clip than `hull`.

    The edge is off by less than 0.05 % of the radius.
    """
    rounds = np.asarray(circles, np.float64)
    farthest = rounds[np.argmax(rounds[:, :2] @ _RAYS + rounds[:, 2:], axis=0)]
    return polygon((farthest[:, :2] + farthest[:, 2:] * _RAYS.T).tolist())


def holds(circles: Sequence[tuple[float, float, float]], points: Sequence[Point], *, margin: float) -> bool:
    """Return whether points lie in the convex hull of circles, `margin` px or more from its edge.

    Much quicker than clipping to the hull what lies inside it anyway.
    """
    rounds = np.asarray(circles, np.float64)
    edge = (rounds[:, :2] @ _RAYS + rounds[:, 2:]).max(axis=0)
    return bool(((np.asarray(points) @ _RAYS).max(axis=0) + margin <= edge).all())


@dataclass(frozen=True, slots=True)
class Ball:
    """A turned ball. Angles in degrees.

    Attributes:
        x: Centre, px from the left.
        y: Centre, px from the top.
        radius: In px.
        yaw: Positive turns to the right of the picture.
        pitch: Positive looks up.
        roll: Positive tilts clockwise.
        wide: Width against the radius.
        tall: Height against the radius.
    """

    x: float
    y: float
    radius: float
    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    wide: float = 0.95
    tall: float = 1.03

    def place(self, x: float, y: float, z: float) -> tuple[float, float, float]:
        """Return px and depth (positive towards the camera) of a point given in radii, y up, z to the front."""
        yaw_cos, yaw_sin, pitch_cos, pitch_sin, roll_cos, roll_sin = _turns(self.yaw, self.pitch, self.roll)
        x, z = x * yaw_cos + z * yaw_sin, -x * yaw_sin + z * yaw_cos
        y, z = y * pitch_cos + z * pitch_sin, -y * pitch_sin + z * pitch_cos
        x, y = x * roll_cos + y * roll_sin, -x * roll_sin + y * roll_cos
        return self.x + self.radius * x, self.y - self.radius * y, z

    def on(self, longitude: float, latitude: float, *, lift: float = 1.0) -> Point:
        """Return px of a point of the surface; one that lies behind is pushed out to the rim."""
        return self.trail(((longitude, latitude),), lift=lift)[0]

    def deep(self, longitude: float, latitude: float, *, lift: float = 1.0) -> tuple[float, float, float]:
        """Return px and depth of a point of the surface, wherever it lies."""
        return self.deep_trail(((longitude, latitude),), lift=lift)[0]

    def trail(self, places: Sequence[Point], *, lift: float = 1.0) -> list[Point]:
        """Return px of many (longitude, latitude)."""
        return [
            (x, y) if depth >= 0 else self._rim(x, y, lift=lift) for x, y, depth in self.deep_trail(places, lift=lift)
        ]

    def deep_trail(self, places: Sequence[Point], *, lift: float = 1.0) -> list[tuple[float, float, float]]:
        """Return px and depth of many (longitude, latitude)."""
        # a face has hundreds in every frame: here they are turned as in `place`, without a call for each
        yaw_cos, yaw_sin, pitch_cos, pitch_sin, roll_cos, roll_sin = _turns(self.yaw, self.pitch, self.roll)
        left, top, radius, wide, tall = self.x, self.y, self.radius, self.wide, self.tall
        found: list[tuple[float, float, float]] = []
        for longitude, latitude in places:
            lon, lat = radians(longitude), radians(latitude)
            level = cos(lat)
            x, y, z = level * sin(lon) * wide * lift, sin(lat) * tall * lift, level * cos(lon) * 0.96 * lift
            x, z = x * yaw_cos + z * yaw_sin, -x * yaw_sin + z * yaw_cos
            y, z = y * pitch_cos + z * pitch_sin, -y * pitch_sin + z * pitch_cos
            x, y = x * roll_cos + y * roll_sin, -x * roll_sin + y * roll_cos
            found.append((left + radius * x, top - radius * y, z))
        return found

    def _rim(self, x: float, y: float, *, lift: float) -> Point:
        """Return px of the rim in the direction of a point in px."""
        dx, dy = x - self.x, y - self.y
        out = self.radius * lift / (math.hypot(dx / self.wide, dy / self.tall) or 1.0)
        return self.x + dx * out, self.y + dy * out

    def knob(self, x: float, y: float, z: float, size: float) -> tuple[float, float, float]:
        """Return a circle (px, px, px) round a point given in radii."""
        px, py, _ = self.place(x, y, z)
        return px, py, size * self.radius

    def hang(self, start: Point, *, along: float, out: float = 0.0) -> Point:
        """Return px of what hangs from `start`: `along` radii down, `out` radii to the right; gravity knows no roll."""
        return start[0] + out * self.radius, start[1] + along * self.radius
