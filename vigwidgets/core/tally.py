"""How many marks name each tier: what was found, never what was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from vigwidgets.core.framework import Framework
from vigwidgets.core.mark import Mark


def tally_by_tier(marks: Iterable[Mark], framework: Framework) -> dict[int, int]:
    """Return the number of marks by tier number, lowest tier first; tiers that no mark names are left out.

    A mark counts once for each tier it names, however many of that tier's principles it has. Principles of another
    framework are passed over, and so are marks without any.
    """
    known = set(framework.keys)
    named = Counter(
        number
        for mark in marks
        for number in {framework.tier_of(key).number for key in mark.principles if key in known}
    )
    return dict(sorted(named.items()))
