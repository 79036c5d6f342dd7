"""What follows what comes out as published; nothing follows across the end of a session; misses are nobody's figure."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigwidgets.analysis.exchanges import receptions
from vigwidgets.analysis.sequence import contingency, cycle_lengths, latencies, unanswered
from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.film import Film
from vigwidgets.core.mark import Mark
from vigwidgets.core.span import Span

TABLES = {"counts": "transitions", "expected": "expected", "residuals": "adjusted_residual_z", "yules_q": "yules_q"}


def cell(frame, earlier, later):
    return frame.to_numpy(object)[frame.index.get_loc(earlier), frame.columns.get_loc(later)]


def is_as_told(found, told, order):
    for name, key in TABLES.items():
        by_label = np.array(told[key], float)[np.ix_(order, order)]
        np.testing.assert_allclose(getattr(found, name).to_numpy(float), by_label, rtol=0, atol=5.1e-7)


# Published figures, each with its source in expected.json.


@pytest.mark.parametrize(
    ("file", "name", "lag"),
    [
        ("data_Wampold_1982.csv", "Wampold_Margolin_1982", 1),
        ("data_sequential.csv", "data_sequential_lag1", 1),
        ("data_sequential.csv", "data_sequential_lag2", 2),
    ],
)
def test_the_tables_of_wampold_and_of_lag_sequential(expected, table, file, name, lag):
    codes = [int(float(row["code"])) for row in table(f"cran__LagSequential/{file}")]
    found = contingency(codes, lag)
    assert found.counts.index.tolist() == found.counts.columns.tolist() == expected[name]["codes"]
    is_as_told(found, expected[name], range(6))


def test_the_table_of_griffin_and_gottman(expected):
    told = expected["GriffinGottman1990_p137"]
    labels = told["labels"]
    pairs = [
        [labels[i], labels[j]]
        for i, row in enumerate(told["transitions"])
        for j, times in enumerate(row)
        for _ in range(times)
    ]
    found = contingency(pairs)
    assert found.counts.index.tolist() == sorted(labels)
    is_as_told(found, told, [labels.index(label) for label in sorted(labels)])


@pytest.mark.parametrize(("name", "later"), [("same_interval_SC_x_DC", 0), ("lag1_SC(t)_to_DC(t+1)", 1)])
def test_what_couples_do_when_one_tells_of_stress(expected, table, name, later):
    pairs = [
        [("stress", float(row[f"IKCB{at:02}"])), ("coping", float(row[f"DCCB{at + later:02}"]))]
        for row in table("cran__DySeq/CouplesCope.csv")
        for at in range(1, 49 - later)
    ]
    told, found = expected["CouplesCope_pooled"][name], contingency(pairs)
    for i in (0, 1):
        for j in (0, 1):
            assert cell(found.counts, ("stress", i), ("coping", j)) == told[f"n{i}{j}"]
    assert cell(found.yules_q, ("stress", 1), ("coping", 1)) == pytest.approx(told["yules_q"], abs=5e-8)
    # all pairs begin with one person and end with the other, so this is the residual of the table of two by two
    residual = cell(found.residuals, ("stress", 1), ("coping", 1))
    assert residual**2 == pytest.approx(told["chi2_no_correction"], abs=5e-7)


def test_what_the_first_couple_does(expected, table):
    row = table("cran__DySeq/CouplesCope.csv")[0]
    pairs = [
        [("stress", float(row[f"IKCB{at:02}"])), ("coping", float(row[f"DCCB{at + 1:02}"]))] for at in range(1, 48)
    ]
    told, found = expected["CouplesCope_pooled"]["couple_row1_lag1"], contingency(pairs)
    assert [cell(found.counts, ("stress", i), ("coping", j)) for i in (1, 0) for j in (1, 0)] == [
        told[f"n{ij}"] for ij in ("11", "10", "01", "00")
    ]
    assert cell(found.yules_q, ("stress", 1), ("coping", 1)) == told["yules_q"]


# What follows what.

CODES = st.lists(st.integers(1, 4), max_size=40)


@given(st.lists(CODES, min_size=1, max_size=4), st.integers(1, 4))
def test_counts_are_those_of_the_pairs_within_each_session(sessions, lag):
    found = contingency(sessions, lag).counts
    pairs = [pair for session in sessions for pair in zip(session, session[lag:], strict=False)]
    assert found.index.tolist() == sorted({code for session in sessions for code in session})
    assert {(i, j): cell(found, i, j) for i in found.index for j in found.columns} == {
        (i, j): pairs.count((i, j)) for i in found.index for j in found.columns
    }


@given(CODES, st.permutations(["p", "q", "r", "s"]))
def test_other_names_change_nothing(events, names):
    plain, named = contingency(events), contingency([names[code - 1] for code in events])
    order = named.counts.index.get_indexer([names[code - 1] for code in plain.counts.index])
    for name in TABLES:
        there, here = (getattr(found, name).to_numpy(object) for found in (named, plain))
        assert there[np.ix_(order, order)].tolist() == here.tolist()


@given(CODES)
def test_a_figure_is_finite_or_says_that_it_is_none(events):
    found = contingency(events)
    for name in ("expected", "residuals", "yules_q"):
        values = getattr(found, name)
        assert all(dtype == "Float64" for dtype in values.dtypes)
        assert all(value is pd.NA or math.isfinite(value) for value in values.to_numpy(object).ravel())


def test_what_cannot_be_said_is_left_open():
    found = contingency(["a", "b", "a", "b"])
    assert cell(found.residuals, "a", "b") == pytest.approx(math.sqrt(3))
    assert cell(found.residuals, "b", "b") == pytest.approx(-math.sqrt(3))
    alone = contingency(["a", "a"])
    assert cell(alone.expected, "a", "a") == 1
    assert cell(alone.residuals, "a", "a") is pd.NA
    assert cell(alone.yules_q, "a", "a") is pd.NA


@pytest.mark.parametrize("events", [[], ["a"], [["a"], ["b"]], [[], []]])
def test_too_little_to_follow_anything(events):
    found = contingency(events)
    assert found.counts.to_numpy().sum() == 0
    for name in ("expected", "residuals", "yules_q"):
        assert getattr(found, name).isna().to_numpy().all()


@pytest.mark.parametrize("lag", [7, 10**400])
def test_nothing_follows_after_the_end(lag):
    assert contingency([1, 2, 3], lag).counts.to_numpy().sum() == 0


@pytest.mark.parametrize(
    "kind", [list, np.array, pd.Series, pd.Index, pd.array, lambda codes: pd.Series(codes, index=[9, 8, 7])]
)
def test_sessions_stand_in_whatever_holds_them_in_order(kind):
    told = contingency([1, 2, 1]).counts
    pd.testing.assert_frame_equal(contingency(kind([1, 2, 1])).counts, told)
    pd.testing.assert_frame_equal(contingency([kind([1, 2, 1])]).counts, told)
    pd.testing.assert_frame_equal(contingency(iter([kind([1, 2, 1])])).counts, told)


def test_a_tuple_is_a_code_and_a_text_is_one():
    found = contingency([("look", "child"), ("look", "me"), ("look", "child")]).counts
    assert found.index.tolist() == [("look", "child"), ("look", "me")]
    assert not isinstance(found.index, pd.MultiIndex)
    assert cell(contingency(("ab", "cd", "ab")).counts, "ab", "cd") == 1


def test_codes_stand_in_their_order():
    kind = pd.CategoricalDtype(["low", "middle", "high"], ordered=True)
    assert contingency(pd.Series(["high", "low", "high"], dtype=kind)).counts.index.tolist() == ["low", "high"]
    assert contingency(["high", "low"]).counts.index.tolist() == ["high", "low"]
    assert contingency([10, 9.5]).counts.index.tolist() == [9.5, 10]
    assert contingency(["b", 1, "a"]).counts.index.tolist() == ["b", 1, "a"]
    found = contingency([True, 1, True]).counts
    assert [type(code) for code in found.index] == [bool, int]
    assert found.to_numpy().tolist() == [[0, 1], [1, 0]]


@pytest.mark.parametrize(
    ("asked", "error", "words"),
    [
        (lambda: contingency(["a"], 0), InvalidValue, "1 or more"),
        (lambda: contingency(["a"], True), InvalidValue, "1 or more"),
        (lambda: contingency(["a"], 1.0), InvalidValue, "1 or more"),
        (lambda: contingency(["a", None, "b"]), InvalidValue, "missing"),
        (lambda: contingency([[1, 2], np.array([1, math.nan])]), InvalidValue, "missing"),
        (lambda: contingency(pd.array([1, pd.NA])), InvalidValue, "missing"),
        (lambda: contingency(list(range(501))), InvalidValue, "500"),
        (lambda: contingency("abab"), TypeError, "str"),
        (lambda: contingency({"a": ["a"]}), TypeError, "dict"),
        (lambda: contingency({"a", "b"}), TypeError, "set"),
        (lambda: contingency(pd.DataFrame({"a": ["a"]})), TypeError, "DataFrame"),
        (lambda: contingency([pd.DataFrame({"a": ["a"]})]), TypeError, "unhashable"),
        (lambda: contingency([{"a": 1}]), TypeError, "unhashable"),
        (lambda: contingency(np.array([[1, 2], [2, 1]])), TypeError, "ndarray"),
        (lambda: contingency([["a", "b"], "c"]), TypeError, "codes and sessions"),
        (lambda: contingency([["a"], ("b", "c")]), TypeError, "codes and sessions"),
        (lambda: contingency(7), TypeError, "int"),
    ],
)
def test_what_cannot_be_meant_is_refused(asked, error, words):
    with pytest.raises(error, match=words):
        asked()


# Marks.


def mark(name, start_ms, end_ms, who="", answers=None, kind="moment"):
    return Mark(name, "film", Span(start_ms, end_ms), who=who, answers=answers, kind=kind)


MARKS = [
    mark("e", 5000, 6000, "Sam", kind="initiative"),
    mark("a", 0, 1000, "Sam", kind="initiative"),
    mark("b", 1800, 2500, "Ann", "a"),
    mark("c", 2400, 3000, "Sam", "b"),
    mark("d", 3100, 3200, "Sam", "c", kind="initiative"),
    mark("f", 6100, 6200, "Sam", "e"),
    mark("g", 7000, 7100, "Ann", kind="reception"),
]


def test_a_latency_is_how_long_somebody_else_took():
    assert latencies(MARKS).to_dict("records") == [
        {"mark": "a", "answer": "b", "latency_ms": 800},
        {"mark": "b", "answer": "c", "latency_ms": -100},
    ]
    assert len(receptions(MARKS)) == 4
    pd.testing.assert_frame_equal(latencies([]), latencies(MARKS).iloc[:0])


def chain(name, who):
    return [
        mark(f"{name}{at}", 100 * at, 100 * at + 90, one, f"{name}{at - 1}" if at else None)
        for at, one in enumerate(who)
    ]


def test_yes_cycles_are_counted_by_their_length():
    marks = [
        *chain("a", "ABABA"), *chain("b", "ABA"), *chain("c", "BAB"), *chain("d", "AB"), *chain("e", "AAB")
    ]  # fmt: skip
    found = cycle_lengths(marks)
    assert found.to_dict("records") == [{"turns": 3, "cycles": 2}, {"turns": 5, "cycles": 1}]
    pd.testing.assert_frame_equal(cycle_lengths([]), found.iloc[:0])


def film(source, name="film"):
    return Film(
        name, "Tower", 9000, frames=225, variable_frame_rate=False, rotation=0, width=16, height=9,
        video_codec="h264", audio_codec=None, playable="original", media_type="video/mp4", sha256="0" * 64,
        size_bytes=1, source=source,
    )  # fmt: skip


def test_initiatives_that_nobody_else_received_are_told_of_drawn_clips():
    found = unanswered(MARKS, film("drawn"))
    assert found.to_dict("records") == [
        {"mark": "d", "who": "Sam", "start_ms": 3100, "end_ms": 3200},
        {"mark": "e", "who": "Sam", "start_ms": 5000, "end_ms": 6000},
    ]
    pd.testing.assert_frame_equal(unanswered([], film("drawn")), found.iloc[:0])


@pytest.mark.parametrize("marks", [MARKS, []])
def test_in_films_of_peoples_own_nobody_counts_what_was_missed(marks):
    with pytest.raises(InvalidValue, match="people's own"):
        unanswered(marks, film("own"))


def test_marks_of_another_film_do_not_pass_for_those_of_a_drawn_clip():
    with pytest.raises(InvalidValue, match="another film"):
        unanswered(MARKS, film("drawn", "clip"))
