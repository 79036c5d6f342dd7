"""Carries one person's rows out of a journal into a file of their own, and back into another journal.

Every table is walked through as it stands in `tables`, so a table that comes later is carried without a word here.
Rooms alone are left out: what stands in them is of other people, who were told that it ends with the room. In the file
the person is `LOCAL_OWNER`, whatever they are called where the rows come from or go to.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Column, Connection, Engine, Table, bindparam, exists, insert, select, update
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, StatementError
from sqlalchemy.orm import Session

from vigwidgets.core import access
from vigwidgets.core.access import COMMONS, LOCAL_OWNER, Action, Person
from vigwidgets.core.errors import BackupRefused, JournalNewer, JournalUnavailable
from vigwidgets.core.film import Film
from vigwidgets.journal import shelf
from vigwidgets.journal.agenda_tables import AgendaRow
from vigwidgets.journal.engine import BARE, WRITING, make_engine, prepare_file
from vigwidgets.journal.journal import Journal
from vigwidgets.journal.review_tables import ReviewNoteRow, ReviewPresenterRow, ReviewReelRow
from vigwidgets.journal.room_after_tables import RoomEvaluationsRow, RoomNotesRow
from vigwidgets.journal.room_desk_tables import DESK_TABLES
from vigwidgets.journal.room_tables import RoomMarkRow, RoomPersonRow, RoomRoundRow, RoomRow
from vigwidgets.journal.schema import VERSIONS, bring_up_to_date
from vigwidgets.journal.tables import (
    Base,
    ChangeRow,
    FilmRow,
    MarkRow,
    ReelRow,
    RevisionRow,
)

Row = dict[str, Any]

VERSION: Final = VERSIONS[-1]
"""Form of the journals that are carried out."""

_AT_ONCE: Final = 500
_WORK: Final = (FilmRow, MarkRow, ReelRow, ChangeRow, RevisionRow, AgendaRow)
"""What a person made. The rest (receipts, where they left off, keys) may stand beside a restored work."""

_OF_ROOMS: Final = (
    RoomRow, RoomPersonRow, RoomRoundRow, RoomMarkRow, RoomNotesRow, RoomEvaluationsRow,
    ReviewPresenterRow, ReviewReelRow, ReviewNoteRow, *DESK_TABLES,
)  # fmt: skip
_LEFT_OUT: Final = {row.__table__ for row in _OF_ROOMS}
CARRIED: Final = tuple(table for table in Base.metadata.sorted_tables if table not in _LEFT_OUT)
"""The tables whose rows go along, each after those that it points to."""

_STRANGE: Final = "SELECT 1 FROM sqlite_master WHERE type NOT IN ('table', 'index')"


def carry_out(journal: Journal, file: Path) -> list[Film]:
    """Write this person's rows, and the clips everybody has, into a new journal; return their films.

    Others may write meanwhile: all rows are as they were at one instant.

    Args:
        journal: Of the person.
        file: A new SQLite file in today's form; whatever was there is replaced.

    Raises:
        JournalUnavailable: one of the two cannot be read or written.
    """
    person = journal.person
    _ask(person, "read")

    def carry(session: Session) -> list[Film]:
        with _new_file(file) as target:
            for table in CARRIED:
                rows = _rows(session.connection(), table, owner=person.id)
                _put(target, table, ([_renamed(row, to=LOCAL_OWNER) for row in some] for some in rows))
        return shelf.all_own(session, person=person)

    return journal.door.read_at_once(carry)


def carry_in(journal: Journal, file: Path, *, check: Callable[[], None] | None = None) -> None:
    """Store the rows of a carried journal as this person's, all or none; what stands beside their work stays.

    Args:
        journal: Of the person, who has no work in it.
        file: Made by `carry_out`, and `make_ready` was there since.
        check: Called when all rows are written and none is stored yet; what it raises leaves none.

    Raises:
        BackupRefused: the person has work here, or an id in the file belongs to somebody else's film.
        JournalUnavailable: one of the two cannot be read or written.
    """
    person = journal.person
    _ask(person, "write")

    def carry(session: Session) -> None:
        if _has_work(session, person=person):
            raise work_is_here()
        engine = make_engine(file)
        try:
            with engine.connect() as source, source.begin():
                _take_in(session, source, person=person)
                if check is not None:
                    check()
        finally:
            engine.dispose()

    journal.door.write(carry, owner=person.id)


def has_work(journal: Journal) -> bool:
    """Return whether there are films, marks, reels, changes, texts or agendas of this person's."""
    _ask(journal.person, "read")
    return journal.door.read(lambda session: _has_work(session, person=journal.person))


def make_ready(file: Path) -> None:
    """Bring a journal that came in a backup up to today's form, where it lies.

    Raises:
        BackupRefused: it is no journal, or a later version of the workbook wrote it.
    """
    engine = make_engine(file)
    try:
        with engine.connect() as connection:
            if connection.exec_driver_sql(_STRANGE).first():
                raise _no_journal()
        bring_up_to_date(engine, file=None)
        _fold(engine)
    except JournalNewer as exc:
        raise BackupRefused(
            "A later version of the workbook made this backup. Update the workbook, then restore it."
        ) from exc
    except (JournalUnavailable, DBAPIError) as exc:
        raise _no_journal() from exc
    finally:
        engine.dispose()


