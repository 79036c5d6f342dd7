"""The copy of a film that browsers play, made and then read back: it is there as a whole, with the film's times."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Final

from vigwidgets.core.errors import FilmNotPlayable
from vigwidgets.films.copying import Progress, Stop
from vigwidgets.films.probe import Probe, probe_file

COPY_TYPE: Final = "video/mp4"
BYTES_A_MS: Final = 600
"""Room that is asked for beforehand; 1080p with much movement takes less."""
MOST_APART_MS: Final = 1
NOT_EQUAL: Final = (
    "The film could not be made ready for the browser without moving its pictures in time. "
    "Convert it to MP4 with H.264, and add that."
)


def make_copy(
    source: BinaryIO,
    to: Path,
    *,
    probe: Probe,
    growing_to: Path | None = None,
    on_progress: Progress | None = None,
    cancelled: Stop | None = None,
) -> None:
    """Write the copy that browsers play at `to`; it is on disk, and its times were read back, when this returns.

    Args:
        source: The film.
        to: A place where nothing is yet.
        probe: What the film is.
        growing_to: Where it can be watched meanwhile, mode 0600.
        on_progress: Told pictures done and pictures in all.
        cancelled: Asked before each picture.

    Raises:
        FilmUnreadable: a picture cannot be decoded, or some are missing.
        FilmNotPlayable: a time is off by more than 1 ms.
        OSError: it cannot be written.
        Cancelled: `cancelled` said so.
    """
    from vigwidgets.films.converting import convert  # most films need no copy, and numpy takes its time

    for path in filter(None, (to, growing_to)):
        path.touch(0o600, exist_ok=False)
    convert(source, to, probe=probe, growing_to=growing_to, on_progress=on_progress, cancelled=cancelled)
    with to.open("rb+") as film:
        os.fsync(film.fileno())
    with to.open("rb", buffering=0) as film:
        copy = probe_file(film)
    times, copied = probe.times.times_ms, copy.times.times_ms
    if not copy.browser_plays or len(times) != len(copied) or _apart(times, copied) > MOST_APART_MS:
        raise FilmNotPlayable(NOT_EQUAL)


def _apart(first: Sequence[int], second: Sequence[int]) -> int:
    return max(abs(a - b) for a, b in zip(first, second, strict=True))
