"""What is played with besides blocks."""

from __future__ import annotations

import math

import skia

from vigwidgets.studio.drawing.paint import Point, capsule, clipped, curve, fill, glow, mix, oval, polygon, slope
from vigwidgets.studio.props.pictures import PAPER
from vigwidgets.studio.props.prop import Form, Prop, drawn, flat, tall
from vigwidgets.studio.props.space import SHADE, draw_box, draw_lathe, line, lit, ring

_TYRE = "#565663"
_BEADS = 7


@drawn
def draw_ball(canvas: skia.Canvas, form: Form) -> None:
    """Draw a ball with a pale band that turns with it."""
    whole = skia.Path()
    whole.addCircle(0, 0, 0.48)
    canvas.drawPath(whole, fill(form.code))
    with clipped(canvas, whole):
        canvas.save()
        canvas.rotate(-form.roll - 20)
        canvas.drawOval(oval((0.5 * math.sin(math.radians(form.yaw)), 0), 0.5, 1.3), line(PAPER, width=0.1, alpha=0.85))
        canvas.restore()
        shade = mix(form.code, SHADE, share=0.55)
        canvas.drawPath(whole, glow((-0.16, -0.2), 0.78, [(0, shade, 0), (0.55, shade, 0.05), (1, shade, 0.75)]))
        canvas.drawOval(oval((-0.18, -0.23), 0.2, 0.19), fill("#f0dcc0", alpha=0.4))


@drawn
def draw_car(canvas: skia.Canvas, form: Form) -> None:
    """Draw a wooden toy car from its side, its front to the right, or to the left when `yaw` is past 90.

    `pitch` turns its wheels, so that a rolling car's wheels are seen to turn;
    """
    canvas.rotate(-form.roll)
    if math.cos(math.radians(form.yaw)) < 0:
        canvas.scale(-1, 1)
    body = skia.Path()
    body.addRoundRect(skia.Rect.MakeXYWH(-0.5, -0.06, 1.0, 0.26), 0.11, 0.11)
    cabin = polygon([(-0.36, 0.0), (-0.26, -0.28), (0.08, -0.28), (0.24, 0.0)])
    cabin_soft = skia.Path()
    line(form.code, width=0.08).getFillPath(cabin, cabin_soft)
    body = skia.Op(body, cabin, skia.PathOp.kUnion_PathOp) or body
    body = skia.Op(body, cabin_soft, skia.PathOp.kUnion_PathOp) or body
    dark = mix(form.code, SHADE, share=0.3)
    canvas.drawPath(
        body,
        slope(
            (0, -0.3), (0, 0.22), [(0, mix(form.code, "#ffffff", share=0.16), 1), (0.55, form.code, 1), (1, dark, 1)]
        ),
    )
    canvas.drawPath(body, line(dark, width=0.012))
    for window in (
        [(-0.29, -0.03), (-0.22, -0.23), (-0.09, -0.23), (-0.09, -0.03)],
        [(-0.03, -0.03), (-0.03, -0.23), (0.06, -0.23), (0.17, -0.03)],
    ):
        canvas.drawPath(polygon(window), fill("#c3dbe0"))
    canvas.drawCircle(0.45, 0.04, 0.04, fill("#ead08a"))
    for x in (-0.27, 0.27):
        canvas.drawCircle(x, 0.19, 0.145, fill(_TYRE))
        canvas.drawCircle(x, 0.19, 0.085, fill("#d9b684"))
        canvas.save()
        canvas.translate(x, 0.19)
        canvas.rotate(form.pitch)
        canvas.drawPath(curve([(-0.065, 0), (0.065, 0)]), line("#a87a49", width=0.025))
        canvas.drawPath(curve([(0, -0.065), (0, 0.065)]), line("#a87a49", width=0.025))
        canvas.restore()


