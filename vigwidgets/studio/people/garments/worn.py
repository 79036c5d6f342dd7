"""What is worn over the rest: a bib, a hood, a lanyard, a pin, a skirt, a blanket over the knees."""

from __future__ import annotations

import math

import skia

from vigwidgets.studio.drawing.paint import Point, blob, clipped, curve, fill, line, mix
from vigwidgets.studio.people.figure import Clothes, Figure
from vigwidgets.studio.people.garments.tops import draw_flowers
from vigwidgets.studio.people.legs import lap_path
from vigwidgets.studio.people.trunk import Trunk


def draw_hood_behind(canvas: skia.Canvas, trunk: Trunk, clothes: Clothes) -> None:
    """Draw the hood that lies on the shoulders, before the neck is drawn."""
    hood = blob(
        trunk.trail(
            [
                (0.90, -1.12),
                (1.04, -1.65),
                (1.16, -1.6),
                (1.22, -0.6),
                (1.22, 0.5),
                (1.12, 1.35),
                (0.98, 1.05),
                (0.9, 0.2),
            ]
        )
    )
    canvas.drawPath(hood, fill(mix(clothes.top_code, clothes.top_shade, share=0.55)))
    fold = curve(trunk.trail([(1.0, -1.3), (1.10, -0.7), (1.12, 0.3), (1.05, 1.1)]))
    canvas.drawPath(fold, line(clothes.top_shade, width=0.06 * trunk.girth, alpha=0.8))


def draw_extras(canvas: skia.Canvas, trunk: Trunk, clothes: Clothes) -> None:
    """Draw what hangs on or is pinned to the garment."""
    if clothes.bottom == "dungarees":
        _draw_bib(canvas, trunk, clothes)
    if "lanyard" in clothes.extra:
        _draw_lanyard(canvas, trunk)
    if "brooch" in clothes.extra:
        x, y = trunk.at(0.80, -0.30)
        canvas.drawCircle(x, y, 0.085 * trunk.girth, fill("#b98524"))
        canvas.drawCircle(x - 0.01 * trunk.girth, y - 0.01 * trunk.girth, 0.06 * trunk.girth, fill("#efc65a"))


def _draw_bib(canvas: skia.Canvas, trunk: Trunk, clothes: Clothes) -> None:
    code, shade, girth = clothes.bottom_code, clothes.bottom_shade, trunk.girth
    bib = blob(
        trunk.trail(
            [
                (0.60, -0.30), (0.595, 0.30), (0.60, 0.84), (0.40, 0.98), (0.24, 1.06), (0.0, 1.08),
                (-0.12, 0.86), (-0.15, 0.1), (-0.12, -0.80), (0.0, -1.00), (0.24, -1.03), (0.40, -0.72),
            ]
        )
    )  # fmt: skip
    canvas.drawPath(bib, trunk.lit(code, shade))
    for low, top in ((-0.20, -0.34), (0.72, 0.66)):
        strap = curve(trunk.trail([(0.58, low), (0.80, (low + top) / 2), (1.03, top)]))
        canvas.drawPath(strap, line(shade, width=0.23 * girth, alpha=0.4))
        canvas.drawPath(strap, line(code, width=0.19 * girth))
        canvas.drawCircle(*trunk.at(0.545, low + 0.01), 0.095 * girth, fill("#f0c95c"))
    pocket = blob(trunk.trail([(0.46, -0.02), (0.46, 0.58), (0.26, 0.56), (0.23, 0.28), (0.26, 0.0)]), pull=1 / 10)
    canvas.drawPath(pocket, line(shade, width=0.045 * girth, alpha=0.7))
    waist = curve(trunk.trail([(0.13, -1.04), (0.09, -0.2), (0.10, 0.5), (0.13, 1.06)]))
    canvas.drawPath(waist, line(shade, width=0.035 * girth, alpha=0.45))


