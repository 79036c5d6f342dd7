"""The film shelf: one folder a film, complete or not there at all."""

from __future__ import annotations

import array
import errno
import os
import shutil
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, Literal

from vigwidgets.core.errors import (
    Cancelled,
    FilmDamaged,
    FilmRefused,
    FilmUnreadable,
    InvalidValue,
    NotFound,
)
from vigwidgets.core.film import FrameTimes
from vigwidgets.core.mark import check_id
from vigwidgets.films.claim import claimed, clear_unclaimed, held
from vigwidgets.films.copy_of import BYTES_A_MS, COPY_TYPE, make_copy
from vigwidgets.films.copying import CHANGED, Progress, Stop, copy_hashed, unchanged
from vigwidgets.films.keeping import check_room, new_file, shelf_errors, sync_folder
from vigwidgets.films.opening import DAMAGED, opened_file
from vigwidgets.films.playing import EXTENSIONS
from vigwidgets.films.probe import Probe, probe_closely, probe_file, probe_good_part

FRAMES_NAME: Final = "frames.u32"
BYTES_A_FRAME: Final = 4
_COPY_NAME: Final = f"film.{EXTENSIONS[COPY_TYPE]}"
ORIGINAL_NAME: Final = "original"
LANES: Final = "lanes"
"""Folder of what is drawn along a film's time and can be made again (`films/lanes.py`)."""
CONVERTING: Final = 9
"""How much more work a copy is than keeping the film, about; it is for the progress bar alone."""
GROWING_NAME: Final = "growing.mp4"
LOCK_NAME: Final = "copying.lock"
STOP_NAME: Final = "copying.stop"
PASSING: Final = frozenset({GROWING_NAME, LOCK_NAME, STOP_NAME})
"""What is in a film's folder for a while only, and can be done without."""
LETS_GO_SECONDS: Final = 10.0
"""How long whoever makes a copy may take to hear that it is not wanted any more."""
NO_ROOM_TO_COPY: Final = (
    "There is not enough room on the disk to make this film ready. Free some space, and open the film again."
)
NOT_READY: Final = "This film is still being made ready. Open it in the workbook, and come back once it plays there."
COPY_STOPPED: Final = "Making the film ready was stopped. It goes on when the film is opened again."
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

    In `<film id>/` lie `film.mp4` (or `.webm`), which browsers play, and `frames.u32`; where browsers do not play the
    film itself, the `original`; and once they are made, its `lanes`. Its copy, `film.mp4`, may come later, and can be
    watched meanwhile (`growing.mp4`).
    """

    def __init__(self, folder: Path) -> None:
        """Make `folder` (mode 0700) where it is missing.

        Raises:
            ShelfUnavailable: it cannot be made or used.
            StorageFull: the disk is full.
        """
        self.folder = Path(folder)
        with shelf_errors():
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.folder.chmod(0o700)

    def bring_in(
        self,
        path: Path,
        *,
        film_id: str,
        good_part: bool = False,
        copy_later: bool = False,
        on_progress: Progress | None = None,
        cancelled: Stop | None = None,
    ) -> Shelved:
        """Return the film once all of it is on disk under `film_id`; the original is only read.

        Args:
            path: The film; links are followed.
            film_id: Made by the client, new on this shelf.
            good_part: Whether of a damaged film the part before the damage is taken; the file is kept as it is.
            copy_later: Whether a copy, where one is needed, is left to `make_copy`; the film is whole without it.
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
            copies = not plays and not copy_later
            whole = size * (1 + CONVERTING) if copies else size
            copying = _stretch(on_progress, start=0, length=size, whole=whole)
            converting = _stretch(on_progress, start=size, length=whole - size, whole=whole)
            with shelf_errors(), claimed(self.folder) as place:
                check_room(self.folder, size + _room_for(probe, copies=0 if plays else 2 if copy_later else 1))
                with new_file(place / (shown if plays else ORIGINAL_NAME)) as film:
                    sha256 = copy_hashed(source, to=film, size_bytes=size, on_progress=copying, cancelled=cancelled)
                if copies:
                    make_copy(source, place / shown, probe=probe, on_progress=converting, cancelled=cancelled)
                if not unchanged(facts, os.fstat(source.fileno())):
                    raise FilmUnreadable(CHANGED)
                with new_file(place / FRAMES_NAME) as frames:
                    frames.write(_packed(probe.times))
                sync_folder(place)
                _settle(place, final)
        return Shelved(sha256, size, probe, media_type, "original" if plays else "copy")

    def is_whole(self, film_id: str) -> bool:
        """Return whether a film is here, be it that its copy is still to be made.

        Raises:
            InvalidValue: `film_id` is none.
        """
        try:
            return self.original_path(film_id).is_file() and self.frames_path(film_id).is_file()
        except NotFound:
            return False

    def lacks_copy(self, film_id: str) -> bool:
        """Return whether browsers do not play a film, and the copy that they play is not made yet.

        Raises:
            InvalidValue: `film_id` is none.
        """
        place = self._place(film_id)
        return (place / ORIGINAL_NAME).is_file() and not (place / _COPY_NAME).is_file()

    def make_copy(self, film_id: str, *, on_progress: Progress | None = None, cancelled: Stop | None = None) -> bool:
        """Make the copy that a film lacks; it is there as a whole or not at all, and can be watched meanwhile.

        Args:
            film_id: A film on this shelf.
            on_progress: Told pictures done and pictures in all.
            cancelled: Asked before each picture.

        Returns:
            Whether it is there now; not where somebody else is just making it.

        Raises:
            NotFound: the film is not here, or no more.
            FilmUnreadable, FilmNotPlayable: there can be none. What was made of it can be watched until the next try.
            StorageFull: no room for it.
            ShelfUnavailable: the shelf cannot be written.
            Cancelled: `cancelled` said so, or the film is being removed.
        """
        final = self._place(film_id)
        stop, original = final / STOP_NAME, self.original_path(film_id)
        with shelf_errors(no_room=NO_ROOM_TO_COPY), held(final / LOCK_NAME) as ours:
            if not ours or not self.lacks_copy(film_id):
                return ours
            stop.unlink(missing_ok=True)
            self.end_growing(film_id)
            with opened_file(original) as source, claimed(self.folder) as place:
                probe = _as_kept(source, frames=self.frames_path(film_id).read_bytes())
                check_room(self.folder, _room_for(probe, copies=2), sentence=NO_ROOM_TO_COPY)
                make_copy(
                    source,
                    place / _COPY_NAME,
                    probe=probe,
                    growing_to=final / GROWING_NAME,
                    on_progress=on_progress,
                    cancelled=lambda: stop.exists() or not original.exists() or (cancelled is not None and cancelled()),
                )
                if not original.exists():
                    raise Cancelled(COPY_STOPPED)
                (place / _COPY_NAME).rename(final / _COPY_NAME)
                sync_folder(final)
        return True

    def growing_path(self, film_id: str) -> Path:
        """Return where the copy that is being made can be watched; nothing may be there yet, or any more."""
        return self._place(film_id) / GROWING_NAME

    def end_growing(self, film_id: str) -> None:
        """Throw away what could be watched while the copy was made; nothing happens when it is not there.

        Raises:
            ShelfUnavailable: it cannot be removed.
        """
        with shelf_errors():
            self.growing_path(film_id).unlink(missing_ok=True)

    def film_path(self, film_id: str) -> Path:
        """Return the file that browsers play.

        Raises:
            NotFound: no film has this id, or what browsers play of it is still to be made.
        """
        place = self._place(film_id)
        for extension in EXTENSIONS.values():
            film = place / f"film.{extension}"
            if film.is_file():
                return film
        if self.lacks_copy(film_id):
            raise NotFound(NOT_READY)
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
        """Return every file that is kept of a film, sorted; none where the film is not here, none that is in passing.

        Raises:
            ShelfUnavailable: the shelf cannot be read.
        """
        with shelf_errors():
            found = (path for path in self._place(film_id).rglob("*") if path.is_file() and not path.is_symlink())
            return sorted(path for path in found if path.name not in PASSING)

    def lasting_files(self, film_id: str) -> list[Path]:
        """Return those of `files` that cannot be made again from the others.

        Raises:
            ShelfUnavailable: the shelf cannot be read.
        """
        lanes = self._place(film_id) / LANES
        return [path for path in self.files(film_id) if not path.is_relative_to(lanes)]

    def put_back(self, folder: Path, *, film_id: str) -> None:
        """Give a complete folder, on the same disk, its place on the shelf.

        Raises:
            InvalidValue: `film_id` is none, or taken.
            StorageFull: no room for it.
            ShelfUnavailable: the shelf cannot be written.
            After any of them the folder is where it was, or gone, and the shelf as before.
        """
        with shelf_errors():
            _settle(folder, self._place(film_id))

    def remove(self, film_id: str) -> None:
        """Take a film off the shelf, as a whole even if this is cut short; nothing happens when it is not there.

        Raises:
            ShelfUnavailable: the shelf cannot be written; the film is then still there.
        """
        with shelf_errors(), claimed(self.folder) as place:
            self._stop_copying(film_id)
            try:
                self._place(film_id).rename(place / film_id)
            except FileNotFoundError:
                return
            sync_folder(self.folder)

    def ids(self) -> set[str]:
        """Return the ids of all films that are wholly here."""
        with shelf_errors():
            return {place.name for place in self.folder.iterdir() if not place.name.startswith(".") and place.is_dir()}

    def sweep(self) -> None:
        """Remove what a killed `bring_in` or `remove` left; what a running process is bringing in stays untouched."""
        with shelf_errors():
            clear_unclaimed(self.folder)

    def _place(self, film_id: str) -> Path:
        return self.folder / check_id(film_id)

    def _stop_copying(self, film_id: str) -> None:
        """Have whoever makes a film's copy let go of its files: on Windows nothing open can be moved."""
        final, until = self._place(film_id), time.monotonic() + LETS_GO_SECONDS
        if not (final / LOCK_NAME).exists():
            return
        (final / STOP_NAME).touch(0o600)
        while time.monotonic() < until:
            with held(final / LOCK_NAME) as ours:
                if ours:
                    return
            time.sleep(0.05)


