"""The journal's tables. Every row has an owner; nothing here decides who may see it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, ClassVar, Final

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from vigwidgets.core.access import COMMONS

State = dict[str, Any]
"""What a mark says, as JSON can hold it."""

Number: Final = BigInteger().with_variant(Integer, "sqlite")
"""SQLite counts a primary key up by itself only where the type is exactly INTEGER."""

NOT_COMMONS: Final = f"owner <> '{COMMONS}'"
"""Where the same film may stand only once."""


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy hands it in
        """Return the instant in UTC; a naive one is a programming mistake."""
        if value is not None and value.tzinfo is None:
            message = "an instant needs its time zone"
            raise ValueError(message)
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy hands it in
        """Return the instant aware, in UTC; SQLite forgets the zone it was given."""
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


class Base(DeclarativeBase):
    """Base of all rows."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar = {
        str: Text(),
        int: BigInteger(),
        datetime: Instant(),
        State: JSON(none_as_null=True),
        list[str]: JSON(none_as_null=True),
        list[State]: JSON(none_as_null=True),
    }


class FilmRow(Base):
    """A film on the shelf. The id is unique on the whole shelf because files are named by it.

    Attributes:
        first_sight: How far the first sight of oneself has come: 0, 1 or 2; see `Journal.first_sight`.
        draft_key: What browsers lock drafts about this film with, or None until somebody asks for it.
    """

    __tablename__ = "films"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    owner: Mapped[str] = mapped_column(String(64))
    title: Mapped[str]
    duration_ms: Mapped[int]
    frames: Mapped[int]
    variable_frame_rate: Mapped[bool]
    rotation: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    video_codec: Mapped[str]
    audio_codec: Mapped[str | None]
    playable: Mapped[str] = mapped_column(String(16))
    media_type: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64))
    size_bytes: Mapped[int]
    uses: Mapped[list[str]]
    until: Mapped[date | None]
    people: Mapped[list[str]] = mapped_column(server_default="[]")
    given_by: Mapped[str] = mapped_column(server_default="")
    first_sight: Mapped[int] = mapped_column(server_default="0")
    draft_key: Mapped[str | None] = mapped_column(String(64))
    source: Mapped[str] = mapped_column(String(16))
    added_at: Mapped[datetime]

    __table_args__ = (
        Index(
            None,
            "owner",
            "sha256",
            unique=True,
            sqlite_where=text(NOT_COMMONS),
            postgresql_where=text(NOT_COMMONS),
        ),
    )


