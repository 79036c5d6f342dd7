"""Where the server and its kernels write what went wrong: codes and ids, never titles, names or words."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

SIZE_BYTES: Final = 1_000_000
KEPT: Final = 4
FORM: Final = "%(asctime)s %(levelname)s %(name)s %(message)s"


def log_to(folder: Path, name: str) -> None:
    """Send warnings of all and news of ours to `folder/name`, five files of 1 MB at most, nothing to the terminal."""
    handler = RotatingFileHandler(folder / name, maxBytes=SIZE_BYTES, backupCount=KEPT, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter(FORM))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("vigwidgets").setLevel(logging.INFO)
