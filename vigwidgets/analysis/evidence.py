"""What is known: studies with their numbers, each with its source and whether it was compared with that."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Study:
    """One piece of work.

    Attributes:
        key: Stable id.
        by: Who.
        source: Where it was published.
        about: What was looked at.
        outcome: What changed, or was hoped to.
        checked: `summary` where its numbers were compared with the authors' own summary, `part` where
            only some of it was, as `also` tells.
        year: Of publication; None for several.
        studies: How many it puts together; None where it does not.
        studies_note: What else it counts.
        taking_part: How many people, pairs or families; None where it was not compared.
        taking_part_note: Which of these.
        d: The effect as a standardised difference of means; None where none was compared.
        d_note: What is to be said with it, or instead.
        also: What another text says, where that differs.
    """

    key: str
    by: str
    source: str
    about: str
    outcome: str
    checked: str
    year: int | None = None
    studies: int | None = None
    studies_note: str = ""
    taking_part: int | None = None
    taking_part_note: str = ""
    d: float | None = None
    d_note: str = ""
    also: str = ""


@cache
def studies() -> tuple[Study, ...]:
    """Return all there are, oldest first, those of no one year last."""
    told = tomllib.loads(files("vigwidgets.analysis").joinpath("evidence.toml").read_text("utf-8"))
    return tuple(Study(**one) for one in told["studies"])


def table() -> pd.DataFrame:
    """Return one row a study, indexed by its key, with the attributes of `Study` as columns; numbers may be missing."""
    import pandas as pd  # pages that only show the table need none of it

    names = [field.name for field in fields(Study)]
    frame = pd.DataFrame([[getattr(one, name) for name in names] for one in studies()], columns=names)
    whole = dict.fromkeys(["year", "studies", "taking_part"], "Int64")
    return frame.astype({**whole, "d": "float64"}).set_index("key")
