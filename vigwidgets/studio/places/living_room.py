"""Nadia and Theo's living room: a window with hills, curtains, a low table on a rug."""

from __future__ import annotations

import skia

from vigwidgets.studio.drawing.paint import blob, clipped, curve, fill, glow, line, oval, polygon, slope

WIDTH, HEIGHT = 1280, 720
TABLE_TOP = (536.0, 590.0)
"""Px of the table's back and front edge from the top of the picture."""
NAME = "living_room"


def draw_back(canvas: skia.Canvas) -> None:
    """Draw everything behind the people, in 1280 x 720."""
    canvas.drawRect(skia.Rect.MakeWH(WIDTH, HEIGHT), slope((0, 0), (0, 520), [(0, "#e3e9e0", 1), (1, "#d3ddd0", 1)]))
    _draw_floor(canvas)
    _draw_window(canvas)
    _draw_shelf(canvas)
    _draw_pictures(canvas)
    _draw_sofa(canvas)
    canvas.drawOval(oval((640, 676), 1260, 196), fill("#b4c3ad"))
    canvas.drawOval(oval((640, 676), 1200, 172), fill("#c6d1bd"))
    canvas.drawOval(oval((640, 676), 1120, 148), line("#b4c3ad", width=3, alpha=0.8))
    beam = polygon([(500, 500), (790, 500), (720, 720), (300, 720)])
    canvas.drawPath(beam, slope((0, 500), (0, 720), [(0, "#fff3cf", 0.34), (1, "#fff3cf", 0.05)]))
    light = [(0.0, "#fff1cf", 0.44), (0.5, "#fff4d8", 0.13), (1.0, "#fff4d8", 0.0)]
    canvas.drawRect(skia.Rect.MakeWH(WIDTH, HEIGHT), glow((640, 220), 680, light))
    edge = [(0.0, "#3a2418", 0.0), (0.64, "#3a2418", 0.0), (1.0, "#3a2418", 0.16)]
    canvas.drawRect(skia.Rect.MakeWH(WIDTH, HEIGHT), glow((640, 330), 830, edge))


def draw_table(canvas: skia.Canvas) -> None:
    """Draw the low table that stands in front of the people."""
    back, front = TABLE_TOP
    for x in (424, 788):
        canvas.drawPath(polygon([(x, front), (x + 22, front), (x + 19, 676), (x + 4, 676)]), fill("#875b37"))
    canvas.drawOval(
        oval((630, 704), 540, 30),
        glow((630, 704), 270, [(0, "#5c4a30", 0.30), (0.7, "#5c4a30", 0.18), (1, "#5c4a30", 0)]),
    )
    top = polygon([(438, back), (812, back), (852, front), (394, front)])
    canvas.drawPath(top, slope((394, back), (852, front), [(0, "#d9a873", 1), (0.5, "#cf9a64", 1), (1, "#c08a56", 1)]))
    with clipped(canvas, top):
        for y, share in ((549, 0.5), (561, 0.45), (575, 0.5)):
            canvas.drawPath(
                curve([(390, y), (560, y + 2), (720, y - 1), (890, y + 1)]), line("#b07c49", width=1.4, alpha=share)
            )
        canvas.drawPath(polygon([(530, back), (700, back), (640, front), (450, front)]), fill("#ffe6b8", alpha=0.22))
    canvas.drawRoundRect(
        skia.Rect.MakeXYWH(391, front - 1, 464, 19),
        8,
        8,
        slope((0, front), (0, front + 19), [(0, "#b58150", 1), (1, "#976339", 1)]),
    )
    canvas.drawRoundRect(skia.Rect.MakeXYWH(394, front - 1, 458, 4), 2, 2, fill("#e2b986", alpha=0.8))
    for x in (408, 816):
        canvas.drawPath(
            polygon([(x, front + 17), (x + 25, front + 17), (x + 21, 708), (x + 5, 708)]),
            slope((x, 0), (x + 25, 0), [(0, "#a87445", 1), (1, "#8a5b34", 1)]),
        )


