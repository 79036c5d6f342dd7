"""The tables of what a room does beside marking. They go with the room, and rows of a person with that person."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from vigwidgets.journal.tables import Base


def _to_room() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["owner", "room_id"], ["rooms.owner", "rooms.id"], ondelete="CASCADE")


def _to_person() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["owner", "person_id"], ["room_people.owner", "room_people.id"], ondelete="CASCADE")


class RoomRunRow(Base):
    """Where the room stands in an agenda; one row a room.

    Attributes:
        agenda_id: May name one that was removed meanwhile.
        step_id: The step that all are shown, or None before the first.
    """

    __tablename__ = "room_runs"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    room_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    agenda_id: Mapped[str] = mapped_column(String(64))
    step_id: Mapped[str | None] = mapped_column(String(64))
    own_pace: Mapped[bool]

    __table_args__ = (_to_room(),)


class RoomQuestionRow(Base):
    """Something the room was asked.

    Attributes:
        words: As they were shown first.
        is_open: Whether answers may be changed.
    """

    __tablename__ = "room_questions"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    room_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    step_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    words: Mapped[str]
    is_open: Mapped[bool]
    asked_at: Mapped[datetime]

    __table_args__ = (_to_room(),)


class RoomAnswerRow(Base):
    """What somebody in the room wrote to one of its questions.

    Attributes:
        sequence: The writer's number of the last change.
        standing: `kept`, `released` or `withheld`; of a withheld one the text is erased.
    """

    __tablename__ = "room_answers"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    step_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    room_id: Mapped[str] = mapped_column(String(64))
    text: Mapped[str]
    with_name: Mapped[bool]
    sequence: Mapped[int]
    standing: Mapped[str] = mapped_column(String(16))
    written_at: Mapped[datetime]

    __table_args__ = (
        _to_person(),
        ForeignKeyConstraint(
            ["owner", "room_id", "step_id"],
            ["room_questions.owner", "room_questions.room_id", "room_questions.step_id"],
            ondelete="CASCADE",
        ),
        Index(None, "owner", "room_id", "step_id"),
    )


class RoomRulesRow(Base):
    """The ground rules that the room was shown, in the words they were shown in.

    Attributes:
        shown: Whether they are on the screen and the phones now.
    """

    __tablename__ = "room_rules"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    room_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    rules: Mapped[list[str]]
    shown: Mapped[bool]

    __table_args__ = (_to_room(),)


class RoomAgreedRow(Base):
    """Somebody has agreed on the ground rules."""

    __tablename__ = "room_agreed"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    agreed_at: Mapped[datetime]

    __table_args__ = (_to_person(),)


class RoomGroupRow(Base):
    """Which small group somebody is in.

    Attributes:
        turn: Rises with every split; the highest is in effect, and taking it back brings the one before.
        number: Of the group, from 1 on.
    """

    __tablename__ = "room_groups"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    turn: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]

    __table_args__ = (_to_person(),)


DESK_TABLES: Final = (RoomRunRow, RoomQuestionRow, RoomAnswerRow, RoomRulesRow, RoomAgreedRow, RoomGroupRow)

Base.registry.configure()
