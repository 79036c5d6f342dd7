"""Exercises: which revisions answer one, so that they are told from what people wrote in words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the kind of exercise to each revision; all there were are words."""
    op.add_column("revisions", sa.Column("exercise", sa.String(64), nullable=False, server_default=""))
