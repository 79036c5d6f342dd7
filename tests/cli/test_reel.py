"""`vig reel make`: from marks to an MP4, or one clear sentence and nothing at all."""

from __future__ import annotations

import pytest

from tests.cli.conftest import FRIDAY, tree
from vigwidgets.exchange import read_vtt
from vigwidgets.films import probe
from vigwidgets.films.cutting import CARD_MS


@pytest.fixture
def marked(vig, film):
    """Mark three moments of the film; the first two overlap once padded."""
    return [
        vig("marks", "add", film, "--start", start, "--end", end, *more, "--json").json["id"]
        for start, end, more in (
            (500, 1200, ("--note", "I waited.")),
            (2000, 2400, ("--principle", "waiting")),
            (5200, 5300, ()),
        )
    ]


def make(vig, film, out, *more):
    return vig("reel", "make", film, "--out", out, *more, "--json")


def test_all_marks_by_time_with_what_came_of_them(vig, film, marked, tmp_path):
    said = make(vig, film, tmp_path / "reel.mp4")
    assert said.status == 0, said
    assert list(said.json) == ["out", "duration_ms", "clips"]
    assert [list(clip) for clip in said.json["clips"]] == [["film", "marks", "start_ms", "end_ms", "reel_start_ms"]] * 2
    first, second = said.json["clips"]
    assert first["marks"] == marked[:2]
    assert second["marks"] == marked[2:]
    assert 480 < first["start_ms"] <= 500
    assert 4400 <= first["end_ms"] < 4440
    assert second["end_ms"] == 6167
    assert second["reel_start_ms"] == first["end_ms"] - first["start_ms"]
    reel = probe(tmp_path / "reel.mp4")
    assert reel.browser_plays
    assert reel.duration_ms == said.json["duration_ms"]
    assert said.json["duration_ms"] == sum(clip["end_ms"] - clip["start_ms"] for clip in said.json["clips"])


def test_named_marks_come_in_their_order_and_pads_are_mine(vig, film, marked, tmp_path):
    more = ("--mark", marked[2], "--mark", marked[0], "--pad-before", 100, "--pad-after", 0)
    clips = make(vig, film, tmp_path / "reel.mp4", *more).json["clips"]
    assert [clip["marks"] for clip in clips] == [[marked[2]], [marked[0]]]
    assert 5060 < clips[0]["start_ms"] <= 5100
    assert 5300 <= clips[0]["end_ms"] < 5340


def test_titles_are_cards_before_the_moments(vig, film, marked, tmp_path):
    clips = make(vig, film, tmp_path / "reel.mp4", "--titles", "--pad-after", 0).json["clips"]
    assert clips[0]["reel_start_ms"] == CARD_MS
    assert clips[1]["reel_start_ms"] == 2 * CARD_MS + clips[0]["end_ms"] - clips[0]["start_ms"]
    # no note and no principle: no card
    assert clips[2]["reel_start_ms"] == clips[1]["reel_start_ms"] + clips[1]["end_ms"] - clips[1]["start_ms"]


def test_what_stood_there_is_replaced_and_nothing_else_is_left(vig, film, marked, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "reel.mp4").write_bytes(b"old")
    assert make(vig, film, folder / "reel.mp4").status == 0
    assert [path.name for path in folder.iterdir()] == ["reel.mp4"]
    assert (folder / "reel.mp4").stat().st_size > 10_000


