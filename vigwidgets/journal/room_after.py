"""A room's end with a time to take things home, private notes in it, and what people say of the day."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from vigwidgets.core.access import Person
from vigwidgets.core.errors import InvalidValue, NotFound
from vigwidgets.core.mark import check_id
from vigwidgets.core.room import Room, Round
from vigwidgets.core.room_after import SHOWN_FROM, Evaluation, Evaluations, SealedNotes
from vigwidgets.journal import rooms
from vigwidgets.journal.room_after_tables import RoomEvaluationsRow, RoomNotesRow
from vigwidgets.journal.room_tables import RoomPersonRow, RoomRoundRow

NOT_ASKED: Final = "Nobody was asked about the day yet. Wait until whoever leads asks."


def close(session: Session, room_id: str, kept_until: datetime, *, person: Person) -> Room:
    """Store that the room has ended and until when it is kept, and close its round; return it.

    Raises:
        NotFound: that room is not open.
    """
    rooms.close_round(session, room_id, person=person)
    row = rooms.row_of(session, room_id, person=person, action="write")
    row.kept_until = kept_until
    session.flush()
    return rooms.told(row)


def rounds(session: Session, room_id: str, *, person: Person) -> list[Round]:
    """Return all rounds of the room, in their order."""
    rooms.row_of(session, room_id, person=person)
    mine = (RoomRoundRow.owner == person.id, RoomRoundRow.room_id == room_id)
    return [rooms.told_round(row) for row in session.scalars(select(RoomRoundRow).where(*mine).order_by("turn"))]


def agree(session: Session, room_id: str, person_id: str, *, agreed: bool, person: Person) -> None:
    """Store whether somebody's name may stand in the report.

    Raises:
        NotFound: nobody of that id is in that room.
    """
    row = _somebody(session, room_id, person_id, person=person)
    row.in_report = agreed
    session.flush()


def notes(session: Session, room_id: str, place: str, *, person: Person) -> SealedNotes | None:
    """Return the notes of that place, or None."""
    rooms.row_of(session, room_id, person=person)
    query = select(RoomNotesRow).where(
        RoomNotesRow.owner == person.id, RoomNotesRow.room_id == room_id, RoomNotesRow.place == place
    )
    row = session.scalar(query)
    if row is None:
        return None
    return SealedNotes(row.person_id, row.place, row.salt, row.nonce, row.sealed, row.version)


def noted_by(session: Session, room_id: str, *, person: Person) -> set[str]:
    """Return who in the room has notes."""
    rooms.row_of(session, room_id, person=person)
    mine = (RoomNotesRow.owner == person.id, RoomNotesRow.room_id == room_id)
    return set(session.scalars(select(RoomNotesRow.person_id).where(*mine)))


def begin_notes(session: Session, room_id: str, asked: SealedNotes, *, person: Person) -> None:
    """Store somebody's notes in the place of those they had.

    Raises:
        NotFound: nobody of that id is in that room.
        InvalidValue: somebody else's notes are at that place.
    """
    _somebody(session, room_id, asked.person_id, person=person)
    there = notes(session, room_id, asked.place, person=person)
    if there is not None and there.person_id != asked.person_id:
        raise InvalidValue("Somebody else has this code. Take another one.")
    row = session.get(RoomNotesRow, (person.id, asked.person_id))
    if row is None:
        row = RoomNotesRow(owner=person.id, person_id=asked.person_id)
    row.room_id, row.place, row.salt, row.version = room_id, asked.place, asked.salt, asked.version
    row.nonce, row.sealed = asked.nonce, asked.sealed
    session.add(row)
    session.flush()


def change_notes(session: Session, room_id: str, asked: SealedNotes, *, person: Person) -> bool:
    """Store what the notes are now; return False, and store nothing, where they are not one version older."""
    rooms.row_of(session, room_id, person=person, action="write")
    row = session.get(RoomNotesRow, (person.id, asked.person_id))
    if row is None or (row.place, row.salt, row.version) != (asked.place, asked.salt, asked.version - 1):
        return False
    row.nonce, row.sealed, row.version = asked.nonce, asked.sealed, asked.version
    session.flush()
    return True


def ask_about_day(session: Session, room_id: str, *, person: Person) -> None:
    """Let people say how the day was; asking again changes nothing."""
    rooms.row_of(session, room_id, person=person, action="write")
    if session.get(RoomEvaluationsRow, (person.id, room_id)) is None:
        session.add(RoomEvaluationsRow(owner=person.id, room_id=room_id, answers=[], spent=[]))
        session.flush()


def evaluate(session: Session, room_id: str, said: Evaluation, *, token: str, person: Person) -> bool:
    """Store what somebody says of the day, among the others in a new order; return False where the token is spent.

    Raises:
        NotFound: that room is not open, or nobody was asked.
    """
    rooms.row_of(session, room_id, person=person, action="write")
    row = session.get(RoomEvaluationsRow, (person.id, room_id))
    if row is None:
        raise NotFound(NOT_ASKED)
    if token in row.spent:
        return False
    answers = [*row.answers, said.as_json()]
    secrets.SystemRandom().shuffle(answers)
    row.answers, row.spent = answers, sorted([*row.spent, token])
    session.flush()
    return True


def evaluations(session: Session, room_id: str, *, person: Person) -> Evaluations | None:
    """Return what was said of the day, nothing of it while fewer than `SHOWN_FROM` said so; None where nobody asked."""
    rooms.row_of(session, room_id, person=person)
    row = session.get(RoomEvaluationsRow, (person.id, room_id))
    if row is None:
        return None
    shown = row.answers if len(row.answers) >= SHOWN_FROM else []
    return Evaluations(len(row.answers), tuple(Evaluation(**one) for one in shown))


def has_evaluated(session: Session, room_id: str, *, token: str, person: Person) -> bool:
    """Return whether the token is spent."""
    rooms.row_of(session, room_id, person=person)
    row = session.get(RoomEvaluationsRow, (person.id, room_id))
    return row is not None and token in row.spent


def texts(session: Session, room_id: str, *, person: Person) -> int:
    """Return how many texts people wrote in the room: notes, and answers about the day."""
    row = session.get(RoomEvaluationsRow, (person.id, room_id))
    return len(noted_by(session, room_id, person=person)) + (len(row.answers) if row else 0)


def _somebody(session: Session, room_id: str, person_id: str, *, person: Person) -> RoomPersonRow:
    rooms.row_of(session, room_id, person=person, action="write")
    row = session.get(RoomPersonRow, (person.id, check_id(person_id)))
    if row is None or row.room_id != room_id:
        raise NotFound("Nobody of that name is in the room any more. Look at the list again.")
    return row
