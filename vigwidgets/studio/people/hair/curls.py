"""A head of curls: balls of hair that turn with the head."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import skia

from vigwidgets.studio.drawing.ball import Ball
from vigwidgets.studio.drawing.features import Expression, Features
from vigwidgets.studio.drawing.paint import Point, fill, line, mix, oval, slope


def _curls() -> tuple[tuple[float, float, float, float], ...]:
    """Return the places and sizes of the curls in radii, the same on every machine."""
    found: list[tuple[float, float, float, float]] = [(0.0, 1.02, 0.0, 0.30)]
    for latitude, count, size in ((66, 8, 0.27), (44, 13, 0.24), (22, 14, 0.21), (2, 12, 0.19), (-16, 9, 0.17)):
        for index in range(count):
            longitude = -180 + 360 * (index + (0.5 if latitude in (66, 22, -16) else 0.0)) / count
            ahead = abs(longitude)
            if (latitude == 44 and ahead < 26) or (latitude == 22 and ahead < 64) or (latitude <= 2 and ahead < 102):
                continue
            a, b = math.radians(longitude), math.radians(latitude)
            wobble = 1.0 + 0.10 * math.sin(index * 2.4 + latitude)
            found.append(
                (
                    math.cos(b) * math.sin(a) * 0.98,
                    math.sin(b) * 1.0 + 0.04,
                    math.cos(b) * math.cos(a) * 0.97 - 0.03,
                    size * wobble,
                )
            )
    return tuple(found)


_CURLS: Final = _curls()


def draw_curls_behind(canvas: skia.Canvas, ball: Ball, *, code: str) -> None:
    """Draw the curls that the head will cover."""
    for x, y, z, size in _CURLS:
        px, py, depth = ball.place(x, y, z)
        if depth < 0:
            canvas.drawCircle(px, py, size * ball.radius, fill(mix(code, "#000000", share=0.12)))


def draw_curls_before(canvas: skia.Canvas, ball: Ball, *, code: str) -> None:
    """Draw the curls over skin and cap, the nearest last."""
    places = [(ball.place(x, y, z), size) for x, y, z, size in _CURLS]
    for (x, y, depth), size in sorted(places, key=lambda curl: curl[0][2]):
        if depth >= -0.05:
            _draw_curl(canvas, (x, y), size * ball.radius, code)


def _draw_curl(canvas: skia.Canvas, centre: Point, size: float, code: str) -> None:
    tone = slope(
        (centre[0] - size, centre[1] - size),
        (centre[0] + size, centre[1] + size),
        [(0, mix(code, "#c98a5a", share=0.22), 1), (0.6, code, 1), (1, mix(code, "#000000", share=0.25), 1)],
    )
    canvas.drawCircle(centre[0], centre[1], size, tone)
    canvas.drawArc(
        oval(centre, size * 1.15, size * 1.15),
        190,
        130,
        False,
        line(mix(code, "#e0a878", share=0.28), width=0.11 * size, alpha=0.75),
    )


@dataclass(frozen=True, slots=True)
class Curls:
    """A head of curls; `before` are those over the skin, the others are drawn behind it."""

    code: str
    before: bool

    def __call__(self, canvas: skia.Canvas, ball: Ball, _features: Features, _expression: Expression) -> None:
        """Draw them."""
        (draw_curls_before if self.before else draw_curls_behind)(canvas, ball, code=self.code)
