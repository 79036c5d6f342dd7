"""Makes one file of a person's work, read back and compared before it gets its name."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from vigwidgets.core.errors import BadRequest
from vigwidgets.core.film import Film
from vigwidgets.films import Shelf
from vigwidgets.films.claim import claimed
from vigwidgets.journal import Journal, carrying
from vigwidgets.workbook.keeping import backup_file
from vigwidgets.workbook.keeping.backup_file import Member
from vigwidgets.workbook.keeping.backup_writing import beside, clear_leftovers, read_back, write
from vigwidgets.workbook.keeping.pace import Pace, Progress


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made and read back.

    Attributes:
        path: Where it is.
        size_bytes: Of the file.
        made_at: Aware UTC instant.
        films: How many films of the person's the journal in it knows.
        with_films: Whether the films' own files were to be in it.
        not_whole: Ids of films whose file is missing here, or is not what it was when it was added.
    """

    path: Path
    size_bytes: int
    made_at: datetime
    films: int
    with_films: bool
    not_whole: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the form in which scripts see it."""
        return {
            "out": str(self.path),
            "size_bytes": self.size_bytes,
            "made_at": self.made_at.isoformat(),
            "films": self.films,
            "with_films": self.with_films,
            "not_whole": list(self.not_whole),
        }


def make_backup(
    journal: Journal,
    shelf: Shelf,
    target: Path,
    *,
    films: bool,
    on_progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Backup:
    """Return the backup that is whole at `target`; it holds this person's work as it was at one instant.

    Args:
        journal: Of the person; others may go on reading and writing.
        shelf: Where their films are.
        target: The new file, mode 0600; nothing but an empty file is replaced, an earlier backup least of all.
        films: Whether the films themselves are in it, or only what was written and marked.
        on_progress: Told bytes done and bytes in all; the file is written, then read.
        cancelled: Asked now and then whether to stop.

    Raises:
        BadRequest: no file can be made there, or a file is there already.
        StorageFull: there is no room.
        ShelfUnavailable: a film cannot be read to its end, or was erased meanwhile.
        JournalUnavailable: the journal cannot be read.
        Cancelled: `cancelled` said so.
        After any of them nothing new is at `target` or beside it, and what was there before is untouched.
    """
    target = Path(os.path.realpath(target))
    _refuse_place(target)
    clear_leftovers(target)
    made_at = datetime.now(UTC)
    with claimed(shelf.folder) as place:
        own = carrying.carry_out(journal, place / backup_file.JOURNAL_NAME)
        sources = {backup_file.JOURNAL_NAME: place / backup_file.JOURNAL_NAME}
        sources |= _film_sources(shelf, own) if films else {}
        size = sum(_size(path) for path in sources.values())
        pace = Pace(2 * size, on_progress, cancelled)
        with beside(target, size_bytes=size) as part:
            members = write(part, sources, made_at=made_at, films=films, pace=pace)
            read_back(part, pace)
            written = part.tell()
    not_whole = tuple(film.id for film in own if films and not _is_whole(film, members))
    return Backup(target, written, made_at, len(own), films, not_whole)


def _film_sources(shelf: Shelf, films: list[Film]) -> dict[str, Path]:
    sources: dict[str, Path] = {}
    for film in films:
        folder = shelf.folder / film.id
        for path in shelf.lasting_files(film.id):
            name = f"{backup_file.FILMS}/{film.id}/{path.relative_to(folder).as_posix()}"
            if backup_file.is_member_name(name):  # what a file manager left there, such as Thumbs.db, is nobody's work
                sources[name] = path
    return sources


def _is_whole(film: Film, members: dict[str, Member]) -> bool:
    folder = f"{backup_file.FILMS}/{film.id}/"
    found = {name.removeprefix(folder): one for name, one in members.items() if name.startswith(folder)}
    shown = film.playable == "copy" or any(name.startswith("film.") for name in found)  # a copy can be made again
    return shown and "frames.u32" in found and any(one.sha256 == film.sha256 for one in found.values())


def _refuse_place(target: Path) -> None:
    if target.is_dir():
        raise BadRequest("The place for the backup is a folder. Give a file name in it.")
    if not target.parent.is_dir():
        raise BadRequest("The folder for the backup is not there. Make it, or name another.")
    if target.exists() and not (target.is_file() and _size(target) == 0):
        raise BadRequest("There is a file of that name already, and a backup replaces none. Give it a new name.")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # it says so itself when it is opened
        return 0
