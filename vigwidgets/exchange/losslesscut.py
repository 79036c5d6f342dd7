"""Marks as segments that LosslessCut reads: File, Import project, CSV (seen in the project's own sample files)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from vigwidgets.core.film import Film
from vigwidgets.core.framework import Framework
from vigwidgets.core.mark import Mark
from vigwidgets.exchange.csv_table import shield
from vigwidgets.exchange.order import by_time, principle_names


def marks_losslesscut(film: Film, marks: Iterable[Mark], framework: Framework) -> str:
    """Return one row a mark by time, without column names: start and end in seconds, and what it is called.

    That is the first line of the note, or the names of the principles. What a spreadsheet would take for a formula gets
    an apostrophe in front.
    """
    del film  # one signature for every format
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    for mark in by_time(marks):
        title = next(iter(mark.note.strip().splitlines()), "") or ", ".join(principle_names(mark, framework))
        table.writerow([f"{mark.span.start_ms / 1000:.3f}", f"{mark.span.end_ms / 1000:.3f}", shield(title)])
    return text.getvalue()
