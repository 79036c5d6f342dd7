"""Bodies: every figure in every posture, limbs that keep their lengths, hands in each pose."""

from __future__ import annotations

import math
from importlib import import_module
from itertools import product

import numpy as np
import pytest
import skia
from numpy.typing import NDArray

from vigwidgets.studio.acting.postures import POSTURES, Stance, joints
from vigwidgets.studio.acting.skeleton import Appearance, HandState
from vigwidgets.studio.drawing.ball import Ball
from vigwidgets.studio.drawing.features import Expression
from vigwidgets.studio.drawing.hand import POSES, Build, draw_hand
from vigwidgets.studio.drawing.paint import Point
from vigwidgets.studio.people.arms import arm_of
from vigwidgets.studio.people.body import draw_arm, draw_body, grip_point, hand_tip
from vigwidgets.studio.people.figure import Figure
from vigwidgets.studio.people.legs import hip_joint
from vigwidgets.studio.people.trunk import trunk_of

NAMES = (
    "nadia", "theo", "leon", "ivy", "okafor", "jamie", "priya", "callum", "zara", "grace", "winston", "amal",
)  # fmt: skip
WIDTH, HEIGHT = 640, 640
SIZE = 46.0
AT = (320.0, 560.0)
SKIN, SHADE = "#b9794f", "#935835"


def figure_of(name: str) -> Figure:
    """Return the figure of a member of the cast."""
    figure = import_module(f"vigwidgets.studio.people.figures.{name}").FIGURE
    assert isinstance(figure, Figure)
    return figure


def seen_in(
    posture: str,
    figure: Figure,
    *,
    facing: int = 1,
    near: Point = (0.9, 1.3),
    far: Point = (1.2, 1.2),
    pose: str = "rest",
    low: bool = False,
) -> Appearance:
    """Return somebody in a posture, hands given in head radii (ahead, down) from the base of the neck."""
    skeleton, head = joints(Stance(at=AT, facing=facing, postures={posture: 1.0}, lean=0.2), figure, size=SIZE)

    def hand(place: Point) -> HandState:
        wrist = skeleton.neck[0] + facing * place[0] * SIZE, skeleton.neck[1] + place[1] * SIZE
        return HandState(wrist, 10.0 if facing > 0 else 170.0, POSES[pose], low)

    names = ("right", "left") if facing > 0 else ("left", "right")
    ball = Ball(*head, SIZE, yaw=30.0 * facing)
    return Appearance(skeleton, ball, Expression(), dict(zip(names, (hand(near), hand(far)), strict=True)))


def drawn(figure: Figure, seen: Appearance) -> NDArray[np.uint8]:
    """Return the opacity of every pixel of a body and its arms, drawn on nothing."""
    pixels = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
    canvas = skia.Surface(pixels, skia.ColorType.kRGBA_8888_ColorType).getCanvas()
    draw_body(canvas, figure, seen, skin=SKIN, shade=SHADE)
    for side in (seen.far, seen.near):
        if not seen.hands[side].low:
            draw_arm(canvas, figure, seen, side, skin=SKIN, shade=SHADE)
    return pixels[..., 3]


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_stands_on_its_ground_in_every_posture(name: str) -> None:
    figure = figure_of(name)
    for posture in POSTURES:
        solid = drawn(figure, seen_in(posture, figure)) > 200
        rows, columns = np.nonzero(solid)
        tall = (AT[1] - rows.min()) / SIZE
        assert 1.2 < tall < 8.6, (posture, tall)
        assert rows.max() < AT[1] + 0.55 * SIZE, posture
        assert columns.min() > 0, posture
        assert columns.max() < WIDTH - 1, posture


@pytest.mark.parametrize("name", NAMES)
def test_a_body_is_one_piece_from_neck_to_soles(name: str) -> None:
    figure = figure_of(name)
    for posture in POSTURES:
        seen = seen_in(posture, figure)
        solid = drawn(figure, seen) > 200
        for x, y in (seen.skeleton.neck, seen.skeleton.chest, seen.skeleton.near_knee):
            assert solid[round(y), round(x)], posture


def test_the_near_arm_keeps_its_lengths_but_for_a_far_reach_and_is_never_straight() -> None:
    for name, posture, wrist in product(NAMES, POSTURES, ((0.4, 0.4), (1.1, 1.0), (1.6, -0.6), (6.0, 1.0))):
        figure = figure_of(name)
        seen = seen_in(posture, figure, near=wrist)
        shoulder, joint, end = arm_of(figure, seen, seen.near)
        upper, lower = figure.build.upper_arm * SIZE, figure.build.forearm * SIZE
        target = seen.hands[seen.near].wrist
        far, longer = math.dist(shoulder, target), math.dist(shoulder, joint) / upper
        assert 0.999 < longer < 1.121
        if far < 0.96 * (upper + lower) or seen.skeleton.facing * (target[0] - shoulder[0]) <= 0:
            assert longer == pytest.approx(1.0, rel=1e-6), "only what lies ahead and far is reached for"
        if far > longer * abs(upper - lower) + 1:
            assert math.dist(joint, end) == pytest.approx(longer * lower, rel=1e-6)
        assert math.dist(shoulder, end) <= 0.9601 * longer * (upper + lower)


