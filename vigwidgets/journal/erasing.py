"""Erasing: what goes, and the receipt that stays. The words leave the files in `sweeping`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Literal, cast

from sqlalchemy import ColumnElement, CursorResult, Delete, delete, func, select
from sqlalchemy.orm import Session

from vigwidgets.core import access
from vigwidgets.core.access import Person, Thing
from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.receipt import Receipt
from vigwidgets.journal import room_after, room_desk, rooms, shelf, writing
from vigwidgets.journal.agenda_tables import AgendaRow
from vigwidgets.journal.review_tables import ReviewNoteRow, ReviewReelRow
from vigwidgets.journal.room_desk_tables import RoomAnswerRow
from vigwidgets.journal.room_tables import RoomMarkRow, RoomRoundRow, RoomRow
from vigwidgets.journal.tables import (
    ChangeRow,
    FilmRow,
    LeftOffRow,
    MarkRow,
    PersonRow,
    ReceiptRow,
    ReelRow,
    RevisionRow,
)

What = Literal["film", "reflection", "room", "everything"]
_ALL_THINGS: tuple[Thing, ...] = ("film", "mark", "reel", "reflection", "place", "key", "room", "agenda")


def film(session: Session, film_id: str, *, receipt: Receipt, person: Person) -> Receipt:
    """Erase the person's own film with all that hangs on it, and return the receipt with true counts.

    Raises:
        NotFound: there is none, or it is somebody else's.
        NotAllowed: it is a clip of the workbook's.
        InvalidValue: the receipt's id stands for something else that was erased.
    """

    def erase() -> dict[str, int]:
        row = shelf.row_of(session, film_id, person=person, action="remove")
        counts = {
            "films": 1,
            "marks": _count(session, MarkRow, MarkRow.film_id == film_id)
            + _count(session, RoomMarkRow, *_in_rounds_of(RoomRoundRow.film_id == film_id, owner=person.id)),
            "texts": _count(session, RevisionRow, RevisionRow.film_id == film_id)
            + _count(session, ReviewNoteRow, *_on_reels_of(ReviewReelRow.film_id == film_id, owner=person.id)),
        }
        # Marks, reels, changes, texts, places, rounds and reviews name the film, and the database takes them with it.
        session.delete(row)
        return counts

    return _once(session, receipt, erase, target=film_id, person=person)


def reflection(session: Session, prompt_id: str, *, film: str | None, receipt: Receipt, person: Person) -> Receipt:
    """Erase every text of the prompt, those of its earlier windows too, and return the receipt with true counts.

    Raises:
        NotFound: there is no such film here.
        InvalidValue: the receipt's id stands for something else that was erased.
    """

    def erase() -> dict[str, int]:
        mine = writing.to_prompt(session, prompt_id, film=film, person=person, action="remove")
        return {"texts": _erase(session, delete(RevisionRow).where(*mine))}

    return _once(session, receipt, erase, target=text_target(prompt_id, film=film), person=person)


def room(session: Session, room_id: str, *, receipt: Receipt, person: Person) -> Receipt:
    """Erase the person's open room with all that people did in it, and return the receipt with true counts.

    Raises:
        NotFound: that room is not open.
    """

    def erase() -> dict[str, int]:
        row = rooms.row_of(session, room_id, person=person, action="remove")
        marks = _count(session, RoomMarkRow, *_in_rounds_of(RoomRoundRow.room_id == room_id, owner=person.id))
        texts = room_after.texts(session, room_id, person=person)
        texts += _count(session, ReviewNoteRow, *_on_reels_of(ReviewReelRow.room_id == room_id, owner=person.id))
        texts += _count(session, RoomAnswerRow, RoomAnswerRow.owner == person.id, RoomAnswerRow.room_id == room_id)
        # People, rounds, marks, answers and whatever else names the room: the database takes them with it.
        session.delete(row)
        return {"marks": marks, "texts": texts}

    return _once(session, receipt, erase, target=room_id, person=person)


def room_answer(
    session: Session, room_id: str, person_id: str, step_id: str, *, receipt: Receipt, person: Person
) -> Receipt:
    """Erase the words of an answer in the person's open room, and return the receipt with true counts.

    Raises:
        NotFound: that room is not open, or there is no such answer.
    """

    def erase() -> dict[str, int]:
        return {"texts": room_desk.withhold(session, room_id, person_id, step_id, person=person)}

    return _once(session, receipt, erase, target=f"{room_id} {person_id} {step_id}", person=person)


def everything(session: Session, *, receipt: Receipt, person: Person) -> Receipt:
    """Erase every row of the person's but their receipts, and return the receipt with true counts.

    Raises:
        InvalidValue: the receipt's id stands for something else that was erased.
    """

    def erase() -> dict[str, int]:
        for thing in _ALL_THINGS:
            access.allow(person, "remove", thing, owner=person.id)
        # The rows that hang on films go first, so that each is counted.
        counts = {
            "marks": _erase(session, delete(MarkRow).where(MarkRow.owner == person.id))
            + _erase(session, delete(RoomMarkRow).where(RoomMarkRow.owner == person.id)),
            "texts": _erase(session, delete(RevisionRow).where(RevisionRow.owner == person.id))
            + _erase(session, delete(ReviewNoteRow).where(ReviewNoteRow.owner == person.id))
            + _erase(session, delete(RoomAnswerRow).where(RoomAnswerRow.owner == person.id)),
        }
        for table in (ReelRow, ChangeRow, LeftOffRow, PersonRow, RoomRow, AgendaRow):
            _erase(session, delete(table).where(table.owner == person.id))
        return {**counts, "films": _erase(session, delete(FilmRow).where(FilmRow.owner == person.id))}

    return _once(session, receipt, erase, target="", person=person)


def receipts(session: Session, *, person: Person) -> list[Receipt]:
    """Return the person's receipts, newest first."""
    access.allow(person, "read", "receipt", owner=person.id)
    rows = session.scalars(select(ReceiptRow).where(ReceiptRow.owner == person.id))
    return [_receipt(row) for row in sorted(rows, key=lambda row: (row.erased_at, row.id), reverse=True)]


