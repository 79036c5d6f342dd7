"""What stands on kitchen tables and is eaten there."""

from __future__ import annotations

import skia

from vigwidgets.studio.drawing.paint import blob, clipped, curve, fill, mix, oval, polygon, slope
from vigwidgets.studio.props.pictures import PAPER
from vigwidgets.studio.props.prop import Form, Prop, drawn, flat, tall
from vigwidgets.studio.props.space import SHADE, Space, draw_lathe, laid, line, lit, ring

_PLATE_DOWN = 27.0
_CRUST, _CRUMB = "#b9783a", "#e6cd9c"
_SPREADS = {"marmite": "#85592f", "jam": "#b5424d", "butter": "#ecd08a"}
_TOASTED = "#cf9a55"


@drawn
def draw_cup(canvas: skia.Canvas, form: Form) -> None:
    """Draw a cup with a handle at its side; `yaw` turns it. The look `beaker` has two handles and a lid."""
    space = form.space()
    ways = ((0.37, 1),) if form.look != "beaker" else ((-0.35, -1), (0.35, 1))
    for x, way in ways:
        grip = [(x, 0.22), (x + way * 0.2, 0.2), (x + way * 0.22, -0.08), (x - way * 0.03, -0.2)]
        path = curve([space.at(gx, gy, 0.0) for gx, gy in grip])
        canvas.drawPath(path, line(mix(form.code, SHADE, share=0.34), width=0.115))
        canvas.drawPath(path, line(mix(form.code, SHADE, share=0.08), width=0.085))
    draw_lathe(canvas, space, [(-0.42, 0.25), (-0.34, 0.30), (0.0, 0.36), (0.42, 0.38)], code=form.code)
    if form.look == "beaker":
        draw_lathe(canvas, space, [(0.42, 0.385), (0.5, 0.37)], code=mix(form.code, PAPER, share=0.45))
        canvas.drawPath(ring(space, 0.5, 0.37), fill(mix(form.code, PAPER, share=0.6)))
        draw_lathe(canvas, space, [(0.5, 0.12), (0.62, 0.08)], code=mix(form.code, PAPER, share=0.55))
        return
    rim = ring(space, 0.42, 0.38)
    canvas.drawPath(rim, fill(mix(form.code, "#ffffff", share=0.25)))
    inside = ring(space, 0.415, 0.335)
    canvas.drawPath(inside, fill(mix(form.code, SHADE, share=0.36)))
    with clipped(canvas, inside):
        canvas.drawPath(ring(space, 0.28, 0.33), fill("#a8703f"))


@drawn
def draw_plate(canvas: skia.Canvas, form: Form) -> None:
    """Draw a plate; the look `banana` or `toast` puts a piece on it, `jam` or `marmite` toast with that on."""
    space = form.space(down=_PLATE_DOWN)
    tone = mix(form.code, PAPER, share=0.35)
    draw_lathe(canvas, space, [(-0.05, 0.28), (0.0, 0.38), (0.05, 0.5)], code=mix(tone, SHADE, share=0.1))
    rim = ring(space, 0.05, 0.5)
    canvas.drawPath(rim, slope((-0.4, -0.3), (0.4, 0.3), [(0, mix(tone, "#ffffff", share=0.12), 1), (1, tone, 1)]))
    canvas.drawPath(ring(space, 0.05, 0.45), line(mix(form.code, SHADE, share=0.14), width=0.022))
    well = ring(space, 0.03, 0.33)
    shade = mix(tone, SHADE, share=0.14)
    canvas.drawPath(well, slope((-0.2, -0.2), (0.2, 0.2), [(0, shade, 1), (0.6, tone, 1), (1, tone, 1)]))
    if form.look in ("toast", "jam", "marmite"):
        with laid(canvas, space.ground(0.06)):
            canvas.scale(0.56, 0.56)
            _draw_slice(canvas, toasted=True, spread=form.look)
    elif form.look == "banana":
        for across, deep in ((-0.14, 0.02), (0.02, -0.1), (0.12, 0.07), (-0.02, 0.12)):
            x, y = space.at(across, 0.06, deep)
            canvas.drawOval(oval((x, y), 0.15, 0.09), fill("#d6b45c"))
            canvas.drawOval(oval((x, y - 0.015), 0.13, 0.07), fill("#ead9a4"))


