"""Arms: shoulder to fingertips, sleeved or bare."""

from __future__ import annotations

import math
from collections.abc import Sequence

import skia

from vigwidgets.studio.acting.skeleton import Appearance
from vigwidgets.studio.acting.spots import STRAIGHT, near_reach
from vigwidgets.studio.drawing.hand import Build as HandBuild
from vigwidgets.studio.drawing.hand import draw_hand, elbow, far_elbow
from vigwidgets.studio.drawing.paint import Point, clipped, curve, fill, line, mix
from vigwidgets.studio.people.figure import Figure
from vigwidgets.studio.people.limbs import along, band, draw_folds, draw_limb

SHOULDER, ELBOW, WRIST = 0.375, 0.315, 0.225
"""Half thicknesses of a sleeve in girths."""
_BARE = 0.80


def arm_of(figure: Figure, seen: Appearance, side: str) -> tuple[Point, Point, Point]:
    """Return shoulder, elbow and reachable wrist of the arm `side` (`left` or `right`), in px."""
    skeleton, build = seen.skeleton, figure.build
    target = seen.hands[side].wrist
    upper, lower = skeleton.px(build.upper_arm), skeleton.px(build.forearm)
    if side == seen.near:
        most = near_reach(skeleton.near_shoulder, target, facing=skeleton.facing)
        far = math.dist(skeleton.near_shoulder, target)
        longer = min(most, max(1.0, far / (STRAIGHT * (upper + lower))))
        upper, lower = upper * longer, lower * longer
        joint, wrist = elbow(skeleton.near_shoulder, target, upper=upper, lower=lower, bend=skeleton.facing)
        if "recline" not in skeleton.postures:
            joint = _beside(skeleton.near_shoulder, joint, wrist, length=upper + lower, facing=skeleton.facing)
        return skeleton.near_shoulder, joint, wrist
    joint, wrist = far_elbow(skeleton.far_shoulder, target, length=upper + lower, facing=skeleton.facing)
    return skeleton.far_shoulder, joint, wrist


def _beside(shoulder: Point, joint: Point, wrist: Point, *, length: float, facing: int) -> Point:
    """Return the elbow of an arm whose hand is at its own ear: it points to the viewer and does not hide the face."""
    high = min(1.0, max(0.0, 2.2 * (shoulder[1] - wrist[1]) / length))
    ahead = max(0.0, (wrist[0] - shoulder[0]) * facing) / length
    share = 0.85 * high * max(0.0, 1.0 - 6.0 * ahead)
    middle = ((shoulder[0] + wrist[0]) / 2, (shoulder[1] + wrist[1]) / 2 + 0.16 * length)
    return joint[0] + (middle[0] - joint[0]) * share, joint[1] + (middle[1] - joint[1]) * share


def draw_whole_arm(canvas: skia.Canvas, figure: Figure, seen: Appearance, side: str, *, skin: str, shade: str) -> None:
    """Draw an arm from the shoulder to the fingertips."""
    draw_upper_arm(canvas, figure, seen, side, skin=skin, shade=shade, whole=True)


def draw_upper_arm(
    canvas: skia.Canvas, figure: Figure, seen: Appearance, side: str, *, skin: str, shade: str, whole: bool = False
) -> None:
    """Draw an arm down to its elbow, or the `whole` of it."""
    points = arm_of(figure, seen, side)
    near, girth = side == seen.near, figure.build.girth * seen.skeleton.size
    clothes = figure.clothes
    radii = [SHOULDER * girth, ELBOW * girth, WRIST * girth]
    if clothes.sleeve < 1:
        _draw_skin(canvas, points if whole else points[:2], radii, near=near, skin=skin, shade=shade)
    if whole:
        _draw_hand(canvas, figure, seen, side, points, skin=skin, shade=shade)
    share = clothes.sleeve
    if share > 1:
        points = (points[0], points[1], along(points[1], points[2], share=share))
    cloth = points if whole and share >= 1 else (points[0], along(points[0], points[1], share=min(1.0, share / 0.5)))
    if share >= 1 and not whole:
        cloth = points[:2]
    _draw_sleeve(canvas, figure, cloth, radii, near=near)
    if "tattoo" in clothes.extra and near and whole:
        _draw_tattoo(canvas, points, radii)