def work_is_here() -> BackupRefused:
    """Return the refusal to lay somebody's work over other work."""
    return BackupRefused(
        "There is work here already, and a backup goes only where there is none. Restore it in another data folder."
    )


def _has_work(session: Session, *, person: Person) -> bool:
    return any(session.scalar(select(exists().where(kind.owner == person.id))) for kind in _WORK)


@contextmanager
def _new_file(file: Path) -> Generator[Connection]:
    """Yield a connection to a new journal whose rows are in the one file when the block ends."""
    file.unlink(missing_ok=True)
    prepare_file(file)
    engine = make_engine(file)
    try:
        bring_up_to_date(engine, file=None)
        with engine.connect().execution_options(**WRITING) as connection, connection.begin():
            yield connection
        _fold(engine)
    finally:
        engine.dispose()


def _no_journal() -> BackupRefused:
    return BackupRefused("The journal in this backup cannot be read. Use another backup.")


def _fold(engine: Engine) -> None:
    """Put everything into the one file; a log beside it would be forgotten when it is moved."""
    with engine.connect().execution_options(**BARE) as connection:
        connection.exec_driver_sql("PRAGMA journal_mode=DELETE")


def _rows(connection: Connection, table: Table, *, owner: str) -> Iterator[list[Row]]:
    """Yield the rows of `owner`, of films also those of everybody, in the order of their keys."""
    owners = [owner, COMMONS] if table is FilmRow.__table__ else [owner]
    query = select(table).where(table.c.owner.in_(owners)).order_by(*table.primary_key.columns)
    for part in connection.execute(query).mappings().partitions(_AT_ONCE):
        yield [dict(row) for row in part]


def _keys(connection: Connection, table: Table, *, owner: str) -> set[tuple[Any, ...]]:
    owners = [owner, COMMONS] if table is FilmRow.__table__ else [owner]
    return {tuple(row) for row in connection.execute(select(*table.primary_key).where(table.c.owner.in_(owners)))}


def _key(table: Table, row: Row) -> tuple[Any, ...]:
    return tuple(row.get(column.name) for column in table.primary_key)


def _renamed(row: Row, *, to: str) -> Row:
    return row if row["owner"] == COMMONS else {**row, "owner": to}


def _take_in(session: Session, source: Connection, *, person: Person) -> None:
    _refuse_taken(session, source)
    target = session.connection()
    try:
        for table in CARRIED:
            there = _keys(target, table, owner=person.id)
            rows = _rows(source, table, owner=LOCAL_OWNER)
            mine = ([_renamed(row, to=person.id) for row in some] for some in rows)
            _put(target, table, ([row for row in some if _key(table, row) not in there] for some in mine))
    except (IntegrityError, DataError) as exc:
        raise _no_journal() from exc
    except DBAPIError:
        raise
    except (StatementError, ValueError, TypeError) as exc:  # what stands in a column is no date, no JSON
        raise _no_journal() from exc


def _put(connection: Connection, table: Table, parts: Iterable[list[Row]]) -> None:
    """Insert rows; the number that counts them up is the database's own, and what points into the table comes last."""
    pointing = _pointing_inside(table)
    held = {column.name for column in (*pointing, table.autoincrement_column) if column is not None}
    links: dict[str, list[Row]] = {column.name: [] for column in pointing}
    for rows in filter(None, parts):
        connection.execute(insert(table), [{name: row[name] for name in row if name not in held} for row in rows])
        for name, linked in links.items():
            linked += [
                {"link": row[name], **{f"its_{key.name}": row[key.name] for key in table.primary_key}}
                for row in rows
                if row[name] is not None
            ]
    which = [key == bindparam(f"its_{key.name}") for key in table.primary_key]
    for name, linked in links.items():
        if linked:
            connection.execute(update(table).where(*which).values({name: bindparam("link")}), linked)


def _pointing_inside(table: Table) -> list[Column[Any]]:
    """Return the columns that name another row of the same table, which may not be there yet."""
    inside = [key for key in table.foreign_key_constraints if key.referred_table is table]
    return [column for key in inside for column in key.columns if not column.primary_key]


def _refuse_taken(session: Session, source: Connection) -> None:
    """Refuse film ids that mean another film here: another person's, or a clip where it was no clip."""
    owners = {row.id: row.owner for row in source.execute(select(FilmRow.id, FilmRow.owner))}
    for some in _some(list(owners)):
        for row in session.execute(select(FilmRow.id, FilmRow.owner).where(FilmRow.id.in_(some))):
            if not row.owner == owners[row.id] == COMMONS:
                raise BackupRefused(
                    "A film of this backup belongs to somebody else here. Restore it in a data folder of your own."
                )


def _some(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]


def _ask(person: Person, action: Action) -> None:
    # Only this person's rows are read or written here, so theirs is the ownership to ask about.
    for thing in ("film", "mark", "reel", "reflection", "receipt", "place", "key", "agenda"):
        access.allow(person, action, thing, owner=person.id)
