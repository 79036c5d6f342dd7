"""Where a person's work is kept, what is in it, and what there is to know about that place."""

from __future__ import annotations

from typing import Any, ClassVar

import traitlets as t

from vigwidgets.widgets.base import VigWidget


class MyData(VigWidget):
    """The folder, its content, and the disk it is on.

    The page asks `my_data.look {}` once it is shown, because looking at a disk takes a moment; it is answered `{}` when
    `encryption` and `films` are told. `my_data.erase_everything {receipt_id}` is answered with the receipt; alone the
    widget has nothing to erase and does not know it.

    Args:
        **traits: Initial values.
    """

    module: ClassVar[str] = "my_data"

    folder = t.Unicode("", help="Absolute path of the data folder; empty for all but its owner; Python → view.").tag(
        sync=True
    )
    elsewhere = t.Bool(help="Whether notes are in a database outside the folder; Python → view.").tag(sync=True)
    distant = t.Unicode("", help="Cloud service or share it is on, or empty; Python → view.").tag(sync=True)
    encryption = t.Dict(
        help="`{state, kind}` of the disk, state on, off or unknown; empty until looked; Python → view."
    ).tag(sync=True)
    films = t.Dict(
        {"count": 0, "size_bytes": None},
        help="`{count, size_bytes}` of the person's own films; size None until looked; Python → view.",
    ).tag(sync=True)
    marks = t.Int(0, min=0, help="Moments marked, on films and clips; Python → view.").tag(sync=True)
    texts = t.Int(0, min=0, help="Prompts answered; Python → view.").tag(sync=True)
    past = t.List(
        help="`{id, title, until}` of each film whose permission has ended, until as ISO 8601; Python → view."
    ).tag(sync=True)
    my_film = t.Dict(help="`{id, title, notebook}` of the chapter that shows own films; Python → view.").tag(sync=True)

    def answers(self) -> dict[str, Any]:
        """Return the answer of a widget that stands alone: it knows what it was given, and no more."""
        return {"my_data.look": lambda _payload: {}}