def _probed(source: BinaryIO, *, good_part: bool) -> Probe:
    """Return what a film is, or what its good part is where that was asked for; see `Shelf.bring_in`."""
    try:
        return probe_closely(source)
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


def _as_kept(source: BinaryIO, *, frames: bytes) -> Probe:
    """Return what a film is, or what its good part is, as it was when it came: with the times that are kept of it.

    Raises:
        FilmUnreadable: it is neither any more.
    """
    for look in (probe_file, probe_good_part):
        with suppress(FilmRefused):
            found = look(source)
            if _packed(found.times) == frames:
                return found
    raise FilmUnreadable(DAMAGED)


def _room_for(probe: Probe, *, copies: int) -> int:
    """Return the bytes that are needed beside the film's own."""
    return copies * probe.duration_ms * BYTES_A_MS + BYTES_A_FRAME * probe.frames


def _stretch(tell: Progress | None, *, start: int, length: int, whole: int) -> Progress | None:
    """Return what tells of one part of the work as a stretch of the whole."""
    if tell is None:
        return None
    return lambda done, every: tell(start + length * done // max(every, 1), whole)


def _settle(place: Path, final: Path) -> None:
    """Give the complete folder its name; a film that came under the same id meanwhile is never replaced."""
    try:
        place.rename(final)
    except OSError as exc:
        if exc.errno in {errno.ENOTEMPTY, errno.EEXIST}:
            raise InvalidValue(TAKEN) from exc
        raise
    try:
        sync_folder(final.parent)
    except OSError:
        shutil.rmtree(final, ignore_errors=True)
        raise


def _packed(times: FrameTimes) -> bytes:
    packed = array.array("I", times.times_ms)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()
