"""Time and spans."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigwidgets.core.errors import InvalidValue, SpanOutsideFilm
from vigwidgets.core.span import Span, is_whole, ms_from_seconds

TIMES = st.integers(0, 10_000_000)


@st.composite
def spans(draw):
    start = draw(st.integers(0, 1000))
    return Span(start, start + draw(st.integers(1, 1000)))


@given(st.integers(0, 86_400_000))
def test_whole_milliseconds_survive_being_said_in_seconds(ms):
    assert ms_from_seconds(ms / 1000) == ms


@given(st.floats(0, 86_400, allow_nan=False))
def test_rounding_is_never_off_by_more_than_half_a_millisecond(seconds):
    assert abs(Fraction(ms_from_seconds(seconds)) - Fraction(seconds) * 1000) <= Fraction(1, 2) + Fraction(1, 10**6)


@pytest.mark.parametrize(("seconds", "ms"), [(0, 0), (0.0005, 1), (0.00049, 0), (12.5, 12_500), (1.0025, 1003)])
def test_half_a_millisecond_rounds_up_as_in_the_browser(seconds, ms):
    assert ms_from_seconds(seconds) == ms


@pytest.mark.parametrize("seconds", [float("nan"), float("inf"), float("-inf")])
def test_a_time_has_to_be_finite(seconds):
    with pytest.raises(InvalidValue, match="finite"):
        ms_from_seconds(seconds)


@pytest.mark.parametrize(("value", "whole"), [(0, True), (-3, True), (True, False), (1.0, False), ("1", False)])
def test_a_truth_is_no_whole_number(value, whole):
    assert is_whole(value) is whole


def test_a_moment_may_not_start_before_the_film_does():
    with pytest.raises(InvalidValue, match="before the film"):
        Span(-1, 5)


@pytest.mark.parametrize("end_ms", [4, 5])
def test_a_moment_may_not_end_before_it_starts(end_ms):
    with pytest.raises(InvalidValue, match="before it starts"):
        Span(5, end_ms)


@pytest.mark.parametrize(("start_ms", "end_ms"), [(0.0, 5), (0, 5.5), (False, True), ("0", "5"), (None, 5)])
def test_a_moments_times_have_to_be_whole(start_ms, end_ms):
    with pytest.raises(InvalidValue, match="whole milliseconds"):
        Span(start_ms, end_ms)


@given(spans())
def test_a_span_holds_as_many_milliseconds_as_it_is_long(span):
    assert sum(span.holds(ms) for ms in range(span.start_ms - 2, span.end_ms + 3)) == span.length_ms


@given(spans(), spans())
def test_two_spans_overlap_when_some_millisecond_is_in_both(one, other):
    shared = range(max(one.start_ms, other.start_ms), min(one.end_ms, other.end_ms))
    assert one.overlaps(other) is other.overlaps(one) is (len(shared) > 0)


def test_spans_that_touch_do_not_overlap():
    assert not Span(0, 5).overlaps(Span(5, 9))


@given(spans(), st.integers(1, 2500))
def test_nothing_is_clamped(span, duration_ms):
    if span.end_ms <= duration_ms:
        assert span.inside(duration_ms) == span
    else:
        with pytest.raises(SpanOutsideFilm, match=f"{span.end_ms} ms"):
            span.inside(duration_ms)


def test_a_span_cannot_be_changed_in_place():
    with pytest.raises(AttributeError, match="start_ms"):
        Span(0, 5).start_ms = 3  # type: ignore[misc]
