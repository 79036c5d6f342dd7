"""Faces: skin and ears, eyes that look, lids that follow, brows and nose."""

from __future__ import annotations

from typing import Final

import skia

from vigwidgets.studio.drawing.ball import Ball
from vigwidgets.studio.drawing.features import EYE_WHITE, PUPIL, Expression, Features
from vigwidgets.studio.drawing.mouth import draw_mouth
from vigwidgets.studio.drawing.paint import Point, blob, clipped, curve, fill, glow, hull, line, mix, oval

SHUT: Final = 0.14
"""Lid opening below which an eye is drawn as one line."""


def skull(ball: Ball, features: Features) -> skia.Path:
    """Return the outline of the head without hair and ears."""
    return hull([ball.knob(0, 0.04, 0, 1.0), *(ball.knob(*circle) for circle in features.jaw)])


def draw_skin(canvas: skia.Canvas, ball: Ball, features: Features, *, cheeks: float) -> None:
    """Draw head and ears, lit from the upper left, with warm cheeks (0 to 1)."""
    outline = skull(ball, features)
    for side in (-1, 1):
        draw_ear(canvas, ball, features, side=side)
    size = ball.radius
    soft = mix(features.skin, features.shade, share=0.75)
    light = glow(
        (ball.x - 0.28 * size, ball.y - 0.18 * size),
        1.75 * size,
        [(0, mix(features.skin, "#ffe9cf", share=0.10), 1), (0.52, features.skin, 1), (1, soft, 1)],
    )
    canvas.drawPath(outline, light)
    with clipped(canvas, outline):
        for side in (-1, 1):
            x, y, depth = ball.deep(side * 38, -27)
            if depth > 0.2:
                canvas.save()
                canvas.translate(x, y)
                canvas.scale(max(0.4, depth), 0.82)
                warm = 0.14 + 0.22 * cheeks
                stops = [(0.0, features.blush, warm), (0.45, features.blush, warm * 0.7), (1.0, features.blush, 0.0)]
                canvas.drawCircle(0, 0, 0.33 * size, glow((0, 0), 0.33 * size, stops))
                canvas.restore()


def draw_ear(canvas: skia.Canvas, ball: Ball, features: Features, *, side: int) -> None:
    """Draw the ear of `side`, -1 or 1, unless the head hides it."""
    x, y, depth = ball.deep(side * 93, -9)
    if depth < -0.3:
        return
    tall = features.ear * ball.radius * 2
    canvas.drawOval(oval((x, y), tall * 0.62, tall), fill(mix(features.skin, features.shade, share=0.3)))
    if depth > 0.1:
        inner = curve(
            [
                (x - side * tall * 0.10, y - tall * 0.22),
                (x + side * tall * 0.10, y - tall * 0.24),
                (x + side * tall * 0.10, y + tall * 0.06),
                (x - side * tall * 0.02, y + tall * 0.20),
            ]
        )
        canvas.drawPath(inner, line(features.shade, width=0.035 * ball.radius))


def draw_features(canvas: skia.Canvas, ball: Ball, features: Features, expression: Expression) -> None:
    """Draw eyes, brows, nose and mouth over the skin."""
    far_first = (1, -1) if ball.yaw >= 0 else (-1, 1)
    with clipped(canvas, skull(ball, features)):
        for side in far_first:
            _draw_eye(canvas, ball, features, expression, side)
    for side in far_first:
        _draw_brow(canvas, ball, features, expression, side)
    _draw_nose(canvas, ball, features)
    draw_mouth(canvas, ball, features, expression)


def lid_opening(expression: Expression) -> float:
    """Return how far the eye is open, 0 to about 1.2: lids follow a look down and close in a blink."""
    up = expression.look[1]
    follow = 1 + 0.32 * min(0.0, up) + 0.05 * max(0.0, up)
    return max(0.0, expression.lids * follow * (1 - expression.blink))


