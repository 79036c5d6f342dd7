"""What goes on at each instant of a grid, and how far two people agree on it."""

from __future__ import annotations

import json
import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigwidgets.analysis.agreement import (
    Grid,
    Reason,
    TimeFigure,
    cohen_kappa,
    krippendorff_alpha,
    on_grid,
    time_kappa,
)
from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.span import Span


def coded(*parts):
    return [(Span(start, end), code) for start, end, code in parts]


def segments(rows, who):
    return [
        (Span(int(row["segment_onset"]) * 1000, int(row["segment_offset"]) * 1000), row["speaker_type"])
        for row in rows
        if row["set"] == who
    ]


# Published figures, each with its source in expected.json.


def test_alpha_of_segments_on_a_grid_as_childproject_reckons_it(expected, table):
    rows = table("LAAC-LSCP__ChildProject/alpha.csv")
    grid = Grid(0, max(int(row["segment_offset"]) for row in rows) * 1000, 1000)
    people = [on_grid(segments(rows, who), grid).map(lambda codes: codes or None) for who in "ABCD"]
    assert krippendorff_alpha(people).value == pytest.approx(
        expected["ChildProject_alpha.csv"]["krippendorff_alpha_nominal"], abs=5e-13
    )


def test_a_grid_says_what_overlaps_as_childproject_does(expected, table):
    found = on_grid(segments(table("LAAC-LSCP__ChildProject/grid.csv"), "Alice"), Grid(0, 10_000, 1000))
    words = ["none" if not codes else "overlap" if len(codes) > 1 else next(iter(codes)) for codes in found]
    assert words == expected["ChildProject_grid.csv"]["vector_10_seconds_of_set_Alice"]


@pytest.mark.parametrize(("case", "kappa"), [(0, 1.0), (1, -0.0361), (2, 0.98828)])
def test_kappa_by_time_as_boris_reckons_it(expected, testdata, case, kappa):
    """It looks from the first event on, holds the end of a state for part of it, and puts subject below subject."""
    told = expected["BORIS_kappa"][case]
    film = json.loads((testdata / "annotations/olivierfriard__BORIS/test.boris").read_text("utf-8"))
    observed = []
    for name in told["obs"]:
        marked, begun = {subject: [] for subject in told["subjects"]}, {}
        for time_s, named, code, *_ in film["observations"][name]["events"]:
            subject, at = named or "No focal subject", round(time_s * 1000)
            if subject not in marked or code not in told["behaviors"]:
                continue
            if (subject, code) in begun:
                marked[subject].append((Span(begun.pop((subject, code)), at + 1), (subject, code)))
            else:
                begun[subject, code] = at
        observed.append(marked)
    spans = [span for marked in observed for pairs in marked.values() for span, _ in pairs]
    grid = Grid(
        min(span.start_ms for span in spans), max(span.end_ms for span in spans), told["interval_s"] * 1000
    )  # fmt: skip
    one, other = (pd.concat([on_grid(pairs, grid) for pairs in marked.values()]) for marked in observed)
    assert cohen_kappa(one, other).value == pytest.approx(told["kappa"], abs=5e-4)
    assert cohen_kappa(one, other).value == pytest.approx(kappa, abs=5e-5 if case == 1 else 5e-6)


# What a grid is.


def test_a_span_goes_on_from_its_start_and_no_more_at_its_end():
    found = on_grid(coded((1000, 2000, "a")), Grid(0, 3000, 500))
    assert [bool(codes) for codes in found] == [False, False, True, True, False, False]
    assert found.index.tolist() == [0, 500, 1000, 1500, 2000, 2500]
    assert found.index.name == "ms"


def test_a_grid_begins_where_it_is_told_and_looks_no_more_at_its_end():
    assert Grid(0, 1, 1000).instants == 1
    assert Grid(500, 2500, 1000).instants == 2
    assert Grid(500, 2501, 1000).instants == 3
    assert on_grid(coded((0, 500, "a"), (2500, 9000, "b")), Grid(500, 2500, 1000)).map(len).tolist() == [0, 0]


