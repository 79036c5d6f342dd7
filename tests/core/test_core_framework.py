"""Frameworks, and the English pack against the table it was made from."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from vigwidgets import frameworks
from vigwidgets.core.errors import InvalidValue, NotFound, UnknownPrinciple
from vigwidgets.core.framework import Framework, Principle, Tier

TABLE = Path(__file__).parents[2].parent / "shared" / "principles.csv"


@pytest.fixture
def english() -> Framework:
    return frameworks.load()


def test_the_english_pack_has_thirty_nine_principles_in_six_tiers(english):
    assert (len(english.keys), [tier.number for tier in english.tiers]) == (39, [1, 2, 3, 4, 5, 6])


def test_the_english_pack_has_the_keys_and_names_of_the_source(english):
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ours = [(str(tier.number), one.key, one.name) for tier in english.tiers for one in tier.principles]
    assert ours == [(row["tier"], row["key"], row["name"]) for row in rows]


def test_two_tiers_make_a_level(english):
    assert [tier.level for tier in english.tiers] == [1, 1, 2, 2, 3, 3]


def test_the_english_pack_says_whose_wording_it_is(english):
    assert "Biemans" in english.credit
    assert "Kennedy" in english.credit


def test_every_principle_is_found_with_its_tier(english):
    for tier in english.tiers:
        for principle in tier.principles:
            assert (english.principle(principle.key), english.tier_of(principle.key)) == (principle, tier)


@pytest.mark.parametrize(
    "ask", [Framework.principle, Framework.tier_of, lambda pack, key: pack.check(["waiting", key])]
)
def test_an_unknown_principle_is_refused(english, ask):
    with pytest.raises(UnknownPrinciple, match="'shouting'"):
        ask(english, "shouting")


def test_known_principles_pass(english):
    english.check(english.keys)


def test_a_framework_needs_its_credit_line(english):
    with pytest.raises(InvalidValue, match="credit line"):
        replace(english, credit="  ")


def test_a_principle_key_occurs_once(english):
    tier = Tier(7, "more", "More", 3, "", (Principle("waiting", "Waiting again"),))
    with pytest.raises(InvalidValue, match="occurs twice"):
        replace(english, tiers=(*english.tiers, tier))


def test_an_unknown_pack_is_refused():
    with pytest.raises(NotFound, match="no framework 'klingon'"):
        frameworks.load("klingon")


def test_the_dialogue_of_a_shared_review_has_five_steps_a_question_each_and_its_credit(english):
    names = ["naming", "exploring", "reflecting", "appraising", "challenging"]
    assert [step.key for step in english.dialogue.steps] == names
    assert all("?" in step.question for step in english.dialogue.steps)
    assert "Kennedy, Landor & Todd (2011)" in english.dialogue.credit
    with pytest.raises(InvalidValue, match="credit line"):
        replace(english.dialogue, credit=" ")
