"""`vig clip`: what people and scripts see of it."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.conftest import ROOT, tree
from tests.workbook.packs.made_packs import AGREED, MARK, card, make_pack, zipped
from vigwidgets.cli import film as film_commands
from vigwidgets.core.errors import SceneRefused

AGREES = ("--people", "A,B", "--given-by", "both of them", "--permission", "work,group", "--until", "2099-07-31")


@pytest.fixture
def drawn_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the studio give the clip that came with the workbook under the scene's id: drawing has tests of its own."""

    def draw(scene: Path, *, out_folder: Path, fine: bool, on_progress) -> SimpleNamespace:
        clip_id = read(scene).id
        shutil.copytree(ROOT / "sample_clips/c01", out_folder)
        said = (out_folder / "clip.toml").read_text().replace('"c01"', f'"{clip_id}"')
        (out_folder / "clip.toml").write_text(said)
        if on_progress is not None:
            on_progress(1, 1)
        marks = tuple(json.loads((out_folder / "marks.json").read_text()))
        return SimpleNamespace(
            id=clip_id,
            title="Fine" if fine else "Up it goes",
            folder=out_folder,
            duration_ms=26_400,
            sha256="a" * 64,
            marks=marks,
        )

    def read(path: Path) -> SimpleNamespace:
        if not path.is_file():
            raise SceneRefused("There is no scene script at that place. Check the path.")
        return SimpleNamespace(id=path.stem)

    monkeypatch.setitem(sys.modules, "vigwidgets.studio", SimpleNamespace(draw_clip=draw, read_scene=read))


def test_a_pack_is_told_in_json_and_listed_after_the_workbooks_own(vig, data, tmp_path):
    (told,) = vig("clip", "add", zipped(make_pack(tmp_path / "pack"), tmp_path / "p.zip"), "--json").json
    wanted = ("id", "source", "came", "was_here", "duration_ms", "until", "permission")
    assert {name: told[name] for name in wanted} == {
        "id": "talk", "source": "drawn", "came": "brought", "was_here": False, "duration_ms": 6167, "until": None,
        "permission": [],
    }  # fmt: skip
    assert told["marks"] == [MARK]
    assert told["path"] == str(data / "clips/talk")
    listed = vig("clip", "list", "--json").json
    assert [one["came"] for one in listed] == ["workbook"] * (len(listed) - 1) + ["brought"]
    assert listed[-1] == {name: value for name, value in told.items() if name != "was_here"}
    assert vig("film", "show", "talk", "--json").json["frames"] == 185
    assert len(vig("film", "frames", "talk", "--json").json) == 185
    assert vig("marks", "add", "talk", "--start", 0, "--end", 900, "--json").status == 0


def test_people_read_a_table_and_that_nothing_was_to_be_done(vig, tmp_path):
    pack = make_pack(tmp_path / "pack")
    first, again = vig("clip", "add", pack), vig("clip", "add", pack)
    assert "At the desk" in first.out
    assert "Nothing had to be done." not in first.out
    assert "Nothing had to be done." in again.out
    assert (first.status, again.status, first.err, again.err) == (0, 0, "", "")


def test_people_on_film_are_asked_for_and_what_was_said_is_kept(vig, data, tmp_path):
    pack = make_pack(tmp_path / "pack", clip=card(source="real"))
    assert "--given-by" in vig("clip", "add", pack, "--json").refused("pack_refused")
    assert not data.exists()
    (told,) = vig("clip", "add", pack, *AGREES, "--json").json
    agreed = {"people": ["A", "B"], "given_by": "both of them", "permission": ["work", "group"], "until": "2099-07-31"}
    assert {name: told[name] for name in agreed} == agreed
    assert told["source"] == "real"
    (film,) = vig("film", "list", "--json").json
    assert {name: film[name] for name in agreed} == agreed
    assert vig("check", "--json").json["ok"]


def test_erasing_everything_takes_filmed_clips_along(vig, data, tmp_path):
    vig("clip", "add", make_pack(tmp_path / "pack", clip=card(source="real", more=AGREED)))
    assert vig("erase", "--all", "--yes").status == 0
    assert not [path for path in tree(data) if path.startswith("films/")]


def test_a_refused_pack_is_one_line_and_leaves_what_was_there(vig, data, film, tmp_path):
    before = tree(data / "films")
    pack = make_pack(tmp_path / "pack", marks=[{**MARK, "end_ms": 9_999}])
    assert (
        vig("clip", "add", pack, "--json").refused("span_outside_film").startswith("The clip talk cannot be taken in.")
    )
    assert vig("clip", "add", tmp_path / "none", "--json").refused("pack_refused")
    assert tree(data / "films") == before
    assert not (data / "clips").exists()


