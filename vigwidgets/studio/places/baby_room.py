"""Ivy's room: a play mat, paper birds on threads, a cot, a low lamp, a small window."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import skia

from vigwidgets.studio.drawing.paint import Point, blob, curve, fill, line, oval, polygon, slope
from vigwidgets.studio.places import furniture, windows
from vigwidgets.studio.places.lights import draw_air, draw_beam, draw_lamplight, light_of, toned
from vigwidgets.studio.places.place import close, ground, pair

NAME = "baby_room"
TONE: str = "baby_room"
TABLE: tuple[float, float] | None = None
SPOTS: Mapping[str, Point] = MappingProxyType(
    {
        "window": (640, 190),
        "birds": (640, 84),
        "bird_left": (540, 76),
        "bird_right": (742, 96),
        "birds_above": (300, 118),
        "lamp": (1180, 330),
        "cot": (150, 380),
        "mat": (640, 650),
        "door": (1262, 300),
    }
)
SEATS: Mapping[str, Point] = MappingProxyType(
    {
        **pair("floor", y=290),
        **pair("heels"),
        **pair("sit"),
        **close("heels"),
        **close("floor", y=300),
        "left_recline_small": (600, 690),
        "right_recline_small": (690, 690),
        "left_crouch": ground((400, 270), "crouch", "right"),
        "left_prone": ground((430, 420), "prone", "right"),
        "right_prone": ground((850, 420), "prone", "left"),
    }
)

_BIRDS: Final = (
    (540, 76, "#e0a487", 1), (606, 104, "#a8bdd6", -1), (668, 74, "#e3c898", 1), (742, 96, "#b3aacb", -1),
    (244, 146, "#e3c898", 1), (298, 108, "#e0a487", -1), (352, 152, "#a8bdd6", -1),
)  # fmt: skip
"""Px of each paper bird, its colour, and the way it flies: 1 right, -1 left."""


def draw_back(canvas: skia.Canvas, light: str) -> None:
    """Draw everything behind the people, in 1280 x 720, at `day`, `late` or `evening`."""
    hour = light_of(light)
    with toned(canvas, hour):
        furniture.draw_wall(canvas, "#d9d7e2")
        _draw_stars(canvas)
        furniture.draw_floor(canvas, "#d3c1a8", boards=False)
        windows.draw_window(canvas, skia.Rect.MakeXYWH(520, 120, 240, 230), hour, high=0)
        for left, way in ((446, 1), (834, -1)):
            windows.draw_curtain(canvas, left, way=way, codes=("#c6d0e0", "#aebbd0"), foot=404)
        canvas.drawRoundRect(skia.Rect.MakeXYWH(420, 5, 440, 11), 5, 5, fill("#b59a78"))
        _draw_birds(canvas)
        _draw_cot(canvas)
        _draw_chest(canvas)
        furniture.draw_lamp(canvas, (1180, 392), tall=122, code="#e6cdb0", lit=hour.lamp)
        _draw_mat(canvas)
        draw_beam(canvas, hour, top=(520, 760), bottom=(350, 690))
    draw_lamplight(canvas, hour, (1180, 320), radius=420)
    draw_air(canvas, hour)


def draw_front(canvas: skia.Canvas, light: str) -> None:  # noqa: ARG001 every place has it
    """Draw nothing: nothing stands before the people here."""
    light_of(light)


def _draw_stars(canvas: skia.Canvas) -> None:
    for i in range(26):
        x, y = 40 + i * 223 % 1240, 40 + i * 97 % 400
        canvas.drawCircle(x, y, 4 + i % 3, fill("#c6c3d6", alpha=0.55))


def _draw_birds(canvas: skia.Canvas) -> None:
    # some before the window, and some over the mat, right above who lies there
    for left, right in ((500, 780), (216, 380)):
        canvas.drawRoundRect(skia.Rect.MakeLTRB(left, 22, right, 28), 3, 3, fill("#b5936c"))
    for x, y, code, way in _BIRDS:
        canvas.drawPath(curve([(x, 26), (x, y - 8)]), line("#9a93a6", width=1.2))
        canvas.drawPath(
            polygon([(x - way * 32, y + 5), (x + way * 12, y - 11), (x + way * 33, y - 4), (x + way * 10, y + 13)]),
            fill(code),
        )
        canvas.drawPath(
            polygon([(x - way * 4, y - 2), (x - way * 22, y - 27), (x + way * 13, y - 7)]),
            fill(furniture.shade(code, share=0.14)),
        )
        canvas.drawPath(
            polygon([(x - way * 4, y - 2), (x + way * 4, y + 24), (x + way * 13, y - 4)]),
            fill(furniture.tint(code, share=0.35)),
        )
        canvas.drawPath(
            polygon([(x - way * 32, y + 5), (x - way * 48, y - 7), (x - way * 44, y + 12)]),
            fill(furniture.shade(code, share=0.2)),
        )


def _draw_cot(canvas: skia.Canvas) -> None:
    wood, dark = "#c7a983", "#a98a66"
    canvas.drawRoundRect(
        skia.Rect.MakeXYWH(-30, 404, 326, 68), 12, 12, slope((0, 404), (0, 472), [(0, "#dbe0e6", 1), (1, "#c0c9d8", 1)])
    )
    canvas.drawPath(
        blob([(150, 398), (250, 392), (292, 420), (288, 466), (160, 470)]),
        slope((150, 390), (290, 470), [(0, "#e8ceac", 1), (1, "#d9b896", 1)]),
    )
    for x in range(-10, 290, 32):
        canvas.drawRect(skia.Rect.MakeXYWH(x, 316, 10, 160), slope((x, 0), (x + 10, 0), [(0, wood, 1), (1, dark, 1)]))
    for y in (300, 470):
        canvas.drawRoundRect(
            skia.Rect.MakeXYWH(-30, y, 338, 18),
            8,
            8,
            slope((0, y), (0, y + 18), [(0, furniture.tint(wood), 1), (1, dark, 1)]),
        )
    canvas.drawRoundRect(
        skia.Rect.MakeXYWH(292, 278, 20, 250), 8, 8, slope((292, 0), (312, 0), [(0, wood, 1), (1, dark, 1)])
    )


def _draw_chest(canvas: skia.Canvas) -> None:
    canvas.drawRoundRect(
        skia.Rect.MakeXYWH(1046, 390, 260, 132),
        8,
        8,
        slope((1046, 390), (1280, 520), [(0, "#cdb08c", 1), (1, "#b3946e", 1)]),
    )
    for y in (404, 464):
        canvas.drawRoundRect(skia.Rect.MakeXYWH(1060, y, 240, 50), 6, 6, line("#9c7f5c", width=1.8, alpha=0.7))
        canvas.drawCircle(1150, y + 25, 6, fill("#94795a"))
    canvas.drawOval(oval((1096, 362), 42, 50), fill("#d9bfa0"))
    canvas.drawCircle(1096, 326, 20, fill("#d9bfa0"))
    for x in (1080, 1112):
        canvas.drawCircle(x, 310, 8, fill("#cbac89"))
    canvas.drawOval(oval((1096, 334), 15, 11), fill("#dccbb4"))


def _draw_mat(canvas: skia.Canvas) -> None:
    canvas.drawPath(
        blob([(120, 600), (640, 566), (1160, 600), (1260, 700), (640, 760), (20, 700)], pull=0.12),
        fill("#a99b92", alpha=0.35),
    )
    canvas.drawPath(
        blob([(130, 592), (640, 560), (1150, 592), (1240, 690), (640, 752), (40, 690)], pull=0.12),
        slope((0, 560), (0, 740), [(0, "#cdd8e4", 1), (1, "#b5c4d6", 1)]),
    )
    for x, y, code in (
        (300, 622, "#e3c9a8"),
        (520, 600, "#c9c3dc"),
        (760, 602, "#bcd0c4"),
        (980, 624, "#e0b9a6"),
        (640, 660, "#dbd3b6"),
    ):
        canvas.drawOval(oval((x, y), 110, 34), fill(code, alpha=0.75))
        canvas.drawOval(oval((x, y), 84, 24), line(furniture.shade(code, share=0.15), width=2, alpha=0.6))
