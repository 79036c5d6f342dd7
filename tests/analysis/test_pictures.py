"""The numbers below the pictures are those that the page shows."""

import pandas as pd
import pytest

from vigwidgets import frameworks
from vigwidgets.analysis.pictures import moments_by_tier, waits, yes_cycles
from vigwidgets.core.mark import Mark
from vigwidgets.core.span import Span
from vigwidgets.widgets.my_pictures import pictures_of

FRAMEWORK = frameworks.load()


def mark(name, start_ms, end_ms, answers=None, who="", *principles):
    return Mark(name, "film", Span(start_ms, end_ms), answers=answers, who=who, principles=principles)


MARKS = [
    mark("e", 60_000, 61_000),
    mark("a", 1000, 2000, None, "me", "waiting", "wondering"),
    mark("b", 4500, 5000, "a", "K.", "waiting", "looking_for_initiatives"),
    mark("c", 5020, 6000, "b", "me", "having_fun", "of_another_pack"),
    mark("d", 8000, 8500, "c", "me"),
]


def test_a_moment_counts_once_for_each_tier_and_those_without_one_stand_last():
    found = moments_by_tier(MARKS, FRAMEWORK)
    names = [tier.name for tier in FRAMEWORK.tiers]
    assert found.to_numpy().tolist() == [[4, names[3], 1], [2, names[1], 2], [1, names[0], 1], [0, "", 2]]


def test_a_yes_cycle_has_its_place_its_length_and_its_turns():
    found = yes_cycles([one for one in MARKS if one.id != "d"])
    assert found.to_dict("records") == [{"start_ms": 1000, "end_ms": 6000, "length_ms": 5000, "turns": 3}]


def test_what_somebody_goes_on_with_alone_makes_no_yes_cycle():
    assert yes_cycles(MARKS).empty


def test_a_wait_is_the_time_before_the_other_answers_and_at_once_is_none():
    assert waits(MARKS).to_dict("records") == [{"start_ms": 2000, "end_ms": 4500, "wait_ms": 2500}]


@pytest.mark.parametrize("marks", [[], MARKS, MARKS[1:4], MARKS[:1]], ids=["none", "all", "a yes-cycle", "one"])
def test_the_page_shows_the_same_numbers(marks):
    shown = pictures_of(marks, FRAMEWORK)
    tiers = [{**one, "moments": len(one["moments"])} for one in shown["tiers"]]
    cycles = [{**one, "turns": len(one["turns"])} for one in shown["cycles"]]
    places = [{key: one[key] for key in ("start_ms", "end_ms", "wait_ms")} for one in shown["waits"]]
    assert moments_by_tier(marks, FRAMEWORK).to_dict("records") == tiers
    assert yes_cycles(marks).to_dict("records") == cycles
    assert waits(marks).to_dict("records") == places


@pytest.mark.parametrize("frame", [yes_cycles, waits, lambda marks: moments_by_tier(marks, FRAMEWORK)])
def test_a_film_without_marks_has_no_rows_and_the_same_columns(frame):
    some = [one for one in MARKS if one.id != "d"]
    pd.testing.assert_frame_equal(frame([]), frame(some).iloc[:0])
    assert len(frame(some)) > 0


def test_times_say_their_unit_and_nothing_is_a_share():
    columns = [*yes_cycles(MARKS), *waits(MARKS), *moments_by_tier(MARKS, FRAMEWORK)]
    assert [name for name in columns if "share" in name or "percent" in name or name in ("start", "length")] == []
    assert {name for name in columns if name.endswith("_ms")} == {"start_ms", "end_ms", "length_ms", "wait_ms"}
