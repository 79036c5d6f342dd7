"""The form of a backup: an ordinary zip of which every byte is accounted for.

Its first member names the kind of file, its last lists every other member with size and SHA-256, and its comment holds
the SHA-256 of all bytes before. Nothing in it is compressed: films do not shrink, and a file that cannot grow when it
is taken apart can hide nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from vigwidgets.core.errors import BackupRefused
from vigwidgets.core.mark import ID_FORM
from vigwidgets.workbook.keeping.pace import Pace

FORMAT: Final = 1
KIND_NAME: Final = "mimetype"
KIND: Final = b"application/vnd.vigwidgets.backup+zip"
LIST_NAME: Final = "backup.json"
JOURNAL_NAME: Final = "journal.db"
FILMS: Final = "films"
SEAL: Final = b"vigwidgets sha256 "
SEAL_DIGITS: Final = 64
BLOCK_BYTES: Final = 1 << 20
_LOCAL_HEADER_BYTES: Final = 30
_LONGEST_LIST_BYTES: Final = 64 << 20
_PART: Final = re.compile(r"[a-z0-9][a-z0-9_-]*(\.[a-z0-9_-]+)*")
_DEEPEST: Final = 5
_SHA256: Final = re.compile(r"[0-9a-f]{64}")

NO_BACKUP: Final = (
    "This file is no backup of the workbook. Choose the file that “Take my work home” or 'vig backup' made."
)
CUT_OFF: Final = "This backup is cut off: its end is missing. Copy it once more from where it was made."
CHANGED: Final = "This backup was damaged or changed since it was made. Use another copy of it."
LATER: Final = "A later version of the workbook made this backup. Update the workbook, then restore it."
BEFORE: Final = "This backup has a form from before the first release, which nothing reads any more. Make a new one."


@dataclass(frozen=True, slots=True)
class Member:
    """A file in a backup."""

    size_bytes: int
    sha256: str


class BackupFile:
    """A backup that is open for reading, whose list of members has been found to fit.

    Attributes:
        said: What the list says beside the members: `format`, `made_at`, `workbook`, `journal`, `films`.
        members: By name, without kind and list.
        size_bytes: Of the whole file.
    """

    def __init__(self, file: BinaryIO) -> None:
        """Look at an open file; its content is not compared with its checksums yet.

        Raises:
            BackupRefused: it is no backup, or cut off, or of another form.
        """
        self._file = file
        self.size_bytes = os.fstat(file.fileno()).st_size
        _check_ends(file, size_bytes=self.size_bytes)
        try:
            self._zip = zipfile.ZipFile(file)
            self._infos = sorted(self._zip.infolist(), key=lambda info: info.header_offset)
            told = json.loads(self._list_bytes())
        except (zipfile.BadZipFile, ValueError, KeyError, EOFError, NotImplementedError, RecursionError) as exc:
            raise BackupRefused(CHANGED) from exc
        if not isinstance(told, dict):
            raise BackupRefused(CHANGED)
        self.said: dict[str, Any] = told
        _check_format(told.get("format"))
        self.members = _members(told)
        self._check_directory()

    def verify(self, pace: Pace) -> None:
        """Read the whole file and compare every checksum in it with the seal.

        Raises:
            BackupRefused: a byte is not as it was when the backup was made.
        """
        if self.digest(pace) != self._file.read().decode("latin-1"):
            raise BackupRefused(CHANGED)

    def digest(self, pace: Pace) -> str:
        """Return the SHA-256 of all bytes before the seal's own, having compared every member with the list.

        Raises:
            BackupRefused: a member is not what the list says.
        """
        whole, found = hashlib.sha256(), {}
        self._file.seek(0)
        for info in self._infos:
            _take(self._file, info.header_offset - self._file.tell(), pace, whole)
            head = _take(self._file, _LOCAL_HEADER_BYTES, pace, whole)
            _take(
                self._file, int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little"), pace, whole
            )
            digest = hashlib.sha256()
            _take(self._file, info.file_size, pace, whole, digest)
            found[info.filename] = Member(info.file_size, digest.hexdigest())
        _take(self._file, self.size_bytes - SEAL_DIGITS - self._file.tell(), pace, whole)
        if any(found[name] != one for name, one in self.members.items()):
            raise BackupRefused(CHANGED)
        return whole.hexdigest()

    def copy_out(self, name: str, *, to: BinaryIO, pace: Pace) -> None:
        """Write one member to `to`, compared with its checksum once more: the file may change while it is read.

        Raises:
            BackupRefused: it did.
        """
        member, digest, done = self.members[name], hashlib.sha256(), 0
        try:
            with self._zip.open(name) as source:
                while block := source.read(BLOCK_BYTES):
                    pace.go(len(block))
                    digest.update(block)
                    to.write(block)
                    done += len(block)
        except (zipfile.BadZipFile, EOFError) as exc:
            raise BackupRefused(CHANGED) from exc
        if Member(done, digest.hexdigest()) != member:
            raise BackupRefused(CHANGED)

    def film_files(self) -> dict[str, dict[str, str]]:
        """Return by film id the members of each film: path below the film's folder -> member's name."""
        films: dict[str, dict[str, str]] = {}
        for name in self.members:
            if name != JOURNAL_NAME:
                _, film_id, path = name.split("/", 2)
                films.setdefault(film_id, {})[path] = name
        return films

    def _list_bytes(self) -> bytes:
        info = self._zip.getinfo(LIST_NAME)
        if info.file_size > _LONGEST_LIST_BYTES or info.compress_type != zipfile.ZIP_STORED:
            raise BackupRefused(CHANGED)
        return self._zip.read(info)

    def _check_directory(self) -> None:
        """Refuse members that are not listed, listed ones that are not there, and sizes that lie."""
        sizes = {info.filename: info.file_size for info in self._infos}
        listed = {name: one.size_bytes for name, one in self.members.items()}
        own = {name: sizes.get(name, 0) for name in (KIND_NAME, LIST_NAME)}
        plain = all(
            info.compress_type == zipfile.ZIP_STORED and info.compress_size == info.file_size for info in self._infos
        )
        whole = len(sizes) == len(self._infos) and sizes == {**listed, **own}
        if not (plain and whole and sum(sizes.values()) < self.size_bytes):
            raise BackupRefused(CHANGED)


@contextmanager
def opened_backup(path: Path) -> Iterator[BackupFile]:
    """Yield the backup at `path`, looked at but not verified.

    Raises:
        BackupRefused: there is no file, it cannot be read, or it is no backup that this version understands.
    """
    try:
        file = path.open("rb")
    except OSError as exc:
        raise BackupRefused(
            "There is no backup at that place that can be read. Check its name and its rights."
        ) from exc
    with file:
        try:
            yield BackupFile(file)
        except OSError as exc:
            raise BackupRefused(
                "The backup could not be read to its end. Copy it to this machine and try that."
            ) from exc


def is_member_name(name: str) -> bool:
    """Return whether a member may have that name: the journal, or a plain file below the folder of a film."""
    top, *rest = name.split("/")
    if name == JOURNAL_NAME:
        return True
    plain = 2 <= len(rest) <= _DEEPEST and all(_PART.fullmatch(part) for part in rest[1:])
    return top == FILMS and plain and ID_FORM.fullmatch(rest[0]) is not None


def _begins_rightly(file: BinaryIO) -> bool:
    head = file.read(_LOCAL_HEADER_BYTES + len(KIND_NAME) + len(KIND))
    return head[:4] == b"PK\x03\x04" and head[_LOCAL_HEADER_BYTES:] == KIND_NAME.encode() + KIND


def _check_ends(file: BinaryIO, *, size_bytes: int) -> None:
    file.seek(0)
    if not _begins_rightly(file):
        raise BackupRefused(NO_BACKUP)
    file.seek(max(0, size_bytes - len(SEAL) - SEAL_DIGITS))
    end = file.read()
    if not end.startswith(SEAL) or not _SHA256.fullmatch(end[len(SEAL) :].decode("latin-1")):
        raise BackupRefused(CUT_OFF)


def _check_format(form: object) -> None:
    if not isinstance(form, int) or isinstance(form, bool):
        raise BackupRefused(CHANGED)
    if form != FORMAT:
        raise BackupRefused(LATER if form > FORMAT else BEFORE)


def _members(told: dict[str, Any]) -> dict[str, Member]:
    """Return what the list names; refuse names that lead elsewhere and two that are one on some disks."""
    listed = told.get("members")
    members: dict[str, Member] = {}
    for name, one in listed.items() if isinstance(listed, dict) else ():
        size, sha256 = (one.get("size_bytes"), one.get("sha256")) if isinstance(one, dict) else (None, None)
        if not isinstance(size, int) or size < 0 or not isinstance(sha256, str) or not _SHA256.fullmatch(sha256):
            raise BackupRefused(CHANGED)
        if not is_member_name(name):
            raise BackupRefused("This backup names files outside its own folder, so it is not used. Use one you made.")
        members[name] = Member(size, sha256)
    if JOURNAL_NAME not in members or len({name.casefold() for name in members}) != len(members):
        raise BackupRefused(CHANGED)
    return members


def _take(file: BinaryIO, size_bytes: int, pace: Pace, *digests: Any) -> bytes:
    """Read exactly `size_bytes` into the digests and return the last block."""
    if size_bytes < 0:
        raise BackupRefused(CHANGED)
    block, left = b"", size_bytes
    while left:
        block = file.read(min(left, BLOCK_BYTES))
        if not block:
            raise BackupRefused(CUT_OFF)
        left -= len(block)
        pace.go(len(block))
        for digest in digests:
            digest.update(block)
    return block
