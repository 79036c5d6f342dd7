"""What somebody found, practised and wrote, over time: their own path to look at."""

from __future__ import annotations

from typing import ClassVar

import traitlets as t

from vigwidgets.widgets.base import VigWidget


class Journey(VigWidget):
    """A person's path as pictures: what they did when, what they found, and the numbers they gave their hope.

    They show what is there: no shares, nothing that was not found, and no film beside another.
    """

    module: ClassVar[str] = "journey"

    work = t.List(
        t.Dict(),
        help="Where something was done, `{where, title, days}`: `own` and `drawn` films, whose title is empty, then "
        "chapters; each day `{on, marked, practised, written}`, by day; Python → view.",
    ).tag(sync=True)
    tiers = t.List(t.Dict(), help="Tiers that were found, highest first, `{tier, tier_name}`; Python → view.").tag(
        sync=True
    )
    sessions = t.List(
        t.Dict(),
        help="Days on which moments with a tier were marked, `{on, moments}`, each moment `{tier, at_ms, step, where}` "
        "once for each tier it names; Python → view.",
    ).tag(sync=True)
    steps = t.Int(24, help="So many stretches a film has, which `step` counts from 0; Python → view.").tag(sync=True)
    ratings = t.List(
        t.Dict(),
        help="What was given numbers from 0 to 10, `{about, asked, numbers}`, each number `{on, value, words}` by day; "
        "Python → view.",
    ).tag(sync=True)
    credit = t.Unicode("", help="Whose framework it is; Python → view.").tag(sync=True)