def _draw_floor(canvas: skia.Canvas) -> None:
    canvas.drawRect(
        skia.Rect.MakeXYWH(0, 500, WIDTH, 220), slope((0, 500), (0, HEIGHT), [(0, "#d2ab80", 1), (1, "#c1925f", 1)])
    )
    for y in (522, 556, 604, 664):
        canvas.drawRect(skia.Rect.MakeXYWH(0, y, WIDTH, 2), fill("#b4865a", alpha=0.5))
    joints = (
        (120, 500, 522),
        (520, 500, 522),
        (900, 500, 522),
        (300, 522, 556),
        (1130, 522, 556),
        (60, 556, 604),
        (1210, 556, 604),
    )
    for x, top, bottom in joints:
        canvas.drawRect(skia.Rect.MakeXYWH(x, top, 2, bottom - top), fill("#b4865a", alpha=0.45))
    canvas.drawRect(skia.Rect.MakeXYWH(0, 482, WIDTH, 20), fill("#f4f1e6"))
    canvas.drawRect(skia.Rect.MakeXYWH(0, 500, WIDTH, 4), fill("#a97f55", alpha=0.5))


def _draw_window(canvas: skia.Canvas) -> None:
    canvas.drawRoundRect(skia.Rect.MakeXYWH(484, 30, 312, 350), 6, 6, fill("#fbf6ea"))
    glass = skia.Path()
    glass.addRect(skia.Rect.MakeXYWH(500, 46, 280, 318))
    canvas.drawPath(glass, slope((0, 46), (0, 364), [(0, "#c6e2ea", 1), (0.7, "#e3f1ea", 1), (1, "#eef5e4", 1)]))
    with clipped(canvas, glass):
        for x, y, wide in ((560, 110, 70), (598, 102, 54), (718, 148, 62)):
            canvas.drawOval(oval((x, y), wide, wide * 0.36), fill("#ffffff", alpha=0.75))
        hills = (
            ("#c3d8bb", [(480, 300), (560, 262), (640, 290), (720, 252), (800, 286), (800, 380), (480, 380)]),
            ("#b0ccaa", [(480, 330), (550, 312), (630, 326), (720, 300), (800, 322), (800, 390), (480, 390)]),
            ("#9dbf99", [(480, 356), (570, 336), (680, 352), (800, 338), (800, 400), (480, 400)]),
        )
        for code, points in hills:
            canvas.drawPath(blob(points, pull=0.12), fill(code))
        for x, y, size in ((536, 318, 17), (556, 326, 13), (742, 306, 19)):
            canvas.drawCircle(x, y, size, fill("#8db08c"))
            canvas.drawRect(skia.Rect.MakeXYWH(x - 2, y + size - 4, 4, 14), fill("#8a7356"))
    canvas.drawRect(skia.Rect.MakeXYWH(635, 46, 10, 318), fill("#fbf6ea"))
    canvas.drawRect(skia.Rect.MakeXYWH(500, 168, 280, 9), fill("#fbf6ea"))
    canvas.drawRoundRect(skia.Rect.MakeXYWH(466, 376, 348, 16), 4, 4, fill("#fffaf0"))
    canvas.drawRect(skia.Rect.MakeXYWH(474, 392, 332, 6), fill("#c9bfa2", alpha=0.55))
    for left, way in ((432, 1), (848, -1)):
        sheet = [
            (left, 14),
            (left + way * 78, 14),
            (left + way * 60, 190),
            (left + way * 72, 420),
            (left + way * 36, 428),
            (left - way * 8, 424),
            (left + way * 4, 210),
        ]
        cloth = blob(sheet, pull=0.08)
        canvas.drawPath(
            cloth, slope((left, 0), (left + way * 80, 0), [(0, "#cf8f6c", 1), (0.4, "#e0a683", 1), (1, "#d3946f", 1)])
        )
        with clipped(canvas, cloth):
            for fold in (16, 34, 54):
                canvas.drawPath(
                    curve([(left + way * fold, 12), (left + way * (fold - 6), 210), (left + way * (fold + 1), 430)]),
                    line("#b97a58", width=3, alpha=0.5),
                )
    canvas.drawRoundRect(skia.Rect.MakeXYWH(404, 6, 472, 10), 5, 5, fill("#a97f55"))


