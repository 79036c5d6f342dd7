"""Foreign errors become ours here, once: which are worth another try, and the sentence for those that are not."""

from __future__ import annotations

import errno
import sqlite3
from typing import Final

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from vigwidgets.core.errors import JournalUnavailable

_FULL = "The disk has no room left for the journal. Free some space and try again."
_RIGHTS = "The journal may not be written. Check the rights of its folder and its file."
_FOLDER = "There is no folder for the journal. Make the folder or choose another one."
_FAILED = "The disk could not store or read the journal. Check the disk, then try again."
_BUSY = "The journal was busy for too long. Try again in a moment."
_AWAY = "The journal's database does not answer. Check that it is running, then try again."

_BY_SQLITE: Final = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_PERM: _RIGHTS,
    sqlite3.SQLITE_READONLY: _RIGHTS,
    sqlite3.SQLITE_AUTH: _RIGHTS,
    sqlite3.SQLITE_CANTOPEN: "The journal cannot be opened. Check that its folder is there and may be written.",
    sqlite3.SQLITE_IOERR: _FAILED,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_CORRUPT: "The journal's file is damaged. Restore it from your latest backup.",
    sqlite3.SQLITE_NOTADB: "The file in the journal's place is no journal. Move it away or choose another data folder.",
}
_BY_SQLSTATE: Final = {
    "25006": _RIGHTS,
    "28000": "The journal's database refused the sign-in. Check VIG_DATABASE_URL.",
    "28P01": "The journal's database refused the sign-in. Check VIG_DATABASE_URL.",
    "3D000": "There is no such database for the journal. Check VIG_DATABASE_URL.",
    "42501": "The journal's database grants no rights here. Ask whoever runs it.",
    "53100": _FULL,
    "53300": _BUSY,
    "55P03": _BUSY,
}
_BY_ERRNO: Final = {
    errno.ENOENT: _FOLDER,
    errno.ENOTDIR: _FOLDER,
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: _RIGHTS,
}
# Serialization failure, deadlock, too many connections, lock not available, being started.
_WAITING_STATES: Final = frozenset({"40001", "40P01", "53300", "55P03", "57P03"})


def from_os(error: OSError) -> JournalUnavailable:
    """Return the refusal for a failure of the file system."""
    return JournalUnavailable(_BY_ERRNO.get(error.errno or 0, _FAILED))


def from_sqlite(error: sqlite3.Error) -> JournalUnavailable:
    """Return the refusal for a failure of SQLite, used without SQLAlchemy."""
    return JournalUnavailable(_BY_SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, _FAILED))


def from_database(error: DBAPIError) -> JournalUnavailable | DBAPIError:
    """Return the refusal for a failure of the database, or the error itself where it is a defect of ours.

    The sentence never holds an address, a name or a text.
    """
    code = _sqlite_code(error)
    sentence = _BY_SQLSTATE.get(_sqlstate(error)) if code is None else _BY_SQLITE.get(code)
    if sentence is None and isinstance(error, OperationalError):
        sentence = _AWAY if code is None else _FAILED
    return error if sentence is None else JournalUnavailable(sentence)


def is_waiting(error: DBAPIError) -> bool:
    """Return whether the database only asked for patience: somebody else has the lock, or it is just starting."""
    return _sqlite_code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) or _sqlstate(error) in _WAITING_STATES


def is_passing(error: DBAPIError) -> bool:
    """Return whether one more try may well succeed: a connection that broke, or a row somebody else made meanwhile."""
    return error.connection_invalidated or isinstance(error, IntegrityError)


def is_missing_table(error: DBAPIError) -> bool:
    """Return whether the database said that it has no such table."""
    # SQLite has no code of its own for it: 1 stands for every statement it cannot make sense of.
    missing = _sqlite_code(error) == sqlite3.SQLITE_ERROR and "no such table" in str(error.orig)
    return missing or _sqlstate(error) == "42P01"


def _sqlite_code(error: DBAPIError) -> int | None:
    code: int | None = getattr(error.orig, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _sqlstate(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", None) or ""
