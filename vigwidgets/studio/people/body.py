"""A whole body under its head, at any size and in any posture, and the arms that are drawn after the table."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass

import skia

from vigwidgets.studio.acting.postures import Stance
from vigwidgets.studio.acting.skeleton import Appearance, HandState, Skeleton
from vigwidgets.studio.drawing.layers import Box
from vigwidgets.studio.drawing.paint import Point, capsule, glow, mix, slope
from vigwidgets.studio.drawing.part import Part, around
from vigwidgets.studio.people.arms import arm_of, draw_forearm, draw_upper_arm, draw_whole_arm
from vigwidgets.studio.people.chair import draw_chair_before, draw_chair_behind
from vigwidgets.studio.people.figure import Figure
from vigwidgets.studio.people.garments.tops import draw_top
from vigwidgets.studio.people.garments.worn import draw_blanket, draw_extras, draw_hood_behind, draw_skirt
from vigwidgets.studio.people.legs import draw_leg
from vigwidgets.studio.people.limbs import draw_limb
from vigwidgets.studio.people.trunk import Trunk, trunk_of

__all__ = [
    "Appearance",
    "HandState",
    "Stance",
    "arm_part",
    "body_parts",
    "draw_arm",
    "draw_body",
    "draw_limb",
    "grip_point",
    "hand_tip",
]

_MOSTLY = 0.5
_ABOUT: tuple[Point, ...] = tuple((up, ahead) for up in (-0.24, 0.1, 0.5, 0.9, 1.14) for ahead in (-1.15, 1.15))
"""Places round a trunk, outside of everything that is worn on it."""


def draw_body(canvas: skia.Canvas, figure: Figure, seen: Appearance, *, skin: str, shade: str) -> None:
    """Draw the shadow on the ground, legs, trunk and neck, and every arm whose hand is low; the head comes after."""
    for part in body_parts(figure, seen, skin=skin, shade=shade):
        part.draw(canvas)


def body_parts(figure: Figure, seen: Appearance, *, skin: str, shade: str) -> list[Part]:
    """Return what `draw_body` draws, in its order."""
    one = _Whole(figure, seen, trunk_of(seen.skeleton, figure.build), skin, shade)
    trunk_key, far_key = _trunk_key(seen.skeleton), _arm_key(figure, seen, seen.far)
    legs_key = (figure.clothes.feet, _legs_key(seen.skeleton))
    body, far_arm, whole = frozenset({"body"}), frozenset({"body", seen.far}), _body_box(figure, seen)
    far_box = whole if figure.clothes.bottom == "skirt" else _arm_box(figure, seen, seen.far)
    found = [
        Part("legs", one.draw_legs, legs_key, whole, frozenset()),
        Part("far arm", one.draw_far, (trunk_key, far_key), far_box, far_arm),
        Part("neck", one.draw_neck, (trunk_key, seen.ball), _neck_box(seen), body | {"head"}),
        Part("trunk", one.draw_trunk, (trunk_key, legs_key), one.trunk_box(whole), body),
    ]
    if one.wheels or one.blanket:
        found.append(Part("lap", one.draw_lap, (trunk_key, far_key), whole, far_arm))
    if seen.hands[seen.near].low:
        near_key, near_box = _arm_key(figure, seen, seen.near), _arm_box(figure, seen, seen.near)
        found.append(Part("near arm", one.draw_near, near_key, near_box, body | {seen.near}))
    return found


@dataclass(frozen=True, slots=True)
class _Whole:
    """A body in one frame, drawn part by part."""

    figure: Figure
    seen: Appearance
    trunk: Trunk
    skin: str
    shade: str

    @property
    def wheels(self) -> bool:
        return self.seen.skeleton.postures.get("wheelchair", 0.0) > _MOSTLY

    @property
    def blanket(self) -> bool:
        return self.figure.clothes.bottom == "blanket" and _seated(self.seen.skeleton)

    @property
    def _legs_last(self) -> bool:
        return self.seen.skeleton.postures.get("recline", 0.0) > _MOSTLY

    def trunk_box(self, whole: Box) -> Box:
        """Return px of the stage that hold the trunk: a small part of the `whole` body, unless a leg lies before it."""
        if self._legs_last:
            return whole
        return around(self.trunk.trail(_ABOUT), margin=self.seen.skeleton.px(0.2))

    def draw_legs(self, canvas: skia.Canvas) -> None:
        _draw_ground(canvas, self.figure, self.seen.skeleton)
        if self.wheels:
            draw_chair_behind(canvas, self.seen.skeleton)
        self._draw_leg(canvas, near=False)
        if not self._legs_last:
            self._draw_leg(canvas, near=True)

    def draw_far(self, canvas: skia.Canvas) -> None:
        if self.figure.clothes.bottom == "skirt":
            draw_skirt(canvas, self.trunk, self.figure)
        _draw_far_arm(canvas, self.figure, self.seen, skin=self.skin, shade=self.shade)

    def draw_neck(self, canvas: skia.Canvas) -> None:
        if self.figure.clothes.top == "hoodie":
            draw_hood_behind(canvas, self.trunk, self.figure.clothes)
        _draw_neck(canvas, self.figure, self.seen, skin=self.skin, shade=self.shade)

    def draw_trunk(self, canvas: skia.Canvas) -> None:
        draw_top(canvas, self.trunk, self.figure.clothes)
        draw_extras(canvas, self.trunk, self.figure.clothes)
        if self._legs_last:
            self._draw_leg(canvas, near=True)

    def draw_lap(self, canvas: skia.Canvas) -> None:
        if self.blanket:
            draw_blanket(canvas, self.trunk, self.figure)
            if self.seen.hands[self.seen.far].low:
                draw_forearm(canvas, self.figure, self.seen, self.seen.far, skin=self.skin, shade=self.shade)
        if self.wheels:
            draw_chair_before(canvas, self.seen.skeleton)

    def draw_near(self, canvas: skia.Canvas) -> None:
        draw_whole_arm(canvas, self.figure, self.seen, self.seen.near, skin=self.skin, shade=self.shade)

    def _draw_leg(self, canvas: skia.Canvas, *, near: bool) -> None:
        draw_leg(canvas, self.figure, self.seen.skeleton, near=near, skin=self.skin, shade=self.shade)


def arm_part(figure: Figure, seen: Appearance, side: str, *, skin: str, shade: str) -> Part:
    """Return what `draw_arm` draws of the arm `side`."""

    def draw(canvas: skia.Canvas) -> None:
        draw_arm(canvas, figure, seen, side, skin=skin, shade=shade)

    return Part(
        f"{side} arm", draw, _arm_key(figure, seen, side), _arm_box(figure, seen, side), frozenset({"body", side})
    )


def _body_box(figure: Figure, seen: Appearance) -> Box:
    """Return px of the stage that hold a body and its chair."""
    skeleton = seen.skeleton
    feet = ((x, max(y, skeleton.ground_y)) for x, y in (skeleton.near_foot, skeleton.far_foot))
    joints = (skeleton.hip, skeleton.neck, skeleton.chest, skeleton.near_knee, skeleton.far_knee, *feet)
    return around((*joints, arm_of(figure, seen, seen.far)[2]), margin=skeleton.px(1.9))


def _arm_box(figure: Figure, seen: Appearance, side: str) -> Box:
    build = figure.build
    reach = max(0.5 * build.girth, build.hand * (1.2 + build.finger))
    return around(arm_of(figure, seen, side), margin=seen.skeleton.px(reach))


def _neck_box(seen: Appearance) -> Box:
    return around((seen.skeleton.neck, (seen.ball.x, seen.ball.y)), margin=seen.skeleton.px(1.3))


def _legs_key(skeleton: Skeleton) -> Hashable:
    """Return what ground, legs and chair depend on; who breathes or leans leaves them as they are."""
    legs = (skeleton.hip, skeleton.near_knee, skeleton.far_knee, skeleton.near_foot, skeleton.far_foot)
    low = skeleton.neck if skeleton.postures.get("prone", 0.0) + skeleton.postures.get("recline", 0.0) > 0 else None
    return skeleton.facing, skeleton.size, skeleton.ground_y, legs, low, *sorted(skeleton.postures.items())


def _trunk_key(skeleton: Skeleton) -> Hashable:
    return _legs_key(skeleton), skeleton.neck, skeleton.chest, skeleton.breath


def _arm_key(figure: Figure, seen: Appearance, side: str) -> Hashable:
    hand = seen.hands[side]
    return arm_of(figure, seen, side), hand.angle, hand.pose, hand.low, seen.skeleton.facing, seen.skeleton.size


def draw_arm(
    canvas: skia.Canvas,
    figure: Figure,
    seen: Appearance,
    side: str,
    *,
    skin: str,
    shade: str,
    upper_only: bool = False,
) -> None:
    """Draw the arm `side` (`left` or `right`) of a hand that is not low.

    The far arm's upper half lies behind the trunk and was drawn with the body, so that only its forearm is drawn here.
    """
    if upper_only:
        draw_upper_arm(canvas, figure, seen, side, skin=skin, shade=shade)
    elif side == seen.near:
        draw_whole_arm(canvas, figure, seen, side, skin=skin, shade=shade)
    else:
        draw_forearm(canvas, figure, seen, side, skin=skin, shade=shade)


def hand_tip(seen: Appearance, side: str, figure: Figure) -> Point:
    """Return px of the tip of the middle finger."""
    return _along_hand(seen, side, figure, palms=0.80 + figure.build.finger * seen.hands[side].pose.length)


def grip_point(seen: Appearance, side: str, figure: Figure) -> Point:
    """Return px of the middle of what the fingers close round."""
    return _along_hand(seen, side, figure, palms=0.95)


def _along_hand(seen: Appearance, side: str, figure: Figure, *, palms: float) -> Point:
    wrist, turn = arm_of(figure, seen, side)[2], math.radians(seen.hands[side].angle)
    length = palms * seen.skeleton.px(figure.build.hand)
    return wrist[0] + math.cos(turn) * length, wrist[1] + math.sin(turn) * length


def _seated(skeleton: Skeleton) -> bool:
    return sum(skeleton.postures.get(key, 0.0) for key in ("sit", "wheelchair")) > _MOSTLY


def _draw_ground(canvas: skia.Canvas, figure: Figure, skeleton: Skeleton) -> None:
    """Draw the soft shadow of everything that stands or lies on the ground."""
    xs = [skeleton.near_foot[0], skeleton.far_foot[0]]
    low = sum(skeleton.postures.get(key, 0.0) for key in ("heels", "kneel", "floor", "prone", "recline", "wheelchair"))
    if low > _MOSTLY:
        xs += [skeleton.hip[0], skeleton.near_knee[0]]
    if skeleton.postures.get("prone", 0.0) + skeleton.postures.get("recline", 0.0) > _MOSTLY:
        xs += [skeleton.neck[0]]
    margin = skeleton.px(0.75 * figure.build.girth)
    width = max(xs) - min(xs) + 2 * margin
    middle = ((max(xs) + min(xs)) / 2, skeleton.ground_y + skeleton.px(0.04))
    canvas.save()
    canvas.translate(*middle)
    canvas.scale(1.0, skeleton.px(0.44) / width)
    shadow = [(0.0, "#4f4a3a", 0.50), (1.0, "#4f4a3a", 0.0)]
    canvas.drawCircle(0, 0, width * 0.56, glow((0, 0), width * 0.56, shadow))
    canvas.restore()


def _draw_far_arm(canvas: skia.Canvas, figure: Figure, seen: Appearance, *, skin: str, shade: str) -> None:
    covered = figure.clothes.bottom == "blanket" and _seated(seen.skeleton)
    low = seen.hands[seen.far].low
    draw_upper_arm(canvas, figure, seen, seen.far, skin=skin, shade=shade, whole=low and not covered)


def _draw_neck(canvas: skia.Canvas, figure: Figure, seen: Appearance, *, skin: str, shade: str) -> None:
    """Draw the neck from between the shoulders up into the head, shaded by the chin."""
    base, ball = seen.skeleton.neck, seen.ball
    thick = seen.skeleton.px(figure.build.neck_thick)
    back = seen.skeleton.facing * 0.16 * ball.radius
    dx, dy = ball.x - back - base[0], ball.y - base[1]
    top = (base[0] + dx * 0.62, base[1] + dy * 0.62)
    path = capsule(base, top, radii=(thick * 1.12, thick))
    tones = [(0.0, mix(skin, shade, share=0.95), 1.0), (1.0, mix(skin, shade, share=0.12), 1.0)]
    canvas.drawPath(path, slope(top, base, tones))
