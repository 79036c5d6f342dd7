"""The bytes of what is shown in a review, never to be cached: to the big screen, and to phones by a ticket each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tornado.iostream import StreamClosedError

from vigwidgets.core.errors import NotFound
from vigwidgets.server.films import FileStream
from vigwidgets.server.rooms.doors import COOKIE, RoomDoor
from vigwidgets.server.rooms.review import NOT_SHOWN, ReviewPart

if TYPE_CHECKING:
    from pathlib import Path

    from vigwidgets.server.rooms.rooms import Rooms


class ScreenReel(FileStream):
    """What is shown now, for a page that is a big screen of this session."""

    session: str

    def choose(self, reel_id: str, part: str | None = None) -> Path:  # type: ignore[override]
        rooms: Rooms = self.settings["rooms"]
        if rooms.gathering is None or not rooms.has_screen(self.session):
            raise NotFound(NOT_SHOWN)
        shown = rooms.gathering.parts.of(ReviewPart).shown_on_screen(reel_id)
        found = shown.path if part is None else shown.captions
        if found is None:
            raise NotFound(NOT_SHOWN)
        return found


class DeviceReel(FileStream, RoomDoor):
    """What is shown now, for one person in the room, until whoever presents it or leads says that it is over."""

    def choose(self, token: str) -> Path:  # type: ignore[override]
        self._token = token
        self._person_id, _dot, secret = (self.get_cookie(COOKIE) or "").partition(".")
        if not self.gathering.knows(self._person_id, secret):
            raise NotFound(NOT_SHOWN)
        return self.gathering.parts.of(ReviewPart).on_device(self._person_id, token)

    def write(self, chunk: Any) -> None:
        """Send a piece, unless it ended meanwhile: then the connection is broken off, for all at once."""
        if hasattr(self, "_file"):
            gathering = self.rooms.gathering
            if gathering is None or not gathering.parts.of(ReviewPart).is_on_device(self._person_id, self._token):
                self.detach().close()
                raise StreamClosedError
        super().write(chunk)


def screen_rules() -> list[tuple[Any, ...]]:
    """Return the routes of the workbook."""
    identity = r"([A-Za-z0-9][A-Za-z0-9_.\-]{0,63})"
    return [(rf"/room/reel/{identity}", ScreenReel), (rf"/room/reel/{identity}/(captions\.vtt)", ScreenReel)]


def door_rules() -> list[tuple[Any, ...]]:
    """Return the route of a room's doors."""
    return [(r"/shown/([A-Za-z0-9_\-]{20,64})", DeviceReel)]
