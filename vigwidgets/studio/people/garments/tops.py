"""Upper garments by kind: each draws what makes it one over the plain cloth of the trunk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

import skia

from vigwidgets.studio.drawing.paint import Point, blob, clipped, curve, fill, line, mix
from vigwidgets.studio.people.figure import Clothes
from vigwidgets.studio.people.trunk import Trunk

Detail = Callable[[skia.Canvas, Trunk, Clothes], None]

FRONT = 0.34
"""Where the middle of the chest is seen: ahead of the trunk's own middle, as people stand in three-quarter view."""
_HEM: Mapping[str, float] = MappingProxyType({"shirt": -0.07, "polo": -0.10, "tee": -0.10})
_STARS: tuple[Point, ...] = (
    (0.90, -0.5), (0.82, 0.55), (0.66, -0.1), (0.60, -0.75), (0.50, 0.65), (0.42, -0.4), (0.30, 0.28), (0.22, -0.72),
    (0.12, 0.66), (0.06, -0.18), (-0.06, 0.35), (-0.08, -0.66),
)  # fmt: skip

_FLOWERS: tuple[Point, ...] = (
    (0.88, 0.2), (0.74, 0.42), (0.60, 0.22), (0.46, 0.44), (0.32, 0.24), (0.16, 0.42), (0.0, 0.2),
)  # fmt: skip


def draw_top(canvas: skia.Canvas, trunk: Trunk, clothes: Clothes) -> None:
    """Draw the garment of the trunk, with its own collar, front and hem."""
    path = trunk.outline(hem=_hem(clothes), loose=_LOOSE.get(clothes.top, 0.0))
    canvas.drawPath(path, trunk.lit(clothes.top_code, clothes.top_shade))
    with clipped(canvas, path):
        _draw_folds(canvas, trunk, clothes)
        _DETAILS[clothes.top](canvas, trunk, clothes)


def _hem(clothes: Clothes) -> float:
    """Return how high the lower edge lies; what is tucked into a bib ends beneath it."""
    return 0.06 if clothes.bottom == "dungarees" else _HEM.get(clothes.top, -0.16)


_LOOSE: Mapping[str, float] = MappingProxyType({"hoodie": 0.05, "cardigan": 0.02, "jacket": 0.03})


def _draw_folds(canvas: skia.Canvas, trunk: Trunk, clothes: Clothes) -> None:
    """Draw what the cloth does at the waist, under the arm and along the hem."""
    crease = line(clothes.top_shade, width=0.035 * trunk.girth, alpha=0.42)
    for places in (
        [(0.36, 0.98), (0.29, 0.62), (0.30, 0.18)],
        [(0.17, 0.96), (0.12, 0.55), (0.14, 0.05)],
        [(0.64, 0.98), (0.58, 0.72), (0.57, 0.42)],
        [(0.30, -0.98), (0.24, -0.70), (0.25, -0.44)],
    ):
        canvas.drawPath(curve(trunk.trail(places)), crease)
    hem = _hem(clothes)
    canvas.drawPath(curve(trunk.trail([(hem + 0.07, a) for a in (-1.1, -0.4, 0.3, 1.1)])), crease)


def _draw_ring(canvas: skia.Canvas, trunk: Trunk, code: str, shade: str, *, width: float) -> None:
    collar = curve(trunk.trail([(1.10, -0.95), (1.015, -0.25), (0.985, 0.30), (1.02, 0.72), (1.09, 0.98)]))
    canvas.drawPath(collar, line(mix(code, shade, share=0.55), width=(width + 0.04) * trunk.girth))
    canvas.drawPath(collar, line(mix(code, "#fff0c8", share=0.10), width=width * trunk.girth))


def _jumper(canvas: skia.Canvas, trunk: Trunk, clothes: Clothes) -> None:
    _draw_ring(canvas, trunk, clothes.top_code, clothes.top_shade, width=0.13)


