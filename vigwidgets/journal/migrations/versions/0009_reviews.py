"""Group shared reviews: who presents, what they bring, and what others saw in it that went well."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the tables of presenters, of the reels they bring and of notes on them."""
    op.create_table(
        "review_presenters",
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("owner", "person_id", name="pk_review_presenters"),
        _to_person("review_presenters"),
    )
    op.create_table(
        "review_reels",
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("room_id", sa.String(64), nullable=False),
        sa.Column("film_id", sa.String(64), nullable=False),
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("whose", sa.Text(), nullable=False),
        sa.Column("presenter_id", sa.String(64), nullable=True),
        sa.Column("is_theirs", sa.Boolean(), nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "id", name="pk_review_reels"),
        sa.ForeignKeyConstraint(
            ["owner", "room_id"],
            ["rooms.owner", "rooms.id"],
            ondelete="CASCADE",
            name="fk_review_reels_owner_room_id",
        ),
        _to_person("review_reels", "presenter_id"),
        sa.ForeignKeyConstraint(["film_id"], ["films.id"], ondelete="CASCADE", name="fk_review_reels_film_id"),
    )
    op.create_index("ix_review_reels_owner_room_id_turn", "review_reels", ["owner", "room_id", "turn"])
    op.create_index("ix_review_reels_film_id", "review_reels", ["film_id"])
    op.create_table(
        "review_notes",
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("reel_id", sa.String(64), nullable=False),
        sa.Column("clip", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "person_id", "id", name="pk_review_notes"),
        _to_person("review_notes"),
        sa.ForeignKeyConstraint(
            ["owner", "reel_id"],
            ["review_reels.owner", "review_reels.id"],
            ondelete="CASCADE",
            name="fk_review_notes_owner_reel_id",
        ),
    )
    op.create_index("ix_review_notes_owner_reel_id_turn", "review_notes", ["owner", "reel_id", "turn"])


def _to_person(table: str, column: str = "person_id") -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["owner", column],
        ["room_people.owner", "room_people.id"],
        ondelete="CASCADE",
        name=f"fk_{table}_owner_{column}",
    )
