"""Files that a command writes where it was told to: whole, or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from vigwidgets.core.errors import BadRequest, StorageFull, VigError
from vigwidgets.workbook.folder.data_folder import DataFolder


def refuse_inside(data: DataFolder, path: Path) -> None:
    """Refuse a place among the journal and the films, which are changed by their own commands alone.

    Raises:
        BadRequest: it is in the data folder, and not among the exports.
    """
    place = path.resolve()
    if place.is_relative_to(data.root.resolve()) and not place.is_relative_to(data.exports.resolve()):
        raise BadRequest("Your work is kept there. Choose a place outside the data folder, or its folder of exports.")


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path`; /dev/stdout and pipes are written to, never replaced.

    Raises:
        BadRequest: no file can be written there.
        StorageFull: the disk has no room; what was there before stays.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        try:
            path.write_bytes(content)
        except OSError as exc:
            raise _unwritable(exc) from exc
        return
    with replacing(path) as new:
        new.write_bytes(content)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a new, empty file beside `path`, which takes its place when the block ends without an error.

    Raises:
        BadRequest: no file can be written there.
        StorageFull: the disk has no room; what was there before stays.
    """
    if path.is_dir():
        raise BadRequest("The place to write to is a folder. Give a file name in it.")
    if path.exists() and not path.is_file():
        raise BadRequest("The place to write to is no file. Give a file name.")
    target, name = Path(os.path.realpath(path)), ""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".vig-")
        os.close(handle)
        yield Path(name)
        with Path(name).open("rb+") as file:
            os.fsync(file.fileno())
        Path(name).replace(target)
    except OSError as exc:
        raise _unwritable(exc) from exc
    finally:
        if name:
            with contextlib.suppress(OSError):
                Path(name).unlink(missing_ok=True)


def _unwritable(exc: OSError) -> VigError:
    if exc.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageFull("The disk is full. Make room and export again.")
    return BadRequest("That file cannot be written. Name a file in a folder that is there and that you may write to.")