def _tee(canvas: skia.Canvas, trunk: Trunk, clothes: Clothes) -> None:
    if clothes.pattern_code:
        for row in range(9):
            up = 0.92 - row * 0.125
            stripe = curve(trunk.trail([(up + 0.02, -1.1), (up - 0.02, -0.3), (up - 0.02, 0.45), (up + 0.02, 1.1)]))
            canvas.drawPath(stripe, line(clothes.pattern_code, width=0.11 * trunk.girth, alpha=0.92))
    _draw_ring(canvas, trunk, mix(clothes.top_code, clothes.top_shade, share=0.3), clothes.top_shade, width=0.11)


def _draw_placket(
    canvas: skia.Canvas, trunk: Trunk, clothes: Clothes, *, down_to: float, buttons: tuple[float, ...]
) -> None:
    seam = line(clothes.top_shade, width=0.028 * trunk.girth, alpha=0.65)
    for ahead in (FRONT - 0.07, FRONT + 0.07):
        canvas.drawPath(curve(trunk.trail([(1.0, ahead), (0.6, ahead), (down_to, ahead)])), seam)
    for up in buttons:
        canvas.drawCircle(*trunk.at(up, FRONT), 0.034 * trunk.girth, fill(mix(clothes.top_code, "#ffffff", share=0.6)))


def _draw_collar(canvas: skia.Canvas, trunk: Trunk, code: str, shade: str, *, wide: float = 1.0) -> None:
    for wing in (
        [(1.11, -0.75), (1.04, -0.05), (0.99, 0.28), (0.885, 0.12), (0.93, -0.40), (1.02, -0.98)],
        [(1.11, 0.95), (1.05, 0.62), (0.99, 0.38), (0.885, 0.58), (0.95, 0.82)],
    ):
        leaf = blob(trunk.trail((up, FRONT + (ahead - FRONT) * wide) for up, ahead in wing), pull=1 / 12)
        canvas.drawPath(leaf, fill(mix(code, "#ffffff", share=0.10)))
        canvas.drawPath(leaf, line(shade, width=0.026 * trunk.girth, alpha=0.7))


def _shirt(canvas: skia.Canvas, trunk: Trunk, clothes: Clothes) -> None:
    _draw_placket(canvas, trunk, clothes, down_to=-0.2, buttons=(0.84, 0.62, 0.40, 0.18))
    pocket = blob(trunk.trail([(0.72, -0.42), (0.72, -0.06), (0.56, -0.08), (0.55, -0.24), (0.56, -0.42)]), pull=1 / 14)
    canvas.drawPath(pocket, line(clothes.top_shade, width=0.028 * trunk.girth, alpha=0.55))
    _draw_collar(canvas, trunk, clothes.top_code, clothes.top_shade)


def _polo(canvas: skia.Canvas, trunk: Trunk, clothes: Clothes) -> None:
    _draw_placket(canvas, trunk, clothes, down_to=0.68, buttons=(0.90, 0.76))
    _draw_collar(canvas, trunk, clothes.top_code, clothes.top_shade)


def _draw_opening(
    canvas: skia.Canvas, trunk: Trunk, clothes: Clothes, *, edge: list[Point], other: list[Point]
) -> skia.Path:
    """Draw what shows between two front edges, each from the neck down, and return its outline."""
    panel = blob(trunk.trail([*edge, *reversed(other)]), pull=1 / 9)
    canvas.drawPath(panel, trunk.lit(clothes.under_code, mix(clothes.under_code, "#6b5443", share=0.35)))
    return panel


def _draw_edges(canvas: skia.Canvas, trunk: Trunk, clothes: Clothes, edges: tuple[list[Point], ...]) -> None:
    for edge in edges:
        path = curve(trunk.trail(edge))
        canvas.drawPath(path, line(clothes.top_shade, width=0.125 * trunk.girth, alpha=0.55))
        canvas.drawPath(path, line(mix(clothes.top_code, clothes.top_shade, share=0.16), width=0.085 * trunk.girth))


