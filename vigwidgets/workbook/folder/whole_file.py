"""Small files that are there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def put_whole(path: Path, text: str) -> None:
    """Put `text` at `path`, for this person only (mode 0600), in place of what was there.

    Raises:
        OSError: it cannot be written; what was there before stays, and nothing is left beside it.
    """
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-")  # mkstemp gives 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as draft:
            draft.write(text)
            draft.flush()
            os.fsync(draft.fileno())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
