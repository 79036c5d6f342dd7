"""A baby's down, and close-cropped hair that lets the skin be seen."""

from __future__ import annotations

from dataclasses import dataclass

import skia

from vigwidgets.studio.drawing.ball import Ball
from vigwidgets.studio.drawing.face import skull
from vigwidgets.studio.drawing.features import Expression, Features
from vigwidgets.studio.drawing.paint import clipped, fill, glow


@dataclass(frozen=True, slots=True)
class Down:
    """Soft hair that fades into the skin from the crown; `strength` 0 to 1."""

    code: str
    strength: float = 0.75
    crown: tuple[float, float] = (0.72, -0.50)
    reach: float = 1.05

    def __call__(self, canvas: skia.Canvas, ball: Ball, features: Features, _expression: Expression) -> None:
        """Draw it over the skin."""
        x, y, size = ball.knob(0, self.crown[0], self.crown[1], self.reach)
        stops = [(0.0, self.code, self.strength), (0.55, self.code, self.strength * 0.7), (1.0, self.code, 0.0)]
        with clipped(canvas, skull(ball, features)):
            canvas.drawCircle(x, y, size, glow((x, y), size, stops))


@dataclass(frozen=True, slots=True)
class Stipple:
    """Very short curls as small dots over a cap: (longitude, latitude, tint) each."""

    spots: tuple[tuple[float, float, str], ...]
    size: float = 0.026
    alpha: float = 0.6

    def __call__(self, canvas: skia.Canvas, ball: Ball, _features: Features, _expression: Expression) -> None:
        """Draw those on this side of the head."""
        for lon, lat, code in self.spots:
            x, y, depth = ball.deep(lon, lat, lift=1.03)
            if depth > 0.05:
                canvas.drawCircle(x, y, self.size * ball.radius, fill(code, alpha=self.alpha))


def scattered(
    *, lowest: float, highest: float, step: float, codes: tuple[str, ...]
) -> tuple[tuple[float, float, str], ...]:
    """Return spots for `Stipple` all round the head between two latitudes, the same every time."""
    found: list[tuple[float, float, str]] = []
    lat, row = lowest, 0
    while lat < highest:
        count = max(4, round(360 / step * (1 - (lat / 95) ** 2)))
        for index in range(count):
            lon = -180 + 360 * (index + 0.5 * (row % 2)) / count
            found.append((lon, lat + 2.2 * ((index * 7 + row * 3) % 5 - 2) / 2, codes[(index * 5 + row) % len(codes)]))
        lat, row = lat + step * 0.9, row + 1
    return tuple(found)