def _cardigan(canvas: skia.Canvas, trunk: Trunk, clothes: Clothes) -> None:
    edge = [(1.09, -0.66), (0.99, -0.22), (0.88, 0.02), (0.72, 0.14), (0.30, 0.14), (-0.24, 0.06)]
    other = [(1.08, 0.92), (0.99, 0.70), (0.88, 0.57), (0.72, 0.50), (0.30, 0.52), (-0.24, 0.62)]
    panel = _draw_opening(canvas, trunk, clothes, edge=edge, other=other)
    if clothes.pattern_code and clothes.bottom == "skirt":
        with clipped(canvas, panel):
            draw_flowers(canvas, trunk.trail(_FLOWERS), size=0.075 * trunk.girth, code=clothes.pattern_code)
    if "tie" in clothes.extra:
        _draw_tie(canvas, trunk, clothes)
    elif clothes.bottom != "skirt":
        _draw_ring(canvas, trunk, clothes.under_code, mix(clothes.under_code, "#6b5443", share=0.5), width=0.09)
    _draw_edges(canvas, trunk, clothes, (edge, other))
    for up in (0.62, 0.40, 0.18, -0.03):
        x, y = trunk.at(up, 0.135)
        canvas.drawCircle(x, y, 0.045 * trunk.girth, fill(mix(clothes.top_shade, "#2a1c22", share=0.25)))
    pocket = curve(trunk.trail([(0.20, -0.62), (0.19, -0.36), (0.20, -0.12)]))
    canvas.drawPath(pocket, line(clothes.top_shade, width=0.06 * trunk.girth, alpha=0.6))


def _draw_tie(canvas: skia.Canvas, trunk: Trunk, clothes: Clothes) -> None:
    code = clothes.pattern_code or "#4a5f86"
    dark = mix(code, "#1d1a22", share=0.35)
    blade = blob(trunk.trail([(0.94, 0.26), (0.94, 0.38), (0.30, 0.46), (0.24, 0.33), (0.30, 0.20)]), pull=1 / 14)
    canvas.drawPath(blade, fill(code))
    with clipped(canvas, blade):
        for up in (0.84, 0.72, 0.60, 0.48, 0.36):
            bar = curve(trunk.trail([(up + 0.05, 0.18), (up - 0.03, 0.48)]))
            canvas.drawPath(bar, line(mix(code, "#f4e6c8", share=0.55), width=0.035 * trunk.girth))
    canvas.drawPath(blob(trunk.trail([(1.0, 0.24), (1.0, 0.42), (0.92, 0.38), (0.92, 0.26)])), fill(dark))
    _draw_collar(canvas, trunk, clothes.under_code, mix(clothes.under_code, "#6b5443", share=0.5), wide=0.72)


def _hoodie(canvas: skia.Canvas, trunk: Trunk, clothes: Clothes) -> None:
    pouch = [(0.30, -0.05), (0.30, 0.72), (0.16, 0.92), (0.0, 0.94), (0.0, -0.32), (0.15, -0.28)]
    canvas.drawPath(
        blob(trunk.trail(pouch), pull=1 / 12), line(clothes.top_shade, width=0.035 * trunk.girth, alpha=0.7)
    )
    lining = mix(clothes.top_code, clothes.top_shade, share=0.7)
    _draw_ring(canvas, trunk, lining, clothes.top_shade, width=0.17)
    for ahead in (0.16, 0.48):
        cord = curve(trunk.trail([(0.97, ahead), (0.84, ahead + 0.02), (0.73, ahead - 0.01)]))
        canvas.drawPath(cord, line(mix(clothes.top_code, "#ffffff", share=0.55), width=0.045 * trunk.girth))


