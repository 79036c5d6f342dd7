"""A headscarf that frames the face and lies in folds about the neck."""

from __future__ import annotations

from dataclasses import dataclass

import skia

from vigwidgets.studio.drawing.ball import Ball, wrap
from vigwidgets.studio.drawing.face import skull
from vigwidgets.studio.drawing.features import Expression, Features
from vigwidgets.studio.drawing.paint import blob, clipped, curve, fill, line, mix
from vigwidgets.studio.people.hair.cap import lit

_FACE = (
    (0, 44), (24, 41), (46, 30), (60, 12), (66, -8), (64, -28), (54, -48), (34, -66), (0, -76),
    (-34, -66), (-54, -48), (-64, -28), (-66, -8), (-60, 12), (-46, 30), (-24, 41),
)  # fmt: skip
_FOLDS = (
    ((30, 46), (58, 38), (84, 18), (104, -8)),
    ((10, 58), (48, 58), (88, 40), (116, 10)),
    ((-30, 46), (-58, 38), (-84, 18), (-104, -8)),
    ((-10, 58), (-48, 58), (-88, 40), (-116, 10)),
)


@dataclass(frozen=True, slots=True)
class ScarfBack:
    """What of the scarf hangs behind the head."""

    code: str

    def __call__(self, canvas: skia.Canvas, ball: Ball, _features: Features, _expression: Expression) -> None:
        """Draw it behind the trunk."""
        knobs = ((0.0, 0.10, -0.22, 1.06), (0.0, -0.55, -0.55, 0.72))
        x, y = ball.x, ball.y + 1.18 * ball.radius
        shape = wrap([*(ball.knob(*knob) for knob in knobs), (x, y, 0.62 * ball.radius)])
        canvas.drawPath(shape, fill(mix(self.code, "#22101e", share=0.25)))


@dataclass(frozen=True, slots=True)
class Scarf:
    """The scarf round face, chin and neck; `pin` is the colour of the small pin at the side."""

    code: str
    pin: str = "#d9ad4a"

    def __call__(self, canvas: skia.Canvas, ball: Ball, features: Features, _expression: Expression) -> None:
        """Draw it over the skin."""
        size = ball.radius
        chin = ball.knob(0, -0.62, 0.30, 0.60)
        neck = [(ball.x + 0.04 * (chin[0] - ball.x), ball.y + 1.18 * size, 0.60 * size)]
        hood = wrap([ball.knob(0, 0.10, -0.05, 1.09), ball.knob(0, -0.05, -0.2, 1.07), chin, *neck])
        # the chin stands out from the ball: below, the opening keeps clear of it
        face = blob([ball.on(lon, lat, lift=1.07 if lat < -40 else 1.0) for lon, lat in _FACE])
        canvas.drawPath(face, line(features.shade, width=0.08 * size, alpha=0.35))
        with clipped(canvas, face), clipped(canvas, skull(ball, features), outside=True):
            canvas.drawPath(hood, fill(mix(self.code, "#22101e", share=0.35)))
        with clipped(canvas, face, outside=True):
            canvas.drawPath(hood, lit(ball, self.code, shine=0.18))
            with clipped(canvas, hood):
                dark = line(mix(self.code, "#22101e", share=0.42), width=0.024 * size, alpha=0.7)
                for fold in _FOLDS:
                    canvas.drawPath(curve(ball.trail(fold, lift=1.05)), dark)
                self._draw_wrap(canvas, ball, chin, dark)
        canvas.drawPath(face, line(mix(self.code, "#ffdca8", share=0.16), width=0.04 * size))

    def _draw_wrap(self, canvas: skia.Canvas, ball: Ball, chin: tuple[float, float, float], dark: skia.Paint) -> None:
        """Draw the folds below the chin and the pin."""
        size, low = ball.radius, chin[1] + chin[2]
        x = ball.x + 0.45 * (chin[0] - ball.x)
        for index, drop in enumerate((0.10, 0.30, 0.50)):
            y = low + drop * size
            fold = [
                (x - 0.72 * size, y - (0.34 - 0.06 * index) * size),
                (x - 0.1 * size, y),
                (x + 0.72 * size, y - 0.30 * size),
            ]
            canvas.drawPath(curve(fold), dark)
        px, py = x + 0.46 * size, low - 0.02 * size
        canvas.drawCircle(px, py, 0.045 * size, fill(self.pin))
        canvas.drawCircle(px - 0.012 * size, py - 0.014 * size, 0.016 * size, fill("#ffe9b8", alpha=0.8))