def text_target(prompt_id: str, *, film: str | None) -> str:
    """Return how the texts for a prompt about `film`, or about none, are named in a request to erase them."""
    return f"{prompt_id} {film or ''}"


def digest(receipt_id: str, what: str, target: str) -> str:
    """Return what a receipt keeps of a request: salted with its own id, it knows a retry and names nothing."""
    return hashlib.sha256(f"{receipt_id} {what} {target}".encode()).hexdigest()


def asked_for(receipt_id: str, *, what: What, files: int = 0, size_bytes: int = 0) -> Receipt:
    """Return the receipt as it can be written before anything was counted.

    Raises:
        InvalidValue: the id is none, or a count is below 0.
    """
    return Receipt(id=receipt_id, what=what, erased_at=datetime.now(UTC), files=files, size_bytes=size_bytes)


def _once(
    session: Session, receipt: Receipt, erase: Callable[[], dict[str, int]], *, target: str, person: Person
) -> Receipt:
    """Erase and write the receipt, unless this very request did so before."""
    access.allow(person, "write", "receipt", owner=person.id)
    asked = digest(receipt.id, receipt.what, target)
    row = session.get(ReceiptRow, (person.id, receipt.id))
    if row is None:
        counts = erase()
        row = ReceiptRow(
            owner=person.id,
            id=receipt.id,
            what=receipt.what,
            asked=asked,
            erased_at=receipt.erased_at,
            **{"films": 0, "marks": 0, "texts": 0, "files": receipt.files, "size_bytes": receipt.size_bytes, **counts},
            swept=False,
        )
        session.add(row)
        session.flush()
    elif row.asked != asked:
        raise InvalidValue("This receipt stands for something else that was erased. Give each erasing its own.")
    return _receipt(row)


def _in_rounds_of(which: ColumnElement[bool], *, owner: str) -> tuple[ColumnElement[bool], ...]:
    rounds = select(RoomRoundRow.id).where(RoomRoundRow.owner == owner, which)
    return RoomMarkRow.owner == owner, RoomMarkRow.round_id.in_(rounds)


def _on_reels_of(which: ColumnElement[bool], *, owner: str) -> tuple[ColumnElement[bool], ...]:
    reels = select(ReviewReelRow.id).where(ReviewReelRow.owner == owner, which)
    return ReviewNoteRow.owner == owner, ReviewNoteRow.reel_id.in_(reels)


def _count(session: Session, table: type[Any], *which: Any) -> int:
    return session.scalar(select(func.count()).select_from(table).where(*which)) or 0


def _erase(session: Session, statement: Delete) -> int:
    return cast("CursorResult[Any]", session.execute(statement)).rowcount


def _receipt(row: ReceiptRow) -> Receipt:
    return Receipt(
        id=row.id,
        what=cast("What", row.what),
        erased_at=row.erased_at,
        films=row.films,
        marks=row.marks,
        texts=row.texts,
        files=row.files,
        size_bytes=row.size_bytes,
    )