@drawn
def draw_bread(canvas: skia.Canvas, form: Form) -> None:
    """Draw a slice of bread in tones of `code`; the look `upright` shows it held up, its face to the viewer."""
    _draw_loaf_slice(canvas, form, toasted=False)


@drawn
def draw_toast(canvas: skia.Canvas, form: Form) -> None:
    """Draw toast; the look `marmite`, `jam` or `butter` spreads it, `upright` shows its face to the viewer."""
    _draw_loaf_slice(canvas, form, toasted=True)


def _draw_loaf_slice(canvas: skia.Canvas, form: Form, *, toasted: bool) -> None:
    space = form.space(down=72.0 if form.look == "upright" else 32.0)
    for step in range(5):
        with laid(canvas, space.ground(-0.05 + step * 0.025)):
            canvas.drawPath(_slice(), fill(mix(_CRUST, form.code, share=0.3)))
    if space.nearness(0, 1, 0) <= 0:
        return
    with laid(canvas, space.ground(0.055)):
        _draw_slice(canvas, toasted=toasted, spread=form.look)


def _slice() -> skia.Path:
    edge = [(-0.36, 0.42), (-0.38, 0.0), (-0.47, -0.2), (-0.36, -0.42), (0.0, -0.46)]
    return blob([*edge, (0.36, -0.42), (0.47, -0.2), (0.38, 0.0), (0.36, 0.42), (0.0, 0.44)], pull=0.13)


def _draw_slice(canvas: skia.Canvas, *, toasted: bool, spread: str) -> None:
    shape = _slice()
    canvas.drawPath(shape, fill(_CRUST))
    canvas.save()
    canvas.scale(0.87, 0.87)
    canvas.drawPath(shape, fill(_TOASTED if toasted else _CRUMB))
    spots = ((-0.2, -0.2), (0.14, -0.26), (0.24, 0.06), (-0.1, 0.08), (-0.24, 0.28), (0.1, 0.3))
    for x, y in spots:
        canvas.drawOval(oval((x, y), 0.06, 0.04), fill("#b57c3c" if toasted else "#d8b97f"))
    if spread in _SPREADS:
        canvas.scale(0.86, 0.86)
        canvas.drawPath(shape, fill(_SPREADS[spread], alpha=0.92))
        for y in (-0.2, 0.05, 0.28):
            shine = mix(_SPREADS[spread], "#f0d9b0", share=0.4)
            canvas.drawPath(curve([(-0.26, y), (0.0, y - 0.05), (0.26, y + 0.02)]), line(shine, width=0.035, alpha=0.7))
    canvas.restore()


@drawn
def draw_jar(canvas: skia.Canvas, form: Form) -> None:
    """Draw a jar of jam with a lid of `code`, or with the look `dark` a round dark one; `open` has no lid."""
    space = form.space()
    dark = form.look.startswith("dark")
    if dark:
        glass, label = "#6b5a40", "#d9a93c"
        draw_lathe(
            canvas,
            space,
            [(-0.46, 0.27), (-0.4, 0.33), (-0.3, 0.36), (-0.02, 0.365), (0.1, 0.33), (0.18, 0.25), (0.26, 0.22)],
            code=glass,
        )
    else:
        glass, label = "#b5424d", PAPER
        draw_lathe(canvas, space, [(-0.46, 0.28), (-0.42, 0.32), (0.16, 0.32), (0.24, 0.27)], code=glass)
    _draw_label(canvas, space, label, radius=0.37 if dark else 0.325)
    x, y = space.at(-0.24, 0.06, 0.24)
    canvas.drawPath(curve([(x, y), (x - 0.02, y + 0.34)]), line("#ead9c4", width=0.045, alpha=0.45))
    if not form.look.endswith("open"):
        wide = 0.26 if dark else 0.31
        draw_lathe(canvas, space, [(0.24, wide), (0.42, wide)], code=form.code)
        canvas.drawPath(ring(space, 0.42, wide), fill(lit(form.code, shine=0.9)))
    else:
        canvas.drawPath(ring(space, 0.26, 0.22), fill(mix(glass, SHADE, share=0.3 if not dark else 0.1)))


