"""Marks as a table for spreadsheets."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Final

from vigwidgets.core.film import Film
from vigwidgets.core.framework import Framework
from vigwidgets.core.mark import Mark
from vigwidgets.exchange.order import by_time, clock, principle_names

COLUMNS: Final = (
    "id",
    "film",
    "start_ms",
    "end_ms",
    "start",
    "end",
    "kind",
    "who",
    "principles",
    "principle_names",
    "tiers",
    "answers",
    "note",
    "feeling",
    "author",
)
SEPARATOR: Final = "; "
"""Between several values in one cell."""

_FORMULA: Final = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
_SHIELDED: Final = re.compile(r"'" + _FORMULA.pattern)


def marks_csv(film: Film, marks: Iterable[Mark], framework: Framework) -> str:
    """Return one row a mark under a row of column names, ordered by time; rows end with CR LF (RFC 4180).

    Times stand in ms and as `hh:mm:ss.mmm`. A cell that a spreadsheet would take for a formula gets an apostrophe in
    front; `unshield` takes it off again. Written to a file, the text wants UTF-8 with a byte order mark, else Excel
    shows accents wrongly.
    """
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    table.writerows([shield(cell) for cell in _row(film, mark, framework)] for mark in by_time(marks))
    return text.getvalue()


def shield(text: str) -> str:
    """Return `text` so that no spreadsheet runs it: an apostrophe before what begins like a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unshield(text: str) -> str:
    """Return what `shield` was given."""
    return text[1:] if _SHIELDED.match(text) else text


def _row(film: Film, mark: Mark, framework: Framework) -> list[str]:
    tiers = sorted({framework.tier_of(key).number for key in mark.principles})
    return [
        mark.id,
        film.id,
        str(mark.span.start_ms),
        str(mark.span.end_ms),
        clock(mark.span.start_ms),
        clock(mark.span.end_ms),
        mark.kind,
        mark.who,
        SEPARATOR.join(mark.principles),
        SEPARATOR.join(principle_names(mark, framework)),
        SEPARATOR.join(str(tier) for tier in tiers),
        mark.answers or "",
        mark.note,
        mark.feeling,
        mark.author,
    ]