def test_a_drawn_clip_can_be_cut_too(vig, data, tmp_path):
    mark = vig("marks", "add", "c01", "--start", 3000, "--end", 4000, "--json").json["id"]
    said = make(vig, "c01", tmp_path / "reel.mp4").json
    assert [clip["marks"] for clip in said["clips"]] == [[mark]]
    assert said["duration_ms"] == 3000


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (("--mark", "nobody"), "not_found"),
        (("--pad-after", -1), "invalid_value"),
        (("--pad-before", 600_001), "invalid_value"),
        (("--pad-before", "soon"), "bad_request"),
        (("--captions", "loud"), "invalid_value"),
        (("--use", "television"), "invalid_value"),
        (("--use", "group"), "not_permitted"),
        (("--use", "training", "--captions", "beside"), "not_permitted"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_nothing(vig, film, marked, data, tmp_path, more, code):
    before = tree(data)
    make(vig, film, tmp_path / "reel.mp4", *more).refused(code)
    assert tree(data) == before
    assert [path.name for path in tmp_path.iterdir() if path != data] == []


def test_captions_beside_a_reel_are_its_notes_in_its_time(vig, film, marked, tmp_path):
    said = make(vig, film, tmp_path / "reel.mp4", "--captions", "beside", "--mark", marked[2], "--mark", marked[0]).json
    assert list(said) == ["out", "duration_ms", "clips", "captions"]
    assert said["captions"] == str(tmp_path / "reel.vtt")
    (only,) = read_vtt((tmp_path / "reel.vtt").read_text("utf-8"))
    assert only.text == "I waited."
    second = said["clips"][1]
    assert only.start_ms == second["reel_start_ms"] + 500 - second["start_ms"]
    assert only.end_ms == only.start_ms + 1500
    assert {path.name for path in tmp_path.iterdir()} == {"data", "reel.mp4", "reel.vtt"}


def test_captions_in_the_pictures_change_neither_times_nor_files(vig, film, marked, tmp_path):
    plain = make(vig, film, tmp_path / "plain.mp4").json
    read = make(vig, film, tmp_path / "read.mp4", "--captions", "burned").json
    assert {**plain, "out": ""} == {**read, "out": ""}
    assert probe(tmp_path / "plain.mp4").times == probe(tmp_path / "read.mp4").times
    assert (tmp_path / "plain.mp4").read_bytes() != (tmp_path / "read.mp4").read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"data", "plain.mp4", "read.mp4"}


def test_a_clips_own_captions_go_with_its_moments(vig, data, tmp_path):
    vig("marks", "add", "c01", "--start", 17_000, "--end", 18_000)
    said = make(vig, "c01", tmp_path / "reel.mp4", "--captions", "beside", "--pad-after", 3000).json
    (only,) = read_vtt((tmp_path / "reel.vtt").read_text("utf-8"))
    assert only.text == "Nadia: Up it goes."
    assert only.start_ms == 18_620 - said["clips"][0]["start_ms"]


def test_captions_that_would_take_the_reels_own_name_are_refused(vig, film, marked, tmp_path):
    make(vig, film, tmp_path / "reel.vtt", "--captions", "beside").refused("bad_request")
    assert {path.name for path in tmp_path.iterdir()} == {"data"}


def test_a_reel_for_a_use_that_was_agreed_is_made(vig, data, tmp_path):
    film = vig("film", "add", FRIDAY, "--permission", "work,group", "--json").json["id"]
    vig("marks", "add", film, "--start", 1000, "--end", 1200)
    assert make(vig, film, tmp_path / "reel.mp4", "--use", "group", "--pad-after", 0).status == 0


def test_a_film_without_marks_is_refused(vig, film, tmp_path):
    make(vig, film, tmp_path / "reel.mp4").refused("invalid_value")
    assert not (tmp_path / "reel.mp4").exists()


def test_an_unknown_film_is_refused(vig, film, tmp_path):
    make(vig, "nobody", tmp_path / "reel.mp4").refused("not_found")


def test_places_that_cannot_be_written_are_refused(vig, film, marked, data, tmp_path):
    make(vig, film, tmp_path).refused("bad_request")
    make(vig, film, tmp_path / "no" / "reel.mp4").refused("bad_request")
    own = next((data / "films" / film).glob("film.*"))
    before = own.read_bytes()
    make(vig, film, own).refused("bad_request")
    assert own.read_bytes() == before


@pytest.mark.parametrize("agreed", [("--permission", "training"), ("--permission", "work", "--until", "2020-01-01")])
def test_a_use_that_nobody_agreed_to_is_refused_with_the_reason(vig, data, tmp_path, agreed):
    film = vig("film", "add", FRIDAY, *agreed, "--json").json["id"]
    vig("marks", "add", film, "--start", 1000, "--end", 2000)
    sentence = make(vig, film, tmp_path / "reel.mp4").refused("not_permitted")
    assert "permission" in sentence or "agreed" in sentence
    assert not (tmp_path / "reel.mp4").exists()


def test_a_film_that_was_damaged_on_the_shelf_leaves_no_reel(vig, film, marked, data, tmp_path):
    own = next((data / "films" / film).glob("film.*"))
    own.write_bytes(own.read_bytes()[:200_000])
    make(vig, film, tmp_path / "reel.mp4").refused("film_unreadable")
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".mp4") or ".vig" in path.name] == []
