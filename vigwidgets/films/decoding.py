"""A look at a film through its decoder: do its first and last pictures come out, at the times the index says?"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from typing import TYPE_CHECKING, BinaryIO, Final

from av.error import FFmpegError

from vigwidgets.core.errors import FilmUnreadable
from vigwidgets.films.index import (
    EXPLODE,
    LONGEST_PICTURE_S,
    PacketIndex,
    Picture,
    codec_name,
    decode_pictures,
    decode_strictly,
    pts_of,
    stream_of,
)
from vigwidgets.films.opening import DAMAGED, opened_film
from vigwidgets.films.packets import Look, look_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

QUARTERS = (0, 90, 180, 270)
ENOUGH: Final = 48
"""Pictures looked at from the beginning on: more than any decoder holds back, and phones write groups of hundreds."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What came out of the decoder.

    Attributes:
        pictures: All pictures of the film, ascending by time.
        rotation: Degrees clockwise the picture is turned for display.
        pixel_format: FFmpeg's name for the form of the decoded pixels.
        width: Pixels of the decoded picture, before rotation and pixel shape.
        height: Pixels of the decoded picture.
    """

    pictures: tuple[Picture, ...]
    rotation: int
    pixel_format: str
    width: int
    height: int


def look_at(file: BinaryIO, index: PacketIndex) -> Seen:
    """Return what the decoder makes of the first pictures and the last group, or of all where packets are in doubt.

    Raises:
        FilmUnreadable: the decoder fails, nothing comes out, or damaged packets lose pictures.
    """
    with opened_film(file) as container:
        first, frame = _first_pictures(container, index)
    with opened_film(file) as container:
        last = _last_group(container, index)
    pictures = index.pictures
    if not index.whole:
        pictures = decode_strictly(file, stream_index=index.stream_index)
        if len(pictures) < len(index.pictures):
            raise FilmUnreadable(DAMAGED)
    elif not (index.exact and _agree(index, first=first, last=last)):
        pictures = decode_pictures(file, stream_index=index.stream_index)
        if index.exact and len(pictures) < len(index.pictures):
            raise FilmUnreadable(DAMAGED)
    return Seen(pictures, _rotation(frame), frame.format.name, frame.width, frame.height)


def good_pictures(container: InputContainer, *, stream_index: int, until: int | None) -> Seen:
    """Return what comes out of the decoder from the film's beginning to its first damage.

    Args:
        container: The film.
        stream_index: The number of the stream.
        until: The byte before which its packets begin that are undamaged; None where that is not known.

    Raises:
        FilmUnreadable: the first picture is damaged already.
    """
    stream = _hasty(stream_of(container, stream_index))
    stream.codec_context.options = {**stream.codec_context.options, **EXPLODE}
    stream.thread_type = "NONE"  # Decoders that share out one picture overlook damage in VP9.
    longest = LONGEST_PICTURE_S / (stream.time_base or Fraction(1, 1000))
    pictures: list[Picture] = []
    first: VideoFrame | None = None
    fed = _Fed([], look_for(codec_name(stream), stream.codec_context.extradata))
    with suppress(FFmpegError):
        for frame in _until_damage(container, stream, fed, until=until):
            # where a picture is missing, what comes after it may have been drawn from the wrong one
            if frame.is_corrupt or frame.pts is None or (fed.promised and heappop(fed.promised) != frame.pts):
                break
            if pictures and not 0 <= frame.pts - pictures[-1].pts <= longest:
                break
            first = first or frame
            length = frame.duration or 0
            pictures.append(Picture(frame.pts, length if length <= longest else 0))
    # a picture of a later packet may belong before those that are shown after the last that was decoded
    pictures = [one for one in pictures if fed.last_dts is None or one.pts <= fed.last_dts]
    if first is None or not pictures:
        raise FilmUnreadable(DAMAGED)
    return Seen(tuple(pictures), _rotation(first), first.format.name, first.width, first.height)


@dataclass(slots=True)
class _Fed:
    """What a decoder was given: a heap of the times of pictures it owes, and when the last packet was to be decoded."""

    promised: list[int]
    look: Look
    last_dts: int | None = None


def _until_damage(
    container: InputContainer, stream: VideoStream, fed: _Fed, *, until: int | None
) -> Iterator[VideoFrame]:
    """Yield the pictures of the packets before the first that is not whole."""
    for packet in container.demux(stream):
        if packet.is_corrupt or (until is not None and (packet.pos or 0) >= until):
            break
        if packet.size:
            shown, _ = fed.look(memoryview(packet))
            if shown and packet.pts is not None and not packet.is_discard:
                heappush(fed.promised, packet.pts)
            frames = stream.decode(packet)
            fed.last_dts = packet.dts
            yield from frames
    yield from stream.decode(None)


def _rotation(frame: VideoFrame) -> int:
    """Return degrees clockwise, a quarter turn at a time."""
    return min(QUARTERS, key=lambda quarter: abs(quarter - -frame.rotation % 360))


def _first_pictures(container: InputContainer, index: PacketIndex) -> tuple[list[int], VideoFrame]:
    """Return the decoded times before the second key frame, `ENOUGH` at most, and the first picture.

    A decoder holds pictures back, so decoding goes on until one of the next group comes out.
    """
    end = index.key_pts[1] if len(index.key_pts) > 1 else None
    times: list[int] = []
    shown: VideoFrame | None = None
    for frame in container.decode(_hasty(stream_of(container, index.stream_index))):
        shown = shown or frame
        if len(times) == _looked_at(index) or (end is not None and frame.pts is not None and frame.pts >= end):
            break
        if frame.pts is not None:
            times.append(frame.pts)
    if shown is None:
        raise FilmUnreadable(DAMAGED)
    return times, shown


def _looked_at(index: PacketIndex) -> int:
    """Return how many pictures to look at from the beginning on: all where no last group will be looked at."""
    return ENOUGH if len(index.key_pts) > 1 else len(index.pictures) + 1


def _last_group(container: InputContainer, index: PacketIndex) -> list[int]:
    """Return the decoded times from the last key frame on; nothing when that is the first one too."""
    if len(index.key_pts) <= 1:
        return []
    start = index.key_pts[-1]
    stream = _hasty(stream_of(container, index.stream_index))
    stream.thread_type = "FRAME"  # a picture a thread: the group has up to 250, and damage is looked for elsewhere
    container.seek(start, stream=stream)
    return [frame.pts for frame in container.decode(stream) if frame.pts is not None and frame.pts >= start]


def _hasty(stream: VideoStream) -> VideoStream:
    """Leave out the smoothing of edges: nobody looks at these pictures, and it is a third of the work."""
    stream.codec_context.options = {"skip_loop_filter": "all"}
    return stream


def _agree(index: PacketIndex, *, first: list[int], last: list[int]) -> bool:
    """Return whether what was decoded is what the packets promised there."""
    every = pts_of(index.pictures)
    if len(index.key_pts) <= 1:
        return first == every
    second, start = index.key_pts[1], index.key_pts[-1]
    promised = [pts for pts in every if pts < second][: _looked_at(index)]
    return first == promised and last == [pts for pts in every if pts >= start]
