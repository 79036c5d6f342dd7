"""A clip stops where its writer meant it to, with the ways on that are drawn, and no word of its marks."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from vigwidgets.core.errors import BadRequest, InvalidValue, NotFound
from vigwidgets.core.reflection import Prompt
from vigwidgets.workbook.book import Book
from vigwidgets.workbook.clips import Clip, clip, clips
from vigwidgets.workbook.compositions.next_of_clip import NextOfClip

PROMPT = Prompt("c.next", "c", "What could come next?", exercise="what_next")
ANSWER = {"chosen": "c06b", "own": "", "seen": ["c06b"], "felt": {"c06b": "Seen."}}


def coming(one: Clip, among: tuple[Clip, ...] | None = None) -> NextOfClip:
    return NextOfClip(one, PROMPT, among=clips() if among is None else among, new_id=dict)


@pytest.mark.parametrize("name", ["c06", "c08", "c10", "c13", "c14", "c18"])
def test_every_clip_with_a_choice_stops_at_it_with_its_ways(name: str) -> None:
    one = clip(name)
    assert one.choice is not None
    scene = coming(one).figure.scene
    assert (scene["at_ms"], scene["question"]) == (one.choice.at_ms, one.choice.question)
    assert [(way["id"], way["text"]) for way in scene["ways"]] == list(one.choice.ways)
    assert [way["film"]["url"].split("/")[-2] for way in scene["ways"]] == [f"{name}{end}" for end in "abc"]
    assert all(re.fullmatch(r"[A-Z]\w+ may feel .+\.", way["feels"]) for way in scene["ways"]), scene["ways"]
    assert not {"marks", "notice", "ask"} & scene.keys()


def test_a_way_of_which_nothing_is_said_has_an_empty_reading() -> None:
    one = clip("c06")
    assert one.choice is not None
    scene = coming(replace(one, choice=replace(one.choice, feels=(("c06b", "He may feel seen."),)))).figure.scene
    assert [way["feels"] for way in scene["ways"]] == ["", "He may feel seen.", ""]


def test_a_clip_without_a_choice_is_refused() -> None:
    with pytest.raises(InvalidValue, match="does not stop at a choice"):
        coming(clip("c05"))
    with pytest.raises(InvalidValue, match="does not stop at a choice"):
        coming(clip("c06"), (clip("c06"), clip("c06a")))
    one = clip("c06")
    with pytest.raises(InvalidValue, match="Only a drawn clip"):
        coming(replace(one, film=replace(one.film, source="own")))


def test_the_book_asks_each_once_under_a_title_of_its_own() -> None:
    book = Book("c")
    book.what_next("c.one", "c13", title="The puzzle, and then?")
    assert book.placed[0][0].get_state("prompt")["prompt"]["words"] == "The puzzle, and then?"
    with pytest.raises(InvalidValue, match="asked twice"):
        book.what_next("c.one", "c13")
    with pytest.raises(NotFound, match="no such clip"):
        book.what_next("c.two", "c99")


@pytest.mark.parametrize(
    "part", [{}, {"chosen": "", "own": "He hums."}, {"seen": [], "felt": {}}, {"seen": ["c06c", "gone"]}]
)
def test_an_answer_of_its_kind_is_taken(part: dict[str, object]) -> None:
    coming(clip("c06")).figure.check({**ANSWER, **part})


@pytest.mark.parametrize(
    "part", [{"chosen": "a way"}, {"chosen": None}, {"chosen": []}, {"own": 1}, {"seen": ["c06b", "c06b"]},
             {"seen": [{}]}, {"seen": "c06b"}, {"felt": {"": "x"}}, {"felt": {"c06a": 1}}, {"felt": []}, {"x": 1}],
)  # fmt: skip
def test_an_answer_of_another_kind_is_refused(part: dict[str, object]) -> None:
    with pytest.raises(BadRequest, match="an answer in a form"):
        coming(clip("c06")).figure.check({**ANSWER, **part})
