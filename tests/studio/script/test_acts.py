"""Acts become the low-level lists of a scene, with the timing of the bible."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from vigwidgets.core.errors import SceneRefused
from vigwidgets.studio.script.reading import read_scene
from vigwidgets.studio.script.scene import Carry, Scene
from vigwidgets.studio.script.verbs import VERBS, verb_table

ROOT = Path(__file__).resolve().parents[3]
HEAD = """
id = "small"
title = "Small"
tiers = [1]
licence = "CC-BY-4.0"
place = "living_room"
length_ms = 12000
lines = "LINES"
things = [
  { name = "red", kind = "block", colour = "#d9483b", at = [600, 568] },
  { name = "blue", kind = "block", colour = "#3e77b5", at = [540, 572] },
]
stagings = [
  { who = "theo", at_ms = -600, at = [360, 710], posture = "stand", facing = "right" },
  { who = "nadia", at_ms = -600, at = [885, 706], posture = "heels", facing = "left" },
]

[cast]
theo = "Theo"
nadia = "Nadia"
"""
Write = Callable[[str], Scene]


def as_acts(rows: str) -> str:
    """Return `[[acts]]` of rows such as `theo 1000 take thing=red mark=I1`."""
    parts: list[str] = []
    for row in rows.strip().splitlines():
        who, at_ms, do, *rest = row.split()
        keys = [one.partition("=")[::2] for one in rest]
        said = [
            f"{key} = {value if value.lstrip('-').isdigit() or value[0] == '[' else repr(value)}" for key, value in keys
        ]
        parts.append("\n".join(["[[acts]]", f'who = "{who}"', f"at_ms = {at_ms}", f'do = "{do}"', *said]))
    return "\n\n".join(parts) + "\n"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Return what reads a scene of these acts."""

    def read(rows: str) -> Scene:
        path = tmp_path / "scene.toml"
        lines = (ROOT / "sample_clips" / "lines").as_posix()
        path.write_text(HEAD.replace("LINES", lines) + "\n" + as_acts(rows), "utf-8")
        return read_scene(path)

    return read


def parts_of(scene: Scene, who: str, part: str) -> list[tuple[int, float]]:
    """Return when somebody's part goes to which value, by time."""
    found = [
        (one.at_ms, value) for one in scene.changes if one.who == who for name, value in one.values if name == part
    ]
    return sorted(found)


def test_every_verb_has_a_line_on_the_page_that_explains_them() -> None:
    assert verb_table() in (ROOT / "docs" / "scene-scripts.md").read_text("utf-8")


NEEDED = {"to": "to=blue", "thing": "thing=red", "line": "line=nadia_up_it_goes", "at": "at=[700,710]"}
HELD = ("turn_thing", "put", "give")


@pytest.mark.parametrize("do", list(VERBS))
def test_every_verb_can_be_played_with_only_what_it_needs(do: str, write: Write) -> None:
    keys = [NEEDED[key] for key in VERBS[do].needs]
    keys = {"hands_to": ["to=lap"], "noise": ["line=knock"]}.get(do, keys)
    before = {"receive": "theo -600 hold thing=red"}.get(do, "nadia -600 hold thing=red" if do in HELD else "")
    scene = write(f"{before}\nnadia 3000 {do} {' '.join(keys)} principles=['waiting']")

    assert [(mark.id, mark.kind, mark.start_ms) for mark in scene.marks] == [("M1", "moment", 3000)]
    assert scene.marks[0].end_ms > 3000


def test_what_is_noticed_returns_to_a_kind_face_and_is_never_blinked_away(write: Write) -> None:
    scene = write("nadia 3000 notice to=theo")
    brows = parts_of(scene, "nadia", "brows")
    shut = [time for one in scene.blinks if one.who == "nadia" for time in one.at_ms]

    assert brows[0][1] > 0.8 > brows[1][1]
    assert 300 <= brows[1][0] - brows[0][0] <= 600
    assert shut
    assert not [time for time in shut if 2900 <= time <= 3780]
    assert parts_of(scene, "nadia", "breath")[0][0] < 3000


