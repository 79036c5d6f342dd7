import pytest

from vigwidgets import frameworks
from vigwidgets.widgets.tier_ladder import Practice, TierLadder

LESSON = {"id": "being_attentive", "title": "Being attentive", "notebook": "03_being_attentive.ipynb"}


@pytest.fixture
def framework():
    return frameworks.load()


def rungs(page):
    return [tier for level in page.state["levels"] for tier in level["tiers"]]


def test_the_six_tiers_stand_on_three_levels_lowest_first(page_of, framework):
    page = page_of(TierLadder.of(framework))
    assert [tier["number"] for tier in rungs(page)] == [1, 2, 3, 4, 5, 6]
    assert [level["name"] for level in page.state["levels"]] == list(framework.levels)
    assert [len(level["tiers"]) for level in page.state["levels"]] == [2, 2, 2]


def test_a_rung_says_what_the_other_may_feel_and_whose_words_these_are(page_of, framework):
    page = page_of(TierLadder.of(framework))
    assert [tier["feeling"] for tier in rungs(page)] == [tier.feeling for tier in framework.tiers]
    assert page.state["credit"] == framework.credit


def test_a_tier_that_is_not_named_was_not_practised(page_of, framework):
    page = page_of(TierLadder.of(framework, practised={3: Practice(marks=2, answers=1, chapters=(LESSON,))}))
    assert {tier["number"]: (tier["marks"], tier["answers"]) for tier in rungs(page)} == {
        1: (0, 0), 2: (0, 0), 3: (2, 1), 4: (0, 0), 5: (0, 0), 6: (0, 0),
    }  # fmt: skip
    assert rungs(page)[2]["chapters"] == [LESSON]


def test_the_page_learns_what_was_practised_later(page_of, framework):
    page = page_of(TierLadder.of(framework))
    page.widget.show(framework, practised={1: Practice(marks=1)})
    assert page.pushed[-1]["levels"][0]["tiers"][0]["marks"] == 1


def test_nothing_in_its_words_scores_locks_or_compares(page_of, framework):
    said = " ".join(str(words) for words in page_of(TierLadder.of(framework)).state["words"].values()).lower()
    assert [word for word in ("%", "score", "complete", "locked", "missing", " of 6", "not yet") if word in said] == []
