"""A classroom: a kidney table, pegs with bags, a display of bridges, a strip of picture cards, a high window."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import skia

from vigwidgets.studio.drawing.paint import Point, blob, curve, fill, line, oval, polygon, slope
from vigwidgets.studio.places import furniture, seating, windows
from vigwidgets.studio.places.lights import draw_air, draw_beam, draw_lamplight, light_of, toned
from vigwidgets.studio.places.place import close, ground, pair

NAME = "classroom"
TONE: str = "classroom"
TABLE: tuple[float, float] | None = (540.0, 604.0)
SPOTS: Mapping[str, Point] = MappingProxyType(
    {
        "window": (640, 150),
        "clock": (1010, 76),
        "door": (36, 300),
        "display": (1116, 210),
        "pegs": (216, 226),
        "strip": (640, 352),
        "strip_left": (556, 352),
        "strip_middle": (640, 352),
        "strip_right": (724, 352),
        "tray": (1160, 440),
    }
)
SEATS: Mapping[str, Point] = MappingProxyType(
    {
        **pair("sit"),
        **close("sit"),
        **pair("sit", who="child", y=262),
        **close("sit", who="child", y=262),
        **pair("stand", who="child", y=236),
        **pair("wheelchair", who="child", y=262),
        **pair("heels"),
        **pair("crouch", y=270),
        "third_sit_child": ground((640, 262), "sit", "right", who="child"),
        "right_kneel_child": ground((930, 262), "kneel", "left", who="child"),
        "far_left_sit": ground((190, 230), "sit", "right"),
        "far_right_sit_child": ground((1090, 262), "sit", "left", who="child"),
        "right_wide_wheelchair_child": ground((1080, 262), "wheelchair", "left", who="child"),
    }
)


def draw_back(canvas: skia.Canvas, light: str) -> None:
    """Draw everything behind the people, in 1280 x 720, at `day`, `late` or `evening`."""
    hour = light_of(light)
    with toned(canvas, hour):
        furniture.draw_wall(canvas, "#d6dee1")
        furniture.draw_floor(canvas, "#b9c3c4", boards=False)
        windows.draw_window(canvas, skia.Rect.MakeXYWH(474, 46, 332, 226), hour, across=3, high=0)
        _draw_strip(canvas)
        _draw_pegs(canvas)
        _draw_display(canvas)
        furniture.draw_clock(canvas, (1010, 76))
        _draw_trays(canvas)
        draw_beam(canvas, hour, top=(480, 800), bottom=(300, 720))
    draw_lamplight(canvas, hour, (640, -40), radius=620)
    draw_air(canvas, hour)


def draw_seat(canvas: skia.Canvas, hip: Point, *, facing: int, unit: float, light: str) -> None:
    """Draw the chair of who sits with the hips at `hip` (px) and looks to `facing`; `unit` is a head radius in px."""
    with toned(canvas, light_of(light)):
        seating.draw_chair(canvas, hip, facing=facing, code="#8fa9bf", seat_code="#9fb6c8", unit=unit)


def draw_front(canvas: skia.Canvas, light: str) -> None:
    """Draw the kidney table that stands in front of the people."""
    with toned(canvas, light_of(light)):
        furniture.draw_table(canvas, (540.0, 604.0), span=(270, 1010), code="#cda877", round_=True)


def _draw_strip(canvas: skia.Canvas) -> None:
    canvas.drawRoundRect(skia.Rect.MakeXYWH(506, 312, 268, 82), 6, 6, fill("#a9b7bd"))
    for x, code in ((556, "#d9b6a0"), (640, "#b3c9b2"), (724, "#b4c3da")):
        canvas.drawRoundRect(skia.Rect.MakeXYWH(x - 35, 320, 70, 66), 4, 4, fill("#d8ddd6"))
        canvas.drawRoundRect(skia.Rect.MakeXYWH(x - 28, 327, 56, 52), 3, 3, fill(code))
    canvas.drawRoundRect(skia.Rect.MakeXYWH(544, 342, 24, 28), 4, 4, fill("#c08f78"))
    canvas.drawPath(curve([(568, 348), (576, 356), (568, 364)]), line("#c08f78", width=4))
    canvas.drawPath(polygon([(618, 370), (640, 336), (662, 370)]), fill("#84a583"))
    canvas.drawPath(blob([(706, 366), (714, 340), (736, 340), (742, 366)]), fill("#8499b8"))


def _draw_pegs(canvas: skia.Canvas) -> None:
    canvas.drawRoundRect(
        skia.Rect.MakeXYWH(66, 196, 300, 20), 5, 5, slope((0, 196), (0, 216), [(0, "#d1b38a", 1), (1, "#b99a70", 1)])
    )
    for x, code, kind in ((106, "#8ba6c0", 0), (180, "#d9b98a", 1), (254, "#a9bfa6", 0), (328, "#cfa294", 1)):
        canvas.drawCircle(x, 212, 8, fill("#a3845c"))
        if kind:
            bag = blob([(x - 30, 250), (x, 240), (x + 30, 250), (x + 33, 322), (x, 332), (x - 33, 322)], pull=0.12)
            canvas.drawPath(curve([(x - 14, 250), (x, 214), (x + 14, 250)]), line(furniture.shade(code), width=5))
            canvas.drawPath(
                bag,
                slope(
                    (x - 30, 240),
                    (x + 30, 330),
                    [(0, furniture.tint(code), 1), (1, furniture.shade(code, share=0.12), 1)],
                ),
            )
            canvas.drawRoundRect(
                skia.Rect.MakeXYWH(x - 20, 284, 40, 32),
                6,
                6,
                line(furniture.shade(code, share=0.3), width=2, alpha=0.7),
            )
        else:
            coat = blob([(x, 214), (x + 26, 240), (x + 32, 350), (x, 358), (x - 32, 350), (x - 26, 240)], pull=0.12)
            canvas.drawPath(
                coat,
                slope(
                    (x - 30, 210),
                    (x + 30, 350),
                    [(0, furniture.tint(code), 1), (1, furniture.shade(code, share=0.15), 1)],
                ),
            )
            canvas.drawPath(curve([(x, 226), (x + 2, 352)]), line(furniture.shade(code, share=0.3), width=2, alpha=0.6))


def _draw_display(canvas: skia.Canvas) -> None:
    canvas.drawRoundRect(skia.Rect.MakeXYWH(964, 128, 300, 170), 6, 6, fill("#b59870"))
    canvas.drawRect(skia.Rect.MakeXYWH(972, 136, 284, 154), fill("#b5c8d2"))
    for x, y, code in ((986, 148, "#dcd9c4"), (1076, 158, "#d4ddd8"), (1166, 148, "#ddd2c4")):
        canvas.drawRect(skia.Rect.MakeXYWH(x, y, 78, 58), fill(code))
        canvas.drawPath(curve([(x + 8, y + 44), (x + 39, y + 14), (x + 70, y + 44)]), line("#9a8f9a", width=4))
        canvas.drawRect(skia.Rect.MakeXYWH(x + 6, y + 42, 66, 5), fill("#9a8f9a"))
        for step in (20, 32, 46, 58):
            canvas.drawRect(skia.Rect.MakeXYWH(x + step, y + 26, 2.4, 17), fill("#9a8f9a"))
        canvas.drawCircle(x + 39, y + 4, 4, fill("#cf8d72"))
    for x, code in ((1000, "#e0c78c"), (1050, "#a5bda3"), (1100, "#d3a08a"), (1150, "#93a9c0"), (1200, "#e0c78c")):
        canvas.drawPath(polygon([(x, 228), (x + 42, 228), (x + 21, 266)]), fill(code))
    canvas.drawPath(curve([(990, 228), (1120, 230), (1248, 228)]), line("#93a3a8", width=2))


def _draw_trays(canvas: skia.Canvas) -> None:
    canvas.drawRoundRect(
        skia.Rect.MakeXYWH(1020, 388, 290, 140),
        6,
        6,
        slope((1020, 388), (1280, 520), [(0, "#d1b38a", 1), (1, "#b3946a", 1)]),
    )
    for row in range(2):
        for column, code in enumerate(("#a9bccb", "#dfc995", "#b6c8b0")):
            x, y = 1034 + column * 84, 402 + row * 56
            canvas.drawRoundRect(
                skia.Rect.MakeXYWH(x, y, 76, 46),
                5,
                5,
                slope((x, y), (x, y + 46), [(0, furniture.tint(code), 1), (1, furniture.shade(code, share=0.1), 1)]),
            )
            canvas.drawRoundRect(
                skia.Rect.MakeXYWH(x + 24, y + 14, 28, 10), 5, 5, fill(furniture.shade(code, share=0.3))
            )
    furniture.draw_plant(canvas, (1226, 390), size=0.62, pot="#93a9c0")
    canvas.drawOval(oval((1086, 372), 46, 36), fill("#a9bccb"))
    canvas.drawOval(oval((1086, 360), 46, 14), fill("#8ba0b0"))
