"""The elements that WebM and Matroska films are made of (RFC 8794 and 9559), followed to the last block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO, Final

from vigwidgets.films.chains import ChainBroken

EBML: Final = b"\x1a\x45\xdf\xa3"
DOCTYPE: Final = b"\x42\x82"
SEGMENT: Final = b"\x18\x53\x80\x67"
CLUSTER: Final = b"\x1f\x43\xb6\x75"
TRACKS: Final = b"\x16\x54\xae\x6b"
TRACK: Final = b"\xae"
TRACK_NUMBER: Final = b"\xd7"
BLOCK: Final = b"\xa3"
GROUP: Final = b"\xa0"
BLOCK_IN_GROUP: Final = b"\xa1"
STEPPED_INTO: Final = frozenset({SEGMENT, CLUSTER})
# Header, void, checksum; then what may stand in a segment beside clusters.
OUTER: Final = STEPPED_INTO | {
    bytes.fromhex(name)
    for name in "1a45dfa3 114d9b74 1549a966 1654ae6b 1c53bb6b 1254c367 1043a770 1941a469".split()  # noqa: SIM905 - a list of quoted words reads worse
}
INNER: Final = frozenset(bytes.fromhex(name) for name in ("e7", "5854", "a7", "ab", "a3", "a0", "af"))
"""What may stand in a cluster: its time, where it is, what went before it, blocks."""
ANYWHERE: Final = frozenset({b"\xec", b"\xbf"})
"""Void and checksum."""
LONGEST_HEADER: Final = 4096
LONGEST_ELEMENT_HEADER: Final = 40
"""Two headers, one in the other, and the number of a track."""
MOST_OF_TRACKS_BYTES: Final = 1 << 24


def doctype(file: BinaryIO) -> str:
    """Return `webm` or `matroska` as the file calls itself, or an empty text for any other kind of file.

    Whatever else it calls itself is read as Matroska.
    """
    file.seek(0)
    head = file.read(LONGEST_HEADER)
    if not head.startswith(EBML):
        return ""
    at = head.find(DOCTYPE)
    if at < 0:
        return "matroska"
    length, start = _vint(head, at + len(DOCTYPE))
    return "webm" if head[start : start + (length or 0)].rstrip(b"\0") == b"webm" else "matroska"


def elements_end(file: BinaryIO, *, size_bytes: int) -> int:
    """Return where the last element ends, every block visited: a demuxer would jump over a hole without a word.

    Raises:
        ChainBroken: something is no element, reaches out of the one it is in, or is a block of no track.
    """
    walk = _Walk(end=size_bytes)
    while walk.at < walk.end <= size_bytes:
        file.seek(walk.at)
        header = file.read(LONGEST_ELEMENT_HEADER)
        name, width = _element_name(header)
        length, start = _vint(header, width)
        if name == TRACKS:
            file.seek(walk.at + start)
            walk.tracks = _track_numbers(file.read(min(length or 0, MOST_OF_TRACKS_BYTES)))
        elif walk.tracks and _track_of(header, name, start) not in {None, *walk.tracks}:
            raise ChainBroken(whole_until=walk.last)
        walk.step(name, length=length, start=start)
    if walk.end < size_bytes:
        file.seek(walk.end)
        if walk.at > walk.end or file.read(len(EBML)) == EBML:  # or a second film behind the first
            raise ChainBroken(whole_until=walk.last)
    return max(walk.at, walk.end)


@dataclass(slots=True)
class _Walk:
    """Goes from element to element.

    Attributes:
        end: Where the segment ends, or the file.
        at: Where the next element begins.
        last: Where the one before began.
        cluster_end: Where the cluster ends that it is in, if that is told.
        tracks: Numbers of the film's tracks.
    """

    end: int
    at: int = 0
    last: int = 0
    cluster_end: int | None = None
    tracks: frozenset[int] = frozenset()

    def step(self, name: bytes, *, length: int | None, start: int) -> None:
        """Go over an element, or into it, whose data begins `start` bytes behind its beginning."""
        if self.at == self.cluster_end:
            self.cluster_end = None
        allowed = (OUTER | INNER if self.cluster_end is None else INNER) | ANYWHERE
        unknown = length is None and name not in STEPPED_INTO
        second = name == EBML and self.at > 0
        after = self.at + start + (length or 0)
        if name not in allowed or unknown or second or (self.cluster_end is not None and after > self.cluster_end):
            raise ChainBroken(whole_until=self.last)
        if name == SEGMENT and length is not None:
            self.end = after
        elif name == CLUSTER:
            self.cluster_end = None if length is None else after
        self.last, self.at = self.at, self.at + start if name in STEPPED_INTO else after


def _track_of(header: bytes, name: bytes, start: int) -> int | None:
    """Return the number of the track that a block belongs to; None for what is no block, or where it is not told."""
    if name == GROUP:
        name, width = _element_name(header[start : start + 1])
        _, start = _vint(header, start + width)
    return _vint(header, start)[0] if name in {BLOCK, BLOCK_IN_GROUP} else None


def _track_numbers(tracks: bytes) -> frozenset[int]:
    """Return the numbers of all tracks; none where they cannot be read."""
    numbers: set[int] = set()
    at, ends = 0, len(tracks)
    while at < ends:
        name, width = _element_name(tracks[at : at + 4])
        length, start = _vint(tracks, at + width)
        if not name or length is None:
            return frozenset()
        if name == TRACK_NUMBER:
            numbers.add(int.from_bytes(tracks[start : start + length]))
        at = start if name == TRACK else start + length
    return frozenset(numbers)


def _element_name(header: bytes) -> tuple[bytes, int]:
    width = 9 - header[0].bit_length() if header[0] else 0
    return header[:width], width


def _vint(data: bytes, at: int) -> tuple[int | None, int]:
    """Return an EBML length (None for "unknown") and where its data starts."""
    first = data[at] if at < len(data) else 0
    if first == 0:
        return None, at + 1
    width = 9 - first.bit_length()
    value = int.from_bytes(data[at : at + width]) & ((1 << 7 * width) - 1)
    return (None if value == (1 << 7 * width) - 1 else value), at + width
