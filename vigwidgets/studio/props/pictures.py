"""The small pictures on cards: plain enough to be known at 40 px. Each is drawn in a square from -0.5 to 0.5."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import skia

from vigwidgets.studio.drawing.paint import blob, curve, fill, mix, oval, polygon
from vigwidgets.studio.props.space import line

INK = "#4a5670"
PAPER = "#ece0c8"
Picture = Callable[[skia.Canvas], None]


def _box(canvas: skia.Canvas, box: tuple[float, float, float, float], code: str, *, round_: float = 0.03) -> None:
    canvas.drawRoundRect(skia.Rect.MakeXYWH(*box), round_, round_, fill(code))


def _ball_game(canvas: skia.Canvas) -> None:
    canvas.drawCircle(-0.02, -0.26, 0.10, fill("#c98f63"))
    canvas.drawPath(curve([(-0.02, -0.14), (-0.04, 0.02), (-0.02, 0.14)]), line("#4f8a68", width=0.15))
    canvas.drawPath(curve([(-0.02, 0.14), (-0.16, 0.24), (-0.22, 0.40)]), line("#52617f", width=0.09))
    canvas.drawPath(curve([(0.0, 0.14), (0.13, 0.24), (0.26, 0.26)]), line("#52617f", width=0.09))
    canvas.drawPath(curve([(-0.05, -0.08), (-0.22, 0.0), (-0.30, -0.10)]), line("#c98f63", width=0.07))
    canvas.drawPath(curve([(0.0, -0.08), (0.16, -0.06), (0.25, -0.18)]), line("#c98f63", width=0.07))
    canvas.drawCircle(0.34, 0.34, 0.11, fill("#e0913f"))


def _sums(canvas: skia.Canvas) -> None:
    for x, y in ((-0.22, -0.2), (0.22, -0.2), (-0.22, 0.22), (0.22, 0.22)):
        _box(canvas, (x - 0.18, y - 0.18, 0.36, 0.36), "#6f93b5" if x * y > 0 else "#d99a4e", round_=0.06)
    pale = line("#e6dac0", width=0.055)
    for x, y in ((-0.22, -0.2), (0.22, -0.2), (-0.22, 0.22)):
        canvas.drawPath(curve([(x - 0.1, y), (x + 0.1, y)]), pale)
    canvas.drawPath(curve([(-0.22, -0.3), (-0.22, -0.1)]), pale)
    for y in (0.17, 0.27):
        canvas.drawPath(curve([(0.12, y), (0.32, y)]), pale)


def _glass(canvas: skia.Canvas) -> None:
    glass = polygon([(-0.22, -0.34), (0.22, -0.34), (0.16, 0.38), (-0.16, 0.38)])
    canvas.drawPath(glass, fill("#c3d6de"))
    canvas.drawPath(polygon([(-0.195, -0.12), (0.195, -0.12), (0.16, 0.38), (-0.16, 0.38)]), fill("#5f9fc9"))
    canvas.drawOval(oval((0, -0.12), 0.39, 0.09), fill("#86bcdb"))
    canvas.drawPath(glass, line(INK, width=0.03))


def _plate(canvas: skia.Canvas) -> None:
    canvas.drawCircle(0, 0.02, 0.30, fill("#b9cbd2"))
    canvas.drawCircle(0, 0.02, 0.21, fill("#d3dedd"))
    canvas.drawOval(oval((-0.06, 0.06), 0.2, 0.16), fill("#d98a4e"))
    canvas.drawCircle(0.09, -0.03, 0.075, fill("#7ba663"))
    for x in (-0.41, -0.36, -0.46):
        canvas.drawPath(curve([(x, -0.26), (x, -0.1)]), line(INK, width=0.025))
    canvas.drawPath(curve([(-0.41, -0.12), (-0.41, 0.32)]), line(INK, width=0.045))
    canvas.drawPath(curve([(0.42, -0.26), (0.42, 0.32)]), line(INK, width=0.05))


def _hall(canvas: skia.Canvas) -> None:
    canvas.drawPath(polygon([(-0.40, -0.08), (0, -0.40), (0.40, -0.08)]), fill("#b5684f"))
    _box(canvas, (-0.34, -0.08, 0.68, 0.44), "#d9b684", round_=0.0)
    _box(canvas, (-0.10, 0.08, 0.20, 0.28), "#6f5a86")
    for x in (-0.26, 0.16):
        _box(canvas, (x, 0.02, 0.11, 0.15), "#8fb5c4")


def _carton(canvas: skia.Canvas) -> None:
    canvas.drawPath(polygon([(-0.2, -0.18), (0, -0.36), (0.2, -0.18)]), fill("#8fb1c9"))
    _box(canvas, (-0.2, -0.18, 0.4, 0.56), "#d6e0e2", round_=0.0)
    _box(canvas, (-0.2, 0.02, 0.4, 0.2), "#5f8fbd", round_=0.0)
    _box(canvas, (-0.08, -0.44, 0.16, 0.1), "#5f8fbd", round_=0.0)
    canvas.drawPath(
        polygon([(-0.2, -0.18), (0, -0.36), (0.2, -0.18), (0.2, 0.38), (-0.2, 0.38)]), line(INK, width=0.02)
    )


def _loaf(canvas: skia.Canvas) -> None:
    loaf = blob([(-0.4, 0.26), (-0.42, -0.04), (-0.26, -0.22), (0.2, -0.24), (0.41, -0.06), (0.40, 0.26)])
    canvas.drawPath(loaf, fill("#c98a45"))
    for x in (-0.2, 0.0, 0.2):
        canvas.drawPath(curve([(x - 0.05, 0.0), (x + 0.06, -0.17)]), line("#e8c489", width=0.05))
    canvas.drawPath(loaf, line("#9a6430", width=0.02))


def _rolls(canvas: skia.Canvas) -> None:
    for x, y in ((-0.2, -0.10), (0.21, -0.12), (0.0, 0.16)):
        canvas.drawOval(oval((x, y), 0.40, 0.32), fill("#d29a52"))
        canvas.drawOval(oval((x - 0.03, y - 0.05), 0.26, 0.16), fill("#e2b373"))
        canvas.drawPath(curve([(x - 0.1, y - 0.02), (x + 0.1, y - 0.04)]), line("#a8702f", width=0.03))


def _bus(canvas: skia.Canvas) -> None:
    _box(canvas, (-0.42, -0.26, 0.84, 0.50), "#cf5b45", round_=0.07)
    for x in (-0.35, -0.15, 0.05):
        _box(canvas, (x, -0.17, 0.16, 0.17), "#bcd6dd")
    _box(canvas, (0.25, -0.17, 0.12, 0.34), "#bcd6dd")
    for x in (-0.22, 0.2):
        canvas.drawCircle(x, 0.26, 0.1, fill(INK))
        canvas.drawCircle(x, 0.26, 0.04, fill("#b9c3c4"))


def _book(canvas: skia.Canvas) -> None:
    for way in (-1, 1):
        leaf = [(0, -0.2), (way * 0.2, -0.27), (way * 0.42, -0.22), (way * 0.42, 0.24), (way * 0.2, 0.2), (0, 0.28)]
        canvas.drawPath(polygon(leaf), fill("#d6c6e0" if way < 0 else "#c7b4d4"))
        canvas.drawPath(polygon(leaf), line("#6f5a86", width=0.03))
        for y in (-0.08, 0.02, 0.12):
            canvas.drawPath(curve([(way * 0.1, y), (way * 0.32, y - 0.04)]), line("#8d7aa3", width=0.025))


def _house(canvas: skia.Canvas) -> None:
    _box(canvas, (-0.28, -0.06, 0.56, 0.42), "#dfb98a", round_=0.0)
    canvas.drawPath(polygon([(-0.4, -0.04), (0, -0.40), (0.4, -0.04)]), fill("#8f6a8f"))
    _box(canvas, (-0.07, 0.1, 0.16, 0.26), "#6b8f6b")
    _box(canvas, (0.13, 0.02, 0.1, 0.1), "#8fb5c4")


def _shop(canvas: skia.Canvas) -> None:
    _box(canvas, (-0.36, -0.14, 0.72, 0.50), "#d9c19a", round_=0.0)
    for index in range(6):
        x = -0.42 + index * 0.14
        _box(canvas, (x, -0.34, 0.14, 0.24), "#cf6a52" if index % 2 else "#e6cfa8", round_=0.05)
    _box(canvas, (-0.28, 0.0, 0.28, 0.24), "#8fb5c4")
    _box(canvas, (0.08, 0.0, 0.18, 0.36), "#6b8f6b")


def _apples(canvas: skia.Canvas) -> None:
    for x, y, code in ((-0.18, 0.12, "#cf5b45"), (0.18, 0.12, "#9ab356"), (0.0, -0.12, "#d9784a")):
        canvas.drawCircle(x, y, 0.19, fill(code))
        canvas.drawCircle(x - 0.06, y - 0.06, 0.05, fill(mix(code, "#e9dcc2", share=0.4)))
        canvas.drawPath(curve([(x, y - 0.16), (x + 0.04, y - 0.26)]), line("#7c5a36", width=0.035))


def _eggs(canvas: skia.Canvas) -> None:
    for x in (-0.24, 0.0, 0.24):
        canvas.drawOval(oval((x, -0.04), 0.2, 0.28), fill("#d9a77a"))
        canvas.drawOval(oval((x - 0.03, -0.09), 0.07, 0.1), fill("#e8c6a2"))
    _box(canvas, (-0.40, 0.02, 0.80, 0.26), "#8f9aa3", round_=0.06)


def _bed(canvas: skia.Canvas) -> None:
    _box(canvas, (-0.42, -0.24, 0.07, 0.56), "#a8754a")
    _box(canvas, (-0.38, 0.04, 0.80, 0.20), "#6f93b5", round_=0.05)
    _box(canvas, (-0.33, -0.08, 0.24, 0.14), "#d9dccf", round_=0.05)
    _box(canvas, (0.35, -0.04, 0.07, 0.36), "#a8754a")
    canvas.drawPath(blob([(0.22, -0.40), (0.34, -0.28), (0.24, -0.16), (0.27, -0.28)]), fill("#d9a94a"))


def _bath(canvas: skia.Canvas) -> None:
    canvas.drawPath(polygon([(-0.42, 0.0), (0.42, 0.0), (0.32, 0.3), (-0.32, 0.3)]), fill("#9dbccb"))
    _box(canvas, (-0.46, -0.04, 0.92, 0.08), "#c3d3d8")
    for x, y, r in ((-0.2, -0.1, 0.09), (-0.06, -0.16, 0.11), (0.1, -0.1, 0.08)):
        canvas.drawCircle(x, y, r, fill("#b3d3dd"))
    canvas.drawOval(oval((0.26, -0.1), 0.2, 0.13), fill("#e3b545"))
    canvas.drawCircle(0.33, -0.2, 0.075, fill("#e3b545"))


def _sun(canvas: skia.Canvas) -> None:
    canvas.drawCircle(0, 0, 0.22, fill("#e0a83f"))
    for x, y in ((0, 1), (0.7, 0.7), (1, 0), (0.7, -0.7), (0, -1), (-0.7, -0.7), (-1, 0), (-0.7, 0.7)):
        canvas.drawPath(curve([(x * 0.29, y * 0.29), (x * 0.40, y * 0.40)]), line("#e0a83f", width=0.06))


PICTURES: Mapping[str, Picture] = MappingProxyType(
    {
        "pe": _ball_game,
        "maths": _sums,
        "water": _glass,
        "lunch": _plate,
        "hall": _hall,
        "reading": _book,
        "milk": _carton,
        "bread": _loaf,
        "rolls": _rolls,
        "bus": _bus,
        "home": _house,
        "shop": _shop,
        "apples": _apples,
        "eggs": _eggs,
        "bed": _bed,
        "bath": _bath,
        "sun": _sun,
    }
)
"""What a card may show."""
