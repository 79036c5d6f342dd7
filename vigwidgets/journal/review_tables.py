"""The tables of group shared reviews. All of them go when the room ends; the owner of every row is whose room it is."""

from __future__ import annotations

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from vigwidgets.journal.tables import Base

_OF_ROOM = (["owner", "room_id"], ["rooms.owner", "rooms.id"])
_PEOPLE = ["room_people.owner", "room_people.id"]
_OF_PERSON = (["owner", "person_id"], _PEOPLE)


class ReviewPresenterRow(Base):
    """Somebody in the room who may present."""

    __tablename__ = "review_presenters"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(64), primary_key=True)

    __table_args__ = (ForeignKeyConstraint(*_OF_PERSON, ondelete="CASCADE"),)


class ReviewReelRow(Base):
    """A reel or a film that somebody brings; it goes with the room, with the film and with whoever presents it.

    Attributes:
        presenter_id: Who in the room presents it; None where the room's owner does.
        is_theirs: Whether the film is the presenter's; else it is the room's owner's.
        turn: Rises with every reel of this owner's: the order of the day.
    """

    __tablename__ = "review_reels"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    room_id: Mapped[str] = mapped_column(String(64))
    film_id: Mapped[str] = mapped_column(String(64), ForeignKey("films.id", ondelete="CASCADE"))
    what: Mapped[str] = mapped_column(String(16))
    whose: Mapped[str]
    presenter_id: Mapped[str | None] = mapped_column(String(64))
    is_theirs: Mapped[bool]
    turn: Mapped[int]

    __table_args__ = (
        ForeignKeyConstraint(*_OF_ROOM, ondelete="CASCADE"),
        ForeignKeyConstraint(["owner", "presenter_id"], _PEOPLE, ondelete="CASCADE"),
        Index(None, "owner", "room_id", "turn"),
        Index(None, "film_id"),
    )


class ReviewNoteRow(Base):
    """What somebody saw that went well. Its id is the client's, unique among the notes of one person in the room.

    Attributes:
        turn: Rises with every note of this owner's: the order in which they came.
    """

    __tablename__ = "review_notes"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    reel_id: Mapped[str] = mapped_column(String(64))
    clip: Mapped[int]
    text: Mapped[str]
    turn: Mapped[int]

    __table_args__ = (
        ForeignKeyConstraint(*_OF_PERSON, ondelete="CASCADE"),
        ForeignKeyConstraint(["owner", "reel_id"], ["review_reels.owner", "review_reels.id"], ondelete="CASCADE"),
        Index(None, "owner", "reel_id", "turn"),
    )


Base.registry.configure()
