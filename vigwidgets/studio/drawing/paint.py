"""Colours, curves and soft fills that every drawing of the studio is made of."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache

import skia

Point = tuple[float, float]


@cache
def colour(code: str, *, alpha: float = 1.0) -> int:
    """Return the skia colour of `#rrggbb` with `alpha` from 0 to 1."""
    red, green, blue = (int(code[i : i + 2], 16) for i in (1, 3, 5))
    return int(skia.Color(red, green, blue, round(255 * min(1.0, max(0.0, alpha)))))


@cache
def mix(first: str, second: str, *, share: float) -> str:
    """Return `#rrggbb` between two colours; `share` 0 is the first, 1 the second."""
    pairs = zip((first[i : i + 2] for i in (1, 3, 5)), (second[i : i + 2] for i in (1, 3, 5)), strict=True)
    return "#" + "".join(f"{round(int(a, 16) + (int(b, 16) - int(a, 16)) * share):02x}" for a, b in pairs)


@lru_cache(maxsize=2048)
def fill(code: str, *, alpha: float = 1.0) -> skia.Paint:
    """Return a smooth-edged fill; do not change the paint, it is shared."""
    return skia.Paint(Color=colour(code, alpha=round(alpha, 3)), AntiAlias=True)


@lru_cache(maxsize=2048)
def line(code: str, *, width: float, alpha: float = 1.0) -> skia.Paint:
    """Return a round-ended stroke of `width` in drawing units; do not change the paint, it is shared."""
    return skia.Paint(
        Color=colour(code, alpha=round(alpha, 3)),
        AntiAlias=True,
        Style=skia.Paint.kStroke_Style,
        StrokeWidth=max(width, 0.1),
        StrokeCap=skia.Paint.kRound_Cap,
        StrokeJoin=skia.Paint.kRound_Join,
    )


def slope(start: Point, end: Point, stops: Sequence[tuple[float, str, float]]) -> skia.Paint:
    """Return a fill that changes along a line; `stops` are (place 0 to 1, colour, alpha)."""
    return skia.Paint(
        AntiAlias=True,
        Dither=True,
        Shader=skia.GradientShader.MakeLinear(
            [skia.Point(*start), skia.Point(*end)],
            [colour(code, alpha=alpha) for _, code, alpha in stops],
            [place for place, _, _ in stops],
        ),
    )


def glow(centre: Point, radius: float, stops: Sequence[tuple[float, str, float]]) -> skia.Paint:
    """Return a fill that changes outwards from `centre`; `stops` as in `slope`."""
    return skia.Paint(
        AntiAlias=True,
        Dither=True,
        Shader=skia.GradientShader.MakeRadial(
            skia.Point(*centre),
            radius,
            [colour(code, alpha=alpha) for _, code, alpha in stops],
            [place for place, _, _ in stops],
        ),
    )


def curve(points: Sequence[Point], *, pull: float = 1 / 6) -> skia.Path:
    """Return an open smooth path through `points` (Catmull-Rom)."""
    return _bent([points[0], *points, points[-1]], pull)


def blob(points: Sequence[Point], *, pull: float = 1 / 6) -> skia.Path:
    """Return a closed smooth path through `points`."""
    path = _bent([points[-1], *points, points[0], points[1]], pull)
    path.close()
    return path


def _bent(points: Sequence[Point], pull: float) -> skia.Path:
    """Return a smooth path from the second of the points to the last but one."""
    # thousands a second are made: a call for each bend would take as long again
    path = skia.Path()
    bend = path.cubicTo
    (before_x, before_y), (x, y), (end_x, end_y) = points[:3]
    path.moveTo(x, y)
    for after_x, after_y in points[3:]:
        bend(
            x + (end_x - before_x) * pull,
            y + (end_y - before_y) * pull,
            end_x - (after_x - x) * pull,
            end_y - (after_y - y) * pull,
            end_x,
            end_y,
        )
        before_x, before_y, x, y, end_x, end_y = x, y, end_x, end_y, after_x, after_y
    return path


def polygon(points: Sequence[Point]) -> skia.Path:
    """Return a closed path with straight sides."""
    # line by line: to make a skia.Point of each takes twice as long
    path = skia.Path()
    path.moveTo(*points[0])
    line_to = path.lineTo
    for x, y in points[1:]:
        line_to(x, y)
    path.close()
    return path


def oval(centre: Point, width: float, height: float) -> skia.Rect:
    """Return the box of an oval by its centre."""
    return skia.Rect.MakeXYWH(centre[0] - width / 2, centre[1] - height / 2, width, height)


def capsule(start: Point, end: Point, *, radii: tuple[float, float]) -> skia.Path:
    """Return a tapered limb: the hull of a circle at `start` and one at `end`."""
    path = skia.Path()
    _add_capsule(path, (*start, radii[0]), (*end, radii[1]))
    return path


def hull(circles: Sequence[tuple[float, float, float]]) -> skia.Path:
    """Return the convex hull of circles (x, y, radius) as one path that fills without gaps."""
    path = skia.Path()
    count = len(circles)
    for i in range(count):
        for j in range(i + 1, count):
            _add_capsule(path, circles[i], circles[j])
            for k in range(j + 1, count):
                a, b, c = circles[i], circles[j], circles[k]
                if (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) < 0:
                    b, c = c, b
                path.addPath(polygon([a[:2], b[:2], c[:2]]))
    return path


def _add_capsule(path: skia.Path, a: tuple[float, float, float], b: tuple[float, float, float]) -> None:
    dx, dy = b[0] - a[0], b[1] - a[1]
    far = math.hypot(dx, dy)
    if far <= abs(a[2] - b[2]):
        big = a if a[2] > b[2] else b
        path.addCircle(big[0], big[1], big[2])
        return
    turn = math.degrees(math.atan2(dy, dx))
    open_ = math.degrees(math.acos((a[2] - b[2]) / far))
    path.arcTo(oval(a[:2], 2 * a[2], 2 * a[2]), turn + open_, 360 - 2 * open_, True)
    path.arcTo(oval(b[:2], 2 * b[2], 2 * b[2]), turn - open_, 2 * open_, False)
    path.close()


@contextmanager
def clipped(canvas: skia.Canvas, path: skia.Path, *, outside: bool = False) -> Iterator[None]:
    """Let drawing land only where `path` is, or only where it is not."""
    canvas.save()
    canvas.clipPath(path, skia.ClipOp.kDifference if outside else skia.ClipOp.kIntersect, True)
    try:
        yield
    finally:
        canvas.restore()