def test_a_line_is_breathed_before_nodded_to_and_ends_with_a_look_at_the_partner(write: Write) -> None:
    scene = write("nadia -500 look to=blue\nnadia 3000 say line=nadia_up_it_goes")
    ends = 3000 + 1156

    assert [one.at_ms for one in scene.says] == [3000]
    assert 2500 <= parts_of(scene, "nadia", "breath")[0][0] < 3000
    assert any(value < 0 and 3000 <= time <= ends for time, value in parts_of(scene, "nadia", "nod"))
    assert any(one.target == "theo" and ends - 500 <= one.at_ms < ends for one in scene.looks if one.who == "nadia")


def test_a_line_may_be_named_by_its_words(write: Write, tmp_path: Path) -> None:
    path = tmp_path / "scene.toml"
    write("nadia 3000 say line=nadia_up_it_goes")
    path.write_text(path.read_text("utf-8").replace("'nadia_up_it_goes'", '"Up it goes."'), "utf-8")

    assert [one.line for one in read_scene(path).says] == ["nadia_up_it_goes"]


def test_a_smile_rises_in_half_a_second_and_leaves_in_about_one(write: Write) -> None:
    scene = write("nadia 3000 smile until_ms=5000")
    rise, leave = (one for one in scene.changes if "smile" in dict(one.values))

    assert (rise.at_ms, leave.at_ms) == (3000, 5000)
    assert 400 <= rise.over_ms <= 600
    assert 800 <= leave.over_ms <= 1500


def test_a_wait_of_seconds_has_a_breath_a_look_and_a_shift_and_nothing_that_looks_like_a_turn(write: Write) -> None:
    scene = write("nadia 1000 wait to=theo until_ms=9000")
    lives = [(time, value) for time, value in parts_of(scene, "nadia", "breath") if 1000 < time < 9000]

    assert len(lives) >= 2
    assert any(one.head < 0.5 and 1000 < one.at_ms < 9000 for one in scene.looks)
    assert len([time for time, _ in parts_of(scene, "nadia", "lean") if 1500 < time < 9000]) >= 1
    assert not [value for _, value in parts_of(scene, "nadia", "mouth") if value > 0]
    assert not [one for one in scene.reaches if one.at_ms > 0]


def test_people_blink_at_a_human_rate_and_not_both_at_once(write: Write) -> None:
    scene = write("nadia 0 wait to=theo\ntheo 0 watch to=nadia")
    times = {one.who: one.at_ms for one in scene.blinks}

    assert all(2 <= len(shut) <= 6 for shut in times.values())
    assert all(abs(mine - other) >= 400 for mine in times["nadia"] for other in times["theo"])
    assert all(abs(time - scene.poster_ms) > 100 for shut in times.values() for time in shut)


def test_a_thing_is_given_with_both_hands_on_it_for_three_to_six_frames(write: Write) -> None:
    scene = write("theo -600 hold thing=red\ntheo 2000 give thing=red to=nadia")
    first, second = scene.carries
    closes = max(one.at_ms for one in scene.reaches if (one.who, one.to) == ("nadia", "red"))

    assert first.who == "theo"
    assert (second.who, second.at_ms) == ("nadia", first.until_ms)
    assert 120 <= first.until_ms - closes <= 360


def test_a_hand_goes_home_only_when_it_is_not_wanted_elsewhere(write: Write) -> None:
    rows = "theo 1000 tap to=red hand=right until_ms=2200"
    alone, wanted = write(rows), write(rows + "\ntheo 2300 take thing=blue hand=right")

    def homes(scene: Scene) -> list[str]:
        return [one.to for one in scene.reaches if one.who == "theo" and one.hand == "right" and one.at_ms == 2200]

    assert homes(alone) == ["side"]
    assert homes(wanted) == []


def test_a_later_act_takes_over_what_an_earlier_one_still_meant_to_do(write: Write) -> None:
    scene = write("nadia 1000 smile until_ms=6000\nnadia 3000 droop")

    assert [value for time, value in parts_of(scene, "nadia", "smile") if time >= 3000] == [0.0]


