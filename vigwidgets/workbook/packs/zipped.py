"""A pack that is a zip, every entry of which is looked at before the first is unpacked."""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from typing import IO, BinaryIO, Final, cast

from vigwidgets.core.errors import PackRefused
from vigwidgets.workbook.keeping.pace import Pace
from vigwidgets.workbook.packs.names import check_name, shown
from vigwidgets.workbook.packs.reading import DAMAGED, MOST_FILES, TOO_MANY, check_members, kept_names, pour

LONGEST_DIRECTORY_BYTES: Final = MOST_FILES * 2_048
_END: Final = b"PK\x05\x06"
_END_BYTES: Final = 22
_LONGEST_COMMENT_BYTES: Final = 65_535
_LOCAL_HEADER_BYTES: Final = 30
_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
_UTF_8: Final = 0x800
_UNPACKED: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_FREE_BYTES: Final = 8 << 20
"""So much may come out of anything; above that a pack, which is mostly film, does not grow much."""
_MOST_GROWTH: Final = 20

_NO_ZIP: Final = "This file is no pack: it is neither a folder nor a zip. Choose the folder or zip of the clips."
_LOCKED: Final = "The pack is locked with a password. Unpack it yourself, and add the folder."
_BOMB: Final = "The pack would grow far beyond its size when unpacked, so it was not opened. Ask whoever made it."
_FORM: Final = "The pack is compressed in a way that is not read here. Pack it as an ordinary zip."
_LINK: Final = "The pack holds links instead of files. Pack the files themselves."


class ZipPack:
    """An open zip, all names and sizes of which have been found harmless."""

    def __init__(self, file: BinaryIO) -> None:
        """Look at the directory of an open file; nothing is unpacked.

        Raises:
            PackRefused: as `opened_pack`.
        """
        _check_directory(file)
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as exc:
            raise PackRefused(DAMAGED) from exc
        infos = self._zip.infolist()
        for info in infos:
            _check_entry(info)
        _check_sizes(infos, size_bytes=os.fstat(file.fileno()).st_size)
        files = [(_name_of(info), info) for info in infos if not info.is_dir()]
        kept = [(name, info) for name, info in files if kept_names(name)]
        self._infos = dict(kept)
        if len(self._infos) != len(kept):
            raise PackRefused("The pack holds two files of the same name. Pack it anew.")
        check_members({name: info.file_size for name, info in kept})
        self.members: Mapping[str, int] = {name: info.file_size for name, info in kept}

    def copy_out(self, name: str, *, to: BinaryIO, pace: Pace) -> None:
        """See `Pack`."""
        try:
            with self._zip.open(self._infos[name]) as source:
                pour(cast("BinaryIO", _Checked(source)), to, size_bytes=self.members[name], pace=pace)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as exc:
            raise PackRefused(DAMAGED) from exc


class _Checked:
    """Reads on while zlib has no complaint: what it says is about the pack, what the disk says is not."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source

    def read(self, size_bytes: int) -> bytes:
        try:
            return self._source.read(size_bytes)
        except zlib.error as exc:
            raise PackRefused(DAMAGED) from exc


def _check_directory(file: BinaryIO) -> None:
    """Refuse what is no zip, and a directory that would fill the memory before anybody has looked at it."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - _END_BYTES - _LONGEST_COMMENT_BYTES))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_BYTES:
        raise PackRefused(_NO_ZIP)
    if int.from_bytes(tail[at + 12 : at + 16], "little") > LONGEST_DIRECTORY_BYTES:
        raise PackRefused(TOO_MANY)


def _check_entry(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise PackRefused(_LOCKED)
    if info.compress_type not in _UNPACKED:
        raise PackRefused(_FORM)
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise PackRefused(_LINK)
    if "\0" in info.orig_filename:
        raise PackRefused(DAMAGED)
    name = _name_of(info)
    check_name(name.removesuffix("/") if info.is_dir() else name)


def _name_of(info: zipfile.ZipInfo) -> str:
    """Return the name as its maker meant it: UTF-8, which some programs write without saying so."""
    if info.flag_bits & _UTF_8 or info.orig_filename.isascii():
        return info.orig_filename
    try:
        return info.orig_filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        raise PackRefused(
            f"A name in the pack is not written in UTF-8 ({shown(info.orig_filename)}). Give it plain letters."
        ) from None


def _check_sizes(infos: Sequence[zipfile.ZipInfo], *, size_bytes: int) -> None:
    """Refuse a pack that grows too much, and entries that share their bytes, which is how small zips fill disks."""
    if len(infos) > MOST_FILES:
        raise PackRefused(TOO_MANY)
    if sum(info.file_size for info in infos) > _FREE_BYTES + _MOST_GROWTH * size_bytes:
        raise PackRefused(_BOMB)
    end = 0
    for info in sorted(infos, key=lambda one: one.header_offset):
        if info.header_offset < end:
            raise PackRefused(_BOMB)
        end = info.header_offset + _LOCAL_HEADER_BYTES + len(info.orig_filename) + info.compress_size
    if end > size_bytes:
        raise PackRefused(DAMAGED)
