"""Single frames of a person's own film, as pictures to keep.

GET vig/film/ID/still-MS.png -> the frame that is on at MS, whole milliseconds of the film, as an attachment of that
                             name; a plain link, `<a href download>`. 404 behind the film's end and for a film that is
                             not this person's, 403 where it may not be used
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

import tornado.web

from vigwidgets.core.errors import NotFound, NotPermitted, VigError
from vigwidgets.server.roles import EVERYBODY
from vigwidgets.workbook.film_shelf import frame_times_of

if TYPE_CHECKING:
    from pathlib import Path

    from vigwidgets.core.access import Person

_ONE_AT_A_TIME: Final = ThreadPoolExecutor(1, "stills")
"""Decoding takes a part of a second, and pages of others want to be answered meanwhile."""


class StillPicture(tornado.web.RequestHandler):
    """One frame of a person's own film as a picture to keep, without tags; its name tells nothing but the time."""

    roles = EVERYBODY
    person: Person

    async def get(self, film_id: str, time_ms: str) -> None:
        """Send the frame that is on at a time, in ms of the film: 404 behind its end, 403 where it may not be used."""
        desk = self.settings["desk"]
        try:
            film = desk.journal(self.person).film_for(film_id, use="work")
            shelf, frames = desk.shelf, frame_times_of(desk.shelf, film)
            path = shelf.original_path(film_id) if shelf.lacks_copy(film_id) else shelf.film_path(film_id)
            if int(time_ms) >= film.duration_ms:
                raise NotFound("There is no such time in the film. Choose one inside the film.")
            number = frames.frame_at(int(time_ms))
            content = await asyncio.get_running_loop().run_in_executor(_ONE_AT_A_TIME, _picture, path, number)
        except NotPermitted as error:
            raise tornado.web.HTTPError(403) from error
        except VigError as error:
            raise tornado.web.HTTPError(404) from error
        self.set_header("Content-Type", "image/png")
        self.set_header("Content-Disposition", f'attachment; filename="still-{int(time_ms)}.png"')
        self.set_header("Cache-Control", "no-store")
        self.finish(content)

    def compute_etag(self) -> None:
        """No tag: nothing of it is kept."""


def _picture(path: Path, frame: int) -> bytes:
    from vigwidgets.films.still import still  # decoding stays out of the server until somebody wants a picture

    return still(path, frame=frame)


def rules() -> list[tuple[Any, ...]]:
    """Return the routes of this module below the base address."""
    return [(r"/vig/film/([A-Za-z0-9][A-Za-z0-9_.\-]{0,63})/still-([0-9]{1,10})\.png", StillPicture)]
