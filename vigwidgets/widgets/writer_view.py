"""What whoever wrote a clip saw in it, beside what the person marked, and only when they ask."""

from __future__ import annotations

from typing import ClassVar

import traitlets as t

from vigwidgets.widgets.base import VigWidget


class WriterView(VigWidget):
    """The clip's own marks on a line and as a list, closed until somebody asks for them.

    Nothing of them is on the page before: `writer.show {"film_id"}` asks whoever has the clip, `writer.hide {}` puts
    them away again.
    """

    module: ClassVar[str] = "writer_view"

    film = t.Dict(help="`{id, duration_ms}` of the clip that is open, or empty; Python → view.").tag(sync=True)
    has_marked = t.Bool(default_value=False, help="Whether the person marked moments on it; Python → view.").tag(
        sync=True
    )
    shown = t.Bool(default_value=False, help="Whether they asked; Python → view.").tag(sync=True)
    notice = t.Unicode("", help="What the writer would point at; empty until asked; Python → view.").tag(sync=True)
    marks = t.List(
        help="`{id, start_ms, end_ms, kind, who, principles, tier, also, note, yours}` of each of the writer's marks, "
        "by time: names of principles, the first one's tier or 0, other names an open reading may have, and names of "
        "the principles that the person marked there; empty until asked; Python → view."
    ).tag(sync=True)
    mine = t.List(help="`{start_ms, end_ms}` of what the person marked; empty until asked; Python → view.").tag(
        sync=True
    )