def test_a_forged_name_in_a_pack_cannot_break_the_line(vig, tmp_path):
    import zipfile

    with zipfile.ZipFile(tmp_path / "p.zip", "w") as pack:
        pack.writestr("../\x1b[31mvig: all is well.\n" + "x" * 500, b"")
    sentence = vig("clip", "add", tmp_path / "p.zip", "--json").refused("pack_refused")
    assert "\x1b" not in sentence
    assert len(sentence) < 250


def test_ctrl_c_while_a_pack_is_read_leaves_nothing(vig, data, tmp_path, monkeypatch):
    def stop(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(film_commands, "is_watched", lambda: True)
    monkeypatch.setattr(film_commands, "tell_watcher", stop)
    said = vig("clip", "add", make_pack(tmp_path / "pack"), "--json")
    assert (said.status, said.json["error"]["code"]) == (130, "cancelled")
    assert not data.exists()


def test_removing_asks_first_and_the_workbooks_own_stay(vig, data, tmp_path):
    vig("clip", "add", make_pack(tmp_path / "pack"))
    vig("clip", "remove", "talk", "--json").refused("bad_request")
    vig("clip", "remove", "c01", "--yes", "--json").refused("not_allowed")
    vig("clip", "remove", "nobody", "--yes", "--json").refused("not_found")
    assert vig("clip", "remove", "talk", "--yes", "--json").json == {"id": "talk"}
    assert list((data / "clips").iterdir()) == []


def test_there_is_nothing_to_remove_where_nothing_is(vig, data):
    vig("clip", "remove", "nobody", "--yes", "--json").refused("not_found")
    assert vig("clip", "list").status == 0
    assert not data.exists()


@pytest.mark.usefixtures("drawn_at_once")
class TestDrawing:
    @pytest.fixture
    def scene(self, tmp_path: Path) -> Path:
        (tmp_path / "mine.toml").write_text("")
        return tmp_path / "mine.toml"

    def test_a_scene_becomes_a_clip_of_the_workbook(self, vig, data, scene):
        told = vig("clip", "draw", scene, "--json").json
        assert (told["id"], told["path"], len(told["marks"])) == ("mine", str(data / "clips/mine"), 12)
        assert "mine" in [one["id"] for one in vig("clip", "list", "--json").json]
        assert "mine" in vig("clip", "draw", scene).out

    def test_drawn_anew_it_replaces_the_earlier_drawing_and_keeps_its_marks(self, vig, data, scene):
        vig("clip", "draw", scene)
        vig("marks", "add", "mine", "--start", 0, "--end", 900)
        (data / "clips/mine/captions.vtt").write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nOld.\n")
        assert vig("clip", "draw", scene).status == 0
        assert "Old." not in (data / "clips/mine/captions.vtt").read_text()
        assert len(vig("marks", "list", "mine", "--json").json) == 1
        assert [path.name for path in (data / "clips").iterdir()] == ["mine"]

    def test_it_may_be_drawn_somewhere_else(self, vig, data, scene, tmp_path):
        told = vig("clip", "draw", scene, "--to", tmp_path / "out", "--json").json
        assert told["path"] == str(tmp_path / "out")
        assert (tmp_path / "out/film.mp4").is_file()
        assert not data.exists()
        assert told["title"] == "Up it goes"
        again = vig("clip", "draw", scene, "--to", tmp_path / "fine", "--fine", "--json").json
        assert again["title"] == "Fine"
        vig("clip", "draw", scene, "--to", scene, "--json").refused("scene_refused")

    def test_the_id_of_a_clip_that_came_with_the_workbook_is_refused(self, vig, data, scene):
        assert "--to" in vig("clip", "draw", scene.rename(scene.with_name("c01.toml")), "--json").refused(
            "scene_refused"
        )
        assert not data.exists()

    def test_what_the_studio_says_of_a_script_reaches_people_as_it_is(self, vig, data, tmp_path):
        said = vig("clip", "draw", tmp_path / "none.toml", "--json").refused("scene_refused")
        assert said == "There is no scene script at that place. Check the path."
        assert not data.exists()

    def test_ctrl_c_while_drawing_leaves_nothing(self, vig, data, scene, monkeypatch):
        def stop(*_arguments: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(film_commands, "is_watched", lambda: True)
        monkeypatch.setattr(film_commands, "tell_watcher", stop)
        assert vig("clip", "draw", scene).status == 130
        assert not data.exists()
