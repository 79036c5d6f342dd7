"""Who is in a film, reflections on a film, receipts of what was erased, where somebody left off, keys of drafts."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# Until now a text about one's own film did not say which film; the newest is the one its page showed.
_NAME_THE_FILM = """
    UPDATE revisions SET film_id = (
        SELECT films.id FROM films WHERE films.owner = revisions.owner
        ORDER BY films.added_at DESC, films.id DESC LIMIT 1
    ) WHERE chapter = 'my_film'
"""


def upgrade() -> None:
    """Widen films and revisions; make the tables of receipts, places and people."""
    op.add_column("films", sa.Column("people", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("films", sa.Column("given_by", sa.Text(), nullable=False, server_default=""))
    op.add_column("films", sa.Column("first_sight", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("films", sa.Column("draft_key", sa.String(64), nullable=True))
    with op.batch_alter_table("revisions") as revisions:
        revisions.add_column(sa.Column("film_id", sa.String(64), nullable=True))
        revisions.create_foreign_key("fk_revisions_film_id", "films", ["film_id"], ["id"], ondelete="CASCADE")
    op.create_index("ix_revisions_film_id", "revisions", ["film_id"])
    op.execute(_NAME_THE_FILM)
    op.create_table(
        "receipts",
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("asked", sa.String(64), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("films", sa.BigInteger(), nullable=False),
        sa.Column("marks", sa.BigInteger(), nullable=False),
        sa.Column("texts", sa.BigInteger(), nullable=False),
        sa.Column("files", sa.BigInteger(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("swept", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "id", name="pk_receipts"),
    )
    op.create_table(
        "left_off",
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("chapter", sa.String(64), nullable=False),
        sa.Column("paragraph", sa.String(64), nullable=False),
        sa.Column("film_id", sa.String(64), nullable=True),
        sa.Column("time_ms", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("owner", "chapter", name="pk_left_off"),
        sa.ForeignKeyConstraint(["film_id"], ["films.id"], ondelete="CASCADE", name="fk_left_off_film_id"),
    )
    op.create_index("ix_left_off_film_id", "left_off", ["film_id"])
    op.create_table(
        "people",
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("draft_key", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("owner", name="pk_people"),
    )
