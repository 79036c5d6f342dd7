"""The numbers below the three pictures of a film: moments by tier, yes-cycles, and waits.

Row for row what `MyPictures` shows and saves. They hold what was found, of one film: nothing in them is a share, and
nothing stands for what was not marked or not answered.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from vigwidgets.analysis.exchanges import exchanges, typed
from vigwidgets.core.exchange import exchanges_of, receptions_of
from vigwidgets.core.framework import Framework
from vigwidgets.core.mark import Mark
from vigwidgets.core.tally import tally_by_tier, tiers_named


def moments_by_tier(marks: Iterable[Mark], framework: Framework) -> pd.DataFrame:
    """Return one row a tier that is named, highest first as on the ladder: `tier`, `tier_name`, `moments`.

    A moment counts once for each tier it names. A last row, tier 0 without a name, holds those that name none yet.
    """
    given = tuple(marks)
    counted = tally_by_tier(given, framework)
    names = {tier.number: tier.name for tier in framework.tiers}
    unnamed = sum(not tiers_named(mark, framework) for mark in given)
    found = [(number, names[number], counted[number]) for number in sorted(counted, reverse=True)]
    found += [(0, "", unnamed)] if unnamed else []
    return pd.DataFrame(found, columns=["tier", "tier_name", "moments"]).pipe(
        typed, tier="int64", tier_name="str", moments="int64"
    )


def yes_cycles(marks: Iterable[Mark]) -> pd.DataFrame:
    """Return one row a yes-cycle, by time: `start_ms`, `end_ms`, `length_ms`, `turns`."""
    found = exchanges(marks)
    columns = ["start_ms", "end_ms", "length_ms", "turns"]
    return found.loc[found["is_cycle"], columns].reset_index(drop=True)


def waits(marks: Iterable[Mark]) -> pd.DataFrame:
    """Return one row a wait that was answered by the other, by time: `start_ms`, `end_ms`, `wait_ms`.

    A wait lies between the end of a turn and the start of the one that receives it. Answers that came at once have
    none, and neither has a person who goes on by themselves.
    """
    found = [one.wait for one in receptions_of(exchanges_of(marks))]
    return pd.DataFrame(
        [(span.start_ms, span.end_ms, span.length_ms) for span in found if span is not None],
        columns=["start_ms", "end_ms", "wait_ms"],
    ).astype("int64")