def test_acts_become_initiatives_receptions_moments_and_missed_ones_no_mark(write: Write) -> None:
    scene = write(
        "theo 1000 look to=nadia mark=I1\n"
        "nadia 1500 notice answers=I1 principles=['showing_noticed']\n"
        "nadia 3000 wait principles=['waiting'] until_ms=5000\n"
        "theo 3500 look to=nadia mark=I2\n"
        "nadia 6000 look to=blue missed=I2\n"
        "nadia 8000 nod answers=I1 principles=['returning_eye_contact']"
    )
    told = [(mark.id, mark.kind, mark.answers) for mark in scene.marks]

    assert told == [
        ("I1", "initiative", ""),
        ("R1", "reception", "I1"),
        ("M1", "moment", ""),
        ("I2", "initiative", ""),
        ("R1b", "reception", "I1"),
    ]


def test_the_same_script_gives_the_same_scene(write: Write) -> None:
    rows = "nadia 0 wait to=theo\ntheo 2000 clap"

    assert write(rows) == write(rows)


def test_written_lists_are_kept_beside_what_acts_add(write: Write, tmp_path: Path) -> None:
    path = tmp_path / "scene.toml"
    write("nadia 1000 nod")
    blinks = 'blinks = [{ who = "nadia", at_ms = [2000] }]\n[cast]'
    path.write_text(path.read_text("utf-8").replace("[cast]", blinks), "utf-8")
    scene = read_scene(path)

    assert [one.at_ms for one in scene.blinks if one.who == "nadia"] == [(2000,)]
    assert [one for one in scene.blinks if one.who == "theo"]


@pytest.mark.parametrize(
    ("rows", "line", "sentence"),
    [
        ("nadia 0 lok to=theo", 22, "no verb 'lok'. Did you mean 'look'"),
        ("nadia 0 look too=theo", 22, "unknown key 'too'. Choose from to,"),
        ("nadia 0 look\nleon 0 look", 27, "no person of this scene called 'leon'"),
        ("nadia 0 take thing=rod", 22, "no thing of this scene called 'rod'. Choose from red"),
        ("nadia 0 look to=thoe", 22, "no thing to look at called 'thoe'. Choose from theo"),
        ("nadia 0 take", 22, "needs the key 'thing'"),
        ("nadia 0 look until_ms=soon", 22, "acts.until_ms in the scene has the wrong kind"),
        ("nadia 4000 look until_ms=3000", 22, "ends before it begins"),
        ("nadia 40000 look", 22, "outside the film"),
        ("nadia 0 nod\nnadia 1000 clap\nnadia 1200 wave", 32, "hand is still busy with 'clap' until"),
        ("theo 0 take thing=red\ntheo 4000 take thing=blue hand=right", 28, "holds 'red' already"),
        ("theo 0 put thing=red onto=blue", 22, "Theo does not hold 'red'"),
        ("theo 0 take thing=red\nnadia 900 take thing=red", 28, "carried by two at once"),
        ("nadia 0 receive thing=red", 22, "Nobody holds 'red' out"),
        ("nadia 0 say line=nadia_up_it_goes\nnadia 500 say line=nadia_up_it_goes", 28, "still speaks until 1156 ms"),
        ("nadia 0 say line=nadia_sings", 22, "no voiced line 'nadia_sings'"),
        ("nadia 0 nod answers=I9 principles=['waiting']", 22, "no mark to answer called 'I9'"),
        ("nadia 0 nod principles=['wating']", 22, "no principle 'wating'"),
        ("nadia 0 nod mark=I1\ntheo 0 nod mark=I1", 22, "same id"),
        ("nadia 0 nod missed=I7", 22, "no mark to miss called 'I7'"),
        ("nadia 0 nod manner=loud", 22, "no manner called 'loud'"),
        ("nadia 0 sit_down posture=float", 22, "no posture called 'float'"),
    ],
)
def test_a_wrong_act_is_refused_with_file_and_line(rows: str, line: int, sentence: str, write: Write) -> None:
    with pytest.raises(SceneRefused, match=rf"^scene.toml, line {line}: .*{sentence}"):
        write(rows)


def test_carries_of_one_thing_never_overlap(write: Write) -> None:
    scene = write(
        "theo -600 hold thing=red\ntheo 1000 offer thing=red\nnadia 1800 receive thing=red\n"
        "nadia 6000 put thing=red onto=blue"
    )
    spans: list[Carry] = sorted(scene.carries, key=lambda one: one.at_ms)

    assert [one.who for one in spans] == ["theo", "nadia"]
    assert all(one.until_ms <= two.at_ms for one, two in pairwise(spans))
    assert spans[-1].onto == "blue"
