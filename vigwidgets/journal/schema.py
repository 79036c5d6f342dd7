"""The form of the journal: which version it has, and how an older one becomes today's."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError, ProgrammingError

from vigwidgets.core.errors import JournalNewer, JournalUnavailable
from vigwidgets.journal.copying import copy_beside
from vigwidgets.journal.door import patiently, wait_for_turn
from vigwidgets.journal.engine import BARE, WRITING
from vigwidgets.journal.faults import is_missing_table

VERSIONS: Final = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010")
"""All versions there have been, oldest first; the last is today's."""

_VERSION = "SELECT version_num FROM alembic_version"


def bring_up_to_date(engine: Engine, *, file: Path | None) -> None:
    """See that the journal has today's form; one that has it already costs a single query.

    Args:
        engine: Of the journal.
        file: The journal's file if it is one; an older one is copied beside it first, as `journal.before-0006.db`.

    Raises:
        JournalNewer: a later version of the workbook wrote it; it was left as it is.
        JournalUnavailable: it cannot be read or changed; it was left as it is.
    """
    version = patiently(lambda: _look(engine))
    if engine.dialect.name == "sqlite":
        patiently(lambda: _keep_log(engine))
    if version != VERSIONS[-1]:
        patiently(lambda: upgrade(engine, file=file))


def upgrade(engine: Engine, *, file: Path | None, target: str = VERSIONS[-1]) -> None:
    """Run the migrations up to `target` in one transaction, with a copy of the older file made first.

    Raises:
        DBAPIError: the database failed; nothing was changed and no copy stays behind.
        JournalNewer: somebody else brought it past us meanwhile.
    """
    copy: Path | None = None
    with engine.connect() as connection:
        _bend_keys(connection)
        try:
            with connection.execution_options(**WRITING).begin():
                wait_for_turn(connection, name="schema")
                version = _version(connection)
                if version == target:
                    return
                _refuse_others(connection, version=version)
                if version is not None and file is not None:
                    copy = copy_beside(file, target=target)
                _migrate(connection, target=target)
        except BaseException:
            if copy is not None:
                copy.unlink(missing_ok=True)
            raise
        finally:
            # The pool would hand out this connection again, with its keys still bent.
            connection.invalidate()


def _look(engine: Engine) -> str | None:
    """Return the version, or None of an empty place; refuse what is not ours to write."""
    with engine.connect() as connection, connection.begin():
        version = _version(connection)
        _refuse_others(connection, version=version)
        return version


def _keep_log(engine: Engine) -> None:
    """Let the file have a write-ahead log; it remembers, but a restored copy may come without."""
    with engine.connect().execution_options(**BARE) as connection:
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")


def _bend_keys(connection: Connection) -> None:
    """Let migrations rebuild tables, which a foreign key would take for removing their rows."""
    if connection.dialect.name == "sqlite":
        connection.execution_options(**BARE).exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.rollback()


def _version(connection: Connection) -> str | None:
    try:
        with connection.begin_nested():
            return connection.exec_driver_sql(_VERSION).scalar_one_or_none()
    except (OperationalError, ProgrammingError) as exc:
        if is_missing_table(exc):
            return None
        raise


def _refuse_others(connection: Connection, *, version: str | None) -> None:
    if version is not None and version not in VERSIONS:
        raise JournalNewer("A later version of the workbook wrote this journal. Update the workbook to open it.")
    # Tables without our version are somebody else's; in a PostgreSQL database they may well live beside ours.
    strange = version is None and connection.dialect.name == "sqlite"
    if strange and connection.exec_driver_sql("SELECT 1 FROM sqlite_master").first():
        raise JournalUnavailable(
            "The file in the journal's place belongs to another program. Move it away or choose another data folder."
        )


def _migrate(connection: Connection, *, target: str) -> None:
    # Seldom needed, and 70 ms to import.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "vigwidgets.journal:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, target)
    if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise JournalUnavailable("The journal could not be brought up to date and was left as it is. Tell us, please.")
