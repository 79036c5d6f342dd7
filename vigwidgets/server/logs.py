"""Where the server and its kernels write what went wrong: codes and ids, never titles, names or words."""

from __future__ import annotations

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final

SIZE_BYTES: Final = 1_000_000
KEPT: Final = 1
"""One older file beside each: with the command line's own, five of 1 MB at most."""
MOST_LINES: Final = 100
FORM: Final = "%(asctime)s %(levelname)s %(name)s %(message)s"


class WordlessFormatter(logging.Formatter):
    """Writes where an exception came from and what kind it is, not its message: that may quote what people typed."""

    def formatException(  # noqa: N802 - logging's name
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """Return file, line and function of each frame, and the exception's class, for it and for what caused it."""
        told: list[str] = []
        error: BaseException | None = ei[1]
        while error is not None and len(told) < MOST_LINES:
            frames = traceback.extract_tb(error.__traceback__)
            told += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
            told.append(f"{type(error).__module__}.{type(error).__qualname__}")
            error = error.__cause__ or error.__context__
        return "\n".join(told)


class QuietHandler(RotatingFileHandler):
    """A file that is written where it can be: a full disk is told on the page, not on the terminal."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Do without this line."""


def log_to(folder: Path, name: str) -> None:
    """Send warnings of all and news of ours to `folder/name`, two files of 1 MB at most, nothing to the terminal."""
    handler = QuietHandler(folder / name, maxBytes=SIZE_BYTES, backupCount=KEPT, encoding="utf-8", delay=True)
    handler.setLevel(logging.INFO)  # whatever level a library gives itself: at DEBUG, messages are written out whole
    handler.setFormatter(WordlessFormatter(FORM))
    # Tornado tells a phone's address there, each time that its browser does not know a certificate.
    handler.addFilter(lambda record: not str(record.msg).startswith("SSL Error"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("vigwidgets").setLevel(logging.INFO)