def _babygrow(canvas: skia.Canvas, trunk: Trunk, clothes: Clothes) -> None:
    for up, ahead in _STARS:
        draw_star(canvas, trunk.at(up, ahead), size=0.10 * trunk.girth, code=clothes.pattern_code or "#d9a441")
    seam = [(1.0, FRONT), (0.5, FRONT - 0.02), (-0.1, FRONT - 0.1)]
    canvas.drawPath(curve(trunk.trail(seam)), line(clothes.top_shade, width=0.035 * trunk.girth, alpha=0.7))
    for up in (0.84, 0.62, 0.40, 0.18):
        canvas.drawCircle(*trunk.at(up, FRONT - 0.01), 0.05 * trunk.girth, fill("#fff8e8"))
    _draw_ring(canvas, trunk, "#fff6e4", clothes.top_shade, width=0.12)


def _jacket(canvas: skia.Canvas, trunk: Trunk, clothes: Clothes) -> None:
    edge = [(1.10, -0.45), (0.94, 0.02), (0.72, 0.22), (0.48, 0.30)]
    other = [(1.10, 0.92), (0.94, 0.62), (0.72, 0.46), (0.48, 0.36)]
    _draw_opening(canvas, trunk, clothes, edge=edge, other=other)
    seam = curve(trunk.trail([(0.48, 0.32), (0.20, 0.30), (-0.2, 0.20)]))
    canvas.drawPath(seam, line(clothes.top_shade, width=0.04 * trunk.girth, alpha=0.8))
    for wing in (
        [(1.10, -0.55), (0.92, -0.02), (0.50, 0.31), (0.74, -0.20), (0.80, -0.12), (0.84, -0.36), (1.0, -0.80)],
        [(1.10, 0.90), (0.94, 0.66), (0.50, 0.36), (0.74, 0.72), (0.80, 0.66), (0.86, 0.84), (1.0, 0.98)],
    ):
        lapel = blob(trunk.trail(wing), pull=1 / 20)
        canvas.drawPath(lapel, fill(mix(clothes.top_code, "#ffffff", share=0.10)))
        canvas.drawPath(lapel, line(clothes.top_shade, width=0.03 * trunk.girth, alpha=0.8))
    for up in (0.40, 0.20):
        canvas.drawCircle(*trunk.at(up, 0.24), 0.05 * trunk.girth, fill(mix(clothes.top_shade, "#2a1c22", share=0.3)))


_DETAILS: Mapping[str, Detail] = MappingProxyType(
    {
        "jumper": _jumper,
        "cardigan": _cardigan,
        "shirt": _shirt,
        "polo": _polo,
        "hoodie": _hoodie,
        "tee": _tee,
        "babygrow": _babygrow,
        "jacket": _jacket,
    }
)


def draw_star(canvas: skia.Canvas, centre: Point, *, size: float, code: str) -> None:
    """Draw a soft little star."""
    x, y = centre
    ray = ((0, -1), (0.24, -0.32), (0.95, -0.31), (0.39, 0.12), (0.59, 0.81), (0, 0.40), (-0.59, 0.81), (-0.39, 0.12),
           (-0.95, -0.31), (-0.24, -0.32))  # fmt: skip
    canvas.drawPath(blob([(x + a * size, y + b * size) for a, b in ray], pull=1 / 24), fill(code))


def draw_flowers(canvas: skia.Canvas, centres: Iterable[Point], *, size: float, code: str) -> None:
    """Draw flowers of five petals round a pale middle."""
    petals, middles = skia.Path(), skia.Path()
    for x, y in centres:
        for a, b in ((0, -1), (0.95, -0.31), (0.59, 0.81), (-0.59, 0.81), (-0.95, -0.31)):
            petals.addCircle(x + a * size * 0.85, y + b * size * 0.85, size * 0.62)
        middles.addCircle(x, y, size * 0.5)
    canvas.drawPath(petals, fill(code))
    canvas.drawPath(middles, fill("#f6dd8a"))
