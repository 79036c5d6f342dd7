"""A film as a strip of small pictures along its time, in sheets that can be made one after the other."""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from vigwidgets.core.errors import Cancelled
from vigwidgets.films.index import PacketIndex, pts_of, read_packets, stream_of, to_ms
from vigwidgets.films.opening import opened_film
from vigwidgets.films.pixels import pixels_of
from vigwidgets.films.stills import jpeg
from vigwidgets.films.upright import Upright

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.packet import Packet
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

    from vigwidgets.films.copying import Progress, Stop

HEIGHT: Final = 90
WIDEST: Final = 320
MOST: Final = 600
"""Pictures a film at most."""
CLOSEST_MS: Final = 1000
COLUMNS: Final = 10
A_SHEET: Final = 60
MOST_THREADS: Final = 4
"""Each holds pictures of the film's full size."""
STOPPED: Final = "The strip of pictures was stopped. What was made before is kept."


@dataclass(frozen=True, slots=True)
class StripPlan:
    """How the pictures of a film lie along its time.

    Attributes:
        duration_ms: Of the film.
        interval_ms: How long each picture stands for; the last may stand for less.
        pictures: How many there are, at most `MOST`.
        width: Of each picture in px, even.
        height: Of each picture in px, even.
    """

    duration_ms: int
    interval_ms: int
    pictures: int
    width: int
    height: int

    @classmethod
    def of(cls, *, duration_ms: int, width: int, height: int) -> StripPlan:
        """Return the plan for a film of that length, which is shown in that size."""
        interval_ms = max(CLOSEST_MS, -(-duration_ms // MOST))
        wide = min(WIDEST, max(2, round(HEIGHT * width / height / 2) * 2))
        return cls(duration_ms, interval_ms, -(-duration_ms // interval_ms), wide, HEIGHT)

    @property
    def sheets(self) -> int:
        """How many sheets of `A_SHEET` pictures there are."""
        return -(-self.pictures // A_SHEET)

    def place_ms(self, number: int) -> tuple[int, int, int]:
        """Return beginning, middle and end of what a picture stands for."""
        begin = number * self.interval_ms
        end = min(begin + self.interval_ms, self.duration_ms)
        return begin, (begin + end) // 2, end


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture of the strip.

    Attributes:
        number: Its place, from 0.
        time_ms: When the film begins to show it: in its place, or before it where the film stands still.
        pixels: Height, width and red, green, blue; 8 bits each.
    """

    number: int
    time_ms: int
    pixels: NDArray[np.uint8]


def sheets(
    source: BinaryIO,
    plan: StripPlan,
    *,
    first: int = 0,
    on_progress: Progress | None = None,
    cancelled: Stop | None = None,
) -> Iterator[bytes]:
    """Yield sheet after sheet as JPEG, `COLUMNS` pictures beside each other, from number `first` on.

    Args:
        source: An open film that browsers play; its position afterwards is undefined.
        plan: Where its pictures lie.
        first: Number of a sheet, from 0.
        on_progress: Told the number of pictures made, those before the first sheet with them, and of all.
        cancelled: Asked before each packet of the film.

    Raises:
        FilmUnreadable: the film cannot be read any further; the sheets before are good.
        Cancelled: `cancelled` said so.
    """
    found = pictures(source, plan, first=first * A_SHEET, cancelled=cancelled)
    while some := [_told(one, plan, on_progress).pixels for one in islice(found, A_SHEET)]:
        yield jpeg(_sheet(some, plan))


def _told(one: Picture, plan: StripPlan, on_progress: Progress | None) -> Picture:
    if on_progress is not None:
        on_progress(one.number + 1, plan.pictures)
    return one


def _sheet(some: Sequence[NDArray[np.uint8]], plan: StripPlan) -> NDArray[np.uint8]:
    rows = -(-len(some) // COLUMNS)
    sheet = np.zeros((rows, plan.height, COLUMNS, plan.width, 3), np.uint8)
    for at, pixels in enumerate(some):
        sheet[at // COLUMNS, :, at % COLUMNS] = pixels
    return sheet.reshape(rows * plan.height, COLUMNS * plan.width, 3)


def pictures(source: BinaryIO, plan: StripPlan, *, first: int = 0, cancelled: Stop | None = None) -> Iterator[Picture]:
    """Yield each picture from number `first` on, upright and in the colours browsers expect; raises as `sheets`.

    A place in which a key frame lies shows that, so that in most films nothing else is decoded. Any other shows what is
    on in its middle; on the way there, pictures that no other is made from are passed over.
    """
    with opened_film(source) as film:
        index = read_packets(film)
    with opened_film(source) as film:
        stream = stream_of(film, index.stream_index)
        base = stream.time_base or Fraction(1, 1000)
        wanted = _Wanted(plan, index, base=base, first=first)
        upright = Upright((plan.width, plan.height))
        held: VideoFrame | None = None
        held_pts = 0
        left = iter(range(first, plan.pictures))
        number = next(left, None)
        for frame in _decoded(film, stream, wanted, cancelled=cancelled):
            pts = frame.pts or 0
            while number is not None and held is not None and wanted.pts(number) < pts:
                yield _shown(number, held, held_pts, upright=upright, base=base)
                number = next(left, None)
            held, held_pts = frame, pts
        while number is not None and held is not None:
            yield _shown(number, held, held_pts, upright=upright, base=base)
            number = next(left, None)


class _Wanted:
    """Which frame each place shows, and what has to be decoded for it.

    Only where packets tell the times of the pictures are they chosen by them; else everything is decoded.
    """

    def __init__(self, plan: StripPlan, index: PacketIndex, *, base: Fraction, first: int) -> None:
        self.trusted = index.exact
        self._first = first
        self._keys = sorted(index.key_pts)
        times = pts_of(index.pictures) if self.trusted else []
        shown = [pts for pts in self._keys if pts >= 0] if self.trusted else []
        self._pts: list[int] = []
        self._inner: list[int] = []
        for number in range(first, plan.pictures):
            begin, middle, end = (int(Fraction(ms, 1000) / base) for ms in plan.place_ms(number))
            key = _nearest(shown[bisect_left(shown, begin) : bisect_left(shown, end)], middle)
            if key is None:
                key = times[max(0, bisect_right(times, middle) - 1)] if times else middle
                self._inner.append(key)
            self._pts.append(key)
        self._wanted = frozenset(self._pts)
        self.last = self._pts[-1] if self._pts else -1

    def pts(self, number: int) -> int:
        """Return the time of the frame that a place shows; the last one before it where none begins there."""
        return self._pts[number - self._first]

    @property
    def begin(self) -> int | None:
        """Time of the key frame to seek; None to read from the film's beginning."""
        if not self._first or not self.trusted or not self._pts:
            return None
        at = bisect_right(self._keys, self._pts[0])
        return self._keys[at - 1] if at else None

    def until(self, key: int) -> int | None:
        """Return up to which time the pictures after the key frame at `key` are needed; None for the key frame alone.

        `key` itself is needed where that, or this, says so.
        """
        if not self.trusted:
            return self.last
        after = bisect_right(self._keys, key)
        end = self._keys[after] if after < len(self._keys) else self.last + 1
        at = bisect_right(self._inner, end - 1)
        return self._inner[at - 1] if at and self._inner[at - 1] >= key else None

    def is_shown(self, pts: int | None) -> bool:
        """Return whether the frame at that time is in the strip."""
        return pts in self._wanted


def _nearest(times: Sequence[int], wanted: int) -> int | None:
    return min(times, key=lambda one: abs(one - wanted), default=None)


def _decoded(
    film: InputContainer, stream: VideoStream, wanted: _Wanted, *, cancelled: Stop | None
) -> Iterator[VideoFrame]:
    """Yield, in the order they are shown, the frames of the packets that are needed, and those that come with them."""
    context = stream.codec_context
    context.thread_type, context.thread_count = "AUTO", min(MOST_THREADS, os.cpu_count() or 1)
    if wanted.begin is not None:
        film.seek(wanted.begin, stream=stream)
    for packet in _needed(film, stream, wanted):
        if cancelled is not None and cancelled():
            raise Cancelled(STOPPED)
        if packet is not None:
            context.skip_frame = "NONREF" if wanted.trusted and not wanted.is_shown(packet.pts) else "DEFAULT"
            yield from stream.decode(packet)
    yield from stream.decode(None)


def _needed(film: InputContainer, stream: VideoStream, wanted: _Wanted) -> Iterator[Packet | None]:
    """Yield each packet that has to be decoded, and None in the place of any other, up to the last that is needed."""
    until: int | None = None if wanted.trusted else wanted.last
    for packet in film.demux(stream):
        if not packet.size:
            continue
        if packet.is_keyframe and packet.pts is not None:
            if packet.pts > wanted.last:
                return
            until = wanted.until(packet.pts)
            needed = until is not None or wanted.is_shown(packet.pts)
        else:
            needed = until is not None and (packet.dts is None or packet.dts <= until)
        yield packet if needed else None


def _shown(number: int, frame: VideoFrame, pts: int, *, upright: Upright, base: Fraction) -> Picture:
    shown = upright.turn(frame, start_ms=0)
    return Picture(number, max(0, to_ms(pts, time_base=base)), pixels_of(shown, "rgb24"))
