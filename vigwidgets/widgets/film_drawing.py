"""A new film drawn while one waits: how long, what about, and how far it has come."""

from __future__ import annotations

from typing import ClassVar

import traitlets as t

from vigwidgets.widgets.base import VigWidget


class FilmDrawing(VigWidget):
    """A form that asks for a new practice film, with progress and a way to stop.

    Whoever draws answers `drawing.begin {"tier", "seconds"}` (tier 0 for any) and `drawing.stop {}`, and tells
    `progress` while it goes on.
    """

    module: ClassVar[str] = "film_drawing"

    tiers = t.List(help="`{number, name}` of the tiers on offer, lowest first; Python → view.").tag(sync=True)
    lengths = t.List(help="Lengths on offer in whole seconds, shortest first; Python → view.").tag(sync=True)
    progress = t.Dict(
        help="`{stage, share, message, film}`: `stage` is `idle`, `drawing`, `done`, `stopped` or `refused`; `share` "
        "of it that is drawn, 0 to 1; a sentence where it was refused; the new film's id once done; Python → view."
    ).tag(sync=True)
