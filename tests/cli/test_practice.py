"""`vig practice`: what people and scripts see of it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import vigwidgets.studio
from tests.cli.conftest import ROOT
from vigwidgets.cli import film as film_commands
from vigwidgets.studio.film import truth


@pytest.fixture
def drawn_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the film that came with the workbook stand for every drawn one: drawing has tests of its own."""

    def draw(scene, *, script: bytes, out_folder: Path, on_progress) -> None:
        shutil.copytree(ROOT / "sample_clips/c01", out_folder)
        said = (
            (out_folder / "clip.toml").read_text().replace('"c01"', f'"{scene.id}"').replace("Up it goes", scene.title)
        )
        (out_folder / "clip.toml").write_text(said)
        marks = [one for one in truth.marks(scene) if one["end_ms"] <= 26_400]
        kept = {one["id"] for one in marks}
        marks = [{**one, "answers": one["answers"] if one["answers"] in kept else None} for one in marks]
        (out_folder / "marks.json").write_text(json.dumps(marks))
        (out_folder / "scene.toml").write_bytes(script)
        if on_progress is not None:
            on_progress(1, 1)

    monkeypatch.setattr(vigwidgets.studio, "draw_scene", draw, raising=False)


@pytest.mark.usefixtures("drawn_at_once")
class TestNew:
    def test_it_is_told_in_json_stands_among_the_clips_and_can_be_marked(self, vig, data):
        told = vig("practice", "new", "--seed", 3, "--tier", 3, "--seconds", 27, "--json").json
        assert told["id"] == "practice_3_t3_27s_l3"
        assert told["path"] == str(data / "clips" / told["id"])
        assert told["source"] == "drawn"
        assert told["marks"]
        assert {"id", "start_ms", "end_ms", "kind", "who", "principles", "answers", "reading", "note"} <= set(
            told["marks"][0]
        )
        assert [one["id"] for one in vig("practice", "list", "--json").json] == [told["id"]]
        assert told["id"] in {one["id"] for one in vig("clip", "list", "--json").json}
        assert vig("marks", "add", told["id"], "--start", 0, "--end", 900, "--json").status == 0
        assert "[[acts]]" in Path(told["path"], "scene.toml").read_text()

    def test_the_same_numbers_take_the_place_of_the_earlier_drawing(self, vig):
        first, again = (vig("practice", "new", "--seed", 4, "--json").json for _ in range(2))
        assert first == again
        assert len(vig("practice", "list", "--json").json) == 1

    def test_people_read_id_title_place_and_number_of_marks(self, vig):
        said = vig("practice", "new", "--seed", 4)
        assert "practice_4_30s_l3" in said.out
        assert "Practice 4" in said.out
        assert (said.status, said.err) == (0, "")

    def test_a_removed_one_is_gone(self, vig):
        told = vig("practice", "new", "--seed", 4, "--json").json
        assert vig("clip", "remove", told["id"], "--yes").status == 0
        assert vig("practice", "list", "--json").json == []

    def test_ctrl_c_leaves_nothing(self, vig, data, monkeypatch):
        def stop(*_arguments: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(film_commands, "is_watched", lambda: True)
        monkeypatch.setattr(film_commands, "tell_watcher", stop)
        assert vig("practice", "new", "--seed", 4).status == 130
        assert not data.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--seed", 0), "whole number from 1"),
        (("--seed", 3, "--tier", 9), "no such tier"),
        (("--seed", 3, "--seconds", 5), "15 to 60"),
        (("--seed", 3, "--level", 0), "no such level"),
    ],
)
def test_a_number_outside_its_range_is_one_line_and_leaves_nothing(vig, data, given, said):
    assert said in vig("practice", "new", *given, "--json").refused("scene_refused")
    assert not data.exists()


def test_what_is_no_number_is_refused(vig):
    assert "not a whole number" in vig("practice", "new", "--seed", "many", "--json").refused("bad_request")


@pytest.mark.long
def test_a_drawn_one_is_whole(vig, data):
    told = vig("practice", "new", "--seed", 2, "--seconds", 15, "--json").json
    assert told["duration_ms"] == 15_000
    assert {path.name for path in Path(told["path"]).iterdir()} >= {
        "film.mp4", "captions.vtt", "descriptions.vtt", "marks.json", "clip.toml", "poster.jpg", "scene.toml"
    }  # fmt: skip
    assert vig("check", "--json").json["ok"]
