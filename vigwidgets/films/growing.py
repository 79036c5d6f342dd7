"""A film that can be watched while it is being written, in fragments that are each whole by themselves.

Beside a copy that is being made stands this second file. What of it is complete is told by `read_growing`, and a
browser fetches just that. It is for the time until the copy is there, and is thrown away then.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

import av
from av.error import FFmpegError

from vigwidgets.films.tracks import disk_errors
from vigwidgets.films.upright import CLOCK

if TYPE_CHECKING:
    from av.container import OutputContainer
    from av.packet import Packet
    from av.stream import Stream

    from vigwidgets.core.film import FrameTimes

OPTIONS: Final = {
    "movflags": "+frag_keyframe+empty_moov+default_base_moof",
    "use_editlist": "0",  # browsers that are fed fragments do not heed all edit lists
    "video_track_timescale": str(CLOCK),
    "flush_packets": "1",
}
PICTURES: Final = 1
"""Number of the track of pictures."""
HEAD_BYTES: Final = 8
LONGEST_MOOF_BYTES: Final = 1 << 20


class Fragment(NamedTuple):
    """Some pictures that follow on each other, the first a key frame, with their sound.

    Attributes:
        start_ms: When the first picture begins.
        end_ms: When the last one ends.
        offset: Of the fragment in the file, in bytes.
        length: In bytes.
    """

    start_ms: int
    end_ms: int
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Growing:
    """What there is so far of a growing film.

    Attributes:
        media_type: MIME type with codecs, as browsers ask for it; empty while not even that is known.
        head_bytes: Length of what comes before the first fragment.
        fragments: Those that are complete, in order and without a gap.
    """

    media_type: str = ""
    head_bytes: int = 0
    fragments: tuple[Fragment, ...] = ()


@contextmanager
def growing(to: Path) -> Iterator[GrowingFilm]:
    """Yield the film to be written at `to`; what the disk says comes as `OSError`."""
    with disk_errors():
        film = av.open(str(to), "w", format="mp4", options=OPTIONS)
    try:
        yield GrowingFilm(film)
    finally:
        with suppress(FFmpegError):
            film.close()


class GrowingFilm:
    """Takes the packets that another film is made of."""

    def __init__(self, film: OutputContainer) -> None:
        self._film = film
        self._tracks: dict[int, Stream] = {}

    def follow(self, film: OutputContainer) -> None:
        """Have the tracks of the other film, to which no more are added; the pictures' is its first."""
        with disk_errors():
            film.start_encoding()
        for stream in film.streams:
            self._tracks[stream.index] = self._film.add_stream_from_template(stream, opaque=True)

    def take(self, packet: Packet) -> None:
        """Write what a packet holds, which is left as it is.

        What an encoder puts before time 0 to begin with is left out: without an edit list it would put all off.
        """
        if packet.pts is None or packet.pts < 0:
            return
        own = av.Packet(bytes(packet))
        own.stream = self._tracks[packet.stream.index]
        own.pts, own.dts, own.duration, own.time_base = packet.pts, packet.dts, packet.duration, packet.time_base
        own.is_keyframe = packet.is_keyframe
        with disk_errors():
            self._film.mux(own)


def read_growing(path: Path, times: FrameTimes) -> Growing:
    """Return what is complete of the growing film at `path`; nothing where it is not there yet.

    Args:
        path: Where it is being written.
        times: Of all pictures the film will have.
    """
    try:
        with path.open("rb") as file:
            return _read(file, times)
    except (OSError, struct.error):
        return Growing()


def _read(file: BinaryIO, times: FrameTimes) -> Growing:
    media_type, head, picture, found = "", 0, 0, list[Fragment]()
    moof: tuple[int, int] | None = None
    size = file.seek(0, 2)
    for kind, offset, length in _boxes(file, size):
        if kind == b"moov":
            media_type, head = _media_type(_bytes_at(file, offset, length)), offset + length
        elif kind == b"moof":
            moof = (offset, _pictures_in(_bytes_at(file, offset, min(length, LONGEST_MOOF_BYTES))))
        elif kind == b"mdat" and moof is not None:
            begins, many = moof
            last = min(picture + many, len(times.times_ms)) - 1
            if last >= picture:
                span = times.times_ms[picture], times.frame_span(last)[1]
                found.append(Fragment(*span, begins, offset + length - begins))
            picture, moof = picture + many, None
    return Growing(media_type, head, tuple(found))


def _boxes(file: BinaryIO, size: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, offset and length of the outermost boxes that are there as a whole."""
    offset = 0
    while offset + HEAD_BYTES <= size:
        length, kind = struct.unpack(">I4s", _bytes_at(file, offset, HEAD_BYTES))
        if length == 1:
            (length,) = struct.unpack(">Q", _bytes_at(file, offset + HEAD_BYTES, 8))
        if length < HEAD_BYTES or offset + length > size:
            return
        yield kind, offset, length
        offset += length


def _bytes_at(file: BinaryIO, offset: int, length: int) -> bytes:
    file.seek(offset)
    return file.read(length)


def _inside(box: bytes, *path: bytes) -> Iterator[bytes]:
    """Yield the contents of all boxes that lie in `box`, itself without a head, at a path of kinds."""
    offset = 0
    while offset + HEAD_BYTES <= len(box):
        length, kind = struct.unpack_from(">I4s", box, offset)
        if length < HEAD_BYTES:
            return
        if kind == path[0]:
            inner = box[offset + HEAD_BYTES : offset + length]
            if len(path) == 1:
                yield inner
            else:
                yield from _inside(inner, *path[1:])
        offset += length


def _pictures_in(moof: bytes) -> int:
    """Return how many pictures a fragment holds."""
    total = 0
    for track in _inside(moof[HEAD_BYTES:], b"traf"):
        number = next(struct.unpack_from(">I", head, 4)[0] for head in _inside(track, b"tfhd"))
        if number == PICTURES:
            total += sum(struct.unpack_from(">I", run, 4)[0] for run in _inside(track, b"trun"))
    return total


def _media_type(moov: bytes) -> str:
    """Return the MIME type with codecs: profile and level of H.264 stand in its configuration."""
    at = moov.find(b"avcC") + 5
    codecs = [f"avc1.{moov[at : at + 3].hex()}"] + (["mp4a.40.2"] if b"mp4a" in moov else [])
    return f'video/mp4; codecs="{",".join(codecs)}"'
