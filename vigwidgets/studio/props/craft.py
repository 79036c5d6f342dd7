"""What is drawn, stuck and built with at the classroom table."""

from __future__ import annotations

import skia

from vigwidgets.studio.drawing.paint import blob, curve, fill, mix, oval, polygon
from vigwidgets.studio.props.pictures import PAPER
from vigwidgets.studio.props.prop import Form, Prop, drawn, flat, tall
from vigwidgets.studio.props.space import FLAT_DOWN, SHADE, draw_box, draw_lathe, laid, line, lit, ring


@drawn
def draw_pencil(canvas: skia.Canvas, form: Form) -> None:
    """Draw a sharpened pencil, its point to the left (right when `yaw` is past 90), lowered by `pitch`."""
    canvas.scale(-1 if form.yaw > 90 else 1, 1)
    canvas.rotate(-form.roll - form.pitch)
    canvas.drawPath(polygon([(-0.5, 0.0), (-0.34, -0.055), (-0.34, 0.055)]), fill("#dcb98a"))
    canvas.drawPath(polygon([(-0.5, 0.0), (-0.45, -0.018), (-0.45, 0.018)]), fill(mix(form.code, SHADE, share=0.3)))
    canvas.drawRect(skia.Rect.MakeXYWH(-0.34, -0.055, 0.74, 0.11), fill(form.code))
    canvas.drawRect(skia.Rect.MakeXYWH(-0.34, 0.015, 0.74, 0.04), fill(mix(form.code, SHADE, share=0.28)))
    canvas.drawRect(skia.Rect.MakeXYWH(-0.34, -0.055, 0.74, 0.025), fill(mix(form.code, "#ffffff", share=0.25)))
    canvas.drawRect(skia.Rect.MakeXYWH(0.37, -0.055, 0.05, 0.11), fill("#aab2b4"))
    canvas.drawRoundRect(skia.Rect.MakeXYWH(0.41, -0.055, 0.09, 0.11), 0.03, 0.03, fill("#d9897f"))


@drawn
def draw_pen(canvas: skia.Canvas, form: Form) -> None:
    """Draw a pen with its cap on; the look `open` is without the cap, its point to the left before it is turned."""
    canvas.rotate(-form.roll)
    dark = mix(form.code, SHADE, share=0.3)
    canvas.drawPath(curve([(-0.3, 0.008), (0.44, 0.008)]), line(dark, width=0.115))
    canvas.drawPath(curve([(-0.3, -0.008), (0.44, -0.008)]), line(form.code, width=0.085))
    if form.look == "open":
        canvas.drawPath(polygon([(-0.5, 0.0), (-0.3, -0.05), (-0.3, 0.05)]), fill("#a9b2b5"))
        canvas.drawPath(curve([(-0.31, 0.0), (-0.24, 0.0)]), line(dark, width=0.11))
        return
    cap = mix(form.code, SHADE, share=0.18)
    canvas.drawPath(curve([(-0.44, 0.0), (-0.12, 0.0)]), line(cap, width=0.135))
    canvas.drawPath(curve([(-0.42, -0.055), (-0.16, -0.055)]), line("#c9b06a", width=0.035))


@drawn
def draw_puzzle_piece(canvas: skia.Canvas, form: Form) -> None:
    """Draw a jigsaw piece with a bit of sea; the look `edge` has one straight side, `tail` the whale's tail on it."""
    space = form.space(down=FLAT_DOWN)
    shape = _jigsaw(edge=form.look == "edge")
    with laid(canvas, space.ground(-0.03)):
        canvas.drawPath(shape, fill("#b08a5a"))
    if space.nearness(0, 1, 0) <= 0:
        return
    with laid(canvas, space.ground(0.03)):
        canvas.drawPath(shape, fill(form.code))
        canvas.save()
        canvas.clipPath(shape, skia.ClipOp.kIntersect, True)
        wave = mix(form.code, "#ffffff", share=0.3)
        for y in (-0.22, 0.2):
            canvas.drawPath(
                curve([(-0.5, y), (-0.2, y - 0.07), (0.1, y + 0.03), (0.5, y - 0.05)]), line(wave, width=0.05)
            )
        if form.look == "tail":
            tail = [
                (0.0, 0.4),
                (-0.05, 0.0),
                (-0.34, -0.2),
                (-0.02, -0.14),
                (0.06, -0.18),
                (0.36, -0.3),
                (0.14, 0.02),
            ]
            canvas.drawPath(blob([*tail, (0.18, 0.4)]), fill("#3f6f95"))
        canvas.restore()
        canvas.drawPath(shape, line(mix(form.code, SHADE, share=0.32), width=0.025))


