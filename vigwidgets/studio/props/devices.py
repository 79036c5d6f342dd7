"""Things with screens."""

from __future__ import annotations

import skia

from vigwidgets.studio.drawing.paint import blob, curve, fill, mix, oval, polygon
from vigwidgets.studio.props.prop import Form, Prop, drawn, flat, tall
from vigwidgets.studio.props.space import FLAT_DOWN, SHADE, Space, draw_box, laid, line, lit

_GLASS, _LIVE = "#4a5968", "#8fbfd0"


@drawn
def draw_phone(canvas: skia.Canvas, form: Form) -> None:
    """Draw a telephone in a case of `code`; the look `ringing` lights its glass, `back` shows the case."""
    space = form.space(down=FLAT_DOWN)
    draw_box(canvas, space, size=(0.52, 0.05, 1.0), code=form.code)
    front = space.nearness(0, 1, 0) > 0
    with laid(canvas, space.ground(0.03 if front else -0.03)):
        body = skia.Rect.MakeXYWH(-0.26, -0.5, 0.52, 1.0)
        canvas.drawRoundRect(body, 0.08, 0.08, fill(lit(form.code, shine=0.7)))
        if form.look == "back" or not front:
            canvas.drawRoundRect(
                skia.Rect.MakeXYWH(-0.2, -0.44, 0.17, 0.2), 0.05, 0.05, fill(mix(form.code, SHADE, share=0.4))
            )
            canvas.drawCircle(-0.115, -0.34, 0.05, fill("#8a979f"))
            return
        glass = skia.Rect.MakeXYWH(-0.215, -0.45, 0.43, 0.9)
        canvas.drawRoundRect(glass, 0.05, 0.05, fill(_LIVE if form.look == "ringing" else _GLASS))
        if form.look == "ringing":
            canvas.drawCircle(0.0, -0.12, 0.12, fill("#d3e3e2"))
            canvas.drawCircle(0.0, 0.26, 0.075, fill("#6fae78"))
        else:
            canvas.drawPath(
                polygon([(-0.2, -0.2), (0.05, -0.43), (0.18, -0.43), (-0.2, -0.04)]), fill("#7f909c", alpha=0.5)
            )


@drawn
def draw_laptop(canvas: skia.Canvas, form: Form) -> None:
    """Draw an open laptop with a still of two people at a table; the look `off` is dark, `away` shows its lid's back.

    Its middle is that of keyboard and screen together; `pitch` has no effect, it always stands.
    """
    space = Space(form.yaw, roll=form.roll, down=22.0)
    if form.look == "away":
        draw_box(canvas, space, size=(0.98, 0.04, 0.62), code=form.code, middle=(0, -0.32, -0.31))
        _draw_lid(canvas, space, form.code, form.look)
        return
    draw_box(canvas, space, size=(0.98, 0.04, 0.62), code=form.code, middle=(0, -0.32, 0.2))
    with laid(canvas, space.plane((0, -0.295, 0.2), (1, 0, 0), (0, 0, 1))):
        canvas.drawRoundRect(
            skia.Rect.MakeXYWH(-0.42, -0.26, 0.84, 0.32), 0.02, 0.02, fill(mix(form.code, SHADE, share=0.42))
        )
        for row in range(4):
            y = -0.22 + row * 0.08
            canvas.drawPath(curve([(-0.39, y), (0.39, y)]), line(mix(form.code, SHADE, share=0.2), width=0.03))
        canvas.drawRoundRect(
            skia.Rect.MakeXYWH(-0.14, 0.1, 0.28, 0.16), 0.02, 0.02, fill(mix(form.code, SHADE, share=0.16))
        )
    _draw_lid(canvas, space, form.code, form.look)


def _draw_lid(canvas: skia.Canvas, space: Space, code: str, look: str) -> None:
    """Draw the screen: hinged behind the keys and leant back a little."""
    away = look == "away"
    lean = -0.16 if not away else 0.16
    base = (0.0, 0.03, -0.11 + lean * 0.5) if not away else (0.0, 0.03, 0.0 + lean * 0.5)
    with laid(canvas, space.plane(base, (1, 0, 0), (0, -1, -lean))):
        shell = skia.Rect.MakeXYWH(-0.49, -0.34, 0.98, 0.67)
        canvas.drawRoundRect(shell, 0.04, 0.04, fill(code if away else mix(code, SHADE, share=0.36)))
        if away:
            canvas.drawRoundRect(shell, 0.04, 0.04, line(mix(code, SHADE, share=0.3), width=0.014))
            canvas.drawCircle(0, 0, 0.06, fill(mix(code, "#f0e2c8", share=0.35)))
            return
        screen = skia.Rect.MakeXYWH(-0.45, -0.30, 0.90, 0.57)
        canvas.save()
        canvas.clipRect(screen, skia.ClipOp.kIntersect, True)
        canvas.drawRect(screen, fill(_GLASS if look == "off" else "#cfdcd6"))
        if look != "off":
            _draw_still(canvas)
        canvas.restore()


def _draw_still(canvas: skia.Canvas) -> None:
    """Draw what a clip shows, small: a child and an adult at a low table with a tower between them."""
    canvas.drawRect(skia.Rect.MakeXYWH(-0.45, 0.10, 0.9, 0.2), fill("#cfa578"))
    canvas.drawRect(skia.Rect.MakeXYWH(-0.12, -0.27, 0.24, 0.25), fill("#a9cfdb"))
    canvas.drawPath(blob([(-0.34, 0.27), (-0.31, 0.03), (-0.23, 0.0), (-0.16, 0.05), (-0.15, 0.27)]), fill("#3f8f8b"))
    canvas.drawPath(blob([(0.12, 0.27), (0.15, 0.0), (0.24, -0.06), (0.34, 0.02), (0.36, 0.27)]), fill("#d8a545"))
    for x, y, skin, hair, size in (
        (-0.23, -0.06, "#c98f63", "#4c3a36", 0.17),
        (0.22, -0.13, "#b9794f", "#4a3f44", 0.18),
    ):
        canvas.drawOval(oval((x, y - 0.02), size * 1.12, size * 1.1), fill(hair))
        canvas.drawOval(oval((x - 0.02 * (1 if x > 0 else -1), y + 0.02), size * 0.86, size * 0.92), fill(skin))
    canvas.drawRect(skia.Rect.MakeXYWH(-0.18, 0.17, 0.36, 0.035), fill("#a87445"))
    for index, tone in enumerate(("#3e77b5", "#d9483b", "#e6b93c")):
        canvas.drawRect(skia.Rect.MakeXYWH(-0.035, 0.10 - index * 0.07, 0.07, 0.07), fill(tone))


PHONE = Prop(
    draw_phone,
    tall(0.05),
    0.6,
    "round",
    "soft_knock",
    depth=1.0,
    base=flat(0.52, 1.0),
    rise=0.025,
    hold=(0.24, 0.15),
    looks=("", "ringing", "back"),
)
LAPTOP = Prop(
    draw_laptop,
    tall(0.72),
    1.0,
    "both",
    "soft_knock",
    rise=0.32,
    hold=(0.48, 0.3),
    base=(0.5, 0.15, 0.03),
    looks=("", "off", "away"),
)
