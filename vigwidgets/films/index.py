"""The frame index: the exact time of every picture, read from packets, or by decoding where packets do not tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import av

from vigwidgets.core.errors import FilmHasNoPicture, FilmUnreadable
from vigwidgets.core.film import FrameTimes
from vigwidgets.core.span import ms_from_seconds
from vigwidgets.films.opening import DAMAGED, opened_film, picture_streams
from vigwidgets.films.packets import look_for

if TYPE_CHECKING:
    from typing import BinaryIO

    from av.container import InputContainer
    from av.stream import Stream
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

LONGEST_PICTURE_S: Final = 3600
"""No camera holds a picture for longer: a time that says so is damaged."""
LATEST_BEGIN_S: Final = 86_400
EXPLODE: Final = {"err_detect": "explode"}
"""Lets a decoder stop at damage instead of drawing something in its place."""
NOTHING_SHOWN: Final = "The film holds no picture that can be shown. Choose another film."


class Picture(NamedTuple):
    """One picture in units of the stream's time base: presentation time, and length (0 where the file does not say)."""

    pts: int
    length: int


@dataclass(frozen=True, slots=True)
class PacketIndex:
    """What the packets of one stream tell.

    Attributes:
        stream_index: The stream's number in the file.
        pictures: Ascending by time.
        key_pts: Times of the key frames, in the file's order.
        key_dts: When they are to be decoded; their own times where the file does not say.
        first_dts: When the first packet is to be decoded, or None.
        exact: Whether decoding would give the same pictures as far as packets can tell.
        whole: Whether every packet looks undamaged.
    """

    stream_index: int
    pictures: tuple[Picture, ...]
    key_pts: tuple[int, ...]
    key_dts: tuple[int, ...]
    first_dts: int | None
    exact: bool
    whole: bool


@dataclass(slots=True)
class _Gathered:
    """Packets of one stream while they are being read."""

    pictures: list[Picture]
    key_pts: list[int]
    key_dts: list[int]
    whole: bool = True
    exact: bool = True
    first_dts: int | None = None
    last_dts: int | None = None


def read_packets(container: InputContainer) -> PacketIndex:
    """Return the index of the first stream of pictures that has any, which is the one browsers show.

    Raises:
        FilmHasNoPicture: no stream has one.
        av.error.FFmpegError: the container is damaged.
    """
    streams = picture_streams(container)
    gathered = {stream.index: _Gathered([], [], []) for stream in streams}
    looks = {stream.index: look_for(codec_name(stream), _extradata(stream)) for stream in streams}
    for packet in container.demux(streams):
        if packet.size:
            shown, whole = looks[packet.stream_index](memoryview(packet))
            _gather(gathered[packet.stream_index], packet, shown=shown, whole=whole)
    for index, found in gathered.items():
        if found.pictures or not found.exact:
            return _judge(index, found)
    raise FilmHasNoPicture(NOTHING_SHOWN)


def _gather(found: _Gathered, packet: av.Packet, *, shown: bool, whole: bool) -> None:
    found.whole = found.whole and whole and not packet.is_corrupt
    if packet.dts is not None:
        if found.last_dts is not None and packet.dts < found.last_dts:
            found.exact = False  # The clock goes back: two recordings in one file, or a damaged time.
        if found.first_dts is None:
            found.first_dts = packet.dts
        found.last_dts = packet.dts
    if packet.pts is None:
        found.exact = False
        return
    if packet.is_keyframe:
        found.key_pts.append(packet.pts)
        found.key_dts.append(packet.pts if packet.dts is None else packet.dts)
    elif not found.key_pts:
        found.exact = False  # A decoder drops what comes before the first key frame.
    if shown and not packet.is_discard:
        found.pictures.append(Picture(packet.pts, packet.duration or 0))
        if found.key_pts and packet.pts < found.key_pts[0]:
            found.exact = False  # It leads the first key frame and may need pictures that are not there.


def _judge(stream_index: int, found: _Gathered) -> PacketIndex:
    pictures = tuple(sorted(found.pictures))
    doubled = any(a.pts == b.pts for a, b in pairwise(pictures))
    exact = found.exact and not doubled
    return PacketIndex(
        stream_index, pictures, tuple(found.key_pts), tuple(found.key_dts), found.first_dts, exact, found.whole
    )


