"""Grace's kitchen: a worktop with toaster and jars, a calendar with pictures, a window box, a table."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import skia

from vigwidgets.studio.drawing.paint import Point, blob, curve, fill, line, oval, polygon, slope
from vigwidgets.studio.places import furniture, windows
from vigwidgets.studio.places.lights import PALE, draw_air, draw_beam, draw_lamplight, light_of, toned
from vigwidgets.studio.places.place import close, ground, pair

NAME = "kitchen"
TONE: str = "kitchen"
TABLE: tuple[float, float] | None = (546.0, 606.0)
SPOTS: Mapping[str, Point] = MappingProxyType(
    {
        "window": (640, 160),
        "toaster": (716, 402),
        "sink": (600, 424),
        "tap": (600, 392),
        "calendar": (224, 190),
        "clock": (1040, 80),
        "jar_left": (1096, 394),
        "jar_right": (1160, 394),
        "jars": (1128, 394),
        "door": (30, 300),
        "cupboard": (1170, 180),
        "flowers": (640, 308),
        "bag": (120, 470),
    }
)
SEATS: Mapping[str, Point] = MappingProxyType(
    {
        **pair("stand", y=226),
        **pair("sit"),
        **close("stand", y=226),
        **close("sit"),
        "toaster_stand": ground((600, 220), "stand", "right"),
        "sink_stand": ground((500, 220), "stand", "right"),
        "left_stand_child": ground((350, 250), "stand", "right", who="child"),
    }
)


def draw_back(canvas: skia.Canvas, light: str) -> None:
    """Draw everything behind the people, in 1280 x 720, at `day`, `late` or `evening`."""
    hour = light_of(light)
    with toned(canvas, hour):
        furniture.draw_wall(canvas, "#d1dedd")
        furniture.draw_floor(canvas, "#d0b48e")
        _draw_tiles(canvas)
        windows.draw_window(canvas, skia.Rect.MakeXYWH(490, 42, 300, 262), hour)
        _draw_flowers(canvas)
        _draw_cupboards(canvas)
        _draw_calendar(canvas)
        furniture.draw_clock(canvas, (1040, 80), radius=32)
        _draw_worktop(canvas)
        _draw_toaster(canvas)
        _draw_jars(canvas)
        draw_beam(canvas, hour, top=(440, 740), bottom=(320, 700), from_y=598)
    draw_lamplight(canvas, hour, (960, 40), radius=520)
    draw_air(canvas, hour)


def draw_front(canvas: skia.Canvas, light: str) -> None:
    """Draw the kitchen table that stands in front of the people."""
    with toned(canvas, light_of(light)):
        furniture.draw_table(canvas, (546.0, 606.0), span=(256, 1024), code="#cda273")


def _draw_tiles(canvas: skia.Canvas) -> None:
    for row in range(2):
        for i in range(22):
            x, y = -20 + i * 62 + row % 2 * 31, 344 + row * 44
            code = "#c3d4d3" if (i * 7 + row * 3) % 5 else "#b8cccb"
            canvas.drawRoundRect(
                skia.Rect.MakeXYWH(x, y, 59, 41),
                3,
                3,
                slope((x, y), (x + 59, y + 41), [(0, "#d2dedb", 1), (1, code, 1)]),
            )


def _draw_flowers(canvas: skia.Canvas) -> None:
    for i in range(15):
        x = 500 + i * 20
        canvas.drawPath(curve([(x, 314), (x + (i % 3 - 1) * 5, 292 - i % 4 * 5)]), line("#8bab88", width=4))
    for i in range(13):
        x, y = 504 + i * 22.5, 288 - i * 5 % 4 * 6
        code = ("#dd9b7a", "#e0c07f", "#cf8f88")[i % 3]
        for dx, dy in ((-5, 0), (5, 0), (0, -5), (0, 5)):
            canvas.drawCircle(x + dx, y + dy, 5.4, fill(code))
        canvas.drawCircle(x, y, 4, fill("#e3cf9d"))
    canvas.drawRoundRect(
        skia.Rect.MakeXYWH(484, 304, 312, 34), 5, 5, slope((0, 304), (0, 338), [(0, "#c9a07c", 1), (1, "#b08763", 1)])
    )


def _draw_cupboards(canvas: skia.Canvas) -> None:
    for x in (1090, 1196):
        box = skia.Rect.MakeXYWH(x, 36, 102, 212)
        canvas.drawRoundRect(box.makeOffset(4, 6), 5, 5, fill("#7f9492", alpha=0.25))
        canvas.drawRoundRect(box, 5, 5, slope((x, 36), (x + 102, 248), [(0, "#bfd2cc", 1), (1, "#a6bcb6", 1)]))
        canvas.drawRoundRect(box.makeInset(13, 13), 4, 4, line("#8fa7a0", width=2, alpha=0.7))
    for x in (1180, 1206):
        canvas.drawCircle(x, 202, 5, fill("#cfae82"))


def _draw_calendar(canvas: skia.Canvas) -> None:
    canvas.drawRoundRect(skia.Rect.MakeXYWH(158, 96, 138, 190), 4, 4, fill("#7f9492", alpha=0.25))
    canvas.drawRoundRect(skia.Rect.MakeXYWH(154, 90, 138, 190), 4, 4, fill(PALE))
    canvas.drawRect(skia.Rect.MakeXYWH(154, 90, 138, 76), fill("#bcd2cf"))
    canvas.drawPath(blob([(166, 160), (196, 130), (224, 146), (254, 120), (284, 160)], pull=0.14), fill("#95b496"))
    canvas.drawCircle(186, 116, 12, fill("#e3c283"))
    for i in range(20):
        x, y = 162 + i % 5 * 25.4, 174 + i // 5 * 26
        code = ("#ccd7d3", "#ccd7d3", "#dcb095", "#ccd7d3", "#b5cbb0", "#b8c5d8", "#ccd7d3")[i * 3 % 7]
        canvas.drawRoundRect(skia.Rect.MakeXYWH(x, y, 22, 22), 3, 3, fill(code))
    for x in (186, 222, 258):
        canvas.drawRect(skia.Rect.MakeXYWH(x, 84, 4, 12), fill("#93a3a3"))


def _draw_worktop(canvas: skia.Canvas) -> None:
    canvas.drawRect(
        skia.Rect.MakeXYWH(0, 452, 1280, 130), slope((0, 452), (0, 582), [(0, "#b3c6c0", 1), (1, "#9fb4ad", 1)])
    )
    for x in range(-40, 1290, 190):
        canvas.drawRoundRect(skia.Rect.MakeXYWH(x + 8, 466, 174, 108), 5, 5, line("#889f98", width=2, alpha=0.6))
        canvas.drawRoundRect(skia.Rect.MakeXYWH(x + 70, 478, 50, 7), 3, 3, fill("#cfae82"))
    canvas.drawRect(skia.Rect.MakeXYWH(0, 582, 1280, 14), fill("#7b8c88"))
    canvas.drawRect(
        skia.Rect.MakeXYWH(0, 430, 1280, 24),
        slope((0, 430), (0, 454), [(0, "#d6b58a", 1), (0.5, "#c79f70", 1), (1, "#ad8558", 1)]),
    )
    canvas.drawRect(skia.Rect.MakeXYWH(0, 430, 1280, 3), fill("#e0c9a3"))
    canvas.drawOval(oval((600, 432), 122, 9), fill("#8fa09f"))
    canvas.drawPath(curve([(560, 432), (560, 388), (580, 374), (598, 386), (600, 402)]), line("#9dafb0", width=9))
    canvas.drawPath(curve([(557, 428), (557, 390), (578, 372)]), line("#c6d3d1", width=2.4))


def _draw_toaster(canvas: skia.Canvas) -> None:
    canvas.drawOval(oval((722, 433), 120, 10), fill("#7d6a50", alpha=0.4))
    body = blob([(668, 378), (716, 368), (766, 378), (772, 428), (716, 431), (662, 428)], pull=0.1)
    canvas.drawPath(body, slope((662, 368), (772, 430), [(0, "#e6b593", 1), (0.5, "#dd9d76", 1), (1, "#c08261", 1)]))
    canvas.drawPath(body, line("#b07656", width=1.6, alpha=0.7))
    for y in (374, 380):
        canvas.drawRoundRect(skia.Rect.MakeXYWH(684, y, 64, 3.4), 2, 2, fill("#8f5f49"))
    canvas.drawRect(skia.Rect.MakeXYWH(766, 388, 3, 30), fill("#8f5f49"))
    canvas.drawRoundRect(skia.Rect.MakeXYWH(760, 392, 17, 9), 3, 3, fill("#a3a9a8"))
    canvas.drawCircle(690, 414, 6, fill("#a3a9a8"))


def _draw_jars(canvas: skia.Canvas) -> None:
    for x, code, lid in ((1096, "#cf8e62", "#b9a07a"), (1160, "#c98a8a", "#8aa58a")):
        canvas.drawOval(oval((x + 3, 433), 58, 9), fill("#7d6a50", alpha=0.4))
        canvas.drawRoundRect(
            skia.Rect.MakeXYWH(x - 25, 366, 50, 66),
            9,
            9,
            slope((x - 25, 0), (x + 25, 0), [(0, "#d8e2de", 1), (1, "#b9c9c6", 1)]),
        )
        canvas.drawRoundRect(
            skia.Rect.MakeXYWH(x - 21, 384, 42, 45),
            7,
            7,
            slope((x - 21, 0), (x + 21, 0), [(0, furniture.tint(code), 1), (1, code, 1)]),
        )
        canvas.drawRoundRect(skia.Rect.MakeXYWH(x - 27, 354, 54, 15), 4, 4, fill(lid))
    canvas.drawPath(polygon([(90, 430), (96, 372), (150, 372), (156, 430)]), fill("#b9c7ce"))
    canvas.drawPath(curve([(108, 374), (123, 346), (138, 374)]), line("#9fb0b8", width=6))
