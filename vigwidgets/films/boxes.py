"""The boxes that MP4 and MOV films are made of (ISO/IEC 14496-12, 4.2), as far as a file's end is concerned."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from itertools import takewhile
from typing import BinaryIO, Final, NamedTuple

# Anything may follow the last box a film needs, so the walk ends at the first name that is not one of these.
BOXES: Final = frozenset(
    name.encode("ascii")
    for name in "ftyp styp moov moof mdat free skip wide pnot uuid sidx ssix mfra meta udta emsg prft pdin meco".split()  # noqa: SIM905 - a list of 19 quoted words reads worse
)
INDEX: Final = b"moov"
FRAGMENT: Final = b"moof"
TRACK: Final = b"trak"
ENTRIES: Final = (INDEX, TRACK, b"mdia", b"minf", b"stbl", b"stsd")
"""Where a track tells how its samples are stored."""
PROTECTED: Final = frozenset({b"encv", b"enca", b"drmi", b"drms"})
"""Pictures and sound that need a key: Common Encryption (ISO/IEC 14496-12, 8.12), and Apple's older way."""
SHORT_HEADER: Final = 8
LONG_HEADER: Final = 16


class Box(NamedTuple):
    """A box, and where it says that it ends."""

    name: bytes
    inside: int
    end: int


def boxes_end(file: BinaryIO) -> int:
    """Return where the last of a file's outermost boxes would end: behind the file where that is cut off."""
    return max((box.end for box in _boxes(file, at=0)), default=0)


def in_fragments(file: BinaryIO) -> bool:
    """Return whether a film is stored in fragments, each with an index of its own."""
    return any(box.name == FRAGMENT for box in _boxes(file, at=0))


def is_protected(file: BinaryIO) -> bool:
    """Return whether pictures or sound of a film can be seen or heard with a key alone."""
    for table in _at_path(file, Box(b"", 0, os.fstat(file.fileno()).st_size), ENTRIES):
        # version, flags and the number of entries stand before the first one
        entries = _inside(file, at=table.inside + SHORT_HEADER, end=table.end, known=None)
        if any(entry.name in PROTECTED for entry in entries):
            return True
    return False


def _at_path(file: BinaryIO, parent: Box, path: tuple[bytes, ...]) -> Iterator[Box]:
    """Yield every box that lies in another at a path of names."""
    if not path:
        yield parent
        return
    known = None if parent.name else BOXES
    for box in _inside(file, at=parent.inside, end=parent.end, known=known):
        if box.name == path[0]:
            yield from _at_path(file, box, path[1:])


def _inside(file: BinaryIO, *, at: int, end: int, known: frozenset[bytes] | None) -> Iterator[Box]:
    return takewhile(lambda box: box.end <= end, _boxes(file, at=at, known=known))


def index_cut_after(file: BinaryIO) -> int | None:
    """Return where the last whole track of the index ends, where the file ends inside its index; otherwise None."""
    size = os.fstat(file.fileno()).st_size
    index = next((box for box in _boxes(file, at=0) if box.name == INDEX), None)
    if index is None or index.end <= size:
        return None
    inside = _boxes(file, at=index.inside, known=None)
    return max((box.end for box in inside if box.name == TRACK and box.end <= size), default=None)


def _boxes(file: BinaryIO, *, at: int, known: frozenset[bytes] | None = BOXES) -> Iterator[Box]:
    """Yield the boxes from `at` on, one after the other, up to the file's end or the first that cannot be one."""
    size = os.fstat(file.fileno()).st_size
    while at <= size:  # no system goes to a place as far away as a damaged length may tell
        file.seek(at)
        header = file.read(LONG_HEADER)
        if len(header) < SHORT_HEADER or (known is not None and header[4:8] not in known):
            return
        length, inside = int.from_bytes(header[:4]), at + SHORT_HEADER
        if length == 1:
            length, inside = int.from_bytes(header[8:16]), at + LONG_HEADER
            if len(header) < LONG_HEADER or length < LONG_HEADER:
                yield Box(header[4:8], inside, inside)
                return
        elif length == 0:  # "up to the end of the file"
            yield Box(header[4:8], inside, inside)
            return
        elif length < SHORT_HEADER:
            return
        at += length
        yield Box(header[4:8], inside, at)


class Shortened(io.RawIOBase):
    """The first bytes of an open file, as if it ended there."""

    def __init__(self, file: BinaryIO, *, size_bytes: int) -> None:
        super().__init__()
        self._file, self._size = file, size_bytes

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def seekable(self) -> bool:
        """Return that any place in it can be gone to."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place; see `io.IOBase.seek`."""
        if whence == os.SEEK_END:
            return self._file.seek(self._size + offset)
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Return where it is."""
        return self._file.tell()

    def read(self, size: int = -1) -> bytes:
        """Return at most `size` bytes, or all that are left."""
        left = max(0, self._size - self._file.tell())
        return self._file.read(left if size < 0 else min(size, left))
