"""Beards and moustaches; they move with the mouth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import skia

from vigwidgets.studio.drawing.ball import Ball, wrap
from vigwidgets.studio.drawing.features import Expression, Features
from vigwidgets.studio.drawing.mouth import mouth_ball
from vigwidgets.studio.drawing.paint import Point, blob, clipped, fill, line, mix
from vigwidgets.studio.people.hair.cap import lit

_UNDER: Final[tuple[Point, ...]] = ((-104, -18), (-60, -86), (0, -92), (60, -86), (104, -18))
_CHEEK: Final[tuple[Point, ...]] = (
    (97, 12),
    (80, 0),
    (70, -20),
    (56, -31),
    (38, -35),
    (24, -33),
    (12, -31),
    (0, -32.5),
)


@dataclass(frozen=True, slots=True)
class Beard:
    """A short full beard with its moustache."""

    code: str

    def __call__(self, canvas: skia.Canvas, ball: Ball, features: Features, expression: Expression) -> None:
        """Draw it over the skin and under the mouth."""
        size, open_ = ball.radius, expression.mouth
        chin = [ball.knob(x, y - 0.02 - 0.04 * open_, z, r + 0.035) for x, y, z, r in features.jaw]
        whole = wrap([ball.knob(0, 0.0, -0.02, 1.0), *chin])
        edge = list(_CHEEK) + [(-lon, lat) for lon, lat in reversed(_CHEEK[:-1])]
        shape = blob([*ball.trail(edge), *ball.trail(_UNDER, lift=1.45)], pull=0.14)
        with clipped(canvas, whole):
            canvas.drawPath(shape, lit(ball, self.code, shine=0.15))
            canvas.drawPath(
                self._hairs(ball), line(mix(self.code, "#ffe0b0", share=0.25), width=0.016 * size, alpha=0.5)
            )
        place = mouth_ball(ball, features)
        lat, half = features.mouth
        bare = [(-half * 0.8, lat), (0, lat + 3.2), (half * 0.8, lat), (half * 0.5, lat - 5.0 - 9 * open_)]
        bare += [(0, lat - 6.8 - 13 * open_), (-half * 0.5, lat - 5.0 - 9 * open_)]
        canvas.drawPath(blob(place.trail(bare, lift=1.02)), fill(mix(features.skin, self.code, share=0.35)))

    def _hairs(self, ball: Ball) -> skia.Path:
        hairs, size = skia.Path(), ball.radius
        for row, lat in enumerate((-42, -52, -62, -72)):
            for lon in range(-84, 85, 12):
                x, y, depth = ball.deep(lon + 6 * (row % 2), lat)
                if depth > 0.1:
                    hairs.moveTo(x, y)
                    hairs.lineTo(x - 0.02 * size * (lon / 60), y + 0.06 * size)
        return hairs


@dataclass(frozen=True, slots=True)
class Moustache:
    """A trimmed moustache.

    Attributes:
        code: Its colour.
        wide: Half its width against half the mouth's.
        thick: Degrees from its foot up.
        up: Degrees it sits higher than close above the lips.
        lift: How much its tips rise with a smile: 1 as the corners of the mouth do.
    """

    code: str
    wide: float = 1.15
    thick: float = 7.5
    up: float = 0.0
    lift: float = 1.0

    def __call__(self, canvas: skia.Canvas, ball: Ball, features: Features, expression: Expression) -> None:
        """Draw it over the upper lip; it lifts with a smile and leaves the lips to be seen."""
        place, size = mouth_ball(ball, features), ball.radius
        lat, half = features.mouth
        foot = lat + self.up + 4.2 - 1.4 * expression.smile + 3.6 * expression.mouth
        out = half * self.wide * (1 + 0.16 * expression.smile - 0.2 * expression.round)
        rise = 5.0 * self.lift * expression.smile
        right: list[Point] = [
            (0, foot + self.thick * 0.85),
            (out * 0.45, foot + self.thick + rise * 0.2),
            (out, foot + rise * 0.9 + 2.4),
        ]
        right += [(out * 0.5, foot + rise * 0.3), (0, foot + 0.2)]
        left: list[Point] = [(-lon, up) for lon, up in reversed(right[1:-1])]
        canvas.drawPath(blob(place.trail([*right, *left], lift=1.05), pull=0.15), fill(self.code))
        hairs = skia.Path()
        for share in (-0.75, -0.5, -0.25, 0.25, 0.5, 0.75):
            a = place.on(out * share * 0.8, foot + self.thick * 0.75 - abs(share) * 2, lift=1.05)
            b = place.on(out * share, foot + 1.6 + rise * 0.3 * abs(share), lift=1.05)
            hairs.moveTo(*a)
            hairs.lineTo(*b)
        canvas.drawPath(hairs, line(mix(self.code, "#6d6258", share=0.35), width=0.016 * size, alpha=0.55))
