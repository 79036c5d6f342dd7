"""A question and room to answer it; what is typed is saved while it is typed."""

from __future__ import annotations

from typing import ClassVar

import traitlets as t

from vigwidgets.widgets.kept_writing import KeptWriting


class ReflectionCard(KeptWriting):
    """A prompt with a box for what somebody writes to it, and its earlier versions."""

    module: ClassVar[str] = "reflection_card"

    needs_film = t.Bool(
        default_value=False, help="Whether there is no room to write while no film is named; Python → view."
    ).tag(sync=True)
    lines = t.Int(
        4, min=1, help="Lines of room to write at first; with one the whole card is small; Python → view."
    ).tag(sync=True)