def draw_forearm(canvas: skia.Canvas, figure: Figure, seen: Appearance, side: str, *, skin: str, shade: str) -> None:
    """Draw an arm from its elbow on."""
    points = arm_of(figure, seen, side)
    near, girth = side == seen.near, figure.build.girth * seen.skeleton.size
    radii = [SHOULDER * girth, ELBOW * girth, WRIST * girth]
    if figure.clothes.sleeve < 1:
        _draw_skin(canvas, points[1:], radii[1:], near=near, skin=skin, shade=shade)
        _draw_hand(canvas, figure, seen, side, points, skin=skin, shade=shade)
        return
    _draw_hand(canvas, figure, seen, side, points, skin=skin, shade=shade)
    points = (points[0], points[1], along(points[1], points[2], share=figure.clothes.sleeve))
    _draw_sleeve(canvas, figure, points[1:], radii[1:], near=near)


def _draw_skin(
    canvas: skia.Canvas, points: Sequence[Point], radii: list[float], *, near: bool, skin: str, shade: str
) -> None:
    code = skin if near else mix(skin, shade, share=0.25)
    thin = [radius * _BARE for radius in radii][: len(points)]
    draw_limb(canvas, points, thin, code=code, shade=shade, edge=0.4)


def _draw_hand(
    canvas: skia.Canvas,
    figure: Figure,
    seen: Appearance,
    side: str,
    points: tuple[Point, Point, Point],
    *,
    skin: str,
    shade: str,
) -> None:
    build, hand = figure.build, seen.hands[side]
    tone = skin if side == seen.near else mix(skin, shade, share=0.14)
    made = HandBuild(
        size=seen.skeleton.px(build.hand), finger=build.finger, thick=build.finger_thick, skin=tone, shade=shade
    )
    draw_hand(canvas, points[2], angle=hand.angle, pose=hand.pose, build=made, thumb_up=seen.skeleton.facing)


def _draw_sleeve(
    canvas: skia.Canvas, figure: Figure, points: Sequence[Point], radii: list[float], *, near: bool
) -> None:
    clothes = figure.clothes
    code = clothes.top_code if near else mix(clothes.top_code, clothes.top_shade, share=0.45)
    full = clothes.sleeve >= 1
    wide = [radius * (1.0 if full else 1.08) for radius in radii][: len(points)]
    if not full:
        wide[-1] = wide[0] * 0.96
    path = draw_limb(canvas, points, wide, code=code, shade=clothes.top_shade, edge=0.55 if near else 0.35)
    if clothes.pattern_code and clothes.top == "tee":
        _draw_stripes(canvas, path, points, wide, code=clothes.pattern_code)
    if len(points) > 2:
        draw_folds(canvas, (points[0], points[1], points[2]), radius=wide[1], shade=clothes.top_shade)
    end = along(points[-2], points[-1], share=0.96)
    cuff = line(clothes.top_shade, width=wide[-1] * 0.12, alpha=0.6)
    if clothes.top == "shirt" and not full:
        canvas.drawPath(
            band(points[-2], points[-1], radius=wide[-1] * 0.98),
            line(mix(code, "#ffffff", share=0.12), width=wide[-1] * 0.42),
        )
    canvas.drawPath(band(points[-2], end, radius=wide[-1]), cuff)
    if full and clothes.top in {"jumper", "hoodie", "cardigan"}:
        inner = along(points[-2], points[-1], share=0.84)
        canvas.drawPath(band(points[-2], inner, radius=wide[-1]), cuff)


def _draw_stripes(
    canvas: skia.Canvas, path: skia.Path, points: Sequence[Point], radii: list[float], *, code: str
) -> None:
    with clipped(canvas, path):
        for share in (0.02, 0.38, 0.74, 1.10):
            middle = along(points[0], points[1], share=share)
            canvas.drawPath(
                band(points[0], middle, radius=radii[0] * 1.1), line(code, width=radii[0] * 0.26, alpha=0.9)
            )


def _draw_tattoo(canvas: skia.Canvas, points: tuple[Point, Point, Point], radii: list[float]) -> None:
    """Draw a fern on a forearm."""
    stem = [along(points[1], points[2], share=share) for share in (0.28, 0.52, 0.78)]
    ink = line("#4f6b6a", width=radii[2] * 0.11, alpha=0.62)
    canvas.drawPath(curve(stem), ink)
    dx, dy = stem[2][0] - stem[0][0], stem[2][1] - stem[0][1]
    for share in (0.2, 0.45, 0.7):
        x, y = along(stem[0], stem[2], share=share)
        for side in (1, -1):
            leaf = [(x, y), (x + dx * 0.16 - side * dy * 0.20, y + dy * 0.16 + side * dx * 0.20)]
            canvas.drawPath(curve(leaf), ink)
    canvas.drawCircle(*stem[2], radii[2] * 0.09, fill("#4f6b6a", alpha=0.62))
