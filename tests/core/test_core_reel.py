"""Which frames of a film a reel of some marks shows."""

from __future__ import annotations

import pytest

from vigwidgets.core.errors import InvalidValue, SpanOutsideFilm
from vigwidgets.core.film import FrameTimes
from vigwidgets.core.mark import Mark
from vigwidgets.core.reel import reel_clips
from vigwidgets.core.span import Span

TIMES = FrameTimes(tuple(range(0, 10_000, 40)), 10_000)


def mark(name: str, start: int, end: int) -> Mark:
    return Mark(id=name, film="f", span=Span(start, end))


def spans(*marks: Mark, times: FrameTimes = TIMES, before: int = 0, after: int = 0) -> list[tuple[int, int]]:
    clips = reel_clips(marks, times, pad_before_ms=before, pad_after_ms=after)
    return [(clip.span.start_ms, clip.span.end_ms) for clip in clips]


def test_what_came_of_a_moment_is_shown_for_two_seconds() -> None:
    (clip,) = reel_clips([mark("a", 1000, 2000)], TIMES)
    assert clip.span == Span(1000, 4000)
    assert clip.frames == (25, 100)
    assert clip.marks == ("a",)


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (1000, 2000, (1000, 2000)),
        (1001, 2000, (1000, 2000)),
        (1039, 2001, (1000, 2040)),
        (1040, 1041, (1040, 1080)),
        (0, 1, (0, 40)),
        (9999, 10_000, (9960, 10_000)),
    ],
)
def test_edges_are_those_of_the_frames_that_are_on(start: int, end: int, shown: tuple[int, int]) -> None:
    assert spans(mark("a", start, end)) == [shown]


def test_pads_stop_at_the_ends_of_the_film() -> None:
    assert spans(mark("a", 400, 9800), before=3000, after=3000) == [(0, 10_000)]


def test_marks_that_overlap_become_one_clip_where_the_first_of_them_stood() -> None:
    marks = [mark("c", 8000, 8400), mark("a", 1000, 2000), mark("d", 5000, 5400), mark("b", 1900, 3000)]
    clips = reel_clips(marks, TIMES, pad_after_ms=0)
    assert [(clip.marks, clip.span.start_ms, clip.span.end_ms) for clip in clips] == [
        (("c",), 8000, 8400),
        (("a", "b"), 1000, 3000),
        (("d",), 5000, 5400),
    ]


def test_one_mark_may_join_two_clips() -> None:
    marks = [mark("a", 1000, 2000), mark("b", 3000, 4000), mark("c", 1500, 3500)]
    assert spans(*marks) == [(1000, 4000)]


def test_clips_that_only_touch_stay_two() -> None:
    assert spans(mark("a", 1000, 2000), mark("b", 2000, 3000)) == [(1000, 2000), (2000, 3000)]


def test_no_frame_is_in_two_clips_and_none_is_missing_where_frames_are_uneven() -> None:
    times = FrameTimes((500, 533, 600, 1900, 1901, 2500), 2600)
    clips = reel_clips([mark("a", 0, 100), mark("b", 700, 1901), mark("c", 2499, 2501)], times, pad_after_ms=0)
    assert [clip.frames for clip in clips] == [(0, 1), (2, 4), (4, 6)]


@pytest.mark.parametrize("pad", [-1, 600_001, 1.5])
def test_a_pad_that_cannot_be_is_refused(pad: int) -> None:
    with pytest.raises(InvalidValue):
        reel_clips([mark("a", 0, 40)], TIMES, pad_after_ms=pad)


def test_a_mark_outside_the_film_is_refused() -> None:
    with pytest.raises(SpanOutsideFilm):
        reel_clips([mark("a", 9000, 10_001)], TIMES)
