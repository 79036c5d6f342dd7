"""After rooms: how long one is kept for taking home, private notes, and what people say of the day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add when an ended room is erased and whose name may be reported, and make the tables of notes and evaluations."""
    op.add_column("rooms", sa.Column("kept_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("room_people", sa.Column("in_report", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "room_notes",
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("room_id", sa.String(64), nullable=False),
        sa.Column("place", sa.String(8), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("nonce", sa.LargeBinary(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "person_id", name="pk_room_notes"),
        sa.ForeignKeyConstraint(
            ["owner", "person_id"],
            ["room_people.owner", "room_people.id"],
            ondelete="CASCADE",
            name="fk_room_notes_owner_person_id",
        ),
    )
    op.create_index("ix_room_notes_owner_place", "room_notes", ["owner", "place"], unique=True)
    op.create_table(
        "room_evaluations",
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("room_id", sa.String(64), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("spent", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "room_id", name="pk_room_evaluations"),
        sa.ForeignKeyConstraint(
            ["owner", "room_id"],
            ["rooms.owner", "rooms.id"],
            ondelete="CASCADE",
            name="fk_room_evaluations_owner_room_id",
        ),
    )
