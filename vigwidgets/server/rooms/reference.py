"""What the writer of a scene meant, as a big screen may show it beside what a room saw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vigwidgets import frameworks

if TYPE_CHECKING:
    from vigwidgets.workbook.clips import Clip


def reference_of(clip: Clip) -> list[dict[str, Any]]:
    """Return the clip's marks that name principles, by time: where, who, tiers, principles and whose reading it is."""
    framework = frameworks.load()
    titles = {one.key: one.name for tier in framework.tiers for one in tier.principles}
    tiers = {one.key: tier.number for tier in framework.tiers for one in tier.principles}
    return [
        {
            "start_ms": one.mark.span.start_ms,
            "end_ms": one.mark.span.end_ms,
            "who": one.mark.who,
            "tiers": sorted({tiers[key] for key in one.mark.principles}),
            "principles": [titles[key] for key in one.mark.principles],
            "reading": one.reading,
        }
        for one in clip.marks
        if one.mark.principles
    ]
