"""Krippendorff's alpha comes out as published, as defined, and as another library has it."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import combinations

import krippendorff
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigwidgets.analysis.agreement import Figure, Reason, krippendorff_alpha

LEVELS = ["nominal", "ordinal", "interval", "ratio"]
NAMES = ["never", "seldom", "often", "always"]


# Published figures, each with its source in expected.json.


@pytest.mark.parametrize("level", LEVELS)
def test_alpha_of_the_anxious_on_each_level(expected, table, level):
    rows = table("cran__irr/anxiety.csv")
    people = [[int(row[rater]) for row in rows] for rater in ("rater1", "rater2", "rater3")]
    assert krippendorff_alpha(people, level).value == pytest.approx(
        expected["irr_anxiety_krippendorff"][level], abs=5e-8
    )


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("krippendorff_15_units_3_coders", "nominal"),
        ("krippendorff_15_units_3_coders", "interval"),
        ("krippendorff_words", "nominal"),
    ],
)
def test_alpha_with_missing_labels(expected, name, level):
    told = expected[name]
    assert krippendorff_alpha(told["data_rows_are_coders"], level).value == pytest.approx(told[level], abs=5e-7)


@pytest.mark.parametrize("name", ["irrCAC_raw_4raters", "irrCAC_raw_ben_gerry"])
def test_alpha_of_gwets_tables(expected, name):
    told = expected[name]
    by_person = pd.DataFrame(told["rows"], columns=told["columns"]).T
    assert krippendorff_alpha(by_person).value == pytest.approx(told["expected"]["krippendorff"]["value"], abs=5e-6)


def test_alpha_of_a_table_of_abstractors_as_irrcac_reckons_it(expected):
    told = expected["irrCAC_table_cont3x3abstractors"]
    pairs = [(i, j) for i, row in enumerate(told["table"]) for j, times in enumerate(row) for _ in range(times)]
    assert krippendorff_alpha(zip(*pairs, strict=True)).value == pytest.approx(
        told["expected"]["krippendorff"], abs=5e-6
    )


def test_alpha_of_artstein_and_poesio_as_nltk_reckons_it(expected, testdata):
    lines = (testdata / "stats/nltk__nltk/artstein_poesio_example.txt").read_text("utf-8").splitlines()
    said = {tuple(line.split("\t")[:2]): line.split("\t")[2] for line in lines if line.strip()}
    items = sorted({item for _, item in said})
    people = [[said[coder, item] for item in items] for coder in ("a", "b")]
    assert krippendorff_alpha(people).value == pytest.approx(
        expected["artstein_poesio"]["alpha_computed_nltk"], abs=5e-8
    )


# As it is defined, and as others have it.


def distance(level, counts, c, k):
    """Krippendorff (2011), section by section; on the ordinal level all labels from c to k, less half of both ends."""
    if level == "nominal":
        return Fraction(c != k)
    if level == "ordinal":
        low, high = sorted((c, k))
        between = sum(count for value, count in counts.items() if low <= value <= high)
        return (between - Fraction(counts[c] + counts[k], 2)) ** 2
    if level == "interval":
        return (Fraction(c) - Fraction(k)) ** 2
    return ((Fraction(c) - Fraction(k)) / (Fraction(c) + Fraction(k))) ** 2 if c + k else Fraction(0)


def alpha_as_defined(people, level):
    units = [[value for value in unit if value is not None] for unit in zip(*people, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    values = [value for unit in units for value in unit]
    counts = {value: values.count(value) for value in values}
    if len(counts) < 2:
        return None
    within = sum(
        (sum(distance(level, counts, c, k) for c, k in combinations(unit, 2)) / (len(unit) - 1) for unit in units),
        start=Fraction(0),
    )
    everywhere = sum(distance(level, counts, c, k) for c, k in combinations(values, 2))
    return float(1 - (len(values) - 1) * within / everywhere)


def judged_by(values):
    return st.tuples(st.integers(2, 5), st.integers(1, 6)).flatmap(
        lambda shape: st.lists(
            st.lists(st.none() | values, min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0]
        )
    )


@given(judged_by(st.integers(0, 9)), st.sampled_from(LEVELS))
def test_alpha_is_as_defined(people, level):
    told = alpha_as_defined(people, level)
    assert krippendorff_alpha(people, level).value == (None if told is None else pytest.approx(told, abs=1e-13))


@given(judged_by(st.floats(1e-6, 1e6)), st.sampled_from(LEVELS))
def test_alpha_of_measures_is_as_defined(people, level):
    told = alpha_as_defined(people, level)
    found = krippendorff_alpha(people, level)
    if found.reason is not Reason.NOT_FINITE:
        assert found.value == (None if told is None else pytest.approx(told, abs=1e-10))


def test_a_thousand_tables_with_missing_labels_agree_with_another_library():
    dice, asked = np.random.default_rng(1), 0
    while asked < 1000:
        people, things = dice.integers(2, 6), dice.integers(3, 15)
        labels = dice.integers(0, 6, (people, things)).astype(float)
        labels[dice.random((people, things)) < 0.25] = np.nan
        level = LEVELS[asked % 4]
        ours = krippendorff_alpha(labels, level)
        if ours.value is not None:
            with np.errstate(all="ignore"):
                theirs = krippendorff.alpha(reliability_data=labels, level_of_measurement=level)
            assert ours.value == pytest.approx(theirs, abs=1e-12), (labels, level)
            asked += 1


@pytest.mark.parametrize("level", LEVELS)
def test_a_crowd_is_reckoned_as_a_few_are(level):
    few = [[one % 7, one % 3] for one in range(21)]
    crowd, units = few * 50, [[one % 7 for one in range(21)] * 50, [one % 3 for one in range(21)] * 50]
    counts = {value: sum(unit.count(value) for unit in units) for value in range(7)}
    within = sum(
        sum(unit.count(c) * unit.count(k) * distance(level, counts, c, k) for c, k in combinations(range(7), 2))
        / (len(unit) - 1)
        for unit in units
    )
    everywhere = sum(counts[c] * counts[k] * distance(level, counts, c, k) for c, k in combinations(range(7), 2))
    told = float(1 - (sum(counts.values()) - 1) * within / everywhere)
    assert len(crowd) > 1000
    assert krippendorff_alpha(crowd, level).value == pytest.approx(told, abs=1e-12)


def test_full_agreement_is_one_to_the_last_digit():
    for level in LEVELS:
        assert krippendorff_alpha([[0.1, 0.2, 0.7], [0.1, 0.2, 0.7]], level).value == 1


# What must not matter.


@given(judged_by(st.integers(0, 4)), st.sampled_from(LEVELS), st.randoms(use_true_random=False))
def test_neither_the_order_of_people_nor_that_of_things_matters(people, level, dice):
    things = list(zip(*people, strict=True))
    dice.shuffle(things)
    shuffled = list(zip(*things, strict=True))
    dice.shuffle(shuffled)
    there, here = krippendorff_alpha(people, level), krippendorff_alpha(shuffled, level)
    assert there.reason == here.reason
    assert there.value == (None if here.value is None else pytest.approx(here.value, abs=1e-12))


@given(judged_by(st.integers(0, 3)), st.permutations(["p", ("q", 1), 3.5, True]))
def test_other_names_change_nothing(people, names):
    named = [[None if label is None else names[label] for label in labels] for labels in people]
    assert krippendorff_alpha(named) == krippendorff_alpha(people)


@given(judged_by(st.integers(0, 3)))
def test_an_ordered_categorical_counts_by_its_order(people):
    named = [[None if label is None else NAMES[label] for label in labels] for labels in people]
    kind = pd.CategoricalDtype(NAMES, ordered=True)
    told = krippendorff_alpha(people, "ordinal")
    assert krippendorff_alpha([pd.Series(labels, dtype=kind) for labels in named], "ordinal") == told
    assert krippendorff_alpha(pd.DataFrame(named).astype(kind), "ordinal") == told


@given(judged_by(st.integers(0, 5)), st.integers(-(10**18), 10**18), st.integers(1, 9))
def test_the_interval_level_knows_no_zero_and_no_unit(people, zero, unit):
    moved = [[None if label is None else zero + unit * label for label in labels] for labels in people]
    there, here = krippendorff_alpha(people, "interval"), krippendorff_alpha(moved, "interval")
    assert there.reason == here.reason
    assert there.value == (None if here.value is None else pytest.approx(here.value, abs=1e-12))


@given(judged_by(st.integers(0, 5)), st.sampled_from([1e-290, 1e-3, 7.0, 1e290]))
def test_the_ratio_level_knows_no_unit(people, unit):
    moved = [[None if label is None else unit * label for label in labels] for labels in people]
    there, here = krippendorff_alpha(people, "ratio"), krippendorff_alpha(moved, "ratio")
    assert there.reason == here.reason
    assert there.value == (None if here.value is None else pytest.approx(here.value, abs=1e-12))


@given(judged_by(st.integers(0, 5)))
def test_the_ordinal_level_knows_no_distances(people):
    moved = [[None if label is None else 10 ** (80 * label) for label in labels] for labels in people]
    assert krippendorff_alpha(moved, "ordinal") == krippendorff_alpha(people, "ordinal")


def test_people_may_come_one_by_one_and_in_tables_of_any_kind():
    people = [[1, 2, 3, None], [1, 2, 2, 1]]
    told = krippendorff_alpha(people, "interval")
    assert told.value is not None
    assert krippendorff_alpha(map(iter, people), "interval") == told
    assert krippendorff_alpha(np.array(people, float), "interval") == told
    assert krippendorff_alpha(pd.DataFrame(people), "interval") == told
    assert krippendorff_alpha(pd.DataFrame(people, dtype="Int64"), "interval") == told


def test_a_column_in_which_nobody_judged_has_no_say_in_the_order():
    kind = pd.CategoricalDtype(NAMES, ordered=True)
    judged = pd.DataFrame([["never", "often", "always"], ["never", "seldom", "always"]]).astype(kind)
    told = krippendorff_alpha([[0, 2, 3], [0, 1, 3]], "ordinal")
    assert krippendorff_alpha(judged.assign(nobody=[math.nan, math.nan]), "ordinal") == told


# Where there is no figure.

UP, DOWN = (pd.CategoricalDtype(names, ordered=True) for names in (NAMES, NAMES[::-1]))


@pytest.mark.parametrize(
    ("rows", "level", "reason"),
    [
        ([], "nominal", Reason.NOTHING),
        ([[], []], "nominal", Reason.NOTHING),
        (pd.DataFrame(), "ordinal", Reason.NOTHING),
        ([[1, 2]], "nominal", Reason.NOTHING),
        ([[None, None], [math.nan, pd.NA]], "interval", Reason.NOTHING),
        ([["a", None], [None, "b"]], "nominal", Reason.NOTHING),
        ([[1, 1, 2], [1, 1, None]], "nominal", Reason.ONE_CATEGORY),
        ([[0, 0], [0, 0]], "ratio", Reason.ONE_CATEGORY),
        ([["a", "b"], ["a", "b"]], "ordinal", Reason.NO_ORDER),
        ([pd.Series(["often", "never"], dtype=UP), pd.Series(["often", "never"], dtype=DOWN)], "ordinal",
         Reason.NO_ORDER),
        (pd.DataFrame({"x": pd.Series([1, 2], dtype=pd.CategoricalDtype([1, 2], ordered=True)),
                       "y": pd.Series([1, 2], dtype=pd.CategoricalDtype([2, 1], ordered=True))}), "ordinal",
         Reason.NO_ORDER),
        ([["a", "b"], ["a", "b"]], "interval", Reason.NO_NUMBERS),
        ([[True, False], [True, False]], "ratio", Reason.NO_NUMBERS),
        ([[-1, 2], [-1, 2]], "ratio", Reason.BELOW_NOTHING),
        ([[-math.inf, 2], [1, 2]], "ratio", Reason.BELOW_NOTHING),
        ([[math.inf, 2], [1, 2]], "interval", Reason.NOT_FINITE),
        ([[-math.inf, 2], [1, math.inf]], "interval", Reason.NOT_FINITE),
        ([[math.inf, 2], [1, 2]], "ratio", Reason.NOT_FINITE),
        ([[10**400, 2], [1, 2]], "interval", Reason.NOT_FINITE),
        ([[10**400, 2], [1, 2]], "ratio", Reason.NOT_FINITE),
        ([[1e308, -1e308], [1, 2]], "interval", Reason.NOT_FINITE),
        ([[2**53, 2**53 + 1], [2**53, 2**53 + 1]], "ratio", Reason.NOT_FINITE),
        ([[1e308, 9e307], [1, 2]], "ratio", Reason.NOT_FINITE),
        ([[5e-324, 1e-323, 0], [1e300, 1e-323, 0]], "ratio", Reason.NOT_FINITE),
    ],
)  # fmt: skip
def test_no_alpha_without_a_reason(rows, level, reason):
    assert krippendorff_alpha(rows, level) == Figure(None, reason)


@pytest.mark.parametrize(
    ("rows", "level"),
    [
        ([[1e308, 9e307], [1, 2]], "interval"),
        ([[1e-300, 3e-300, 0], [2e-300, 3e-300, 0]], "interval"),
        ([[1e-300, 3e-300, 0], [2e-300, 3e-300, 0]], "ratio"),
        ([[10**17 + 1, 10**17 + 2, 10**17 + 9], [10**17 + 1, 10**17 + 3, 10**17 + 9]], "interval"),
        ([[-0.0, 1, 2], [0.0, 1, 1]], "ratio"),
    ],
)
def test_numbers_near_the_edge_are_reckoned_with(rows, level):
    assert krippendorff_alpha(rows, level).value == pytest.approx(alpha_as_defined(rows, level), rel=1e-12)


@pytest.mark.parametrize(
    ("asked", "error", "words"),
    [
        (lambda: krippendorff_alpha([[1], [1, 2]]), ValueError, "one length"),
        (lambda: krippendorff_alpha([[1], [1]], "nice"), ValueError, "nice"),
        (lambda: krippendorff_alpha("ab"), TypeError, "list"),
        (lambda: krippendorff_alpha(["ab", "ab"]), TypeError, "list"),
        (lambda: krippendorff_alpha({"a": [1]}), TypeError, "dict"),
        (lambda: krippendorff_alpha([1, 2]), TypeError, "int"),
        (lambda: krippendorff_alpha(np.zeros((2, 2, 2))), TypeError, "ndarray"),
        (lambda: krippendorff_alpha([pd.DataFrame([[1]])]), TypeError, "DataFrame"),
        (lambda: krippendorff_alpha(np.ma.zeros((2, 2))), TypeError, "MaskedArray"),
    ],
)
def test_what_cannot_be_meant_is_refused(asked, error, words):
    with pytest.raises(error, match=words):
        asked()
