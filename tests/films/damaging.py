"""Damage to films that can be repeated: a film, a kind and a number always give the same bytes.

To look at one variant alone, from the clone:

    python -c "from tests.films.damaging import Variant; Variant('FILM', 'KIND', 7).write('variant')"
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from tests.films.insides import Place, insides

VIDEO: Final = Path(__file__).resolve().parents[3] / "shared" / "testdata" / "video"
WHOLE: Final = "whole"
LATE: Final = "cut in the last fifth"
MISNAMED: Final = "named wrongly"
ENDINGS: Final = ("", ".mp4", ".webm", ".avi", ".ts", ".m3u8", ".txt", ".png", ".mp3")
STRANGERS: Final = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff\xe0",
    b"PK\x03\x04",
    b"%PDF-1.7\n",
    b"#EXTM3U\n",
    b"ID3\x04\0\0",
)
"""How files of other kinds begin."""
FELLOWS: Final = ("friday.mp4", "bear-vp9.webm", "sample.flv", "webvtt.mkv", "h265_bframes.mp4", "sample.3gp")
"""Films that are joined to others."""

Damage = Callable[[bytearray, Random], bytes | bytearray]


class Variant(NamedTuple):
    """A film with damage of one kind; the number chooses among the many there are.

    Attributes:
        film: Its path below the folder of test films.
        kind: A name in `KINDS`, or `WHOLE`.
        seed: Any number.
    """

    film: str
    kind: str
    seed: int

    def content(self) -> bytes:
        """Return the damaged film's bytes."""
        whole = content_of(self.film)
        if self.kind == WHOLE:
            return whole
        return bytes(KINDS[self.kind](bytearray(whole), Random(f"{self.film} {self.kind} {self.seed}")))

    def name(self) -> str:
        """Return a name for the file: that of the film, or one that lies."""
        endings = [one for one in ENDINGS if one != Path(self.film).suffix.lower()]
        lot = Random(f"{self.film} {self.seed}")
        return f"film{lot.choice(endings) if self.kind == MISNAMED else Path(self.film).suffix}"

    def write(self, to: Path | str) -> Path:
        """Write the damaged film."""
        place = Path(to)
        place.write_bytes(self.content())
        return place

    def first_damage(self) -> int:
        """Return the number of the first byte that is not the film's own."""
        whole, damaged = content_of(self.film), self.content()
        low, high = 0, min(len(whole), len(damaged))
        while low < high:
            middle = (low + high + 1) // 2
            if whole[:middle] == damaged[:middle]:
                low = middle
            else:
                high = middle - 1
        return low


@cache
def content_of(film: str) -> bytes:
    """Return a film's own bytes."""
    return (VIDEO / film).read_bytes()


def _cut_late(content: bytearray, lot: Random) -> bytearray:
    return content[: int(len(content) * lot.uniform(0.8, 1))]


def _cut_early(content: bytearray, lot: Random) -> bytearray:
    return content[: max(2, int(len(content) * lot.uniform(0, 0.8)))]


def _stretch(content: bytearray, lot: Random) -> Place:
    """Return a stretch of a few bytes or of a third of the film, and anything between."""
    size = max(1, int(len(content) * 10 ** lot.uniform(-5, -0.5)))
    return Place(lot.randrange(max(1, len(content) - size)), size)


def _zeroed(content: bytearray, lot: Random) -> bytearray:
    at, size = _stretch(content, lot)
    content[at : at + size] = bytes(len(content[at : at + size]))
    return content


def _noise(content: bytearray, lot: Random) -> bytearray:
    at, size = _stretch(content, lot)
    content[at : at + size] = lot.randbytes(len(content[at : at + size]))
    return content


def _flipped(content: bytearray, lot: Random) -> bytearray:
    for _ in range(int(10 ** lot.uniform(0, 3))):
        content[lot.randrange(len(content))] ^= 1 << lot.randrange(8)
    return content


def _taken_out(content: bytearray, lot: Random) -> bytearray:
    at, size = _stretch(content, lot)
    del content[at : at + size]
    return content


def _put_in(content: bytearray, lot: Random) -> bytearray:
    at, size = _stretch(content, lot)
    content[at:at] = lot.randbytes(size) if lot.random() < 0.5 else bytes(size)
    return content


def _header(content: bytearray, lot: Random) -> bytearray:
    if lot.random() < 0.3:
        beginning = lot.choice(STRANGERS)
        content[: len(beginning)] = beginning
        return content
    for _ in range(lot.randint(1, 12)):
        content[lot.randrange(min(len(content), lot.choice((16, 64, 1024))))] = lot.randrange(256)
    return content


def _lengths(content: bytearray, lot: Random) -> bytearray:
    """Let boxes, elements, chunks, tags or packets say that they are nothing, or huge, or something else."""
    places = insides(bytes(content)).lengths
    for at, size in lot.sample(places, min(len(places), lot.choice((1, 1, 2, 5)))):
        own = int.from_bytes(content[at : at + size])
        most = (1 << 8 * size) - 1
        told = lot.choice((0, 1, most, most >> 1, most - 1, own * 2, own + 1, own // 2, lot.randrange(most)))
        content[at : at + size] = (told & most).to_bytes(size)
    return content


def _tables(content: bytearray, lot: Random) -> bytearray:
    """Scramble entries of tables, times in packets, and the like."""
    places = insides(bytes(content)).tables
    for start, whole in lot.sample(places, min(len(places), lot.choice((1, 1, 2, 5, 20)))):
        for _ in range(lot.choice((1, 1, 3))):
            at = start + lot.randrange(max(1, whole // 4)) * 4
            size = min(4, start + whole - at)
            own, most = int.from_bytes(content[at : at + size]), (1 << 8 * size) - 1
            told = lot.choice((0, 1, most, most >> 1, own + 1, own - 1, own ^ 1 << 8 * size - 1, lot.randrange(most)))
            content[at : at + size] = (told & most).to_bytes(size)
    return content


def _joined(content: bytearray, lot: Random) -> bytes:
    fellow = lot.choice(FELLOWS)
    other = next(path for path in sorted(VIDEO.rglob("*")) if path.name == fellow).read_bytes()
    return bytes(content) + other if lot.random() < 0.7 else other + bytes(content)


def _as_it_is(content: bytearray, lot: Random) -> bytearray:
    return content


def _empty(content: bytearray, lot: Random) -> bytes:
    return b""


def _one_byte(content: bytearray, lot: Random) -> bytes:
    return bytes(content[:1])


KINDS: Final[dict[str, Damage]] = {
    LATE: _cut_late,
    "cut earlier": _cut_early,
    "zeroed": _zeroed,
    "noise": _noise,
    "bits flipped": _flipped,
    "bytes taken out": _taken_out,
    "bytes put in": _put_in,
    "header": _header,
    "lengths": _lengths,
    "tables": _tables,
    "two joined": _joined,
    MISNAMED: _as_it_is,
    "empty": _empty,
    "one byte": _one_byte,
}
"""What can happen to a film."""
