"""One's own films to choose from, and how to add one."""

from __future__ import annotations

from typing import Any, ClassVar

import traitlets as t

from vigwidgets.widgets.base import VigWidget


class FilmChooser(VigWidget):
    """A list of films, one of them open. On our own pages choosing is an address, elsewhere a request `film.choose`.

    `film.choose {"id"}` is answered `{}` once the other widgets show the film; any other id is refused, `not_found`.
    """

    module: ClassVar[str] = "film_chooser"

    films = t.List(help="`{id, title, duration_ms, marks}` of each film, oldest first; Python → view.").tag(sync=True)
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
