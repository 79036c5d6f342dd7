"""What is worn or grows on a head besides its hair: glasses, hearing aid, ear defenders, freckles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import skia

from vigwidgets.studio.drawing.ball import Ball
from vigwidgets.studio.drawing.face import skull
from vigwidgets.studio.drawing.features import Expression, Features
from vigwidgets.studio.drawing.paint import Point, blob, clipped, curve, fill, line, mix, oval, slope

_ROUND: Final = (
    (1.0, 0.0), (0.87, 0.5), (0.5, 0.87), (0.0, 1.0), (-0.5, 0.87), (-0.87, 0.5),
    (-1.0, 0.0), (-0.87, -0.5), (-0.5, -0.87), (0.0, -1.0), (0.5, -0.87), (0.87, -0.5),
)  # fmt: skip
_SOFT: Final = (
    (1.0, 0.2),
    (0.86, 0.84),
    (0.0, 0.94),
    (-0.86, 0.84),
    (-1.0, 0.2),
    (-0.78, -0.74),
    (0.0, -0.98),
    (0.78, -0.74),
)
_SPOTS: Final = (
    (8, -17), (14, -20), (20, -16), (26, -21), (32, -17), (38, -22), (18, -25), (27, -27), (11, -23), (2, -13),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Glasses:
    """A pair of glasses.

    Attributes:
        code: Colour of the rims.
        circular: Round rims, else soft corners.
        reach: Half width and half height of a rim in degrees.
        thick: Stroke of the rims in radii.
        arm: Longitude where a temple ends, or hides in the hair.
    """

    code: str
    circular: bool = True
    reach: Point = (18.0, 17.5)
    thick: float = 0.036
    arm: float = 90.0

    def __call__(self, canvas: skia.Canvas, ball: Ball, features: Features, _expression: Expression) -> None:
        """Draw rims, bridge and the temple that is seen."""
        lon, lat = features.eye[:2]
        wide, tall = self.reach
        rim = line(self.code, width=self.thick * ball.radius)
        shape = _ROUND if self.circular else _SOFT
        for side in (-1, 1):
            ring = [(side * (lon + wide * x), lat + 0.5 + tall * y) for x, y in shape]
            canvas.drawPath(blob(ball.trail(ring, lift=1.05)), rim)
            if ball.deep(side * 90, lat)[2] > -0.15:
                start = lon + wide
                arm = [
                    (side * lon_, lat + up) for lon_, up in ((start, 5), ((start + self.arm) / 2, 4.5), (self.arm, 3))
                ]
                canvas.drawPath(curve(ball.trail(arm, lift=1.04)), rim)
        inner = lon - wide
        bridge = [(-inner, lat + 4), (0, lat + 7), (inner, lat + 4)]
        canvas.drawPath(curve(ball.trail(bridge, lift=1.08)), rim)


@dataclass(frozen=True, slots=True)
class HearingAid:
    """A small hearing aid behind the ear of `side`, with its clear tube."""

    code: str
    side: int = 1

    def __call__(self, canvas: skia.Canvas, ball: Ball, features: Features, _expression: Expression) -> None:
        """Draw it when its ear is seen."""
        x, y, depth = ball.deep(self.side * 93, -9)
        if depth < -0.2:
            return
        tall = features.ear * ball.radius * 2
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(ball.roll)
        canvas.scale(-self.side, 1)
        hook = [(-0.20, 0.20), (-0.36, -0.06), (-0.28, -0.40), (0.0, -0.56), (0.18, -0.44)]
        points = [(a * tall, b * tall) for a, b in hook]
        canvas.drawPath(curve(points[2:]), line(mix(self.code, "#e9dff2", share=0.45), width=0.045 * ball.radius))
        canvas.drawPath(curve(points[:4]), line(mix(self.code, "#2a1838", share=0.35), width=0.105 * ball.radius))
        canvas.drawPath(curve(points[:4]), line(self.code, width=0.08 * ball.radius))
        canvas.restore()


@dataclass(frozen=True, slots=True)
class EarDefenders:
    """Ear defenders on the ears: two cups and a band over the head."""

    code: str

    def __call__(self, canvas: skia.Canvas, ball: Ball, features: Features, _expression: Expression) -> None:
        """Draw them last, over hair and ears."""
        for side in (-1, 1) if ball.yaw >= 0 else (1, -1):
            x, y, depth = ball.deep(side * 93, -8, lift=1.06)
            if depth > -0.08:
                self._draw_half(canvas, ball, (x, y), wide=0.34 + 0.30 * max(0.0, depth), side=side)
                continue
            with clipped(canvas, skull(ball, features), outside=True):
                self._draw_half(canvas, ball, (x, y), wide=0.34, side=side)

    def _draw_half(self, canvas: skia.Canvas, ball: Ball, cup: Point, *, wide: float, side: int) -> None:
        """Draw one cup and the band from it up to the crown."""
        size = ball.radius
        band = [(93, 4), (92, 24), (91, 46), (90, 68), (90, 80), (90, 90)]
        path = curve([ball.deep(side * lon, lat, lift=1.15)[:2] for lon, lat in band])
        canvas.drawPath(path, line(mix(self.code, "#10202e", share=0.45), width=0.115 * size))
        canvas.drawPath(path, line(mix(self.code, "#8fb4d0", share=0.10), width=0.075 * size))
        _draw_cup(canvas, cup, size, self.code, wide=wide, roll=ball.roll)


@dataclass(frozen=True, slots=True)
class NeckDefenders:
    """Ear defenders that lie round the neck, ready to be put on; `behind` draws the band at the nape."""

    code: str
    behind: bool = False

    def __call__(self, canvas: skia.Canvas, ball: Ball, features: Features, _expression: Expression) -> None:
        """Draw them where the neck is, whichever way the head is turned."""
        size = ball.radius
        x, y = ball.x - 0.18 * size * ball.yaw / 30, ball.y + 1.22 * size
        if self.behind:
            band = [
                (x - 0.62 * size, y),
                (x - 0.46 * size, y - 0.30 * size),
                (x + 0.46 * size, y - 0.30 * size),
                (x + 0.62 * size, y),
            ]
            canvas.drawPath(curve(band), line(mix(self.code, "#10202e", share=0.35), width=0.10 * size))
            return
        with clipped(canvas, skull(ball, features), outside=True):
            for side in (-1, 1):
                _draw_cup(canvas, (x + side * 0.50 * size, y + 0.06 * size), size, self.code, wide=0.30, roll=side * 24)


def _draw_cup(canvas: skia.Canvas, centre: Point, size: float, code: str, *, wide: float, roll: float) -> None:
    canvas.save()
    canvas.translate(*centre)
    canvas.rotate(roll)
    canvas.scale(size, size)
    tall = 0.56
    shade = slope(
        (-wide / 2, -tall / 2), (wide / 2, tall / 2), [(0, mix(code, "#a8cbe4", share=0.35), 1), (1, code, 1)]
    )
    cushion = skia.Rect.MakeXYWH(-wide / 2 - 0.035, -tall / 2 - 0.03, wide + 0.07, tall + 0.06)
    canvas.drawRoundRect(cushion, wide * 0.5, 0.24, fill(mix(code, "#10202e", share=0.5)))
    canvas.drawRoundRect(skia.Rect.MakeXYWH(-wide / 2, -tall / 2, wide, tall), wide * 0.46, 0.22, shade)
    canvas.drawRoundRect(
        skia.Rect.MakeXYWH(-wide * 0.28, -tall * 0.28, wide * 0.56, tall * 0.56), wide * 0.26, 0.14,
        line(mix(code, "#10202e", share=0.3), width=0.02),
    )  # fmt: skip
    canvas.restore()


@dataclass(frozen=True, slots=True)
class Freckles:
    """Freckles over nose and cheeks."""

    code: str

    def __call__(self, canvas: skia.Canvas, ball: Ball, features: Features, _expression: Expression) -> None:
        """Draw them over the skin."""
        paint = fill(self.code, alpha=0.5)
        with clipped(canvas, skull(ball, features)):
            for index, (lon, lat) in enumerate(_SPOTS):
                for side in (-1, 1):
                    x, y, depth = ball.deep(side * lon + (index % 3 - 1), lat + (side * index % 2))
                    if depth > 0.15:
                        canvas.drawOval(oval((x, y), 0.044 * ball.radius * depth, 0.036 * ball.radius), paint)
