"""Films, marks and the changes that can be taken back."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables of films, marks and changes."""
    op.create_table(
        "films",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("duration_ms", sa.BigInteger(), nullable=False),
        sa.Column("frames", sa.BigInteger(), nullable=False),
        sa.Column("variable_frame_rate", sa.Boolean(), nullable=False),
        sa.Column("rotation", sa.BigInteger(), nullable=False),
        sa.Column("width", sa.BigInteger(), nullable=False),
        sa.Column("height", sa.BigInteger(), nullable=False),
        sa.Column("video_codec", sa.Text(), nullable=False),
        sa.Column("audio_codec", sa.Text(), nullable=True),
        sa.Column("playable", sa.String(16), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("uses", sa.JSON(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(16), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_films"),
    )
    op.create_index(
        "ix_films_owner_sha256",
        "films",
        ["owner", "sha256"],
        unique=True,
        sqlite_where=sa.text("owner <> 'commons'"),
        postgresql_where=sa.text("owner <> 'commons'"),
    )
    op.create_table(
        "marks",
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("film_id", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("start_ms", sa.BigInteger(), nullable=False),
        sa.Column("end_ms", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("principles", sa.JSON(), nullable=False),
        sa.Column("answers", sa.String(64), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("feeling", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "film_id", "id", name="pk_marks"),
        sa.ForeignKeyConstraint(["film_id"], ["films.id"], ondelete="CASCADE", name="fk_marks_film_id"),
        sa.ForeignKeyConstraint(
            ["owner", "film_id", "answers"],
            ["marks.owner", "marks.film_id", "marks.id"],
            name="fk_marks_owner_film_id_answers",
        ),
    )
    op.create_index("ix_marks_owner_film_id_answers", "marks", ["owner", "film_id", "answers"])
    op.create_index("ix_marks_film_id", "marks", ["film_id"])
    op.create_table(
        "changes",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("film_id", sa.String(64), nullable=False),
        sa.Column("verb", sa.String(16), nullable=False),
        sa.Column("mark_id", sa.String(64), nullable=True),
        sa.Column("standing", sa.String(16), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_changes"),
        sa.ForeignKeyConstraint(["film_id"], ["films.id"], ondelete="CASCADE", name="fk_changes_film_id"),
    )
    op.create_index("ix_changes_owner_id", "changes", ["owner", "id"], unique=True)
    op.create_index("ix_changes_owner_film_id_standing_number", "changes", ["owner", "film_id", "standing", "number"])
    op.create_index("ix_changes_film_id", "changes", ["film_id"])
