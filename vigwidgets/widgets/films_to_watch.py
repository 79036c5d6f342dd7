"""A few films for a short while, each a card that leads to it in the chapter where films are watched."""

from __future__ import annotations

from typing import ClassVar

import traitlets as t

from vigwidgets.widgets.base import VigWidget


class FilmsToWatch(VigWidget):
    """A row of cards, or a line and a way on where there is none to show.

    Args:
        **traits: Initial values.
    """

    module: ClassVar[str] = "films_to_watch"
    shared_words: ClassVar[tuple[str, ...]] = ("clip_card",)

    cards = t.List(help="Cards in order, in the form that `ClipGallery.shelves` has; Python → view.").tag(sync=True)
    state = t.Unicode(
        "",
        help="Why these: `next` films for this person, the `long` one after all others, `seen` where none is left, "
        "`empty` where there is no film at all; empty before that is known; Python → view.",
    ).tag(sync=True)
    tiers = t.List(help="`{number, name}` of each tier that a card may have, lowest first; Python → view.").tag(
        sync=True
    )
    watch = t.Dict(
        help="The chapter where films are watched, `{id, title, notebook, gallery, player, drawing}`, the last "
        "three the ids of its paragraphs with all films, with the player and where one is drawn; Python → view."
    ).tag(sync=True)
