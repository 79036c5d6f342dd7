"""Whether a file holds as much as its own header promises."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, BinaryIO, Final

from vigwidgets.core.errors import FilmUnreadable
from vigwidgets.films.opening import DAMAGED

if TYPE_CHECKING:
    from av.container import InputContainer

CUT_OFF: Final = "The film is cut off: its data ends too early. Copy it from the camera or phone once more."
# Anything may follow the last box a film needs, so the walk ends at the first name that is not one of these.
BOXES: Final = frozenset(
    name.encode("ascii")
    for name in "ftyp styp moov moof mdat free skip wide pnot uuid sidx ssix mfra meta udta emsg prft pdin meco".split()  # noqa: SIM905 - a list of 19 quoted words reads worse
)
SHORT_HEADER: Final = 8
LONG_HEADER: Final = 16
EBML: Final = b"\x1a\x45\xdf\xa3"
SEGMENT: Final = b"\x18\x53\x80\x67"
DOCTYPE: Final = b"\x42\x82"
CLUSTER: Final = b"\x1f\x43\xb6\x75"
STEPPED_INTO: Final = frozenset({SEGMENT, CLUSTER})
# RFC 9559: header, void, checksum; then what may stand in a segment; then what may stand in a cluster.
ELEMENTS: Final = STEPPED_INTO | {
    bytes.fromhex(name)
    for name in [
        "1a45dfa3",
        "ec",
        "bf",
        "114d9b74",
        "1549a966",
        "1654ae6b",
        "1c53bb6b",
        "1254c367",
        "1043a770",
        "1941a469",
        "e7",
        "5854",
        "a7",
        "ab",
        "a3",
        "a0",
        "af",
    ]
}
LONGEST_EBML_HEADER: Final = 4096
LONGEST_ELEMENT_HEADER: Final = 12


def check_whole(file: BinaryIO) -> None:
    """Follow the outermost boxes (MP4, MOV), or segment, clusters and blocks (WebM, Matroska), to the file's end.

    Raises:
        FilmUnreadable: they reach past the end, or the chain of blocks is broken.
    """
    size = os.fstat(file.fileno()).st_size
    file.seek(0)
    end = _elements_end(file, size_bytes=size) if file.read(len(EBML)) == EBML else _boxes_end(file)
    if end > size:
        raise FilmUnreadable(CUT_OFF)


def check_samples(container: InputContainer, *, size_bytes: int) -> None:
    """Raise `FilmUnreadable` when a table of an MP4 or MOV points to pictures or sound behind the file's end."""
    if "mov" not in container.format.name:
        return
    for stream in container.streams:
        if stream.type in {"video", "audio"}:
            for entry in stream.index_entries:
                if entry.pos + entry.size > size_bytes:
                    raise FilmUnreadable(CUT_OFF)


def doctype(file: BinaryIO) -> str:
    """Return `webm` or `matroska` as the file calls itself, or an empty text for any other kind of file."""
    file.seek(0)
    head = file.read(LONGEST_EBML_HEADER)
    if not head.startswith(EBML):
        return ""
    at = head.find(DOCTYPE)
    if at < 0:
        return "matroska"
    length, start = _vint(head, at + len(DOCTYPE))
    return head[start : start + (length or 0)].rstrip(b"\0").decode("ascii", "replace")


def _boxes_end(file: BinaryIO) -> int:
    end = 0
    while True:
        file.seek(end)
        header = file.read(LONG_HEADER)
        if len(header) < SHORT_HEADER or header[4:8] not in BOXES:
            return end
        length = int.from_bytes(header[:4])
        if length == 1:
            length = int.from_bytes(header[8:16])
            if len(header) < LONG_HEADER or length < LONG_HEADER:
                return end + LONG_HEADER
        elif length == 0:  # "up to the end of the file"
            return end + SHORT_HEADER
        elif length < SHORT_HEADER:
            return end
        end += length


def _elements_end(file: BinaryIO, *, size_bytes: int) -> int:
    """Return where the last element ends, every block visited: a demuxer would jump over a hole without a word."""
    at, end = 0, size_bytes
    while at < end:
        file.seek(at)
        header = file.read(LONGEST_ELEMENT_HEADER)
        name, width = _element_name(header)
        if name not in ELEMENTS:
            raise FilmUnreadable(DAMAGED)
        length, start = _vint(header, width)
        if name == SEGMENT and length is not None:
            end = at + start + length
            if end > size_bytes:
                return end
        if length is None and name not in STEPPED_INTO:
            raise FilmUnreadable(DAMAGED)
        at += start if name in STEPPED_INTO else start + (length or 0)
    return at


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
