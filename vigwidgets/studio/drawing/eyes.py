"""Eyes that look, lids that follow, and brows."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

import skia

from vigwidgets.studio.drawing.ball import Ball
from vigwidgets.studio.drawing.features import EYE_WHITE, PUPIL, Expression, Features
from vigwidgets.studio.drawing.paint import Point, blob, clipped, curve, fill, line, mix

SHUT: Final = 0.14
"""Lid opening below which an eye is drawn as one line."""
_SAG: Final = ((-1.0, 0.0), (-0.62, 0.76), (0.0, 1.0), (0.62, 0.76), (1.0, 0.0))
"""Shape of an upper lid: share of the half width, share of the height."""


def lid_opening(expression: Expression) -> float:
    """Return how far the eye is open, 0 to about 1.2: lids follow a look down and close in a blink."""
    up = expression.look[1]
    follow = 1 + 0.38 * min(0.0, up) + 0.05 * max(0.0, up)
    return max(0.0, expression.lids * follow * (1 - expression.blink))


def draw_eye(canvas: skia.Canvas, ball: Ball, features: Features, expression: Expression, *, side: int) -> None:
    """Draw the eye of `side`, -1 or 1, with its lids."""
    lon0, lat, wide, tall = features.eye
    tilt = features.eye_tilt / 2
    opening, size = lid_opening(expression), ball.radius

    def arc(places: Iterable[Point]) -> list[Point]:
        """Return px of places in the eye: across in half widths outwards, up in degrees."""
        return ball.trail([(side * (lon0 + across * wide), lat + tilt * across + up) for across, up in places])

    lid = mix(features.skin, features.shade, share=0.34)
    fold = max(tall * 0.80, tall * min(opening, 1.0)) + 3.0
    crease = arc((across * 0.96, 0.4 + share * fold) for across, share in _SAG)
    if opening < SHUT:
        lift = tall * 0.5 * expression.cheeks
        closed = arc((across, -tall * 0.24 + share * (lift - tall * 0.22)) for across, share in _SAG)
        canvas.drawPath(blob(crease + closed[::-1]), fill(lid, alpha=0.55))
        canvas.drawPath(curve(closed), line(features.lash, width=features.lid_line * size))
        return
    top = tall * opening
    # the lower lid rises with a smile
    low = tall * 0.68 * (1 - 0.68 * expression.cheeks) * min(1.0, opening * 1.6)
    upper = arc((across, share * top) for across, share in _SAG)
    lower = arc((across, -low * share) for across, share in ((0.6, 0.82), (0.0, 1.0), (-0.6, 0.82)))
    canvas.drawPath(blob([*crease, *upper[::-1]]), fill(lid, alpha=0.6))
    shape = blob(upper + lower)
    canvas.drawPath(shape, fill(EYE_WHITE))
    with clipped(canvas, shape):
        _draw_iris(canvas, ball, features, expression, side)
        shadow = arc([(-1, top * 0.2), (0, top * 0.86), (1, top * 0.2), (1, top * 1.4), (-1, top * 1.4)])
        canvas.drawPath(blob(shadow), fill("#6b4a3a", alpha=0.15))
    canvas.drawPath(curve([upper[-1], *lower, upper[0]]), line(features.shade, width=0.018 * size, alpha=0.75))
    canvas.drawPath(curve(upper), line(features.lash, width=features.lid_line * size))
    if features.crease:
        canvas.drawPath(curve(crease), line(features.shade, width=0.02 * size, alpha=0.5))
    below = arc((across, -low * 0.9 - 3.4 * share) for across, share in ((-0.6, 0.8), (0, 1), (0.6, 0.8)))
    _draw_below(canvas, features, expression, size, below)


def _draw_below(canvas: skia.Canvas, features: Features, expression: Expression, size: float, arc: list[Point]) -> None:
    """Draw the fold that a smile, or age, makes under the eye."""
    strength = max(expression.cheeks - 0.2, 0.0) * 0.8 + 0.35 * features.lines
    if strength > 0.05:
        canvas.drawPath(curve(arc), line(features.shade, width=0.026 * size, alpha=min(0.8, strength)))


def _draw_iris(canvas: skia.Canvas, ball: Ball, features: Features, expression: Expression, side: int) -> None:
    lon0, lat, wide, tall = features.eye
    size = features.iris_size
    lon = side * lon0 + expression.look[0] * (wide - size * 0.60)
    up = lat + tall * 0.12 + expression.look[1] * tall * (0.52 if expression.look[1] < 0 else 0.42)
    x, y = ball.on(lon, up)
    right, above = ball.on(lon + 4, up), ball.on(lon, up + 4)
    share = size / 4
    canvas.save()
    canvas.concat(
        skia.Matrix.MakeAll(
            (right[0] - x) * share,
            (above[0] - x) * share,
            x,
            (right[1] - y) * share,
            (above[1] - y) * share,
            y,
            0,
            0,
            1,
        )
    )
    canvas.drawCircle(0, 0, 1.0, fill(mix(features.iris, "#000000", share=0.38)))
    canvas.drawCircle(0, -0.06, 0.84, fill(features.iris))
    canvas.drawCircle(0, 0, 0.52, fill(PUPIL))
    canvas.drawCircle(-0.34, 0.38, 0.25, fill("#ffffff", alpha=0.95))
    canvas.drawCircle(0.36, -0.42, 0.12, fill("#ffffff", alpha=0.5))
    canvas.restore()


def draw_brow(canvas: skia.Canvas, ball: Ball, features: Features, expression: Expression, *, side: int) -> None:
    """Draw the brow of `side`, -1 or 1: thick at the nose, fine at the temple."""
    lon0, lat, wide, tall = features.eye
    base = lat + tall + features.brow_height + 6.5 * expression.brows - 1.5 * expression.worry
    inner_up = 5.5 * expression.inner_brows + 6.5 * expression.worry + 0.8
    spine = (
        (-0.86 - 0.14 * expression.worry, inner_up, 0.42),
        (-0.25, features.brow_arch * 0.75 + 0.55 * inner_up, 0.52),
        (0.30, features.brow_arch + 1.2 * expression.brows, 0.46),
        (1.14, -1.6 - 1.0 * expression.inner_brows - 1.6 * expression.worry + features.eye_tilt * 0.5, 0.14),
    )
    half = math.degrees(features.brow_width)
    top = [(lon0 + a * wide, base + up + half * thick) for a, up, thick in spine]
    under = [(lon0 + a * wide, base + up - half * thick) for a, up, thick in reversed(spine)]
    points = ball.trail([(side * lon, up) for lon, up in top + under], lift=1.01)
    canvas.drawPath(blob(points, pull=0.2), fill(features.brow))
    if expression.worry > 0.3 and features.lines > 0:
        crease = [(side * 4.0, base - 1.5), (side * 3.2, base + 4.5)]
        paint = line(features.shade, width=0.022 * ball.radius, alpha=0.6 * expression.worry)
        canvas.drawPath(curve(ball.trail(crease)), paint)
