"""A room to look at films together: two armchairs turned to a laptop on a low table, a plant, blinds half open."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import skia

from vigwidgets.studio.drawing.paint import Point, fill, line, oval, polygon, slope
from vigwidgets.studio.places import furniture, seating, windows
from vigwidgets.studio.places.lights import draw_air, draw_beam, draw_lamplight, light_of, toned
from vigwidgets.studio.places.place import close, hip, pair

NAME = "review_room"
TONE: str = "review_room"
TABLE: tuple[float, float] | None = (560.0, 618.0)
SPOTS: Mapping[str, Point] = MappingProxyType(
    {
        "window": (640, 190),
        "screen": (640, 528),
        "laptop": (640, 540),
        "clock": (1120, 90),
        "door": (40, 300),
        "plant": (1190, 360),
        "notes": (500, 584),
        "poster": (186, 150),
        "lamp": (90, 300),
    }
)
SEATS: Mapping[str, Point] = MappingProxyType(
    {**pair("sit"), **close("sit"), **pair("sit", y=250, left=390, right=890)}
)


def draw_back(canvas: skia.Canvas, light: str) -> None:
    """Draw everything behind the people, in 1280 x 720, at `day`, `late` or `evening`."""
    hour = light_of(light)
    with toned(canvas, hour):
        furniture.draw_wall(canvas, "#d9dbd5")
        furniture.draw_floor(canvas, "#acb4b5", boards=False)
        pane = skia.Rect.MakeXYWH(486, 46, 308, 312)
        windows.draw_window(canvas, pane, hour, high=0)
        windows.draw_blinds(canvas, pane, drawn=0.42)
        _draw_poster(canvas)
        furniture.draw_clock(canvas, (1120, 90))
        _draw_cabinet(canvas)
        furniture.draw_lamp(canvas, (90, 456), tall=196, code="#d6c8a8", lit=hour.lamp)
        furniture.draw_plant(canvas, (1196, 536), size=1.6, pot="#8f9fac")
        furniture.draw_rug(canvas, ("#b9c3c6", "#9fadb3"), wide=1180)
        draw_beam(canvas, hour, top=(490, 790), bottom=(310, 710))
        for side, facing, code in (("left_sit", "right", "#a3b3bf"), ("right_sit", "left", "#c9b38a")):
            chair = hip(SEATS[side], "sit", facing)
            seating.draw_armchair(canvas, chair, facing=1 if facing == "right" else -1, code=code, unit=88)
    draw_lamplight(canvas, hour, (90, 290), radius=400)
    draw_air(canvas, hour)


def draw_front(canvas: skia.Canvas, light: str) -> None:
    """Draw the low table with the open laptop, seen from behind, so that faces stay free."""
    with toned(canvas, light_of(light)):
        furniture.draw_table(canvas, (560.0, 618.0), span=(330, 950), code="#b8926a")
        _draw_laptop(canvas)


def _draw_laptop(canvas: skia.Canvas) -> None:
    canvas.drawOval(oval((646, 604), 230, 20), fill("#5f4d3c", alpha=0.26))
    canvas.drawPath(polygon([(556, 576), (724, 576), (738, 600), (542, 600)]), fill("#8b979f"))
    lid = polygon([(548, 490), (732, 490), (738, 598), (542, 598)])
    canvas.drawPath(lid, slope((548, 490), (738, 598), [(0, "#b7c1c6", 1), (0.5, "#a3afb6", 1), (1, "#8b979f", 1)]))
    canvas.drawPath(lid, line("#7a868e", width=2, alpha=0.7))
    canvas.drawRoundRect(skia.Rect.MakeXYWH(538, 597, 204, 7), 3, 3, fill("#7a868e"))
    canvas.drawCircle(640, 542, 9, fill("#c3ccd0"))


def _draw_poster(canvas: skia.Canvas) -> None:
    furniture.draw_picture(canvas, skia.Rect.MakeXYWH(110, 70, 154, 162), "#cbd6d6")
    for x, y, radius, code in ((166, 152, 27, "#9fb3bf"), (208, 144, 27, "#d3b98c"), (187, 180, 20, "#a9bda6")):
        canvas.drawCircle(x, y, radius, fill(code, alpha=0.85))


def _draw_cabinet(canvas: skia.Canvas) -> None:
    canvas.drawRoundRect(
        skia.Rect.MakeXYWH(-20, 454, 260, 74), 6, 6, slope((0, 454), (0, 528), [(0, "#bda07c", 1), (1, "#a1845f", 1)])
    )
    canvas.drawRect(skia.Rect.MakeXYWH(-20, 452, 264, 7), fill("#cdb391"))
    furniture.draw_books(canvas, (146, 452), wide=76, tall=64, codes=("#8fa3b0", "#c9ae80", "#a9b8a6", "#b39a94"))
