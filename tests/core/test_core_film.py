"""Films and the exact times of their frames."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.film import Film, FrameTimes, varies

ROUNDED = st.lists(st.integers(0, 500), min_size=1, max_size=60).map(sorted)


def film(**said):
    values = {
        "id": "f",
        "title": "Tower",
        "duration_ms": 40,
        "frames": 1,
        "variable_frame_rate": False,
        "rotation": 0,
        "width": 16,
        "height": 9,
        "video_codec": "h264",
        "audio_codec": None,
        "playable": "original",
        "media_type": "video/mp4",
        "sha256": "0" * 64,
        "size_bytes": 1,
    }
    return Film(**{**values, **said})


@pytest.mark.parametrize("said", [{"duration_ms": 0}, {"duration_ms": -1}, {"frames": 0}])
def test_a_film_needs_a_picture_that_lasts(said):
    with pytest.raises(InvalidValue, match="at least one picture"):
        film(**said)


def test_a_film_is_turned_by_right_angles():
    with pytest.raises(InvalidValue, match="90, 180 or 270"):
        film(rotation=45)


@given(ROUNDED)
def test_no_two_frames_share_a_millisecond(rounded):
    times = FrameTimes.spread(rounded, duration_ms=1).times_ms
    assert len(times) == len(rounded)
    assert all(later > earlier for earlier, later in pairwise(times))


@given(ROUNDED)
def test_a_frame_is_moved_only_where_it_has_to_be(rounded):
    times = FrameTimes.spread(rounded, duration_ms=1).times_ms
    for at, (time, wanted) in enumerate(zip(times, rounded, strict=True)):
        assert time == (wanted if at == 0 else max(wanted, times[at - 1] + 1))


@given(ROUNDED, st.integers(0, 800))
def test_the_frame_shown_is_the_last_that_has_begun(rounded, time_ms):
    frames = FrameTimes.spread(rounded, duration_ms=900)
    begun = [at for at, begins in enumerate(frames.times_ms) if begins <= time_ms]
    assert frames.frame_at(time_ms) == (begun[-1] if begun else 0)


@given(ROUNDED)
def test_the_spans_of_all_frames_lie_end_to_end(rounded):
    frames = FrameTimes.spread(rounded, duration_ms=900)
    spans = [frames.frame_span(at) for at in range(len(rounded))]
    assert [end for _, end in spans] == [*(start for start, _ in spans[1:]), frames.duration_ms]


def test_the_last_frame_can_be_counted_from_the_end():
    assert FrameTimes((0, 40, 90), 120).frame_span(-1) == (90, 120)


@pytest.mark.parametrize("index", [3, -4])
def test_a_frame_that_is_not_there_has_no_span(index):
    with pytest.raises(IndexError, match="out of range"):
        FrameTimes((0, 40, 90), 120).frame_span(index)


@pytest.mark.parametrize(
    ("times", "duration", "reason"),
    [
        ((), 1, "at least one frame"),
        ((-1, 3), 9, "from 0 on"),
        ((0.5,), 9, "whole milliseconds"),
        ((0, 3, 3), 9, "no two are equal"),
        ((0, 3, 2), 9, "ascend"),
        ((0, 9), 9, "after its last frame"),
    ],
)
def test_frame_times_that_cannot_be_are_refused(times, duration, reason):
    with pytest.raises(InvalidValue, match=reason):
        FrameTimes(times, duration)


@pytest.mark.parametrize(
    ("times", "expected"), [((0,), False), ((0, 33, 67, 100), False), ((0, 33, 68), True), ((0, 33, 200), True)]
)
def test_rounding_alone_is_no_variable_frame_rate(times, expected):
    assert varies(times) is expected
