"""What a scene says for those who watch: a line, a question, its pair, and where it may be stopped for a choice."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from vigwidgets.core.errors import SceneRefused
from vigwidgets.studio import read_scene
from vigwidgets.studio.film import truth
from vigwidgets.workbook.packs.card import read_card

HEAD = 'notice = "Her “hands” stay."\nask = "Why?"\npair = "other"\n'
CHOICE = """
[choice]
at_ms = 600
question = "And now?"
ways = [
  { clip = "small_a", text = "Waits" },
  { clip = "small_b", text = "Asks", feels = "She may feel asked." },
]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "scene.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_card_says_all_of_it_in_film_time_and_a_pack_takes_it(tmp_path: Path, small_text: str) -> None:
    text = HEAD + small_text.replace("opening_ms = 0", "opening_ms = 200") + CHOICE
    card = truth.card(read_scene(written(tmp_path, text)), sha256="0" * 64)
    said = tomllib.loads(card)
    assert (said["notice"], said["ask"], said["pair"]) == ("Her “hands” stay.", "Why?", "other")
    assert said["who"] == ["Nadia", "Theo"]
    assert said["choice"] == {
        "at_ms": 800, "question": "And now?",
        "ways": [
            {"clip": "small_a", "text": "Waits"},
            {"clip": "small_b", "text": "Asks", "feels": "She may feel asked."},
        ],
    }  # fmt: skip
    assert read_card(card.encode(), has_script=True).id == "small"


def test_a_scene_need_say_none_of_it(tmp_path: Path, small_text: str) -> None:
    said = tomllib.loads(truth.card(read_scene(written(tmp_path, small_text)), sha256="0" * 64))
    assert {"notice", "ask", "pair", "choice"}.isdisjoint(said)


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("at_ms = 600", "at_ms = 9000", "line {2}: The choice lies outside the film"),
        ('text = "Waits"', 'text = " "', "line {1}: The choice has no words"),
        ("small_b", "small_a", "line {4}: A choice has two to five ways"),
        ("small_b", "small", "line {4}: A choice has two to five ways"),
        ("small_b", "no way", "line {4}: 'no way' cannot be the id"),
        ('text = "Asks"', 'texts = "Asks"', "line {4}: The part 'choice.ways' has an unknown key 'texts'"),
        ('question = "And now?"\n', "", "line {1}: The part 'choice' lacks the key 'question'"),
    ],
)
def test_a_choice_that_cannot_be_offered_is_refused_with_its_line(
    tmp_path: Path, small_text: str, right: str, wrong: str, sentence: str
) -> None:
    before = small_text.count("\n") + 1
    lines = {str(at): str(before + at) for at in range(1, 6)}
    for at, line in lines.items():
        sentence = sentence.replace(f"{{{at}}}", line)
    with pytest.raises(SceneRefused, match=sentence):
        read_scene(written(tmp_path, small_text + CHOICE.replace(right, wrong)))


def test_a_choice_that_is_no_table_is_refused(tmp_path: Path, small_text: str) -> None:
    with pytest.raises(SceneRefused, match=r"line 1: The choice of the scene is no table"):
        read_scene(written(tmp_path, "choice = 3\n" + small_text))
