"""QR codes as one path of an SVG: what a phone's camera reads, for a page to draw."""

from __future__ import annotations

from itertools import groupby
from typing import Any, Final

import segno

QUIET: Final = 4
"""Modules that have to stay light round a code, by its standard."""


def code_of(text: str) -> dict[str, Any]:
    """Return `{"size", "path"}`: the width of the square in modules, quiet edge included, and what is dark in it."""
    rows = segno.make_qr(text, error="m").matrix
    path = "".join(_row(row, y) for y, row in enumerate(rows, QUIET))
    return {"size": len(rows) + 2 * QUIET, "path": path}


def _row(row: bytearray, y: int) -> str:
    parts, x = [], QUIET
    for dark, run in groupby(row):
        width = len(list(run))
        if dark:
            parts.append(f"M{x} {y}h{width}v1h-{width}z")
        x += width
    return "".join(parts)