def _jigsaw(*, edge: bool) -> skia.Path:
    """Return a piece: knobs on the right and below, a hollow above, and on the left a hollow or a straight edge."""
    base = skia.Path()
    base.addRoundRect(skia.Rect.MakeXYWH(-0.38, -0.38, 0.76, 0.76), 0.04, 0.04)
    for x, y in ((0.46, 0.0), (0.0, 0.46)):
        knob = skia.Path()
        knob.addCircle(x, y, 0.14)
        base = skia.Op(base, knob, skia.PathOp.kUnion_PathOp) or base
    for x, y in ((0.0, -0.31), *(() if edge else ((-0.31, 0.0),))):
        hollow = skia.Path()
        hollow.addCircle(x, y, 0.14)
        base = skia.Op(base, hollow, skia.PathOp.kDifference_PathOp) or base
    return base


@drawn
def draw_box_lid(canvas: skia.Canvas, form: Form) -> None:
    """Draw the lid of the puzzle's box with its picture, a whale in the sea."""
    space = form.space(down=FLAT_DOWN)
    draw_box(canvas, space, size=(1.0, 0.13, 0.78), code=form.code)
    if space.nearness(0, 1, 0) <= 0:
        return
    with laid(canvas, space.ground(0.066)):
        frame = skia.Rect.MakeXYWH(-0.46, -0.35, 0.92, 0.70)
        canvas.drawRoundRect(frame, 0.02, 0.02, fill("#8fc0d0"))
        canvas.save()
        canvas.clipRect(frame, skia.ClipOp.kIntersect, True)
        canvas.drawRect(skia.Rect.MakeXYWH(-0.5, -0.08, 1.0, 0.5), fill("#5f9bb8"))
        canvas.drawCircle(0.3, -0.22, 0.07, fill("#e6c56a"))
        body = [(-0.34, 0.08), (-0.2, -0.1), (0.06, -0.12), (0.2, 0.02), (0.06, 0.16), (-0.22, 0.2)]
        canvas.drawPath(blob(body), fill("#3f6f95"))
        tail = [(0.14, 0.06), (0.26, -0.02), (0.24, -0.16), (0.32, -0.1), (0.42, -0.16), (0.34, 0.02), (0.2, 0.12)]
        canvas.drawPath(blob(tail), fill("#3f6f95"))
        canvas.drawPath(blob([(-0.3, 0.12), (-0.08, 0.1), (0.0, 0.14), (-0.2, 0.2)]), fill("#bcd6dc"))
        canvas.drawPath(curve([(-0.5, 0.27), (-0.2, 0.22), (0.1, 0.28), (0.5, 0.23)]), line("#a9d0da", width=0.03))
        canvas.restore()


@drawn
def draw_paint_pot(canvas: skia.Canvas, form: Form) -> None:
    """Draw a pot of paint of `code` with its lid; the looks `open`, `half` and `empty` are without it.

    `lid` is the lid by itself, `stream` the paint that runs out of a pot.
    """
    if form.look == "stream":
        run = [(0.08, -0.58), (-0.10, -0.60), (-0.09, -0.1), (-0.07, 0.34), (0.0, 0.4), (0.07, 0.34), (0.07, -0.1)]
        canvas.drawPath(blob(run), fill(form.code))
        canvas.drawPath(curve([(-0.015, -0.5), (-0.02, -0.1), (-0.01, 0.2)]), line(lit(form.code, shine=1), width=0.03))
        return
    space = form.space(down=24.0)
    pot = "#dacdb2"
    if form.look == "lid":
        canvas.translate(0, 0.3)
        draw_lathe(canvas, space, [(-0.08, 0.42), (0.08, 0.42)], code=form.code)
        canvas.drawPath(ring(space, 0.08, 0.42), fill(lit(form.code, shine=0.9)))
        canvas.drawPath(ring(space, 0.08, 0.32), line(mix(form.code, SHADE, share=0.2), width=0.02))
        return
    draw_lathe(canvas, space, [(-0.4, 0.32), (0.26, 0.38)], code=pot)
    band = [(-0.22, 0.342), (0.08, 0.368)]
    draw_lathe(canvas, space, band, code=form.code)
    if form.look in ("open", "half", "empty"):
        canvas.drawPath(ring(space, 0.26, 0.38), fill("#e6dac0"))
        inside = ring(space, 0.26, 0.34)
        canvas.drawPath(inside, fill(mix(pot, SHADE, share=0.3)))
        canvas.save()
        canvas.clipPath(inside, skia.ClipOp.kIntersect, True)
        if form.look != "empty":
            canvas.drawPath(ring(space, 0.2 if form.look == "open" else 0.06, 0.34), fill(form.code))
        canvas.restore()
        return
    draw_lathe(canvas, space, [(0.24, 0.41), (0.36, 0.41)], code=form.code)
    canvas.drawPath(ring(space, 0.36, 0.41), fill(lit(form.code, shine=0.9)))
    canvas.drawPath(ring(space, 0.36, 0.31), line(mix(form.code, SHADE, share=0.2), width=0.02))


