"""A form that adds a film and asks what the people in it agreed to."""

from __future__ import annotations

from typing import Any, ClassVar

import traitlets as t

from vigwidgets.widgets.base import VigWidget


class FilmAdding(VigWidget):
    """Asks for a film file and for the agreement about it, and sends both to the workbook's server.

    The film's bytes go to the server's own routes in pieces, never through Python's side of the widget. Pages without
    these routes are told the command that adds a film. `disk.encryption {}` is asked when the form opens, and answered
    `{"state", "kind"}`; alone it is answered that nobody knows.
    """

    module: ClassVar[str] = "film_adding"
    shared_words: ClassVar[tuple[str, ...]] = ("permission",)

    first = t.Bool(
        default_value=False, help="Whether no film is here yet, so that the form stands open; Python → view."
    ).tag(sync=True)

    def answers(self) -> dict[str, Any]:
        """Return the answer of a widget that stands alone."""
        return {"disk.encryption": lambda _payload: {"state": "unknown", "kind": ""}}
