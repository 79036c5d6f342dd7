"""The ladder to be built has what the framework says, and keeps where somebody put each card."""

from __future__ import annotations

import json

import pytest

from vigwidgets import frameworks
from vigwidgets.core.errors import BadRequest, InvalidValue
from vigwidgets.core.reflection import Prompt
from vigwidgets.widgets.build_ladder import BuildTheLadder
from vigwidgets.workbook.compositions.ladder_building import LadderBuilding

PROMPT = Prompt("ex.ladder", "ladder", "Build the ladder", exercise="build_ladder")


def ladder(*tiers: int) -> BuildTheLadder:
    card = LadderBuilding(PROMPT, tiers=tiers, new_id=dict).card
    assert isinstance(card, BuildTheLadder)
    return card


def test_two_principles_of_each_tier_lie_there_in_an_order_that_tells_nothing() -> None:
    cards = ladder().cards
    tiers = [card["tier"] for card in cards]
    assert sorted(tiers) == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6]
    assert tiers != sorted(tiers)
    assert cards == ladder().cards


def test_all_principles_of_the_tiers_that_an_author_names_lie_there() -> None:
    assert {card["tier"] for card in ladder(3, 4).cards} == {3, 4}
    assert len(ladder(3, 4).cards) == 14
    assert len(ladder(1, 2, 3, 4, 5, 6).cards) == 39


def test_every_rung_and_every_card_is_explained() -> None:
    whole = ladder(1, 2, 3, 4, 5, 6)
    assert [rung["number"] for rung in whole.rungs] == [1, 2, 3, 4, 5, 6]
    assert all(rung["about"].endswith(".") and rung["rests"].endswith(".") for rung in whole.rungs)
    assert all(card["why"].endswith(".") for card in whole.cards)
    assert "Biemans" in whole.credit


def test_the_plain_principles_of_a_tier_are_its_own() -> None:
    for tier in frameworks.load().tiers:
        assert set(tier.plain) <= {one.key for one in tier.principles}
        assert len(tier.plain) == 2


@pytest.mark.parametrize("tiers", [(0,), (7,), (2, 2)])
def test_a_tier_that_there_is_not_or_that_is_named_twice_is_refused(tiers: tuple[int, ...]) -> None:
    with pytest.raises(InvalidValue, match="the tiers 1 to 6"):
        ladder(*tiers)


def test_a_card_may_lie_on_any_rung() -> None:
    widget = ladder()
    for placed in ({}, {"short_turns": 1}, {"short_turns": 6, "wondering": 6}):
        widget.check({"placed": placed})
    assert widget.checked("") == ""


@pytest.mark.parametrize(
    "answer",
    [{}, {"placed": {"waiting": 1}}, {"placed": {"wondering": 7}}, {"placed": {"wondering": True}},
     {"placed": {"wondering": "1"}}, {"placed": ["wondering"]}, {"placed": {}, "score": 1}],
    ids=str,
)  # fmt: skip
def test_what_the_page_could_not_have_made_is_refused(answer: object) -> None:
    with pytest.raises(BadRequest, match="in a form this workbook does not know"):
        ladder().checked(json.dumps(answer))
