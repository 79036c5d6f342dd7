"""A look at a film through its decoder: do its first and last pictures come out, at the times the index says?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, Final

from vigwidgets.core.errors import FilmUnreadable
from vigwidgets.films.index import PacketIndex, Picture, decode_pictures, pts_of, stream_of
from vigwidgets.films.opening import DAMAGED, opened_film

if TYPE_CHECKING:
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
    if not (index.exact and index.whole and _agree(index, first=first, last=last)):
        pictures = decode_pictures(file, stream_index=index.stream_index)
        if not index.whole and len(pictures) < len(index.pictures):
            raise FilmUnreadable(DAMAGED)
    rotation = min(QUARTERS, key=lambda quarter: abs(quarter - -frame.rotation % 360))
    return Seen(pictures, rotation, frame.format.name, frame.width, frame.height)


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
