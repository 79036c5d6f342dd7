"""Moments of two people that begin near one another are the same: as many as can be, and then the nearest."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigwidgets.analysis import matching
from vigwidgets.analysis.agreement import Matches, match_spans
from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.span import Span


def at(*starts_ms):
    return [Span(start, start + 1000) for start in starts_ms]


def test_moments_that_begin_near_one_another_are_the_same():
    found = match_spans(at(30_000, 1000, 9000), at(1400, 20_000, 30_000), 1000)
    assert found == Matches(((1, 0), (0, 2)), only_mine=(2,), only_reference=(1,), mean_offset_ms=-200)


def test_a_distance_as_long_as_the_tolerance_still_counts():
    assert match_spans(at(1000), at(2000), 1000).matched == ((0, 0),)
    assert match_spans(at(2000), at(1000), 1000).mean_offset_ms == 1000
    assert match_spans(at(1000), at(2001), 1000).matched == ()
    assert match_spans(at(1000), at(1000), 0).matched == ((0, 0),)


def test_nobody_is_matched_with_nobody():
    assert match_spans([], [], 10) == Matches((), (), (), None)
    assert match_spans([], at(5), 10) == Matches((), (), (0,), None)
    assert match_spans(iter(at(5)), [], 10) == Matches((), (0,), (), None)


def test_as_many_as_possible_are_matched_even_where_the_nearest_pair_would_leave_two_over():
    assert match_spans(at(1000, 1900), at(100, 1100), 1000).matched == ((0, 0), (1, 1))
    assert match_spans(at(1000), at(100, 1100), 1000).matched == ((0, 1),)


STARTS = st.lists(st.integers(0, 40), max_size=9)
WAYS = [-1, matching._NARROW]
"""Windows are gone through at a stroke, or one column after the other."""


def best_of_all(mine, reference, tolerance):
    """Return how many pairs there can be, and the least sum of distances with so many, by trying all."""
    theirs = tuple(sorted(reference))
    ours = tuple(sorted(mine))

    @cache
    def best(row, left):
        if row == len(ours):
            return 0, 0
        count, cost = best(row + 1, left)
        for column in left:
            distance = abs(ours[row] - theirs[column])
            if distance <= tolerance:
                more, further = best(row + 1, left - {column})
                count, cost = min((count, cost), (more + 1, further + distance), key=lambda one: (-one[0], one[1]))
        return count, cost

    return best(0, frozenset(range(len(theirs))))


@given(STARTS, STARTS, st.integers(0, 45), st.sampled_from(WAYS))
def test_no_other_way_to_match_is_better(mine, reference, tolerance, narrow):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "_NARROW", narrow)
        found = match_spans(at(*mine), at(*reference), tolerance)
        back = match_spans(at(*reference), at(*mine), tolerance)
    distances = [abs(mine[one] - reference[other]) for one, other in found.matched]
    assert (len(distances), sum(distances)) == best_of_all(mine, reference, tolerance)
    assert max(distances, default=0) <= tolerance
    assert sum(abs(reference[one] - mine[other]) for one, other in back.matched) == sum(distances)
    assert len(back.matched) == len(distances)


@given(STARTS, STARTS, st.integers(0, 45))
def test_everything_is_matched_or_left_over_in_the_order_of_time(mine, reference, tolerance):
    found = match_spans(at(*mine), at(*reference), tolerance)
    for starts, part, left in ((mine, 0, found.only_mine), (reference, 1, found.only_reference)):
        matched = [pair[part] for pair in found.matched]
        assert sorted([*matched, *left]) == list(range(len(starts)))
        assert [starts[one] for one in matched] == sorted(starts[one] for one in matched)
        assert [starts[one] for one in left] == sorted(starts[one] for one in left)
    offsets = [mine[one] - reference[other] for one, other in found.matched]
    assert found.mean_offset_ms == (sum(offsets) / len(offsets) if offsets else None)


@given(STARTS, STARTS, st.integers(0, 45), st.sampled_from(WAYS))
def test_times_beyond_any_film_are_matched_as_others_are(mine, reference, tolerance, narrow):
    far = 2**47
    there = match_spans(at(*mine), at(*reference), tolerance)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(matching, "_NARROW", narrow)
        here = match_spans(at(*(far * one for one in mine)), at(*(far * one for one in reference)), far * tolerance)
    assert here.matched == there.matched


@pytest.mark.parametrize("narrow", WAYS)
def test_sums_that_no_machine_word_holds_are_right(narrow, monkeypatch):
    monkeypatch.setattr(matching, "_NARROW", narrow)
    dice = np.random.default_rng(1)
    mine, reference = dice.integers(0, 250, 100).tolist(), dice.integers(0, 250, 150).tolist()
    there = match_spans(at(*mine), at(*reference), 250)
    far = 2**45
    here = match_spans(at(*(far * one for one in mine)), at(*(far * one for one in reference)), far * 250)
    assert here.matched == there.matched
    assert here.mean_offset_ms == far * there.mean_offset_ms


def test_a_tolerance_without_end_is_one():
    assert match_spans(at(0, 10), at(7, 2**53), 10**400).matched == ((0, 0), (1, 1))


@pytest.mark.parametrize(
    ("asked", "error", "words"),
    [
        (lambda: match_spans([], [], -1), InvalidValue, "0 or more"),
        (lambda: match_spans([], [], True), InvalidValue, "whole"),
        (lambda: match_spans([], [], 1.5), InvalidValue, "whole"),
        (lambda: match_spans(at(10**400), at(0), 10**400), InvalidValue, "a film"),
        (lambda: match_spans(at(0), at(2**53 + 1), 1), InvalidValue, "a film"),
        (lambda: match_spans([(0, 1)], [], 1), TypeError, "tuple"),
        (lambda: match_spans("ab", [], 1), TypeError, "str"),
    ],
)
def test_what_cannot_be_meant_is_refused(asked, error, words):
    with pytest.raises(error, match=words):
        asked()
