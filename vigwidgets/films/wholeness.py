"""Whether a file holds as much as its own header promises."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, BinaryIO, Final

from vigwidgets.core.errors import FilmUnreadable

if TYPE_CHECKING:
    from av.container import InputContainer

CUT_OFF: Final = "The film is cut off: its data ends too early. Copy it from the camera or phone once more."
# Anything may follow the last box a film needs, so the walk ends at the first name that is not one of these.
BOXES: Final = frozenset(
    b"ftyp styp moov moof mdat free skip wide pnot uuid sidx ssix mfra meta udta emsg prft pdin meco".split()
)
SHORT_HEADER: Final = 8
LONG_HEADER: Final = 16
EBML: Final = b"\x1a\x45\xdf\xa3"
SEGMENT: Final = b"\x18\x53\x80\x67"
DOCTYPE: Final = b"\x42\x82"
LONGEST_EBML_HEADER: Final = 4096


def check_whole(file: BinaryIO) -> None:
    """Raise `FilmUnreadable` when the outermost boxes (MP4, MOV) or the segment (WebM, Matroska) reach past the file's end."""
    size = os.fstat(file.fileno()).st_size
    if promised_bytes(file) > size:
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


def promised_bytes(file: BinaryIO) -> int:
    """Return how long the file has to be by its own account, 0 where it does not say."""
    file.seek(0)
    head = file.read(LONGEST_EBML_HEADER)
    if head.startswith(EBML):
        return _segment_end(head)
    return _boxes_end(file)


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


def _segment_end(head: bytes) -> int:
    header_length, start = _vint(head, len(EBML))
    at = start + (header_length or 0)
    if head[at : at + 4] != SEGMENT:
        return 0
    length, start = _vint(head, at + 4)
    return 0 if length is None else start + length


def _vint(data: bytes, at: int) -> tuple[int | None, int]:
    """Return an EBML length (None for "unknown") and where its data starts."""
    first = data[at] if at < len(data) else 0
    if first == 0:
        return None, at + 1
    width = 9 - first.bit_length()
    value = int.from_bytes(data[at : at + width]) & ((1 << 7 * width) - 1)
    return (None if value == (1 << 7 * width) - 1 else value), at + width
