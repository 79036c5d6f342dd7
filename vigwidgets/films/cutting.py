"""The cut: pieces of films one after the other in one MP4, every picture once and at its own time, with its sound."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

import numpy as np

from vigwidgets.core.errors import Cancelled, FilmUnreadable, InvalidValue
from vigwidgets.films.caption_drawing import CaptionDrawing
from vigwidgets.films.hearing import heard_between, layout_of, sound_stream
from vigwidgets.films.opening import opened_file, opened_film
from vigwidgets.films.probe import Probe, probe, probe_file
from vigwidgets.films.seeking import pictures_between
from vigwidgets.films.title_card import title_card
from vigwidgets.films.tracks import SAMPLES_A_MS, SOUND_RATE, Layout, PictureTrack, Samples, SoundTrack, written
from vigwidgets.films.upright import Size, Upright, copied_size

if TYPE_CHECKING:
    from av.container import OutputContainer
    from av.video.frame import VideoFrame

    from vigwidgets.core.reel_captions import Caption
    from vigwidgets.films.copying import Progress, Stop

CARD_MS: Final = 3_000
"""How long a title card stands: time to read some twelve words."""
_CARD_STEP_MS: Final = 200
FINE: Final = "20"
_LINE_PX: Final = 2
_SOFT: Final = 240
"""Samples, 5 ms: a sound cut off at full swing would click."""
STOPPED: Final = "Making the reel was stopped. Nothing of it was kept."
NOT_WHOLE: Final = "The reel did not come out whole. Make it again, and report it if that does not help."


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a film.

    Attributes:
        path: The film.
        first: Number of its first frame.
        until: Number of the first frame that is no longer in it.
        words: What stands on a card before it; no card where empty.
        written: What is drawn into its pictures, in ms from its beginning; no two at the same time.
        spoken: What is said in it, likewise, drawn below.
    """

    path: Path
    first: int
    until: int
    words: str = ""
    written: tuple[Caption, ...] = ()
    spoken: tuple[Caption, ...] = ()


@dataclass(frozen=True, slots=True)
class Cut:
    """A reel that was written.

    Attributes:
        duration_ms: Its length.
        starts_ms: Where in it the first frame of each piece is.
    """

    duration_ms: int
    starts_ms: tuple[int, ...]


def cut(
    pieces: Sequence[Piece], to: Path, *, on_progress: Progress | None = None, cancelled: Stop | None = None
) -> Cut:
    """Write pieces of films, one after the other, at `to`; what is written when it raises is the caller's.

    The reel is H.264 and AAC, upright, at most 1080p, as large as the largest film in it. It holds every frame of each
    piece once, with the gaps between them as in the film. Nothing the camera wrote about place or device is in it.

    Args:
        pieces: At least one.
        to: A place where nothing is yet.
        on_progress: Told the number of pictures written and of all.
        cancelled: Asked before each picture.

    Raises:
        InvalidValue: no piece, or one that is not in its film.
        FilmMissing, FilmUnreadable: a film is gone, or a picture of it cannot be decoded.
        OSError: the reel cannot be written.
        Cancelled: `cancelled` said so.
    """
    if not pieces:
        raise InvalidValue("A reel needs at least one moment. Mark one first.")
    found = {path: probe(path) for path in dict.fromkeys(piece.path for piece in pieces)}
    for piece in pieces:
        if not 0 <= piece.first < piece.until <= found[piece.path].frames:
            raise InvalidValue("A piece of the reel is not in its film. Choose frames inside the film.")
    size = max((copied_size(one.width, one.height) for one in found.values()), key=lambda one: one[0] * one[1])
    with ExitStack() as stack:
        sources = {path: _Source(stack.enter_context(opened_file(path)), one, size) for path, one in found.items()}
        plan = [one for piece in pieces for one in _planned(piece, sources[piece.path])]
        frames = sum(one.frames for one in plan)
        length_ms = sum(one.length_ms for one in plan)
        film = stack.enter_context(written(to))
        reel = _Reel(film, size, rate=Fraction(frames * 1000, length_ms), layout=_layout(sources.values()))
        for one in plan:
            for _ in reel.write(one):
                if cancelled is not None and cancelled():
                    raise Cancelled(STOPPED)
                if on_progress is not None:
                    on_progress(len(reel.times_ms), frames)
        reel.end()
    _check(to, reel)
    return Cut(reel.length_ms, tuple(reel.starts_ms))


@dataclass(frozen=True, slots=True)
class _Source:
    """A film that is open."""

    file: BinaryIO
    probe: Probe
    reel_size: Size

    def upright(self) -> Upright:
        """Return what makes its pictures fit the reel: as large as they can be in it."""
        wide, tall = self.reel_size
        share = min(Fraction(wide, self.probe.width), Fraction(tall, self.probe.height))
        fitted = _even(self.probe.width * share, most=wide), _even(self.probe.height * share, most=tall)
        return Upright(fitted, within=self.reel_size)


def _even(side: Fraction, *, most: int) -> int:
    """Return a side in even px; what nearly fills the reel does, without a black line."""
    near = max(2, round(side / 2) * 2)
    return most if most - near <= _LINE_PX else near


@dataclass(frozen=True, slots=True)
class _Part:
    """What the reel shows next.

    Attributes:
        frames: Number of its pictures.
        length_ms: How long it lasts.
        pictures: Makes its pictures, each with the ms of the part at which it begins and ends.
        sound: Makes its samples for a layout; silence fills up what is missing.
        is_piece: Whether it is a piece of a film, and no card.
    """

    frames: int
    length_ms: int
    pictures: Callable[[], Iterator[tuple[VideoFrame, int, int]]]
    sound: Callable[[Layout], Iterator[Samples]]
    is_piece: bool


