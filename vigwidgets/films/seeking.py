"""Pictures of a film from one frame to another, each exactly once: sought where that is safe, counted otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, BinaryIO

from av.error import FFmpegError

from vigwidgets.core.errors import FilmUnreadable
from vigwidgets.films.index import stream_of, to_ms
from vigwidgets.films.opening import DAMAGED, opened_film

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.frame import VideoFrame

    from vigwidgets.films.probe import Probe


class _AstrayError(Exception):
    """The decoder gave another picture than the one expected next."""


def pictures_between(file: BinaryIO, probe: Probe, *, first: int, until: int) -> Iterator[VideoFrame]:
    """Yield the frames from number `first` to before `until`, in the order they are shown.

    Args:
        file: The open film; its position afterwards is undefined.
        probe: What the film is.
        first: Number of a frame, 0 or more.
        until: Greater than `first`, at most the number of all.

    Raises:
        FilmUnreadable: one of them cannot be decoded.
    """
    done = first
    with opened_film(file) as film:
        try:
            for frame in _sought(film, probe, first=first, until=until):
                yield frame
                done += 1
        except (_AstrayError, FFmpegError):
            pass
        else:
            return
    # the times of the packets do not lead there: count from the film's beginning, as it was indexed
    with opened_film(file) as film:
        for frame in _counted(film, probe, first=done, until=until):
            yield frame
            done += 1
    if done < until:
        raise FilmUnreadable(DAMAGED)


def _sought(film: InputContainer, probe: Probe, *, first: int, until: int) -> Iterator[VideoFrame]:
    """Yield the frames from the key frame before on, each checked by its time."""
    stream = stream_of(film, probe.stream_index)
    stream.thread_type = "AUTO"
    base = stream.time_base
    times = probe.times.times_ms
    if base is None:
        raise _AstrayError
    clock = round(probe.clock_s / base)
    film.seek(round((probe.clock_s + Fraction(times[first], 1000)) / base), stream=stream)
    index = first
    for frame in film.decode(stream):
        if frame.pts is None:
            raise _AstrayError
        time_ms = to_ms(frame.pts - clock, time_base=base)
        if index == first and time_ms < times[first]:
            continue
        if time_ms != times[index]:
            raise _AstrayError
        yield frame
        index += 1
        if index == until:
            return
    raise _AstrayError


def _counted(film: InputContainer, probe: Probe, *, first: int, until: int) -> Iterator[VideoFrame]:
    stream = stream_of(film, probe.stream_index)
    stream.thread_type = "AUTO"
    for number, frame in enumerate(film.decode(stream), -probe.hidden):
        if number >= until:
            return
        if number >= first:
            yield frame
