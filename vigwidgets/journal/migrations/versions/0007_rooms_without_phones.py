"""Rooms without phones: a room that was opened so is taken up so."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add to each room whether phones may come; to those there were they might."""
    op.add_column("rooms", sa.Column("with_phones", sa.Boolean(), nullable=False, server_default=sa.true()))