def _draw_label(canvas: skia.Canvas, space: Space, code: str, *, radius: float) -> None:
    round_ = ((-0.62, 0.78), (-0.32, 0.95), (0.0, 1.0), (0.32, 0.95), (0.62, 0.78))
    upper, lower = ([space.at(radius * s, y, radius * c) for s, c in round_] for y in (0.02, -0.28))
    edge = [*upper, *reversed(lower)]
    canvas.drawPath(polygon(edge), fill(code))
    x, y = space.at(0, -0.13, radius)
    canvas.drawOval(oval((x, y), 0.17, 0.12), fill("#b5424d" if code == PAPER else "#8f4a34"))


@drawn
def draw_knife(canvas: skia.Canvas, form: Form) -> None:
    """Draw a round-ended table knife with a handle of `code`."""
    canvas.rotate(-form.roll)
    canvas.scale(1.0, 0.9)
    blade = blob([(0.0, -0.05), (0.42, -0.055), (0.5, -0.01), (0.46, 0.05), (0.0, 0.045)], pull=0.12)
    canvas.drawPath(blade, slope((0, -0.05), (0, 0.05), [(0, "#c6d0d3", 1), (1, "#8f9ba1", 1)]))
    canvas.drawPath(blade, line("#7d898f", width=0.01))
    canvas.drawPath(curve([(-0.44, 0.01), (-0.02, 0.0)]), line(mix(form.code, SHADE, share=0.3), width=0.115))
    canvas.drawPath(curve([(-0.44, 0.0), (-0.02, -0.01)]), line(form.code, width=0.085))


@drawn
def draw_toaster(canvas: skia.Canvas, form: Form) -> None:
    """Draw a toaster with its lever to the right; `bread` or `toast` stands out of it, `down` has the lever down."""
    canvas.rotate(-form.roll)
    dark = mix(form.code, SHADE, share=0.34)
    for x, y in ((0.03, -0.23), (-0.01, -0.2)):
        if form.look in ("bread", "toast"):
            canvas.save()
            canvas.translate(x, y - 0.05)
            canvas.scale(0.5, 0.46)
            _draw_slice(canvas, toasted=form.look == "toast", spread="")
            canvas.restore()
    outline = [(-0.42, -0.2), (-0.36, -0.27), (0.36, -0.27), (0.42, -0.2), (0.46, 0.22), (0.42, 0.27), (-0.42, 0.27)]
    body = blob([*outline, (-0.46, 0.22)], pull=0.08)
    pale, low = mix(form.code, "#ffffff", share=0.2), mix(form.code, SHADE, share=0.2)
    canvas.drawPath(body, slope((-0.4, -0.3), (0.4, 0.3), [(0, pale, 1), (0.5, form.code, 1), (1, low, 1)]))
    canvas.drawPath(body, line(dark, width=0.014, alpha=0.7))
    canvas.drawPath(curve([(-0.33, -0.245), (0.0, -0.25), (0.33, -0.245)]), line(dark, width=0.022))
    canvas.drawPath(curve([(-0.36, -0.17), (-0.38, 0.16)]), line("#f3d9c4", width=0.03, alpha=0.55))
    canvas.drawPath(curve([(0.37, -0.13), (0.38, 0.14)]), line(dark, width=0.03))
    lever = 0.11 if form.look == "down" else -0.12
    canvas.drawPath(curve([(0.31, lever), (0.48, lever)]), line("#7d898f", width=0.1))
    canvas.drawPath(curve([(0.32, lever - 0.015), (0.46, lever - 0.015)]), line("#b9c3c6", width=0.045))
    canvas.drawOval(oval((-0.28, 0.17), 0.09, 0.09), fill("#e39a4c" if form.look == "down" else "#a3a9a8"))


