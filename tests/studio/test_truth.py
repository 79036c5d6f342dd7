"""Every shipped clip shows what its script says, measured from its film alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.studio.truth import every
from tests.studio.truth.film import ClipFiles, read_clip
from tests.studio.truth.tracks import Tracks
from tests.studio.truth.whole import MOST_BYTES_OF_SET, bytes_of
from tests.thoroughly import some_of, usually
from vigwidgets.studio import read_scene

CLIPS = Path(__file__).resolve().parents[2] / "sample_clips"
DRAWN = sorted(path.parent for path in CLIPS.glob("*/film.mp4") if (path.parent / "scene.toml").is_file())
SOME = some_of(DRAWN, each=5)
MOST = 3
"""Events of each kind looked at in the quick suite; which ones is drawn by lot for each clip."""
QUICK = ("c01", "c07", "c15")
"""Clips whose sound and pictures are looked at in the quick suite: a toddler, a hooded pupil, four at a table."""


@pytest.fixture(scope="module", params=DRAWN, ids=[folder.name for folder in DRAWN])
def clip(request: pytest.FixtureRequest) -> ClipFiles:
    return read_clip(request.param)


@pytest.fixture(scope="module")
def tracks(clip: ClipFiles) -> Tracks:
    return Tracks(read_scene(clip.folder / "scene.toml"))


def test_the_texts_of_a_clip_agree_with_its_film_and_its_lines(clip: ClipFiles, tracks: Tracks) -> None:
    assert every.problems(every.check_texts(clip, tracks)) == []


def test_the_marks_of_a_clip_are_those_of_its_script(clip: ClipFiles, tracks: Tracks) -> None:
    scene = tracks.scene
    told = {
        mark.id: (scene.film_ms(mark.start_ms), scene.film_ms(mark.end_ms), mark.principles) for mark in scene.marks
    }
    assert {mark["id"]: (mark["start_ms"], mark["end_ms"], tuple(mark["principles"])) for mark in clip.marks} == told


@pytest.mark.parametrize("name", QUICK)
def test_words_are_heard_and_bodies_move_where_the_script_says(name: str) -> None:
    clip, tracks = read_clip(CLIPS / name), Tracks(read_scene(CLIPS / name / "scene.toml"))

    assert every.problems(every.check_sound(clip, tracks)) == []
    assert every.problems(every.check_pictures(clip, tracks, most=MOST)) == []


@pytest.mark.long
@pytest.mark.parametrize("clip", SOME, indirect=True, ids=[folder.name for folder in SOME])
def test_words_are_heard_where_the_script_says_and_nowhere_else(clip: ClipFiles, tracks: Tracks) -> None:
    assert every.problems(every.check_sound(clip, tracks)) == []


@pytest.mark.long
@pytest.mark.parametrize("clip", SOME, indirect=True, ids=[folder.name for folder in SOME])
def test_mouths_eyes_and_hands_do_what_the_script_says(clip: ClipFiles, tracks: Tracks) -> None:
    found = every.check_pictures(clip, tracks, most=usually(10, thorough=every.ALL))

    assert every.problems(found) == []
    assert found["gazes"].asked + found["beginnings"].asked + found["blinks"].asked > 0


def test_all_clips_together_take_no_more_than_80_mb() -> None:
    assert DRAWN
    assert bytes_of([CLIPS]) <= MOST_BYTES_OF_SET
