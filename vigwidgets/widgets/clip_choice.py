"""A film that stops and asks how it could go on: the ways are clips of their own, and none is the right one."""

from __future__ import annotations

from typing import ClassVar

import traitlets as t

from vigwidgets.widgets.base import VigWidget


class ClipChoice(VigWidget):
    """Stops the film of its stage at one moment, and offers ways on from there; nothing about a choice is kept.

    It asks whoever has the clips for another film: `clip.way {"id"}` to see a way on, `clip.back {}` to return.
    """

    module: ClassVar[str] = "clip_choice"

    choice = t.Dict(
        help="`{clip, at_ms, question, ways}` with each way `{id, text}`, the moment in ms of the film with id `clip`; "
        "empty where there is no choice; Python → view."
    ).tag(sync=True)
    way = t.Dict(
        help="`{id, text}` of the way that is watched, or empty while it is the film itself; Python → view."
    ).tag(sync=True)
