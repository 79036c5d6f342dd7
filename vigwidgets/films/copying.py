"""Copying a film once from beginning to end while its checksum is computed beside it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import BinaryIO, Final

from vigwidgets.core.errors import Cancelled, FilmUnreadable

CHUNK_BYTES: Final = 1 << 20
CHANGED: Final = "The film changed while it was being added. Wait until it is saved completely, and add it again."
UNREADABLE: Final = "The film could not be read to its end. Copy it to this computer first, and add that copy."

Progress = Callable[[int, int], None]
Stop = Callable[[], bool]


def copy_hashed(
    source: BinaryIO, *, to: BinaryIO, size_bytes: int, on_progress: Progress | None, cancelled: Stop | None
) -> str:
    """Return the SHA-256 of `source` in hexadecimal, having written all of it to `to` (not yet synced to disk).

    Raises:
        Cancelled: `cancelled` said so.
        FilmUnreadable: the source cannot be read to its end, or is not `size_bytes` long.
        OSError: writing failed.
    """
    digest = hashlib.sha256()
    hashing: Future[None] | None = None
    done = 0
    source.seek(0)
    with ThreadPoolExecutor(1, thread_name_prefix="film-sha256") as pool:
        while chunk := _read(source):
            if cancelled is not None and cancelled():
                raise Cancelled("Adding the film was stopped. Nothing of it was kept.")
            if hashing is not None:
                hashing.result()
            hashing = pool.submit(digest.update, chunk)  # hashlib lets other threads run meanwhile.
            _write(to, chunk)
            done += len(chunk)
            if done > size_bytes:
                raise FilmUnreadable(CHANGED)
            if on_progress is not None:
                on_progress(done, size_bytes)
    if done != size_bytes:
        raise FilmUnreadable(CHANGED)
    return digest.hexdigest()


def unchanged(before: os.stat_result, after: os.stat_result) -> bool:
    """Return whether an open file still has the size and the time of its last change."""
    return (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)


def _read(source: BinaryIO) -> bytes:
    try:
        return source.read(CHUNK_BYTES)
    except OSError as exc:
        raise FilmUnreadable(UNREADABLE) from exc


def _write(to: BinaryIO, chunk: bytes) -> None:
    view = memoryview(chunk)
    while view:
        view = view[to.write(view) :]
