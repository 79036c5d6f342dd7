"""What people sit on, as a thing that stands where a scene wants it."""

from __future__ import annotations

import skia

from vigwidgets.studio.drawing.paint import mix
from vigwidgets.studio.places.seating import draw_chair as draw_plain_chair
from vigwidgets.studio.props.prop import Form, Prop, drawn, tall
from vigwidgets.studio.props.space import SHADE

_UNITS = 3.6
"""Units of the drawn chair from its feet to the top of its back."""


@drawn
def draw_chair(canvas: skia.Canvas, form: Form) -> None:
    """Draw a plain chair for who faces right; the look `left` is for who faces left."""
    facing = -1 if form.look == "left" else 1
    hip = (facing * 0.24 / _UNITS, 0.6 / _UNITS)
    seat = mix(form.code, SHADE, share=0.14)
    draw_plain_chair(canvas, hip, facing=facing, code=form.code, seat_code=seat, unit=1 / _UNITS)


CHAIR = Prop(draw_chair, tall(1.0), 0.72, "both", "chair", rise=0.5, hold=(0.34, -0.2), looks=("", "left"))
