"""A minute turn by turn tells what the clip's own marks say; one in which turns go by is never shown alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vigwidgets.core.errors import InvalidValue
from vigwidgets.workbook.clips import Clip, clip
from vigwidgets.workbook.compositions.clip_turns import ClipTurns


def turns(*clips: Clip) -> ClipTurns:
    return ClipTurns(clips, headings=["One", "Another"][: len(clips)], new_id=dict)


def test_each_turn_is_told_with_who_took_it_and_how_long_its_answer_took() -> None:
    (minute,) = turns(clip("c07")).figure.minutes
    assert minute["heading"] == "One"
    assert minute["film"]["url"].endswith("/c07/film.mp4")
    assert [turn["who"] for turn in minute["turns"]] == ["Callum", "Priya"] * 6
    assert [turn["side"] for turn in minute["turns"]] == [0, 1] * 6
    assert [turn["after_ms"] for turn in minute["turns"][:6]] == [None, 0, None, 0, None, 421]
    assert not any(turn["went_by"] for turn in minute["turns"])
    assert minute["turns"][4]["seen"] == "Says what the picture is, small."


def test_a_hand_and_a_word_at_the_same_time_are_one_turn() -> None:
    (minute,) = turns(clip("c05")).figure.minutes
    assert [turn["who"] for turn in minute["turns"]] == ["Theo", "Nadia"] * 6
    both = minute["turns"][3]
    assert (both["start_ms"], both["end_ms"]) == (6200, 8600)
    assert both["seen"] == "Leans in; her open hand comes under the block. Says what it is, and asks."


def test_a_second_reception_of_the_same_is_told_without_a_time() -> None:
    (minute,) = turns(clip("c14")).figure.minutes
    assert [(turn["who"], turn["after_ms"]) for turn in minute["turns"][:3]] == [
        ("Winston", None), ("Leon", 0), ("Leon", None),
    ]  # fmt: skip


def test_a_minute_in_which_turns_go_by_is_followed_by_its_twin() -> None:
    first, second = turns(clip("c06"), clip("c07")).figure.minutes
    assert all(turn["went_by"] for turn in first["turns"])
    assert [turn["is_reading"] for turn in first["turns"]] == [False, True, False, False, True, False]
    assert not any(turn["went_by"] for turn in second["turns"])


def test_it_is_never_shown_alone_nor_before_another_clip() -> None:
    with pytest.raises(InvalidValue, match="turns go by"):
        turns(clip("c06"))
    with pytest.raises(InvalidValue, match="turns go by"):
        turns(clip("c07"), clip("c06"))
    with pytest.raises(InvalidValue, match="pair"):
        turns(clip("c06"), clip("c11"))


def test_what_cannot_be_stepped_through_is_refused() -> None:
    one = clip("c07")
    with pytest.raises(InvalidValue, match="Only drawn clips"):
        turns(replace(one, film=replace(one.film, source="own")))
    with pytest.raises(InvalidValue, match="14 at most"):
        turns(replace(one, marks=()))
    with pytest.raises(InvalidValue, match="14 at most"):
        turns(replace(one, marks=(*one.marks, *one.marks)))


def test_it_needs_nobody_and_is_placed_at_once() -> None:
    one = turns(clip("c07"))
    assert one.widgets == [(one.figure, False)]
