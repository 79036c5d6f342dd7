"""Group shared reviews in the open room: who presents, what they bring, and what others saw that went well."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vigwidgets.core.access import Person
from vigwidgets.core.errors import InvalidValue, NotFound
from vigwidgets.core.mark import check_id
from vigwidgets.core.review import MOST_NOTES, MOST_REELS, Brought, ReviewNote, ReviewReel
from vigwidgets.journal import rooms, shelf
from vigwidgets.journal.review_tables import ReviewNoteRow, ReviewPresenterRow, ReviewReelRow
from vigwidgets.journal.room_tables import RoomPersonRow
from vigwidgets.journal.wording import storable


def present(session: Session, room_id: str, person_id: str, *, person: Person) -> None:
    """Store that somebody in the room may present.

    Raises:
        NotFound: that room is not open, or they are not in it.
        InvalidValue: as many as there is time for present already.
    """
    rooms.row_of(session, room_id, person=person, action="write")
    if session.get(ReviewPresenterRow, (person.id, check_id(person_id))) is not None:
        return
    if session.get(RoomPersonRow, (person.id, person_id)) is None:
        raise NotFound("Nobody of that id is in this room. Look at the list again.")
    if len(presenters(session, room_id, person=person)) >= MOST_REELS:
        raise InvalidValue(f"At most {MOST_REELS} people present in one review. Take it from somebody first.")
    session.add(ReviewPresenterRow(owner=person.id, person_id=person_id))
    session.flush()


def present_no_more(session: Session, room_id: str, person_id: str, *, person: Person) -> None:
    """Store that somebody presents no longer; what they present goes too."""
    rooms.row_of(session, room_id, person=person, action="remove")
    row = session.get(ReviewPresenterRow, (person.id, check_id(person_id)))
    if row is not None:
        session.delete(row)
    brought = select(ReviewReelRow).where(ReviewReelRow.owner == person.id, ReviewReelRow.presenter_id == person_id)
    for reel in session.scalars(brought):
        session.delete(reel)
    session.flush()


def presenters(session: Session, room_id: str, *, person: Person) -> frozenset[str]:
    """Return the ids of those who may present."""
    rooms.row_of(session, room_id, person=person)
    return frozenset(session.scalars(select(ReviewPresenterRow.person_id).where(ReviewPresenterRow.owner == person.id)))


def bring(session: Session, room_id: str, asked: ReviewReel, *, person: Person) -> ReviewReel:
    """Store what somebody brings, last in the order of the day, or return what is there under that id.

    Raises:
        NotFound: that room is not open, there is no such film, or whoever is to present it does not present.
        InvalidValue: `MOST_REELS` are there.
    """
    rooms.row_of(session, room_id, person=person, action="write")
    there = session.get(ReviewReelRow, (person.id, asked.id))
    if there is not None:
        return _reel(there)
    presenter = asked.presenter_id
    if presenter is not None and session.get(ReviewPresenterRow, (person.id, presenter)) is None:
        raise NotFound("Only those who present bring a reel. Ask whoever leads.")
    shelf.find(session, asked.film_id, person=Person(presenter) if presenter and asked.is_theirs else person)
    if len(reels(session, room_id, person=person)) >= MOST_REELS:
        raise InvalidValue(f"A review has room for {MOST_REELS} reels. Take one out first.")
    row = ReviewReelRow(
        owner=person.id, id=asked.id, room_id=room_id, film_id=asked.film_id, what=asked.what,
        whose=storable(asked.whose), presenter_id=presenter, is_theirs=asked.is_theirs,
        turn=_next(session, ReviewReelRow, person=person),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return _reel(row)


def reels(session: Session, room_id: str, *, person: Person) -> list[ReviewReel]:
    """Return what was brought, in the order of the day."""
    rooms.row_of(session, room_id, person=person)
    query = select(ReviewReelRow).where(ReviewReelRow.owner == person.id, ReviewReelRow.room_id == room_id)
    return [_reel(row) for row in session.scalars(query.order_by(ReviewReelRow.turn))]


def take_out(session: Session, room_id: str, reel_id: str, *, person: Person) -> None:
    """Remove a reel with the notes on it; one that is gone already is fine."""
    rooms.row_of(session, room_id, person=person, action="remove")
    row = session.get(ReviewReelRow, (person.id, check_id(reel_id)))
    if row is not None:
        session.delete(row)
        session.flush()


def note(session: Session, room_id: str, asked: ReviewNote, *, person: Person) -> ReviewNote:
    """Store a note, or return the one that is there under that id of theirs.

    Raises:
        NotFound: that room is not open, they are not in it, or there is no such reel.
        InvalidValue: `MOST_NOTES` are there.
    """
    rooms.row_of(session, room_id, person=person, action="write")
    there = session.get(ReviewNoteRow, (person.id, asked.person_id, asked.id))
    if there is not None:
        return _note(there)
    in_room = session.get(RoomPersonRow, (person.id, asked.person_id))
    if in_room is None or session.get(ReviewReelRow, (person.id, asked.reel_id)) is None:
        raise NotFound("This reel is no longer in the review. Wait for the next one.")
    count = select(func.count()).select_from(ReviewNoteRow)
    if session.scalars(count.where(*_on(asked.reel_id, person=person))).one() >= MOST_NOTES:
        raise InvalidValue(f"There are {MOST_NOTES} notes on this reel already. Say yours aloud.")
    row = ReviewNoteRow(
        owner=person.id, person_id=asked.person_id, id=asked.id, reel_id=asked.reel_id, clip=asked.clip,
        text=storable(asked.text), turn=_next(session, ReviewNoteRow, person=person),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return _note(row)


def notes(session: Session, room_id: str, reel_id: str, *, person: Person) -> list[ReviewNote]:
    """Return the notes on a reel in the order in which they came; none where there is no such reel."""
    rooms.row_of(session, room_id, person=person)
    query = select(ReviewNoteRow).where(*_on(check_id(reel_id), person=person))
    return [_note(row) for row in session.scalars(query.order_by(ReviewNoteRow.turn))]


def _on(reel_id: str, *, person: Person) -> tuple[Any, ...]:
    return ReviewNoteRow.owner == person.id, ReviewNoteRow.reel_id == reel_id


def _next(session: Session, table: type[ReviewReelRow | ReviewNoteRow], *, person: Person) -> int:
    return (session.scalar(select(func.max(table.turn)).where(table.owner == person.id)) or 0) + 1


def _reel(row: ReviewReelRow) -> ReviewReel:
    return ReviewReel(row.id, row.film_id, cast("Brought", row.what), row.whose, row.presenter_id, row.is_theirs)


def _note(row: ReviewNoteRow) -> ReviewNote:
    return ReviewNote(row.id, row.person_id, row.reel_id, row.clip, row.text)
