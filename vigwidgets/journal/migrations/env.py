"""Run by Alembic with the connection, and inside the transaction, that `schema.upgrade` opened."""

from __future__ import annotations

from alembic import context

from vigwidgets.journal import room_after_tables, room_tables
from vigwidgets.journal.tables import Base

BESIDE = (room_tables, room_after_tables)
"""Their tables are of the same base."""

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
