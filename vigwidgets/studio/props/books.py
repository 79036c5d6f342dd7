"""Books, loose leaves and papers, and what holds papers together."""

from __future__ import annotations

import math

import skia

from vigwidgets.studio.drawing.paint import blob, clipped, curve, fill, mix, oval, polygon, slope
from vigwidgets.studio.props.cards import draw_sheet
from vigwidgets.studio.props.pictures import INK, PAPER
from vigwidgets.studio.props.prop import Form, Prop, drawn, flat, tall
from vigwidgets.studio.props.space import FLAT_DOWN, SHADE, Space, draw_box, laid, line, lit

_SEA = "#7fb0c4"
_LEAF = (0.62, 0.86)
"""Width and height of a page, in sides."""
_SPREAD_OUT = flat(2 * _LEAF[0] + 0.08, _LEAF[1] + 0.08)
_OUTER = (0.62, 0.26)
"""Where a hand takes an open book: at the outer edge, so that it hides no picture."""


@drawn
def draw_book(canvas: skia.Canvas, form: Form) -> None:
    """Draw a picture book about a whale, closed, or with the look `open` two pages of it; `stories` has plain text."""
    space = form.space(down=FLAT_DOWN)
    if form.look in ("open", "stories"):
        _draw_open(canvas, space, form.code, words_only=form.look == "stories")
        return
    draw_box(canvas, space, size=(0.74, 0.09, 0.98), code=form.code)
    draw_box(canvas, space, size=(0.75, 0.055, 0.94), code=PAPER, middle=(0.008, 0, 0))
    with laid(canvas, space.ground(0.05)):
        if space.nearness(0, 1, 0) <= 0:
            return
        board = skia.Rect.MakeXYWH(-0.37, -0.49, 0.74, 0.98)
        canvas.drawRoundRect(board, 0.03, 0.03, fill(lit(form.code, shine=0.7)))
        canvas.drawRect(skia.Rect.MakeXYWH(-0.37, -0.49, 0.07, 0.98), fill(mix(form.code, SHADE, share=0.2)))
        canvas.drawRoundRect(skia.Rect.MakeXYWH(-0.22, -0.18, 0.52, 0.52), 0.05, 0.05, fill(_SEA))
        canvas.translate(0.04, 0.09)
        _draw_whale(canvas, 0.40)
        canvas.translate(-0.04, -0.09)
        for y, half in ((-0.36, 0.2), (-0.28, 0.13)):
            canvas.drawPath(curve([(0.04 - half, y), (0.04 + half, y)]), line(PAPER, width=0.045))


def _draw_open(canvas: skia.Canvas, space: Space, code: str, *, words_only: bool) -> None:
    wide, high = _LEAF
    draw_sheet(canvas, space, size=(2 * wide + 0.08, high + 0.08), code=code, thick=0.05, corner=0.03)
    if space.nearness(0, 1, 0) <= 0:
        with laid(canvas, space.ground(-0.03)):
            spine = skia.Rect.MakeXYWH(-0.05, -high / 2 - 0.04, 0.1, high + 0.08)
            canvas.drawRect(spine, fill(mix(code, SHADE, share=0.2)))
        return
    for way in (-1, 1):
        leaf = skia.Path()
        leaf.moveTo(0, -high / 2 + 0.03)
        leaf.quadTo(way * wide * 0.35, -high / 2 - 0.06, way * wide, -high / 2)
        leaf.lineTo(way * wide, high / 2)
        leaf.quadTo(way * wide * 0.35, high / 2 - 0.06, 0, high / 2 + 0.03)
        leaf.close()
        with laid(canvas, space.ground(0.05)):
            far = mix(PAPER, SHADE, share=0.20)
            canvas.drawPath(leaf, slope((0, 0), (way * wide, 0), [(0, far, 1), (0.22, PAPER, 1), (1, "#e4d7bc", 1)]))
            canvas.drawPath(leaf, line("#c4b391", width=0.012))
            with clipped(canvas, leaf):
                _draw_page(canvas, way, words_only=words_only)


def _draw_page(canvas: skia.Canvas, way: int, *, words_only: bool) -> None:
    if way < 0 and not words_only:
        canvas.drawRoundRect(skia.Rect.MakeXYWH(-0.57, -0.35, 0.5, 0.68), 0.04, 0.04, fill(_SEA))
        canvas.save()
        canvas.translate(-0.32, 0.02)
        _draw_whale(canvas, 0.44)
        canvas.restore()
        return
    for index in range(6):
        y = -0.30 + index * 0.115
        end = 0.53 if index % 3 != 2 else 0.36
        canvas.drawPath(curve([(way * 0.1, y), (way * end, y)]), line(INK, width=0.022, alpha=0.6))


