"""Run by Alembic with the connection, and inside the transaction, that `schema.upgrade` opened."""

from __future__ import annotations

from alembic import context

from vigwidgets.journal import agenda_tables, review_tables, room_after_tables, room_desk_tables, room_tables

# Whichever of these modules it is taken from: their tables are all of one base.
_MODULES = (agenda_tables, review_tables, room_after_tables, room_desk_tables, room_tables)
METADATA = {tables.Base.metadata for tables in _MODULES}.pop()

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
