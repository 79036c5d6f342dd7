"""A whole copy of a journal's file beside it, made while others may read and write it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from vigwidgets.journal.faults import from_os, from_sqlite


def copy_beside(file: Path, *, target: str) -> Path:
    """Return a whole copy of the journal beside it, safely on the disk; an earlier copy of that name is kept too.

    Raises:
        JournalUnavailable: there is no room or no right; no copy was left behind.
    """
    number = 0
    while True:
        copy = file.with_name(f"{file.stem}.before-{target}{f'.{number}' if number else ''}{file.suffix}")
        try:
            handle = os.open(copy, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
            break
        except FileExistsError:
            number += 1
        except OSError as exc:
            raise from_os(exc) from exc
    try:
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target_file:
            source.backup(target_file)
        os.fsync(handle)
        with suppress(OSError):
            sync_folder(file.parent)
    except BaseException as exc:
        copy.unlink(missing_ok=True)
        if isinstance(exc, sqlite3.Error):
            raise from_sqlite(exc) from exc
        if isinstance(exc, OSError):
            raise from_os(exc) from exc
        raise
    finally:
        os.close(handle)
    return copy


def sync_folder(folder: Path) -> None:
    """Put on the disk which files the folder has.

    Raises:
        OSError: the system cannot do so, as on Windows.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
