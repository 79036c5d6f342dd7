"""Legs, feet and what hangs over them, in every posture."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import skia

from vigwidgets.studio.acting.skeleton import Skeleton
from vigwidgets.studio.drawing.paint import Point, blob, curve, fill, line, mix, slope
from vigwidgets.studio.people.figure import Figure
from vigwidgets.studio.people.limbs import along, band, draw_folds, draw_limb

THIGH, KNEE, ANKLE = 0.60, 0.46, 0.32
"""Half thicknesses of a clothed leg in girths."""

_FOOT_TURN: Mapping[str, float] = MappingProxyType({"heels": 184, "kneel": 180, "prone": 176, "recline": -62})
"""Where toes point, in degrees from straight ahead, clockwise for who faces right; flat on the ground if not named."""


_SHOE: tuple[Point, ...] = (
    (-0.36, -0.16), (0.22, -0.24), (0.50, -0.02), (0.90, 0.08), (0.98, 0.22), (0.84, 0.31), (0.2, 0.32), (-0.36, 0.31),
    (-0.42, 0.08),
)  # fmt: skip
_SOLE: tuple[Point, ...] = (
    (-0.30, -0.18), (0.12, -0.22), (0.46, -0.02), (0.80, 0.06), (0.88, 0.20), (0.70, 0.30), (-0.26, 0.31),
    (-0.36, 0.08),
)  # fmt: skip


def hip_joint(skeleton: Skeleton, figure: Figure, *, near: bool) -> Point:
    """Return the joint of one leg, in px."""
    girth = figure.build.girth * skeleton.size
    out = -0.40 if near else 0.34
    low = 0.10 if near else 0.0
    flat = sum(skeleton.postures.get(key, 0.0) for key in ("prone", "recline"))
    return skeleton.hip[0] + skeleton.facing * out * girth * (1 - flat), skeleton.hip[1] + low * girth


def leg_of(skeleton: Skeleton, figure: Figure, *, near: bool) -> tuple[Point, Point, Point]:
    """Return hip, knee and ankle of one leg, in px."""
    knee = skeleton.near_knee if near else skeleton.far_knee
    sole = skeleton.near_foot if near else skeleton.far_foot
    turn = math.radians(foot_turn(skeleton))
    rise = 0.30 * foot_length(skeleton, figure)
    # somebody who kneels down passes over the tips of the toes: the ankle rises by the length of the foot
    tiptoe = 0.9 * foot_length(skeleton, figure) * max(0.0, math.sin(turn))
    ankle = (sole[0] + skeleton.facing * math.sin(turn) * rise, sole[1] - abs(math.cos(turn)) * rise - tiptoe)
    return hip_joint(skeleton, figure, near=near), knee, ankle


def foot_length(skeleton: Skeleton, figure: Figure) -> float:
    """Return the length from ankle to toes, in px."""
    return skeleton.px(0.26 + 0.31 * figure.build.thigh)


def foot_turn(skeleton: Skeleton) -> float:
    """Return where toes point, in degrees from straight ahead."""
    return sum(_FOOT_TURN.get(key, 0.0) * share for key, share in skeleton.postures.items())


def draw_leg(canvas: skia.Canvas, figure: Figure, skeleton: Skeleton, *, near: bool, skin: str, shade: str) -> None:
    """Draw one leg and its foot; the far one stands in the shade."""
    clothes, girth = figure.clothes, figure.build.girth * skeleton.size
    hip, knee, ankle = leg_of(skeleton, figure, near=near)
    bare = clothes.bottom == "skirt"
    code, dark = (skin, shade) if bare else (clothes.bottom_code, clothes.bottom_shade)
    code = code if near else mix(code, dark, share=0.6)
    thin = 0.74 if bare else 1.0
    radii = [THIGH * girth, KNEE * girth * thin, ANKLE * girth * thin]
    behind = abs(foot_turn(skeleton)) > 90  # toes that point back lie under the shin
    if behind:
        _draw_foot(canvas, figure, skeleton, ankle, near=near, skin=skin, shade=shade)
    length = math.dist(knee, ankle) or 1.0
    hem = along(knee, ankle, share=1 - min(0.5, (0.62 if not bare else 0.2) * radii[2] / length))
    draw_limb(canvas, [hip, knee, hem], radii, code=code, shade=dark, edge=0.6)
    if not bare:
        _draw_hem(canvas, figure, (hip, knee, hem), radii, near=near, code=code, dark=dark, size=skeleton.size)
    if not behind:
        _draw_foot(canvas, figure, skeleton, ankle, near=near, skin=skin, shade=shade)


def _draw_hem(
    canvas: skia.Canvas,
    figure: Figure,
    points: tuple[Point, Point, Point],
    radii: list[float],
    *,
    near: bool,
    code: str,
    dark: str,
    size: float,
) -> None:
    clothes = figure.clothes
    hip, knee, ankle = points
    draw_folds(canvas, (hip, knee, ankle), radius=radii[1], shade=dark)
    if clothes.bottom == "dungarees":
        turn_up = along(knee, ankle, share=1.06)
        canvas.drawPath(
            band(knee, turn_up, radius=radii[2] * 0.94, bulge=0.2),
            line(mix(code, "#ffffff", share=0.18 if near else 0.06), width=0.15 * size),
        )
    else:
        end = along(knee, ankle, share=1.08)
        canvas.drawPath(band(knee, end, radius=radii[2] * 0.9, bulge=0.35), line(dark, width=0.03 * size, alpha=0.7))


def _draw_foot(
    canvas: skia.Canvas, figure: Figure, skeleton: Skeleton, ankle: Point, *, near: bool, skin: str, shade: str
) -> None:
    """Draw a foot in its own space: the ankle at 0, toes along x, the sole at 0.30."""
    clothes, unit = figure.clothes, foot_length(skeleton, figure)
    turn = foot_turn(skeleton)
    canvas.save()
    canvas.translate(*ankle)
    canvas.scale(skeleton.facing, 1)
    canvas.rotate(turn)
    if 90 < turn < 270:  # a foot that points back lies on its instep
        canvas.scale(1, -1)
    worn = clothes.feet[0 if near else 1]
    barefoot = worn == "bare" or (near and "bare_foot" in clothes.extra)
    sock = "" if barefoot else worn or (clothes.bottom_code if clothes.bottom == "babygrow" else "")
    shoe = "" if barefoot or sock else clothes.shoe_code
    code = shoe or sock or skin
    dark = mix(code, "#3a2320", share=0.34) if code in (shoe, worn) else (clothes.bottom_shade if sock else shade)
    code = code if near else mix(code, dark, share=0.45)
    if shoe:
        _draw_shoe(canvas, unit, code, dark)
    else:
        _draw_bare(canvas, unit, code, dark)
        if not sock:
            _draw_toes(canvas, unit, code, dark)
    canvas.restore()


def _px(places: Sequence[Point], unit: float) -> list[Point]:
    return [(x * unit, y * unit) for x, y in places]


def _draw_shoe(canvas: skia.Canvas, unit: float, code: str, dark: str) -> None:
    shape = blob(_px(_SHOE, unit))
    canvas.drawPath(
        shape,
        slope(
            (0, -0.2 * unit),
            (0.2 * unit, 0.3 * unit),
            [(0, mix(code, "#ffffff", share=0.1), 1), (1, mix(code, dark, share=0.5), 1)],
        ),
    )
    sole = curve(_px([(-0.38, 0.285), (0.3, 0.30), (0.93, 0.275)], unit))
    canvas.drawPath(sole, line(mix(code, "#f6ecda", share=0.72), width=0.075 * unit))
    for places in ([(0.26, -0.15), (0.40, 0.0), (0.36, 0.16)], [(0.44, -0.06), (0.54, 0.02)]):
        canvas.drawPath(curve(_px(places, unit)), line(dark, width=0.03 * unit, alpha=0.65))


def _draw_bare(canvas: skia.Canvas, unit: float, code: str, dark: str) -> None:
    shape = blob(_px(_SOLE, unit))
    canvas.drawPath(shape, line(dark, width=0.05 * unit, alpha=0.5))
    canvas.drawPath(
        shape, slope((0, -0.2 * unit), (0.2 * unit, 0.3 * unit), [(0, code, 1), (1, mix(code, dark, share=0.5), 1)])
    )


def _draw_toes(canvas: skia.Canvas, unit: float, code: str, dark: str) -> None:
    for x, y, size in ((0.70, 0.06, 0.060), (0.76, 0.11, 0.066), (0.82, 0.17, 0.070), (0.86, 0.22, 0.10)):
        canvas.drawCircle(x * unit, y * unit, (size + 0.02) * unit, fill(dark))
        canvas.drawCircle(x * unit, y * unit, size * unit, fill(code))


def lap_path(skeleton: Skeleton, figure: Figure, *, wide: float, fall: float) -> skia.Path:
    """Return what lies over both thighs and falls `fall` (0 to 1) of the way down the shins: a skirt, a blanket."""
    girth = figure.build.girth * skeleton.size
    hips = [hip_joint(skeleton, figure, near=near) for near in (True, False)]
    knees = [skeleton.near_knee, skeleton.far_knee]
    ankles = [leg_of(skeleton, figure, near=near)[2] for near in (True, False)]
    ends = [along(knee, ankle, share=fall) for knee, ankle in zip(knees, ankles, strict=True)]
    facing, drape = skeleton.facing, wide * girth
    ahead = facing * drape
    seat = sum(skeleton.postures.get(key, 0.0) for key in ("sit", "wheelchair", "crouch", "floor"))
    if seat > 0.5:  # more sitting than standing
        return blob(
            [
                (hips[0][0] - ahead * 1.0, hips[0][1] - drape * 0.7),
                (knees[0][0] - ahead * 0.2, knees[0][1] - drape * 0.86),
                (knees[1][0] + ahead * 0.35, knees[1][1] - drape * 0.62),
                (knees[1][0] + ahead * 0.74, knees[1][1] + drape * 0.25),
                (ends[1][0] + ahead * 0.66, ends[1][1]),
                (along(ends[0], ends[1], share=0.5)[0], ends[0][1] + drape * 0.20),
                (ends[0][0] - ahead * 0.62, ends[0][1]),
                (knees[0][0] - ahead * 0.80, knees[0][1] + drape * 0.98),
                (hips[0][0] - ahead * 0.9, hips[0][1] + drape * 1.04),
            ]
        )
    low = 0.12 * girth
    middle = along(ends[0], ends[1], share=0.5)
    x, y = skeleton.hip
    return blob(
        [
            (x - facing * 0.92 * girth, y - 0.4 * girth),
            (x + facing * 0.84 * girth, y - 0.4 * girth),
            (x + facing * 0.94 * girth, y + 0.5 * girth),
            (ends[1][0] + facing * 0.72 * girth, ends[1][1] - 0.3 * girth),
            (ends[1][0] + facing * 0.74 * girth, ends[1][1]),
            (middle[0], ends[0][1] + low),
            (ends[0][0] - facing * 0.76 * girth, ends[0][1]),
            (ends[0][0] - facing * 0.72 * girth, ends[0][1] - 0.3 * girth),
            (x - facing * 1.02 * girth, y + 0.5 * girth),
        ]
    )
