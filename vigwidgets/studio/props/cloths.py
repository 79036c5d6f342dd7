"""Soft things: socks, washing, blankets, cushions, bags."""

from __future__ import annotations

import math

import skia

from vigwidgets.studio.drawing.paint import Point, blob, clipped, curve, fill, mix, oval, slope
from vigwidgets.studio.props.pictures import PAPER
from vigwidgets.studio.props.prop import Form, Prop, drawn, tall
from vigwidgets.studio.props.space import SHADE, line

Outline = list[Point]


def _draw_soft(canvas: skia.Canvas, path: skia.Path, code: str) -> None:
    """Draw a soft form lit from the upper left with a thin darker edge."""
    box = path.getBounds()
    ends = ((box.left(), box.top()), (box.right() * 0.6, box.bottom()))
    light, dark = mix(code, "#ffffff", share=0.14), mix(code, SHADE, share=0.26)
    canvas.drawPath(path, slope(*ends, [(0, light, 1), (0.5, code, 1), (1, dark, 1)]))
    canvas.drawPath(path, line(mix(code, SHADE, share=0.32), width=0.014))


@drawn
def draw_sock(canvas: skia.Canvas, form: Form) -> None:
    """Draw a small striped sock, its toe to the left (right when `yaw` is past 90); the look `open` its way in."""
    leg = [(0.12, -0.48), (0.40, -0.46), (0.40, -0.1), (0.42, 0.22), (0.28, 0.42)]
    foot = [(0.0, 0.44), (-0.3, 0.44), (-0.46, 0.32), (-0.42, 0.16), (-0.2, 0.12), (0.06, 0.02), (0.12, -0.14)]
    canvas.rotate(-form.roll)
    if math.cos(math.radians(form.yaw)) < 0:
        canvas.scale(-1, 1)
    sock = blob([*leg, *foot], pull=0.13)
    _draw_soft(canvas, sock, form.code)
    pale = mix(form.code, PAPER, share=0.6)
    with clipped(canvas, sock):
        canvas.drawOval(oval((-0.42, 0.32), 0.34, 0.44), fill(pale))
        canvas.drawOval(oval((0.38, 0.36), 0.36, 0.3), fill(pale))
        for y in (-0.22, -0.08):
            canvas.drawPath(curve([(0.08, y), (0.26, y + 0.025), (0.46, y)]), line(pale, width=0.06))
    cuff = blob([(0.09, -0.5), (0.42, -0.49), (0.43, -0.34), (0.27, -0.32), (0.09, -0.35)], pull=0.1)
    _draw_soft(canvas, cuff, pale)
    if form.look == "open":
        canvas.drawOval(oval((0.255, -0.49), 0.36, 0.16), fill(pale))
        canvas.drawOval(oval((0.255, -0.49), 0.27, 0.1), fill(mix(form.code, SHADE, share=0.38)))


@drawn
def draw_folded(canvas: skia.Canvas, form: Form) -> None:
    """Draw a folded shirt; the look `pile` shows three cloths on each other, `hanging` one held up unfolded."""
    canvas.rotate(-form.roll)
    if form.look == "hanging":
        _draw_shirt(canvas, form.code)
        return
    tones = (form.code,) if form.look != "pile" else ("#b9c4b6", "#d9a98a", form.code)
    for index, tone in enumerate(tones):
        canvas.save()
        canvas.translate(0.02 * (-1) ** index, (len(tones) - 1) * 0.1 - index * 0.19)
        _draw_fold(canvas, tone)
        canvas.restore()


def _draw_fold(canvas: skia.Canvas, code: str) -> None:
    lower = blob([(-0.47, 0.0), (0.47, 0.0), (0.5, 0.09), (0.46, 0.17), (-0.46, 0.17), (-0.5, 0.09)], pull=0.1)
    _draw_soft(canvas, lower, mix(code, SHADE, share=0.1))
    upper = blob([(-0.38, -0.15), (0.38, -0.15), (0.49, 0.04), (0.46, 0.1), (-0.46, 0.1), (-0.49, 0.04)], pull=0.1)
    _draw_soft(canvas, upper, code)
    fold = mix(code, SHADE, share=0.3)
    canvas.drawPath(curve([(-0.44, 0.135), (0.0, 0.145), (0.44, 0.13)]), line(fold, width=0.012, alpha=0.8))
    canvas.drawPath(curve([(-0.08, -0.14), (0.0, -0.09), (0.08, -0.14)]), line(fold, width=0.018))