def decode_pictures(file: BinaryIO, *, stream_index: int) -> tuple[Picture, ...]:
    """Return every picture of a stream, ascending by time, by decoding all of it: 20 s for 10 minutes of 1080p.

    Raises:
        FilmUnreadable: the decoder fails, nothing comes out of it, or the film's clock goes back.
    """
    return _all_pictures(file, stream_index=stream_index, options={})


def decode_strictly(file: BinaryIO, *, stream_index: int) -> tuple[Picture, ...]:
    """Return what `decode_pictures` does; raise `FilmUnreadable` also where a decoder would paint over damage."""
    return _all_pictures(file, stream_index=stream_index, options=EXPLODE)


def _all_pictures(file: BinaryIO, *, stream_index: int, options: dict[str, str]) -> tuple[Picture, ...]:
    pictures: list[Picture] = []
    with opened_film(file) as container:
        stream = stream_of(container, stream_index)
        stream.thread_type = "AUTO"  # Decoders that share out one picture overlook damage in VP9.
        stream.codec_context.options = options
        for frame in container.decode(stream):
            pictures.append(_picture(frame, pictures))
            if options and frame.is_corrupt:
                raise FilmUnreadable(DAMAGED)
    if not pictures or any(after.pts < before.pts for before, after in pairwise(pictures)):
        raise FilmUnreadable(DAMAGED)
    return tuple(pictures)


def check_lengths(pictures: Sequence[Picture], *, time_base: Fraction) -> None:
    """Raise `FilmUnreadable` where a picture lasts, or the first is waited for, longer than in any recording."""
    longest = LONGEST_PICTURE_S / time_base
    lengths = [after.pts - before.pts for before, after in pairwise(pictures)]
    if max([*lengths, pictures[-1].length]) > longest or pictures[0].pts > LATEST_BEGIN_S / time_base:
        raise FilmUnreadable(DAMAGED)


def _picture(frame: VideoFrame, before: Sequence[Picture]) -> Picture:
    length = frame.duration or 0
    if frame.pts is not None:
        return Picture(frame.pts, length)
    if frame.dts is not None:
        return Picture(frame.dts, length)
    return Picture(before[-1].pts + max(1, before[-1].length), length) if before else Picture(0, length)


def times_from(pictures: Sequence[Picture], *, time_base: Fraction) -> FrameTimes:
    """Return times in ms of what a browser shows from `currentTime` 0 on.

    Pictures that are over before 0 are never shown and left out; one that is on when 0 passes starts at 0. The last
    picture lasts as long as the file says, or as long as the one before it.

    Raises:
        FilmHasNoPicture: nothing is shown at 0 or later.
    """
    starts = [to_ms(picture.pts, time_base=time_base) for picture in pictures]
    end = to_ms(pictures[-1].pts + _last_length(pictures), time_base=time_base)
    shown = [max(0, start) for start, over in zip(starts, [*starts[1:], end], strict=True) if over > 0]
    if not shown:
        raise FilmHasNoPicture(NOTHING_SHOWN)
    return FrameTimes.spread(shown, duration_ms=end)


def to_ms(pts: int, *, time_base: Fraction) -> int:
    """Return a presentation time in ms, rounded by the house's rule from the floating-point seconds browsers report."""
    return ms_from_seconds(pts * time_base.numerator / time_base.denominator)


def _last_length(pictures: Sequence[Picture]) -> int:
    if pictures[-1].length > 0:
        return pictures[-1].length
    return max(1, pictures[-1].pts - pictures[-2].pts) if len(pictures) > 1 else 1


def stream_of(container: InputContainer, stream_index: int) -> VideoStream:
    """Return a stream of pictures by its number in the file."""
    return next(stream for stream in container.streams.video if stream.index == stream_index)


def codec_name(stream: Stream) -> str:
    """Return FFmpeg's short name of a stream's codec, or an empty text when FFmpeg knows none."""
    context = stream.codec_context
    return context.codec.canonical_name if context is not None and context.codec is not None else ""


def _extradata(stream: VideoStream) -> bytes | None:
    return stream.codec_context.extradata if stream.codec_context is not None else None


def pts_of(pictures: Iterable[Picture]) -> list[int]:
    """Return the presentation times alone."""
    return [picture.pts for picture in pictures]
