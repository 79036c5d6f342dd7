"""Exchanges as data frames, by the same cases as everywhere (`tests/core/exchange_cases.json`)."""

import json
from pathlib import Path

import pandas as pd
import pytest

from vigwidgets.analysis.exchanges import exchanges, receptions
from vigwidgets.core.mark import Mark
from vigwidgets.core.span import Span

CASES = json.loads(Path(__file__).parents[1].joinpath("core/exchange_cases.json").read_text("utf-8"))


def marks_in(case):
    return [
        Mark(one["id"], "film", Span(one["start_ms"], one["end_ms"]), answers=one["answers"], who=one["who"])
        for one in case["marks"]
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_exchange_is_a_row_with_its_length_and_its_turns(case):
    assert exchanges(marks_in(case)).to_dict("records") == [
        {
            "first_mark": one["turns"][0],
            "last_mark": one["turns"][-1],
            "start_ms": one["start_ms"],
            "end_ms": one["end_ms"],
            "length_ms": one["end_ms"] - one["start_ms"],
            "turns": len(one["turns"]),
            "is_cycle": one["is_cycle"],
        }
        for one in case["exchanges"]
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_reception_is_a_row_with_the_time_its_answer_took(case):
    told = {
        (before, answer): gap_ms
        for one in case["exchanges"]
        for before, answer, gap_ms in zip(one["turns"], one["turns"][1:], one["gaps_ms"], strict=False)
    }
    found = receptions(marks_in(case))
    assert dict(zip(zip(found["mark"], found["answer"], strict=True), found["gap_ms"], strict=True)) == told
    assert len(found) == len(told)


@pytest.mark.parametrize("frame", [exchanges, receptions])
def test_a_film_without_marks_has_no_rows_and_the_same_columns(frame):
    one = [Mark("a", "film", Span(0, 10)), Mark("b", "film", Span(20, 30), answers="a")]
    pd.testing.assert_frame_equal(frame([]), frame(one).iloc[:0])
