"""What is drawn along a film's time, made stretch by stretch and kept beside it: its strip, its waves, its speech.

In `lanes/` in the film's folder lie `strip-<number>.jpg`, `waves-<number>.u8`, `speech-<number>.npy` (what was heard,
see `heard.as_bytes`) and `places-0.json` (places to look, in the order of their promise), each whole or not there at
all. They can be made again from the film, so no backup holds them, and they go with its folder. A note says of which
bytes they were made: beside others they count for nothing. Beside them lies which places were waved away, and whether
their owner has stopped the work.
"""

from __future__ import annotations

import errno
import json
import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from vigwidgets.core.errors import InvalidValue, NotFound
from vigwidgets.core.span import Span
from vigwidgets.films import filmstrip, waveform
from vigwidgets.films.filmstrip import StripPlan
from vigwidgets.films.heard import Heard, heard_from, joined, lasting, spans_from, together
from vigwidgets.films.shelf import LANES

if TYPE_CHECKING:
    from vigwidgets.core.film import Film

T = TypeVar("T")
Name = Literal["strip", "waves", "speech", "places"]

FORM: Final = 2
"""Of all that is in the folder; what has another form is made anew."""
NOTE: Final = "made-of"
ENDS: Final = ".end"
UNFINISHED: Final = ".new"
SPEECH_STRETCH_MS: Final = 60_000
SUFFIXES: Final[dict[Name, str]] = {"strip": ".jpg", "waves": ".u8", "speech": ".npy", "places": ".json"}
WAVED: Final = "waved-away.json"
STOPPED: Final = "stopped"
GONE: Final = "There is no such film here. Choose one from your list."
_FILE: Final = re.compile(r"(strip|waves)-(0|[1-9][0-9]{0,4})\.[a-z0-9]+")
"""What a page asks for by itself; the rest is told to it."""


@dataclass(frozen=True, slots=True)
class Lane:
    """One lane of a film.

    Attributes:
        name: Which.
        stretch_ms: How much of the film is in each of its files; the last may hold less.
        stretches: How many files it has when it is whole.
    """

    name: Name
    stretch_ms: int
    stretches: int

    def file_name(self, number: int | str) -> str:
        """Return the name of a stretch, by its number from 0."""
        return f"{self.name}-{number}{SUFFIXES[self.name]}"


@dataclass(frozen=True, slots=True)
class Made:
    """How far a lane is.

    Attributes:
        lane: Which.
        done: How many stretches are there, from the film's beginning on.
        ends: Whether no more will come, because the film cannot be read any further.
        is_empty: Whether all that is there holds nothing.
    """

    lane: Lane
    done: int
    ends: bool
    is_empty: bool

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to be made."""
        return self.ends or self.done == self.lane.stretches


def plan_for(film: Film) -> StripPlan:
    """Return how the pictures of a film's strip lie."""
    return StripPlan.of(duration_ms=film.duration_ms, width=film.width, height=film.height)


