"""Faces: eyes that look, lids that follow, brows, nose and a mouth that speaks."""

from __future__ import annotations

from dataclasses import dataclass

import skia

from vigwidgets.studio.ball import Ball
from vigwidgets.studio.paint import Point, blob, clipped, curve, fill, glow, hull, line, mix, oval

EYE_WHITE = "#fffaf2"
PUPIL = "#1b1416"
MOUTH = "#5d2327"
TONGUE = "#c9605e"
SHUT = 0.14
"""Lid opening below which an eye is drawn as one line."""


@dataclass(frozen=True, slots=True)
class Features:
    """How a person's face is made; places are degrees on the ball, widths degrees or radii.

    Attributes:
        skin: Base colour.
        shade: Skin out of the light.
        blush: Cheek colour.
        lip: Line of the lips.
        iris: Eye colour.
        lash: Upper lid line.
        brow: Brow colour.
        jaw: Circles (x, y, z, size in radii) that shape cheeks and chin.
        eye: Longitude, latitude, half width, half height of an eye.
        iris_size: Half width of the iris.
        brow_height: Degrees above the eye's top.
        brow_width: Stroke in radii.
        nose: Latitude, half width and how far it stands out.
        mouth: Latitude and half width.
        ear: Size in radii.
        lid_line: Stroke of the upper lid in radii.
        crease: Whether a line above the lid is drawn.
    """

    skin: str
    shade: str
    blush: str
    lip: str
    iris: str
    lash: str
    brow: str
    jaw: tuple[tuple[float, float, float, float], ...]
    eye: tuple[float, float, float, float]
    iris_size: float
    brow_height: float
    brow_width: float
    nose: tuple[float, float, float]
    mouth: tuple[float, float]
    ear: float
    lid_line: float
    crease: bool


@dataclass(frozen=True, slots=True)
class Expression:
    """What a face does in one frame.

    Attributes:
        look: Where the iris stands in its eye, right and up, each -1 to 1.
        lids: Opening, 0.9 at rest, 1.15 wide.
        blink: 0 open to 1 shut.
        smile: 0 to 1, corners up.
        cheeks: 0 to 1, lower lids up.
        brows: 0 at rest to 1 lifted.
        inner_brows: 0 to 1, inner ends lifted.
        mouth: Opening 0 to 1.
        round: Lips drawn together 0 to 1.
        teeth: 0 to 1.
    """

    look: Point = (0.0, 0.0)
    lids: float = 0.9
    blink: float = 0.0
    smile: float = 0.3
    cheeks: float = 0.1
    brows: float = 0.2
    inner_brows: float = 0.25
    mouth: float = 0.0
    round: float = 0.0
    teeth: float = 0.0


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
        inner = curve([(x - side * tall * 0.10, y - tall * 0.22), (x + side * tall * 0.10, y - tall * 0.24), (x + side * tall * 0.10, y + tall * 0.06), (x - side * tall * 0.02, y + tall * 0.20)])
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
    _draw_mouth(canvas, ball, features, expression)


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
        fold = [(lon - wide * 0.75, lat + top * 0.62 + 3.4), (lon, lat + top + 3.8), (lon + wide * 0.75, lat + top * 0.62 + 3.4)]
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
    middle = (lon + side * wide * 0.15, base + 2.6 + 1.5 * expression.brows)
    outer = (lon + side * wide * 1.12, base - 2.4 - 1.5 * expression.inner_brows)
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


def _draw_mouth(canvas: skia.Canvas, ball: Ball, features: Features, expression: Expression) -> None:
    place = mouth_ball(ball, features)
    lat, half = features.mouth
    smile, opening = expression.smile, expression.mouth
    wide = half * (1 + 0.34 * smile - 0.42 * expression.round)
    corner, middle = lat + smile * 5.0, lat - smile * 3.6
    size = ball.radius
    lip = line(features.lip, width=0.042 * size)
    bow = middle + (corner - middle) * 0.30
    if opening < 0.06:
        rest = [(-wide, corner), (-wide * 0.55, bow), (0, middle), (wide * 0.55, bow), (wide, corner)]
        canvas.drawPath(curve(place.trail(rest, lift=1.02)), lip)
    else:
        top, low = middle + opening * 3.6, middle - opening * (14 + 3 * expression.round)
        upper = top + (corner - top) * 0.34
        lips = [(-wide, corner), (-wide * 0.55, upper), (0, top), (wide * 0.55, upper), (wide, corner)]
        side, near = low + (corner - low) * 0.48, low + (corner - low) * 0.08
        lips += [(wide * 0.84, side), (wide * 0.48, near), (0, low), (-wide * 0.48, near), (-wide * 0.84, side)]
        shape = blob(place.trail(lips, lift=1.02))
        canvas.drawPath(shape, fill(MOUTH))
        with clipped(canvas, shape):
            if expression.teeth > 0.1:
                edge = top - 1.2 - 1.8 * expression.teeth
                row = [(-wide * 0.7, top + 5), (wide * 0.7, top + 5), (wide * 0.62, edge + 0.8), (0, edge), (-wide * 0.62, edge + 0.8)]
                canvas.drawPath(blob(place.trail(row, lift=1.02)), fill(EYE_WHITE))
            x, y = place.on(0, low - 1.5, lift=1.02)
            canvas.drawOval(oval((x, y), 0.32 * size, 0.17 * size), fill(TONGUE))
        canvas.drawPath(shape, line(features.lip, width=0.03 * size))
    under = middle - 7.5 - opening * 13
    shadow = [(-wide * 0.3, under), (0, under - 0.9), (wide * 0.3, under)]
    canvas.drawPath(curve(place.trail(shadow, lift=1.02)), line(features.shade, width=0.03 * size, alpha=0.45))
    if smile > 0.4:
        for side in (-1, 1):
            fold = [(side * (wide + 2.0), corner + 3.2), (side * (wide + 3.6), corner - 0.6), (side * (wide + 2.2), corner - 3.8)]
            paint = line(features.shade, width=0.026 * size, alpha=0.75 * (smile - 0.3))
            canvas.drawPath(curve(place.trail(fold, lift=1.01)), paint)