@drawn
def draw_beads(canvas: skia.Canvas, form: Form) -> None:
    """Draw wooden beads on a string, in a heap's curve; the look `hanging` lets them hang from the middle's top."""
    others = ("#e0a83f", "#5f93b5", "#7ba663", "#d9795c")
    canvas.rotate(-form.roll)
    places = [
        (0.08 * math.sin(index * 1.4), -0.42 + index * 0.19)
        if form.look == "hanging"
        else (-0.45 + index * 0.15, 0.10 * math.cos(index * 1.15))
        for index in range(_BEADS)
    ]
    canvas.drawPath(curve(places), line("#b39468", width=0.03))
    for index, (x, y) in enumerate(places):
        tone = form.code if index % 2 == 0 else others[(index // 2) % len(others)]
        canvas.drawCircle(x, y, 0.085, fill(mix(tone, SHADE, share=0.25)))
        canvas.drawCircle(x - 0.008, y - 0.01, 0.075, fill(tone))
        canvas.drawCircle(x - 0.025, y - 0.03, 0.022, fill(mix(tone, PAPER, share=0.55)))


@drawn
def draw_bridge(canvas: skia.Canvas, form: Form) -> None:
    """Draw a card bridge of `code` on two piers: sagging, or with the look `strong` folded and taped."""
    space = form.space(down=27.0)
    for x in (-0.40, 0.40):
        draw_box(canvas, space, size=(0.17, 0.3, 0.3), code="#c99a63", middle=(x, -0.06, 0))
    steps = 12
    for index in range(steps):
        x0, x1 = (-0.5 + (index + end) / steps for end in (0, 1))
        edge = [_deck(x, strong=form.look == "strong", odd=(index + end) % 2) for end, x in enumerate((x0, x1))]
        points = [(x0, edge[0], -0.19), (x1, edge[1], -0.19), (x1, edge[1], 0.19), (x0, edge[0], 0.19)]
        path = polygon([space.at(*point) for point in points])
        shine = 0.6 if form.look != "strong" else (0.85 if index % 2 else 0.1)
        canvas.drawPath(path, fill(lit(form.code, shine=shine)))
        canvas.drawPath(path, line(lit(form.code, shine=shine - 0.1), width=0.008))
    if form.look == "strong":
        for x in (-0.3, 0.3):
            points = [
                (x - 0.04, 0.17, -0.2),
                (x + 0.04, 0.17, -0.2),
                (x + 0.04, 0.17, 0.2),
                (x - 0.04, 0.17, 0.2),
            ]
            canvas.drawPath(polygon([space.at(*point) for point in points]), fill("#dccb9f", alpha=0.85))


def _deck(x: float, *, strong: bool, odd: int) -> float:
    """Return the height of the bridge's deck: folded, or sagging between its piers."""
    if strong:
        return 0.17 if odd else 0.11
    inside = max(0.0, 1 - (x / 0.34) ** 2)
    return 0.105 - 0.13 * inside


@drawn
def draw_drum(canvas: skia.Canvas, form: Form) -> None:
    """Draw a toy drum of `code` with a pale skin and lacing."""
    space = form.space(down=26.0)
    draw_lathe(canvas, space, [(-0.34, 0.48), (-0.26, 0.48)], code="#c99a63")
    draw_lathe(canvas, space, [(-0.26, 0.46), (0.3, 0.46)], code=form.code)
    lacing = [
        space.at(0.465 * math.sin(turn), 0.22 if index % 2 else -0.22, 0.465 * math.cos(turn))
        for index, turn in enumerate(math.radians(angle) for angle in range(-84, 85, 24))
    ]
    canvas.drawPath(polygon_line(lacing), line("#e3d3ad", width=0.025))
    draw_lathe(canvas, space, [(0.22, 0.48), (0.32, 0.48)], code="#c99a63")
    canvas.drawPath(ring(space, 0.32, 0.48), fill("#c08f58"))
    canvas.drawPath(ring(space, 0.32, 0.43), slope((-0.3, -0.4), (0.3, 0.0), [(0, "#ebdfc6", 1), (1, "#dfd0b2", 1)]))


def polygon_line(points: list[Point]) -> skia.Path:
    """Return an open path of straight pieces through `points`."""
    path = skia.Path()
    path.addPoly([skia.Point(*point) for point in points], False)
    return path


@drawn
def draw_toy_bird(canvas: skia.Canvas, form: Form) -> None:
    """Draw a folded paper bird, its head to the left, or to the right when `yaw` is past 90; `pitch` beats a wing."""
    pale, dark = mix(form.code, "#f0e2c8", share=0.35), mix(form.code, SHADE, share=0.2)
    canvas.rotate(-form.roll)
    if math.cos(math.radians(form.yaw)) < 0:
        canvas.scale(-1, 1)
    lift = 0.12 * math.sin(math.radians(form.pitch))
    canvas.drawPath(polygon([(0.02, 0.0), (0.36, -0.42 + lift), (0.24, 0.1)]), fill(dark))
    canvas.drawPath(polygon([(-0.3, 0.0), (0.1, 0.28), (0.5, 0.08), (0.1, 0.0)]), fill(form.code))
    canvas.drawPath(polygon([(-0.5, -0.12), (-0.3, -0.2), (-0.12, 0.1), (-0.26, 0.06)]), fill(pale))
    canvas.drawPath(polygon([(-0.08, 0.06), (0.1, -0.48 + lift), (0.26, 0.12)]), fill(pale))
    canvas.drawPath(capsule((-0.08, 0.06), (0.1, -0.48 + lift), radii=(0.006, 0.006)), fill(dark))


BALL = Prop(draw_ball, tall(0.94), 0.96, "round", "soft_knock", rise=0.48, hold=(0.42, 0.1), base=(0.26, 0.07, -0.04))
CAR = Prop(draw_car, tall(0.62), 1.0, "round", "car", rise=0.335, hold=(0.05, -0.25), base=(0.44, 0.06, -0.05))
BEADS = Prop(
    draw_beads,
    tall(0.17),
    1.0,
    "soft",
    "beads",
    depth=0.2,
    base=flat(0.98, 0.16),
    rise=0.085,
    hold=(0.4, 0.0),
    looks=("", "hanging"),
)
TOY_BRIDGE = Prop(
    draw_bridge,
    tall(0.36),
    1.0,
    "edge",
    "card",
    rise=0.21,
    hold=(0.48, 0.0),
    base=(0.5, 0.07, -0.025),
    looks=("", "strong"),
)
DRUM = Prop(draw_drum, tall(0.66), 0.96, "both", "drum_tap", rise=0.32, hold=(0.46, 0.0), base=(0.48, 0.2, -0.01))
TOY_BIRD = Prop(draw_toy_bird, tall(0.6), 0.9, "edge", "card", rise=0.27, hold=(0.3, 0.1), base=(0.3, 0.05, -0.03))