def _draw_whale(canvas: skia.Canvas, size: float) -> None:
    canvas.save()
    canvas.scale(size, size)
    body = [(-0.5, 0.02), (-0.36, -0.2), (0.0, -0.24), (0.28, -0.06), (0.42, -0.14), (0.44, 0.06), (0.1, 0.26)]
    canvas.drawPath(blob([*body, (-0.34, 0.24)]), fill("#3f6f95"))
    canvas.drawPath(blob([(0.36, -0.06), (0.34, -0.32), (0.46, -0.22), (0.62, -0.3), (0.5, -0.04)]), fill("#3f6f95"))
    canvas.drawPath(blob([(-0.46, 0.1), (-0.1, 0.12), (0.06, 0.22), (-0.3, 0.25)]), fill("#b9d2d8"))
    canvas.drawCircle(-0.30, -0.02, 0.035, fill("#d3e0de"))
    canvas.drawPath(curve([(-0.12, -0.26), (-0.14, -0.4), (-0.24, -0.44)]), line("#cfe2e4", width=0.05))
    canvas.drawPath(curve([(-0.12, -0.26), (-0.08, -0.4), (0.02, -0.43)]), line("#cfe2e4", width=0.05))
    canvas.restore()


@drawn
def draw_page(canvas: skia.Canvas, form: Form) -> None:
    """Draw one page of an open book of the same side and middle: `yaw` 0 lies on the right, 180 on the left.

    Between them it stands up from the spine and bends. `code` is the paper's colour.
    """
    space = Space(0.0, pitch=form.pitch, roll=form.roll, down=FLAT_DOWN)
    wide, high = _LEAF
    angle = math.radians(min(180.0, max(0.0, form.yaw)))
    bend = 0.35 * math.sin(angle)
    steps = [(share * wide, angle + bend * (share - 0.5)) for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    edge = [(far * math.cos(turn), 0.055 + far * math.sin(turn)) for far, turn in steps]
    points = [space.at(x, y, -high / 2) for x, y in edge]
    points += [space.at(x, y, high / 2) for x, y in reversed(edge)]
    tone = mix(form.code, SHADE, share=0.14 * math.sin(angle) + (0.05 if form.yaw > 90 else 0.0))
    canvas.drawPath(polygon(points), fill(tone))
    canvas.drawPath(polygon(points), line(mix(form.code, SHADE, share=0.3), width=0.014))


@drawn
def draw_paper(canvas: skia.Canvas, form: Form) -> None:
    """Draw a sheet of paper: blank, with a drawing of an `octopus`, with lines of writing (`notes`) or a `list`."""
    space = form.space(down=FLAT_DOWN)
    draw_sheet(canvas, space, size=(1.0, 0.8), code=mix(form.code, PAPER, share=0.7), thick=0.01, corner=0.01)
    if space.nearness(0, 1, 0) <= 0:
        return
    with laid(canvas, space.ground(0.01)):
        if form.look == "octopus":
            _draw_octopus(canvas)
        elif form.look in ("notes", "list"):
            _draw_writing(canvas, ticks=form.look == "list")


def _draw_octopus(canvas: skia.Canvas) -> None:
    canvas.scale(0.84, 0.98)
    pencil = "#b0643f"
    for index in range(8):
        x = (index - 3.5) * 0.085
        swing = 0.06 if index % 2 else -0.05
        arm = [(x * 0.7, 0.02), (x * 1.15, 0.14), (x * 1.5 + swing, 0.24), (x * 1.7 - swing, 0.32)]
        canvas.drawPath(curve(arm), line(pencil, width=0.045, alpha=0.85))
        for px, py in arm[2:]:
            canvas.drawCircle(px, py, 0.012, fill("#e3c3a0"))
    head = blob([(-0.17, 0.04), (-0.2, -0.16), (0.0, -0.31), (0.2, -0.16), (0.17, 0.04), (0.0, 0.08)])
    canvas.drawPath(head, fill("#d98f66"))
    canvas.drawPath(head, line(pencil, width=0.02))
    for x in (-0.07, 0.07):
        canvas.drawOval(oval((x, -0.05), 0.05, 0.07), fill(INK))
    for x in (-0.06, 0.0, 0.06):
        canvas.drawPath(blob([(x - 0.025, -0.17), (x, -0.155), (x + 0.025, -0.17), (x, -0.13)]), fill("#c0506a"))


def _draw_writing(canvas: skia.Canvas, *, ticks: bool) -> None:
    for index in range(5):
        y = -0.26 + index * 0.13
        start = -0.28 if ticks else -0.38
        end = (0.3, 0.36, 0.2, 0.33, 0.1)[index]
        canvas.drawPath(curve([(start, y), (0.0, y + 0.01), (end, y)]), line(INK, width=0.025, alpha=0.7))
        if ticks:
            canvas.drawRect(skia.Rect.MakeXYWH(-0.41, y - 0.045, 0.085, 0.085), line(INK, width=0.014))


@drawn
def draw_clipboard(canvas: skia.Canvas, form: Form) -> None:
    """Draw a board of `code` with a written sheet under its clip; turned away, its back shows."""
    space = form.space(down=FLAT_DOWN)
    draw_sheet(canvas, space, size=(0.78, 1.05), code=form.code, thick=0.03, corner=0.06)
    if space.nearness(0, 1, 0) <= 0:
        return
    with laid(canvas, space.ground(0.02)):
        canvas.drawRect(skia.Rect.MakeXYWH(-0.33, -0.40, 0.66, 0.86), fill(PAPER))
        canvas.save()
        canvas.translate(0.02, 0.07)
        canvas.scale(0.74, 1.0)
        _draw_writing(canvas, ticks=True)
        canvas.restore()
        canvas.drawRoundRect(skia.Rect.MakeXYWH(-0.17, -0.52, 0.34, 0.15), 0.04, 0.04, fill("#8e999f"))
        canvas.drawRoundRect(skia.Rect.MakeXYWH(-0.14, -0.50, 0.28, 0.05), 0.02, 0.02, fill("#b4bdc0"))


@drawn
def draw_notebook(canvas: skia.Canvas, form: Form) -> None:
    """Draw a bound notebook with a ribbon, closed, or with the look `open` lying open with some writing."""
    space = form.space(down=FLAT_DOWN)
    if form.look == "open":
        _draw_open(canvas, space, form.code, words_only=True)
        return
    draw_box(canvas, space, size=(0.7, 0.07, 0.95), code=form.code)
    with laid(canvas, space.ground(0.04)):
        canvas.drawRoundRect(skia.Rect.MakeXYWH(-0.35, -0.475, 0.7, 0.95), 0.04, 0.04, fill(lit(form.code, shine=0.7)))
        canvas.drawRect(skia.Rect.MakeXYWH(0.2, -0.475, 0.045, 0.95), fill(mix(form.code, SHADE, share=0.32)))
        label = skia.Rect.MakeXYWH(-0.22, -0.3, 0.34, 0.2)
        canvas.drawRoundRect(label, 0.03, 0.03, fill(PAPER))
        canvas.drawPath(curve([(-0.16, -0.2), (0.05, -0.2)]), line(INK, width=0.025, alpha=0.7))


BOOK = Prop(
    draw_book,
    tall(0.09),
    0.9,
    "edge",
    "soft_knock",
    depth=0.98,
    base=flat(0.74, 0.98),
    bases={"open": _SPREAD_OUT, "stories": _SPREAD_OUT},
    rise=0.045,
    hold=(0.36, 0.2),
    looks=("", "open", "stories"),
    holds={"open": _OUTER, "stories": _OUTER},
)
PAGE = Prop(draw_page, tall(0.03), 0.6, "edge", "page", base=(0.0, 0.0, 0.0), rise=0.045, hold=_OUTER)
PAPER_SHEET = Prop(
    draw_paper,
    tall(0.03),
    1.0,
    "edge",
    "page",
    depth=0.8,
    base=flat(1.0, 0.8),
    rise=0.005,
    hold=(0.46, 0.1),
    looks=("", "octopus", "notes", "list"),
)
CLIPBOARD = Prop(
    draw_clipboard,
    tall(0.03),
    0.8,
    "edge",
    "soft_knock",
    depth=1.05,
    base=flat(0.78, 1.05),
    rise=0.015,
    hold=(0.36, 0.25),
)
NOTEBOOK = Prop(
    draw_notebook,
    tall(0.09),
    0.8,
    "edge",
    "soft_knock",
    depth=0.95,
    base=flat(0.7, 0.95),
    bases={"open": _SPREAD_OUT},
    rise=0.035,
    hold=(0.33, 0.2),
    looks=("", "open"),
)
