"""What was changed on a film, in order, so that it can be taken back and a retry does nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.mark import check_id
from vigwidgets.journal.tables import ChangeRow, State

Verb = Literal["add", "change", "remove", "reel", "undo", "redo"]


def known(
    session: Session, change_id: str, *, owner: str, film_id: str, verb: Verb, mark_id: str | None
) -> ChangeRow | None:
    """Return the change that this request made when it came before, or None when it is new.

    Raises:
        InvalidValue: the id was used for another request; doing nothing would lose this one.
    """
    check_id(change_id)
    row = session.scalar(select(ChangeRow).where(ChangeRow.owner == owner, ChangeRow.id == change_id))
    if row is not None and (row.film_id, row.verb, row.mark_id) != (film_id, verb, mark_id):
        raise used_otherwise()
    return row


def used_otherwise() -> InvalidValue:
    """Return the refusal of a change id that stands for something else already."""
    return InvalidValue("This change id was used for another change. Give each change its own.")


def record(
    session: Session,
    change_id: str,
    *,
    owner: str,
    film_id: str,
    verb: Verb,
    mark_id: str | None,
    before: Mapping[str, State | None],
    after: Mapping[str, State | None],
) -> None:
    """Put a change on top of the stack; what had been undone can no longer be redone.

    A change that changed nothing is noted, so that its retry does nothing, but stays out of the stack: undo always
    takes back something that can be seen.
    """
    empty = before == after
    if not empty:
        session.execute(
            update(ChangeRow)
            .where(ChangeRow.owner == owner, ChangeRow.film_id == film_id, ChangeRow.standing == "undone")
            .values(standing="dropped")
        )
    session.add(
        ChangeRow(
            owner=owner,
            id=change_id,
            film_id=film_id,
            verb=verb,
            mark_id=mark_id,
            standing="noted" if empty else "done",
            before=dict(before),
            after=dict(after),
            made_at=datetime.now(UTC),
        )
    )
    session.flush()


def note(session: Session, change_id: str, *, owner: str, film_id: str, verb: Verb) -> None:
    """Remember that an undo or redo was asked for, so that its retry does nothing."""
    session.add(
        ChangeRow(
            owner=owner,
            id=change_id,
            film_id=film_id,
            verb=verb,
            mark_id=None,
            standing="noted",
            before={},
            after={},
            made_at=datetime.now(UTC),
        )
    )
    session.flush()


def last_done(session: Session, *, owner: str, film_id: str) -> ChangeRow | None:
    """Return the change that undo takes back, if there is one."""
    query = select(ChangeRow).where(ChangeRow.owner == owner, ChangeRow.film_id == film_id)
    return session.scalar(query.where(ChangeRow.standing == "done").order_by(ChangeRow.number.desc()).limit(1))


def next_undone(session: Session, *, owner: str, film_id: str) -> ChangeRow | None:
    """Return the change that redo repeats, if there is one."""
    query = select(ChangeRow).where(ChangeRow.owner == owner, ChangeRow.film_id == film_id)
    return session.scalar(query.where(ChangeRow.standing == "undone").order_by(ChangeRow.number).limit(1))
