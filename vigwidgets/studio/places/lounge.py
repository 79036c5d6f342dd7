"""A lounge: Winston's wing chair, a second chair, a glass door to a garden with a robin, a lamp, blankets."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import skia

from vigwidgets.studio.drawing.paint import Point, clipped, curve, fill, line, oval, polygon, slope
from vigwidgets.studio.places import furniture, seating, windows
from vigwidgets.studio.places.lights import PALE, Light, draw_air, draw_beam, draw_lamplight, light_of, toned
from vigwidgets.studio.places.place import close, ground, hip, pair

NAME = "lounge"
TONE: str = "lounge"
TABLE: tuple[float, float] | None = None
SPOTS: Mapping[str, Point] = MappingProxyType(
    {
        "window": (640, 220),
        "garden": (600, 420),
        "robin": (701, 100),
        "door": (640, 250),
        "clock": (1140, 84),
        "lamp": (110, 250),
        "photograph": (230, 130),
        "blankets": (1216, 470),
        "record": (60, 452),
    }
)
SEATS: Mapping[str, Point] = MappingProxyType(
    {
        **pair("sit", left=346, right=934),
        **close("sit"),
        **pair("crouch", y=270),
        **pair("heels"),
        **pair("stand", y=210),
        "wing_chair": ground((934, 242), "sit", "left"),
        "second_chair": ground((346, 236), "sit", "right"),
        "beside_crouch": ground((600, 290), "crouch", "right"),
    }
)


def draw_back(canvas: skia.Canvas, light: str) -> None:
    """Draw everything behind the people, in 1280 x 720, at `day`, `late` or `evening`."""
    hour = light_of(light)
    with toned(canvas, hour):
        furniture.draw_wall(canvas, "#dcd9cb")
        furniture.draw_floor(canvas, "#bda283")
        _draw_glass_door(canvas, hour)
        for left, way in ((412, 1), (868, -1)):
            windows.draw_curtain(canvas, left, way=way, codes=("#bcc9bd", "#a3b4a6"), foot=500)
        canvas.drawRoundRect(skia.Rect.MakeXYWH(388, 5, 504, 11), 5, 5, fill("#a98a66"))
        _draw_wall_things(canvas)
        _draw_sideboard(canvas)
        furniture.draw_lamp(canvas, (110, 456), tall=236, code="#dcc7a0", lit=hour.lamp)
        _draw_blankets(canvas)
        furniture.draw_rug(canvas, ("#c3b3a2", "#ad8f86"))
        draw_beam(canvas, hour, top=(480, 800), bottom=(280, 700))
        seating.draw_armchair(canvas, hip(SEATS["second_chair"], "sit", "right"), facing=1, code="#b7a48f", unit=84)
        seating.draw_armchair(
            canvas, hip(SEATS["wing_chair"], "sit", "left"), facing=-1, code="#8fab94", unit=90, wing=True
        )
    draw_lamplight(canvas, hour, (110, 270), radius=420)
    draw_air(canvas, hour)


def draw_front(canvas: skia.Canvas, light: str) -> None:  # noqa: ARG001 every place has it
    """Draw nothing: nothing stands before the people here."""
    light_of(light)


def _draw_glass_door(canvas: skia.Canvas, hour: Light) -> None:
    frame = skia.Rect.MakeXYWH(470, 24, 340, 482)
    canvas.drawRect(frame, fill(PALE))
    canvas.drawRect(frame, line("#b3bdb4", width=1.6))
    for left in (486, 647):
        glass = skia.Path()
        glass.addRect(skia.Rect.MakeXYWH(486, 40, 308, 450))
        pane = skia.Path()
        pane.addRect(skia.Rect.MakeXYWH(left, 40, 147, 450))
        with clipped(canvas, pane):
            windows.draw_view(canvas, glass, hour, view="garden")
            # high, so that a look at the bird is never a look at a face
            windows.draw_bough(canvas, (650, 130), size=1.5)
            canvas.drawPath(
                polygon([(left + 20, 490), (left + 100, 40), (left + 136, 40), (left + 60, 490)]),
                fill(hour.sky[1], alpha=0.2),
            )
        canvas.drawRect(skia.Rect.MakeXYWH(left, 40, 147, 5), fill("#7f9094", alpha=0.25))
    canvas.drawRect(skia.Rect.MakeXYWH(486, 456, 308, 36), fill("#d3dad3"))
    canvas.drawRoundRect(skia.Rect.MakeXYWH(628, 258, 8, 46), 4, 4, fill("#a9a28c"))


def _draw_wall_things(canvas: skia.Canvas) -> None:
    furniture.draw_clock(canvas, (1140, 84))
    furniture.draw_picture(canvas, skia.Rect.MakeXYWH(172, 68, 124, 150), "#d3c6b0")
    for x, tall in ((216, 36), (250, 42)):
        canvas.drawRoundRect(skia.Rect.MakeXYWH(x - 17, 202 - tall, 34, tall), 12, 12, fill("#a58f7c"))
        canvas.drawCircle(x, 202 - tall - 13, 13, fill("#8a705c"))
    furniture.draw_picture(canvas, skia.Rect.MakeXYWH(40, 88, 96, 84), "#c6d3c6")
    canvas.drawPath(polygon([(54, 162), (84, 116), (122, 162)]), fill("#9fb5a0"))


def _draw_sideboard(canvas: skia.Canvas) -> None:
    canvas.drawRoundRect(
        skia.Rect.MakeXYWH(-20, 456, 250, 70), 6, 6, slope((0, 456), (0, 526), [(0, "#b3916b", 1), (1, "#967550", 1)])
    )
    canvas.drawRect(skia.Rect.MakeXYWH(-20, 454, 254, 7), fill("#c7a883"))
    canvas.drawRoundRect(skia.Rect.MakeXYWH(8, 440, 74, 16), 4, 4, fill("#a88e80"))
    canvas.drawOval(oval((44, 440), 62, 9), fill("#7d6e6a"))
    canvas.drawPath(curve([(80, 430), (66, 432), (56, 438)]), line("#c3b8a4", width=3))
    furniture.draw_plant(canvas, (192, 456), size=0.62, pot="#a8b3a0", leaf="#8cab8c")


def _draw_blankets(canvas: skia.Canvas) -> None:
    canvas.drawRoundRect(skia.Rect.MakeXYWH(1136, 506, 180, 18), 5, 5, fill("#a58762"))
    for x in (1150, 1262):
        canvas.drawRect(skia.Rect.MakeXYWH(x, 522, 12, 60), fill("#8f7250"))
    for i, code in enumerate(("#c08d80", "#a9b9a6", "#d0bd94")):
        y = 478 - i * 28
        fold = skia.Rect.MakeXYWH(1150 + i * 5, y, 150, 28)
        canvas.drawRoundRect(
            fold,
            12,
            12,
            slope((0, y), (0, y + 28), [(0, furniture.tint(code), 1), (1, furniture.shade(code, share=0.14), 1)]),
        )
        canvas.drawRect(skia.Rect.MakeXYWH(1186, y, 7, 28), fill(furniture.shade(code), alpha=0.4))
