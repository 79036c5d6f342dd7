"""Notes about films that are just being moved, so that a killed command can be told from a working one."""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from vigwidgets.workbook.folder.data_folder import DataFolder, refusal_of

PREFIX: Final = "moving-"
TOGETHER: Final = ".together-"
"""No film's id begins with a dot."""


@dataclass(slots=True)
class Note:
    """A note that is held.

    Attributes:
        stays: Whether it is left for the next `abandoned` when its block ends in an error: from here on there is no way
            back, and what is begun has to be brought to its end.
    """

    stays: bool = False


@contextmanager
def moving(shelf: Path, film_id: str, *, owner: str) -> Iterator[Note]:
    """Hold a note that says this film is being moved; it goes at the end, and stays if the process is killed.

    Whoever moves the same film meanwhile is waited for.

    Args:
        shelf: Folder of the films; the notes are beside it, where nothing takes them for films.
        film_id: Which film.
        owner: Id of the person whose film it is.

    Raises:
        JournalUnavailable: the note cannot be written; nothing was moved.
        StorageFull: there is no room for it; nothing was moved.
    """
    with _held(_notes(shelf) / f"{PREFIX}{film_id}", content=owner) as note:
        yield note


@contextmanager
def moving_together(shelf: Path, film_ids: Iterable[str], *, owner: str) -> Iterator[Note]:
    """Hold one note that says all these films are being moved; see `moving`, but nobody waits for another here."""
    content = "\n".join((owner, *film_ids))
    with _held(_notes(shelf) / f"{PREFIX}{TOGETHER}{secrets.token_hex(8)}", content=content) as note:
        yield note


@contextmanager
def _held(note: Path, *, content: str) -> Iterator[Note]:
    try:
        note.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.fdopen(os.open(note, os.O_RDWR | os.O_CREAT, 0o600), "rb+")
    except OSError as exc:
        raise refusal_of(exc) from exc
    with file:
        try:
            lock_patiently(file)
            file.truncate()
            file.write(content.encode())
            file.flush()
            os.fsync(file.fileno())
        except OSError as exc:
            _remove(note)
            raise refusal_of(exc) from exc
        held, done = Note(), False
        try:
            yield held
            done = True
        finally:
            if sys.platform != "win32" and (done or not held.stays):  # there an open file cannot be removed
                _remove(note)
    _remove(note)


def abandoned(shelf: Path, *, owner: str) -> Iterator[str]:
    """Yield the ids of this person's films whose mover was killed; each note goes once its id was dealt with.

    While an id is being dealt with its note is held, so that of two that sweep at once only one does.
    """
    for note in sorted(_notes(shelf).glob(f"{PREFIX}*")):
        try:
            file = note.open("rb+")
        except OSError:  # swept by another a moment ago
            continue
        with file:
            if not lock_at_once(file) or not _is_there(note, file):
                continue
            whose, *together = file.read().decode(errors="replace").split("\n")
            if whose != owner:  # somebody else's; an empty one is just being begun
                continue
            name = note.name.removeprefix(PREFIX)
            yield from filter(None, together) if name.startswith(TOGETHER) else [name]
            if sys.platform != "win32":
                _remove(note)
        _remove(note)


def _notes(shelf: Path) -> Path:
    return DataFolder(shelf.parent).runtime


def _is_there(note: Path, file: BinaryIO) -> bool:
    """Return whether the note was not taken away, its film safely moved, between our finding and our holding it."""
    try:
        return os.path.samestat(note.stat(), os.fstat(file.fileno()))
    except OSError:
        return False


def _remove(note: Path) -> None:
    with contextlib.suppress(OSError):
        note.unlink(missing_ok=True)


if sys.platform == "win32":
    import msvcrt

    _PAST_THE_END: Final = 1 << 30  # Windows keeps others from reading what is locked

    def lock_patiently(file: BinaryIO) -> None:
        """Wait until the file is ours, until it is closed."""
        file.seek(_PAST_THE_END)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        file.seek(0)

    def lock_at_once(file: BinaryIO) -> bool:
        """Return whether the file is ours until it is closed."""
        file.seek(_PAST_THE_END)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        file.seek(0)
        return True
else:
    import fcntl

    def lock_patiently(file: BinaryIO) -> None:
        """Wait until the file is ours, until it is closed."""
        fcntl.flock(file, fcntl.LOCK_EX)

    def lock_at_once(file: BinaryIO) -> bool:
        """Return whether the file is ours until it is closed."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
