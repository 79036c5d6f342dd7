"""Each published value of `expected.json` is compared with ours by a named test, or listed as no figure of ours."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
TOLD = "tells of the other values: which data, and whose figure it is"
AROUND = "how sure one may be of a figure, and ours are told without that"
OTHER = "another coefficient than kappa and alpha"

COMPARED = {
    "irr_diagnoses_fleiss_kappa/value": "test_agreement.py::test_fleiss_kappa_of_the_diagnoses_in_r_irr",
    "irr_diagnoses_fleiss_kappa/check_statsmodels": "test_agreement.py::test_fleiss_kappa_of_the_diagnoses_in_r_irr",
    "irr_anxiety_rater2_rater3/kappa_*": "test_agreement.py::test_kappa_of_r_irr_with_and_without_weights",
    "irr_anxiety_rater2_rater3/sklearn_*": "test_agreement.py::test_kappa_of_the_last_pair_as_scikit_learn_reckons_it",
    "irr_anxiety_pairs/r1_r?": "test_agreement.py::test_kappa_of_the_other_pairs_as_scikit_learn_reckons_it",
    "irr_anxiety_krippendorff/[nori]*": "test_alpha.py::test_alpha_of_the_anxious_on_each_level",
    "krippendorff_*/data_rows_are_coders": "test_alpha.py::test_alpha_with_missing_labels",
    "krippendorff_*/nominal": "test_alpha.py::test_alpha_with_missing_labels",
    "krippendorff_*/interval": "test_alpha.py::test_alpha_with_missing_labels",
    "artstein_poesio/kappa_computed_nltk": "test_agreement.py::test_kappa_of_artstein_and_poesio_as_nltk_reckons_it",
    "artstein_poesio/alpha_computed_nltk": "test_alpha.py::test_alpha_of_artstein_and_poesio_as_nltk_reckons_it",
    "artstein_poesio/pi": "test_agreement.py::test_fleiss_kappa_of_two_is_the_pi_of_artstein_and_poesio",
    "fleiss_wikipedia/table_subjects_x_categories": "test_agreement.py::test_fleiss_kappa_of_the_well_known_example",
    "fleiss_wikipedia/kappa": "test_agreement.py::test_fleiss_kappa_of_the_well_known_example",
    "irrCAC_raw_*/rows": "test_alpha.py::test_alpha_of_gwets_tables",
    "irrCAC_raw_*/columns": "test_alpha.py::test_alpha_of_gwets_tables",
    "irrCAC_raw_*/expected/krippendorff/value": "test_alpha.py::test_alpha_of_gwets_tables",
    "irrCAC_table_*/table": "test_agreement.py::test_kappa_of_a_table_of_abstractors_as_irrcac_reckons_it",
    "irrCAC_table_*/expected/cohen": "test_agreement.py::test_kappa_of_a_table_of_abstractors_as_irrcac_reckons_it",
    "irrCAC_table_*/expected/scott": "test_agreement.py::test_fleiss_kappa_of_two_is_scotts_pi_of_the_abstractors",
    "irrCAC_table_*/expected/krippendorff": "test_alpha.py::test_alpha_of_a_table_of_abstractors_as_irrcac_reckons_it",
    "ChildProject_alpha.csv/krippendorff_alpha_nominal":
        "test_grids.py::test_alpha_of_segments_on_a_grid_as_childproject_reckons_it",
    "ChildProject_grid.csv/vector_*": "test_grids.py::test_a_grid_says_what_overlaps_as_childproject_does",
    "BORIS_kappa/?/[!ns]*": "test_grids.py::test_kappa_by_time_as_boris_reckons_it",
    "BORIS_kappa/?/subjects": "test_grids.py::test_kappa_by_time_as_boris_reckons_it",
    "GriffinGottman1990_p137/[!sm]*": "test_sequence.py::test_the_table_of_griffin_and_gottman",
    "Wampold_Margolin_1982/[!sl]*": "test_sequence.py::test_the_tables_of_wampold_and_of_lag_sequential",
    "data_sequential_lag?/[!s]*": "test_sequence.py::test_the_tables_of_wampold_and_of_lag_sequential",
    "CouplesCope_pooled/*_DC*/n??": "test_sequence.py::test_what_couples_do_when_one_tells_of_stress",
    "CouplesCope_pooled/*_DC*/[yc]*": "test_sequence.py::test_what_couples_do_when_one_tells_of_stress",
    "CouplesCope_pooled/couple_row1_lag1/n??": "test_sequence.py::test_what_the_first_couple_does",
    "CouplesCope_pooled/couple_row1_lag1/[yc]*": "test_sequence.py::test_what_the_first_couple_does",
}  # fmt: skip
"""By pattern of the value's place, the test that compares it."""

