"""Run by Alembic with the connection, and inside the transaction, that `schema.upgrade` opened."""

from __future__ import annotations

from alembic import context

from vigwidgets.journal import (  # their tables are of the same base
    review_tables,  # noqa: F401  # pyright: ignore[reportUnusedImport]
    room_tables,  # noqa: F401  # pyright: ignore[reportUnusedImport]
)
from vigwidgets.journal.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
