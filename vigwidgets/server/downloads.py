"""A person's marks on a film as a file of another program's format.

GET vig/film/ID/marks.csv | .json | .vtt | .losslesscut | .webanno
                             -> an attachment named `marks-<short id>-<date>.<ending>`; a plain link,
                             `<a href download>`. 404 for a film that is not this person's. Works for
                             drawn clips too, and after a permission has ended: marks are the person's own words
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import tornado.web

from vigwidgets import frameworks
from vigwidgets.core.access import Person
from vigwidgets.core.errors import VigError
from vigwidgets.exchange import FORMATS
from vigwidgets.server.roles import EVERYBODY

SHORT: Final = 8


class Marks(tornado.web.RequestHandler):
    """All of a person's marks on one film."""

    roles = EVERYBODY
    person: Person

    def get(self, film_id: str, form: str) -> None:
        """Send them as a file; its name says nothing of the film, whose title is the person's own words."""
        try:
            journal = self.settings["desk"].journal(self.person)
            content = FORMATS[form].file_bytes(journal.film(film_id), journal.marks(film_id), frameworks.load())
        except VigError as error:
            raise tornado.web.HTTPError(404) from error
        name = f"marks-{film_id[:SHORT]}-{date.today().isoformat()}{FORMATS[form].suffix}"  # noqa: DTZ011 - this place's day
        self.set_header("Content-Type", FORMATS[form].media_type)
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.set_header("Cache-Control", "no-store")
        self.finish(content)

    def compute_etag(self) -> None:
        """No tag: nothing of it is kept."""


def rules() -> list[tuple[Any, ...]]:
    """Return the routes of this module below the base address."""
    return [(rf"/vig/film/([A-Za-z0-9][A-Za-z0-9_.\-]{{0,63}})/marks\.({'|'.join(FORMATS)})", Marks)]
