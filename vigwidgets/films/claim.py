"""A temporary folder that belongs to one running process, and that others may clear away once that process is gone."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

PREFIX: Final = ".incoming-"
LOCK_SUFFIX: Final = ".lock"

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


@contextmanager
def claimed(folder: Path) -> Iterator[Path]:
    """Yield a new empty folder (mode 0700) inside `folder`, and remove it at the end unless it was renamed away.

    A lock file beside it is held for as long as this process lives; the system lets go of it even after `kill -9`.
    """
    lock, handle = _take_name(folder)
    place = _place_of(lock)
    try:
        place.mkdir(mode=0o700)
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
        _release(lock, handle)


@contextmanager
def held(lock: Path) -> Iterator[bool]:
    """Yield whether the file `lock`, which is made where it is missing and stays, is this block's alone.

    The system lets go of it even after `kill -9`. Raises `OSError` where it cannot be made.
    """
    handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        yield _lock(handle)
    finally:
        os.close(handle)


def clear_unclaimed(folder: Path) -> None:
    """Remove what killed processes left in `folder`; whatever a running one still claims stays."""
    for path in list(folder.glob(f"{PREFIX}*")):
        lock = path if path.suffix == LOCK_SUFFIX else path.with_name(path.name + LOCK_SUFFIX)
        # The lock file is made before its folder and removed after it, so taking it (or making it anew) is enough.
        with suppress(OSError):
            handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
            if _lock(handle) and _same_file(lock, handle):
                shutil.rmtree(_place_of(lock), ignore_errors=True)
                _release(lock, handle)
            else:
                os.close(handle)


def _take_name(folder: Path) -> tuple[Path, int]:
    while True:
        lock = folder / f"{PREFIX}{secrets.token_hex(8)}{LOCK_SUFFIX}"
        handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        # A sweep between the two lines may have taken the name for a leftover.
        if _lock(handle) and _same_file(lock, handle):
            return lock, handle
        os.close(handle)


def _release(lock: Path, handle: int) -> None:
    if sys.platform == "win32":  # There an open file cannot be removed.
        os.close(handle)
        lock.unlink(missing_ok=True)
    else:
        lock.unlink(missing_ok=True)
        os.close(handle)


def _place_of(lock: Path) -> Path:
    return lock.with_suffix("")


def _same_file(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False
