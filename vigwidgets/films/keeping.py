"""What the shelf does to the disk: files that are there for good when they are said to be, and its refusals."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from vigwidgets.core.errors import ShelfUnavailable, StorageFull

FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
NO_ROOM: Final = "There is not enough room on the disk for this film. Free some space, and add it again."
NO_SHELF: Final = "The folder for films cannot be used. Check that it is there and that your account may write to it."
ROOM_TO_SPARE_BYTES: Final = 1 << 20


@contextmanager
def shelf_errors(*, no_room: str = NO_ROOM) -> Iterator[None]:
    """Translate what the system says about the shelf's own folder."""
    try:
        yield
    except OSError as exc:
        if exc.errno in FULL:
            raise StorageFull(no_room) from exc
        raise ShelfUnavailable(NO_SHELF) from exc


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """Yield a new file, mode 0600, that is on disk when the block ends without an error."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb", buffering=0) as file:
        yield file
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Have what was made, renamed or removed in a folder on the disk."""
    if sys.platform == "win32":  # Folders cannot be opened there, and need not be.
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def check_room(folder: Path, size_bytes: int, *, sentence: str = NO_ROOM) -> None:
    """Raise `StorageFull` with `sentence` unless the disk of `folder` has room for so much, and some to spare."""
    if shutil.disk_usage(folder).free < size_bytes + ROOM_TO_SPARE_BYTES:
        raise StorageFull(sentence)
