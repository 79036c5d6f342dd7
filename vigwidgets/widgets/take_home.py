"""*Take my work home*: a person's work in one file."""

from __future__ import annotations

from typing import ClassVar

import traitlets as t

from vigwidgets.widgets.base import VigWidget


class TakeHome(VigWidget):
    """Makes the file on the workbook's own pages (`vig/takeaway`); elsewhere it says which command does.

    Args:
        **traits: Initial values.
    """

    module: ClassVar[str] = "take_home"

    anything = t.Bool(True, help="Whether there is any work to take yet; Python → view.").tag(sync=True)
    films = t.Int(0, min=0, help="Own films that could go along; Python → view.").tag(sync=True)
    work_bytes = t.Int(0, min=0, help="About how large the work without films is; 0 not known; Python → view.").tag(
        sync=True
    )
    films_bytes = t.Int(0, min=0, help="About how much the films add; Python → view.").tag(sync=True)
