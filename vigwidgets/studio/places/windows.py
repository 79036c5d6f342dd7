"""Windows of the rooms and what is seen through them: hills, a garden, blinds, curtains."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import skia

from vigwidgets.studio.drawing.paint import Point, blob, clipped, curve, fill, line, mix, oval, polygon, slope
from vigwidgets.studio.places.lights import PALE, Light

FRAME_SHADE = "#b9c4c2"


def draw_window(
    canvas: skia.Canvas, box: skia.Rect, light: Light, *, across: int = 2, high: float = 0.38, view: str = "hills"
) -> None:
    """Draw a window with a sill; `across` panes, a bar at `high` of its height (0 for none), `view` hills or garden."""
    frame = skia.Rect.MakeLTRB(box.left() - 15, box.top() - 15, box.right() + 15, box.bottom() + 13)
    canvas.drawRoundRect(frame.makeOffset(5, 6), 6, 6, fill("#8d9a96", alpha=0.22))
    canvas.drawRoundRect(frame, 6, 6, fill(PALE))
    canvas.drawRoundRect(frame, 6, 6, line(FRAME_SHADE, width=1.6, alpha=0.8))
    glass = skia.Path()
    glass.addRect(box)
    draw_view(canvas, glass, light, view=view)
    with clipped(canvas, glass):
        shine = [(box.left() + 30, box.bottom()), (box.left() + 130, box.top()), (box.left() + 190, box.top())]
        canvas.drawPath(
            polygon([*shine, (box.left() + 90, box.bottom())]),
            fill(mix("#dfeae6", light.sky[1], share=0.5), alpha=0.26),
        )
    inner = skia.Rect.MakeLTRB(box.left(), box.top(), box.right(), box.top() + 6)
    canvas.drawRect(inner, fill("#7f9094", alpha=0.28))
    for i in range(1, across):
        _bar(canvas, skia.Rect.MakeXYWH(box.left() + box.width() * i / across - 5, box.top(), 10, box.height()))
    if high:
        _bar(canvas, skia.Rect.MakeXYWH(box.left(), box.top() + box.height() * high, box.width(), 9))
    sill = skia.Rect.MakeXYWH(box.left() - 34, box.bottom() + 12, box.width() + 68, 16)
    canvas.drawRect(
        skia.Rect.MakeXYWH(sill.left() + 10, sill.bottom(), sill.width() - 16, 8), fill("#8d9a96", alpha=0.3)
    )
    canvas.drawRoundRect(sill, 4, 4, slope((0, sill.top()), (0, sill.bottom()), [(0, PALE, 1), (1, "#ccd5d0", 1)]))


def _bar(canvas: skia.Canvas, bar: skia.Rect) -> None:
    canvas.drawRect(bar.makeOffset(3, 3), fill("#7f9094", alpha=0.18))
    canvas.drawRect(bar, fill(PALE))
    canvas.drawRect(bar, line(FRAME_SHADE, width=0.8, alpha=0.5))


def draw_view(canvas: skia.Canvas, glass: skia.Path, light: Light, *, view: str = "hills") -> None:
    """Draw what is outside, inside `glass`: sky and clouds, then `hills`, or a `garden` with hedge and lawn."""
    box = glass.getBounds()
    left, top, wide, tall = box.left(), box.top(), box.width(), box.height()
    sky = [(0, light.sky[0], 1), (0.75, light.sky[1], 1), (1, light.sky[1], 1)]
    canvas.drawPath(glass, slope((0, top), (0, top + tall), sky))

    def at(x: float, y: float) -> Point:
        return left + x * wide, top + y * tall

    def far(code: str) -> str:
        return mix(code, light.far[0], share=light.far[1])

    with clipped(canvas, glass):
        for x, y, size in ((0.20, 0.20, 0.26), (0.34, 0.17, 0.20), (0.80, 0.31, 0.24), (0.70, 0.33, 0.16)):
            canvas.drawOval(
                oval(at(x, y), size * wide, size * wide * 0.30),
                fill(mix("#dde8e8", light.sky[1], share=0.3), alpha=0.7),
            )
        ridges = (
            ("#c3d8c2", [(-0.1, 0.80), (0.2, 0.67), (0.5, 0.77), (0.82, 0.64), (1.1, 0.74)]),
            ("#b1ccae", [(-0.1, 0.88), (0.25, 0.80), (0.55, 0.86), (0.86, 0.77), (1.1, 0.84)]),
            ("#a0c09d", [(-0.1, 0.95), (0.32, 0.89), (0.68, 0.95), (1.1, 0.90)]),
        )
        for code, points in ridges:
            ridge = [at(x, y) for x, y in points] + [at(1.2, 1.2), at(-0.2, 1.2)]
            canvas.drawPath(blob(ridge, pull=0.13), fill(far(code)))
        if view == "garden":
            _draw_garden(canvas, at, far)
        else:
            for x, y, size in ((0.14, 0.84, 0.055), (0.20, 0.86, 0.042), (0.86, 0.80, 0.062)):
                spot, radius = at(x, y), size * wide
                canvas.drawRect(skia.Rect.MakeXYWH(spot[0] - 2, spot[1], 4, radius * 1.5), fill(far("#8a7d66")))
                canvas.drawCircle(*spot, radius, fill(far("#8fb292")))
                canvas.drawCircle(
                    spot[0] - radius * 0.25, spot[1] - radius * 0.25, radius * 0.6, fill(far("#a2c2a2"), alpha=0.7)
                )


def _draw_garden(canvas: skia.Canvas, at: Callable[[float, float], Point], far: Callable[[str], str]) -> None:
    hedge = [
        at(-0.1, 0.62),
        at(0.12, 0.55),
        at(0.34, 0.60),
        at(0.55, 0.57),
        at(0.78, 0.61),
        at(1.1, 0.54),
        at(1.2, 0.8),
        at(-0.2, 0.8),
    ]
    canvas.drawPath(blob(hedge, pull=0.16), fill(far("#9fbf9f")))
    canvas.drawPath(
        blob([at(-0.1, 0.74), at(0.5, 0.71), at(1.1, 0.75), at(1.1, 1.1), at(-0.1, 1.1)], pull=0.1),
        fill(far("#b6d0ab")),
    )
    for i in range(14):
        x, y = at(0.04 + i * 0.072, 0.79 + (i * 37 % 11) * 0.014)
        canvas.drawCircle(x, y, 5, fill(far(("#e0a48c", "#e3c684", "#b3a3cc")[i % 3])))
        canvas.drawPath(curve([(x, y + 4), (x + 1, y + 14)]), line(far("#86a884"), width=2))


_LEAVES: Final = (
    (0, 6, 170), (4, -22, 200), (8, -20, 130), (62, 18, 150), (66, 16, 70), (78, 8, 40), (90, -8, -100),
    (104, -12, -70), (112, -16, 80), (120, -20, -40), (132, -26, 60), (144, -32, -60),
)  # fmt: skip


def draw_bough(canvas: skia.Canvas, end: Point, *, size: float = 1.0) -> None:
    """Draw a bough that comes from the right to its `end`, 150 px long times `size`, with a robin on it."""
    canvas.save()
    canvas.translate(*end)
    canvas.scale(size, size)
    canvas.drawPath(curve([(150, -34), (104, -12), (52, -4), (0, 6)]), line("#a08263", width=6))
    canvas.drawPath(curve([(96, -10), (82, 8), (62, 18)]), line("#a08263", width=3.4))
    canvas.drawPath(curve([(40, -3), (24, -16), (4, -22)]), line("#a08263", width=2.8))
    for index, (x, y, turn) in enumerate(_LEAVES):
        canvas.save()
        canvas.translate(x, y)
        canvas.rotate(turn)
        leaf = blob([(0, 0), (9, -6), (20, 0), (9, 6)])
        canvas.drawPath(leaf, fill("#93b184" if index % 2 else "#a6bf92"))
        canvas.restore()
    draw_robin(canvas, (34, -20), size=15)
    canvas.restore()


def draw_robin(canvas: skia.Canvas, middle: Point, *, size: float) -> None:
    """Draw a robin that faces left, `size` px from its middle to its back."""
    canvas.save()
    canvas.translate(*middle)
    canvas.scale(size / 15, size / 15)
    canvas.drawPath(curve([(-2, 12), (-3, 18)]), line("#7d6450", width=1.6))
    canvas.drawPath(curve([(4, 12), (4, 18)]), line("#7d6450", width=1.6))
    canvas.drawPath(polygon([(10, -2), (28, 4), (25, 10), (10, 8)]), fill("#84705d"))
    canvas.drawOval(oval((1, 0), 30, 27), fill("#94806b"))
    canvas.drawCircle(-7, -11, 10, fill("#94806b"))
    canvas.drawOval(oval((-4, 8), 18, 11), fill("#d8d6c8"))
    canvas.drawOval(oval((-9, -3), 16, 20), fill("#d9764a"))
    canvas.drawPath(polygon([(-16, -12), (-22, -9), (-15, -8)]), fill("#6f5a48"))
    canvas.drawCircle(-10, -13, 1.8, fill("#54443a"))
    canvas.drawPath(blob([(2, -4), (16, 0), (18, 6), (4, 6)]), fill("#84705d"))
    canvas.restore()


def draw_curtain(canvas: skia.Canvas, left: float, *, way: int, codes: tuple[str, str], foot: float = 424) -> None:
    """Draw a curtain from px `left` towards `way` (1 right, -1 left), down to px `foot`; codes are cloth and fold."""
    cloth_code, fold_code = codes
    sheet = [(0, 14), (82, 14), (64, foot * 0.45), (76, foot - 4), (36, foot + 4), (-10, foot), (4, foot * 0.5)]
    cloth = blob([(left + way * x, y) for x, y in sheet], pull=0.08)
    canvas.drawPath(cloth, fill(cloth_code))
    with clipped(canvas, cloth):
        for place in (4, 22, 40, 60):
            fold = [
                (place, 12),
                (place + 9, 12),
                (place + 4, foot * 0.5),
                (place + 11, foot + 8),
                (place, foot + 8),
                (place - 5, foot * 0.5),
            ]
            canvas.drawPath(blob([(left + way * x, y) for x, y in fold], pull=0.1), fill(fold_code, alpha=0.42))


def draw_blinds(canvas: skia.Canvas, box: skia.Rect, *, drawn: float) -> None:
    """Draw slats over the upper `drawn` share of a window."""
    y = box.top()
    while y < box.top() + box.height() * drawn:
        slat = skia.Rect.MakeXYWH(box.left() - 6, y, box.width() + 12, 9)
        canvas.drawRect(slat.makeOffset(0, 3), fill("#8496a0", alpha=0.25))
        canvas.drawRoundRect(slat, 2, 2, slope((0, y), (0, y + 9), [(0, "#d7dedb", 1), (1, "#bcc8c8", 1)]))
        y += 16
    for share in (0.15, 0.85):
        x = box.left() + box.width() * share
        canvas.drawPath(curve([(x, box.top()), (x, y)]), line("#a9b4b4", width=1.6))
    pull = [(box.right() - 8, box.top()), (box.right() - 6, box.top() + box.height() * (drawn + 0.25))]
    canvas.drawPath(curve(pull), line("#a9b4b4", width=1.6))
    canvas.drawOval(oval(pull[1], 8, 13), fill("#b3a488"))
