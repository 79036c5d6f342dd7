"""A figure of agreement, or the reason why there is none."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import Enum

from vigwidgets.analysis.grids import Grid


class Reason(Enum):
    """Why there is no figure: a name for programs, a sentence for people."""

    NOTHING = "There is nothing that two people have both judged."
    ONE_CATEGORY = "Only one category was used, so chance alone would agree as well."
    NO_ORDER = "The categories have no order. Give numbers, or everybody's as the same ordered Categorical."
    NO_NUMBERS = "The levels interval and ratio are for numbers alone."
    BELOW_NOTHING = "The level ratio is for numbers of 0 or more."
    NOT_FINITE = "The numbers are too large, or too near to one another, to be reckoned with."
    NO_TABLE = "A table has a row for each thing judged and a column for each category, with whole numbers from 0 on."
    UNEVEN = "Not everything was judged by the same number of people. Krippendorff's alpha allows for that."
    ONE_CODER = "Each thing was judged by one person only."


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, or the reason why there is none.

    Attributes:
        value: 1 for perfect agreement, 0 for what chance gives, below 0 for less; None where it is not defined.
        reason: Why there is no value; None where there is one.
    """

    value: float | None
    reason: Reason | None = None

    def __post_init__(self) -> None:
        if (self.value is None) == (self.reason is None):
            raise ValueError("a figure has either a value or a reason")
        if self.value is not None and not math.isfinite(self.value):
            raise ValueError("the value of a figure is finite")


@dataclass(frozen=True, slots=True)
class TimeFigure(Figure):
    """A figure by time, which depends on how often is looked, and so is told with it.

    Attributes:
        grid: The instants at which was looked.
    """

    grid: Grid = field(kw_only=True)
