"""The film shelf: one folder a film, complete or not there at all."""

from __future__ import annotations

import array
import errno
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, Literal

from vigwidgets.core.errors import (
    FilmDamaged,
    FilmNotPlayable,
    FilmRefused,
    FilmUnreadable,
    InvalidValue,
    NotFound,
    ShelfUnavailable,
    StorageFull,
)
from vigwidgets.core.film import FrameTimes
from vigwidgets.core.mark import check_id
from vigwidgets.films.claim import claimed, clear_unclaimed
from vigwidgets.films.converting import convert
from vigwidgets.films.copying import CHANGED, Progress, Stop, copy_hashed, unchanged
from vigwidgets.films.opening import opened_file
from vigwidgets.films.playing import EXTENSIONS
from vigwidgets.films.probe import Probe, probe_file, probe_good_part

FRAMES_NAME: Final = "frames.u32"
BYTES_A_FRAME: Final = 4
ROOM_TO_SPARE_BYTES: Final = 1 << 20
FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
NO_ROOM: Final = "There is not enough room on the disk for this film. Free some space, and add it again."
NO_SHELF: Final = "The folder for films cannot be used. Check that it is there and that your account may write to it."
ORIGINAL_NAME: Final = "original"
COPY_TYPE: Final = "video/mp4"
CONVERTING: Final = 9
"""How much more work a copy is than keeping the film, about; it is for the progress bar alone."""
COPY_BYTES_A_MS: Final = 600
"""Room that is asked for beforehand; 1080p with much movement takes less."""
MOST_APART_MS: Final = 1
NOT_EQUAL: Final = (
    "The film could not be made ready for the browser without moving its pictures in time. "
    "Convert it to MP4 with H.264, and add that."
)
TAKEN: Final = "There is already a film with this id. Give the new one another."


@dataclass(frozen=True, slots=True)
class Shelved:
    """A film that is on the shelf.

    Attributes:
        sha256: Of the original file, 64 hexadecimal digits.
        size_bytes: Of the original file.
        probe: What the film is.
        media_type: MIME type of what browsers play.
        playable: `original` when that is the film itself, `copy` when it is a copy beside it.
    """

    sha256: str
    size_bytes: int
    probe: Probe
    media_type: str
    playable: Literal["original", "copy"]


class Shelf:
    """The folder that keeps films, readable by its owner only.

    In `<film id>/` lie `film.mp4` (or `.webm`), which browsers play, and `frames.u32`; and where browsers do not play
    the film itself, the `original`.
    """

    def __init__(self, folder: Path) -> None:
        """Make `folder` (mode 0700) where it is missing.

        Raises:
            ShelfUnavailable: it cannot be made or used.
            StorageFull: the disk is full.
        """
        self.folder = Path(folder)
        with _shelf_errors():
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.folder.chmod(0o700)

    def bring_in(
        self,
        path: Path,
        *,
        film_id: str,
        good_part: bool = False,
        on_progress: Progress | None = None,
        cancelled: Stop | None = None,
    ) -> Shelved:
        """Return the film once all of it is on disk under `film_id`; the original is only read.

        Args:
            path: The film; links are followed.
            film_id: Made by the client, new on this shelf.
            good_part: Whether of a damaged film the part before the damage is taken; the file is kept as it is.
            on_progress: Told work done and work in all, after each piece.
            cancelled: Asked before each piece.

        Raises:
            FilmMissing, FilmUnreadable, FilmHasNoPicture, FilmNotPlayable: the film is refused. What browsers do not
                play is no reason: a copy that they play is made beside it, with the same times.
            FilmDamaged: it is good up to its first damage, and `good_part` was not asked for.
            InvalidValue: `film_id` is none, or taken.
            StorageFull: no room for it.
            ShelfUnavailable: the shelf cannot be written.
            Cancelled: `cancelled` said so.
            After any of them nothing of this film is on the shelf, and what was there before is untouched.
        """
        final = self._place(film_id)
        if final.exists():
            raise InvalidValue(TAKEN)
        with opened_file(Path(path)) as source:
            facts = os.fstat(source.fileno())
            probe = _probed(source, good_part=good_part)
            plays, size = probe.browser_plays, facts.st_size
            media_type = probe.media_type if plays else COPY_TYPE
            shown = f"film.{EXTENSIONS[media_type]}"
            whole = size if plays else size * (1 + CONVERTING)
            copying = _stretch(on_progress, start=0, length=size, whole=whole)
            converting = _stretch(on_progress, start=size, length=whole - size, whole=whole)
            with _shelf_errors(), claimed(self.folder) as place:
                self._check_room(size + _room_for(probe))
                with _new_file(place / (shown if plays else ORIGINAL_NAME)) as film:
                    sha256 = copy_hashed(source, to=film, size_bytes=size, on_progress=copying, cancelled=cancelled)
                if not plays:
                    _make_copy(source, place / shown, probe=probe, on_progress=converting, cancelled=cancelled)
                if not unchanged(facts, os.fstat(source.fileno())):
                    raise FilmUnreadable(CHANGED)
                with _new_file(place / FRAMES_NAME) as frames:
                    frames.write(_packed(probe.times))
                _sync_folder(place)
                _settle(place, final)
        return Shelved(sha256, size, probe, media_type, "original" if plays else "copy")

    def film_path(self, film_id: str) -> Path:
        """Return the file that browsers play.

        Raises:
            NotFound: no film has this id.
        """
        place = self._place(film_id)
        for extension in EXTENSIONS.values():
            film = place / f"film.{extension}"
            if film.is_file():
                return film
        raise NotFound("There is no such film here. Choose one from your list.")

    def original_path(self, film_id: str) -> Path:
        """Return the film as it came, byte for byte: what browsers play, or what their copy was made from.

        Raises:
            NotFound: no film has this id.
        """
        original = self._place(film_id) / ORIGINAL_NAME
        return original if original.is_file() else self.film_path(film_id)

    def frames_path(self, film_id: str) -> Path:
        """Return the file of frame start times in ms: unsigned 32-bit whole numbers, little endian, ascending.

        Raises:
            NotFound: no film has this id.
        """
        frames = self._place(film_id) / FRAMES_NAME
        if not frames.is_file():
            raise NotFound("There is no such film here. Choose one from your list.")
        return frames

    def files(self, film_id: str) -> list[Path]:
        """Return every file that is kept of a film, sorted; none where the film is not here.

        Raises:
            ShelfUnavailable: the shelf cannot be read.
        """
        with _shelf_errors():
            return sorted(path for path in self._place(film_id).rglob("*") if path.is_file() and not path.is_symlink())

    def put_back(self, folder: Path, *, film_id: str) -> None:
        """Give a complete folder, on the same disk, its place on the shelf.

        Raises:
            InvalidValue: `film_id` is none, or taken.
            StorageFull: no room for it.
            ShelfUnavailable: the shelf cannot be written.
            After any of them the folder is where it was, or gone, and the shelf as before.
        """
        with _shelf_errors():
            _settle(folder, self._place(film_id))

    def remove(self, film_id: str) -> None:
        """Take a film off the shelf, as a whole even if this is cut short; nothing happens when it is not there.

        Raises:
            ShelfUnavailable: the shelf cannot be written; the film is then still there.
        """
        with _shelf_errors(), claimed(self.folder) as place:
            try:
                self._place(film_id).rename(place / film_id)
            except FileNotFoundError:
                return
            _sync_folder(self.folder)

    def ids(self) -> set[str]:
        """Return the ids of all films that are wholly here."""
        with _shelf_errors():
            return {place.name for place in self.folder.iterdir() if not place.name.startswith(".") and place.is_dir()}

    def sweep(self) -> None:
        """Remove what a killed `bring_in` or `remove` left; what a running process is bringing in stays untouched."""
        with _shelf_errors():
            clear_unclaimed(self.folder)

    def _place(self, film_id: str) -> Path:
        return self.folder / check_id(film_id)

    def _check_room(self, size_bytes: int) -> None:
        if shutil.disk_usage(self.folder).free < size_bytes + ROOM_TO_SPARE_BYTES:
            raise StorageFull(NO_ROOM)


