"""Choosing the folder for one's work: what is known of a place, making it, leaving the one that was not chosen."""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import InvalidValue, VigError
from vigwidgets.journal import Journal, carrying
from vigwidgets.workbook.folder import settings
from vigwidgets.workbook.folder.data_folder import DataFolder, refusal_of
from vigwidgets.workbook.folder.distant import distant_place

OWN_NAME: Final = "Video Interaction Workbook"
"""What our folder is called inside one that holds other things."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A folder somebody thinks of for their work; nothing has been made yet.

    Attributes:
        root: Where the work would be: the folder itself, or one of ours inside it where it holds other things.
        distant: Cloud service or kind of network share it lies on, or None.
        free_bytes: Room on its disk, or None where the system does not tell.
    """

    root: Path
    distant: str | None
    free_bytes: int | None


def choose(root: Path) -> None:
    """Remember `root` for every later start.

    Raises:
        JournalUnavailable: the settings cannot be written; the earlier choice stays.
        StorageFull: there is no room for them; the earlier choice stays.
    """
    try:
        settings.remember(root)
    except OSError as exc:
        raise refusal_of(exc) from exc


def examine(text: str) -> Examined:
    """Return what is known of the folder a person typed.

    Args:
        text: As typed or pasted; quotation marks round it and `~` are understood.

    Raises:
        InvalidValue: it is no folder's full name, or a file lies there, or it may not be written.
    """
    written = text.strip().strip("\"'").strip()
    folder = Path(written).expanduser() if written and "\0" not in written else Path()
    if not folder.is_absolute():
        raise InvalidValue(f"This is not the whole path of a folder. Write it as {Path.home() / OWN_NAME}.")
    try:
        root = folder / OWN_NAME if _holds_other_things(folder) else folder
        nearest = next(place for place in (root, *root.parents) if place.exists())
        if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
            raise InvalidValue("You may not write there. Choose a folder of your own.")
    except OSError as exc:
        raise InvalidValue("There is no way to that folder. Choose another one.") from exc
    return Examined(root, distant_place(root), _free_bytes(nearest))


def _holds_other_things(folder: Path) -> bool:
    return folder.is_dir() and not DataFolder(folder).journal.exists() and any(folder.iterdir())


def _free_bytes(folder: Path) -> int | None:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def prepare(examined: Examined) -> DataFolder:
    """Make the folder and return it; what was made for nothing goes again.

    Raises:
        VigError: as `DataFolder.make`.
    """
    data = DataFolder(examined.root)
    made = data.missing()
    try:
        return data.make()
    except VigError:
        for folder in reversed(made):
            if folder.is_dir():
                folder.rmdir()
        raise


def leave(left: DataFolder, chosen: DataFolder) -> DataFolder:
    """Give up the folder of a first start for the one that was chosen; return the one to go on in.

    While somebody chose, a mark may have been stored by a page in another tab. Then that folder stays the one for
    their work, and the choice is taken back; it does as well where its journal cannot be asked.

    Raises:
        JournalUnavailable: the choice cannot be taken back.
        StorageFull: there is no room to take it back.
    """
    if _holds_work(left):
        choose(left.root)
        return left
    _remove_empty(left)
    return chosen


def _holds_work(data: DataFolder) -> bool:
    if not data.holds_journal():
        return False
    try:
        location, owner = data.journal_location(), Person(LOCAL_OWNER)
        with Journal.open(location, person=owner, framework=frameworks.load()) as journal:
            return carrying.has_work(journal)
    except VigError:
        return True


def _remove_empty(data: DataFolder) -> None:
    with contextlib.suppress(OSError):  # what cannot go is empty and harms nobody
        if any(data.films.iterdir()):
            return
        for name in ("", "-wal", "-shm"):
            data.journal.with_name(data.journal.name + name).unlink(missing_ok=True)
        for file in (data.root / "secret", data.root / "sessions.json", data.looked_at, data.certificate):
            file.unlink(missing_ok=True)
        for folder in (data.films, data.exports, data.logs, data.runtime, data.temporary):
            shutil.rmtree(folder, ignore_errors=True)
        data.root.rmdir()