def test_the_far_arm_is_never_longer_than_it_is() -> None:
    for name, wrist in product(NAMES, ((0.3, 0.6), (1.1, 1.0), (1.6, -0.6), (0.5, 2.4), (6.0, 1.0))):
        figure = figure_of(name)
        seen = seen_in("sit", figure, far=wrist)
        shoulder, joint, end = arm_of(figure, seen, seen.far)
        length = (figure.build.upper_arm + figure.build.forearm) * SIZE
        assert math.dist(shoulder, joint) < 0.62 * length
        assert math.dist(joint, end) < 0.62 * length


def test_legs_keep_a_plausible_length_in_every_posture() -> None:
    for name, posture in product(NAMES, POSTURES):
        figure = figure_of(name)
        skeleton = seen_in(posture, figure).skeleton
        thigh = math.dist(hip_joint(skeleton, figure, near=True), skeleton.near_knee)
        shin = math.dist(skeleton.near_knee, skeleton.near_foot)
        assert 0.5 < thigh / (figure.build.thigh * SIZE) < 1.45, (name, posture)
        assert 0.5 < shin / (figure.build.shin * SIZE) < 1.5, (name, posture)


def test_facing_left_is_the_mirror_of_facing_right() -> None:
    figure = figure_of("priya")
    for posture in POSTURES:
        right, left = (seen_in(posture, figure, facing=facing) for facing in (1, -1))
        for joint in ("hip", "neck", "chest", "near_shoulder", "far_shoulder", "near_knee", "far_foot"):
            x, y = getattr(right.skeleton, joint)
            assert getattr(left.skeleton, joint) == pytest.approx((2 * AT[0] - x, y)), (posture, joint)
        for side, other in ((right.near, left.near), (right.far, left.far)):
            mirrored = [(2 * AT[0] - x, y) for x, y in arm_of(figure, right, side)]
            assert list(arm_of(figure, left, other)) == [pytest.approx(point) for point in mirrored]


def test_a_breath_in_widens_the_trunk_and_lifts_the_neck() -> None:
    figure = figure_of("nadia")
    calm, full = (
        joints(Stance(at=AT, facing=1, postures={"sit": 1.0}, breath=breath), figure, size=SIZE)[0]
        for breath in (0.0, 1.0)
    )
    assert full.neck[1] < calm.neck[1]
    assert trunk_of(full, figure.build).girth > trunk_of(calm, figure.build).girth


@pytest.mark.parametrize("pose", sorted(POSES))
def test_a_hand_is_drawn_in_each_pose_and_its_thumb_is_up(pose: str) -> None:
    build = Build(size=40.0, finger=0.98, thick=0.205, skin=SKIN, shade=SHADE)
    seen: list[NDArray[np.bool_]] = []
    for thumb_up in (1, -1):
        pixels = np.zeros((160, 200, 4), np.uint8)
        canvas = skia.Surface(pixels, skia.ColorType.kRGBA_8888_ColorType).getCanvas()
        draw_hand(canvas, (60.0, 80.0), angle=0.0, pose=POSES[pose], build=build, thumb_up=thumb_up)
        seen.append(pixels[..., 3] > 128)
    assert 700 < seen[0].sum() < 5000
    assert np.abs(seen[0].astype(int) - seen[1][::-1].astype(int)).mean() < 0.02


def test_a_pointing_finger_reaches_farther_than_a_fist() -> None:
    build = Build(size=40.0, finger=0.98, thick=0.205, skin=SKIN, shade=SHADE)

    def reach(pose: str) -> int:
        pixels = np.zeros((160, 200, 4), np.uint8)
        canvas = skia.Surface(pixels, skia.ColorType.kRGBA_8888_ColorType).getCanvas()
        draw_hand(canvas, (60.0, 80.0), angle=0.0, pose=POSES[pose], build=build, thumb_up=1)
        return int(np.nonzero(pixels[..., 3] > 128)[1].max())

    assert reach("point") > reach("fist") + 16


def test_a_low_hand_is_drawn_with_the_body_and_a_lifted_one_after_it() -> None:
    figure = figure_of("nadia")
    low, lifted = (seen_in("sit", figure, near=(1.9, 1.0), low=low) for low in (True, False))
    shown: list[bool] = []
    for seen in (low, lifted):
        pixels = np.zeros((HEIGHT, WIDTH, 4), np.uint8)
        canvas = skia.Surface(pixels, skia.ColorType.kRGBA_8888_ColorType).getCanvas()
        draw_body(canvas, figure, seen, skin=SKIN, shade=SHADE)
        x, y = grip_point(seen, seen.near, figure)
        shown.append(bool(pixels[round(y), round(x), 3] > 200))
    assert shown == [True, False]


def test_a_hands_tip_lies_beyond_its_grip() -> None:
    figure = figure_of("okafor")
    seen = seen_in("sit", figure, pose="flat")
    wrist = arm_of(figure, seen, seen.near)[2]
    assert math.dist(wrist, hand_tip(seen, seen.near, figure)) > math.dist(wrist, grip_point(seen, seen.near, figure))
