"""Faces: skin and ears, nose and the lines of a life; eyes and mouth have modules of their own."""

from __future__ import annotations

import math
from contextlib import nullcontext
from functools import lru_cache
from typing import Final

import skia

from vigwidgets.studio.drawing.ball import Ball, holds, wrap
from vigwidgets.studio.drawing.eyes import SHUT, draw_brow, draw_eye, lid_opening
from vigwidgets.studio.drawing.features import Expression, Features
from vigwidgets.studio.drawing.mouth import draw_mouth, mouth_ball
from vigwidgets.studio.drawing.paint import Point, clipped, curve, fill, glow, line, mix, oval

__all__ = ["SHUT", "draw_ear", "draw_features", "draw_skin", "lid_opening", "skull"]

_ROUND: Final = tuple(
    (math.cos(math.tau * step / 16) * 1.02, math.sin(math.tau * step / 16) * 1.02) for step in range(16)
)
_LINES_OUT: Final = 10.0
"""Degrees that the lines at an eye's corner reach beyond it."""
_SAFE, _SAFE_PITCH = 66.0, 24.0
"""Longitude and pitch up to which what lies on a face is well inside its outline."""


@lru_cache(maxsize=16)
def skull(ball: Ball, features: Features) -> skia.Path:
    """Return the outline of the head without hair and ears; do not change the path, it is shared."""
    return wrap(_skull_circles(ball, features))


def _skull_circles(ball: Ball, features: Features) -> list[tuple[float, float, float]]:
    return [ball.knob(*circle) for circle in (*features.crown, *features.jaw)]


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
        [(0, mix(features.skin, "#ffe3bd", share=0.10), 1), (0.52, features.skin, 1), (1, soft, 1)],
    )
    canvas.drawPath(outline, light)
    for side in (-1, 1):
        x, y, depth = ball.deep(side * 38, -27)
        if depth > 0.2:
            wide, tall = 0.33 * size * max(0.4, depth), 0.33 * size * 0.82
            ring = [(x + a * wide, y + b * tall) for a, b in _ROUND]
            within = holds(_skull_circles(ball, features), ring, margin=0.0)
            with nullcontext() if within else clipped(canvas, outline):
                _draw_cheek(canvas, (x, y), (wide, tall), features, warm=0.14 + 0.22 * cheeks)


def _draw_cheek(canvas: skia.Canvas, centre: Point, reach: Point, features: Features, *, warm: float) -> None:
    canvas.save()
    canvas.translate(*centre)
    canvas.scale(*reach)
    stops = [(0.0, features.blush, warm), (0.45, features.blush, warm * 0.7), (1.0, features.blush, 0.0)]
    canvas.drawCircle(0, 0, 1.0, glow((0, 0), 1.0, stops))
    canvas.restore()


def draw_ear(canvas: skia.Canvas, ball: Ball, features: Features, *, side: int) -> None:
    """Draw the ear of `side`, -1 or 1, unless the head hides it."""
    x, y, depth = ball.deep(side * 93, -9)
    if depth < -0.3:
        return
    tall = features.ear * ball.radius * 2
    canvas.save()
    canvas.translate(x, y)
    canvas.rotate(ball.roll - side * 6)
    code = mix(features.skin, features.shade, share=0.3)
    canvas.drawOval(oval((0, -tall * 0.06), tall * 0.64, tall * 0.88), fill(code))
    canvas.drawOval(oval((-side * tall * 0.06, tall * 0.26), tall * 0.40, tall * 0.46), fill(code))
    if depth > 0.1:
        inner = [(-0.10, -0.22), (0.12, -0.26), (0.13, 0.04), (-0.02, 0.18)]
        path = curve([(side * across * tall, down * tall) for across, down in inner])
        canvas.drawPath(path, line(features.shade, width=0.035 * ball.radius))
    canvas.restore()


