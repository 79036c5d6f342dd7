"""Picture cards and the strip of pockets they stand in."""

from __future__ import annotations

import skia

from vigwidgets.studio.drawing.paint import fill, mix
from vigwidgets.studio.props.pictures import PAPER, PICTURES
from vigwidgets.studio.props.prop import Form, Prop, drawn, flat, tall
from vigwidgets.studio.props.space import FLAT_DOWN, SHADE, Space, laid, line

_WIDE, _TALL = 0.86, 1.0
POCKETS = 4
_STRIP_WIDE, _STRIP_TALL = 4.1, 1.18


def draw_sheet(
    canvas: skia.Canvas,
    space: Space,
    *,
    size: tuple[float, float],
    code: str,
    thick: float = 0.02,
    corner: float = 0.05,
) -> None:
    """Draw a stiff level sheet of `size` (width, depth in sides) with softened corners and a thin edge."""
    box = skia.Rect.MakeXYWH(-size[0] / 2, -size[1] / 2, *size)
    below = mix(code, SHADE, share=0.34)
    layers = [(-thick / 2, below), (thick / 2, code)]
    for y, tone in layers if space.nearness(0, 1, 0) > 0 else ((thick / 2, below), (-thick / 2, code)):
        with laid(canvas, space.ground(y)):
            canvas.drawRoundRect(box, corner, corner, fill(tone))


@drawn
def draw_card(canvas: skia.Canvas, form: Form) -> None:
    """Draw a picture card in a frame of `code`; `look` is what it shows. Turned past its edge, its plain back shows."""
    space = form.space(down=FLAT_DOWN)
    draw_sheet(canvas, space, size=(_WIDE, _TALL), code=form.code, thick=0.03, corner=0.09)
    front = space.nearness(0, 1, 0) > 0
    with laid(canvas, space.ground(0.02 if front else -0.02)):
        inner = skia.Rect.MakeXYWH(-_WIDE / 2 + 0.07, -_TALL / 2 + 0.07, _WIDE - 0.14, _TALL - 0.14)
        if not front:
            canvas.drawRoundRect(inner, 0.05, 0.05, line(mix(form.code, PAPER, share=0.4), width=0.03))
            return
        canvas.drawRoundRect(inner, 0.05, 0.05, fill(PAPER))
        if form.look in PICTURES:
            canvas.scale(0.80, 0.80)
            PICTURES[form.look](canvas)


@drawn
def draw_strip(canvas: skia.Canvas, form: Form) -> None:
    """Draw a row of four pockets for cards of its side; `look` names those that stand in it: `water,pe,-,maths`."""
    space = form.space(down=FLAT_DOWN)
    draw_sheet(canvas, space, size=(_STRIP_WIDE, _STRIP_TALL), code=form.code, thick=0.06, corner=0.1)
    shown = form.look.split(",") if form.look else []
    for index in range(POCKETS):
        with laid(canvas, space.ground(0.04)):
            canvas.translate(pocket_x(index), 0)
            well = skia.Rect.MakeXYWH(-0.46, -0.52, 0.92, 1.04)
            canvas.drawRoundRect(well, 0.07, 0.07, fill(mix(form.code, SHADE, share=0.22)))
            canvas.drawRoundRect(well, 0.07, 0.07, line(mix(form.code, PAPER, share=0.35), width=0.025))
            if index < len(shown) and shown[index] in PICTURES:
                face = skia.Rect.MakeXYWH(-0.39, -0.45, 0.78, 0.9)
                canvas.drawRoundRect(face, 0.06, 0.06, fill(PAPER))
                canvas.scale(0.76, 0.76)
                PICTURES[shown[index]](canvas)
                canvas.scale(1 / 0.76, 1 / 0.76)
            lip = skia.Rect.MakeXYWH(-0.46, 0.36, 0.92, 0.18)
            canvas.drawRoundRect(lip, 0.04, 0.04, fill(mix(form.code, "#ffffff", share=0.12)))


def pocket_x(index: int) -> float:
    """Return how far right of a strip's middle its pocket `index` (0 to 3) is, in sides."""
    return (index - (POCKETS - 1) / 2) * 1.0


CARD = Prop(
    draw_card,
    tall(0.03),
    0.86,
    "edge",
    "card",
    depth=1.0,
    base=flat(0.86, 1.0),
    rise=0.015,
    hold=(0.40, 0.12),
    looks=("", *sorted(PICTURES)),
)
STRIP = Prop(
    draw_strip,
    tall(0.03),
    _STRIP_WIDE,
    "edge",
    "card",
    depth=_STRIP_TALL,
    base=flat(_STRIP_WIDE, _STRIP_TALL),
    rise=0.03,
    hold=(1.9, 0.1),
    holds={"-": (0.45, 0.1)},
)
"""One that begins empty (`-`) is taken in its middle, so that it can be turned in the hand."""
