"""The long film is ordinary life: few yes-cycles, nobody frozen, no second seen before."""

from __future__ import annotations

import numpy as np
import pytest

from tests.studio.long_film import EQUAL, FILM, covered, cycles, drawn_seconds, repeats, small, stillness
from vigwidgets.studio import Drawing, read_scene
from vigwidgets.studio.acting.motion import FPS
from vigwidgets.studio.script.scene import Scene


@pytest.fixture(scope="module")
def long_scene() -> Scene:
    return read_scene(FILM / "scene.toml")


@pytest.mark.long
def test_yes_cycles_are_twenty_to_thirty_and_cover_at_most_fifteen_per_cent(long_scene: Scene) -> None:
    pairs = cycles(long_scene.marks)

    assert 20 <= len(pairs) <= 30
    assert covered((one.start_ms, one.end_ms) for one in pairs) <= 0.15 * long_scene.length_ms


@pytest.mark.long
def test_a_child_begins_thirty_one_times_and_is_half_received_nine_times_and_missed_five(long_scene: Scene) -> None:
    begun = {one.id for one in long_scene.marks if one.kind == "initiative" and one.who == "theo"}
    closed = {one.initiative for one in cycles(long_scene.marks)}
    half = {one.answers for one in long_scene.marks if one.note.startswith("Half received")}

    assert len(begun) == 31
    assert (len(begun & closed), len(begun & half), len(begun - closed - half)) == (17, 9, 5)


@pytest.mark.long
def test_nobody_stands_frozen_for_more_than_six_seconds(long_scene: Scene) -> None:
    assert all(seconds <= 6 for seconds, _ in stillness(long_scene).values())


@pytest.mark.long
def test_at_most_two_per_cent_of_its_seconds_have_been_seen_before(long_scene: Scene) -> None:
    seconds = drawn_seconds(Drawing(long_scene))

    assert len(seconds) == long_scene.frames // FPS
    assert repeats(seconds) <= 0.02
    assert repeats(np.concatenate([seconds[:30], seconds[:30]])) >= 0.5, "a film shown twice repeats itself"


def test_small_pictures_of_the_same_pose_are_equal_and_of_another_are_not() -> None:
    picture = np.full((720, 1280, 4), 90, np.uint8)
    noisy = picture + np.random.default_rng(1).integers(-2, 3, picture.shape).astype(np.uint8)
    moved = picture.copy()
    moved[300:420, 500:640] = 200

    assert np.abs(small(picture) - small(noisy)).mean() < EQUAL
    assert np.abs(small(picture) - small(moved)).mean() > EQUAL
