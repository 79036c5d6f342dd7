"""Reels: the moments of a film that somebody chose and arranged."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table of reels."""
    op.create_table(
        "reels",
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("film_id", sa.String(64), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "film_id", name="pk_reels"),
        sa.ForeignKeyConstraint(["film_id"], ["films.id"], ondelete="CASCADE", name="fk_reels_film_id"),
    )
    op.create_index("ix_reels_film_id", "reels", ["film_id"])