def _draw_shirt(canvas: skia.Canvas, code: str) -> None:
    right = [(0.12, -0.46), (0.26, -0.42), (0.5, -0.2), (0.38, -0.06), (0.28, -0.14), (0.28, 0.46)]
    left = [(-x, y) for x, y in reversed(right)]
    shirt = blob([*right, (0.0, 0.48), *left, (0.0, -0.38)], pull=0.09)
    _draw_soft(canvas, shirt, code)
    fold = mix(code, SHADE, share=0.25)
    canvas.drawPath(curve([(-0.12, -0.44), (0.0, -0.36), (0.12, -0.44)]), line(fold, width=0.03))
    canvas.drawPath(curve([(0.12, 0.0), (0.06, 0.2), (0.1, 0.42)]), line(fold, width=0.014, alpha=0.7))


@drawn
def draw_blanket(canvas: skia.Canvas, form: Form) -> None:
    """Draw a folded blanket in checks; the look `plain` is without checks, `half` is one still being folded."""
    canvas.rotate(-form.roll)
    if form.look == "half":
        canvas.translate(0, 0.12)
    high = 3 if form.look != "half" else 1
    for index in range(high):
        y = (high - 1) * 0.09 - index * 0.17
        layer = blob(
            [(-0.46, y - 0.08), (0.46, y - 0.08), (0.5, y + 0.0), (0.46, y + 0.09), (-0.46, y + 0.09), (-0.5, y)],
            pull=0.1,
        )
        _draw_soft(canvas, layer, mix(form.code, SHADE, share=0.06 * (high - index)))
        if form.look != "plain":
            with clipped(canvas, layer):
                _draw_checks(canvas, form.code, (y - 0.1, y + 0.1))
    y = (high - 1) * 0.09 - (high - 1) * 0.17
    top = blob(
        [(-0.36, y - 0.27), (0.36, y - 0.27), (0.48, y - 0.05), (0.46, y), (-0.46, y), (-0.48, y - 0.05)], pull=0.09
    )
    _draw_soft(canvas, top, mix(form.code, "#ffffff", share=0.07))
    if form.look != "plain":
        with clipped(canvas, top):
            _draw_checks(canvas, form.code, (y - 0.28, y + 0.02))
    for index in range(19 if form.look != "plain" else 0):
        x = -0.44 + index * 0.049
        foot = (high - 1) * 0.09 + 0.09
        canvas.drawPath(
            curve([(x, foot), (x + 0.006, foot + 0.06)]), line(mix(form.code, PAPER, share=0.25), width=0.02)
        )


def _draw_checks(canvas: skia.Canvas, code: str, rows: tuple[float, float]) -> None:
    bands = ((-0.34, "#3f6b62"), (-0.1, "#d9b45c"), (0.14, "#3f6b62"), (0.36, "#d9b45c"))
    for x, tone in bands:
        canvas.drawPath(curve([(x * 0.9, rows[0]), (x, rows[1])]), line(tone, width=0.05, alpha=0.5))
    middle = (rows[0] + rows[1]) / 2
    canvas.drawPath(curve([(-0.5, middle), (0.5, middle)]), line(mix(code, PAPER, share=0.5), width=0.03, alpha=0.5))


def _plump(corners: Outline, hollow: float) -> skia.Path:
    """Return a four-sided outline with soft corners and sides a little hollow, as stuffed cloth has."""
    path = skia.Path()
    points = []
    for index, (x, y) in enumerate(corners):
        next_x, next_y = corners[(index + 1) % 4]
        points += [
            (x + (next_x - x) * 0.05, y + (next_y - y) * 0.05),
            (x + (next_x - x) * 0.95, y + (next_y - y) * 0.95),
        ]
    path.moveTo(*points[0])
    for index in range(4):
        (x0, y0), (x1, y1) = points[2 * index], points[2 * index + 1]
        middle = ((x0 + x1) / 2 * (1 - 2 * hollow), (y0 + y1) / 2 * (1 - 2 * hollow))
        path.quadTo(*middle, x1, y1)
        path.quadTo(*corners[(index + 1) % 4], *points[(2 * index + 2) % 8])
    path.close()
    return path


