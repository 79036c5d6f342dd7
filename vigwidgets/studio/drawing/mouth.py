"""Mouths: at rest, smiling, speaking."""

from __future__ import annotations

import skia

from vigwidgets.studio.drawing.ball import Ball
from vigwidgets.studio.drawing.features import EYE_WHITE, MOUTH, TONGUE, Expression, Features
from vigwidgets.studio.drawing.paint import Point, blob, clipped, curve, fill, line, mix, oval


def mouth_ball(ball: Ball, features: Features) -> Ball:
    """Return the less turned ball a mouth is drawn on: wrapped on the whole ball it would leer."""
    calm = Ball(ball.x, ball.y, ball.radius, ball.yaw * 0.62, ball.pitch * 0.55, ball.roll, ball.wide, ball.tall)
    want, have = ball.on(0, features.mouth[0], lift=1.02), calm.on(0, features.mouth[0], lift=1.02)
    return Ball(
        ball.x + (want[0] - have[0]) * 0.9,
        ball.y + (want[1] - have[1]) * 0.88,
        ball.radius,
        calm.yaw,
        calm.pitch,
        calm.roll,
        ball.wide,
        ball.tall,
    )


def draw_mouth(canvas: skia.Canvas, ball: Ball, features: Features, expression: Expression) -> None:
    """Draw lips, teeth and tongue, and the folds of a smile."""
    place = mouth_ball(ball, features)
    lat, half = features.mouth
    smile, opening = expression.smile, expression.mouth
    wide = half * (1 + 0.36 * smile - 0.42 * expression.round - 0.10 * expression.worry)
    corner, middle = lat + smile * 5.0 - 1.9 * expression.worry, lat - smile * 3.4 + 0.7 * expression.worry
    size = ball.radius
    bow = middle + (corner - middle) * 0.30
    if opening < 0.06:
        rest: list[Point] = [(-wide, corner), (-wide * 0.55, bow), (0, middle), (wide * 0.55, bow), (wide, corner)]
        _draw_lips(canvas, place, features, rest, expression)
        canvas.drawPath(curve(place.trail(rest, lift=1.02)), line(features.lip, width=0.040 * size))
    else:
        _draw_open(canvas, place, features, expression, (wide, corner, middle))
    under = middle - 7.5 - 3 * features.lips - opening * 13
    shadow = [(-wide * 0.3, under), (0, under - 0.9), (wide * 0.3, under)]
    canvas.drawPath(curve(place.trail(shadow, lift=1.02)), line(features.shade, width=0.03 * size, alpha=0.45))
    if smile > 0.4:
        _draw_folds(canvas, place, features, (wide, corner), strength=0.75 * (smile - 0.3))


def _draw_folds(
    canvas: skia.Canvas, place: Ball, features: Features, mouth: tuple[float, float], *, strength: float
) -> None:
    wide, corner = mouth
    paint = line(features.shade, width=0.026 * place.radius, alpha=strength)
    for side in (-1, 1):
        fold = [
            (side * (wide + 2.0), corner + 3.2),
            (side * (wide + 3.6), corner - 0.6),
            (side * (wide + 2.2), corner - 3.8),
        ]
        canvas.drawPath(curve(place.trail(fold, lift=1.01)), paint)


def _draw_lips(canvas: skia.Canvas, place: Ball, features: Features, rest: list[Point], expression: Expression) -> None:
    """Draw the red of closed lips about the line between them."""
    full = features.lips * (1 + 0.4 * expression.round)
    if full <= 0:
        return
    wide, middle = rest[-1][0], rest[2][1]
    low: list[Point] = [(wide * 0.5, middle - 3.4 * full - 0.6), (0, middle - 5.2 * full - 1.0)]
    low.append((-wide * 0.5, low[0][1]))
    high: list[Point] = [(wide * 0.5, rest[3][1] + 1.6 * full), (wide * 0.16, middle + 3.0 * full)]
    high += [(0, middle + 2.2 * full), (-wide * 0.16, high[1][1]), (-wide * 0.5, high[0][1])]
    shape = blob(place.trail([rest[0], *reversed(high), rest[-1], *low], lift=1.02))
    canvas.drawPath(shape, fill(_red(features), alpha=0.9))


def _red(features: Features) -> str:
    """Return the colour of the lips' red: between skin, the line of the lips and warm cheeks."""
    return mix(mix(features.skin, features.lip, share=0.42), features.blush, share=0.30)


def _draw_open(
    canvas: skia.Canvas, place: Ball, features: Features, expression: Expression, mouth: tuple[float, float, float]
) -> None:
    wide, corner, middle = mouth
    opening, size = expression.mouth, place.radius
    top, low = middle + opening * 3.6, middle - opening * (15 + 3 * expression.round)
    upper = top + (corner - top) * 0.34
    lips = [(-wide, corner), (-wide * 0.55, upper), (0, top), (wide * 0.55, upper), (wide, corner)]
    side, near = low + (corner - low) * 0.42, low + (corner - low) * 0.05
    lips += [(wide * 0.86, side), (wide * 0.52, near), (0, low), (-wide * 0.52, near), (-wide * 0.86, side)]
    shape = blob(place.trail(lips, lift=1.02))
    canvas.drawPath(shape, line(_red(features), width=(0.03 + 0.045 * features.lips) * size))
    canvas.drawPath(shape, fill(MOUTH))
    with clipped(canvas, shape):
        x, y = place.on(0, low - 1.5, lift=1.02)
        canvas.drawOval(oval((x, y), wide / 57 * 1.15 * size, (0.05 + 0.13 * opening) * size), fill(TONGUE))
        if expression.teeth > 0.1:
            edge = top - 1.2 - 1.8 * expression.teeth
            row = [
                (-wide * 0.7, top + 5),
                (wide * 0.7, top + 5),
                (wide * 0.62, edge + 0.8),
                (0, edge),
                (-wide * 0.62, edge + 0.8),
            ]
            canvas.drawPath(blob(place.trail(row, lift=1.02)), fill(EYE_WHITE))
    canvas.drawPath(shape, line(features.lip, width=0.022 * size))
