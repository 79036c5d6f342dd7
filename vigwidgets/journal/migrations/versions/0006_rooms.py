"""Rooms: people with phones who mark one stretch of a film together."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables of rooms, of the people in them, of rounds and of marks."""
    op.create_table(
        "rooms",
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("owner", "id", name="pk_rooms"),
    )
    op.create_index("ix_rooms_owner", "rooms", ["owner"], unique=True)
    op.create_table(
        "room_people",
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("room_id", sa.String(64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key_sha256", sa.String(64), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("owner", "id", name="pk_room_people"),
        _to_room("room_people"),
    )
    op.create_index("ix_room_people_owner_room_id", "room_people", ["owner", "room_id"])
    op.create_table(
        "room_rounds",
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("room_id", sa.String(64), nullable=False),
        sa.Column("film_id", sa.String(64), nullable=False),
        sa.Column("start_ms", sa.BigInteger(), nullable=False),
        sa.Column("end_ms", sa.BigInteger(), nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("owner", "id", name="pk_room_rounds"),
        _to_room("room_rounds"),
        sa.ForeignKeyConstraint(["film_id"], ["films.id"], ondelete="CASCADE", name="fk_room_rounds_film_id"),
    )
    op.create_index("ix_room_rounds_owner_room_id_turn", "room_rounds", ["owner", "room_id", "turn"])
    op.create_index("ix_room_rounds_film_id", "room_rounds", ["film_id"])
    op.create_table(
        "room_marks",
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("round_id", sa.String(64), nullable=False),
        sa.Column("at_ms", sa.BigInteger(), nullable=False),
        sa.Column("tier", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("owner", "person_id", "id", name="pk_room_marks"),
        sa.ForeignKeyConstraint(
            ["owner", "person_id"],
            ["room_people.owner", "room_people.id"],
            ondelete="CASCADE",
            name="fk_room_marks_owner_person_id",
        ),
        sa.ForeignKeyConstraint(
            ["owner", "round_id"],
            ["room_rounds.owner", "room_rounds.id"],
            ondelete="CASCADE",
            name="fk_room_marks_owner_round_id",
        ),
    )
    op.create_index("ix_room_marks_owner_round_id_person_id", "room_marks", ["owner", "round_id", "person_id"])


def _to_room(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_owner_room_id"
    return sa.ForeignKeyConstraint(["owner", "room_id"], ["rooms.owner", "rooms.id"], ondelete="CASCADE", name=name)
