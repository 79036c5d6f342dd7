"""Kappas come out as published, and exactly; where one is not defined it says why; names change nothing."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigwidgets.analysis.agreement import Figure, Reason, cohen_kappa, fleiss_kappa

NAMES = ["never", "seldom", "often", "always"]


def ordered(labels, categories=NAMES):
    return pd.Series(pd.Categorical(labels, categories=categories, ordered=True))


# Published figures, each with its source in expected.json.


@pytest.mark.parametrize(
    ("weights", "name"), [(None, "kappa_unweighted"), ("linear", "kappa_linear"), ("squared", "kappa_squared")]
)
def test_kappa_of_r_irr_with_and_without_weights(expected, table, weights, name):
    rows = table("cran__irr/anxiety.csv")
    second, third = ([int(row[rater]) for row in rows] for rater in ("rater2", "rater3"))
    told = expected["irr_anxiety_rater2_rater3"][name]
    assert cohen_kappa(second, third, weights).value == pytest.approx(told, abs=5e-8 if abs(told) > 0.1 else 5e-10)


@pytest.mark.parametrize(("other", "name"), [("rater2", "r1_r2"), ("rater3", "r1_r3")])
def test_kappa_of_the_other_pairs_as_scikit_learn_reckons_it(expected, table, other, name):
    rows = table("cran__irr/anxiety.csv")
    one, two = ([int(row[rater]) for row in rows] for rater in ("rater1", other))
    assert cohen_kappa(one, two).value == pytest.approx(expected["irr_anxiety_pairs"][name], abs=5e-8)


@pytest.mark.parametrize(("weights", "name"), [(None, "unweighted"), ("linear", "linear_on_observed_levels")])
def test_kappa_of_the_last_pair_as_scikit_learn_reckons_it(expected, table, weights, name):
    rows = table("cran__irr/anxiety.csv")
    second, third = ([int(row[rater]) for row in rows] for rater in ("rater2", "rater3"))
    told = expected["irr_anxiety_rater2_rater3"][f"sklearn_{name}"]
    assert cohen_kappa(second, third, weights).value == pytest.approx(told, abs=5e-8)


def test_kappa_of_a_table_of_abstractors_as_irrcac_reckons_it(expected):
    told = expected["irrCAC_table_cont3x3abstractors"]
    pairs = [(i, j) for i, row in enumerate(told["table"]) for j, times in enumerate(row) for _ in range(times)]
    one, other = zip(*pairs, strict=True)
    assert cohen_kappa(one, other).value == pytest.approx(told["expected"]["cohen"], abs=5e-6)


def two_of_artstein_and_poesio(testdata):
    lines = (testdata / "stats/nltk__nltk/artstein_poesio_example.txt").read_text("utf-8").splitlines()
    said = {tuple(line.split("\t")[:2]): line.split("\t")[2] for line in lines if line.strip()}
    items = sorted({item for _, item in said})
    return [[said[coder, item] for item in items] for coder in ("a", "b")]


def counts(one, other):
    """Return how often each label was given to each item by these two."""
    labels = sorted({*one, *other})
    return pd.DataFrame([[pair.count(label) for label in labels] for pair in zip(one, other, strict=True)])


def test_fleiss_kappa_of_two_is_the_pi_of_artstein_and_poesio(expected, testdata):
    found = fleiss_kappa(counts(*two_of_artstein_and_poesio(testdata)))
    assert found.value == pytest.approx(expected["artstein_poesio"]["pi"], abs=5e-6)


def test_fleiss_kappa_of_two_is_scotts_pi_of_the_abstractors(expected):
    told = expected["irrCAC_table_cont3x3abstractors"]
    pairs = [(i, j) for i, row in enumerate(told["table"]) for j, times in enumerate(row) for _ in range(times)]
    assert fleiss_kappa(counts(*zip(*pairs, strict=True))).value == pytest.approx(told["expected"]["scott"], abs=5e-6)


def test_kappa_of_artstein_and_poesio_as_nltk_reckons_it(expected, testdata):
    one, other = two_of_artstein_and_poesio(testdata)
    assert cohen_kappa(one, other).value == pytest.approx(expected["artstein_poesio"]["kappa_computed_nltk"], abs=5e-8)


def test_fleiss_kappa_of_the_diagnoses_in_r_irr(expected, table):
    rows = [list(row.values()) for row in table("cran__irr/diagnoses.csv")]
    categories = sorted({label for row in rows for label in row})
    counted = pd.DataFrame([[row.count(label) for label in categories] for row in rows], columns=categories)
    for name in ("value", "check_statsmodels"):
        assert fleiss_kappa(counted).value == pytest.approx(expected["irr_diagnoses_fleiss_kappa"][name], abs=5e-8)


def test_fleiss_kappa_of_the_well_known_example(expected):
    told = expected["fleiss_wikipedia"]
    assert fleiss_kappa(told["table_subjects_x_categories"]).value == pytest.approx(told["kappa"], abs=5e-3)


# As the formulas are written, in fractions.


def weighted_kappa(one, other, weigh):
    n, levels = len(one), sorted({*one, *other})
    apart = Fraction(sum(weigh(levels.index(x), levels.index(y)) for x, y in zip(one, other, strict=True)), n)
    by_chance = Fraction(
        sum(one.count(x) * other.count(y) * weigh(i, j) for i, x in enumerate(levels) for j, y in enumerate(levels)),
        n * n,
    )
    return None if by_chance == 0 else float(1 - apart / by_chance)


PAIRS = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=30)
WEIGHTS = {
    None: lambda i, j: int(i != j),
    "linear": lambda i, j: abs(i - j),
    "squared": lambda i, j: (i - j) ** 2,
}


@given(PAIRS, st.sampled_from(list(WEIGHTS)))
def test_kappa_is_its_formula_to_the_last_digit(pairs, weights):
    one, other = map(list, zip(*pairs, strict=True))
    assert cohen_kappa(one, other, weights).value == weighted_kappa(one, other, WEIGHTS[weights])


@given(st.integers(2, 6).flatmap(lambda people: st.lists(
    st.lists(st.integers(0, 3), min_size=people, max_size=people), min_size=1, max_size=8)))  # fmt: skip
def test_fleiss_kappa_is_its_formula_to_the_last_digit(judged):
    people, rows = len(judged[0]), [[labels.count(category) for category in range(4)] for labels in judged]
    agreed = [Fraction(sum(count * count for count in row) - people, people * (people - 1)) for row in rows]
    shares = [Fraction(sum(column), people * len(rows)) for column in zip(*rows, strict=True)]
    by_chance = sum(share**2 for share in shares)
    found = fleiss_kappa(rows)
    if by_chance == 1:
        assert found == Figure(None, Reason.ONE_CATEGORY)
    else:
        assert found.value == float((sum(agreed) / len(rows) - by_chance) / (1 - by_chance))


# What must not matter.


@given(PAIRS, st.sampled_from(list(WEIGHTS)))
def test_kappa_is_the_same_the_other_way_round(pairs, weights):
    one, other = zip(*pairs, strict=True)
    assert cohen_kappa(one, other, weights) == cohen_kappa(other, one, weights)


@given(PAIRS, st.permutations(["p", ("q", 1), 3.5, True]))
def test_other_names_for_the_categories_change_nothing(pairs, names):
    one, other = zip(*pairs, strict=True)
    named = [[names[label - 1] for label in labels] for labels in (one, other)]
    assert cohen_kappa(*named) == cohen_kappa(one, other)


@given(PAIRS, st.sampled_from(["linear", "squared"]))
def test_an_ordered_categorical_counts_by_its_order(pairs, weights):
    one, other = zip(*pairs, strict=True)
    named = [ordered([NAMES[label - 1] for label in labels]) for labels in (one, other)]
    told = cohen_kappa(one, other, weights)
    assert cohen_kappa(*named, weights) == told
    assert cohen_kappa(*(labels.array for labels in named), weights) == told


@pytest.mark.parametrize("kind", [list, tuple, iter, np.array, pd.Series, pd.Index, pd.array])
def test_labels_stand_in_whatever_holds_them_in_order(kind):
    assert cohen_kappa(kind([1, 2, 2, 3]), kind([1, 2, 3, 3]), "linear").value == 5 / 7


def test_the_index_of_a_series_is_not_looked_at():
    one, other = pd.Series([1, 2, 2], index=[0, 1, 2]), pd.Series([1, 2, 2], index=[2, 1, 0])
    assert cohen_kappa(one, other).value == 1


@pytest.mark.parametrize("missing", [None, math.nan, np.nan, pd.NA, pd.NaT, np.datetime64("NaT")])
def test_what_one_of_them_left_open_is_left_out(missing):
    assert cohen_kappa([1, 2, missing, 1, 2], [1, 2, 1, missing, 1]).value == cohen_kappa([1, 2, 2], [1, 2, 1]).value


def test_truth_is_another_label_than_one():
    assert cohen_kappa([True, 1, 1], [1, 1, True]).value == cohen_kappa(["t", "o", "o"], ["o", "o", "t"]).value
    assert cohen_kappa([True, True], [1, 1]) == Figure(0.0)


# Where there is no figure.

UP, DOWN = ordered(["never", "often"]), ordered(["never", "often"], NAMES[::-1])


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (([], []), Reason.NOTHING),
        (([None, "a"], ["a", None]), Reason.NOTHING),
        (([math.nan], [math.nan]), Reason.NOTHING),
        ((["a", "a"], ["a", "a"]), Reason.ONE_CATEGORY),
        (([7, 7, None], [7, 7, 3], "squared"), Reason.ONE_CATEGORY),
        ((["a", "b"], ["a", "b"], "linear"), Reason.NO_ORDER),
        (([True, False], [True, False], "linear"), Reason.NO_ORDER),
        ((UP, DOWN, "linear"), Reason.NO_ORDER),
        ((UP, ["never", "often"], "linear"), Reason.NO_ORDER),
        ((ordered([1, 5], [5, 1]), [1, 5], "linear"), Reason.NO_ORDER),
    ],
)
def test_no_kappa_without_a_reason(asked, reason):
    assert cohen_kappa(*asked) == Figure(None, reason)


def test_orders_in_conflict_are_no_matter_without_weights():
    assert cohen_kappa(UP, DOWN).value == 1


def test_numbers_beyond_all_measure_are_ordered_like_others():
    assert cohen_kappa([10**400, 1, math.inf], [10**400, 1, 1], "linear") == cohen_kappa([2, 1, 3], [2, 1, 1], "linear")


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ([], Reason.NOTHING),
        (pd.DataFrame({"a": [], "b": []}), Reason.NOTHING),
        ([[0, 0], [0, 0]], Reason.NOTHING),
        ([[], []], Reason.NOTHING),
        ([[2, 0], [2, 1]], Reason.UNEVEN),
        ([[0, 0], [1, 1]], Reason.UNEVEN),
        ([[1, 0], [0, 1]], Reason.ONE_CODER),
        ([[3, 0], [3, 0]], Reason.ONE_CATEGORY),
        ([[-1, 3], [1, 1]], Reason.NO_TABLE),
        ([[0.5, 1.5], [1, 1]], Reason.NO_TABLE),
        ([["a", "b"]], Reason.NO_TABLE),
        ([[1, 1], [2]], Reason.NO_TABLE),
        ([[True, True], [True, True]], Reason.NO_TABLE),
        ([[math.nan, 2], [1, 1]], Reason.NO_TABLE),
        ([[math.inf, 2], [1, 1]], Reason.NO_TABLE),
        ([[None, 2], [1, 1]], Reason.NO_TABLE),
        (pd.DataFrame({"a": [1, None], "b": [1, 2]}), Reason.NO_TABLE),
    ],
)
def test_no_fleiss_kappa_without_a_reason(table, reason):
    assert fleiss_kappa(table) == Figure(None, reason)


def test_a_table_may_come_row_by_row_in_numbers_of_any_kind():
    rows = [[3, 1], [0, 4], [4, 0]]
    told = fleiss_kappa(rows)
    assert fleiss_kappa(iter(map(iter, rows))) == told
    assert fleiss_kappa(np.array(rows, np.uint8)) == told
    assert fleiss_kappa(pd.DataFrame(rows, dtype=float)) == told
    assert fleiss_kappa([[count * 10**400 for count in row] for row in rows]).value == pytest.approx(26 / 35)


@pytest.mark.parametrize(
    ("asked", "error", "words"),
    [
        (lambda: cohen_kappa([1], [1, 2]), ValueError, "1 and 2"),
        (lambda: cohen_kappa([1], [1], "cubic"), ValueError, "cubic"),
        (lambda: cohen_kappa("ab", "ab"), TypeError, "list"),
        (lambda: cohen_kappa({1: 2}, [1]), TypeError, "dict"),
        (lambda: cohen_kappa({1}, [1]), TypeError, "set"),
        (lambda: cohen_kappa([1], pd.DataFrame([[1]])), TypeError, "DataFrame"),
        (lambda: cohen_kappa([1], np.array([[1]])), TypeError, "ndarray"),
        (lambda: cohen_kappa([1], np.ma.array([1], mask=[True])), TypeError, "MaskedArray"),
        (lambda: cohen_kappa(3, [1]), TypeError, "int"),
        (lambda: cohen_kappa([[1]], [[1]]), TypeError, "unhashable"),
        (lambda: fleiss_kappa("ab"), TypeError, "list"),
        (lambda: fleiss_kappa({"a": [1, 1]}), TypeError, "dict"),
        (lambda: fleiss_kappa(["ab", "ba"]), TypeError, "str"),
        (lambda: fleiss_kappa([{1: 1, 2: 2}]), TypeError, "dict"),
        (lambda: fleiss_kappa([2, 2]), TypeError, "int"),
        (lambda: fleiss_kappa(np.zeros((2, 2, 2))), TypeError, "ndarray"),
        (lambda: fleiss_kappa(np.ma.zeros((2, 2))), TypeError, "MaskedArray"),
    ],
)
def test_what_cannot_be_meant_is_refused(asked, error, words):
    with pytest.raises(error, match=words):
        asked()


@pytest.mark.parametrize("parts", [(None, None), (0.5, Reason.NOTHING), (math.nan, None), (math.inf, None)])
def test_a_figure_has_a_value_or_a_reason_and_never_nan(parts):
    with pytest.raises(ValueError, match="value"):
        Figure(*parts)


def test_every_reason_is_a_sentence():
    assert all(reason.value.endswith(".") for reason in Reason)
    assert len({reason.value for reason in Reason}) == len(Reason)