def _planned(piece: Piece, source: _Source) -> Iterator[_Part]:
    """Yield the card of a piece, if it has one, and the piece."""
    if piece.words.strip():
        yield _card(piece.words.strip(), source.reel_size)
    span = source.probe.times.frame_span
    start_ms, end_ms = span(piece.first)[0], span(piece.until - 1)[1]

    def pictures() -> Iterator[tuple[VideoFrame, int, int]]:
        upright, drawing = source.upright(), CaptionDrawing(source.reel_size)
        found = pictures_between(source.file, source.probe, first=piece.first, until=piece.until)
        for number, frame in enumerate(found, piece.first):
            begins, ends = span(number)
            picture = upright.turn(frame, start_ms=begins)
            middle_ms = (begins + ends) // 2 - start_ms
            drawing.draw(picture, written=_at(piece.written, middle_ms), spoken=_at(piece.spoken, middle_ms))
            yield picture, begins - start_ms, ends - start_ms

    def sound(layout: Layout) -> Iterator[Samples]:
        with opened_file(piece.path) as file:
            heard = heard_between(file, probe=source.probe, start_ms=start_ms, end_ms=end_ms, layout=layout)
            yield from _softened(heard, length=(end_ms - start_ms) * SAMPLES_A_MS)

    yield _Part(piece.until - piece.first, end_ms - start_ms, pictures, sound, is_piece=True)


def _at(captions: Iterable[Caption], time_ms: int) -> str:
    """Return what is read at a time; empty where nothing is."""
    return "\n".join(one.text for one in captions if one.start_ms <= time_ms < one.end_ms)


def _card(words: str, size: Size) -> _Part:
    """Return a title card."""

    def pictures() -> Iterator[tuple[VideoFrame, int, int]]:
        card = Upright(size).turn(title_card(words, size), start_ms=0)
        for start_ms in range(0, CARD_MS, _CARD_STEP_MS):
            yield card, start_ms, start_ms + _CARD_STEP_MS

    return _Part(CARD_MS // _CARD_STEP_MS, CARD_MS, pictures, lambda _: iter(()), is_piece=False)


def _softened(samples: Iterator[Samples], *, length: int) -> Iterator[Samples]:
    """Yield samples that swell and fade for a moment at the beginning and the end of `length`."""
    at = 0
    for some in samples:
        place = np.arange(at, at + some.shape[1])
        gain = np.clip(np.minimum(place + 1, length - place) / _SOFT, 0, 1)
        at += some.shape[1]
        yield (some * gain).astype(np.float32)


def _layout(sources: Iterable[_Source]) -> Layout | None:
    """Return the channels of the reel's sound; None where no film has any."""
    found: set[Layout] = set()
    for source in sources:
        with opened_film(source.file) as film:
            sounds = sound_stream(film)
            if sounds is not None:
                found.add(layout_of(sounds))
    return None if not found else "stereo" if "stereo" in found else "mono"


class _Reel:
    """Writes parts one after the other."""

    def __init__(self, film: OutputContainer, size: Size, *, rate: Fraction, layout: Layout | None) -> None:
        self._pictures = PictureTrack(film, size, rate=rate, fine=FINE)
        self._sound = None if layout is None else SoundTrack(film, layout=layout)
        self.length_ms = 0
        self.starts_ms: list[int] = []
        self.times_ms: list[int] = []

    def write(self, part: _Part) -> Iterator[None]:
        """Write a part; yield after each picture. Sound keeps up with pictures, so that they lie together."""
        begin_ms = self.length_ms
        if part.is_piece:
            self.starts_ms.append(begin_ms)
        sound = iter(()) if self._sound is None else part.sound(self._sound.layout)
        for picture, start_ms, end_ms in part.pictures():
            self._pictures.write(picture, start_ms=begin_ms + start_ms, end_ms=begin_ms + end_ms)
            self.times_ms.append(begin_ms + start_ms)
            self._hear(sound, until=(begin_ms + end_ms) * SAMPLES_A_MS)
            yield
        self.length_ms = begin_ms + part.length_ms
        if self._sound is not None:
            self._sound.write(sound)
        self._fill(self.length_ms * SAMPLES_A_MS)

    def end(self) -> None:
        """Write what the encoders hold back."""
        self._pictures.end()
        if self._sound is not None:
            self._sound.end()

    def _hear(self, sound: Iterator[Samples], *, until: int) -> None:
        while self._sound is not None and self._sound.written < until:
            some = next(sound, None)
            if some is None:
                return
            self._sound.write([some])

    def _fill(self, until: int) -> None:
        """Write silence up to a number of samples."""
        while self._sound is not None and self._sound.written < until:
            channels = 1 if self._sound.layout == "mono" else 2
            self._sound.write([np.zeros((channels, min(SOUND_RATE, until - self._sound.written)), np.float32)])


def _check(to: Path, reel: _Reel) -> None:
    """Raise unless the reel on disk holds every picture at its time."""
    with opened_file(to) as file:
        found = probe_file(file)
    times, wanted = found.times.times_ms, reel.times_ms
    if list(times) != wanted or any(b <= a for a, b in pairwise(wanted)):
        raise FilmUnreadable(NOT_WHOLE)