def draw_features(canvas: skia.Canvas, ball: Ball, features: Features, expression: Expression) -> None:
    """Draw eyes, brows, nose and mouth over the skin."""
    far_first = (1, -1) if ball.yaw >= 0 else (-1, 1)
    # a clip makes everything in it dear: it is wanted where the face turns away
    with clipped(canvas, skull(ball, features)) if _nears_rim(ball, features) else nullcontext():
        if features.lines > 0:
            _draw_lines(canvas, ball, features, expression)
        for side in far_first:
            draw_eye(canvas, ball, features, expression, side=side)
        _draw_gleam(canvas, ball, features)
    _draw_nose(canvas, ball, features)
    draw_mouth(canvas, ball, features, expression)
    for side in far_first:
        draw_brow(canvas, ball, features, expression, side=side)


def _nears_rim(ball: Ball, features: Features) -> bool:
    """Return whether an eye, or the lines beside it, may pass the outline of the head."""
    return abs(ball.yaw) + features.eye[0] + features.eye[2] + _LINES_OUT > _SAFE or abs(ball.pitch) > _SAFE_PITCH


def _draw_lines(canvas: skia.Canvas, ball: Ball, features: Features, expression: Expression) -> None:
    """Draw what years leave: beside the mouth, at the eyes' outer corners, on the forehead."""
    lon, lat, wide, _ = features.eye
    size, place = ball.radius, mouth_ball(ball, features)
    low, half = features.mouth
    paint = line(features.shade, width=0.022 * size, alpha=min(0.7, 0.2 + 0.35 * features.lines))
    for side in (-1, 1):
        fold = [(side * half * 0.98, low + 14), (side * half * 1.30, low + 7), (side * half * 1.42, low - 1)]
        canvas.drawPath(curve(place.trail(fold)), paint)
        if features.lines > 0.45:
            out = lon + wide
            for up in (3.0, -2.5):
                ray = [(side * (out + 3), lat + up * 0.5), (side * (out + 9), lat + up * 1.5 + 2 * expression.cheeks)]
                canvas.drawPath(curve(ball.trail(ray)), paint)
    if features.lines > 0.45:
        for up in (34.0, 41.0):
            arc: list[Point] = [(-20, up - 1.5), (-7, up + 0.6), (7, up), (20, up - 1.8)]
            shown = line(features.shade, width=0.02 * size, alpha=0.22 + 0.3 * expression.brows)
            canvas.drawPath(curve(ball.trail(arc)), shown)


def _draw_gleam(canvas: skia.Canvas, ball: Ball, features: Features) -> None:
    """Draw the light on the tip of the nose."""
    lat, _, out = features.nose
    x, y = ball.on(0, lat - 0.5, lift=out)
    gleam = [(0.0, mix(features.skin, "#ffe3bd", share=0.45), 0.55), (1.0, features.skin, 0.0)]
    spot = (0.10 + 0.05 * features.nose_round) * ball.radius
    canvas.drawCircle(x - 0.03 * ball.radius, y, spot, glow((x - 0.03 * ball.radius, y), spot, gleam))


def _draw_nose(canvas: skia.Canvas, ball: Ball, features: Features) -> None:
    lat, wide, out = features.nose
    size = ball.radius
    broad = wide * (0.85 + 0.5 * features.nose_round)
    tone = mix(features.skin, features.shade, share=0.95)
    turned = max(-1.0, min(1.0, ball.yaw / 14))
    base = [(-broad, -2.2, 0.96), (-broad * 0.86, -5.0, 0.97), (-broad * 0.3, -5.0, 1.0), (0, -6.0, 1.0)]
    base += [(-lon, at, share) for lon, at, share in reversed(base[:-1])]
    # the wing that is turned away hides behind the tip
    shown = base[2:] if turned < -0.6 else base[:5] if turned > 0.6 else base
    points = [ball.on(lon, lat + at, lift=1 + (out - 1) * share * 1.02) for lon, at, share in shown]
    canvas.drawPath(curve(points, pull=0.2), line(tone, width=0.034 * size))
    ahead = 1 if turned >= 0 else -1
    bridge = [(ahead * wide * 0.45, lat + 7, out * 0.97), (ahead * wide * 0.70, lat - 0.2, out * 1.01)]
    bridge += [(ahead * broad * 0.34, lat - 5.2, out)]
    points = [ball.on(lon, at, lift=lift) for lon, at, lift in bridge]
    if abs(turned) > 0.15:
        canvas.drawPath(curve(points, pull=0.2), line(tone, width=0.034 * size, alpha=abs(turned)))