SPANS = st.lists(
    st.tuples(st.integers(0, 50), st.integers(1, 30), st.sampled_from(["a", "b", 1, ("c", 2)])).map(
        lambda one: (Span(one[0], one[0] + one[1]), one[2])
    ),
    max_size=8,
)
GRIDS = st.tuples(st.integers(0, 20), st.integers(1, 60), st.integers(1, 9)).map(
    lambda one: Grid(one[0], one[0] + one[1], one[2])
)


@given(SPANS, GRIDS)
def test_at_each_instant_goes_on_what_holds_it(marked, grid):
    found = on_grid(marked, grid)
    assert len(found) == grid.instants == len(range(grid.start_ms, grid.end_ms, grid.step_ms))
    for at_ms, codes in found.items():
        assert codes == {code for span, code in marked if span.holds(at_ms)}


@given(SPANS, SPANS, GRIDS)
def test_kappa_by_time_is_that_of_what_goes_on_the_same_the_other_way_round(mine, theirs, grid):
    found = time_kappa(mine, theirs, grid)
    assert found == time_kappa(theirs, mine, grid)
    assert found.grid == grid
    one, other = on_grid(mine, grid), on_grid(theirs, grid)
    if any(one) and any(other):
        told = cohen_kappa(one, other)
        assert (found.value, found.reason) == (told.value, told.reason)
    else:
        assert found.reason is Reason.NOTHING


def test_kappa_by_time_tells_its_step():
    mine, theirs = coded((0, 4000, "A"), (6000, 9000, "B")), coded((0, 4000, "A"), (7000, 9000, "B"))
    found = time_kappa(mine, theirs, Grid(0, 10_000, 1000))
    assert found.value == 28 / 33
    assert found.value == pytest.approx(0.8484848, abs=5e-8)
    assert found.grid.step_ms == 1000
    assert time_kappa(mine, theirs, Grid(0, 10_000, 4000)).value == 1


@pytest.mark.parametrize(
    ("mine", "theirs", "reason"),
    [
        ([], [], Reason.NOTHING),
        (coded((0, 500, "a")), [], Reason.NOTHING),
        ([], coded((0, 500, "a")), Reason.NOTHING),
        (coded((0, 500, "a")), coded((1, 100, "a")), Reason.NOTHING),
        (coded((0, 1000, "a")), coded((0, 700, "a"), (600, 1000, "a")), Reason.ONE_CATEGORY),
    ],
)
def test_no_kappa_by_time_without_a_reason(mine, theirs, reason):
    grid = Grid(0, 1000, 100)
    assert time_kappa(mine, theirs, grid) == TimeFigure(None, reason, grid=grid)


@pytest.mark.parametrize(
    ("asked", "error", "words"),
    [
        (lambda: Grid(0, 10, 0), InvalidValue, "1 ms at least"),
        (lambda: Grid(10, 10, 1), InvalidValue, "ends after"),
        (lambda: Grid(-1, 10, 1), InvalidValue, "0 or later"),
        (lambda: Grid(0, 10, True), InvalidValue, "whole milliseconds"),
        (lambda: Grid(0, 10.0, 1), InvalidValue, "whole milliseconds"),
        (lambda: Grid(0, 10**400, 1), InvalidValue, "longer step"),
        (lambda: on_grid([(Span(0, 1), None)], Grid(0, 10, 1)), InvalidValue, "no code"),
        (lambda: on_grid([(Span(0, 1), math.nan)], Grid(0, 10, 1)), InvalidValue, "no code"),
        (lambda: on_grid([Span(0, 1)], Grid(0, 10, 1)), TypeError, "pair"),
        (lambda: time_kappa([(0, 1, "a")], [], Grid(0, 10, 1)), TypeError, "pair"),
        (lambda: time_kappa([(Span(0, 1), ["a"])], [], Grid(0, 10, 1)), TypeError, "unhashable"),
    ],
)
def test_what_cannot_be_meant_is_refused(asked, error, words):
    with pytest.raises(error, match=words):
        asked()