@drawn
def draw_cushion(canvas: skia.Canvas, form: Form) -> None:
    """Draw a plump square cushion with piping; the look `lying` shows it flat on the ground."""
    canvas.rotate(-form.roll)
    if form.look == "lying":
        canvas.translate(0, 0.22)
        canvas.scale(1.0, 0.5)
    corners = [(-0.46, -0.45), (0.46, -0.45), (0.46, 0.45), (-0.46, 0.45)]
    path = _plump(corners, 0.035)
    _draw_soft(canvas, path, form.code)
    canvas.drawPath(path, line(mix(form.code, PAPER, share=0.35), width=0.035))
    fold = mix(form.code, SHADE, share=0.24)
    for x, y in ((-0.3, -0.28), (0.3, -0.28), (0.3, 0.28), (-0.3, 0.28)):
        canvas.drawPath(curve([(x * 1.35, y * 1.4), (x * 0.9, y * 1.0)]), line(fold, width=0.018, alpha=0.55))


@drawn
def draw_bag(canvas: skia.Canvas, form: Form) -> None:
    """Draw a cloth shopping bag with two handles; the look `open` shows inside it."""
    canvas.rotate(-form.roll)
    dark = mix(form.code, SHADE, share=0.3)
    back = curve([(-0.2, -0.16), (-0.19, -0.44), (0.0, -0.5), (0.19, -0.44), (0.2, -0.16)])
    canvas.drawPath(back, line(dark, width=0.05))
    if form.look == "open":
        canvas.drawOval(oval((0, -0.16), 0.76, 0.17), fill(mix(form.code, SHADE, share=0.45)))
    body = blob(
        [
            (-0.38, -0.16),
            (0.0, -0.13),
            (0.38, -0.16),
            (0.43, 0.2),
            (0.38, 0.47),
            (0.0, 0.5),
            (-0.38, 0.47),
            (-0.43, 0.2),
        ],
        pull=0.11,
    )
    _draw_soft(canvas, body, form.code)
    canvas.drawPath(curve([(-0.36, -0.08), (0.0, -0.05), (0.36, -0.08)]), line(dark, width=0.014, alpha=0.8))
    for x in (-0.05, 0.0, 0.05):
        canvas.drawOval(oval((x * 1.6, 0.2 - abs(x)), 0.12, 0.2), fill(mix(form.code, PAPER, share=0.55), alpha=0.8))
    canvas.drawPath(curve([(0.24, 0.05), (0.28, 0.25), (0.24, 0.42)]), line(dark, width=0.014, alpha=0.5))
    canvas.drawPath(
        curve([(-0.22, -0.08), (-0.21, -0.36), (0.0, -0.43), (0.21, -0.36), (0.22, -0.08)]),
        line(mix(form.code, SHADE, share=0.12), width=0.055),
    )


SOCK = Prop(draw_sock, tall(0.2), 0.8, "soft", "sock", rise=0.42, hold=(0.26, -0.4), looks=("", "open"))
FOLDED_WASHING = Prop(
    draw_folded,
    tall(0.26),
    1.0,
    "both",
    "cloth",
    rise=0.16,
    hold=(0.46, 0.05),
    base=(0.5, 0.08, -0.055),
    looks=("", "pile", "hanging"),
)
BLANKET = Prop(
    draw_blanket,
    tall(0.6),
    1.0,
    "both",
    "cloth",
    rise=0.28,
    hold=(0.47, 0.05),
    base=(0.5, 0.08, -0.05),
    looks=("", "plain", "half"),
)
CUSHION = Prop(
    draw_cushion,
    tall(0.8),
    0.95,
    "both",
    "cloth",
    rise=0.45,
    hold=(0.45, 0.0),
    base=(0.45, 0.07, -0.05),
    looks=("", "lying"),
)
BAG = Prop(draw_bag, tall(0.9), 0.85, "handle", "cloth", rise=0.5, hold=(0.0, -0.45), looks=("", "open"))
