"""Exchanges as numbers: how long each went on, in how many turns, and how long each answer took."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from vigwidgets.core.exchange import exchanges_of, receptions_of
from vigwidgets.core.mark import Mark


def exchanges(marks: Iterable[Mark]) -> pd.DataFrame:
    """Return one row an exchange, by time; where two marks receive the same one there are two.

    Columns: `first_mark` and `last_mark` (ids), `start_ms`, `end_ms`, `length_ms`, `turns` (two at least) and
    `is_cycle` (three turns or more by people who take turns). A mark that is linked to no other is in no row.
    """
    return pd.DataFrame(
        {
            "first_mark": one.turns[0].id,
            "last_mark": one.turns[-1].id,
            "start_ms": one.span.start_ms,
            "end_ms": one.span.end_ms,
            "length_ms": one.span.length_ms,
            "turns": len(one.turns),
            "is_cycle": one.is_cycle,
        }
        for one in exchanges_of(marks)
    ).pipe(typed, first_mark="str", last_mark="str", start_ms="int64", end_ms="int64", length_ms="int64",
           turns="int64", is_cycle="bool")  # fmt: skip


def receptions(marks: Iterable[Mark]) -> pd.DataFrame:
    """Return one row a mark that receives another, by its time.

    Columns: `mark` and `answer` (ids), `gap_ms` (from the end of the one to the start of the other, 0 or less where
    they overlap) and `by_another` (whether somebody else answers; people who are not named are taken to be two).
    """
    return pd.DataFrame(
        {"mark": one.before.id, "answer": one.answer.id, "gap_ms": one.gap_ms, "by_another": one.by_another}
        for one in receptions_of(exchanges_of(marks))
    ).pipe(typed, mark="str", answer="str", gap_ms="int64", by_another="bool")


def typed(frame: pd.DataFrame, **columns: str) -> pd.DataFrame:
    """Return the frame with these columns in this order and of these types, also when it has no rows."""
    return frame.reindex(columns=list(columns)).astype(columns)
