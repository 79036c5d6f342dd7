"""Rooms: one open at a time, the people in it, what they mark together, and nothing of that beyond the room's end."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, func, insert, select
from sqlalchemy.orm import Session

from vigwidgets.core import access
from vigwidgets.core.access import Action, Person
from vigwidgets.core.errors import InvalidValue, NotFound
from vigwidgets.core.mark import ID_FORM, check_id
from vigwidgets.core.room import ENDED, MOST_MARKS, MOST_PEOPLE, Room, RoomMark, RoomPerson, Round, check_digest
from vigwidgets.journal import shelf
from vigwidgets.journal.room_tables import RoomMarkRow, RoomPersonRow, RoomRoundRow, RoomRow
from vigwidgets.journal.tables import ReceiptRow

_AT_ONCE: Final = 500
_Key = tuple[str, str]


def open_one(session: Session, asked: Room, *, person: Person) -> Room:
    """Store the room, or return the open one of that id.

    Raises:
        InvalidValue: another room is open.
        NotFound: this one has ended; a late retry does not bring it back.
    """
    _ask(person, "write")
    there = _open(session, person=person)
    if there is not None:
        if there.id != asked.id:
            raise InvalidValue("Another room is open. End that one first.")
        return told(there)
    if session.get(ReceiptRow, (person.id, receipt_id_of(asked.id))) is not None:
        raise NotFound("This room has ended. Open a new one.")
    row = RoomRow(owner=person.id, id=asked.id, code=asked.code, begun_at=asked.begun_at, with_phones=asked.with_phones)
    session.add(row)
    session.flush()
    return told(row)


def let_phones_in(session: Session, room_id: str, *, person: Person) -> Room:
    """Store that phones may come, and return the room.

    Raises:
        NotFound: that room is not open.
    """
    row = row_of(session, room_id, person=person, action="write")
    row.with_phones = True
    session.flush()
    return told(row)


def now(session: Session, *, person: Person) -> Room | None:
    """Return the open room, if there is one."""
    _ask(person, "read")
    row = _open(session, person=person)
    return None if row is None else told(row)


def join(session: Session, room_id: str, asked: RoomPerson, *, key_sha256: str, person: Person) -> RoomPerson:
    """Store somebody who comes in, or the new name of somebody who is there.

    Raises:
        NotFound: that room is not open.
        InvalidValue: the room is full or has ended, or the id is of somebody with another key.
    """
    check_digest(key_sha256)
    _going_on(session, room_id, person=person)
    row = session.get(RoomPersonRow, (person.id, asked.id))
    if row is None:
        there = select(func.count()).select_from(RoomPersonRow).where(RoomPersonRow.owner == person.id)
        if session.scalars(there).one() >= MOST_PEOPLE:
            raise InvalidValue(f"A room holds {MOST_PEOPLE} people at most. Look on with somebody who is in it.")
        row = RoomPersonRow(
            owner=person.id,
            id=asked.id,
            room_id=room_id,
            key_sha256=key_sha256,
            joined_at=asked.joined_at,
            in_report=False,
        )
    elif row.key_sha256 != key_sha256:
        raise InvalidValue("Somebody else is in the room under this id. Come in anew.")
    row.name = asked.name
    session.add(row)
    session.flush()
    return _person(row)


def people(session: Session, room_id: str, *, person: Person) -> list[RoomPerson]:
    """Return who is in the room, by when they came."""
    row_of(session, room_id, person=person)
    query = select(RoomPersonRow).where(*_of_room(RoomPersonRow, room_id, person=person))
    return [_person(row) for row in session.scalars(query.order_by(RoomPersonRow.joined_at, RoomPersonRow.id))]


def key(session: Session, room_id: str, person_id: str, *, person: Person) -> str | None:
    """Return the digest of somebody's key, or None where they are not in the room."""
    row = _in_room(session, room_id, person_id, person=person, action="read")
    return None if row is None else row.key_sha256


def leave(session: Session, room_id: str, person_id: str, *, person: Person) -> None:
    """Remove somebody from the room; the database takes their marks with them."""
    row = _in_room(session, room_id, person_id, person=person, action="remove")
    if row is not None:
        session.delete(row)