def _draw_eye(canvas: skia.Canvas, ball: Ball, features: Features, expression: Expression, side: int) -> None:
    lon0, lat, wide, tall = features.eye
    lon = side * lon0
    opening = lid_opening(expression)
    size = ball.radius
    if opening < SHUT:
        lift = 0.55 * expression.cheeks
        arc = [(lon - wide, lat - tall * 0.2), (lon, lat - tall * (0.48 - lift)), (lon + wide, lat - tall * 0.2)]
        canvas.drawPath(curve(ball.trail(arc), pull=0.28), line(features.lash, width=features.lid_line * size))
        return
    # the lower lid sinks a little when the eye looks down and rises with a smile
    top, low = tall * opening, tall * 0.66 * (1 - 0.72 * expression.cheeks) * min(1.0, opening * 1.6)
    upper = [
        (lon - wide, lat),
        (lon - wide * 0.62, lat + top * 0.74),
        (lon, lat + top),
        (lon + wide * 0.62, lat + top * 0.74),
        (lon + wide, lat),
    ]
    lower = [(lon + wide * 0.58, lat - low * 0.82), (lon, lat - low), (lon - wide * 0.58, lat - low * 0.82)]
    shape = blob(ball.trail(upper + lower))
    canvas.drawPath(shape, fill(EYE_WHITE))
    with clipped(canvas, shape):
        _draw_iris(canvas, ball, features, expression, (lon, lat, wide, tall))
        shadow = [(lon - wide, lat + top * 0.25), (lon, lat + top * 0.84), (lon + wide, lat + top * 0.25)]
        rim = [(lon + wide, lat + top * 1.3), (lon - wide, lat + top * 1.3)]
        canvas.drawPath(blob(ball.trail(shadow + rim)), fill("#6b4a3a", alpha=0.16))
    canvas.drawPath(curve(ball.trail(upper)), line(features.lash, width=features.lid_line * size))
    if features.crease:
        fold = [
            (lon - wide * 0.75, lat + top * 0.62 + 3.4),
            (lon, lat + top + 3.8),
            (lon + wide * 0.75, lat + top * 0.62 + 3.4),
        ]
        canvas.drawPath(curve(ball.trail(fold)), line(features.shade, width=0.02 * size, alpha=0.4))
    if expression.cheeks > 0.2:
        fold = [(lon - wide * 0.6, lat - low - 3.2), (lon, lat - low - 4.2), (lon + wide * 0.6, lat - low - 3.2)]
        paint = line(features.shade, width=0.026 * size, alpha=0.8 * expression.cheeks)
        canvas.drawPath(curve(ball.trail(fold)), paint)


def _draw_iris(
    canvas: skia.Canvas,
    ball: Ball,
    features: Features,
    expression: Expression,
    eye: tuple[float, float, float, float],
) -> None:
    lon, lat, wide, tall = eye
    size = features.iris_size
    centre = (lon + expression.look[0] * (wide - size * 0.62), lat + tall * 0.10 + expression.look[1] * tall * 0.52)
    canvas.drawPath(_ring(ball, centre, size), fill(features.iris))
    canvas.drawPath(_ring(ball, centre, size * 0.55), fill(PUPIL))
    glint = ball.on(centre[0] - size * 0.34, centre[1] + size * 0.38)
    canvas.drawCircle(glint[0], glint[1], 0.038 * ball.radius, fill("#ffffff", alpha=0.95))


_RING = [(1.0, 0.0), (0.71, 0.71), (0.0, 1.0), (-0.71, 0.71), (-1.0, 0.0), (-0.71, -0.71), (0.0, -1.0), (0.71, -0.71)]


def _ring(ball: Ball, centre: Point, size: float) -> skia.Path:
    return blob(ball.trail([(centre[0] + size * x, centre[1] + size * y) for x, y in _RING]), pull=0.19)


def _draw_brow(canvas: skia.Canvas, ball: Ball, features: Features, expression: Expression, side: int) -> None:
    lon0, lat, wide, tall = features.eye
    lon = side * lon0
    base = lat + tall + features.brow_height + 6.5 * expression.brows
    inner = (lon - side * wide * 0.85, base - 0.2 + 5.5 * expression.inner_brows)
    middle = (lon + side * wide * 0.15, base + 2.0 + 1.2 * expression.brows)
    outer = (lon + side * wide * 1.12, base - 1.9 - 1.0 * expression.inner_brows)
    width = features.brow_width * ball.radius
    canvas.drawPath(curve(ball.trail([inner, middle, outer], lift=1.01), pull=0.22), line(features.brow, width=width))


def _draw_nose(canvas: skia.Canvas, ball: Ball, features: Features) -> None:
    lat, wide, out = features.nose
    ahead = 1 if ball.yaw >= 0 else -1
    places = [(ahead * wide * 0.55, lat + 5, out * 0.985), (ahead * wide * 0.75, lat - 0.5, out * 1.02)]
    places += [(ahead * wide * 0.35, lat - 5.5, out), (-ahead * wide * 0.75, lat - 4.2, out * 0.97)]
    points = [ball.on(lon, at, lift=lift) for lon, at, lift in places]
    tone = mix(features.skin, features.shade, share=0.95)
    canvas.drawPath(curve(points, pull=0.2), line(tone, width=0.036 * ball.radius))
