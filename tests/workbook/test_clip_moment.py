"""A passage is shown only for what the clip's own marks say of it."""

from __future__ import annotations

from typing import Any

import pytest

from vigwidgets.core.errors import InvalidValue, SpanOutsideFilm, UnknownPrinciple
from vigwidgets.core.span import Span
from vigwidgets.workbook.clips import clip
from vigwidgets.workbook.compositions.clip_moment import MomentOfClip, Passage

RIGHT: dict[str, Any] = {
    "principle": "giving_time_and_space", "still_ms": 14_600, "plays": Span(12_800, 18_400), "next_ms": 16_600,
}  # fmt: skip


def moment(**other: Any) -> MomentOfClip:
    return MomentOfClip(clip("c01"), Passage(**{**RIGHT, **other}), seen="She waits.", then="He looks up.", new_id=dict)


def test_the_figure_has_the_principles_own_wording_and_the_name_of_whoever_acts_next():
    figure = moment().figure
    assert figure.moment == {
        "heading": "Giving time and space for the other", "still_ms": 14_600, "start_ms": 12_800, "end_ms": 18_400,
        "next_ms": 16_600, "seen": "She waits.", "then": "He looks up.", "who": "Theo",
    }  # fmt: skip
    assert figure.film["url"].endswith("/c01/film.mp4")


def test_it_needs_nobody_and_is_placed_at_once():
    one = moment()
    assert one.widgets == [(one.figure, False)]


def test_a_still_where_the_clip_shows_another_principle_is_refused():
    with pytest.raises(InvalidValue, match="Nobody shows 'giving_time_and_space' at 18400 ms"):
        moment(still_ms=18_400, plays=Span(12_800, 19_000))


def test_a_next_act_where_nobody_begins_anything_is_refused():
    with pytest.raises(InvalidValue, match="No initiative is under way at 18100 ms"):
        moment(next_ms=18_100)


def test_a_named_time_that_would_not_be_played_is_refused():
    with pytest.raises(InvalidValue, match="outside the passage"):
        moment(next_ms=20_200)


def test_a_passage_past_the_clips_end_is_refused():
    with pytest.raises(SpanOutsideFilm, match="the film at 26400 ms"):
        moment(plays=Span(12_800, 26_401))


def test_a_principle_of_no_framework_is_refused():
    with pytest.raises(UnknownPrinciple, match="nodding_off"):
        moment(principle="nodding_off")
