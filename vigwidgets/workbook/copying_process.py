"""Makes the copy of a film that browsers play, in a process of its own: `python -m` this module (`own_process`)."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from vigwidgets.films import Shelf
from vigwidgets.workbook.own_process import OwnProcess, run

GENTLY: Final = 5
"""How much others go before it, where the system knows such."""


def copying(shelf: Shelf, film_id: str) -> OwnProcess:
    """Return the process that makes the copy a film lacks; its last message is `{"made"}`, a truth value.

    Raises:
        OSError: no process could be started.
    """
    return OwnProcess(__name__, {"shelf": str(shelf.folder), "film": film_id})


def make(wanted: dict[str, Any], on_progress: Callable[[int, int], None]) -> dict[str, Any]:
    """Make the copy that is wanted and return whether it is there; see `Shelf.make_copy`."""
    if hasattr(os, "nice"):
        os.nice(GENTLY)
    return {"made": Shelf(Path(wanted["shelf"])).make_copy(wanted["film"], on_progress=on_progress)}


if __name__ == "__main__":
    run(make)
