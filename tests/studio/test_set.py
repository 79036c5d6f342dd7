"""Counting over a whole set of clips: what is shown how often, and how soon people are received."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.studio.coverage import seldom_shown, times_shown
from tests.studio.gaps import gaps_of, read_gaps, table
from tests.studio.truth.film import Pixels
from vigwidgets import frameworks
from vigwidgets.studio import Drawing, read_scene
from vigwidgets.studio.acting.motion import FPS
from vigwidgets.studio.film import truth

SET = Path(__file__).resolve().parents[2] / "sample_clips"
SCENES = sorted(SET.glob("c[0-9][0-9]/scene.toml"))
CHOICES = tuple(path.parent.name for path in SCENES if "[choice]" in path.read_text("utf-8"))
MOST_CHANGED = 0.03
"""Share of a picture that breath and a swaying head may change."""
KEYS = tuple(frameworks.load().keys)


def mark(name: str, start_ms: int, end_ms: int, **more: object) -> dict[str, object]:
    plain = {"kind": "moment", "who": "Nadia", "principles": [], "answers": None}
    return {"id": name, "start_ms": start_ms, "end_ms": end_ms, **plain, **more}


def test_a_principle_shown_twice_anywhere_is_shown_often_enough() -> None:
    every = mark("M1", 0, 900, principles=list(KEYS))
    twice = mark("M2", 900, 990, principles=list(KEYS[1:]))

    assert seldom_shown({"a": [every], "b": [twice]}) == [KEYS[0]]
    assert seldom_shown({"a": [every, twice], "b": [mark("M3", 0, 9, principles=[KEYS[0]])]}) == []


def test_the_twenty_scenes_show_every_principle_at_least_twice_and_in_two_clips() -> None:
    clips = {path.parent.name: truth.marks(read_scene(path)) for path in SCENES}

    assert len(clips) == 20
    assert all((path.parent / "film.mp4").is_file() for path in SCENES)
    assert seldom_shown(clips) == []
    assert [key for key, (_, names) in times_shown(clips).items() if len(names) < 2] == []


def test_six_clips_stop_at_a_choice_with_three_ways_on() -> None:
    scenes = [read_scene(path) for path in SCENES]
    choices = [scene.choice for scene in scenes if scene.choice]

    assert [len(choice.ways) for choice in choices] == [3] * 6
    for way in (way for choice in choices for way in choice.ways):
        receptions = [mark for mark in truth.marks(read_scene(SET / way.clip / "scene.toml")) if mark["principles"]]
        assert receptions, f"nobody is received in {way.clip}"


@pytest.mark.parametrize("name", CHOICES)
def test_each_way_on_begins_in_the_picture_where_its_clip_stops(name: str) -> None:
    drawing = Drawing(read_scene(SET / name / "scene.toml"))
    choice = drawing.scene.choice
    assert choice
    at = drawing.scene.film_ms(choice.at_ms) * FPS // 1000
    stops, earlier = drawing.frame(at).copy(), drawing.frame(at - 4 * FPS).copy()

    most = min(MOST_CHANGED, changed(stops, earlier))
    for way in choice.ways:
        assert changed(stops, Drawing(read_scene(SET / way.clip / "scene.toml")).frame(0)) < most, way.clip


def changed(one: Pixels, other: Pixels) -> float:
    """Return the share of pixels that two pictures differ in to the eye: a colour by 40 of 255 or more."""
    apart = np.abs(one[..., :3].astype(np.int16) - other[..., :3].astype(np.int16))
    return float((apart.max(axis=2) >= 40).mean())


def test_second_readings_and_initiatives_show_no_principle() -> None:
    marks = [
        mark("M1", 0, 900, also=[KEYS[0]]),
        mark("I1", 0, 900, kind="initiative", principles=[KEYS[0]]),
        mark("M2", 0, 900, principles=[KEYS[0]]),
    ]

    assert times_shown({"a": marks})[KEYS[0]] == (1, ("a",))


def test_a_silent_initiative_is_received_after_its_onset_and_a_spoken_one_after_its_voice() -> None:
    marks = [
        mark("I1", 1000, 3000, kind="initiative", who="Theo"),
        mark("R1", 1400, 2000, kind="reception", answers="I1"),
        mark("R2", 1200, 2000, kind="reception", answers="I1"),
        mark("I2", 5000, 7000, kind="initiative", who="Theo"),
        mark("R3", 6500, 8000, kind="reception", answers="I2"),
        mark("M1", 5100, 8000, answers="I2"),
        mark("I3", 8000, 9000, kind="initiative", who="Theo"),
    ]
    found = gaps_of("a", marks, voiced_ms=[(5100, 6200, "Theo"), (1000, 1300, "Nadia")])

    assert [(one.initiative, one.reception, one.after, one.gap_s) for one in found] == [
        ("I1", "R2", "onset", 0.2),
        ("I2", "R3", "end", 0.3),
    ]


def test_the_table_of_the_shipped_clip_can_be_read(clip_folder: Path) -> None:
    shown = table(read_gaps(clip_folder))

    assert "| c01 | I2 | R2 | Nadia | onset | 0.50 |" in shown
    assert shown.splitlines()[-1].startswith("| onset | 2 | 0.40 |")
