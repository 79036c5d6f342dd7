"""The blind test's sheets give nothing away, and its score is what it says."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import av
import pytest

from tests.studio.blind.draw_lots import LASTING, NONE, draw_lots
from tests.studio.blind.maker import make
from tests.studio.blind.scorer import Seen, score
from tests.studio.truth.film import ClipFiles, read_clip
from tests.studio.truth.tracks import Tracks
from vigwidgets.studio import Drawing

BLIND = Path(__file__).parent / "blind"
READINGS = sorted(path.parent for path in BLIND.glob("*/answers.json"))


@pytest.fixture(scope="module")
def tracks(drawing: Drawing) -> Tracks:
    return Tracks(drawing.scene)


@pytest.fixture(scope="module")
def with_room(clip_folder: Path) -> ClipFiles:
    clip = read_clip(clip_folder)
    return dataclasses.replace(clip, marks=tuple(mark for mark in clip.marks if mark["id"] not in {"M3", "R5"}))


def test_lots_are_the_same_for_the_same_seed_and_others_for_another(with_room: ClipFiles, tracks: Tracks) -> None:
    first, again, other = (draw_lots([(with_room, tracks)], seed=seed, marks=4, false_spans=1) for seed in (1, 1, 2))

    assert first == again != other
    assert sorted(bool(item.mark) for item in first) == [False, True, True, True, True]


def test_a_false_span_touches_no_mark_with_a_principle(with_room: ClipFiles, tracks: Tracks) -> None:
    items = draw_lots([(with_room, tracks)], seed=3, marks=1, false_spans=1)
    (empty,) = (item for item in items if not item.mark)
    start_ms, end_ms = empty.frames[0] * 40, empty.frames[-1] * 40

    assert len(empty.frames) == 9
    assert not any(
        mark["start_ms"] < end_ms and start_ms < mark["end_ms"] for mark in with_room.marks if mark["principles"]
    )


def test_nobody_speaks_in_a_false_span_and_it_offers_nothing_that_the_clip_shows(
    with_room: ClipFiles, tracks: Tracks
) -> None:
    shown = {key for mark in with_room.marks for key in mark["principles"]}
    voiced = [span for line in tracks.spoken for span in line.spans_ms]
    for seed in range(4):
        (empty,) = (one for one in draw_lots([(with_room, tracks)], seed=seed, marks=1, false_spans=1) if not one.mark)
        start_ms, end_ms = empty.frames[0] * 40, empty.frames[-1] * 40

        assert not any(start < end_ms and start_ms < end for start, end in voiced)
        assert not set(empty.options) & (shown | LASTING)


def test_who_is_beside_the_picture_can_be_named(with_room: ClipFiles, tracks: Tracks) -> None:
    for item in draw_lots([(with_room, tracks)], seed=6, marks=5, false_spans=1):
        assert item.people == ("A", "B")


def test_one_of_four_principles_is_right_and_no_other_is_shown_meanwhile(with_room: ClipFiles, tracks: Tracks) -> None:
    marks = {mark["id"]: mark for mark in with_room.marks}
    for item in draw_lots([(with_room, tracks)], seed=4, marks=5, false_spans=0):
        assert len(set(item.options)) == 4
        assert len(item.principles) == 1
        assert set(item.options) & {*marks[item.mark]["principles"], *marks[item.mark].get("also", ())} == set(
            item.principles
        )


def test_who_attends_to_whom_follows_eyes_hands_and_what_they_hold(with_room: ClipFiles, tracks: Tracks) -> None:
    items = {item.mark: item for item in draw_lots([(with_room, tracks)], seed=5, marks=5, false_spans=0)}

    assert items["R4"].attends == {"A": ("B",), "B": ("A",)}
    assert items["M1"].attends == {"A": ("thing",), "B": ("A",)}


def test_too_few_clips_are_told_in_a_sentence(with_room: ClipFiles, tracks: Tracks) -> None:
    with pytest.raises(ValueError, match="Give more clips"):
        draw_lots([(with_room, tracks)], seed=1, marks=24, false_spans=8)


def test_sheets_are_numbered_pictures_that_do_not_tell_what_is_right(clip_folder: Path, tmp_path: Path) -> None:
    items = make([clip_folder], seed=1, sheets=tmp_path / "sheets", key=tmp_path / "key.json", marks=2, false_spans=0)
    asked = json.loads((tmp_path / "sheets" / "sheet.json").read_text("utf-8"))
    key = json.loads((tmp_path / "key.json").read_text("utf-8"))

    assert sorted(path.name for path in (tmp_path / "sheets").iterdir()) == ["01.png", "02.png", "sheet.json"]
    assert set(asked["01"]) == {"picture", "attends", "principle"}
    assert list(asked["01"]["principle"]) == [*items[0].options, NONE]
    assert key["items"]["01"]["mark"] == items[0].mark
    with av.open(str(tmp_path / "sheets" / "01.png")) as picture:
        assert (picture.streams[0].width, picture.streams[0].height) == (1932, 1092)


def test_a_key_beside_the_sheets_is_refused(clip_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="Put it elsewhere"):
        make([clip_folder], seed=1, sheets=tmp_path, key=tmp_path / "key.json", marks=1, false_spans=0)


KEY = {
    "items": {
        "01": {"mark": "R1", "principles": ["waiting"], "attends": {"A": ["B"], "B": ["A", "thing"]}},
        "02": {"mark": "", "principles": [], "attends": {"A": ["elsewhere"], "B": []}},
    }
}


def answers(*, second: str) -> dict[str, object]:
    return {
        "01": {"attends": {"A": "B", "B": "thing"}, "principle": "waiting"},
        "02": {"attends": {"A": "B", "B": "A"}, "principle": second},
    }


def test_the_score_counts_looks_principles_and_refusals_apart() -> None:
    assert score(KEY, answers(second="none")) == Seen(attends=(2, 3), principles=(1, 1), refused=(1, 1))
    assert score(KEY, answers(second="wondering")) == Seen(attends=(2, 3), principles=(1, 1), refused=(0, 1))


def test_a_film_is_read_well_enough_only_when_all_three_are() -> None:
    assert Seen(attends=(58, 64), principles=(15, 24), refused=(6, 8)).enough
    assert not Seen(attends=(57, 64), principles=(15, 24), refused=(6, 8)).enough
    assert not Seen(attends=(58, 64), principles=(14, 24), refused=(6, 8)).enough
    assert not Seen(attends=(58, 64), principles=(15, 24), refused=(5, 8)).enough


@pytest.mark.parametrize("reading", READINGS, ids=[folder.name for folder in READINGS])
def test_the_readings_that_are_kept_say_what_is_told_of_them(reading: Path) -> None:
    key, answers_given, asked = (
        json.loads((reading / f"{name}.json").read_text("utf-8")) for name in ("key", "answers", "sheet")
    )
    seen = score(key, answers_given)
    row = f"| `{reading.name}` | " + " | ".join(f"{times} of {of}" for _, (times, of), _ in seen.rows()) + " |"

    assert row in (BLIND / "README.md").read_text("utf-8")
    assert set(asked) == set(key["items"])
    assert [bool(item["mark"]) for item in key["items"].values()].count(True) == 24


def test_an_answer_that_is_missing_is_told() -> None:
    with pytest.raises(ValueError, match="Answer every sheet once"):
        score(KEY, {"01": answers(second="none")["01"]})
