"""Longer hair: a bun, a bob, a plait over the shoulder, braids with beads."""

from __future__ import annotations

import math
from dataclasses import dataclass

import skia

from vigwidgets.studio.drawing.ball import Ball, wrap
from vigwidgets.studio.drawing.face import skull
from vigwidgets.studio.drawing.features import Expression, Features
from vigwidgets.studio.drawing.paint import Point, blob, clipped, curve, fill, line, mix, oval, slope
from vigwidgets.studio.people.hair.cap import lit


@dataclass(frozen=True, slots=True)
class Bun:
    """A knot of hair at the back of the head; `place` is (x, y, z, size) in radii."""

    code: str
    place: tuple[float, float, float, float] = (0.0, -0.20, -1.22, 0.40)

    def __call__(self, canvas: skia.Canvas, ball: Ball, _features: Features, _expression: Expression) -> None:
        """Draw it behind the head."""
        x, y, size = ball.knob(*self.place)
        light = [(0.0, mix(self.code, "#ffdca8", share=0.18), 1.0), (1.0, self.code, 1.0)]
        canvas.drawCircle(x, y, size, slope((x - size, y - size), (x + size, y + size), light))
        for scale in (0.95, 0.55):
            turn = [(-0.55, 0.3), (-0.35, -0.45), (0.2, -0.62), (0.62, -0.1)]
            swirl = curve([(x + size * scale * a, y + size * scale * b) for a, b in turn])
            canvas.drawPath(swirl, line(mix(self.code, "#ffe6c8", share=0.20), width=0.022 * ball.radius, alpha=0.6))


@dataclass(frozen=True, slots=True)
class BobBack:
    """The part of a bob that hangs behind face and neck; `low` is where it ends, in radii below the middle."""

    code: str
    low: float = 0.92

    def __call__(self, canvas: skia.Canvas, ball: Ball, _features: Features, _expression: Expression) -> None:
        """Draw it behind the head."""
        knobs = [
            (0.0, 0.10, -0.08, 1.09),
            (0.74, -self.low + 0.34, -0.30, 0.36),
            (-0.74, -self.low + 0.34, -0.30, 0.36),
        ]
        knobs += [(0.50, -self.low + 0.30, -0.76, 0.34), (-0.50, -self.low + 0.30, -0.76, 0.34)]
        shape = wrap([ball.knob(*knob) for knob in knobs])
        canvas.drawPath(shape, fill(mix(self.code, "#1c1018", share=0.22)))


@dataclass(frozen=True, slots=True)
class BobSide:
    """The hair of a bob before the ear, on both sides; `low` as in `BobBack`, `front` its edge on the cheek."""

    code: str
    low: float = 0.74
    front: tuple[Point, ...] = ((30, 50), (58, 30), (70, 8), (74, -14), (80, -34))

    def __call__(self, canvas: skia.Canvas, ball: Ball, features: Features, _expression: Expression) -> None:
        """Draw it over the skin."""
        for side in (-1, 1):
            if ball.deep(side * 93, -9)[2] < -0.55:
                continue
            edge = [ball.on(side * lon, lat, lift=1.05) for lon, lat in self.front]
            x, y, _ = ball.place(side * 0.86, -self.low, 0.10)
            tips = [(x - side * 0.13 * ball.radius, y + 0.02 * ball.radius), (x + side * 0.04 * ball.radius, y)]
            back = [ball.on(side * lon, lat, lift=1.08) for lon, lat in ((104, -30), (106, 0), (98, 30), (80, 56))]
            shape = blob([*edge, *tips, *back])
            if ball.deep(side * 93, -9)[2] < -0.15:
                with clipped(canvas, skull(ball, features), outside=True):
                    canvas.drawPath(shape, lit(ball, self.code))
                continue
            canvas.drawPath(shape, lit(ball, self.code))
            fine = line(mix(self.code, "#ffe6c8", share=0.18), width=0.021 * ball.radius, alpha=0.6)
            inner = [
                (a[0] * 0.6 + b[0] * 0.4, a[1] * 0.6 + b[1] * 0.4) for a, b in zip(edge[1:4], back[2::-1], strict=True)
            ]
            canvas.drawPath(curve([*inner, (x - side * 0.05 * ball.radius, y - 0.06 * ball.radius)]), fine)


