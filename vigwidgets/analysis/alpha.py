"""Krippendorff's alpha: how far any number of people agree who may not all have judged everything."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final, Literal, cast

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from vigwidgets.analysis.figures import Figure, Reason
from vigwidgets.analysis.labels import (
    Key,
    in_order,
    is_number,
    order_of_dtype,
    orders_of,
    read_labels,
    refuse_other_kinds,
)

Level = Literal["nominal", "ordinal", "interval", "ratio"]
Floats = NDArray[np.float64]

_FEW: Final = 1000
"""Labels of a thing by up to so many people are compared two by two, which is as exact as can be."""
_STEP: Final = 0.2
_BELOW: Final = 21.0
_ABOVE: Final = 4.0
"""How finely an integral is summed, and how far below the largest label and above the smallest, on a log scale."""


def krippendorff_alpha(rows: Iterable[Iterable[object]] | pd.DataFrame, level: Level = "nominal") -> Figure:
    """Return Krippendorff's alpha of any number of people, some of whom may not have judged everything.

    Things judged by fewer than two are left out, with whatever was said of them. Krippendorff (2011), *Computing
    Krippendorff's Alpha-Reliability*.

    Args:
        rows: A row for each person, a place in it for each thing judged; None or NaN where there is no judgement. Each
            row as in `read_labels`, or all of them as a DataFrame.
        level: What the labels are: names, ordered, at equal distances, or measured from a true zero.

    Raises:
        ValueError: the rows are not of one length, or the level has another name.
        TypeError: what `read_labels` refuses.
    """
    if level not in ("nominal", "ordinal", "interval", "ratio"):
        raise ValueError(f"a level is 'nominal', 'ordinal', 'interval' or 'ratio', not {level!r}")
    people, orders = _people(rows)
    if len(set(map(len, people))) > 1:
        raise ValueError("every person has a place for each thing judged: the rows are not of one length")
    judged = [[key for key in column if key is not None] for column in zip(*people, strict=True)]
    judged = [keys for keys in judged if len(keys) > 1]
    if not judged:
        return Figure(None, Reason.NOTHING)
    used = dict.fromkeys(key for keys in judged for key in keys)
    if len(used) == 1:
        return Figure(None, Reason.ONE_CATEGORY)
    order = in_order(used, orders) if level == "ordinal" else list(used)
    if order is None:
        return Figure(None, Reason.NO_ORDER)
    place = {key: at for at, key in enumerate(order)}
    blocks = [
        np.array([[place[key] for key in keys] for keys in judged if len(keys) == size])
        for size in sorted(set(map(len, judged)))
    ]
    counts = np.bincount(np.concatenate([block.ravel() for block in blocks]))
    values = _values(order, counts, level)
    return Figure(None, values) if isinstance(values, Reason) else _alpha(blocks, values, counts, level)


def _people(
    rows: Iterable[Iterable[object]] | pd.DataFrame,
) -> tuple[list[tuple[Key | None, ...]], set[tuple[Key, ...] | None]]:
    """Return the keys that each person gave, and the orders in which they came: a DataFrame has them by column."""
    if isinstance(rows, pd.DataFrame):
        given = [read_labels(row).keys for row in rows.to_numpy(object)]
        held = (any(key is not None for key in column) for column in zip(*given, strict=True))
        dtypes = {dtype for dtype, any_held in zip(rows.dtypes, held, strict=False) if any_held}
        return given, set(map(order_of_dtype, dtypes))
    if not (isinstance(rows, np.ndarray) and rows.ndim == 2):
        refuse_other_kinds(rows)
    people = [read_labels(one) for one in rows]
    return [one.keys for one in people], orders_of(people)


def _values(order: Sequence[Key], counts: NDArray[np.int64], level: Level) -> Floats | Reason:
    """Return for each key where it stands, so that `_APART` tells how far two are apart; or why that cannot be.

    On the ordinal level that is twice the mid-rank: Krippendorff's distance of c and k, the number of labels from c to
    k less half of those that are c or k, is what the mid-ranks of c and k differ by, and alpha has no unit.
    """
    if level == "nominal":
        return np.arange(len(order), dtype=float)
    if level == "ordinal":
        return (2 * np.cumsum(counts) - counts).astype(float)
    if not all(map(is_number, order)):
        return Reason.NO_NUMBERS
    known = cast("Sequence[float]", order)
    if level == "ratio" and min(known) < 0:
        return Reason.BELOW_NOTHING
    return _scaled(known, zero=min(known) if level == "interval" else 0)


def _scaled(known: Sequence[float], *, zero: float) -> Floats | Reason:
    """Return how far numbers lie above `zero`, the largest as 0.5 to 1; a reason where not all stay apart."""
    try:
        values = np.array([float(one - zero) for one in known])
    except OverflowError:
        return Reason.NOT_FINITE
    if not np.isfinite(values).all():
        return Reason.NOT_FINITE
    scaled = np.ldexp(values, -int(np.frexp(values.max())[1]))
    return scaled if len(np.unique(scaled)) == len(known) else Reason.NOT_FINITE


def _alpha(blocks: Collection[NDArray[np.int64]], values: Floats, counts: NDArray[np.int64], level: Level) -> Figure:
    """Return alpha: 1 less how far labels of one thing are apart, by how far all labels are apart.

    Args:
        blocks: Numbers of labels, things by people, for each number of people one block.
        values: Where each label stands.
        counts: How often each occurs.
        level: How far two are apart.
    """
    within = 0.0
    with np.errstate(all="ignore"):
        for block in blocks:
            people = block.shape[1]
            if people <= _FEW:
                apart = sum(float(_APART[level](values[block[:, :-by]], values[block[:, by:]]).sum())
                            for by in range(1, people))  # fmt: skip
            else:
                found = (np.unique(row, return_counts=True) for row in block)
                apart = sum(_all_apart(values[places], times, level) for places, times in found)
            within += apart / (people - 1)
        by_chance = _all_apart(values, counts, level)
        value = 1 - (float(counts.sum()) - 1) * within / by_chance if by_chance else math.nan
    return Figure(value) if math.isfinite(value) else Figure(None, Reason.NOT_FINITE)


def _all_apart(values: Floats, counts: NDArray[np.int64], level: Level) -> float:
    """Return the sum over all pairs of labels of how far they are apart, without going through the pairs."""
    n = float(counts.sum())
    if level == "nominal":
        return (n * n - float(np.square(counts.astype(float)).sum())) / 2
    if level == "ratio":
        none = float(counts[values == 0].sum())
        return none * (n - none) + _all_apart_in_ratio(values[values > 0], counts[values > 0])
    return n * float(counts @ np.square(values - (values @ counts) / n))


def _all_apart_in_ratio(values: Floats, counts: NDArray[np.int64]) -> float:
    """Return the sum over all pairs of labels above 0 of the square of their difference by their sum.

    1 / (a + b)² is the integral of exp(2u) exp(-a exp(u)) exp(-b exp(u)) over all u, so the sum over pairs becomes, at
    each u, that of squared differences with weights. Rounding apart, the trapezoidal rule with this step misses the
    integral by less than 1e-17 of it (2 |Γ(2 + 2πi / step)|), and so do the ends left out.
    """
    if not len(values):
        return 0.0
    least, most = float(values.min()), float(values.max())
    above, total = values - least, 0.0
    for scale in np.exp(np.arange(-math.log(most) - _BELOW, -math.log(least) + _ABOVE, _STEP)).tolist():
        weights = counts * np.exp(-scale * above)
        spread = weights @ np.square(above - (weights @ above) / weights.sum())
        total += _STEP * scale * scale * math.exp(-2 * scale * least) * float(weights.sum() * spread)
    return total


def _squared(one: Floats, other: Floats) -> Floats:
    return np.square(one - other)


def _squared_ratio(one: Floats, other: Floats) -> Floats:
    return np.square((one - other) / np.maximum(one + other, math.ulp(0.0)))


_APART: Final[dict[Level, Callable[[Floats, Floats], NDArray[np.generic]]]] = {
    "nominal": np.not_equal, "ordinal": _squared, "interval": _squared, "ratio": _squared_ratio
}  # fmt: skip
