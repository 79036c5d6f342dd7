"""Opening a pack, whichever of its two forms it has."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vigwidgets.core.errors import PackRefused
from vigwidgets.workbook.packs.reading import NOTHING, FolderPack, Pack
from vigwidgets.workbook.packs.zipped import ZipPack


@contextmanager
def opened_pack(path: Path) -> Iterator[Pack]:
    """Yield the pack at `path`, a folder or a zip; it is only read, and nothing is written anywhere.

    Raises:
        PackRefused: there is none, or something in it could do harm or is not plain.
    """
    try:
        path = Path(os.path.realpath(path))  # the pack itself may be a link; what is in it may not
        kind = path.stat().st_mode
    except (OSError, ValueError) as exc:
        raise PackRefused(NOTHING) from exc
    if stat.S_ISDIR(kind):
        yield FolderPack(path)
        return
    if not stat.S_ISREG(kind):
        raise PackRefused(NOTHING)
    try:
        file = path.open("rb")
    except OSError as exc:
        raise PackRefused(NOTHING) from exc
    with file:
        yield ZipPack(file)
