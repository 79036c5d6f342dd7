"""Where in a film's bytes its lengths and its tables stand, so that a test can damage just those."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

NESTED: Final = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"moof", b"traf", b"mvex", b"dinf"})
TABLES: Final = frozenset(
    name.encode("ascii")
    for name in "stts stss ctts stsc stsz stco co64 elst trun tfhd tfdt mdhd mvhd tkhd stsd sidx hdlr".split()  # noqa: SIM905 - a list of quoted words reads worse
)
STEPPED_INTO: Final = {bytes.fromhex(name) for name in ("18538067", "1f43b675", "1654ae6b", "ae", "e0", "a0")}
"""Segment, cluster, tracks, a track, its picture, a group of blocks (RFC 9559)."""
TIMED: Final = {bytes.fromhex(name) for name in ("e7", "a3", "a1", "2ad7b1", "d7", "83", "86")}
"""A cluster's time, blocks, the unit of time, and a track's number, type and codec."""
RIFF_TABLES: Final = frozenset({b"idx1", b"avih", b"strh", b"strf"})
TS_PACKET: Final = 188
MOST: Final = 4000
"""Places that are looked for in one film."""


class Place(NamedTuple):
    """A stretch of a film's bytes."""

    at: int
    size: int


class Insides(NamedTuple):
    """What of a film can be damaged on purpose."""

    lengths: list[Place]
    tables: list[Place]


def insides(content: bytes) -> Insides:
    """Return where the lengths and the tables of a film are, told by how it begins; none where that is unknown."""
    found = Insides([], [])
    if content[4:8] in {b"ftyp", b"wide", b"mdat", b"moov"}:
        _boxes(content, found, at=0, end=len(content))
    elif content.startswith(b"\x1a\x45\xdf\xa3"):
        _elements(content, found, at=0, end=len(content))
    elif content.startswith(b"RIFF"):
        _chunks(content, found, at=0, end=len(content))
    elif content.startswith(b"FLV"):
        _tags(content, found)
    elif content[:1] == b"\x47" and content[TS_PACKET : TS_PACKET + 1] == b"\x47":
        _packets(content, found)
    elif content.startswith(b"\0\0\1\xba"):
        _start_codes(content, found)
    return found


def _boxes(content: bytes, found: Insides, *, at: int, end: int) -> None:
    """ISO/IEC 14496-12, 4.2."""
    while at + 8 <= end and len(found.lengths) < MOST:
        size, name = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        found.lengths.append(Place(at, 4))
        if size < 8:
            return
        if name in NESTED:
            _boxes(content, found, at=at + 8, end=min(end, at + size))
        elif name in TABLES and size > 8:
            found.tables.append(Place(at + 8, min(end, at + size) - at - 8))
        at += size


def _elements(content: bytes, found: Insides, *, at: int, end: int) -> None:
    """RFC 8794, 4 to 6."""
    while at < end and len(found.lengths) < MOST:
        width = 9 - content[at].bit_length() if content[at] else 8
        name, at = content[at : at + width], at + width
        if at >= end or not content[at]:
            return
        width = 9 - content[at].bit_length()
        size = int.from_bytes(content[at : at + width]) & ((1 << 7 * width) - 1)
        size = end - at - width if size == (1 << 7 * width) - 1 else size
        found.lengths.append(Place(at, width))
        at += width
        if name in STEPPED_INTO:
            _elements(content, found, at=at, end=min(end, at + size))
        elif name in TIMED and size:
            found.tables.append(Place(at, min(size, 4)))
        at += size


def _chunks(content: bytes, found: Insides, *, at: int, end: int) -> None:
    """Microsoft's RIFF and AVI."""
    while at + 8 <= end and len(found.lengths) < MOST:
        name, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        found.lengths.append(Place(at + 4, 4))
        if name in {b"RIFF", b"LIST"}:
            _chunks(content, found, at=at + 12, end=min(end, at + 8 + size))
        elif name in RIFF_TABLES and size:
            found.tables.append(Place(at + 8, min(size, end - at - 8)))
        at += 8 + size + size % 2


def _tags(content: bytes, found: Insides) -> None:
    """Adobe's FLV 10.1, E.4.1."""
    at = 13
    while at + 11 <= len(content):
        found.lengths.append(Place(at + 1, 3))
        found.tables.append(Place(at + 4, 4))
        at += 11 + int.from_bytes(content[at + 1 : at + 4]) + 4


def _packets(content: bytes, found: Insides) -> None:
    """ISO/IEC 13818-1, 2.4.3.2: the packet's header, and the length of the field that may follow."""
    for at in range(0, len(content) - TS_PACKET, TS_PACKET):
        found.tables.append(Place(at, 4))
        found.lengths.append(Place(at + 4, 1))


def _start_codes(content: bytes, found: Insides) -> None:
    """ISO/IEC 13818-1, 2.5.3: packs, and packets with a length and times."""
    for at in _found(rb"\x00\x00\x01[\xbb-\xef]", content):
        found.lengths.append(Place(at + 4, 2))
        found.tables.append(Place(at + 6, 13))
    found.tables.extend(Place(at + 4, 8) for at in _found(rb"\x00\x00\x01\xba", content))


def _found(pattern: bytes, content: bytes) -> Iterator[int]:
    return (match.start() for match in re.finditer(pattern, content, re.DOTALL))


def index_stands_last(content: bytes) -> bool:
    """Return whether a film is an MP4 or MOV whose index stands behind its pictures, so that a cut takes it away."""
    at, names = 0, list[bytes]()
    while at + 8 <= len(content):
        size, name = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        size = int.from_bytes(content[at + 8 : at + 16]) if size == 1 else size
        if size < 8:
            break
        names.append(name)
        at += size
    return {b"moov", b"mdat"} <= set(names) and names.index(b"mdat") < names.index(b"moov")
