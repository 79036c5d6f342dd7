"""The turns of a clip to be linked come from its own marks, and what somebody linked is kept and found again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import BadRequest, InvalidValue
from vigwidgets.core.reflection import Prompt
from vigwidgets.widgets.pair_turns import PairTheTurns
from vigwidgets.workbook.bound import Bound
from vigwidgets.workbook.clips import Clip, clip, clips
from vigwidgets.workbook.compositions.turn_pairs import TurnPairs
from vigwidgets.workbook.folder.data_folder import DataFolder

PROMPT = Prompt("ex.pair", "yes_cycles", "The red one", exercise="pair_turns")


def pairs(one: Clip) -> PairTheTurns:
    card = TurnPairs(one, prompt=PROMPT, new_id=dict).card
    assert isinstance(card, PairTheTurns)
    return card


def test_each_turn_is_told_with_what_the_writer_saw_it_receive() -> None:
    widget = pairs(clip("c05"))
    assert (widget.heading, widget.clip["url"].endswith("/c05/film.mp4")) == ("The red one", True)
    assert [turn["who"] for turn in widget.turns] == ["Theo", "Nadia"] * 6
    assert [turn["receives"] for turn in widget.turns[:4]] == [None, "I1", None, "I2"]
    assert widget.turns[3]["seen"] == "Leans in; her open hand comes under the block. Says what it is, and asks."


def test_open_readings_are_told_as_such() -> None:
    assert [turn["id"] for turn in pairs(clip("c06b")).turns if turn["is_reading"]] == ["R2"]


def test_every_clip_that_came_with_the_workbook_has_turns_to_link_or_is_refused() -> None:
    refused = []
    for one in clips():
        try:
            assert 2 <= len(pairs(one).turns) <= 14
        except InvalidValue:
            refused.append(one.id)
    assert refused == ["c03", "c06", "c08", "c10", "c15", "quarter_to_five"]


def test_what_has_nothing_to_link_is_refused() -> None:
    one = clip("c05")
    with pytest.raises(InvalidValue, match="every turn goes by"):
        pairs(clip("c06"))
    with pytest.raises(InvalidValue, match="Only drawn clips"):
        pairs(replace(one, film=replace(one.film, source="own")))
    with pytest.raises(InvalidValue, match="2 to 14"):
        pairs(replace(one, marks=one.marks[:2]))
    with pytest.raises(InvalidValue, match="2 to 14"):
        pairs(clip("c03"))


def test_an_answer_may_link_a_turn_to_any_earlier_one_of_somebody_else() -> None:
    widget = pairs(clip("c05"))
    for links in ({}, {"R1": "I1"}, {"R1": "I1", "I2": "R1", "R3": "I2"}):
        widget.check({"links": links, "shown": True})
    assert widget.checked("") == ""


@pytest.mark.parametrize(
    "answer",
    [
        {"links": {"R1": "I1"}},
        {"links": {"R1": "I1"}, "shown": "yes"},
        {"links": {"R1": "I1"}, "shown": True, "score": 1},
        {"links": [["R1", "I1"]], "shown": False},
        {"links": {"R1": "I2"}, "shown": False},
        {"links": {"R1": ["I1"]}, "shown": False},
        {"links": {"I2": "I1"}, "shown": False},
        {"links": {"R1": "gone"}, "shown": False},
        {"links": {"gone": "I1"}, "shown": False},
        [],
    ],
    ids=str,
)
def test_what_the_page_could_not_have_made_is_refused(answer: object) -> None:
    with pytest.raises(BadRequest, match="in a form this workbook does not know"):
        pairs(clip("c05")).checked(json.dumps(answer))


def test_what_was_linked_is_kept_as_an_answer_of_its_kind(tmp_path: Path) -> None:
    data = DataFolder.find(tmp_path)
    data.make()
    text = '{"links":{"R1":"I1"},"shown":false}'
    bound = Bound.open(data, Person(LOCAL_OWNER), person_key="k", place={})
    with bound.journal as journal:
        first, again = (TurnPairs(clip("c05"), prompt=PROMPT, new_id=dict) for _ in range(2))
        first.bind(bound)
        asked = {"prompt_id": "ex.pair", "film": "", "revision_id": "r1", "sitting": "s1", "sequence": 0}
        first.card._answers["reflection.save"]({**asked, "text": text})
        again.bind(bound)
        assert again.card.text == text
        assert [kept.prompt.exercise for kept in journal.exercises("yes_cycles")] == ["pair_turns"]
