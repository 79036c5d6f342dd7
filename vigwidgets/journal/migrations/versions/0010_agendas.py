"""Agendas, and what rooms do with them: steps, answers, ground rules and small groups."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "agendas",
        *_key("id", table="agendas"),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "room_runs",
        *_key("room_id", table="room_runs"),
        sa.Column("agenda_id", sa.String(64), nullable=False),
        sa.Column("step_id", sa.String(64), nullable=True),
        sa.Column("own_pace", sa.Boolean(), nullable=False),
        _to_room("room_runs"),
    )
    op.create_table(
        "room_questions",
        *_key("room_id", "step_id", table="room_questions"),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        _to_room("room_questions"),
    )
    op.create_table(
        "room_answers",
        *_key("person_id", "step_id", table="room_answers"),
        sa.Column("room_id", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("with_name", sa.Boolean(), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("standing", sa.String(16), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        _to_person("room_answers"),
        sa.ForeignKeyConstraint(
            ["owner", "room_id", "step_id"],
            ["room_questions.owner", "room_questions.room_id", "room_questions.step_id"],
            ondelete="CASCADE",
            name="fk_room_answers_owner_room_id_step_id",
        ),
    )
    op.create_index("ix_room_answers_owner_room_id_step_id", "room_answers", ["owner", "room_id", "step_id"])
    op.create_table(
        "room_rules",
        *_key("room_id", table="room_rules"),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        _to_room("room_rules"),
    )
    op.create_table(
        "room_agreed",
        *_key("person_id", table="room_agreed"),
        sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=False),
        _to_person("room_agreed"),
    )
    op.create_table(
        "room_groups",
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "person_id", "turn", name="pk_room_groups"),
        _to_person("room_groups"),
    )


def _key(*names: str, table: str) -> list[sa.schema.SchemaItem]:
    """Return the columns of a key under their owner, all ids, and the key."""
    key = ("owner", *names)
    columns: list[sa.schema.SchemaItem] = [sa.Column(name, sa.String(64), nullable=False) for name in key]
    return [*columns, sa.PrimaryKeyConstraint(*key, name=f"pk_{table}")]


def _to_room(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_owner_room_id"
    return sa.ForeignKeyConstraint(["owner", "room_id"], ["rooms.owner", "rooms.id"], ondelete="CASCADE", name=name)


def _to_person(table: str) -> sa.ForeignKeyConstraint:
    name, people = f"fk_{table}_owner_person_id", ["room_people.owner", "room_people.id"]
    return sa.ForeignKeyConstraint(["owner", "person_id"], people, ondelete="CASCADE", name=name)
