"""Opening: from the place of a journal to a door into it, made or brought up to date if need be."""

from __future__ import annotations

from pathlib import Path

from vigwidgets.journal.door import Door
from vigwidgets.journal.engine import make_engine, place, prepare_file
from vigwidgets.journal.schema import bring_up_to_date
from vigwidgets.journal.sweeping import BRIEFLY_S, sweep


def open_door(location: Path | str) -> Door:
    """Return the door into the journal at a file or a database address.

    Raises:
        JournalNewer: a later version of the workbook wrote it; it was left as it is.
        JournalUnavailable: it cannot be opened, made or brought up to date; nothing was left behind.
    """
    where = place(location)
    file = where if isinstance(where, Path) else None
    made = file is not None and prepare_file(file)
    engine = make_engine(where)
    try:
        bring_up_to_date(engine, file=file)
    except BaseException:
        engine.dispose()
        if made and file is not None:
            for name in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm", "-journal"))):
                name.unlink(missing_ok=True)
        raise
    if file is not None:
        # A process that was killed while it erased, or was kept from it, left this to do. PostgreSQL clears by itself.
        sweep(engine, file=file, patience_s=BRIEFLY_S)
    return Door(engine, file=file)
