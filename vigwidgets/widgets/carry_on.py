"""The way back to where somebody stopped, or to the beginning."""

from __future__ import annotations

from typing import ClassVar

import traitlets as t

from vigwidgets.widgets.base import VigWidget


class CarryOn(VigWidget):
    """One link: to the paragraph and second where the person stopped, and on the first visit to the first chapter.

    Args:
        **traits: Initial values.
    """

    module: ClassVar[str] = "carry_on"

    begin = t.Dict(help="`{id, title, notebook, minutes}` of the first chapter; Python → view.").tag(sync=True)
    place = t.Dict(
        help="Where they stopped, or empty: `chapter` as `{id, title, notebook}`, `paragraph` (a cell's id or empty), "
        "`heading` above it or empty, `film` as `{id, title, own, time_ms}` or None, `at` in ISO 8601; Python → view."
    ).tag(sync=True)