@drawn
def draw_banana(canvas: skia.Canvas, form: Form) -> None:
    """Draw a banana; the look `peeled` hangs its skin down, `piece` is one round of it."""
    canvas.rotate(-form.roll)
    if form.look == "piece":
        canvas.drawOval(oval((0, 0.06), 0.5, 0.36), fill("#d9bb6a"))
        canvas.drawOval(oval((0, -0.03), 0.5, 0.36), fill("#ead9a4"))
        canvas.drawOval(oval((0, -0.03), 0.16, 0.11), fill("#d8bf80"))
        return
    outer = [(-0.46, -0.22), (-0.34, 0.06), (-0.08, 0.22), (0.22, 0.18), (0.46, -0.06)]
    inner = [(0.40, -0.10), (0.18, 0.02), (-0.06, 0.03), (-0.26, -0.08), (-0.38, -0.26)]
    fruit = blob([*outer, *inner])
    tone = "#e9d7a0" if form.look == "peeled" else form.code
    stops = [(0, mix(tone, "#ffffff", share=0.1), 1), (0.5, tone, 1), (1, mix(tone, SHADE, share=0.25), 1)]
    canvas.drawPath(fruit, slope((0, -0.12), (0, 0.24), stops))
    canvas.drawPath(fruit, line(mix(tone, SHADE, share=0.35), width=0.016))
    if form.look == "peeled":
        for tip in ((0.02, 0.40), (0.30, 0.44), (0.44, 0.24)):
            flap = blob([(0.12, 0.06), (0.32, 0.0), tip, (tip[0] - 0.08, tip[1] - 0.1)])
            canvas.drawPath(flap, fill(form.code))
            canvas.drawPath(flap, line(mix(form.code, SHADE, share=0.35), width=0.014))
    else:
        ridge = curve([(-0.38, -0.12), (-0.14, 0.10), (0.18, 0.10), (0.42, -0.06)])
        canvas.drawPath(ridge, line(mix(form.code, SHADE, share=0.25), width=0.02, alpha=0.7))
        canvas.drawPath(curve([(-0.42, -0.22), (-0.47, -0.33)]), line("#9a7a38", width=0.075))


CUP = Prop(
    draw_cup,
    tall(0.84),
    0.8,
    "handle",
    "cup",
    rise=0.42,
    hold=(0.5, 0.0),
    base=(0.26, 0.075, -0.02),
    looks=("", "beaker"),
)
PLATE = Prop(
    draw_plate,
    tall(0.09),
    1.0,
    "under",
    "plate",
    rise=0.05,
    hold=(0.44, 0.05),
    base=(0.4, 0.15, 0.0),
    looks=("", "toast", "jam", "marmite", "banana"),
)
BREAD = Prop(
    draw_bread,
    tall(0.1),
    0.9,
    "edge",
    "pat",
    depth=0.75,
    base=flat(0.72, 0.78),
    rise=0.05,
    hold=(0.36, 0.2),
    looks=("", "upright"),
)
TOAST = Prop(
    draw_toast,
    tall(0.1),
    0.9,
    "edge",
    "toast",
    depth=0.75,
    base=flat(0.72, 0.78),
    rise=0.05,
    hold=(0.36, 0.2),
    looks=("", "upright", "marmite", "jam", "butter"),
)
JAR = Prop(
    draw_jar,
    tall(0.88),
    0.74,
    "round",
    "jar",
    rise=0.46,
    hold=(0.32, 0.1),
    base=(0.29, 0.08, -0.02),
    looks=("", "dark", "open", "dark open"),
)
KNIFE = Prop(
    draw_knife, tall(0.03), 1.0, "stick", "cutlery", depth=0.1, base=flat(0.98, 0.1), rise=0.03, hold=(0.25, 0.0)
)
TOASTER = Prop(
    draw_toaster,
    tall(0.54),
    0.92,
    "round",
    "soft_knock",
    rise=0.27,
    hold=(0.4, -0.1),
    base=(0.45, 0.07, -0.06),
    looks=("", "bread", "toast", "down"),
)
BANANA = Prop(
    draw_banana,
    tall(0.3),
    0.9,
    "round",
    "pat",
    rise=0.16,
    hold=(0.2, 0.1),
    base=(0.27, 0.05, 0.02),
    looks=("", "peeled", "piece"),
)
