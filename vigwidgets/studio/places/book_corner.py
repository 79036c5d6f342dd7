"""A book corner under the stairs: a low bench, cushions, boxes of books, string lights, a door ajar."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import skia

from vigwidgets.studio.drawing.paint import Point, curve, fill, glow, line, oval, polygon, slope
from vigwidgets.studio.places import furniture, seating
from vigwidgets.studio.places.lights import draw_air, draw_beam, draw_lamplight, light_of, toned
from vigwidgets.studio.places.place import close, ground, pair

NAME = "book_corner"
TONE: str = "book_corner"
TABLE: tuple[float, float] | None = None
BULBS = tuple((372 + i * 52, 118 + 26 * (1 - ((i - 5) / 5) ** 2)) for i in range(11))
SPOTS: Mapping[str, Point] = MappingProxyType(
    {
        "door": (1176, 280),
        "corridor": (1140, 250),
        "lights": (640, 142),
        "boxes": (120, 560),
        "stairs": (330, 120),
        "poster": (640, 260),
        "window": (1150, 200),
        "cushion": (330, 440),
    }
)
SEATS: Mapping[str, Point] = MappingProxyType(
    {
        **pair("sit"),
        **close("sit"),
        **pair("sit", who="child", y=262),
        **close("sit", who="child", y=262),
        **pair("crouch", y=270),
        **pair("heels"),
        **pair("floor", y=300),
        **pair("floor", y=330, who="child"),
        "door_stand": ground((1100, 200), "stand", "left"),
        "left_recline_child": ground((420, 400), "recline", "right", who="child"),
    }
)


def draw_back(canvas: skia.Canvas, light: str) -> None:
    """Draw everything behind the people, in 1280 x 720, at `day`, `late` or `evening`."""
    hour = light_of(light)
    with toned(canvas, hour):
        furniture.draw_wall(canvas, "#ddd8cb")
        furniture.draw_floor(canvas, "#a9b8aa", boards=False)
        _draw_poster(canvas)
        _draw_door(canvas, sky=hour.sky[1])
        _draw_stairs(canvas)
        _draw_bench(canvas)
        _draw_boxes(canvas)
        draw_beam(canvas, hour, top=(1090, 1230), bottom=(900, 1090))
    _draw_string_lights(canvas, strength=0.35 + 0.65 * hour.lamp)
    draw_lamplight(canvas, hour, (640, 130), radius=460)
    draw_air(canvas, hour, centre=(640, 250))


def draw_front(canvas: skia.Canvas, light: str) -> None:  # noqa: ARG001 every place has it
    """Draw nothing: nothing stands before the people here."""
    light_of(light)


def _draw_poster(canvas: skia.Canvas) -> None:
    furniture.draw_picture(canvas, skia.Rect.MakeXYWH(556, 186, 168, 150), "#c3d5da")
    canvas.drawPath(polygon([(576, 290), (704, 290), (704, 317), (576, 317)]), fill("#9fb9c4"))
    canvas.drawOval(oval((640, 276), 86, 42), fill("#8ca3b8"))
    canvas.drawPath(polygon([(674, 272), (702, 252), (698, 280)]), fill("#8ca3b8"))
    canvas.drawPath(curve([(620, 252), (616, 236), (606, 232)]), line("#d6e0dd", width=4))
    canvas.drawPath(curve([(620, 252), (624, 234), (634, 232)]), line("#d6e0dd", width=4))


def _draw_door(canvas: skia.Canvas, *, sky: str) -> None:
    canvas.drawRect(skia.Rect.MakeXYWH(1040, 74, 240, 440), fill("#cfd3c8"))
    opening = skia.Rect.MakeXYWH(1058, 92, 222, 420)
    canvas.drawRect(opening, slope((1058, 92), (1280, 512), [(0, "#d5d9cc", 1), (1, "#c2c4b6", 1)]))
    canvas.drawRect(skia.Rect.MakeXYWH(1090, 150, 66, 110), fill("#c3cbc4"))
    canvas.drawRect(skia.Rect.MakeXYWH(1097, 157, 52, 96), fill(sky))
    canvas.drawRect(skia.Rect.MakeXYWH(1121, 157, 4, 96), fill("#c3cbc4"))
    canvas.drawPath(polygon([(1058, 470), (1280, 470), (1280, 512), (1058, 512)]), fill("#b9b8a8"))
    leaf = polygon([(1190, 92), (1290, 60), (1290, 566), (1190, 516)])
    canvas.drawPath(leaf, slope((1190, 0), (1290, 0), [(0, "#c49a70", 1), (1, "#aa8058", 1)]))
    for top, bottom in ((124, 270), (300, 470)):
        panel = polygon([(1208, top), (1272, top - 16), (1272, bottom + 14), (1208, bottom)])
        canvas.drawPath(panel, line("#94704c", width=2.4, alpha=0.6))
    canvas.drawCircle(1200, 306, 8, fill("#d8c08c"))
    canvas.drawCircle(1199, 304, 4, fill("#e0d0aa"))


def _draw_stairs(canvas: skia.Canvas) -> None:
    steps: list[Point] = [(-10, -10), (560, -10)]
    for i in range(8):
        x, y = 520 - i * 72, 22 + i * 40
        steps += [(x, y - 40), (x, y)]
    under = [*steps, (-10, 340)]
    canvas.drawPath(polygon([(x + 6, y + 10) for x, y in under]), fill("#8d8a80", alpha=0.25))
    canvas.drawPath(polygon(under), slope((0, 0), (420, 300), [(0, "#c9ab83", 1), (1, "#b08e66", 1)]))
    for i in range(8):
        x, y = 520 - i * 72, 22 + i * 40
        canvas.drawRoundRect(
            skia.Rect.MakeXYWH(x - 78, y - 7, 84, 12),
            3,
            3,
            slope((0, y - 7), (0, y + 5), [(0, "#a9855a", 1), (1, "#94724c", 1)]),
        )


def _draw_bench(canvas: skia.Canvas) -> None:
    canvas.drawRoundRect(
        skia.Rect.MakeXYWH(170, 470, 850, 34), 10, 10, slope((0, 470), (0, 504), [(0, "#cdb59c", 1), (1, "#b79c82", 1)])
    )
    pads = ((176, "#a394b3"), (458, "#b7aac2"), (740, "#a394b3"))
    for x, code in pads:
        canvas.drawRoundRect(
            skia.Rect.MakeXYWH(x, 540, 278, 50),
            20,
            20,
            slope(
                (0, 540), (0, 590), [(0, furniture.tint(code, share=0.3), 1), (1, furniture.shade(code, share=0.12), 1)]
            ),
        )
        canvas.drawRoundRect(
            skia.Rect.MakeXYWH(x, 540, 278, 50), 20, 20, line(furniture.shade(code, share=0.3), width=1.6, alpha=0.6)
        )
    canvas.drawRoundRect(
        skia.Rect.MakeXYWH(160, 584, 870, 150), 6, 6, slope((0, 584), (0, 720), [(0, "#be986b", 1), (1, "#a37b51", 1)])
    )
    canvas.drawRect(skia.Rect.MakeXYWH(160, 584, 870, 6), fill("#d3b48a"))
    for x in (182, 464, 746):
        canvas.drawRect(skia.Rect.MakeXYWH(x, 606, 264, 130), fill("#8f6d49"))
        furniture.draw_books(
            canvas, (x + 12, 724), wide=180, tall=92, codes=("#c08d78", "#8aa3a6", "#d3b980", "#95899f", "#9bb096")
        )
    seating.draw_cushion(canvas, (236, 498), "#d39a80", size=108, turn=-8)
    seating.draw_cushion(canvas, (930, 500), "#9fb0a0", size=104, turn=10)
    seating.draw_cushion(canvas, (326, 512), "#d6c08e", size=82, turn=12)


def _draw_boxes(canvas: skia.Canvas) -> None:
    for x, y, code in ((-20, 520, "#a9b9ab"), (44, 586, "#cfa48c")):
        furniture.draw_books(
            canvas, (x + 12, y + 60), wide=112, tall=92, codes=("#8aa3a6", "#d3b980", "#c08d78", "#a394b3")
        )
        canvas.drawRoundRect(
            skia.Rect.MakeXYWH(x, y + 12, 136, 106),
            8,
            8,
            slope(
                (x, y), (x + 136, y + 106), [(0, furniture.tint(code), 1), (1, furniture.shade(code, share=0.14), 1)]
            ),
        )
        canvas.drawRoundRect(skia.Rect.MakeXYWH(x + 46, y + 34, 44, 13), 6, 6, fill(furniture.shade(code, share=0.34)))


def _draw_string_lights(canvas: skia.Canvas, *, strength: float) -> None:
    canvas.drawPath(curve([(340, 84), *((x, y - 8) for x, y in BULBS), (930, 84)]), line("#9b9184", width=2))
    for x, y in BULBS:
        canvas.drawCircle(x, y, 26, glow((x, y), 26, [(0, "#efd79c", 0.6 * strength), (1, "#efd79c", 0)]))
        canvas.drawRect(skia.Rect.MakeXYWH(x - 2.5, y - 10, 5, 6), fill("#8f8577"))
        canvas.drawOval(oval((x, y), 11, 14), fill("#ecd59c"))
