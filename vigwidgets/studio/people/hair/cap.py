"""The cap: hair that lies close to the head, with a hairline, a nape and strands."""

from __future__ import annotations

import math
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Final

import skia

from vigwidgets.studio.drawing.ball import Ball, holds, wrap
from vigwidgets.studio.drawing.face import skull
from vigwidgets.studio.drawing.features import Expression, Features
from vigwidgets.studio.drawing.paint import Point, blob, clipped, curve, line, mix, slope

Knob = tuple[float, float, float, float]
_BELOW: Final[tuple[Point, ...]] = ((104, -40), (70, -62), (30, -80), (-30, -80), (-70, -62), (-104, -40))


def lit(ball: Ball, code: str, *, shine: float = 0.2, warm: str = "#ffdca8") -> skia.Paint:
    """Return the fill of hair in the light from the upper left."""
    size = 0.75 * ball.radius
    tone = [(0.0, mix(code, warm, share=shine), 1.0), (0.5, mix(code, warm, share=shine * 0.2), 1.0)]
    tone.append((1.0, mix(code, "#1c1018", share=0.22), 1.0))
    return slope((ball.x - size, ball.y - size * 1.25), (ball.x + size, ball.y + size * 0.8), tone)


def mirrored(half: tuple[Point, ...]) -> list[Point]:
    """Return a whole hairline, from the left ear over the forehead to the right one, from its right half."""
    return [(-lon, lat) for lon, lat in reversed(half) if lon != 0] + list(half)


@dataclass(frozen=True, slots=True)
class Cap:
    """Close hair.

    Attributes:
        code: Its colour.
        hairline: Its right half, (longitude, latitude) from the middle of the forehead to the ear.
        knobs: Circles (x, y, z, size in radii) that the hair fills.
        nape: A circle in radii that ends it below.
        strands: Lines along the hair, (longitude, latitude) each.
        part: A parting, or nothing.
        shine: Strength of the light on it.
        strand_light: How much lighter strands are.
        shadow: Strength of the shadow it throws on the skin.
        fade: How it grows thinner downwards: (latitude, colour, how much of it is laid over 0 to 1), from below.
    """

    code: str
    hairline: tuple[Point, ...]
    knobs: tuple[Knob, ...] = ((0, 0.11, -0.05, 1.06), (0, 0.0, -0.2, 1.03))
    nape: Knob = (0, 0.46, -0.42, 1.16)
    strands: tuple[tuple[Point, ...], ...] = ()
    part: tuple[Point, ...] = ()
    shine: float = 0.22
    strand_light: float = 0.17
    shadow: float = 0.30
    fade: tuple[tuple[float, str, float], ...] = ()

    def __call__(self, canvas: skia.Canvas, ball: Ball, features: Features, _expression: Expression) -> None:
        """Draw it over the skin."""
        circles, size = [ball.knob(*knob) for knob in self.knobs], ball.radius
        cap, edge = wrap(circles), ball.trail(mirrored(self.hairline))
        # below the ears the bare part is wider than any jaw
        face = blob([*edge, *ball.trail(_BELOW, lift=1.45)])
        if self.shadow:
            with clipped(canvas, skull(ball, features)):
                # the hair's own shadow makes it lie on the head, not in it
                canvas.drawPath(curve(edge), line(features.shade, width=0.08 * size, alpha=self.shadow))
        nape = skia.Path()
        nape.addCircle(*ball.knob(*self.nape))
        with clipped(canvas, nape), clipped(canvas, face, outside=True):
            canvas.drawPath(cap, lit(ball, self.code, shine=self.shine))
            if self.fade:
                canvas.drawPath(cap, self._thinner(ball))
            lines = [ball.trail(strand, lift=1.04) for strand in self.strands]
            ends = [point for strand in lines for point in strand]
            within = not ends or holds(circles, ends, margin=0.02 * size)
            with nullcontext() if within else clipped(canvas, cap):
                fine = line(mix(self.code, "#ffe6c8", share=self.strand_light), width=0.021 * size, alpha=0.6)
                for strand in lines:
                    canvas.drawPath(curve(strand), fine)
                if self.part:
                    dark = line(mix(self.code, "#000000", share=0.4), width=0.026 * size)
                    canvas.drawPath(curve(ball.trail(self.part, lift=1.04)), dark)

    def _thinner(self, ball: Ball) -> skia.Paint:
        """Return what a fade lays over the hair, along the head's own upright."""
        heights = [math.sin(math.radians(lat)) for lat, _, _ in self.fade]
        low, high = heights[0], heights[-1]
        (x0, y0, _), (x1, y1, _) = (ball.knob(0, height, 0, 0) for height in (low, high))
        stops = [
            ((up - low) / (high - low), code, alpha) for up, (_, code, alpha) in zip(heights, self.fade, strict=True)
        ]
        return slope((x0, y0), (x1, y1), stops)


@dataclass(frozen=True, slots=True)
class Lock:
    """A strand of hair with a body: fringe, tousled hair, a tuft.

    Attributes:
        code: Its colour.
        root: Left and right foot, (longitude, latitude).
        tip: Where it ends.
        lift: How far the tip stands off the head, in radii.
        bend: Degrees the middle is pushed sideways.
    """

    code: str
    root: tuple[Point, Point]
    tip: Point
    lift: float = 1.06
    bend: float = 0.0

    def __call__(self, canvas: skia.Canvas, ball: Ball, _features: Features, _expression: Expression) -> None:
        """Draw it."""
        (a, b), tip = self.root, self.tip
        left, right, end = ball.on(*a, lift=1.04), ball.on(*b, lift=1.04), ball.on(*tip, lift=self.lift)
        push = self.bend / 57.3 * ball.radius
        path = skia.Path()
        path.moveTo(*left)
        path.quadTo((left[0] + end[0]) / 2 + push, (left[1] + end[1]) / 2, *end)
        path.quadTo((right[0] + end[0]) / 2 + push * 1.6, (right[1] + end[1]) / 2, *right)
        path.close()
        canvas.drawPath(path, lit(ball, self.code, shine=0.26))
        middle = ((left[0] + right[0]) / 2, (left[1] + right[1]) / 2)
        fine = line(mix(self.code, "#ffe6c8", share=0.22), width=0.018 * ball.radius, alpha=0.6)
        bent = ((middle[0] + end[0]) / 2 + push, (middle[1] + end[1]) / 2)
        short = (bent[0] * 0.35 + end[0] * 0.65, bent[1] * 0.35 + end[1] * 0.65)
        canvas.drawPath(curve([middle, bent, short]), fine)
