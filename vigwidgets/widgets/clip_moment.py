"""One passage of a clip with what is seen in it: a still that plays in place."""

from __future__ import annotations

from typing import ClassVar

import traitlets as t

from vigwidgets.widgets.base import VigWidget


class ClipMoment(VigWidget):
    """A figure for a page of text: a still, a heading, what can be seen, what the other did next.

    It has a stage of its own and plays nothing but its passage; whatever else on the page plays stops meanwhile. The
    film is fetched when the figure comes near.
    """

    module: ClassVar[str] = "clip_moment"

    film = t.Dict(help="As in `FilmPlayer.film`: facts and addresses; Python → view.").tag(sync=True)
    moment = t.Dict(
        help="`{heading, still_ms, start_ms, end_ms, next_ms, seen, then, who}`: whole ms of the film, and text; "
        "of a whole clip without `next_ms`, `then` and `who`; Python → view."
    ).tag(sync=True)
