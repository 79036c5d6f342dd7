"""How many marks name each tier: what was found, never what was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from vigwidgets.core.framework import Framework
from vigwidgets.core.mark import Mark


def tiers_named(mark: Mark, framework: Framework) -> frozenset[int]:
    """Return the numbers of the tiers a mark names, however many of each one's principles it has.

    Principles of another framework are passed over.
    """
    known = set(framework.keys)
    return frozenset(framework.tier_of(key).number for key in mark.principles if key in known)


def tally_by_tier(marks: Iterable[Mark], framework: Framework) -> dict[int, int]:
    """Return the number of marks by tier number, lowest tier first; tiers that no mark names are left out.

    A mark counts once for each tier it names. Marks that name none are passed over.
    """
    named = Counter(number for mark in marks for number in tiers_named(mark, framework))
    return dict(sorted(named.items()))
