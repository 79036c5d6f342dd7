"""A trainer who was removed: their sessions end, then their work is erased, whichever of server and command does it.

What has still to end is written down with the pass phrases. So whoever is killed in between leaves it to the next.
"""

from __future__ import annotations

import os
import time
from typing import Final

from vigwidgets.core.access import Person
from vigwidgets.core.errors import JournalUnavailable
from vigwidgets.workbook.folder.data_folder import DataFolder, refusal_of
from vigwidgets.workbook.keeping.erasing import erase_work_of
from vigwidgets.workbook.keeping.moving import lock_at_once
from vigwidgets.workbook.pass_phrases import Holder, PassPhrases

PATIENCE_SECONDS: Final = 60
LOOK_SECONDS: Final = 0.1


def finish_leaving(data: DataFolder, leaving: Holder) -> None:
    """Return once nothing of somebody who was removed is left.

    Where a server runs, it ends their pages and then erases their work; else it is done here, and no server begins
    meanwhile.

    Args:
        data: The folder, already made.
        leaving: As `PassPhrases.remove` returned them.

    Raises:
        JournalUnavailable: it could not be done, or the server did not in time; the next one finishes it.
        ShelfUnavailable: all is erased but a file is still open somewhere; the next start removes it.
        StorageFull: the disk has no room to note it.
    """
    phrases, end = PassPhrases(data), time.monotonic() + PATIENCE_SECONDS
    try:
        with os.fdopen(os.open(data.runtime / "server.lock", os.O_RDWR | os.O_CREAT, 0o600), "rb+") as lock:
            while leaving in phrases.ending():
                if lock_at_once(lock):
                    erase_work_of(Person(leaving.id), data)
                    phrases.ended(leaving)
                elif time.monotonic() > end:
                    raise JournalUnavailable(
                        "The running workbook has not erased this work yet. It goes on by itself; if it hangs, start "
                        "it again."
                    )
                else:
                    time.sleep(LOOK_SECONDS)
    except OSError as exc:
        raise refusal_of(exc) from exc
