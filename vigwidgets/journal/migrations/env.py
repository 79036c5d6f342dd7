"""Run by Alembic with the connection, and inside the transaction, that `schema.upgrade` opened."""

from __future__ import annotations

from alembic import context

import vigwidgets.journal.agenda_tables
import vigwidgets.journal.room_desk_tables
import vigwidgets.journal.room_tables  # noqa: F401 - their tables are of the same base
from vigwidgets.journal.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
