"""A hood that is pulled up over the head."""

from __future__ import annotations

from dataclasses import dataclass

import skia

from vigwidgets.studio.drawing.ball import Ball, wrap
from vigwidgets.studio.drawing.face import skull
from vigwidgets.studio.drawing.features import Expression, Features
from vigwidgets.studio.drawing.paint import blob, clipped, curve, fill, line, mix
from vigwidgets.studio.people.hair.cap import lit

_OPENING = (
    (0, 56), (26, 54), (50, 43), (68, 21), (74, -4), (72, -28), (60, -54), (34, -84), (0, -88),
    (-34, -84), (-60, -54), (-72, -28), (-74, -4), (-68, 21), (-50, 43), (-26, 54),
)  # fmt: skip
_FOLDS = (((52, 52), (76, 40), (98, 16), (112, -14)), ((24, 66), (66, 60), (104, 38), (126, 8)))
_DARK = "#1d1c24"


@dataclass(frozen=True, slots=True)
class HoodBack:
    """What of the hood stands behind head and neck; `back` is how far it was pushed off, 0 to 1."""

    code: str
    back: float = 0.0

    def __call__(self, canvas: skia.Canvas, ball: Ball, _features: Features, _expression: Expression) -> None:
        """Draw it behind the trunk."""
        knobs = ((0.0, 0.08, -0.20, 1.14), (0.0, -0.35, -0.42, 0.92), (0.0, -0.95, -0.40, 0.58))
        shape = wrap([ball.knob(x, y - 0.35 * self.back, z - 0.2 * self.back, size) for x, y, z, size in knobs])
        canvas.drawPath(shape, fill(mix(self.code, _DARK, share=0.30)))


@dataclass(frozen=True, slots=True)
class Hood:
    """The hood about the face, open below the chin; `back` is how far it was pushed off, 0 to 1."""

    code: str
    back: float = 0.0

    def __call__(self, canvas: skia.Canvas, ball: Ball, features: Features, _expression: Expression) -> None:
        """Draw it over skin and hair."""
        size, back = ball.radius, self.back
        # the last one comes round under the chin: without it the rim would end at the cheek of a turned head
        knobs = ((0.12, -0.06, 1.15), (-0.05, -0.24, 1.13), (-0.72, -0.18, 0.72), (-0.64, 0.22, 0.61))
        hood = wrap([ball.knob(0, y - 0.35 * back, z - 0.3 * back, wide) for y, z, wide in knobs])
        lifted = [(lon * (1 + 0.5 * back), min(88.0, lat + 34 * back if lat > 0 else lat)) for lon, lat in _OPENING]
        opening = blob([ball.on(lon, lat, lift=1.09 if lat < -40 else 1.03 + 0.12 * back) for lon, lat in lifted])
        with clipped(canvas, opening), clipped(canvas, skull(ball, features)):
            canvas.drawPath(opening, line(mix(self.code, _DARK, share=0.55), width=0.16 * size, alpha=0.35))
        with clipped(canvas, opening), clipped(canvas, skull(ball, features), outside=True):
            canvas.drawPath(hood, fill(mix(self.code, _DARK, share=0.24)))
        with clipped(canvas, opening, outside=True):
            canvas.drawPath(hood, lit(ball, self.code, shine=0.10))
            with clipped(canvas, hood):
                dark = line(mix(self.code, _DARK, share=0.40), width=0.026 * size, alpha=0.6)
                for fold in _FOLDS:
                    for way in (1, -1):
                        canvas.drawPath(curve(ball.trail([(way * lon, lat) for lon, lat in fold], lift=1.12)), dark)
        with clipped(canvas, hood):
            canvas.drawPath(opening, line(mix(self.code, "#ffffff", share=0.12), width=0.07 * size))
