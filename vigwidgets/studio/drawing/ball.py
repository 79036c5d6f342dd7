"""A head as a ball: places on it by longitude and latitude, seen from the camera."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from vigwidgets.studio.drawing.paint import Point


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
        yaw, pitch, roll = math.radians(self.yaw), math.radians(self.pitch), math.radians(self.roll)
        x, z = x * math.cos(yaw) + z * math.sin(yaw), -x * math.sin(yaw) + z * math.cos(yaw)
        y, z = y * math.cos(pitch) + z * math.sin(pitch), -y * math.sin(pitch) + z * math.cos(pitch)
        x, y = x * math.cos(roll) + y * math.sin(roll), -x * math.sin(roll) + y * math.cos(roll)
        return self.x + self.radius * x, self.y - self.radius * y, z

    def on(self, longitude: float, latitude: float, *, lift: float = 1.0) -> Point:
        """Return px of a point of the surface; one that lies behind is pushed out to the rim."""
        x, y, depth = self.deep(longitude, latitude, lift=lift)
        if depth >= 0:
            return x, y
        dx, dy = x - self.x, y - self.y
        out = self.radius * lift / (math.hypot(dx / self.wide, dy / self.tall) or 1.0)
        return self.x + dx * out, self.y + dy * out

    def deep(self, longitude: float, latitude: float, *, lift: float = 1.0) -> tuple[float, float, float]:
        """Return px and depth of a point of the surface, wherever it lies."""
        lon, lat = math.radians(longitude), math.radians(latitude)
        return self.place(
            math.cos(lat) * math.sin(lon) * self.wide * lift,
            math.sin(lat) * self.tall * lift,
            math.cos(lat) * math.cos(lon) * 0.96 * lift,
        )

    def trail(self, places: Sequence[Point], *, lift: float = 1.0) -> list[Point]:
        """Return px of many (longitude, latitude)."""
        return [self.on(longitude, latitude, lift=lift) for longitude, latitude in places]

    def knob(self, x: float, y: float, z: float, size: float) -> tuple[float, float, float]:
        """Return a circle (px, px, px) round a point given in radii."""
        px, py, _ = self.place(x, y, z)
        return px, py, size * self.radius
