"""What can be told of one compressed picture without decoding it: is it shown, and is it whole?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

Look = Callable[[memoryview], tuple[bool, bool]]
"""Takes a packet's bytes; returns whether it shows a picture and whether it looks whole."""

CONFIGURATION: Final = 1
"""Version of the boxes that tell how H.264 and HEVC are stored in MP4 and Matroska."""
AVC_SLICES: Final = frozenset({1, 2, 5})
HEVC_SLICES: Final = frozenset(range(32))
HOLE: Final = bytes(4)
"""Never inside a unit of H.264 or HEVC (7.4.1 in both): what a card or a download left out."""
PADDING_BYTES: Final = 32
"""Some phones fill units up with zeros: to 15 have been seen."""
VP8_START_CODE: Final = b"\x9d\x01\x2a"
VP9_MARKER: Final = 0b10
VP9_SUPERFRAME: Final = 0b110


def look_for(codec: str, extradata: bytes | None) -> Look:
    """Return how to look at packets of `codec`, an FFmpeg short name. Codecs without such a rule show every packet."""
    told = extradata or b""
    if codec == "h264" and len(told) > 4 and told[0] == CONFIGURATION:
        return _units(1 + (told[4] & 3), slices=AVC_SLICES, kind=lambda first: first & 0x1F)
    if codec == "hevc" and len(told) > 21 and told[0] == CONFIGURATION:
        return _units(1 + (told[21] & 3), slices=HEVC_SLICES, kind=lambda first: first >> 1 & 0x3F)
    return {"vp8": _vp8, "vp9": _vp9, "av1": _av1}.get(codec, _any)


def _any(data: memoryview) -> tuple[bool, bool]:
    return True, len(data) > 0


def _units(length_bytes: int, *, slices: frozenset[int], kind: Callable[[int], int]) -> Look:
    def look(data: memoryview) -> tuple[bool, bool]:
        """Follow the chain of length-prefixed units (ISO/IEC 14496-15, 5.3 and 8.3), which has to hold a slice."""
        at, end, found = 0, len(data), 0
        whole = bytes(data)
        while at + length_bytes <= end:
            start = at + length_bytes
            at = start + int.from_bytes(whole[at:start])
            if at > end or whole.find(HOLE, start, at - PADDING_BYTES + len(HOLE) - 1) >= 0:
                return True, False
            if at > start and kind(whole[start]) in slices:
                found += 1
        return True, found > 0

    return look


def _vp8(data: memoryview) -> tuple[bool, bool]:
    """Read the frame tag (RFC 6386, 9.1)."""
    if len(data) < 3:
        return False, len(data) > 0
    whole = bool(data[0] & 1) or bytes(data[3:6]) == VP8_START_CODE
    return bool(data[0] & 0x10), whole


def _vp9(data: memoryview) -> tuple[bool, bool]:
    """Read the uncompressed header (VP9 bitstream 7.2); a superframe ends with a picture that is shown."""
    if len(data) == 0:
        return False, False
    whole = data[0] >> 6 == VP9_MARKER
    if data[-1] >> 5 == VP9_SUPERFRAME and len(data) > 2:
        index_bytes = 2 + ((data[-1] >> 3 & 3) + 1) * ((data[-1] & 7) + 1)
        if index_bytes <= len(data) and data[-index_bytes] == data[-1]:
            return True, whole
    # After marker and profile (profile 3 has a reserved bit more): show_existing_frame, frame_type, show_frame.
    first = 5 if data[0] >> 4 & 3 == 3 else 4
    bits = int.from_bytes(data[:2].tobytes().ljust(2, b"\0"))
    shows_existing = bits >> (15 - first) & 1
    return bool(shows_existing or bits >> (13 - first) & 1), whole


def _av1(data: memoryview) -> tuple[bool, bool]:
    """Look at the first header: a zero bit, and a type above 0. A temporal unit shows exactly one picture (AV1 7.5)."""
    return True, len(data) > 0 and data[0] & 0x80 == 0 and data[0] >> 3 & 15 != 0