@dataclass(frozen=True, slots=True)
class Plait:
    """A plait that comes from the nape over one shoulder.

    Attributes:
        code: Its colour.
        side: 1 hangs on the right of a head seen from the front, -1 on the left.
        links: How many turns.
        tie: Colour of the band at its end.
    """

    code: str
    side: int = 1
    links: int = 7
    tie: str = "#c9788c"

    def __call__(self, canvas: skia.Canvas, ball: Ball, features: Features, _expression: Expression) -> None:
        """Draw it before the shoulder and behind the face."""
        size = ball.radius
        x, y, _ = ball.place(self.side * 0.62, -0.58, -0.42)
        with clipped(canvas, skull(ball, features), outside=True):
            spots = [self._spot((x, y), size, i / self.links) for i in range(self.links + 1)]
            end = spots[-1]
            tail = [(end[0] - 0.07 * size, end[1]), (end[0] - 0.09 * size, end[1] + 0.22 * size)]
            tail += [
                (end[0], end[1] + 0.30 * size),
                (end[0] + 0.08 * size, end[1] + 0.20 * size),
                (end[0] + 0.07 * size, end[1]),
            ]
            canvas.drawPath(blob(tail), fill(self.code))
            for index, (at_x, at_y) in enumerate(spots[:-1]):
                wide = size * (0.165 - 0.010 * index)
                for half in (-1, 1):
                    canvas.save()
                    canvas.translate(at_x + half * wide * 0.42, at_y + (0.035 if half > 0 else -0.035) * size)
                    canvas.rotate(half * 38)
                    canvas.drawOval(oval((0, 0), wide * 1.25, wide * 1.75), _strand(self.code, wide))
                    canvas.restore()
            canvas.drawRoundRect(
                skia.Rect.MakeXYWH(end[0] - 0.075 * size, end[1] - 0.04 * size, 0.15 * size, 0.085 * size),
                0.03 * size, 0.03 * size, fill(self.tie),
            )  # fmt: skip

    def _spot(self, start: Point, size: float, share: float) -> Point:
        swing = self.side * 0.22 * math.sin(share * 2.2)
        return start[0] + swing * size, start[1] + share * 1.35 * size


def _strand(code: str, wide: float) -> skia.Paint:
    light = [(0.0, mix(code, "#ffdca8", share=0.20), 1.0), (1.0, mix(code, "#000000", share=0.2), 1.0)]
    return slope((-wide, -wide), (wide, wide), light)


@dataclass(frozen=True, slots=True)
class Braids:
    """Many thin braids that hang from the cap, each with beads.

    Attributes:
        code: Hair colour.
        bead: Bead colour.
        roots: (longitude, latitude, length in radii) of each.
        before: Whether these hang before the head; those behind it are drawn first.
    """

    code: str
    bead: str
    roots: tuple[tuple[float, float, float], ...]
    before: bool

    def __call__(self, canvas: skia.Canvas, ball: Ball, _features: Features, _expression: Expression) -> None:
        """Draw those that are on this side of the head."""
        for index, (lon, lat, length) in enumerate(self.roots):
            x, y, depth = ball.deep(lon, lat, lift=1.06)
            if (depth >= -0.25) is self.before:
                self._draw_braid(canvas, ball, (x, y), length, index=index)

    def _draw_braid(self, canvas: skia.Canvas, ball: Ball, root: Point, length: float, *, index: int) -> None:
        size, out = ball.radius, 0.10 * (1 if root[0] > ball.x else -1)
        sway = -0.006 * ball.roll
        ends = [ball.hang(root, along=length * s, out=(out + sway) * math.sin(s * 1.8)) for s in (0.0, 0.35, 0.7, 1.0)]
        path = curve(ends)
        code = self.code if self.before else mix(self.code, "#000000", share=0.25)
        canvas.drawPath(path, line(mix(code, "#000000", share=0.3), width=0.125 * size))
        canvas.drawPath(path, line(code, width=0.10 * size))
        step = skia.PathMeasure(path, False)
        knots = skia.Path()
        count = max(3, round(length / 0.13))
        for i in range(1, count):
            place, along = step.getPosTan(step.getLength() * i / count)
            px, py, dx, dy = place.x(), place.y(), along.x() * size, along.y() * size
            knots.moveTo(px - dy * 0.045 - dx * 0.03, py + dx * 0.045 - dy * 0.03)
            knots.lineTo(px + dx * 0.02, py + dy * 0.02)
            knots.lineTo(px + dy * 0.045 - dx * 0.03, py - dx * 0.045 - dy * 0.03)
        canvas.drawPath(knots, line(mix(code, "#ffdca8", share=0.20), width=0.018 * size))
        for bead in range(2 + index % 2):
            bx, by = ends[-1][0], ends[-1][1] + bead * 0.115 * size
            canvas.drawCircle(
                bx, by, 0.072 * size, fill(self.bead if self.before else mix(self.bead, "#5a3a10", share=0.3))
            )
            canvas.drawCircle(bx - 0.022 * size, by - 0.024 * size, 0.02 * size, fill("#ffe2a0", alpha=0.8))