def _draw_lanyard(canvas: skia.Canvas, trunk: Trunk) -> None:
    ribbon = line("#c8574a", width=0.065 * trunk.girth)
    for top in (-0.42, 0.78):
        canvas.drawPath(curve(trunk.trail([(1.04, top), (0.78, (top + 0.34) / 2), (0.50, 0.34)])), ribbon)
    x, y = trunk.at(0.40, 0.34)
    wide, tall = 0.30 * trunk.girth, 0.38 * trunk.girth
    card = skia.Rect.MakeXYWH(x - wide / 2, y - tall / 2, wide, tall)
    canvas.drawRoundRect(card, wide * 0.14, wide * 0.14, fill("#f7f2e6"))
    canvas.drawRoundRect(card, wide * 0.14, wide * 0.14, line("#b9ad98", width=0.02 * trunk.girth))
    canvas.drawCircle(x, y - tall * 0.10, wide * 0.22, fill("#9fb3c4"))
    canvas.drawPath(curve([(x - wide * 0.28, y + tall * 0.28), (x + wide * 0.28, y + tall * 0.28)]), ribbon)


def draw_skirt(canvas: skia.Canvas, trunk: Trunk, figure: Figure) -> None:
    """Draw a flowered skirt over the thighs."""
    clothes, girth = figure.clothes, trunk.girth
    path = lap_path(trunk.skeleton, figure, wide=0.74, fall=0.55)
    canvas.drawPath(path, fill(clothes.bottom_code))
    box = path.getBounds()
    step = 0.46 * girth
    flowers = [
        (
            box.left() + (column + (row % 2) / 2) * step + 0.06 * girth * math.sin(row * 5 + column * 3),
            box.top() + row * step,
        )
        for row in range(math.ceil(box.height() / step) + 1)
        for column in range(math.ceil(box.width() / step) + 1)
    ]
    with clipped(canvas, path):
        draw_flowers(canvas, flowers, size=0.075 * girth, code=clothes.pattern_code or clothes.under_code)
        _draw_drape(canvas, trunk, clothes.bottom_shade)


def draw_blanket(canvas: skia.Canvas, trunk: Trunk, figure: Figure) -> None:
    """Draw a tartan blanket over the knees of somebody who sits."""
    girth, knee = trunk.girth, trunk.skeleton.near_knee
    path = lap_path(trunk.skeleton, figure, wide=0.78, fall=0.62)
    canvas.drawPath(path, fill("#a5504a"))
    box, step = path.getBounds(), 0.52 * girth
    down, across = skia.Path(), skia.Path()
    for index in range(math.ceil(box.width() / step) + 2):
        x = box.left() + index * step
        lean = 0.10 * (x - knee[0])
        down.addPath(curve([(x - lean, box.top()), (x, knee[1]), (x + lean * 0.3, box.bottom())]))
    slant = (knee[1] - trunk.skeleton.hip[1]) * 0.08
    for index in range(math.ceil(box.height() / step) + 2):
        y = box.top() + index * step
        across.addPath(curve([(box.left(), y - slant), (knee[0], y), (box.right(), y + 0.2 * girth)]))
    with clipped(canvas, path):
        for bars in (down, across):
            canvas.drawPath(bars, line("#3c5a58", width=0.17 * girth, alpha=0.5))
            canvas.drawPath(bars, line("#e9cf9a", width=0.03 * girth, alpha=0.75))
        _draw_drape(canvas, trunk, "#4a2a28")


def _draw_drape(canvas: skia.Canvas, trunk: Trunk, shade: str) -> None:
    """Draw the soft shade and folds of cloth that hangs from two knees."""
    skeleton, girth = trunk.skeleton, trunk.girth
    near, far = skeleton.near_knee, skeleton.far_knee
    x = skeleton.facing

    def fold(start: Point, end: Point, *, width: float, alpha: float) -> None:
        middle = ((start[0] + end[0]) / 2 + x * 0.1 * girth, (start[1] + end[1]) / 2)
        canvas.drawPath(curve([start, middle, end]), line(shade, width=width * girth, alpha=alpha))

    fold(
        (near[0] + x * 0.45 * girth, near[1] - 0.2 * girth),
        (near[0] + x * 0.3 * girth, near[1] + 2.2 * girth),
        width=0.10,
        alpha=0.30,
    )
    fold(
        (near[0] - x * 0.35 * girth, near[1] + 0.3 * girth),
        (near[0] - x * 0.45 * girth, near[1] + 2.2 * girth),
        width=0.08,
        alpha=0.26,
    )
    fold((far[0] + x * 0.55 * girth, far[1]), (far[0] + x * 0.55 * girth, far[1] + 2.2 * girth), width=0.16, alpha=0.28)
