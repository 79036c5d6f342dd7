"""Labels as people gave them, from lists and from pandas: what is missing, and which order they have."""

from __future__ import annotations

import numbers
from collections.abc import Collection, Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import cast

import numpy as np
import pandas as pd

Key = Hashable
"""A label made fit to be looked up: `True` is another one than 1."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels that one person gave, or that one session holds.

    Attributes:
        keys: In the order given, None where there is none.
        order: The categories of an ordered Categorical, lowest first; None where the labels came without an order.
    """

    keys: tuple[Key | None, ...]
    order: tuple[Key, ...] | None


def read_labels(given: Iterable[object]) -> Labels:
    """Return the labels in a list, tuple, iterator, Series, Index, or array of one dimension, by their places.

    None, NaN, `pd.NA` and `pd.NaT` are missing. The index of a Series is not looked at.

    Raises:
        TypeError: a text, a mapping, a set, a table, a masked array, or labels that cannot be looked up, such as lists.
    """
    refuse_other_kinds(given)
    keys = tuple(None if pd.isna(value) is True else key_of(value) for value in given)
    hash(keys)
    return Labels(keys, order_of_dtype(getattr(given, "dtype", None)))


def refuse_other_kinds(given: object) -> None:
    """Refuse what can be gone through, and yet is no row of labels.

    Raises:
        TypeError: with what it is, and what is wanted.
    """
    refused = isinstance(given, (str, bytes, Mapping, AbstractSet, pd.DataFrame, np.ma.MaskedArray))
    if refused or not isinstance(given, Iterable) or getattr(given, "ndim", 1) != 1:
        raise TypeError(f"labels stand in a list, a Series or an array of one dimension, not in a {type(given)}")


def key_of(value: object) -> Key:
    """Return a label by which it can be looked up: numpy's numbers as Python's, `True` apart from 1."""
    if isinstance(value, (np.bool_, np.integer, np.floating)):
        value = value.item()
    return (bool, value) if isinstance(value, bool) else cast("Key", value)


def label_of(key: Key) -> Hashable:
    """Return the label of which `key` was made."""
    return key[1] if isinstance(key, tuple) and len(key) == 2 and key[0] is bool else key


def order_of_dtype(dtype: object) -> tuple[Key, ...] | None:
    """Return the categories of an ordered Categorical's dtype, lowest first; None for every other."""
    if isinstance(dtype, pd.CategoricalDtype) and dtype.ordered:
        return tuple(map(key_of, dtype.categories))
    return None


def orders_of(given: Iterable[Labels]) -> set[tuple[Key, ...] | None]:
    """Return which orders there are among those who gave any label."""
    return {one.order for one in given if any(key is not None for key in one.keys)}


def in_order(used: Collection[Key], orders: Collection[tuple[Key, ...] | None]) -> list[Key] | None:
    """Return the keys in `used` from the lowest to the highest; None where they have no order, or two.

    Numbers have one. Other labels have one where all that were given came with it, as the same ordered Categorical.
    """
    if len(orders) != 1:
        return None
    (order,) = orders
    if order is not None:
        return [key for key in order if key in used]
    return sorted(used) if all(map(is_number, used)) else None  # pyright: ignore[reportArgumentType] # they are numbers


def is_number(key: Key) -> bool:
    """Return whether it is a real number; a truth value is none."""
    return isinstance(key, numbers.Real) and not isinstance(key, bool)
