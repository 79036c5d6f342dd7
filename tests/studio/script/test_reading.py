from __future__ import annotations

from pathlib import Path

import pytest

from vigwidgets.core.errors import SceneRefused
from vigwidgets.studio import Drawing, draw_clip, read_scene
from vigwidgets.words.sentences import spoken


def test_a_whole_scene_is_read(small: Path) -> None:
    scene = read_scene(small)

    assert (scene.frames, scene.duration_ms, scene.cast) == (30, 1200, ("nadia", "theo"))


def test_a_missing_script_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SceneRefused, match="no scene script"):
        read_scene(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('id = "small"', "id = ", "not valid TOML"),
        ('title = "Small"', "", "lacks the key 'title'"),
        ('title = "Small"', 'title = "Small"\nmood = "sunny"', "unknown key 'mood'"),
        ('title = "Small"', "title = 3", "scene.title in the scene has the wrong kind"),
        ("seed = 3", "seed = true", "scene.seed in the scene has the wrong kind"),
        ("at = [600, 568]", "at = [600]", "things.at in the scene has the wrong kind"),
        ("at = [600, 568]", "at = [600, nan]", "things.at in the scene has the wrong kind"),
        ("at = [600, 568]", "at = [600, 568], side = 0", "has no size"),
        ('"#d9483b"', '"red"', "'red' is not a colour"),
        ('name = "blue"', 'name = "red"', "same name"),
        ('place = "living_room"', 'place = "moon"', "no place called 'moon'"),
        ('place = "living_room"', 'place = "living_room"\ntable = "gone"', "no way the table stands called 'gone'"),
        ("looks = [", 'wears = [ { who = "theo", near_foot = "wool" } ]\nlooks = [', "'wool' is not a colour"),
        ('target = "red"', 'target = "moon"', "no thing to look at called 'moon'"),
        ('pose = "lap" }', 'pose = "claw" }', "no pose called 'claw'"),
        ('to = "edge"', 'to = "moon"', "no spot for a hand called 'moon'"),
        ('to = "edge"', 'to = "on red"', "holds nothing"),
        ('theo = "Theo"', "", "no person of this scene called 'theo'"),
        ('theo = "Theo"', 'theo = "Theo"\nzoe = "Zoe"', "no person called 'zoe'"),
        ('{ who = "theo", at_ms = 0, target = "red" }', "", "Nobody says where Theo looks"),
        (
            '{ who = "theo", hand = "left", at_ms = 0, over_ms = 0, to = "edge", pose = "rest" },',
            "",
            "left hand has no",
        ),
        ("end_ms = 900 },", "end_ms = 1201 },", "Choose times inside the film"),
        ("start_ms = 0, end_ms = 900 },", "start_ms = 900, end_ms = 900 },", "may not end before it starts"),
        ('["waiting"]', '["wating"]', "no principle 'wating'"),
        ('answers = "I1"', 'answers = "I7"', "no mark to answer called 'I7'"),
        ('answers = "I1"', 'answers = "R1"', "answers itself"),
        ('id = "R1"', 'id = "I1"', "same id"),
        ('kind = "reception"', 'kind = "echo"', "no kind of mark called 'echo'"),
        ("at_ms = 0, line", "at_ms = 1200, line", "outside its length"),
        ("poster_ms = 200", "poster_ms = 1200", "poster's moment lies outside"),
        ("end_ms = 900, text", "end_ms = 9000, text", "description lies outside"),
        ("length_ms = 1200", "length_ms = 0", "would have no picture"),
    ],
)
def test_a_wrong_scene_is_refused_in_a_sentence(
    small: Path, small_text: str, old: str, new: str, sentence: str
) -> None:
    assert old in small_text
    small.write_text(small_text.replace(old, new, 1), "utf-8")

    with pytest.raises(SceneRefused, match=sentence):
        read_scene(small)


def test_where_a_scene_is_wrong_is_kept_in_every_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIG_LANGUAGE", "pseudo")
    said = spoken("my scene.toml, line 7: The verb 'take' needs the key 'thing'. Add it to the act.")

    assert said.startswith("my scene.toml, line 7: ")
    assert "Add it to the act" not in said


def test_a_thing_cannot_be_put_down_before_it_is_taken(small: Path, small_text: str) -> None:
    carry = '{ thing = "red", who = "theo", hand = "left", at_ms = 500, until_ms = 500 }'
    small.write_text(small_text.replace("[cast]", f"carries = [ {carry} ]\n\n[cast]"), "utf-8")

    with pytest.raises(SceneRefused, match="put down before it is taken"):
        read_scene(small)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("nadia_up_it_goes", "nadia_sings", "no voiced line 'nadia_sings'"),
        ("nadia_up_it_goes", "../c01/scene", "cannot be the name of a line"),
        ('says = [ { who = "nadia"', 'says = [ { who = "theo"', "not in Theo's voice"),
        ("at_ms = 0, line", "at_ms = 500, line", "outlasts the film"),
    ],
)
def test_a_line_that_cannot_be_said_is_refused(small: Path, small_text: str, old: str, new: str, sentence: str) -> None:
    small.write_text(small_text.replace(old, new, 1), "utf-8")

    with pytest.raises(SceneRefused, match=sentence):
        Drawing(read_scene(small))


def test_a_refused_scene_leaves_nothing_behind(small: Path, small_text: str, tmp_path: Path) -> None:
    small.write_text(small_text.replace("nadia_up_it_goes", "nadia_sings"), "utf-8")

    with pytest.raises(SceneRefused, match="no voiced line"):
        draw_clip(small, out_folder=tmp_path / "out")

    assert [path.name for path in tmp_path.iterdir()] == ["scene.toml"]


def test_a_script_that_names_no_bank_has_the_lines_of_the_workbook(small: Path, small_text: str) -> None:
    kept = "".join(f"{line}\n" for line in small_text.splitlines() if not line.startswith("lines = "))
    small.write_text(kept, "utf-8")
    assert [line.key for _, line in Drawing(read_scene(small)).said] == ["nadia_up_it_goes"]
