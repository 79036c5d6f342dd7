"""The clips there are, as cards with a still: choose one to watch."""

from __future__ import annotations

from typing import Any, ClassVar

import traitlets as t

from vigwidgets.widgets.base import VigWidget


class ClipGallery(VigWidget):
    """Cards of clips on a few shelves, one of them open. On our own pages choosing is an address, elsewhere a request.

    Alone it only moves the choice; whoever has the clips answers `clip.choose {"id"}`.

    Args:
        **traits: Initial values.
    """

    module: ClassVar[str] = "clip_gallery"
    shared_words: ClassVar[tuple[str, ...]] = ("clip_card",)

    shelves = t.List(
        help="Shelves in order, each `{key, cards}` with `key` one of `first pairs middle upper long drawn filmed`, "
        "and each card `{id, title, duration_ms, tiers, who, poster_url, choice, been, refused}`: numbers of tiers, "
        "names of people, whether it stops at a choice, whether the person marked moments on it, and a sentence while "
        "it may not be worked with; cards of `pairs` come two and two; Python → view."
    ).tag(sync=True)
    tiers = t.List(help="`{number, name}` of each tier that a card may have, lowest first; Python → view.").tag(
        sync=True
    )
    chosen = t.Unicode("", help="Id of the clip that is open, or empty; Python → view.").tag(sync=True)
    missing = t.Unicode("", help="A sentence when the clip asked for is not here, or empty; Python → view.").tag(
        sync=True
    )

    def answers(self) -> dict[str, Any]:
        """Return the answer that moves the choice; the workbook replaces it to open the clip as well."""
        return {"clip.choose": self._choose}

    def _choose(self, payload: dict[str, Any]) -> dict[str, Any]:
        self.chosen = str(payload.get("id", ""))
        return {}
