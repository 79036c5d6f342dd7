"""A whole body under its head, at any size and in any posture, and the arms that are drawn after the table."""

from __future__ import annotations

import math

import skia

from vigwidgets.studio.acting.postures import Stance
from vigwidgets.studio.acting.skeleton import Appearance, HandState, Skeleton
from vigwidgets.studio.drawing.paint import Point, capsule, glow, mix, slope
from vigwidgets.studio.people.arms import arm_of, draw_forearm, draw_upper_arm, draw_whole_arm
from vigwidgets.studio.people.chair import draw_chair_before, draw_chair_behind
from vigwidgets.studio.people.figure import Figure
from vigwidgets.studio.people.garments.tops import draw_top
from vigwidgets.studio.people.garments.worn import draw_blanket, draw_extras, draw_hood_behind, draw_skirt
from vigwidgets.studio.people.legs import draw_leg
from vigwidgets.studio.people.limbs import draw_limb
from vigwidgets.studio.people.trunk import trunk_of

__all__ = ["Appearance", "HandState", "Stance", "draw_arm", "draw_body", "draw_limb", "grip_point", "hand_tip"]

_MOSTLY = 0.5


def draw_body(canvas: skia.Canvas, figure: Figure, seen: Appearance, *, skin: str, shade: str) -> None:
    """Draw the shadow on the ground, legs, trunk and neck, and every arm whose hand is low; the head comes after."""
    skeleton, clothes = seen.skeleton, figure.clothes
    trunk = trunk_of(skeleton, figure.build)
    wheels = skeleton.postures.get("wheelchair", 0.0) > _MOSTLY
    _draw_ground(canvas, figure, skeleton)
    if wheels:
        draw_chair_behind(canvas, skeleton)
    draw_leg(canvas, figure, skeleton, near=False, skin=skin, shade=shade)
    legs_last = skeleton.postures.get("recline", 0.0) > _MOSTLY
    if not legs_last:
        draw_leg(canvas, figure, skeleton, near=True, skin=skin, shade=shade)
    if clothes.bottom == "skirt":
        draw_skirt(canvas, trunk, figure)
    _draw_far_arm(canvas, figure, seen, skin=skin, shade=shade)
    if clothes.top == "hoodie":
        draw_hood_behind(canvas, trunk, clothes)
    _draw_neck(canvas, figure, seen, skin=skin, shade=shade)
    draw_top(canvas, trunk, clothes)
    draw_extras(canvas, trunk, clothes)
    if legs_last:
        draw_leg(canvas, figure, skeleton, near=True, skin=skin, shade=shade)
    if clothes.bottom == "blanket" and _seated(skeleton):
        draw_blanket(canvas, trunk, figure)
        if seen.hands[seen.far].low:
            draw_forearm(canvas, figure, seen, seen.far, skin=skin, shade=shade)
    if wheels:
        draw_chair_before(canvas, skeleton)
    if seen.hands[seen.near].low:
        draw_whole_arm(canvas, figure, seen, seen.near, skin=skin, shade=shade)


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
    whole = seen.hands[seen.far].low and not covered
    draw_upper_arm(canvas, figure, seen, seen.far, skin=skin, shade=shade, whole=whole)


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
