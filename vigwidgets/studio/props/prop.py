"""What every kind of thing tells: how it is drawn, how high it is, how it is held and heard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Literal, Protocol

import skia

from vigwidgets.studio.drawing.paint import Point, fill, glow, oval
from vigwidgets.studio.props.space import CAMERA_DOWN, FLAT_DOWN, Space, kept, laid, placed

Grip = Literal["round", "edge", "under", "stick", "soft", "handle", "both"]
"""`round` fingers about it, `edge` pinched at a thin edge, `under` on the palm, `stick` between thumb and fingers,
`soft` gathered in the fist, `handle` hung from the fingers, `both` too large for one hand."""


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
        spread: How wide its shadow is against its width; 0 for what lies on another thing and has none.
        looks: The words `look` may be, the plain one first.
        holds: Where the hand takes it instead, for looks that are wider or narrower.
    """

    draw: Draw
    height: Callable[[float], float]
    width: float
    grip: Grip
    sound: str
    rise: float = 0.5
    hold: Point = (0.4, 0.1)
    depth: float = 0.0
    spread: float = 0.82
    looks: tuple[str, ...] = ("",)
    holds: Mapping[str, Point] = field(default_factory=dict[str, Point])

    def shade(self, canvas: skia.Canvas, foot: Point, *, side: float, yaw: float = 0.0, strength: float = 0.8) -> None:
        """Draw its contact shadow where it rests; `foot` in px, `yaw` in degrees, `strength` 0 to 1."""
        if not self.spread:
            return
        if not self.depth:
            draw_shadow(canvas, foot, width=side * self.width * self.spread, strength=strength)
            return
        wide, deep = self.width / 2, self.depth / 2
        with placed(canvas, foot, side=side), laid(canvas, Space(yaw, down=FLAT_DOWN).ground()):
            paint = fill("#5a3515", alpha=0.42 * strength)
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 0.045))
            box = skia.Rect.MakeLTRB(0.03 - wide, 0.05 - deep, wide + 0.07, deep + 0.09)
            canvas.drawRoundRect(box, 0.1, 0.1, paint)


def tall(share: float) -> Callable[[float], float]:
    """Return the height of a kind that is `share` of its side high."""
    return lambda side: share * side


def draw_shadow(canvas: skia.Canvas, foot: Point, *, width: float, strength: float) -> None:
    """Draw the contact shadow of something `width` px wide that stands at `foot`."""
    canvas.save()
    canvas.translate(foot[0] + width * 0.10, foot[1])
    canvas.scale(1.0, 0.24)
    stops = [(0.0, "#5a3515", 0.5 * strength), (0.6, "#5a3515", 0.32 * strength), (1.0, "#5a3515", 0.0)]
    canvas.drawOval(oval((0, 0), width * 1.9, width * 1.9), glow((0, 0), width * 0.95, stops))
    canvas.restore()
