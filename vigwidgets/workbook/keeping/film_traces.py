"""What a film leaves on disk beside its place on the shelf, so that none of it outlives the film."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from vigwidgets.core.errors import ShelfUnavailable
from vigwidgets.workbook.folder.data_folder import DataFolder


def exports_of(data: DataFolder, film_id: str) -> list[Path]:
    """Return what was written out of a film: every file below `exports/` in whose path its id stands."""
    return [path for path in files_below(data.exports) if film_id in path.relative_to(data.exports).as_posix()]


def files_below(folder: Path) -> list[Path]:
    """Return every file and link below a folder, sorted; none where there is no folder."""
    return sorted(path for path in folder.rglob("*") if path.is_symlink() or path.is_file())


def total_bytes(paths: Iterable[Path]) -> int:
    """Return the size of all these files together; one that has gone counts nothing."""
    total = 0
    for path in paths:
        try:
            total += path.lstat().st_size
        except OSError:
            continue
    return total


def unlink_all(paths: Iterable[Path]) -> None:
    """Remove these files; one that may not be removed just now, because it is open, is emptied.

    Raises:
        ShelfUnavailable: some can be neither removed nor emptied; the others are gone.
    """
    kept: OSError | None = None
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            kept = _emptied(path) or kept
    _refuse(kept)


def empty_all(paths: Iterable[Path]) -> None:
    """Empty these files and leave them where they are: whoever keeps a log open goes on writing into it.

    Raises:
        ShelfUnavailable: some cannot be emptied; the others are empty.
    """
    kept: OSError | None = None
    for path in paths:
        kept = _emptied(path) or kept
    _refuse(kept)


def _emptied(path: Path) -> OSError | None:
    try:
        os.truncate(path, 0)
    except FileNotFoundError:
        return None
    except OSError as exc:
        return exc
    return None


def _refuse(kept: OSError | None) -> None:
    if kept is not None:
        raise ShelfUnavailable(
            "A file of what you erased is open in another program. Close that program and erase it again."
        ) from kept
