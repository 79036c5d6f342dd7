"""The tables of rooms. All of them go when the room ends; the owner of every row is whose room it is."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column

from vigwidgets.journal.tables import Base


class RoomRow(Base):
    """The one open room of its owner; it goes with all that hangs on it when it ends.

    Attributes:
        with_phones: Whether phones may come; else people call out what they see.
        kept_until: When what is kept of an ended room is erased; None while it goes on.
    """

    __tablename__ = "rooms"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    code: Mapped[str] = mapped_column(String(16))
    begun_at: Mapped[datetime]
    with_phones: Mapped[bool]
    kept_until: Mapped[datetime | None]

    __table_args__ = (Index(None, "owner", unique=True),)


class RoomPersonRow(Base):
    """Somebody in a room. `owner` is whose room it is, here and below; the people in it own nothing in a journal.

    Attributes:
        key_sha256: Digest of the secret that their browser holds.
        in_report: Whether they agreed that their name stands in the report.
    """

    __tablename__ = "room_people"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    room_id: Mapped[str] = mapped_column(String(64))
    name: Mapped[str]
    key_sha256: Mapped[str] = mapped_column(String(64))
    joined_at: Mapped[datetime]
    in_report: Mapped[bool] = mapped_column(server_default=false())

    __table_args__ = (
        ForeignKeyConstraint(["owner", "room_id"], ["rooms.owner", "rooms.id"], ondelete="CASCADE"),
        Index(None, "owner", "room_id"),
    )


class RoomRoundRow(Base):
    """A stretch of a film that all in the room mark; it goes with the room, and with the film.

    Attributes:
        turn: Rises with every round of this owner's: the newest is the one with the highest.
    """

    __tablename__ = "room_rounds"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    room_id: Mapped[str] = mapped_column(String(64))
    film_id: Mapped[str] = mapped_column(String(64), ForeignKey("films.id", ondelete="CASCADE"))
    start_ms: Mapped[int]
    end_ms: Mapped[int]
    turn: Mapped[int]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]

    __table_args__ = (
        ForeignKeyConstraint(["owner", "room_id"], ["rooms.owner", "rooms.id"], ondelete="CASCADE"),
        Index(None, "owner", "room_id", "turn"),
        Index(None, "film_id"),
    )


class RoomMarkRow(Base):
    """One press. Its id is the client's, so it is unique only among the marks of one of the people in the room."""

    __tablename__ = "room_marks"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    round_id: Mapped[str] = mapped_column(String(64))
    at_ms: Mapped[int]
    tier: Mapped[int | None]

    __table_args__ = (
        ForeignKeyConstraint(["owner", "person_id"], ["room_people.owner", "room_people.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["owner", "round_id"], ["room_rounds.owner", "room_rounds.id"], ondelete="CASCADE"),
        Index(None, "owner", "round_id", "person_id"),
    )


Base.registry.configure()
