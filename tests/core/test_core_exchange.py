"""Marks that receive one another, by the same cases as the browser's (`tests/widgets/js/turns_agree.test.mjs`)."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigwidgets.core.exchange import AT_ONCE_MS, Exchange, Reception, exchanges_of, receptions_of
from vigwidgets.core.mark import Mark
from vigwidgets.core.span import Span

CASES = json.loads(Path(__file__).with_name("exchange_cases.json").read_text("utf-8"))


def mark(name, start_ms, end_ms, answers=None, who=""):
    return Mark(name, "film", Span(start_ms, end_ms), answers=answers, who=who)


def marks_in(case):
    return [mark(m["id"], m["start_ms"], m["end_ms"], m["answers"], m["who"]) for m in case["marks"]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_marks_belong_together_as_the_browser_says(case):
    assert [
        {
            "turns": [turn.id for turn in one.turns],
            "gaps_ms": list(one.gaps_ms),
            "start_ms": one.span.start_ms,
            "end_ms": one.span.end_ms,
            "is_cycle": one.is_cycle,
        }
        for one in exchanges_of(marks_in(case))
    ] == case["exchanges"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_reception_of_an_exchange_is_there_once(case):
    pairs = {pair for one in case["exchanges"] for pair in zip(one["turns"], one["turns"][1:], strict=False)}
    found = [(one.before.id, one.answer.id) for one in receptions_of(exchanges_of(marks_in(case)))]
    assert sorted(found) == sorted(pairs)


def test_a_wait_lies_between_a_turn_and_what_the_other_answers():
    assert Reception(mark("a", 0, 1000, who="me"), mark("b", 3400, 4000, "a", "K.")).wait == Span(1000, 3400)


def test_who_goes_on_alone_waited_for_nobody():
    assert Reception(mark("a", 0, 1000, who="me"), mark("b", 3400, 4000, "a", " Me")).wait is None


@pytest.mark.parametrize(("start_ms", "waited"), [(900, False), (1000 + AT_ONCE_MS - 1, False), (1050, True)])
def test_what_comes_at_once_was_not_waited_for(start_ms, waited):
    assert (Reception(mark("a", 0, 1000), mark("b", start_ms, 4000, "a")).wait is not None) == waited


def test_one_mark_is_no_exchange():
    with pytest.raises(ValueError, match="two turns or more"):
        Exchange((mark("a", 0, 1),))


@st.composite
def linked_marks(draw):
    count = draw(st.integers(0, 12))
    ids = [f"m{at}" for at in range(count)]
    return [
        mark(
            one,
            start := draw(st.integers(0, 50)),
            start + draw(st.integers(1, 20)),
            draw(st.none() | st.sampled_from([other for other in [*ids, "gone"] if other != one])),
            draw(st.sampled_from(["", "K.", "me", "ME "])),
        )
        for one in ids
    ]


@given(linked_marks())
def test_however_marks_are_linked_each_exchange_ends_and_holds_a_mark_once(marks):
    known = {one.id for one in marks}
    for exchange in exchanges_of(marks):
        ids = [turn.id for turn in exchange.turns]
        assert len(set(ids)) == len(ids) > 1
        assert set(ids) <= known
        assert [turn.answers for turn in exchange.turns[1:]] == ids[:-1]
