"""What every kind of thing tells: how it is drawn, how high it is, how it is held and heard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Literal, Protocol

import skia

from vigwidgets.studio.drawing.paint import Point, fill, oval
from vigwidgets.studio.props.space import CAMERA_DOWN, FLAT_DOWN, Space, kept, laid, placed

Grip = Literal["round", "edge", "under", "stick", "soft", "handle", "both"]
"""`round` fingers about it, `edge` pinched at a thin edge, `under` on the palm, `stick` between thumb and fingers,
`soft` gathered in the fist, `handle` hung from the fingers, `both` too large for one hand."""


Base = tuple[float, float, float]


class Draw(Protocol):
    """Draws a thing round its middle."""

    def __call__(
        self,
        canvas: skia.Canvas,
        centre: Point,
        *,
        side: float,
        code: str,
        yaw: float = ...,
        pitch: float = ...,
        roll: float = ...,
        look: str = ...,
    ) -> None:
        """Draw the thing.

        Args:
            canvas: Drawn on under its present transform.
            centre: Its middle in px.
            side: Its size in px.
            code: Its colour, `#rrggbb`.
            yaw: Turn about the upright, degrees.
            pitch: Tilt of its upper side towards the viewer, degrees; about 55 shows a lying card fully.
            roll: Turn in the picture, degrees, against the clock.
            look: Which of the kind's forms; an unknown word or none gives the plain one.
        """
        ...


@dataclass(frozen=True, slots=True)
class Form:
    """How a thing is to be drawn round the origin, one unit a side; the values are those of `Draw`."""

    code: str
    yaw: float
    pitch: float
    roll: float
    look: str

    def space(self, *, down: float = CAMERA_DOWN) -> Space:
        """Return the thing's own space; the camera looks `down` degrees on it."""
        return Space(self.yaw, pitch=self.pitch, roll=self.roll, down=down)


def drawn(inside: Callable[[skia.Canvas, Form], None]) -> Draw:
    """Return what draws a thing in px, from what draws it in sides round the origin."""

    @wraps(inside)
    def draw(
        canvas: skia.Canvas,
        centre: Point,
        *,
        side: float,
        code: str,
        yaw: float = 0.0,
        pitch: float = 0.0,
        roll: float = 0.0,
        look: str = "",
    ) -> None:
        with placed(canvas, centre, side=side):
            inside(canvas, Form(kept(code), yaw, pitch, roll, look))

    return draw


@dataclass(frozen=True, slots=True)
class Prop:
    """A kind of thing.

    Attributes:
        draw: Draws it without its shadow.
        height: From its side in px to the px the next thing stands higher when put on it.
        width: Its width against its side.
        grip: How it is held.
        sound: The noise when it is put down or taken.
        rise: How far its middle is above its foot when it rests, against its side.
        hold: Where the hand takes it, in sides from its middle: x towards who holds it, y down.
        depth: How deep it lies against its side, if it is flat; 0 for what stands.
        base: Half the width and half the depth of what touches the ground and how far the middle of that lies below
            its foot, in sides: as they are seen, or of what lies flat as they are; a width of 0 has no shadow.
        looks: The words `look` may be, the plain one first.
        holds: Where the hand takes it instead, for looks that are wider or narrower.
        bases: What touches the ground instead, for such looks.
    """

    draw: Draw
    height: Callable[[float], float]
    width: float
    grip: Grip
    sound: str
    rise: float = 0.5
    hold: Point = (0.4, 0.1)
    depth: float = 0.0
    base: Base = (0.42, 0.08, -0.06)
    looks: tuple[str, ...] = ("",)
    holds: Mapping[str, Point] = field(default_factory=dict[str, Point])
    bases: Mapping[str, Base] = field(default_factory=dict[str, Base])

    def shade(
        self,
        canvas: skia.Canvas,
        foot: Point,
        *,
        side: float,
        yaw: float = 0.0,
        roll: float = 0.0,
        look: str = "",
        strength: float = 0.8,
    ) -> None:
        """Draw its contact shadow where it rests: dark where it touches, and a soft one away from the light.

        Args:
            canvas: Drawn on under its present transform.
            foot: Px of its foot.
            side: Its size in px.
            yaw: Its turn about the upright in degrees.
            roll: Its turn in the picture in degrees, if it lies flat.
            look: Which of its forms rests there.
            strength: 0 to 1.
        """
        wide, deep, low = self.bases.get(look, self.base)
        if not wide:
            return
        with placed(canvas, foot, side=side):
            if not self.depth:
                _draw_standing_shadow(canvas, (wide, deep, low), strength=strength)
                return
            # pens and beads are drawn in the picture's plane: they roll in it, and never yaw
            turned = 0.0 if self.grip in ("stick", "soft") else yaw
            with laid(canvas, Space(turned, roll=roll, down=FLAT_DOWN).ground()):
                for grown, alpha, blur in ((0.10, 0.22, 0.05), (0.035, 0.42, 0.016)):
                    box = skia.Rect.MakeLTRB(-wide, -deep, wide + grown, deep + grown)
                    canvas.drawRoundRect(box, 0.08, 0.08, _soft(alpha * strength, blur=blur))


def flat(width: float, depth: float) -> Base:
    """Return the base of what lies flat, from its whole width and depth in sides."""
    return width / 2, depth / 2, 0.0


def tall(share: float) -> Callable[[float], float]:
    """Return the height of a kind that is `share` of its side high."""
    return lambda side: share * side


def _draw_standing_shadow(canvas: skia.Canvas, base: Base, *, strength: float) -> None:
    wide, deep, low = base
    away = oval((0.12 + 0.16 * wide, low + 0.02), 2.5 * wide, 3.0 * deep)
    canvas.drawOval(away, _soft(0.32 * strength, blur=0.08))
    near = oval((0.025, low + 0.02), 2 * wide + 0.05, 2 * deep + 0.05)
    canvas.drawOval(near, _soft(0.50 * strength, blur=0.022))


def _soft(alpha: float, *, blur: float) -> skia.Paint:
    """Return a fill of the shadows' colour with soft edges; `blur` in sides."""
    paint = skia.Paint(fill("#5a3515", alpha=alpha))
    paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, blur))
    return paint
