"""Makes the engine of a journal: a SQLite file with its safety settings, or a PostgreSQL database."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from vigwidgets.core.errors import JournalUnavailable
from vigwidgets.journal.faults import from_os

PATIENCE_S: Final = 30.0
"""How long a write waits for its turn before anybody hears of it."""

WRITING: Final = {"vig_begin": "BEGIN IMMEDIATE"}
"""Execution options of a connection that will write: SQLite then takes the write lock at once."""

BARE: Final = {"vig_begin": ""}
"""Execution options of a connection that begins no transaction on SQLite, for settings that cannot be made in one."""

_ON_CONNECT: Final = (
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    # What people wrote stays in the data folder: SQLite would put scratch files into the system's.
    "PRAGMA temp_store=MEMORY",
)


def place(location: Path | str) -> Path | URL:
    """Return the file or the database address that `location` means.

    Raises:
        JournalUnavailable: an address that cannot be read, or of a database that is neither SQLite nor PostgreSQL.
    """
    if isinstance(location, Path) or "://" not in location:
        return Path(location)
    try:
        url = make_url(location)
    except (ArgumentError, ValueError) as exc:
        raise JournalUnavailable("The address of the journal cannot be read. Check VIG_DATABASE_URL.") from exc
    if url.get_backend_name() == "sqlite" and url.database:
        return Path(url.database)
    if url.get_backend_name() in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    raise JournalUnavailable("A journal is a SQLite file or a PostgreSQL database. Check VIG_DATABASE_URL.")


def prepare_file(file: Path) -> bool:
    """See that `file` is there, ours alone (mode 0600) and can be written. Return whether it was made just now.

    Raises:
        JournalUnavailable: no folder, no right, no room, or no plain file. Nothing was made then.
    """
    try:
        try:
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        except FileExistsError:
            made = False
        else:
            made = True
        if not file.is_file():
            raise JournalUnavailable("There is something else where the journal should be. Choose another data folder.")
        if not made and not (os.access(file, os.R_OK | os.W_OK) and os.access(file.parent, os.W_OK | os.X_OK)):
            raise JournalUnavailable("The journal may not be written. Check the rights of its folder and its file.")
        if file.stat().st_mode & 0o077:
            # Memory sticks and some shares know no modes and say so; their journal is as good.
            with suppress(PermissionError):
                file.chmod(0o600)
    except OSError as exc:
        raise from_os(exc) from exc
    return made


def make_engine(where: Path | URL) -> Engine:
    """Return an engine that has not connected yet, and that never puts what people wrote into an error or a log.

    Raises:
        JournalUnavailable: the driver for PostgreSQL is not installed.
    """
    return _sqlite(where) if isinstance(where, Path) else _postgresql(where)


def _sqlite(file: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(file)),
        hide_parameters=True,
        # None leaves BEGIN to us; the driver's own way opens transactions late and lets DDL escape them.
        connect_args={"timeout": PATIENCE_S, "isolation_level": None},
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: Any, _record: object) -> None:
    for pragma in _ON_CONNECT:
        connection.execute(pragma).close()


def _begin(connection: Connection) -> None:
    # A transaction that reads first and writes later can be refused without waiting; one that says so at once cannot.
    begin = connection.get_execution_options().get("vig_begin", "BEGIN")
    if begin:
        connection.exec_driver_sql(begin)


def _postgresql(url: URL) -> Engine:
    try:
        # A kernel is idle most of the time and there are hundreds: none keeps a connection of the server's hundred.
        return create_engine(url, hide_parameters=True, poolclass=NullPool, connect_args={"connect_timeout": 5})
    except ModuleNotFoundError as exc:
        raise JournalUnavailable(
            "The driver for PostgreSQL is not installed. Install the workbook as vigwidgets[postgres]."
        ) from exc