def open_round(session: Session, room_id: str, asked: Round, *, person: Person) -> Round:
    """Store the round and close the one before, or return the round of that id as it is.

    Raises:
        NotFound: that room is not open, or there is no such film here.
        InvalidValue: it has ended.
        SpanOutsideFilm: the stretch reaches past the film's end.
    """
    _going_on(session, room_id, person=person)
    there = session.get(RoomRoundRow, (person.id, asked.id))
    if there is not None:
        return told_round(there)
    asked.span.inside(shelf.find(session, asked.film_id, person=person).duration_ms)
    before = _newest(session, room_id, person=person)
    if before is not None and before.closed_at is None:
        before.closed_at = asked.opened_at
    row = RoomRoundRow(
        owner=person.id,
        id=asked.id,
        room_id=room_id,
        film_id=asked.film_id,
        start_ms=asked.start_ms,
        end_ms=asked.end_ms,
        turn=1 if before is None else before.turn + 1,
        opened_at=asked.opened_at,
        closed_at=None,
    )
    session.add(row)
    session.flush()
    return told_round(row)


def close_round(session: Session, room_id: str, *, person: Person) -> Round | None:
    """Close the newest round, if there is one that is open; return the newest."""
    row_of(session, room_id, person=person, action="write")
    row = _newest(session, room_id, person=person)
    if row is None:
        return None
    if row.closed_at is None:
        row.closed_at = datetime.now(UTC)
        session.flush()
    return told_round(row)


def round_now(session: Session, room_id: str, *, person: Person) -> Round | None:
    """Return the newest round, open or closed, if there was one."""
    row_of(session, room_id, person=person)
    row = _newest(session, room_id, person=person)
    return None if row is None else told_round(row)


def keep(session: Session, room_id: str, marks: Sequence[RoomMark], *, person: Person) -> list[str]:
    """Store those of the marks that may be; return the ids that are in the journal then, each once."""
    _ask(person, "write")
    in_room = set(session.scalars(select(RoomPersonRow.id).where(*_of_room(RoomPersonRow, room_id, person=person))))
    still = select(RoomRow.id).where(RoomRow.owner == person.id, RoomRow.kept_until.is_(None))
    opened = session.scalars(
        select(RoomRoundRow).where(*_of_room(RoomRoundRow, room_id, person=person), RoomRoundRow.room_id.in_(still))
    )
    rounds = {row.id: told_round(row) for row in opened}
    known = [mark for mark in marks if mark.person_id in in_room and mark.round_id in rounds]
    stored = _stored(session, known, person=person)
    pressed = _pressed(session, known, person=person)
    new: list[dict[str, Any]] = []
    for mark in known:
        mine = (mark.round_id, mark.person_id)
        if (mark.person_id, mark.id) in stored or not rounds[mark.round_id].takes(mark) or pressed[mine] >= MOST_MARKS:
            continue
        pressed[mine] += 1
        stored[mark.person_id, mark.id] = mark.round_id
        said = {"person_id": mark.person_id, "id": mark.id, "round_id": mark.round_id}
        new.append({"owner": person.id, **said, "at_ms": mark.at_ms, "tier": mark.tier})
    if new:
        session.execute(insert(RoomMarkRow), new)
    # An id tells nothing of whose it is. Where two people use one, and one mark is left out, neither hears of it.
    left_out = {mark.id for mark in marks if stored.get((mark.person_id, mark.id)) != mark.round_id}
    return [mark_id for mark_id in dict.fromkeys(mark.id for mark in marks) if mark_id not in left_out]


def take_back(session: Session, room_id: str, person_id: str, mark_id: str, *, person: Person) -> bool:
    """Remove a mark; return whether it was there."""
    if _in_room(session, room_id, person_id, person=person, action="remove") is None:
        return False
    row = session.get(RoomMarkRow, (person.id, check_id(person_id), check_id(mark_id)))
    if row is None:
        return False
    session.delete(row)
    return True


def marks(session: Session, round_id: str, *, person: Person) -> list[RoomMark]:
    """Return the marks of a round, by where they stand in the film.

    Raises:
        NotFound: there is no such round in the open room.
    """
    _ask(person, "read")
    if not ID_FORM.fullmatch(round_id) or session.get(RoomRoundRow, (person.id, round_id)) is None:
        raise NotFound("There is no such round here. Open a new one.")
    query = select(RoomMarkRow).where(RoomMarkRow.owner == person.id, RoomMarkRow.round_id == round_id)
    rows = session.scalars(query.order_by(RoomMarkRow.at_ms, RoomMarkRow.person_id, RoomMarkRow.id))
    return [RoomMark(row.id, row.person_id, row.round_id, row.at_ms, row.tier) for row in rows]


