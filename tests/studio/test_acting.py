from __future__ import annotations

import math

import numpy as np
import pytest

from vigwidgets.studio import Drawing
from vigwidgets.studio.acting.gaze import aim
from vigwidgets.studio.acting.motion import FPS, Key, blinks, ease, overshoot, track
from vigwidgets.studio.drawing.face import lid_opening
from vigwidgets.studio.drawing.features import Expression
from vigwidgets.studio.drawing.hand import elbow
from vigwidgets.studio.script.scene import Look

TARGETS = {"her": (900.0, 230.0, 0.0), "block": (470.0, 480.0, 46.0)}
LOOKS = [Look("theo", 0, "block"), Look("theo", 1000, "her")]


def film_index(drawing: Drawing, script_ms: int) -> int:
    return drawing.scene.film_ms(script_ms) * FPS // 1000


def test_a_way_begins_and_ends_at_rest() -> None:
    assert (ease(0), ease(0.5), ease(1)) == (0, 0.5, 1)
    assert ease(0.02) < 0.001
    assert ease(0.98) > 0.999


def test_an_overshoot_ends_where_it_should() -> None:
    ways = [overshoot(step / 100, amount=0.03) for step in range(101)]

    assert ways[-1] == pytest.approx(1)
    assert 1.005 < max(ways) < 1.05


def test_a_new_key_begins_from_wherever_the_value_is() -> None:
    curve = track([Key(0, 1000, 10.0), Key(500, 1000, 0.0)], start=0.0, frames=50)

    assert np.abs(np.diff(curve)).max() < 1.0


def test_a_blink_is_shut_for_two_frames() -> None:
    assert (blinks([400], frames=50) >= 1.0).sum() == 2


def test_the_eyes_leave_before_the_head() -> None:
    before = aim(LOOKS, 1000, eye=(370, 280), targets=TARGETS)
    soon = aim(LOOKS, 1090, eye=(370, 280), targets=TARGETS)

    assert soon.up - before.up > 0.5
    assert abs(soon.pitch - before.pitch) < 1.0


@pytest.mark.parametrize("target", ["her", "block"])
def test_the_head_never_turns_so_far_that_an_eye_is_lost(target: str) -> None:
    aimed = aim([Look("theo", 0, target)], 5000, eye=(370, 280), targets=TARGETS)

    assert abs(aimed.yaw) <= 35
    assert abs(aimed.pitch) <= 28


def test_lids_follow_eyes_that_look_down() -> None:
    assert lid_opening(Expression(look=(0, -0.8))) < lid_opening(Expression(look=(0, 0))) * 0.85


def test_no_arm_is_ever_straight() -> None:
    joint, wrist = elbow((0, 0), (1000, 0), upper=90, lower=90, bend=1)

    assert math.hypot(*wrist) == pytest.approx(0.96 * 180)
    assert joint[1] > 10


def test_nothing_in_the_scene_jumps(drawing: Drawing) -> None:
    shots = [drawing.shot(index) for index in range(drawing.scene.frames)]
    for name in shots[0].things:
        ways = np.diff([shot.things[name].centre for shot in shots], axis=0)
        assert np.linalg.norm(ways, axis=1).max() < 30, name
    for who in drawing.scene.cast:
        for hand in ("left", "right"):
            ways = np.diff([shot.people[who].hands[hand].wrist for shot in shots], axis=0)
            assert np.linalg.norm(ways, axis=1).max() < 30, f"{who} {hand}"
        ways = np.diff([(shot.people[who].ball.x, shot.people[who].ball.y) for shot in shots], axis=0)
        assert np.linalg.norm(ways, axis=1).max() < 8, who


def test_nobody_is_ever_quite_still(drawing: Drawing) -> None:
    for who in drawing.scene.cast:
        heads = np.array([drawing.shot(index).people[who].ball.y for index in range(0, 150, 5)])
        assert 0.5 < np.ptp(heads) < 20, who


def test_the_waiting_hands_stay_in_the_lap(drawing: Drawing) -> None:
    first, last = (film_index(drawing, script_ms) for script_ms in (12200, 16000))
    wrists = np.array([drawing.shot(index).people["nadia"].hands["left"].wrist for index in range(first, last, 4)])

    assert np.ptp(wrists, axis=0).max() < 12


def test_both_never_blink_together(drawing: Drawing) -> None:
    shots = [drawing.shot(index) for index in range(drawing.scene.frames)]

    assert not any(all(person.expression.blink > 0.9 for person in shot.people.values()) for shot in shots)


def test_a_block_stands_on_the_one_below_when_it_was_put_there(drawing: Drawing) -> None:
    shot = drawing.shot(film_index(drawing, 19000))
    blue, red, yellow = (shot.things[name].centre for name in ("blue", "red", "yellow"))

    assert blue[1] - red[1] == pytest.approx(49, abs=3)
    assert red[1] - yellow[1] == pytest.approx(47, abs=3)
    assert max(abs(blue[0] - red[0]), abs(red[0] - yellow[0])) < 8


def test_a_carried_block_stays_in_the_hand(drawing: Drawing) -> None:
    first, last = (film_index(drawing, script_ms) for script_ms in (14960, 15900))
    gaps = []
    for index in range(first, last):
        shot = drawing.shot(index)
        hand, block = shot.people["theo"].hands["left"].wrist, shot.things["yellow"].centre
        gaps.append((block[0] - hand[0], block[1] - hand[1]))

    assert np.ptp(gaps, axis=0).max() < 1