def _probed(source: BinaryIO, *, good_part: bool) -> Probe:
    """Return what a film is, or what its good part is where that was asked for; see `Shelf.bring_in`."""
    try:
        return probe_file(source)
    except FilmUnreadable as refusal:
        try:
            found = probe_good_part(source)
        except FilmRefused:
            raise refusal from None
        if good_part:
            return found
        seconds = f"{found.duration_ms / 1000:.1f}"
        raise FilmDamaged(
            f"The film is damaged after {seconds} seconds. Copy it from the camera or phone once more, "
            "or add only the part before the damage.",
            good_ms=found.duration_ms,
        ) from refusal


def _make_copy(
    source: BinaryIO, to: Path, *, probe: Probe, on_progress: Progress | None, cancelled: Stop | None
) -> None:
    """Write the copy that browsers play, on disk when this returns, and read back that its times are the film's."""
    convert(source, to, probe=probe, on_progress=on_progress, cancelled=cancelled)
    to.chmod(0o600)
    with to.open("rb+") as film:
        os.fsync(film.fileno())
    with to.open("rb", buffering=0) as film:
        copy = probe_file(film)
    times, copied = probe.times.times_ms, copy.times.times_ms
    if not copy.browser_plays or len(times) != len(copied) or _apart(times, copied) > MOST_APART_MS:
        raise FilmNotPlayable(NOT_EQUAL)


def _apart(first: Sequence[int], second: Sequence[int]) -> int:
    return max(abs(a - b) for a, b in zip(first, second, strict=True))


def _room_for(probe: Probe) -> int:
    """Return the bytes that are needed beside the film's own."""
    copy = 0 if probe.browser_plays else probe.duration_ms * COPY_BYTES_A_MS
    return copy + BYTES_A_FRAME * probe.frames


def _stretch(tell: Progress | None, *, start: int, length: int, whole: int) -> Progress | None:
    """Return what tells of one part of the work as a stretch of the whole."""
    if tell is None:
        return None
    return lambda done, every: tell(start + length * done // max(every, 1), whole)


@contextmanager
def _shelf_errors() -> Iterator[None]:
    """Translate what the system says about the shelf's own folder."""
    try:
        yield
    except OSError as exc:
        if exc.errno in FULL:
            raise StorageFull(NO_ROOM) from exc
        raise ShelfUnavailable(NO_SHELF) from exc


@contextmanager
def _new_file(path: Path) -> Iterator[BinaryIO]:
    """Yield a new file, mode 0600, that is on disk when the block ends without an error."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb", buffering=0) as file:
        yield file
        os.fsync(file.fileno())


def _settle(place: Path, final: Path) -> None:
    """Give the complete folder its name; a film that came under the same id meanwhile is never replaced."""
    try:
        place.rename(final)
    except OSError as exc:
        if exc.errno in {errno.ENOTEMPTY, errno.EEXIST}:
            raise InvalidValue(TAKEN) from exc
        raise
    try:
        _sync_folder(final.parent)
    except OSError:
        shutil.rmtree(final, ignore_errors=True)
        raise


def _packed(times: FrameTimes) -> bytes:
    packed = array.array("I", times.times_ms)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":  # Folders cannot be opened there, and need not be.
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
