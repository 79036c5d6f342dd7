from vigwidgets import frameworks
from vigwidgets.core.mark import Mark
from vigwidgets.core.span import Span
from vigwidgets.core.tally import tally_by_tier

FRAMEWORK = frameworks.load()


def mark(number, *principles):
    return Mark(f"m{number}", "f1", Span(number, number + 1), principles=principles)


def test_a_mark_counts_once_for_a_tier_however_many_of_its_principles_it_names():
    first, second, *_ = (p.key for p in FRAMEWORK.tiers[1].principles)
    assert tally_by_tier([mark(0, first, second)], FRAMEWORK) == {2: 1}


def test_a_mark_counts_in_every_tier_it_names_lowest_first():
    low, high = FRAMEWORK.tiers[0].principles[0].key, FRAMEWORK.tiers[3].principles[0].key
    tally = tally_by_tier([mark(0, high, low), mark(1, high)], FRAMEWORK)
    assert list(tally.items()) == [(1, 1), (4, 2)]


def test_tiers_without_marks_are_left_out():
    assert tally_by_tier([mark(0)], FRAMEWORK) == {}


def test_a_principle_of_another_framework_is_passed_over():
    assert tally_by_tier([mark(0, "of_another_pack", "waiting")], FRAMEWORK) == {2: 1}
