"""What follows what: how often one code comes after another, and whether that is more often than by chance.

Sequential analysis as in Bakeman and Quera (2011), *Sequential Analysis and Observational Methods for the Behavioral
Sciences*. What was found is counted here. What was missed is counted in drawn clips alone, and is no figure of people.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray

from vigwidgets.analysis.exchanges import exchanges, receptions, typed
from vigwidgets.analysis.labels import Key, Labels, in_order, label_of, orders_of, read_labels, refuse_other_kinds
from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.exchange import Reception
from vigwidgets.core.film import Film
from vigwidgets.core.mark import Mark
from vigwidgets.core.span import is_whole

SESSION: Final = (list, pd.Series, np.ndarray, pd.Index, ExtensionArray)
"""What holds the codes of a session. A tuple is one code of several parts."""

MOST_CODES: Final = 500
"""A table of more has hundreds of thousands of cells, nearly all of them empty."""


@dataclass(frozen=True, slots=True)
class Contingency:
    """Which code follows which. All tables have the earlier code in the rows and the later one in the columns.

    Attributes:
        counts: How often, whole numbers.
        expected: How often by chance, given how often each code comes first and second; `pd.NA` where nothing follows.
        residuals: Adjusted residuals: by how many standard errors the count differs from chance; `pd.NA` where a code
            never comes first or second, or is the only one that does.
        yules_q: From -1 (never) through 0 (as by chance) to 1 (always); `pd.NA` where both of its products are 0.
    """

    counts: pd.DataFrame
    expected: pd.DataFrame
    residuals: pd.DataFrame
    yules_q: pd.DataFrame


def contingency(events: Iterable[object], lag: int = 1) -> Contingency:
    """Return which code follows which `lag` events later.

    Codes stand in the order of their ordered Categorical, as numbers, or as words; those of other kinds and of several
    stand as they first come. One that is in a session too short for the lag has its row and column, too.

    Args:
        events: Codes in the order in which they happened; or several sessions, each a list, Series, Index or array, so
            that nothing follows across the end of one. A tuple or a text in them is one code.
        lag: 1 for the next event, 2 for the one after it.

    Raises:
        InvalidValue: a lag below 1, a code that is missing, or more codes than `MOST_CODES`.
        TypeError: a text, mapping, set or table instead of codes, or sessions among codes.
    """
    if not is_whole(lag) or lag < 1:
        raise InvalidValue("A lag is a whole number, 1 or more. Give 1 for what comes next.")
    sessions = _sessions(events)
    if any(key is None for one in sessions for key in one.keys):
        raise InvalidValue("A code is missing, so what follows what is not known. Name it, or leave the session out.")
    codes = _codes(sessions)
    if len(codes) > MOST_CODES:
        raise InvalidValue(f"There are more than {MOST_CODES} codes. Join some of them, or look at fewer.")
    place = {key: at for at, key in enumerate(codes)}
    counts = np.zeros((len(codes), len(codes)), np.int64)
    for one in sessions:
        at = [place[key] for key in one.keys if key is not None]
        if len(at) > lag:
            np.add.at(counts, (at[:-lag], at[lag:]), 1)
    return _tables(counts, [label_of(key) for key in codes])


def _sessions(events: Iterable[object]) -> list[Labels]:
    refuse_other_kinds(events)
    held = events if isinstance(events, SESSION) else list(events)
    apart = [isinstance(one, SESSION) for one in held]
    if not any(apart):
        return [read_labels(held)]
    if not all(apart):
        raise TypeError("these are codes and sessions; give either codes, or lists of them")
    return [read_labels(one) for one in held]  # pyright: ignore[reportArgumentType] # each is a session


def _codes(sessions: list[Labels]) -> list[Key]:
    used = dict.fromkeys(key for one in sessions for key in one.keys)
    ordered = in_order(used, orders_of(sessions))
    if ordered is None and all(isinstance(key, str) for key in used):
        ordered = sorted(used)  # pyright: ignore[reportArgumentType] # they are words
    return list(used) if ordered is None else ordered


def _tables(counts: NDArray[np.int64], labels: list[Hashable]) -> Contingency:
    """Return the tables for these counts.

    Adjusted residual: Haberman (1973), *Biometrics* 29. Yule's Q: of the table of two by two in which every
    other code is joined into one.
    """
    n, rows, columns = int(counts.sum()), counts.sum(axis=1, keepdims=True), counts.sum(axis=0, keepdims=True)
    for_it, against = counts * (n - rows - columns + counts), (rows - counts) * (columns - counts)
    with np.errstate(all="ignore"):
        expected = rows * columns / n
        spread = rows.astype(float) * columns * (n - rows) * (n - columns) / n
        residuals = (n * counts - rows * columns) / np.sqrt(spread)
        yules_q = (for_it - against) / (for_it + against)
    found = (pd.DataFrame(counts), *map(_defined, (expected, residuals, yules_q)))
    for table in found:
        table.index = pd.Index(labels, name="earlier", tupleize_cols=False)
        table.columns = pd.Index(labels, name="later", tupleize_cols=False)
    return Contingency(*found)


def _defined(values: NDArray[np.float64]) -> pd.DataFrame:
    """Return a table of nullable numbers, with `pd.NA` for whatever is not finite."""
    lost = ~np.isfinite(values)
    known = np.where(lost, 0.0, values)
    return pd.DataFrame(
        {at: pd.arrays.FloatingArray(known[:, at].copy(), lost[:, at].copy()) for at in range(values.shape[1])},
        index=range(len(values)),
    )


def latencies(marks: Iterable[Mark]) -> pd.DataFrame:
    """Return how long each answer took that somebody else gave: `mark` and `answer` (ids) and `latency_ms`.

    One row an answer, by its time. One that begins before the turn it answers has ended has a latency below 0. The same
    as in `receptions` where `by_another`.
    """
    found = receptions(marks)
    columns = {"mark": "mark", "answer": "answer", "gap_ms": "latency_ms"}
    return found.loc[found["by_another"], list(columns)].rename(columns=columns).reset_index(drop=True)


def cycle_lengths(marks: Iterable[Mark]) -> pd.DataFrame:
    """Return how many yes-cycles there are of each length: `turns` (3 at least, ascending) and `cycles` (1 at least).

    Where two marks receive the same one there are two yes-cycles, which share turns.
    """
    found = exchanges(marks)
    counted = found.loc[found["is_cycle"], "turns"].value_counts().sort_index()
    return counted.rename_axis("turns").reset_index(name="cycles").pipe(typed, turns="int64", cycles="int64")


def unanswered(marks: Iterable[Mark], film: Film) -> pd.DataFrame:
    """Return the initiatives in a drawn clip that nobody else received: `mark` (id), `who`, `start_ms`, `end_ms`.

    One row a mark of the kind `initiative`, by time. A clip's script knows them, which is how a discordant cycle can be
    explained. In people's own films nobody looks for what was missed.

    Raises:
        InvalidValue: a film that is not drawn, or a mark of another film.
    """
    if film.source != "drawn":
        raise InvalidValue(
            "In a film of people's own only what was received is looked at. Look for what was missed in drawn clips."
        )
    given = sorted(marks, key=lambda mark: (mark.span, mark.id))
    if any(mark.film != film.id for mark in given):
        raise InvalidValue("Some of these marks are of another film. Give those of this clip alone.")
    by_id = {mark.id: mark for mark in given}
    linked = [(by_id[mark.answers], mark) for mark in given if mark.answers in by_id]
    received = {before.id for before, answer in linked if Reception(before, answer).by_another}
    return pd.DataFrame(
        {"mark": one.id, "who": one.who, "start_ms": one.span.start_ms, "end_ms": one.span.end_ms}
        for one in given
        if one.kind == "initiative" and one.id not in received
    ).pipe(typed, mark="str", who="str", start_ms="int64", end_ms="int64")
