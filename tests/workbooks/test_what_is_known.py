"""Every number that *What is known* tells is in the table, in a text that is named, or said to be unchecked."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path
from statistics import NormalDist

import pytest

from tests.workbooks.test_chapter_texts import NOTEBOOKS, cells, read_by_people
from vigwidgets.analysis.evidence import Study, studies

NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w])")
PAGE = {one.key: one for one in studies()}
YEARS = {"sensitivity_2003": 2003, "disorganised_2005": 2005, "video_feedback_2008": 2008, "cochrane_2019": 2019}
NOT_OF_THE_TABLE = {
    0: "the least that an effect may be: the averages are equal",
    50: "of a hundred, at no effect; arithmetic of ours, which the page says",
    59: "of a hundred, at 0.33; the same",
    51: "of a hundred, at 0.05; the same",
    1990: "the framework's credit",
    2011: "the framework's credit",
    2012: "when the teachers of the special school were asked, as their article says",
    2013: "of the evaluation that the essay names; the page says that it was not published",
    2016: "of the article about the special school",
    20: "minutes that the chapter takes",
}
"""Numbers that the chapter tells and the table does not, and why."""


def numbers(text: str) -> list[float]:
    """Return the numbers of a text; names such as `CG170` and `CD012348` hold none."""
    return [float(found.replace(",", "")) for found in NUMBER.findall(text)]


def paragraphs() -> list[str]:
    """Return the chapter's paragraphs, each on one line."""
    whole = "\n\n".join(cells(NOTEBOOKS["what_is_known"], "markdown"))
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", whole)]


def figures(study: Study) -> set[float]:
    """Return all the figures that the table has of a study."""
    counted = [float(one) for one in (study.studies, study.taking_part, study.d) if one is not None]
    return {*counted, *numbers(study.studies_note)}


@pytest.mark.parametrize("key", YEARS)
def test_the_paragraph_about_a_review_tells_the_figures_of_the_table_and_no_others(key: str):
    study, year = PAGE[key], YEARS[key]
    (told,) = [one for one in paragraphs() if one.startswith(f"In {year} ")]
    assert study.year == year
    assert set(numbers(told)) - {year} == figures(study)
    by = study.by.split(",")[0].split(" and ")[0]
    assert by in told or ("the same group" in told and by == PAGE["sensitivity_2003"].by.split(",")[0])


def test_each_number_of_the_chapter_is_in_the_table_or_listed_with_a_reason():
    own = chain.from_iterable(figures(one) | {float(one.year or 0)} for one in PAGE.values())
    volumes = chain.from_iterable(numbers(one.source) + numbers(one.also) for one in PAGE.values())
    table = {*own, *volumes} - {0.0}
    said = {number for text in read_by_people(NOTEBOOKS["what_is_known"]) for number in numbers(text)}
    assert said - table == set(NOT_OF_THE_TABLE)


def test_a_number_that_came_from_nowhere_would_be_noticed():
    assert numbers("In 2005: 1,889 pairs, *d* = 0.05 (CG170), 16 of 20.") == [2005, 1889, 0.05, 16, 20]
    assert 16 not in {*NOT_OF_THE_TABLE, *chain.from_iterable(map(figures, PAGE.values()))}


def test_both_figures_are_told_where_two_texts_do_not_agree():
    table = next(part for part in cells(NOTEBOOKS["what_is_known"], "markdown") if "| as the essay has it |" in part)
    columns = list(zip(*rows_of(table), strict=True))
    essay, source = ([number for cell in column for number in numbers(cell)] for column in columns[1:])
    study = PAGE["disorganised_2005"]
    assert source == [study.studies, study.taking_part, study.d]
    assert essay == [88, 0.45]
    assert {88, 0.45} <= set(numbers(study.also))
    assert "Where 0.45 comes from we have not found out." in " ".join(table.split())


def rows_of(table: str) -> list[list[str]]:
    lines = [line for line in table.splitlines() if line.startswith("|") and "---" not in line]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


@pytest.mark.parametrize(("d", "in_a_hundred"), [(0.0, 50), (0.33, 59), (0.05, 51)])
def test_how_often_the_one_who_had_the_help_is_ahead_is_reckoned_as_the_page_says(d: float, in_a_hundred: int):
    (told,) = [one for one in paragraphs() if one.startswith("**d**")]
    assert round(100 * NormalDist().cdf(d / 2**0.5)) == in_a_hundred
    assert {d, float(in_a_hundred)} <= set(numbers(told))
    assert "This is arithmetic of ours" in told


def test_work_that_is_not_in_the_table_says_where_it_comes_from_and_what_was_not_read(root: Path):
    essay, article, *_ = (one for one in paragraphs() if one.startswith(("The same essay", "An article")))
    assert "We have not read these studies." in essay
    assert "unpublished evaluation (Patterson, 2013)" in essay
    theirs = " ".join(text.read_text("utf-8", "replace") for text in (root.parent / "shared/seeds").glob("*.txt"))
    for ours, source in {
        "six teachers": "six teachers",
        "about four rounds": "approximately four cy",
        "In July 2012": "In July 2012",
        "by questionnaire": "evaluative questionnaires",
        "for three of the six the last part of the work was then still to come": "after the data for this evaluation",
    }.items():
        assert ours in article
        assert source in theirs
    assert [one for one in paragraphs() if "*Building the Blocks to Attuned Interactions*" in one and "2016" in one]