def _draw_shelf(canvas: skia.Canvas) -> None:
    canvas.drawRoundRect(skia.Rect.MakeXYWH(-30, 262, 236, 240), 8, 8, fill("#b98a5c"))
    for top, tall in ((276, 98), (386, 104)):
        canvas.drawRect(
            skia.Rect.MakeXYWH(-20, top, 214, tall),
            slope((0, top), (0, top + tall), [(0, "#86613d", 1), (1, "#977048", 1)]),
        )
    x = 2
    for wide, tall, code in (
        (16, 76, "#c96a52"),
        (12, 66, "#5f8d88"),
        (20, 80, "#e0c07d"),
        (14, 70, "#6f85a6"),
        (18, 62, "#c9b49a"),
        (12, 76, "#8d6a86"),
    ):
        canvas.drawRoundRect(skia.Rect.MakeXYWH(x, 374 - tall, wide, tall), 2, 2, fill(code))
        x += wide + 2
    canvas.drawRoundRect(skia.Rect.MakeXYWH(120, 318, 66, 56), 8, 8, fill("#d8c19a"))
    canvas.drawRoundRect(skia.Rect.MakeXYWH(6, 426, 92, 64), 8, 8, fill("#a8b99a"))
    canvas.drawCircle(132, 462, 28, fill("#d98a6c"))
    canvas.drawCircle(172, 470, 20, fill("#e7c98a"))
    for angle, code in ((-62, "#6d936c"), (-30, "#7fa27a"), (2, "#6d936c"), (30, "#86ab80"), (60, "#749a70")):
        canvas.save()
        canvas.translate(62, 212)
        canvas.rotate(angle)
        canvas.drawOval(oval((0, -50), 20, 84), fill(code))
        canvas.restore()
    canvas.drawPath(polygon([(36, 208), (90, 208), (82, 262), (44, 262)]), fill("#c97e5d"))


def _draw_pictures(canvas: skia.Canvas) -> None:
    canvas.drawRoundRect(skia.Rect.MakeXYWH(168, 66, 112, 136), 3, 3, fill("#fbf6ea"))
    canvas.drawRect(skia.Rect.MakeXYWH(182, 80, 84, 108), fill("#dbe4d6"))
    canvas.drawCircle(226, 120, 20, fill("#e7b96a"))
    canvas.drawPath(polygon([(182, 188), (216, 140), (266, 188)]), fill("#8fae8b"))
    canvas.drawRoundRect(skia.Rect.MakeXYWH(1090, 70, 140, 112), 3, 3, fill("#fbf6ea"))
    canvas.drawRect(skia.Rect.MakeXYWH(1104, 84, 112, 84), fill("#e8d3c0"))
    canvas.drawCircle(1140, 132, 19, fill("#c98a6c"))
    canvas.drawCircle(1180, 124, 24, fill("#7f9fa6"))


def _draw_sofa(canvas: skia.Canvas) -> None:
    canvas.drawRoundRect(
        skia.Rect.MakeXYWH(1010, 300, 420, 230),
        44,
        44,
        slope((0, 300), (0, 520), [(0, "#a4b9b1", 1), (1, "#93aaa2", 1)]),
    )
    canvas.drawRoundRect(skia.Rect.MakeXYWH(1030, 412, 420, 116), 30, 30, fill("#adc1b8"))
    canvas.drawRoundRect(
        skia.Rect.MakeXYWH(984, 366, 84, 164),
        38,
        38,
        slope((984, 0), (1068, 0), [(0, "#9ab0a8", 1), (1, "#87a097", 1)]),
    )
    canvas.drawRoundRect(skia.Rect.MakeXYWH(1150, 330, 112, 96), 28, 28, fill("#e3bd78"))
    canvas.drawRoundRect(skia.Rect.MakeXYWH(1150, 330, 112, 96), 28, 28, line("#d0a65d", width=3, alpha=0.7))
