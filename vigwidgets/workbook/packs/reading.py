"""What every pack has, be it a folder or a zip: names to trust no further than checked, and files to copy out."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Final, Protocol

from vigwidgets.core.errors import PackRefused
from vigwidgets.workbook.keeping.pace import Pace
from vigwidgets.workbook.packs.names import check_names

MOST_FILES: Final = 2_000
MOST_BYTES: Final = 20 << 30
BLOCK_BYTES: Final = 1 << 20
CARD: Final = "clip.toml"

NOTHING: Final = "There is no pack at that place that can be read. Check where it is, and its name."
CHANGED: Final = "A file of the pack changed while it was read. Wait until the pack is complete, and add it again."
DAMAGED: Final = "The pack is damaged and cannot be read to its end. Copy it once more from where it came."
TOO_MANY: Final = f"The pack holds more than {MOST_FILES} files. Pack only the folders of the clips."
TOO_LARGE: Final = "The pack would take more room than any pack of clips. Pack only the folders of the clips."
_LINK: Final = "The pack holds links instead of files. Pack the files themselves."
_LEFT_OUT: Final = ("__MACOSX", "Thumbs.db", "desktop.ini")
"""What file managers add to folders and zips of their own accord."""


class Pack(Protocol):
    """A pack whose names have been looked at.

    Attributes:
        members: Sizes in bytes of its files, by their path in it, parted by `/`.
    """

    members: Mapping[str, int]

    def copy_out(self, name: str, *, to: BinaryIO, pace: Pace) -> None:
        """Write one file to `to`; never more than its size in `members`.

        Raises:
            PackRefused: it is not what the pack says, or cannot be read to its end.
            Cancelled: it was called off.
            OSError: `to` cannot be written.
        """


def clip_folders(pack: Pack) -> dict[str, dict[str, str]]:
    """Return by folder (empty for the pack itself) the files that lie directly in it: name -> name in the pack.

    Raises:
        PackRefused: no folder of the pack is a clip's.
    """
    folders: dict[str, dict[str, str]] = {}
    for member in pack.members:
        folder, _, name = member.rpartition("/")
        folders.setdefault(folder, {})[name] = member
    found = {folder: files for folder, files in sorted(folders.items()) if CARD in files}
    if not found:
        raise PackRefused(
            f"There is no clip in this pack: no folder in it holds a {CARD}. Choose the folder or zip of the clips."
        )
    return found


def kept_names(name: str) -> bool:
    """Return whether a file of the pack counts; what file managers leave behind does not."""
    return not any(part in _LEFT_OUT or part.startswith(".") for part in name.split("/") if part not in (".", ".."))


def check_members(members: Mapping[str, int]) -> None:
    """Raise unless these names and sizes are those of a pack.

    Raises:
        PackRefused: too many, too large, or of names that do not go together.
    """
    if len(members) > MOST_FILES:
        raise PackRefused(TOO_MANY)
    if sum(members.values()) > MOST_BYTES:
        raise PackRefused(TOO_LARGE)
    check_names(members)


class FolderPack:
    """A pack that is a folder. Links and devices in it are refused, however deep they lie."""

    def __init__(self, folder: Path) -> None:
        """Look through `folder`.

        Raises:
            PackRefused: as `opened_pack`.
        """
        self._folder = folder
        found: dict[str, int] = {}
        try:
            for name, size in _files_below(folder):
                found[name] = size
                if len(found) > MOST_FILES:  # before the rest of somebody's home folder is looked through
                    raise PackRefused(TOO_MANY)
        except OSError as exc:
            raise PackRefused(NOTHING) from exc
        check_members(found)
        self.members: Mapping[str, int] = found

    def copy_out(self, name: str, *, to: BinaryIO, pace: Pace) -> None:
        """See `Pack`."""
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        try:
            source = os.fdopen(os.open(self._folder / name, flags), "rb", buffering=0)
        except OSError as exc:
            raise PackRefused(CHANGED) from exc
        with source:
            if not stat.S_ISREG(os.fstat(source.fileno()).st_mode):
                raise PackRefused(CHANGED)
            pour(source, to, size_bytes=self.members[name], pace=pace)


def pour(source: BinaryIO, to: BinaryIO, *, size_bytes: int, pace: Pace) -> None:
    """Copy all of `source` to `to`.

    Raises:
        PackRefused: it is longer or shorter than `size_bytes`, or cannot be read.
        OSError: `to` cannot be written.
    """
    done = 0
    while block := _read(source):
        done += len(block)
        if done > size_bytes:
            raise PackRefused(CHANGED)
        pace.go(len(block))
        view = memoryview(block)
        while view:
            view = view[to.write(view) :]
    if done != size_bytes:
        raise PackRefused(CHANGED)


def _read(source: BinaryIO) -> bytes:
    try:
        return source.read(BLOCK_BYTES)
    except OSError as exc:
        raise PackRefused(DAMAGED) from exc


def _files_below(folder: Path, *, above: str = "") -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda one: one.name):
            if not kept_names(entry.name):
                continue
            name = f"{above}{entry.name}"
            facts = entry.stat(follow_symlinks=False)
            # A junction is a link of Windows' that passes for a folder; only its reparse tag tells.
            if not stat.S_ISLNK(facts.st_mode) and getattr(facts, "st_reparse_tag", 0) == 0:
                if stat.S_ISDIR(facts.st_mode):
                    yield from _files_below(Path(entry.path), above=f"{name}/")
                    continue
                if stat.S_ISREG(facts.st_mode):
                    yield name, Path(entry.path).lstat().st_size
                    continue
            raise PackRefused(_LINK)
