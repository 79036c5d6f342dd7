"""What is read in a reel, when and how much: the same here and in the page, and always readable in the picture."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.mark import Mark
from vigwidgets.core.reel import ReelItem
from vigwidgets.core.reel_captions import (
    LETTERS_A_SECOND,
    MOST_LETTERS,
    SHORTEST_MS,
    WAYS,
    Caption,
    Remark,
    captions_beside,
    captions_in_picture,
    captions_within,
    remarks_of_item,
    remarks_of_mark,
    way_named,
)
from vigwidgets.core.span import Span

CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("reel_captions.json").read_text("utf-8"))
"""`tests/widgets/js/reel_captions.test.mjs` reads them too; the first twelve were read through."""
WORDS = st.text(st.sampled_from("abcdefghijklmno .,\n\u0301👍🏽\u200d"), max_size=300)
REMARKS = st.lists(st.builds(Remark, st.integers(0, 60_000), WORDS), max_size=7)
SPANS = st.integers(0, 20_000).flatmap(lambda at: st.builds(Span, st.just(at), st.integers(at + 1, at + 60_000)))


def told(captions: tuple[Caption, ...]) -> list[list[Any]]:
    return [[one.start_ms, one.end_ms, one.text] for one in captions]


def letters(text: str) -> str:
    return "".join(text.replace("·", "").split())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_same_is_read_here_and_in_the_page(case: dict[str, Any]) -> None:
    remarks, span = [Remark(*one) for one in case["remarks"]], Span(*case["span"])
    assert told(captions_beside(remarks, span)) == case["beside"]
    assert told(captions_in_picture(remarks, span)) == case["in_picture"]


@given(REMARKS, SPANS)
def test_captions_follow_each_other_inside_their_piece(remarks: list[Remark], span: Span) -> None:
    for captions in (captions_beside(remarks, span), captions_in_picture(remarks, span)):
        edges = [0, *(edge for one in captions for edge in (one.start_ms, one.end_ms)), span.length_ms]
        assert edges == sorted(edges)
        assert all(one.start_ms < one.end_ms and one.text for one in captions)


@given(REMARKS, SPANS)
def test_what_stands_in_the_picture_can_be_read(remarks: list[Remark], span: Span) -> None:
    for one in captions_in_picture(remarks, span):
        shown_ms = one.end_ms - one.start_ms
        assert len(one.text) <= MOST_LETTERS
        assert len(one.text) * 1000 <= LETTERS_A_SECOND * shown_ms
        assert shown_ms >= min(SHORTEST_MS, span.length_ms)


@given(REMARKS, SPANS)
def test_beside_a_reel_no_letter_is_missing(remarks: list[Remark], span: Span) -> None:
    ordered = sorted(remarks, key=lambda one: one.at_ms)
    shown = " ".join(one.text for one in captions_beside(remarks, span))
    assert letters(shown) == letters(" ".join(one.text for one in ordered))


@given(REMARKS, SPANS)
def test_what_is_shortened_is_a_beginning_and_says_so(remarks: list[Remark], span: Span) -> None:
    whole = letters(" ".join(one.text for one in sorted(remarks, key=lambda one: one.at_ms)))
    at = 0
    for one in captions_in_picture(remarks, span):
        part = letters(one.text).removesuffix("…")
        at = whole.index(part, at) + len(part)


def test_where_there_is_room_everything_stands_from_its_own_time_on() -> None:
    said = captions_in_picture([Remark(2000, "I waited."), Remark(7000, "She laughed.")], Span(1000, 11_000))
    assert told(said) == [[1000, 2500, "I waited."], [6000, 7500, "She laughed."]]


def test_marks_that_play_as_one_are_read_in_the_order_of_the_film() -> None:
    said = captions_beside([Remark(5000, "second"), Remark(1000, "first"), Remark(5000, "third")], Span(0, 9000))
    assert [one.text for one in said] == ["first", "second", "third"]


@pytest.mark.parametrize(
    ("mark", "then_ms"),
    [
        (Mark("m", "f", Span(1000, 3000)), 3000),
        (Mark("m", "f", Span(1000, 9000)), 1000),
        (Mark("m", "f", Span(500, 1000)), 1000),
        (None, 1000),
    ],
)
def test_what_came_next_is_read_from_the_marks_end_if_that_is_shown(mark: Mark | None, then_ms: int) -> None:
    item = ReelItem("i", "m", Span(1000, 6000), did="d", then="t", hope="h")
    assert remarks_of_item(item, mark) == (Remark(1000, "d"), Remark(then_ms, "t"), Remark(then_ms, "h"))


def test_a_marks_note_is_read_from_its_beginning_and_the_feeling_from_its_end() -> None:
    mark = Mark("m", "f", Span(100, 900), note="I waited.", feeling="glad")
    assert remarks_of_mark(mark) == (Remark(100, "I waited."), Remark(900, "glad"))


def test_a_films_own_captions_are_cut_with_it_and_none_only_flashes() -> None:
    own = [
        Caption(0, 1000, "before"),
        Caption(500, 2000, "cut"),
        Caption(3000, 3300, "short"),
        Caption(4800, 6000, "x"),
    ]
    assert told(captions_within(own, Span(1000, 5000))) == [[0, 1000, "cut"], [2000, 2300, "short"]]


def test_a_way_that_is_not_there_is_refused() -> None:
    assert [way_named(way) for way in WAYS] == list(WAYS)
    with pytest.raises(InvalidValue, match="cannot be shown as 'loud'"):
        way_named("loud")
