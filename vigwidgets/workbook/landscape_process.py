"""Makes the landscape in a process of its own: what draws in three dimensions is large, and kernels are small."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from vigwidgets.workbook.own_process import run

MODULE: Final = "vigwidgets.workbook.landscape_process"


def make(wanted: dict[str, Any], _on_progress: Callable[[int, int], None]) -> dict[str, Any]:
    """Return the figure for `{found, steps, colours, axes}`; `found` are the fields of `Found`, days as ISO 8601."""
    from datetime import date

    from vigwidgets.analysis.journey import Found, landscape_table
    from vigwidgets.analysis.landscape import Axes, landscape

    found = [Found(date.fromisoformat(on), tuple(tiers), *rest) for on, tiers, *rest in wanted["found"]]
    colours = {int(tier): colour for tier, colour in wanted["colours"].items()}
    return landscape(landscape_table(found), steps=wanted["steps"], colours=colours, axes=Axes(**wanted["axes"]))


if __name__ == "__main__":
    run(make)
