"""The room's door: every reading and every writing goes through here, whole or not at all."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from vigwidgets.core.errors import JournalUnavailable
from vigwidgets.journal.engine import BARE, PATIENCE_S, WRITING
from vigwidgets.journal.faults import from_database, is_passing, is_waiting

T = TypeVar("T")
_TRIES = 3


def patiently(work: Callable[[], T]) -> T:
    """Return what `work` returns, begun anew while the database asks to wait, for up to `PATIENCE_S`.

    `work` has to be one whole transaction: it may run several times.

    Raises:
        JournalUnavailable: it failed otherwise, or the time was over; nothing was stored.
    """
    deadline = time.monotonic() + PATIENCE_S
    tries = 0
    while True:
        try:
            return work()
        except DBAPIError as exc:
            tries += 1
            again = time.monotonic() < deadline if is_waiting(exc) else is_passing(exc) and tries < _TRIES
            if not again:
                refusal = from_database(exc)
                if refusal is exc:
                    raise
                raise refusal from exc
        # Uneven pauses, so that those who wait do not all come back at the same instant.
        time.sleep(random.uniform(0.001, 0.02))  # noqa: S311 - no secret hangs on it


class Door:
    """Transactions on one engine. A transaction is stored when its method returns and gone when it raises."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer = engine.execution_options(**WRITING)
        self._open = True

    def close(self) -> None:
        """Let go of the database. Whatever is asked afterwards is refused with `JournalUnavailable`."""
        self._open = False
        self._engine.dispose()

    def read(self, work: Callable[[Session], T]) -> T:
        """Return what `work` finds."""
        return patiently(lambda: self._through(self._engine, work))

    def write(self, work: Callable[[Session], T], *, owner: str) -> T:
        """Return what `work` returns once it is on the disk. Writers of one owner's rows come one after the other."""

        def take_turn(session: Session) -> T:
            wait_for_turn(session.connection(), name=owner)
            result = work(session)
            session.commit()
            return result

        return patiently(lambda: self._through(self._writer, take_turn))

    def forget(self) -> None:
        """Empty SQLite's write-ahead file, where erased words would stay until it is written over."""
        if self._engine.dialect.name != "sqlite":
            return
        # What was erased is erased; if the file cannot be emptied just now, the next checkpoint does it.
        with suppress(DBAPIError), self._engine.connect().execution_options(**BARE) as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout=1000")
            try:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.exec_driver_sql(f"PRAGMA busy_timeout={PATIENCE_S * 1000:.0f}")

    def _through(self, engine: Engine, work: Callable[[Session], T]) -> T:
        if not self._open:
            raise JournalUnavailable("The journal is closed. Open the page again.")
        with Session(engine, expire_on_commit=False) as session:
            return work(session)


def wait_for_turn(connection: Connection, *, name: str) -> None:
    """Let writers of the same `name` come one after the other until the transaction ends; SQLite does so by itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text("SELECT set_config('lock_timeout', :wait, true), pg_advisory_xact_lock(hashtextextended(:name, 0))"),
            {"wait": f"{PATIENCE_S:.0f}s", "name": f"vig:{name}"},
        )
