"""Reflections with their revisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of revisions."""
    op.create_table(
        "revisions",
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("prompt_id", sa.String(64), nullable=False),
        sa.Column("chapter", sa.String(64), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sitting", sa.String(64), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.Column("beside", sa.Boolean(), nullable=False),
        sa.Column("fullest", sa.Text(), nullable=True),
        sa.Column("kept_from", sa.String(64), nullable=True),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("owner", "id", name="pk_revisions"),
    )
    op.create_index("ix_revisions_owner_prompt_id_turn", "revisions", ["owner", "prompt_id", "turn"])
    op.create_index("ix_revisions_owner_turn", "revisions", ["owner", "turn"])
