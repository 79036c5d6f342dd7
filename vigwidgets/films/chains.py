"""Where the parts end that older kinds of film are made of: AVI, Flash video, transport and program streams."""

from __future__ import annotations

from typing import BinaryIO, Final

from vigwidgets.core.errors import FilmUnreadable
from vigwidgets.films.opening import DAMAGED

RIFF: Final = b"RIFF"
FLASH: Final = b"FLV"
PACK: Final = b"\0\0\1\xba"
LONGEST_HEAD: Final = 2 * 188
TAG_HEADER: Final = 11
TAG_TAIL: Final = 4
TAG_KINDS: Final = frozenset({8, 9, 18})
SYNC: Final = 0x47
PACKETS: Final = ((188, 0), (192, 4), (204, 0))
"""Length of a transport packet, and where in it the sync byte stands: plain, with a time before it, with a check."""
START: Final = b"\0\0\1"
END_CODE: Final = b"\xb9"
PACK_CODE: Final = 0xBA
LONGEST_PACK_HEADER: Final = 14
OLD_PACK_HEADER: Final = 12
STUFFING_BYTES: Final = 1 << 16


class ChainBroken(FilmUnreadable):
    """What follows a part of the film cannot be one.

    Attributes:
        whole_until: Where the last part begins that was met; the damage may be in it already.
    """

    def __init__(self, *, whole_until: int) -> None:
        super().__init__(DAMAGED)
        self.whole_until = whole_until


def chain_end(file: BinaryIO, *, size_bytes: int) -> int | None:
    """Return where the last part of an open file would end; more than `size_bytes` where it is cut off.

    None is returned for kinds of file that are not known here.

    Raises:
        ChainBroken: the chain of parts is broken.
    """
    file.seek(0)
    head = file.read(LONGEST_HEAD)
    if head.startswith(RIFF):
        return int.from_bytes(head[4:8], "little")  # at least: some writers count these eight bytes, others do not
    if head.startswith(FLASH):
        return _tags_end(file, at=int.from_bytes(head[5:9]) + TAG_TAIL, size_bytes=size_bytes)
    if head.startswith(PACK):
        return _packs_end(file, size_bytes=size_bytes)
    for length, sync in PACKETS:
        if [head[at : at + 1] for at in (sync, sync + length)] == [bytes([SYNC])] * 2:
            return -(-size_bytes // length) * length
    return None


def _tags_end(file: BinaryIO, *, at: int, size_bytes: int) -> int:
    """Follow the tags (Adobe's FLV 10.1, E.4.1)."""
    last = at
    while at + TAG_HEADER <= size_bytes:
        file.seek(at)
        header = file.read(TAG_HEADER)
        if header[0] & 0x1F not in TAG_KINDS:
            raise ChainBroken(whole_until=last)
        last = at
        at += TAG_HEADER + int.from_bytes(header[1:4]) + TAG_TAIL
    return size_bytes + 1 if at - TAG_TAIL > size_bytes or at < size_bytes else size_bytes


def _packs_end(file: BinaryIO, *, size_bytes: int) -> int:
    """Follow packs and packets (ISO/IEC 11172-1, 2.4.3 and 13818-1, 2.5.3), over zeros that fill up between them."""
    at = last = 0
    while at < size_bytes:
        file.seek(at)
        header = file.read(LONGEST_PACK_HEADER)
        if header[:3] != START:
            at = _after_zeros(file, at=at, last=last)
            continue
        last, at = at, _after_part(header, at=at, last=last, size_bytes=size_bytes)
    return at


def _after_part(header: bytes, *, at: int, last: int, size_bytes: int) -> int:
    """Return where the pack's header or the packet ends that begins with `header` at `at`."""
    if header[3:4] == END_CODE:
        return at + 4
    if len(header) < 6:
        return size_bytes + 1
    if header[3] == PACK_CODE:
        new = header[4] >> 6 == 1
        return at + (LONGEST_PACK_HEADER + (header[-1] & 7) if new else OLD_PACK_HEADER)
    if header[3] < PACK_CODE:
        raise ChainBroken(whole_until=last)
    return at + 6 + int.from_bytes(header[4:6])


def _after_zeros(file: BinaryIO, *, at: int, last: int) -> int:
    """Return where the next start code begins, or where the zeros end that were read."""
    file.seek(at)
    filled = file.read(STUFFING_BYTES)
    zeros = len(filled) - len(filled.lstrip(b"\0"))
    if zeros == len(filled):
        return at + max(1, zeros - 2)
    if filled[max(0, zeros - 2) : zeros + 1] != START:
        raise ChainBroken(whole_until=last)
    return at + zeros - 2