@drawn
def draw_folded_paper(canvas: skia.Canvas, form: Form) -> None:
    """Draw a strip of paper of `code` folded like a fan; the look `flat` is the same strip before it is folded."""
    space = form.space(down=30.0)
    folds = 10
    high = 0.0 if form.look == "flat" else 0.08
    for index in range(folds):
        x0, x1 = -0.5 + index / folds, -0.5 + (index + 1) / folds
        y0, y1 = (high, -high) if index % 2 else (-high, high)
        path = polygon(
            [space.at(x, y, z) for x, y, z in ((x0, y0, -0.2), (x1, y1, -0.2), (x1, y1, 0.2), (x0, y0, 0.2))]
        )
        tone = lit(form.code, shine=0.75 if y1 > y0 else 0.05) if high else lit(form.code, shine=0.6)
        canvas.drawPath(path, fill(tone))
        canvas.drawPath(path, line(mix(tone, SHADE, share=0.12), width=0.01))


@drawn
def draw_tape(canvas: skia.Canvas, form: Form) -> None:
    """Draw a roll of sticky tape standing on its rim, its loose end to the right."""
    canvas.rotate(-form.roll)
    for x, tone in ((0.09, mix(form.code, SHADE, share=0.28)), (0.0, form.code)):
        canvas.drawCircle(x, 0, 0.42, fill(tone))
    canvas.drawCircle(0, 0, 0.35, line(mix(form.code, "#ffffff", share=0.22), width=0.02))
    canvas.drawCircle(0, 0, 0.27, fill(PAPER))
    canvas.drawCircle(0.02, 0, 0.22, fill(mix(form.code, SHADE, share=0.45)))
    canvas.drawOval(oval((0.07, 0.0), 0.32, 0.42), fill("#d6c8ab"))
    canvas.drawPath(
        curve([(0.1, -0.41), (0.3, -0.44), (0.5, -0.36)]), line(mix(form.code, PAPER, share=0.3), width=0.05)
    )


PENCIL = Prop(
    draw_pencil, tall(0.08), 1.0, "stick", "pencil", depth=0.12, base=flat(0.96, 0.12), rise=0.05, hold=(0.3, 0.0)
)
PEN = Prop(
    draw_pen,
    tall(0.1),
    1.0,
    "stick",
    "pencil",
    depth=0.12,
    base=flat(0.96, 0.12),
    rise=0.05,
    hold=(0.26, 0.0),
    looks=("", "open"),
)
PUZZLE_PIECE = Prop(
    draw_puzzle_piece,
    tall(0.06),
    0.95,
    "edge",
    "card",
    depth=0.8,
    base=flat(0.62, 0.62),
    rise=0.03,
    hold=(0.34, 0.1),
    looks=("", "edge", "tail"),
)
BOX_LID = Prop(
    draw_box_lid, tall(0.13), 1.0, "edge", "card", depth=0.78, base=flat(1.0, 0.78), rise=0.065, hold=(0.5, 0.1)
)
PAINT_POT = Prop(
    draw_paint_pot,
    tall(0.76),
    0.8,
    "round",
    "soft_knock",
    rise=0.4,
    hold=(0.38, 0.0),
    base=(0.31, 0.095, -0.005),
    looks=("", "open", "half", "empty", "lid", "stream"),
)
FOLDED_PAPER = Prop(
    draw_folded_paper,
    tall(0.16),
    1.0,
    "edge",
    "paper_fold",
    rise=0.08,
    hold=(0.44, 0.05),
    base=(0.5, 0.07, -0.01),
    looks=("", "flat"),
)
TAPE = Prop(draw_tape, tall(0.84), 0.9, "round", "soft_knock", rise=0.42, hold=(0.4, 0.0), base=(0.3, 0.06, -0.04))