class MarkRow(Base):
    """A mark. Its id is the client's, so it is unique only among one person's marks on one film."""

    __tablename__ = "marks"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    film_id: Mapped[str] = mapped_column(String(64), ForeignKey("films.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    start_ms: Mapped[int]
    end_ms: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    who: Mapped[str]
    principles: Mapped[list[str]]
    answers: Mapped[str | None] = mapped_column(String(64))
    note: Mapped[str]
    feeling: Mapped[str]

    __table_args__ = (
        ForeignKeyConstraint(["owner", "film_id", "answers"], ["marks.owner", "marks.film_id", "marks.id"]),
        Index(None, "owner", "film_id", "answers"),
        Index(None, "film_id"),
    )


class ReelRow(Base):
    """One person's reel of a film.

    Attributes:
        items: Its moments in their order, each as `ReelItem.as_json()`, at least one.
    """

    __tablename__ = "reels"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    film_id: Mapped[str] = mapped_column(String(64), ForeignKey("films.id", ondelete="CASCADE"), primary_key=True)
    items: Mapped[list[State]]

    __table_args__ = (Index(None, "film_id"),)


class ChangeRow(Base):
    """One request that changed marks or the reel, kept so that it can be taken back and so that its retry does nothing.

    Attributes:
        number: Order of the changes.
        id: The client's id of the request.
        verb: `add`, `change`, `remove`, `reel`, `undo` or `redo`.
        mark_id: The mark it named; None for reel, undo and redo.
        standing: `done` and `undone` make up the stack; `dropped` left it when something new was done;
            `noted` never was in it.
        before: Marks by id as they were, and the reel under `@reel`; None where there was none; only what the change
            touched.
        after: The same as they became.
    """

    __tablename__ = "changes"

    number: Mapped[int] = mapped_column(Number, primary_key=True, autoincrement=True)
    owner: Mapped[str] = mapped_column(String(64))
    id: Mapped[str] = mapped_column(String(64))
    film_id: Mapped[str] = mapped_column(String(64), ForeignKey("films.id", ondelete="CASCADE"))
    verb: Mapped[str] = mapped_column(String(16))
    mark_id: Mapped[str | None] = mapped_column(String(64))
    standing: Mapped[str] = mapped_column(String(16))
    before: Mapped[State]
    after: Mapped[State]
    made_at: Mapped[datetime]

    __table_args__ = (
        Index(None, "owner", "id", unique=True),
        Index(None, "owner", "film_id", "standing", "number"),
        Index(None, "film_id"),
    )


class RevisionRow(Base):
    """One kept version of a reflection.

    Attributes:
        film_id: The film it is about, and goes with; None where the question is about none.
        exercise: The kind of exercise it answers, as JSON; empty where it is words.
        turn: Rises with every save of this owner's: the newest text is the one with the highest.
        sequence: The client's number of the last save into it.
        beside: Whether another window had written to the same prompt when this was saved.
        fullest: A longer text this one slowly shrank from, or None; see `writing`.
        kept_from: The revision this is an earlier text of, or None where the client made it.
    """

    __tablename__ = "revisions"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    prompt_id: Mapped[str] = mapped_column(String(64))
    chapter: Mapped[str] = mapped_column(String(64))
    words: Mapped[str]
    text: Mapped[str]
    sitting: Mapped[str] = mapped_column(String(64))
    sequence: Mapped[int]
    turn: Mapped[int]
    beside: Mapped[bool]
    fullest: Mapped[str | None]
    kept_from: Mapped[str | None] = mapped_column(String(64))
    saved_at: Mapped[datetime]
    film_id: Mapped[str | None] = mapped_column(String(64), ForeignKey("films.id", ondelete="CASCADE"))
    exercise: Mapped[str] = mapped_column(String(64), server_default="")

    __table_args__ = (
        Index(None, "owner", "prompt_id", "turn"),
        Index(None, "owner", "turn"),
        Index(None, "film_id"),
    )


class ReceiptRow(Base):
    """What is left of something erased; it names neither the film nor the question.

    Attributes:
        asked: Digest of what was asked for, so that a retry is known from another request under the same id.
        swept: Whether the files were cleared of what was erased; until then it is tried again.
    """

    __tablename__ = "receipts"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    what: Mapped[str] = mapped_column(String(16))
    asked: Mapped[str] = mapped_column(String(64))
    erased_at: Mapped[datetime]
    films: Mapped[int]
    marks: Mapped[int]
    texts: Mapped[int]
    files: Mapped[int]
    size_bytes: Mapped[int]
    swept: Mapped[bool]


class LeftOffRow(Base):
    """Where somebody stopped in a chapter, one row a chapter; it goes with the film it names."""

    __tablename__ = "left_off"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    chapter: Mapped[str] = mapped_column(String(64), primary_key=True)
    paragraph: Mapped[str] = mapped_column(String(64))
    film_id: Mapped[str | None] = mapped_column(String(64), ForeignKey("films.id", ondelete="CASCADE"))
    time_ms: Mapped[int | None]
    at: Mapped[datetime]

    __table_args__ = (Index(None, "film_id"),)


class PersonRow(Base):
    """What is kept of a person beside their work: the key that browsers lock their drafts with."""

    __tablename__ = "people"

    owner: Mapped[str] = mapped_column(String(64), primary_key=True)
    draft_key: Mapped[str] = mapped_column(String(64))


Base.registry.configure()