def lanes_for(film: Film) -> tuple[Lane, ...]:
    """Return the lanes of a film, in the order they are made: what is quick comes first."""
    plan = plan_for(film)
    strip = Lane("strip", plan.interval_ms * filmstrip.A_SHEET, plan.sheets)
    if film.audio_codec is None:
        return (strip,)
    waves = Lane("waves", waveform.STRETCH_MS, -(-film.duration_ms // waveform.STRETCH_MS))
    speech = Lane("speech", SPEECH_STRETCH_MS, -(-film.duration_ms // SPEECH_STRETCH_MS))
    return waves, strip, speech, Lane("places", film.duration_ms, 1)


class LaneFolder:
    """The folder of one film's lanes. Making the value touches nothing on disk.

    Args:
        film: The file that browsers play, on the shelf.
    """

    def __init__(self, film: Path) -> None:
        self._film = film
        self._place = film.parent / LANES

    def stamp(self) -> str:
        """Return what tells the film's bytes from others, or raise `NotFound`."""
        try:
            facts = self._film.stat()
        except OSError as exc:
            raise NotFound(GONE) from exc
        return f"{FORM}-{facts.st_size:x}-{facts.st_mtime_ns:x}"

    def made(self, lane: Lane) -> Made:
        """Return how far a lane is; not begun where what is there was made of another film."""
        sizes = self._sizes() if self._is_of_this_film() else {}
        done = 0
        while lane.file_name(done) in sizes and done < lane.stretches:
            done += 1
        is_empty = not any(sizes[lane.file_name(number)] for number in range(done))
        return Made(lane, done, lane.name + ENDS in sizes, is_empty)

    def path(self, name: str) -> Path:
        """Return a stretch by its file's name.

        Raises:
            NotFound: it is none, is not there, or was made of another film.
        """
        found = self._place / name
        if not _FILE.fullmatch(name) or not found.is_file() or not self._is_of_this_film():
            raise NotFound("This is not made yet. Wait a moment and try again.")
        return found

    def speech(self, made: Made) -> list[Span]:
        """Return where somebody speaks, as far as the lane is made; what goes on over two stretches is one span."""
        spans = joined(span for content in self._stretches(made) for span in _read(spans_from, content) or ())
        return list(lasting(spans, start_ms=-1, end_ms=made.done * made.lane.stretch_ms))

    def heard(self, made: Made) -> Heard | None:
        """Return all that was heard, as far as the speech lane is made and readable; None where that is nothing."""
        parts: list[Heard] = []
        for content in self._stretches(made):
            part = _read(heard_from, content)
            if part is None:
                break
            parts.append(part)
        try:
            return together(parts)
        except ValueError:
            return None

    def places(self, made: Made) -> list[tuple[Span, str]]:
        """Return the places to look and why, as they were kept; none while the lane is not made."""
        return next((_read(_places_from, content) or [] for content in self._stretches(made)), [])

    def waved_away(self) -> list[Span]:
        """Return the places that were waved away, the last one last."""
        try:
            content = (self._place / WAVED).read_bytes()
        except OSError:
            return []
        return _read(_waved_from, content) or []

    def wave_away(self, spans: Iterable[Span]) -> None:
        """Keep which places are waved away, instead of all before; raises as `keep`."""
        if not self._is_of_this_film():
            raise NotFound(GONE)
        self._write(WAVED, json.dumps([[span.start_ms, span.end_ms] for span in spans]).encode())

    @property
    def is_begun(self) -> bool:
        """Whether some of this film was made, or was about to be."""
        return self._is_of_this_film()

    @property
    def is_stopped(self) -> bool:
        """Whether somebody has stopped the work and did not say since that it may go on."""
        return (self._place / STOPPED).exists() and self._is_of_this_film()

    def stop(self) -> None:
        """Keep that the work is stopped until `go_on`; nothing where none was begun. Raises as `keep`."""
        if self._is_of_this_film():
            self._write(STOPPED, b"")

    def go_on(self) -> None:
        """Let the work be done again.

        Raises:
            OSError: the folder cannot be written.
        """
        (self._place / STOPPED).unlink(missing_ok=True)

    def begin(self) -> None:
        """Make ready for `keep`: throw away what was made of another film and what a killed process left.

        Only who holds the data folder's turn may do so.

        Raises:
            NotFound: the film is gone.
            OSError: the folder cannot be written.
        """
        if self._place.exists() and not self._is_of_this_film():
            shutil.rmtree(self._place)
        with suppress(FileExistsError):
            self._place.mkdir(mode=0o700)  # and never its parents: a film that was erased stays so
        for path in self._place.glob(f"*{UNFINISHED}"):
            path.unlink(missing_ok=True)
        if not (self._place / NOTE).exists():
            self._write(NOTE, self.stamp().encode())

    def keep(self, lane: Lane, number: int, content: bytes) -> None:
        """Put a stretch in its place, on disk when this returns.

        Raises:
            NotFound: the film was erased or changed meanwhile.
            OSError: it cannot be written; nothing of it is there.
        """
        if not self._is_of_this_film():
            raise NotFound(GONE)
        self._write(lane.file_name(number), content)

    def end(self, lane: Lane) -> None:
        """Say that no more of a lane will come; raises as `keep`."""
        if not self._is_of_this_film():
            raise NotFound(GONE)
        self._write(lane.name + ENDS, b"")

    def _write(self, name: str, content: bytes) -> None:
        part = self._place / f"{name}.{secrets.token_hex(4)}{UNFINISHED}"
        try:
            handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self._place / name)
        except OSError as exc:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            if exc.errno == errno.ENOENT:
                raise NotFound(GONE) from exc
            raise

    def _stretches(self, made: Made) -> Iterator[bytes]:
        with suppress(OSError):  # gone this very moment
            for number in range(made.done):
                yield (self._place / made.lane.file_name(number)).read_bytes()

    def _is_of_this_film(self) -> bool:
        try:
            return (self._place / NOTE).read_text("utf-8") == self.stamp()
        except (OSError, ValueError, NotFound):
            return False

    def _sizes(self) -> dict[str, int]:
        try:
            with os.scandir(self._place) as found:
                return {one.name: one.stat().st_size for one in found}
        except OSError:
            return {}


def _places_from(content: bytes) -> list[tuple[Span, str]]:
    return [(Span(start, end), str(why)) for start, end, why in json.loads(content)]


def _waved_from(content: bytes) -> list[Span]:
    return [Span(start, end) for start, end in json.loads(content)]


def _read(reader: Callable[[bytes], T], content: bytes) -> T | None:
    """Return what is in a file, or None where somebody else wrote into it."""
    try:
        return reader(content)
    except (ValueError, TypeError, InvalidValue):
        return None
