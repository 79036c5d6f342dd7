"""Where the server and its kernels write what went wrong: codes and ids, never titles, names or words."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

SIZE_BYTES: Final = 1_000_000
KEPT: Final = 4
FORM: Final = "%(asctime)s %(levelname)s %(name)s %(message)s"


class QuietHandler(RotatingFileHandler):
    """A file that is written where it can be: a full disk is told on the page, not on the terminal."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Do without this line."""


def log_to(folder: Path, name: str) -> None:
    """Send warnings of all and news of ours to `folder/name`, five files of 1 MB at most, nothing to the terminal."""
    handler = QuietHandler(folder / name, maxBytes=SIZE_BYTES, backupCount=KEPT, encoding="utf-8", delay=True)
    handler.setLevel(logging.INFO)  # whatever level a library gives itself: at DEBUG, messages are written out whole
    handler.setFormatter(logging.Formatter(FORM))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("vigwidgets").setLevel(logging.INFO)