def row_of(session: Session, room_id: str, *, person: Person, action: Action = "read") -> RoomRow:
    """Return the row of the person's open room of that id, for what they are about to do to it.

    Raises:
        NotFound: that room is not open, or it is somebody else's.
    """
    _ask(person, action)
    row = session.get(RoomRow, (person.id, room_id)) if ID_FORM.fullmatch(room_id) else None
    if row is None:
        raise NotFound("There is no such room here. Open a new one.")
    return row


def receipt_id_of(room_id: str) -> str:
    """Return the id of the receipt of a room's end: the same for ending it again, and no name of the room."""
    return f"room-{hashlib.sha256(room_id.encode()).hexdigest()[:32]}"


def _going_on(session: Session, room_id: str, *, person: Person) -> None:
    """Refuse what would begin something in a room that has ended.

    Raises:
        NotFound: that room is not open.
        InvalidValue: it has ended, and is kept only to be taken home.
    """
    if row_of(session, room_id, person=person, action="write").kept_until is not None:
        raise InvalidValue(ENDED)


def _open(session: Session, *, person: Person) -> RoomRow | None:
    return session.scalar(select(RoomRow).where(RoomRow.owner == person.id))


def _in_room(session: Session, room_id: str, person_id: str, *, person: Person, action: Action) -> RoomPersonRow | None:
    row_of(session, room_id, person=person, action=action)
    row = session.get(RoomPersonRow, (person.id, check_id(person_id)))
    return row if row is not None and row.room_id == room_id else None


def _of_room(
    table: type[RoomPersonRow | RoomRoundRow], room_id: str, *, person: Person
) -> tuple[ColumnElement[bool], ...]:
    return table.owner == person.id, table.room_id == room_id


def _newest(session: Session, room_id: str, *, person: Person) -> RoomRoundRow | None:
    query = select(RoomRoundRow).where(*_of_room(RoomRoundRow, room_id, person=person))
    return session.scalar(query.order_by(RoomRoundRow.turn.desc()).limit(1))


def _stored(session: Session, sought: Sequence[RoomMark], *, person: Person) -> dict[_Key, str]:
    """Return of which round each of the sought marks that is there already is, by person and id."""
    found: dict[_Key, str] = {}
    for start in range(0, len(sought), _AT_ONCE):
        some = sought[start : start + _AT_ONCE]
        query = select(RoomMarkRow.person_id, RoomMarkRow.id, RoomMarkRow.round_id).where(
            RoomMarkRow.owner == person.id,
            RoomMarkRow.person_id.in_({mark.person_id for mark in some}),
            RoomMarkRow.id.in_({mark.id for mark in some}),
        )
        found |= {(person_id, mark_id): round_id for person_id, mark_id, round_id in session.execute(query)}
    return found


def _pressed(session: Session, sought: Sequence[RoomMark], *, person: Person) -> Counter[_Key]:
    """Return how many marks there are of each of these people in each of these rounds."""
    which = (RoomMarkRow.round_id, RoomMarkRow.person_id)
    query = select(*which, func.count()).where(
        RoomMarkRow.owner == person.id,
        RoomMarkRow.round_id.in_({mark.round_id for mark in sought}),
        RoomMarkRow.person_id.in_({mark.person_id for mark in sought}),
    )
    return Counter({(round_id, who): count for round_id, who, count in session.execute(query.group_by(*which))})


def told(row: RoomRow) -> Room:
    """Return the room of a row."""
    return Room(row.id, row.code, row.begun_at, row.with_phones, row.kept_until)


def _person(row: RoomPersonRow) -> RoomPerson:
    return RoomPerson(row.id, row.name, row.joined_at, in_report=bool(row.in_report))


def told_round(row: RoomRoundRow) -> Round:
    """Return the round of a row."""
    return Round(row.id, row.film_id, row.start_ms, row.end_ms, row.opened_at, row.closed_at)


def _ask(person: Person, action: Action) -> None:
    # Only rows of this person's room are ever read or written here, so theirs is the ownership to ask about.
    access.allow(person, action, "room", owner=person.id)