NOT_OURS = {
    "_README": TOLD,
    "*/src": TOLD,
    "*/matrix_src": TOLD,
    "Wampold_Margolin_1982/labels": TOLD,
    "ChildProject_alpha.csv/how": TOLD,
    "irr_*/z*": AROUND,
    "irr_*/p": AROUND,
    "irrCAC_*/se": AROUND,
    "irrCAC_*/gwet": OTHER,
    "irrCAC_*/gwet/value": OTHER,
    "irrCAC_*/bp": OTHER,
    "irrCAC_*/bp/value": OTHER,
    "artstein_poesio/Ao": "agreement as it is seen, which we never tell without what chance would do",
    "artstein_poesio/S": OTHER,
    "irrCAC_raw_*/fleiss/value": "Fleiss' kappa where ratings are missing; ours wants as many in each row",
    "irrCAC_raw_*/conger/value": "Cohen's kappa of many, and where ratings are missing; ours is of two who rated all",
    "pygamma_*": "gamma, which lines up spans and labels at once; ours matches spans first",
    "BORIS_kappa/?/needleman_wunsch_identity": "how alike two texts of codes are; ours compares by time",
    "BORIS_time_budget_obs1/*": "how long each behaviour took; we draw moments and tell no budget",
    "CouplesCope_pooled/*/odds_ratio": "Yule's Q is told instead, which says the same and stays within bounds",
    "CouplesCope_pooled/base_rates/*": "how often each was seen; the counts are told",
    "rMEA_*": "how movements of two go together; nothing of ours measures movement",
    "effect_sizes/*": "effects are quoted from their sources and never reckoned here",
    "reliable_change_index/*": "what a client's number changed by is shown as two numbers, and nothing is made of it",
}
"""By pattern of the value's place, why no function of ours gives it."""


def places(value: Any, above: str = "") -> Iterator[str]:
    """Yield the place of each value, as its keys with strokes between; a list of tables counts them."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        value = dict(enumerate(value))
    if isinstance(value, dict):
        for key, inside in value.items():
            yield from places(inside, f"{above}/{key}" if above else str(key))
    else:
        yield above


def claims(place: str, patterns: Iterable[str]) -> list[str]:
    return [pattern for pattern in patterns if fnmatchcase(place, pattern)]


def unclear(told: dict[str, Any]) -> list[str]:
    """Return the places that no test compares and nobody has given a reason for, or that have both."""
    return [one for one in places(told) if bool(claims(one, NOT_OURS)) == bool(claims(one, COMPARED))]


def test_each_value_is_compared_by_a_test_or_listed_with_a_reason(expected: dict[str, Any]) -> None:
    assert unclear(expected) == []


def test_nothing_is_listed_that_is_no_value(expected: dict[str, Any]) -> None:
    there = list(places(expected))
    assert [one for one in (*COMPARED, *NOT_OURS) if not any(fnmatchcase(place, one) for place in there)] == []


def test_a_value_that_nobody_looked_at_would_be_noticed(expected: dict[str, Any]) -> None:
    assert unclear({**expected, "new": {"kappa": 0.5}}) == ["new/kappa"]


@pytest.mark.parametrize("pattern", COMPARED)
def test_the_test_that_compares_a_value_is_there_and_names_it(expected: dict[str, Any], pattern: str) -> None:
    file, name = COMPARED[pattern].split("::")
    tree = ast.parse((HERE / file).read_text("utf-8"))
    (test,) = (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name)
    said = {node.value for node in ast.walk(test) if isinstance(node, ast.Constant)}
    asked = {key for key in expected if fnmatchcase(key, pattern.partition("/")[0])}
    assert said & asked, f"{name} asks for none of it"
