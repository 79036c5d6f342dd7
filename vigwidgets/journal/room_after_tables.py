"""The tables of what people in a room keep for themselves and say of the day. All of it goes when the room does."""

from __future__ import annotations

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from vigwidgets.journal.tables import Base, State


class RoomNotesRow(Base):
    """One person's notes, which only their code opens. Neither the code nor the key made from it is ever stored.

    Attributes:
        place: The letters of the code that say which notes are meant.
    """

    __tablename__ = "room_notes"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    room_id: Mapped[str] = mapped_column(String(64))
    place: Mapped[str] = mapped_column(String(8))
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    nonce: Mapped[bytes] = mapped_column(LargeBinary)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    version: Mapped[int]

    __table_args__ = (
        ForeignKeyConstraint(["owner", "person_id"], ["room_people.owner", "room_people.id"], ondelete="CASCADE"),
        Index(None, "owner", "place", unique=True),
    )


class RoomEvaluationsRow(Base):
    """What all in a room say of the day, as one whole that is written anew in another order with each answer.

    Rows of their own would lie in the file in the order in which they came. Nothing here names a person or a time.

    Attributes:
        answers: In no order.
        spent: What keeps one person from answering twice, sorted: made from the secret that only their browser has.
    """

    __tablename__ = "room_evaluations"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    room_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    answers: Mapped[list[State]]
    spent: Mapped[list[str]]

    __table_args__ = (ForeignKeyConstraint(["owner", "room_id"], ["rooms.owner", "rooms.id"], ondelete="CASCADE"),)


Base.registry.configure()
