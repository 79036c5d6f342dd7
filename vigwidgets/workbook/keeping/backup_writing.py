"""Writes a backup's file beside its place, seals it, reads it back from the disk, and only then gives it its name."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import secrets
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO, Any, BinaryIO, Final

from vigwidgets.core.errors import BadRequest, ShelfUnavailable, StorageFull, VigError
from vigwidgets.journal import carrying
from vigwidgets.workbook.keeping import backup_file
from vigwidgets.workbook.keeping.backup_file import BLOCK_BYTES, SEAL, SEAL_DIGITS, BackupFile, Member
from vigwidgets.workbook.keeping.moving import lock_at_once
from vigwidgets.workbook.keeping.pace import Pace

ROOM_TO_SPARE_BYTES: Final = 1 << 20
PART: Final = ".part"
_NO_ROOM: Final = "There is not enough room there for the backup. Free some space, or leave the films out."
_TOO_LARGE: Final = (
    "The disk there takes no file as large as this. Use one formatted as exFAT or NTFS, or leave the films out."
)
_UNREADABLE: Final = "A film cannot be read to its end. Look at 'vig check', then make the backup again."
_GONE: Final = "A film was erased while the backup was being made. Make the backup again."

_Moment = tuple[int, int, int, int, int, int]


@contextmanager
def beside(target: Path, *, size_bytes: int) -> Iterator[BinaryIO]:
    """Yield a new file (mode 0600) beside `target` that takes its name when the block ends without an error.

    Raises:
        BadRequest: it cannot be written.
        StorageFull: there is no room for `size_bytes`.
        Nothing is left of it then, and what was at `target` stays.
    """
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}{PART}")
    try:
        if shutil.disk_usage(target.parent).free < size_bytes + ROOM_TO_SPARE_BYTES:
            raise StorageFull(_NO_ROOM)
        with os.fdopen(
            os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), "w+b"
        ) as file:
            lock_at_once(file)  # tells `clear_leftovers` that somebody is at it; disks without locks go without
            yield file
        part.replace(target)
        _sync_folder(target.parent)
    except OSError as exc:
        raise _refusal_of(exc) from exc
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def clear_leftovers(target: Path) -> None:
    """Remove what a killed process left beside `target`; what a running one is writing stays."""
    for part in target.parent.glob(f".*{PART}"):
        if part.name.startswith(f".{target.name}."):
            with contextlib.suppress(OSError):
                with part.open("rb+") as file:
                    mine = lock_at_once(file)
                if mine:
                    part.unlink()


def write(
    part: BinaryIO, sources: Mapping[str, Path], *, made_at: datetime, films: bool, pace: Pace
) -> dict[str, Member]:
    """Return the members once all of them, their list, and room for the seal are on the disk, to be read back.

    Args:
        part: An empty file.
        sources: Files by the names they will have; only read.
        made_at: When, for the list.
        films: Whether films were to be in it, for the list.
        pace: Counts their bytes once.

    Raises:
        ShelfUnavailable: a source cannot be read to its end.
        OSError: `part` cannot be written.
    """
    members: dict[str, Member] = {}
    local = made_at.astimezone()
    when = (local.year, local.month, local.day, local.hour, local.minute, local.second)
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as packed:
        packed.writestr(_info(backup_file.KIND_NAME, when, len(backup_file.KIND)), backup_file.KIND)
        for name, path in sources.items():
            with _opened(path) as source:
                size = os.fstat(source.fileno()).st_size
                with packed.open(_info(name, when, size), "w") as target:
                    members[name] = _pour(source, target, size_bytes=size, pace=pace)
        said = json.dumps(_said(members, made_at=made_at, films=films), indent=1).encode()
        packed.writestr(_info(backup_file.LIST_NAME, when, len(said)), said)
        packed.comment = SEAL + b"0" * SEAL_DIGITS
    part.flush()
    os.fsync(part.fileno())
    return members


def read_back(part: BinaryIO, pace: Pace) -> None:
    """Read all back from the disk, compare every member with what went in, and seal it; the file stands at its end.

    Args:
        part: What `write` has written.
        pace: Counts its bytes once.

    Raises:
        BackupRefused: the disk gives back other bytes than it was given.
        OSError: it cannot be written or read.
    """
    if hasattr(os, "posix_fadvise"):  # else the system would answer from memory, and nobody had looked at the disk
        os.posix_fadvise(part.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    seal = BackupFile(part).digest(pace)
    part.seek(-SEAL_DIGITS, os.SEEK_END)
    part.write(seal.encode())
    part.flush()
    os.fsync(part.fileno())


def _pour(source: BinaryIO, target: IO[bytes], *, size_bytes: int, pace: Pace) -> Member:
    digest, left = hashlib.sha256(), size_bytes
    while left:
        try:
            block = source.read(min(left, BLOCK_BYTES))
        except OSError as exc:
            raise ShelfUnavailable(_UNREADABLE) from exc
        if not block:
            raise ShelfUnavailable(_UNREADABLE)
        target.write(block)
        digest.update(block)
        left -= len(block)
        pace.go(len(block))
    return Member(size_bytes, digest.hexdigest())


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb", buffering=0)
    except FileNotFoundError as exc:
        raise ShelfUnavailable(_GONE) from exc
    except OSError as exc:
        raise ShelfUnavailable(_UNREADABLE) from exc


def _info(name: str, when: _Moment, size_bytes: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, when)
    info.external_attr = 0o600 << 16
    info.file_size = size_bytes  # known beforehand, so that a large film gets a large film's header
    return info


def _said(members: Mapping[str, Member], *, made_at: datetime, films: bool) -> dict[str, Any]:
    try:
        number = version("vigwidgets")
    except PackageNotFoundError:  # run from a clone that was never installed
        number = "0"
    return {
        "format": backup_file.FORMAT,
        "made_at": made_at.isoformat(),
        "workbook": number,
        "journal": carrying.VERSION,
        "films": films,
        "members": {name: {"size_bytes": one.size_bytes, "sha256": one.sha256} for name, one in members.items()},
    }


def _refusal_of(exc: OSError) -> VigError:
    if exc.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageFull(_NO_ROOM)
    if exc.errno == errno.EFBIG:
        return StorageFull(_TOO_LARGE)
    return BadRequest("The backup cannot be written there. Name a file in a folder that you may write to.")


def _sync_folder(folder: Path) -> None:
    # Disks that cannot do this (Windows, some shares) keep the name by themselves; the bytes are down already.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
