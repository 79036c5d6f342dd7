"""The checks of shipped clips fail on clips that are spoiled, each where it was spoiled."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.studio.truth import contacts, every, sabotage, whole
from tests.studio.truth.film import ClipFiles, read_clip
from tests.studio.truth.looking import look
from tests.studio.truth.report import Report
from tests.studio.truth.tracks import Tracks
from vigwidgets.studio import Drawing, read_scene


@pytest.fixture(scope="module")
def clip(clip_folder: Path) -> ClipFiles:
    return read_clip(clip_folder)


@pytest.fixture(scope="module")
def tracks(drawing: Drawing) -> Tracks:
    return Tracks(drawing.scene)


def failed(found: Mapping[str, Report]) -> set[str]:
    return {name for name, report in found.items() if report.problems}


def test_sound_that_comes_half_a_second_late_is_found(clip: ClipFiles, tracks: Tracks, tmp_path: Path) -> None:
    late = sabotage.with_late_sound(clip, tmp_path / "late" / clip.folder.name, late_ms=500)

    assert {"speech"} <= failed(every.check_sound(late, tracks))


def test_eyes_that_never_move_are_found(clip: ClipFiles, tracks: Tracks, tmp_path: Path) -> None:
    frozen = sabotage.with_frozen_eyes(clip, tracks, tmp_path / "frozen" / clip.folder.name)
    found = every.check_pictures(frozen, tracks, most=every.ALL)

    assert failed(found) == {"gazes", "beginnings", "blinks"}
    assert len(found["blinks"].problems) == found["blinks"].asked
    assert len(found["beginnings"].problems) == found["beginnings"].asked
    assert failed(every.check_pictures(frozen, tracks, most=3)) == {"gazes", "beginnings", "blinks"}


def test_captions_of_another_clip_are_found(clip: ClipFiles, tracks: Tracks, small: Path, tmp_path: Path) -> None:
    others = Drawing(read_scene(small)).captions()
    foreign = sabotage.with_captions_of(clip, tmp_path / "foreign" / clip.folder.name, captions=others)

    assert "words" in failed(every.check_texts(foreign, tracks))
    assert failed(every.check_sound(foreign, tracks)) == {"captions heard"}


@pytest.mark.parametrize(
    ("part", "later_ms", "found"), [("says", 1400, "mouths"), ("looks", 400, "beginnings"), ("blinks", 400, "blinks")]
)
def test_a_script_whose_times_are_not_those_of_the_film_is_found(
    clip: ClipFiles, tracks: Tracks, part: str, later_ms: int, found: str
) -> None:
    other = sabotage.told_later(tracks, part, later_ms=later_ms)

    assert found in failed(every.check_pictures(clip, other, most=every.ALL))


def test_a_thing_that_is_never_given_is_found(clip: ClipFiles, tracks: Tracks) -> None:
    other = sabotage.told_as_given(tracks, who="nadia", hand="left")
    given = look(clip, [contacts.check_given(other)])[0]

    assert (given.asked, len(given.problems)) == (2, 1)
    assert "nadia's left hand is to hold red" in given.problems[0]


def test_hands_that_move_and_speech_in_a_wait_are_found(clip: ClipFiles, tracks: Tracks, tmp_path: Path) -> None:
    busy = sabotage.with_marks(
        clip, tmp_path / "busy" / clip.folder.name, principles=["waiting"], who="Theo", start_ms=12_500, end_ms=16_600
    )
    spoken = sabotage.with_marks(
        clip,
        tmp_path / "spoken" / clip.folder.name,
        principles=["waiting"],
        who="Nadia",
        start_ms=10_400,
        end_ms=12_800,
    )

    assert "hand wanders" in look(busy, [contacts.check_still(busy, tracks)])[0].problems[0]
    assert failed(every.check_sound(spoken, tracks)) == {"waits"}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"end_ms": 26_480}, "is told from"),
        ({"principles": ["being_clever"]}, "being_clever"),
        ({"who": "Somebody"}, "is by 'Somebody'"),
        ({"kind": "score"}, "is of the kind 'score'"),
        ({"answers": "I99"}, "answers 'I99'"),
        ({"id": "M1"}, "two marks have the same id"),
    ],
)
def test_a_mark_that_cannot_be_is_found(
    clip: ClipFiles, tracks: Tracks, tmp_path: Path, changed: dict[str, object], sentence: str
) -> None:
    spoiled = sabotage.with_marks(clip, tmp_path / "spoiled" / clip.folder.name, **changed)
    found = every.problems(
        {"inside": whole.check_inside(spoiled), "marks": whole.check_marks(spoiled, labels=["Nadia", "Theo"])}
    )

    assert [problem for problem in found if sentence in problem]
