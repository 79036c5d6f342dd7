"""Sweeping: what was erased leaves the files too, at once or, where somebody is in the way, at the next occasion."""

from __future__ import annotations

import glob
from collections.abc import Generator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, or_, select, update
from sqlalchemy.exc import DBAPIError

from vigwidgets.journal.copying import sync_folder
from vigwidgets.journal.engine import BARE, WRITING
from vigwidgets.journal.tables import Base, ReceiptRow

PATIENCE_S: Final = 2.0
"""How long a step waits for others after somebody erased; the rows are gone already, so nobody is kept for longer."""

BRIEFLY_S: Final = 0.1
"""The same while a journal is opened, when a page waits for it."""

_Key = tuple[str, str]


def sweep(engine: Engine, *, file: Path | None, patience_s: float) -> bool:
    """Clear the files of everything that was erased; return whether nothing of it is left there.

    Where nothing waits to be swept this costs one query. Otherwise the copies that upgrades made beside `file` go, and
    SQLite writes its file anew without what was erased and empties its write-ahead log; PostgreSQL writes its tables
    anew. Others may go on reading and writing. When one of them is in the way for longer than `patience_s`, or the
    disk has no room for it, False is returned, the receipts stay marked, and the next sweep takes it up.
    """
    try:
        waiting = _waiting(engine)
        if waiting and _clear(engine, file=file, patience_s=patience_s):
            _tick_off(engine, waiting, patience_s=patience_s)
            waiting = []
    except DBAPIError:
        return False
    return not waiting


def forget_order(engine: Engine, table: str, *, patience_s: float) -> None:
    """Drop what the database still holds of a table's earlier states; where somebody is in the way, the next time.

    A write-ahead log holds each state that there was, one after the other.
    """
    with suppress(DBAPIError):
        if engine.dialect.name == "postgresql":
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql(f"SET lock_timeout = '{patience_s * 1000:.0f}ms'")
                connection.exec_driver_sql(f"VACUUM (FULL) {table}")
            return
        with _hurried(engine, patience_s=patience_s) as connection:
            _empty_log(connection)


def _waiting(engine: Engine) -> Sequence[_Key]:
    query = select(ReceiptRow.owner, ReceiptRow.id).where(ReceiptRow.swept.is_(False))
    with engine.connect() as connection, connection.begin():
        return [(owner, receipt_id) for owner, receipt_id in connection.execute(query)]


def _clear(engine: Engine, *, file: Path | None, patience_s: float) -> bool:
    if engine.dialect.name == "postgresql":
        return _write_tables_anew(engine, patience_s=patience_s)
    copies_gone = file is None or _remove_copies(file)
    with _hurried(engine, patience_s=patience_s) as connection:
        # First the log: while somebody reads from it, writing the file anew would only make it longer. And should there
        # be no room for that, the log at least holds nothing more.
        if not _empty_log(connection):
            return False
        connection.exec_driver_sql("VACUUM")
        return _empty_log(connection) and copies_gone


def _tick_off(engine: Engine, swept: Sequence[_Key], *, patience_s: float) -> None:
    which = or_(*((ReceiptRow.owner == owner) & (ReceiptRow.id == receipt_id) for owner, receipt_id in swept))
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection, connection.begin():
            connection.execute(update(ReceiptRow).where(which).values(swept=True))
        return
    with _hurried(engine, patience_s=patience_s) as connection:
        connection.rollback()
        with connection.execution_options(**WRITING).begin():
            connection.execute(update(ReceiptRow).where(which).values(swept=True))


def _empty_log(connection: Connection) -> bool:
    """Bring the write-ahead log into the file and cut it to nothing; return whether nobody was in the way."""
    return connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0] == 0


def _remove_copies(file: Path) -> bool:
    """Remove the older journals beside `file`, with the logs that looking into them leaves; return whether it worked.

    On Windows a copy that somebody has open cannot go.
    """
    try:
        for copy in file.parent.glob(f"{glob.escape(file.stem)}.before-*"):
            copy.unlink(missing_ok=True)
    except OSError:
        return False
    with suppress(OSError):
        sync_folder(file.parent)
    return True


def _write_tables_anew(engine: Engine, *, patience_s: float) -> bool:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"SET lock_timeout = '{patience_s * 1000:.0f}ms'")
        connection.exec_driver_sql(f"VACUUM (FULL) {', '.join(Base.metadata.tables)}")
    return True


@contextmanager
def _hurried(engine: Engine, *, patience_s: float) -> Generator[Connection]:
    """Yield a connection to SQLite in no transaction that waits for others so long only."""
    with engine.connect().execution_options(**BARE) as connection:
        try:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={patience_s * 1000:.0f}")
            yield connection
        finally:
            # The pool would hand out this connection again, with its short patience.
            connection.invalidate()
