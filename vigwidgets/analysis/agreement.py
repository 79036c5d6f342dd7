"""How far people who watch the same film agree, beyond what chance would give. A missing figure says why it is missing.

Kappas are reckoned in whole numbers up to their last division, so they are exact to the last digit and the same
whoever is named first.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from vigwidgets.analysis.alpha import Level, krippendorff_alpha
from vigwidgets.analysis.figures import Figure, Reason, TimeFigure
from vigwidgets.analysis.grids import Coded, Grid, on_grid, two_on_grid
from vigwidgets.analysis.labels import in_order, orders_of, read_labels, refuse_other_kinds
from vigwidgets.analysis.matching import Matches, match_spans

__all__ = [
    "Coded", "Figure", "Grid", "Level", "Matches", "Reason", "TimeFigure", "Weights",
    "cohen_kappa", "fleiss_kappa", "krippendorff_alpha", "match_spans", "on_grid", "time_kappa",
]  # fmt: skip

Weights = Literal["linear", "squared"]


def cohen_kappa(a: Iterable[object], b: Iterable[object], weights: Weights | None = None) -> Figure:
    """Return Cohen's kappa of two people who judged the same things, in the same order.

    With weights the categories that occur, in their order, are taken to be one step apart each, as R's `irr` does.
    Cohen (1960), *Educational and Psychological Measurement* 20; weighted: Cohen (1968), *Psychological Bulletin* 70.

    Args:
        a: A category for each thing, None or NaN where there is none; such things are left out. See `read_labels`.
        b: As many.
        weights: How much a larger difference counts: not at all (None), by its steps, or by their square.

    Raises:
        ValueError: they are not of one length, or the weights have another name.
        TypeError: what `read_labels` refuses.
    """
    if weights not in (None, "linear", "squared"):
        raise ValueError(f"weights are None, 'linear' or 'squared', not {weights!r}")
    one, other = read_labels(a), read_labels(b)
    if len(one.keys) != len(other.keys):
        raise ValueError(f"two people judge the same things: {len(one.keys)} and {len(other.keys)} were given")
    both = [pair for pair in zip(one.keys, other.keys, strict=True) if pair[0] is not None and pair[1] is not None]
    if not both:
        return Figure(None, Reason.NOTHING)
    used = dict.fromkeys(key for pair in both for key in pair)
    levels = in_order(used, orders_of([one, other])) if weights else list(used)
    if levels is None:
        return Figure(None, Reason.NO_ORDER)
    place = {key: at for at, key in enumerate(levels)}
    table = np.array([(place[mine], place[theirs]) for mine, theirs in both])
    return _kappa(table[:, 0], table[:, 1], len(levels), weights)


def _kappa(one: NDArray[np.int64], other: NDArray[np.int64], levels: int, weights: Weights | None) -> Figure:
    """Return Cohen's kappa of places from 0 to `levels` - 1: 1 less what is apart, by what is apart by chance.

    Both are n times the sum of weights over all n things; as whole numbers of Python, which know no largest.
    """
    n, step = len(one), np.arange(levels).astype(object)
    mine, theirs = (np.bincount(each, minlength=levels).astype(object) for each in (one, other))
    if weights is None:
        apart, by_chance = np.count_nonzero(one != other), n * n - mine @ theirs
    elif weights == "linear":
        apart, up_to, theirs_up_to = np.abs(one - other).sum(), np.cumsum(mine), np.cumsum(theirs)
        by_chance = (up_to * (n - theirs_up_to) + theirs_up_to * (n - up_to)).sum()
    else:
        apart = np.square((one - other).astype(object)).sum()
        by_chance = n * ((mine + theirs) @ (step * step)) - 2 * (mine @ step) * (theirs @ step)
    most = int(by_chance)
    return Figure((most - n * int(apart)) / most) if most else Figure(None, Reason.ONE_CATEGORY)


def fleiss_kappa(table: Iterable[Iterable[object]] | pd.DataFrame) -> Figure:
    """Return Fleiss' kappa of any number of people. Fleiss (1971), *Psychological Bulletin* 76.

    Args:
        table: A row for each thing judged, a column for each category: how many people chose it. Every row has the same
            sum, 2 or more.

    Raises:
        TypeError: a text, a mapping or a set instead of a table or of a row.
    """
    rows = _counts(table)
    if rows is None:
        return Figure(None, Reason.NO_TABLE)
    judged = {sum(row) for row in rows}
    if not any(judged):
        return Figure(None, Reason.NOTHING)
    if len(judged) > 1:
        return Figure(None, Reason.UNEVEN)
    people, all_judged = judged.pop(), sum(map(sum, rows))
    if people == 1:
        return Figure(None, Reason.ONE_CODER)
    by_chance = sum(sum(column) ** 2 for column in zip(*rows, strict=True))
    if by_chance == all_judged**2:
        return Figure(None, Reason.ONE_CATEGORY)
    agreed = sum(count * (count - 1) for row in rows for count in row)
    above = agreed * all_judged - by_chance * (people - 1)
    return Figure(above / ((people - 1) * (all_judged**2 - by_chance)))


def _counts(table: Iterable[Iterable[object]] | pd.DataFrame) -> list[list[int]] | None:
    """Return rows of one length with whole numbers from 0 on; None where it is no such table."""
    if isinstance(table, pd.DataFrame):
        table = table.to_numpy(object)
    if isinstance(table, np.ndarray) and table.ndim == 2 and not isinstance(table, np.ma.MaskedArray):
        given = table.tolist()
    else:
        refuse_other_kinds(table)
        given = list(table)
        for row in given:
            refuse_other_kinds(row)
    rows = [list(map(_count, row)) for row in given]
    right = all(len(row) == len(rows[0]) and all(count >= 0 for count in row) for row in rows)
    return rows if right else None


def _count(given: object) -> int:
    """Return a whole number of people, or -1 for whatever is none."""
    if type(given) is int:
        return given
    if isinstance(given, np.generic):
        given = given.item()
    if isinstance(given, float) and given.is_integer():
        given = int(given)
    return given if isinstance(given, int) and not isinstance(given, bool) else -1


def time_kappa(a: Coded, b: Coded, grid: Grid) -> TimeFigure:
    """Return Cohen's kappa of what two people say is going on, at each instant of a grid: see `on_grid`.

    Nothing going on is one category, as is each set of codes that go on together. Where one person marked nothing that
    goes on at any of the instants there is no figure: who did not look cannot agree.

    Raises:
        InvalidValue: a span without a code.
        TypeError: what is marked is not pairs of a Span and a code.
    """
    one, other = two_on_grid(a, b, grid)
    if not (one.any() and other.any()):
        return TimeFigure(None, Reason.NOTHING, grid=grid)
    found = _kappa(one, other, int(max(one.max(), other.max())) + 1, None)
    return TimeFigure(found.value, found.reason, grid=grid)
