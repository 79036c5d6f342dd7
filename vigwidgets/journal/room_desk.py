"""What an open room does beside marking: where it stands in an agenda, answers, ground rules and small groups."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Final, cast

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from vigwidgets.core.access import Action, Person
from vigwidgets.core.errors import InvalidValue, NotFound
from vigwidgets.core.mark import check_id
from vigwidgets.core.room_desk import LARGEST_GROUP, Answer, Question, Rules, Run, Standing
from vigwidgets.core.span import is_whole
from vigwidgets.journal import rooms
from vigwidgets.journal.room_desk_tables import (
    RoomAgreedRow,
    RoomAnswerRow,
    RoomGroupRow,
    RoomQuestionRow,
    RoomRulesRow,
    RoomRunRow,
)
from vigwidgets.journal.room_tables import RoomPersonRow

MOST_SPLITS: Final = 10
"""Earlier ones than the last ten are forgotten."""


def run_of(session: Session, room_id: str, *, person: Person) -> Run | None:
    """Return where the room stands, or None where it follows no agenda."""
    rooms.row_of(session, room_id, person=person)
    row = session.get(RoomRunRow, (person.id, room_id))
    return None if row is None else Run(row.agenda_id, row.step_id, row.own_pace)


def follow(session: Session, room_id: str, run: Run | None, *, person: Person) -> None:
    """Store where the room stands, or that it follows no agenda any more."""
    rooms.row_of(session, room_id, person=person, action="write")
    row = session.get(RoomRunRow, (person.id, room_id))
    if run is None:
        if row is not None:
            session.delete(row)
        return
    if row is None:
        row = RoomRunRow(owner=person.id, room_id=room_id)
    row.agenda_id, row.step_id, row.own_pace = run.agenda_id, run.step_id, run.own_pace
    session.add(row)
    session.flush()


def ask(session: Session, room_id: str, questions: Collection[Question], *, person: Person) -> None:
    """Store what the room is asked; of a question that was asked before, only whether it is open."""
    rooms.row_of(session, room_id, person=person, action="write")
    for one in questions:
        check_id(one.step_id)
        row = session.get(RoomQuestionRow, (person.id, room_id, one.step_id))
        if row is None:
            row = RoomQuestionRow(
                owner=person.id, room_id=room_id, step_id=one.step_id, words=one.words, asked_at=datetime.now(UTC)
            )
        row.is_open = one.is_open
        session.add(row)
    session.flush()


def questions_of(session: Session, room_id: str, *, person: Person) -> list[Question]:
    """Return what the room was asked, in that order."""
    rooms.row_of(session, room_id, person=person)
    query = select(RoomQuestionRow).where(RoomQuestionRow.owner == person.id, RoomQuestionRow.room_id == room_id)
    rows = session.scalars(query.order_by(RoomQuestionRow.asked_at, RoomQuestionRow.step_id))
    return [Question(row.step_id, row.words, row.is_open) for row in rows]


def answer(session: Session, room_id: str, asked: Answer, *, person: Person) -> Answer:
    """Store what somebody wrote, unless a later change of theirs is there; return what is stored.

    A first answer may come after the question was closed: its phone was out of reach.

    Raises:
        NotFound: that room is not open, they are not in it, or nothing of the kind was asked.
        InvalidValue: answers may not be changed any more.
    """
    _in_room(session, room_id, asked.person_id, person=person, action="write")
    question = session.get(RoomQuestionRow, (person.id, room_id, asked.step_id))
    if question is None:
        raise NotFound("Nothing of the kind was asked in this room. Look at the big screen.")
    row = session.get(RoomAnswerRow, (person.id, asked.person_id, asked.step_id))
    if row is None:
        row = RoomAnswerRow(
            owner=person.id, person_id=asked.person_id, step_id=asked.step_id, room_id=room_id, standing="kept"
        )
    elif row.standing == "withheld" or row.sequence >= asked.sequence:
        return _answer(row)
    elif not question.is_open:
        raise InvalidValue("This question is closed, and your answer stays as it was. Wait for the next one.")
    # What was shown to all stays only where its writer changes it: others have not read the new words yet.
    row.standing = row.standing if row.text == asked.text else "kept"
    row.text, row.with_name, row.sequence = asked.text, asked.with_name, asked.sequence
    row.written_at = datetime.now(UTC)
    session.add(row)
    session.flush()
    return _answer(row)


def answers_of(session: Session, room_id: str, *, person: Person) -> list[Answer]:
    """Return all that was written in the room, by when it was written last."""
    rooms.row_of(session, room_id, person=person)
    query = select(RoomAnswerRow).where(RoomAnswerRow.owner == person.id, RoomAnswerRow.room_id == room_id)
    rows = session.scalars(query.order_by(RoomAnswerRow.written_at, RoomAnswerRow.person_id, RoomAnswerRow.step_id))
    return [_answer(row) for row in rows]


def release(
    session: Session, room_id: str, step_id: str, *, people: Collection[str] | None, released: bool, person: Person
) -> None:
    """Let all read the answers of these people to a question, or of everybody, or let nobody; withheld ones stay so."""
    rooms.row_of(session, room_id, person=person, action="write")
    query = select(RoomAnswerRow).where(
        RoomAnswerRow.owner == person.id, RoomAnswerRow.room_id == room_id, RoomAnswerRow.step_id == step_id
    )
    for row in session.scalars(query):
        if row.standing != "withheld" and (people is None or row.person_id in people):
            row.standing = "released" if released else "kept"
    session.flush()


def withhold(session: Session, room_id: str, person_id: str, step_id: str, *, person: Person) -> int:
    """Erase the words of an answer, so that they come never again; return how many texts that were.

    Raises:
        NotFound: that room is not open, or there is no such answer.
    """
    rooms.row_of(session, room_id, person=person, action="remove")
    row = session.get(RoomAnswerRow, (person.id, check_id(person_id), check_id(step_id)))
    if row is None or row.room_id != room_id:
        raise NotFound("There is no such answer here. Look at the list again.")
    count = int(row.standing != "withheld")
    row.text, row.with_name, row.standing = "", False, "withheld"
    session.flush()
    return count


def rules_of(session: Session, room_id: str, *, person: Person) -> Rules | None:
    """Return the ground rules of the room and who has agreed, or None where none were shown yet."""
    rooms.row_of(session, room_id, person=person)
    row = session.get(RoomRulesRow, (person.id, room_id))
    if row is None:
        return None
    agreed = session.scalars(select(RoomAgreedRow.person_id).where(RoomAgreedRow.owner == person.id))
    return Rules(tuple(row.rules), frozenset(agreed), row.shown)


def show_rules(session: Session, room_id: str, rules: Collection[str], *, shown: bool, person: Person) -> None:
    """Store the ground rules that are shown; those that were shown before keep their words."""
    rooms.row_of(session, room_id, person=person, action="write")
    row = session.get(RoomRulesRow, (person.id, room_id))
    if row is None:
        row = RoomRulesRow(owner=person.id, room_id=room_id, rules=list(rules))
    row.shown = shown
    session.add(row)
    session.flush()


def agree(session: Session, room_id: str, person_id: str, *, person: Person) -> None:
    """Store that somebody agrees on the ground rules; twice is once.

    Raises:
        NotFound: that room is not open, they are not in it, or no rules were shown.
    """
    _in_room(session, room_id, person_id, person=person, action="write")
    if session.get(RoomRulesRow, (person.id, room_id)) is None:
        raise NotFound("No ground rules were shown in this room yet. Look at the big screen.")
    if session.get(RoomAgreedRow, (person.id, person_id)) is None:
        session.add(RoomAgreedRow(owner=person.id, person_id=person_id, agreed_at=datetime.now(UTC)))
        session.flush()


def groups_of(session: Session, room_id: str, *, person: Person) -> dict[str, int]:
    """Return the number of the group of everybody who is in one."""
    rooms.row_of(session, room_id, person=person)
    turn = _last_split(session, person=person)
    query = select(RoomGroupRow).where(RoomGroupRow.owner == person.id, RoomGroupRow.turn == turn)
    return {row.person_id: row.number for row in session.scalars(query)}


def split(session: Session, room_id: str, groups: Mapping[str, int], *, person: Person) -> None:
    """Store a new split in place of the one before, which `unite` brings back; those who left the room are left out.

    Raises:
        InvalidValue: a group has no number, or nobody is in any.
    """
    rooms.row_of(session, room_id, person=person, action="write")
    for number in groups.values():
        _check_number(number)
    here = select(RoomPersonRow.id).where(RoomPersonRow.owner == person.id, RoomPersonRow.room_id == room_id)
    there = set(session.scalars(here)) & set(groups)
    if not there:
        raise InvalidValue("Nobody is there to be put into groups. Wait until people have come in.")
    turn = _last_split(session, person=person) + 1
    session.add_all(
        RoomGroupRow(owner=person.id, person_id=one, turn=turn, number=groups[one]) for one in sorted(there)
    )
    session.execute(
        delete(RoomGroupRow).where(RoomGroupRow.owner == person.id, RoomGroupRow.turn <= turn - MOST_SPLITS)
    )
    session.flush()


def put_into_group(session: Session, room_id: str, person_id: str, number: int, *, person: Person) -> None:
    """Put somebody into a group of the split that is in effect.

    Raises:
        NotFound: that room is not open, or they are not in it.
        InvalidValue: there is no such number.
    """
    _in_room(session, room_id, person_id, person=person, action="write")
    turn = max(1, _last_split(session, person=person))
    row = session.get(RoomGroupRow, (person.id, person_id, turn))
    row = row or RoomGroupRow(owner=person.id, person_id=person_id, turn=turn)
    row.number = _check_number(number)
    session.add(row)
    session.flush()


def unite(session: Session, room_id: str, *, person: Person) -> None:
    """Take the last split back, so that the one before is in effect, or none; where there is none, that is fine."""
    rooms.row_of(session, room_id, person=person, action="write")
    turn = _last_split(session, person=person)
    session.execute(delete(RoomGroupRow).where(RoomGroupRow.owner == person.id, RoomGroupRow.turn == turn))


def _last_split(session: Session, *, person: Person) -> int:
    return session.scalar(select(func.max(RoomGroupRow.turn)).where(RoomGroupRow.owner == person.id)) or 0


def _check_number(number: int) -> int:
    if not is_whole(number) or not 1 <= number <= LARGEST_GROUP:
        raise InvalidValue(f"Groups are numbered from 1 to {LARGEST_GROUP}. Choose another number.")
    return number


def _in_room(session: Session, room_id: str, person_id: str, *, person: Person, action: Action) -> None:
    rooms.row_of(session, room_id, person=person, action=action)
    row = session.get(RoomPersonRow, (person.id, check_id(person_id)))
    if row is None or row.room_id != room_id:
        raise NotFound("Nobody of that name is in the room. Come in again.")


def _answer(row: RoomAnswerRow) -> Answer:
    standing = cast("Standing", row.standing)
    return Answer(row.person_id, row.step_id, row.text, row.with_name, row.sequence, standing)
