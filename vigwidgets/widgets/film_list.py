"""One's own films: choose one, and see to what was agreed about it."""

from __future__ import annotations

from typing import Any, ClassVar

import traitlets as t

from vigwidgets.widgets.base import VigWidget


class FilmList(VigWidget):
    """A list of films, one of them open. On our own pages choosing is an address, elsewhere a request `film.choose`.

    Alone it only moves the choice. Whoever keeps the films answers the rest, by `on_request` or `answer_with`:
    `film.choose {"id"}`, `film.rename {"id", "title"}`, `film.permission {"id", "uses", "until", "people", "given_by"}`
    and `film.erase {"id", "receipt_id"}`, whose answer is the receipt.
    """

    module: ClassVar[str] = "film_list"
    shared_words: ClassVar[tuple[str, ...]] = ("permission",)

    films = t.List(
        help="`{id, title, duration_ms, size_bytes, marks, tiers, permission, refused}` of each film, oldest first; "
        "`tiers` is `[{number, name, count}]` of tiers with marks, `permission` is `{uses, until, people, given_by}` "
        "with an ISO date or empty, `refused` a sentence while it may not be worked with, or empty; Python → view."
    ).tag(sync=True)
    chosen = t.Unicode("", help="Id of the film that is open, or empty; Python → view.").tag(sync=True)
    missing = t.Unicode("", help="A sentence when the film asked for is not here, or empty; Python → view.").tag(
        sync=True
    )

    def answers(self) -> dict[str, Any]:
        """Return the answer that moves the choice; the workbook replaces it to open the film as well."""
        return {"film.choose": self._choose}

    def _choose(self, payload: dict[str, Any]) -> dict[str, Any]:
        self.chosen = str(payload.get("id", ""))
        return {}
