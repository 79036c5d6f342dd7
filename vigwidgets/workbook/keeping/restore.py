"""Brings a person's work back from a backup: all of it or nothing, and only where there is none yet."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import BackupRefused, InvalidValue, JournalUnavailable, NotFound, StorageFull
from vigwidgets.films import Shelf
from vigwidgets.films.claim import claimed
from vigwidgets.journal import Journal, carrying
from vigwidgets.workbook.film_shelf import sha256_of
from vigwidgets.workbook.folder.data_folder import DataFolder, refusal_of
from vigwidgets.workbook.keeping.backup_file import CHANGED, JOURNAL_NAME, BackupFile, opened_backup
from vigwidgets.workbook.keeping.moving import moving_together
from vigwidgets.workbook.keeping.pace import Pace, Progress

ROOM_TO_SPARE_BYTES: Final = 1 << 20
_PRIVATE: Final = 0o600


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back.

    Attributes:
        made_at: When the backup was made, as ISO 8601.
        films: How many films of the person's the journal knows now.
        films_in_place: How many of them have their file again.
        marks: How many marks, on films and clips.
        texts: How many questions are answered.
    """

    made_at: str
    films: int
    films_in_place: int
    marks: int
    texts: int

    def as_json(self) -> dict[str, Any]:
        """Return the form in which scripts see it."""
        return asdict(self)


def restore(
    data: DataFolder,
    file: Path,
    *,
    person: Person,
    on_progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Restored:
    """Return what came back once every film is in place and every row is stored.

    The whole file is verified before anything is made. An older journal in it is brought up to date.

    Args:
        data: Where to; it may be missing.
        file: A backup.
        person: Whose work it becomes.
        on_progress: Told bytes done and bytes in all; the file is read, then taken apart.
        cancelled: Asked now and then whether to stop.

    Raises:
        BackupRefused: it is no backup, not whole, of another form, or this person has work here.
        StorageFull: there is no room.
        JournalUnavailable, ShelfUnavailable: the data folder cannot be used.
        Cancelled: `cancelled` said so.
        After any of them nothing of the backup is in the data folder, and what was there is untouched.
    """
    with opened_backup(file) as backup:
        pace = Pace(2 * backup.size_bytes, on_progress, cancelled)
        backup.verify(pace)
        _refuse_other_work(data, person=person)
        with _nothing_made(data):
            data.make()
            shelf = Shelf(data.films)
            with claimed(shelf.folder) as place:
                _check_room(place, size_bytes=backup.size_bytes)
                _take_apart(backup, to=place, pace=pace)
                restored = _look_through(backup, place / JOURNAL_NAME)
                with Journal.open(data.journal_location(), person=person, framework=frameworks.load()) as journal:
                    _settle(journal, shelf, place, backup, pace=pace)
                pace.finish()
    return restored


def _settle(journal: Journal, shelf: Shelf, place: Path, backup: BackupFile, *, pace: Pace) -> None:
    """Give every film its place, then the journal its rows; a kill in between is undone by the next `sweep`."""
    if carrying.has_work(journal):
        raise carrying.work_is_here()
    films = backup.film_files()
    here = {film_id for film_id in films if _is_here(shelf, backup, film_id)}
    new = sorted(films.keys() - here)
    with moving_together(shelf.folder, new, owner=journal.person.id):
        settled: list[str] = []
        try:
            for film_id in new:
                shelf.put_back(place / "films" / film_id, film_id=film_id)
                settled.append(film_id)
            carrying.carry_in(journal, place / JOURNAL_NAME, check=pace.check)
        except BaseException:
            for film_id in settled:
                shelf.remove(film_id)
            raise


def _is_here(shelf: Shelf, backup: BackupFile, film_id: str) -> bool:
    """Return whether the very files of the film are on the shelf: only the journal was lost then.

    Raises:
        BackupRefused: other files stand in their place.
    """
    folder = shelf.folder / film_id
    if not folder.exists():
        return False
    found = {path.relative_to(folder).as_posix(): path for path in shelf.lasting_files(film_id)}
    wanted = backup.film_files()[film_id]
    if found.keys() == wanted.keys() and all(
        sha256_of(found[path]) == backup.members[name].sha256 for path, name in wanted.items()
    ):
        return True
    raise BackupRefused(
        f"There are other files under the name of film {film_id} here. Move the folder of films away, then restore."
    )


def _take_apart(backup: BackupFile, *, to: Path, pace: Pace) -> None:
    try:
        for name in backup.members:
            path = to / name
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), _PRIVATE)
            with os.fdopen(handle, "wb") as file:
                backup.copy_out(name, to=file, pace=pace)
                file.flush()
                os.fsync(file.fileno())
    except OSError as exc:
        raise refusal_of(exc) from exc


def _look_through(backup: BackupFile, file: Path) -> Restored:
    """Bring the backup's own journal up to date and read everything in it, so that nothing unreadable is taken in."""
    carrying.make_ready(file)
    try:
        with Journal.open(file, person=Person(LOCAL_OWNER), framework=frameworks.load()) as journal:
            films, marks, answered = journal.films(), journal.all_marks(), journal.answered()
            journal.receipts()
            journal.left_off()
            for film in films:
                journal.reel(film.id)
    except (InvalidValue, NotFound, JournalUnavailable, ValueError, TypeError, KeyError) as exc:
        raise BackupRefused(CHANGED) from exc
    carrying.make_ready(file)
    in_place = backup.film_files().keys()
    if not in_place <= {film.id for film in films}:
        raise BackupRefused(CHANGED)
    return Restored(
        made_at=str(backup.said.get("made_at", "")),
        films=len(films),
        films_in_place=len(in_place),
        marks=len(marks),
        texts=sum(answered.values()),
    )


def _refuse_other_work(data: DataFolder, *, person: Person) -> None:
    if data.holds_journal():
        with Journal.open(data.journal_location(), person=person, framework=frameworks.load()) as journal:
            if carrying.has_work(journal):
                raise carrying.work_is_here()


def _check_room(folder: Path, *, size_bytes: int) -> None:
    try:
        free = shutil.disk_usage(folder).free
    except OSError as exc:
        raise refusal_of(exc) from exc
    if free < size_bytes + ROOM_TO_SPARE_BYTES:
        raise StorageFull("There is not enough room here for this backup. Free some space, and restore it again.")


@contextmanager
def _nothing_made(data: DataFolder) -> Iterator[None]:
    """Take away again what was made in the data folder, should the block end in an error."""
    folders, had_journal = data.missing(), data.holds_journal()
    try:
        yield
    except BaseException:
        if not had_journal:
            for end in ("", "-wal", "-shm", "-journal"):
                Path(f"{data.journal}{end}").unlink(missing_ok=True)
        for folder in reversed(folders):
            with contextlib.suppress(OSError):  # another command has put something there
                folder.rmdir()
        raise
