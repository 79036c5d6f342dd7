"""Nadia and Theo's living room: a window with hills, curtains, a low table on a rug, a sofa, a shelf."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import skia

from vigwidgets.studio.drawing.paint import Point, fill, line, polygon, slope
from vigwidgets.studio.places import furniture, seating, windows
from vigwidgets.studio.places.lights import draw_air, draw_beam, draw_lamplight, light_of, toned
from vigwidgets.studio.places.place import close, ground, pair

NAME = "living_room"
TONE: str = "living_room"
TABLE: tuple[float, float] | None = (536.0, 590.0)
SPOTS: Mapping[str, Point] = MappingProxyType(
    {
        "window": (640, 200),
        "door": (60, 260),
        "clock": (1049, 64),
        "sofa": (1130, 400),
        "shelf": (90, 330),
        "picture": (224, 134),
        "rug": (640, 676),
        "lamp": (1240, 250),
        "plant": (62, 170),
    }
)
SEATS: Mapping[str, Point] = MappingProxyType(
    {
        "left_stand_small": ground((372, 236), "stand", "right", who="small"),
        "right_stand_small": ground((908, 236), "stand", "left", who="small"),
        **pair("heels"),
        **pair("sit"),
        **pair("kneel"),
        **pair("floor", y=300),
        **close("heels"),
        **close("stand", who="small"),
        **pair("floor", y=330, who="small"),
        "left_prone": ground((420, 420), "prone", "right"),
        "right_prone_small": ground((860, 470), "prone", "left", who="small"),
        "sofa_sit": ground((1010, 250), "sit", "left"),
    }
)


def draw_back(canvas: skia.Canvas, light: str) -> None:
    """Draw everything behind the people, in 1280 x 720, at `day`, `late` or `evening`."""
    hour = light_of(light)
    with toned(canvas, hour):
        furniture.draw_wall(canvas, "#d6dfd6")
        furniture.draw_floor(canvas, "#cfa882")
        windows.draw_window(canvas, skia.Rect.MakeXYWH(500, 46, 280, 314), hour)
        for left, way in ((424, 1), (856, -1)):
            windows.draw_curtain(canvas, left, way=way, codes=("#dfae93", "#cb947a"))
        canvas.drawRoundRect(skia.Rect.MakeXYWH(400, 5, 480, 11), 5, 5, fill("#b3906a"))
        _draw_shelf(canvas)
        _draw_pictures(canvas)
        furniture.draw_lamp(canvas, (1240, 520), tall=330, lit=hour.lamp)
        _draw_sofa(canvas)
        furniture.draw_rug(canvas, ("#c9d3c0", "#b4c3ad"))
        draw_beam(canvas, hour, top=(500, 790), bottom=(300, 720))
    draw_lamplight(canvas, hour, (1240, 250), radius=330)
    draw_air(canvas, hour)


def draw_front(canvas: skia.Canvas, light: str = "day") -> None:
    """Draw the low table that stands in front of the people."""
    with toned(canvas, light_of(light)):
        furniture.draw_table(canvas, (536.0, 590.0), span=(394, 852), code="#cf9f6d")


draw_table = draw_front


def _draw_shelf(canvas: skia.Canvas) -> None:
    canvas.drawRoundRect(skia.Rect.MakeXYWH(-24, 268, 240, 242), 8, 8, fill("#8d9a96", alpha=0.3))
    canvas.drawRoundRect(
        skia.Rect.MakeXYWH(-30, 262, 236, 240),
        8,
        8,
        slope((0, 262), (206, 502), [(0, "#c9a47c", 1), (1, "#b48c62", 1)]),
    )
    for top, tall in ((276, 98), (386, 104)):
        canvas.drawRect(
            skia.Rect.MakeXYWH(-20, top, 214, tall),
            slope((0, top), (0, top + tall), [(0, "#957454", 1), (1, "#a98661", 1)]),
        )
    furniture.draw_books(
        canvas, (4, 374), wide=112, codes=("#c78672", "#7fa09c", "#dfc48d", "#8a9ab3", "#c9b8a2", "#a08aa0")
    )
    canvas.drawRoundRect(
        skia.Rect.MakeXYWH(124, 322, 62, 52), 8, 8, slope((124, 0), (186, 0), [(0, "#dccba8", 1), (1, "#c3ad88", 1)])
    )
    canvas.drawRoundRect(
        skia.Rect.MakeXYWH(6, 430, 92, 60), 8, 8, slope((6, 0), (98, 0), [(0, "#b6c6ab", 1), (1, "#9dae93", 1)])
    )
    for x in range(16, 92, 12):
        canvas.drawRect(skia.Rect.MakeXYWH(x, 436, 2, 48), fill("#8b9c82", alpha=0.5))
    for x, y, radius, code in ((134, 464, 26, "#d39a82"), (172, 472, 18, "#dfc592")):
        canvas.drawCircle(
            x,
            y,
            radius,
            slope(
                (x - radius, y - radius),
                (x + radius, y + radius),
                [(0, furniture.tint(code), 1), (1, furniture.shade(code), 1)],
            ),
        )
    furniture.draw_plant(canvas, (62, 264), size=1.05)


def _draw_pictures(canvas: skia.Canvas) -> None:
    furniture.draw_picture(canvas, skia.Rect.MakeXYWH(186, 62, 116, 142), "#d3ded4")
    canvas.drawCircle(246, 116, 20, fill("#e3bf80"))
    canvas.drawPath(polygon([(199, 191), (234, 140), (289, 191)]), fill("#9ab69a"))
    canvas.drawPath(polygon([(236, 191), (266, 152), (289, 178), (289, 191)]), fill("#89a88d"))
    furniture.draw_clock(canvas, (1049, 64), radius=31)
    furniture.draw_picture(canvas, skia.Rect.MakeXYWH(1096, 62, 136, 112), "#dfd2c4")
    canvas.drawCircle(1142, 122, 19, fill("#cb9a80"))
    canvas.drawCircle(1182, 114, 25, fill("#8fabb0"))


def _draw_sofa(canvas: skia.Canvas) -> None:
    back = skia.Rect.MakeXYWH(1010, 306, 420, 224)
    canvas.drawRoundRect(back, 44, 44, slope((1010, 300), (1280, 520), [(0, "#b3c5be", 1), (1, "#96aba4", 1)]))
    canvas.drawRoundRect(
        skia.Rect.MakeXYWH(1034, 414, 420, 116),
        30,
        30,
        slope((0, 414), (0, 530), [(0, "#bccbc4", 1), (1, "#9db1a9", 1)]),
    )
    canvas.drawRoundRect(skia.Rect.MakeXYWH(1036, 416, 420, 112), 30, 30, line("#8fa59d", width=1.6, alpha=0.7))
    canvas.drawRoundRect(
        skia.Rect.MakeXYWH(984, 366, 84, 166),
        38,
        38,
        slope((984, 0), (1068, 0), [(0, "#b3c5be", 1), (1, "#8fa59d", 1)]),
    )
    canvas.drawRoundRect(skia.Rect.MakeXYWH(984, 366, 84, 166), 38, 38, line("#869c94", width=1.6, alpha=0.6))
    seating.draw_cushion(canvas, (1190, 384), "#dbbd86", size=112, turn=-6)
