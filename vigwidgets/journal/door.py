"""The room's door: every reading and every writing goes through here, whole or not at all."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from vigwidgets.core.errors import JournalUnavailable
from vigwidgets.journal import sweeping
from vigwidgets.journal.engine import PATIENCE_S, WRITING
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

    def __init__(self, engine: Engine, *, file: Path | None) -> None:
        """Take the engine of an up-to-date journal, and its file if it is one."""
        self._engine = engine
        self._file = file
        self._writer = engine.execution_options(**WRITING)
        self._open = True

    def close(self) -> None:
        """Let go of the database. Whatever is asked afterwards is refused with `JournalUnavailable`."""
        self._open = False
        self._engine.dispose()

    def read(self, work: Callable[[Session], T]) -> T:
        """Return what `work` finds."""
        return patiently(lambda: self._through(self._engine, work))

    def read_at_once(self, work: Callable[[Session], T]) -> T:
        """Return what `work` finds, all of it as it was at one instant, whatever others write meanwhile."""
        if self._engine.dialect.name == "sqlite":  # there every transaction sees one instant
            return self.read(work)
        still = self._engine.execution_options(isolation_level="REPEATABLE READ")
        return patiently(lambda: self._through(still, work))

    def write(self, work: Callable[[Session], T], *, owner: str) -> T:
        """Return what `work` returns once it is on the disk. Writers of one owner's rows come one after the other."""

        def take_turn(session: Session) -> T:
            wait_for_turn(session.connection(), name=owner)
            result = work(session)
            session.commit()
            return result

        return patiently(lambda: self._through(self._writer, take_turn))

    def sweep(self) -> bool:
        """Clear the files of what was erased; return whether nothing of it is left there."""
        self._check_open()
        return sweeping.sweep(self._engine, file=self._file, patience_s=sweeping.PATIENCE_S)

    def forget_order(self, table: str) -> None:
        """See that no file tells any more how that table came to be as it is, as soon as nobody is in the way."""
        self._check_open()
        sweeping.forget_order(self._engine, table, patience_s=sweeping.BRIEFLY_S)

    def _through(self, engine: Engine, work: Callable[[Session], T]) -> T:
        self._check_open()
        with Session(engine, expire_on_commit=False) as session:
            return work(session)

    def _check_open(self) -> None:
        if not self._open:
            raise JournalUnavailable("The journal is closed. Open the page again.")


def wait_for_turn(connection: Connection, *, name: str) -> None:
    """Let writers of the same `name` come one after the other until the transaction ends; SQLite does so by itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            text("SELECT set_config('lock_timeout', :wait, true), pg_advisory_xact_lock(hashtextextended(:name, 0))"),
            {"wait": f"{PATIENCE_S:.0f}s", "name": f"vig:{name}"},
        )
