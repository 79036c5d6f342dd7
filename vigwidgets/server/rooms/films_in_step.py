"""The film of the big screen: where it stands, and which one phones play along with it."""

from __future__ import annotations

from collections.abc import Mapping
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from vigwidgets.core.errors import NotAllowed
from vigwidgets.server.rooms.part import DeskRequest, RoomPart, ScreenRequest
from vigwidgets.server.rooms.sockets import number, text

if TYPE_CHECKING:
    from vigwidgets.core.film import Film
    from vigwidgets.server.rooms.gathering import Gathering


class FilmsInStep(RoomPart):
    """Whether phones play the film of the big screen as well: drawn clips alone, and only where it is asked for.

    It is told anew by a big screen after a restart, as where the film stands.
    """

    def __init__(self, gathering: Gathering) -> None:
        super().__init__(gathering)
        self._film: Film | None = None

    def screen_requests(self) -> Mapping[str, ScreenRequest]:
        """`film.everywhere` {film_id, everywhere}: play that film on all devices, or on none but the big screen."""
        return {"film.everywhere": self._show}

    def desk_requests(self) -> Mapping[str, DeskRequest]:
        """`film.play_from` {at_ms}: have the big screen play the film of the round from there."""
        return {"film.play_from": self._play_from}

    def screen_state(self) -> dict[str, Any]:
        """`everywhere`: id of the film that phones play along with, or null."""
        return {"everywhere": self._film and self._film.id}

    def phone_state(self, person_id: str) -> dict[str, Any]:  # noqa: ARG002 - all are told the same
        """`watch`: `id`, `title`, `src` and `captions` of that film, or null."""
        return self._for_phones()

    async def _show(self, payload: dict[str, Any]) -> dict[str, Any]:
        film = self.gathering.journal.film(text(payload, "film_id")) if payload.get("everywhere") is True else None
        if film is not None and film.source != "drawn":
            raise NotAllowed("Films of people go to no phones. Play it on the big screen alone.")
        self._film = film
        self.gathering.tell_screens(self.screen_state())
        self.gathering.tell_phones(self._for_phones())
        return {}

    async def _play_from(self, payload: dict[str, Any]) -> dict[str, Any]:
        # It is news and no state: a screen that comes later does not begin to play by itself.
        self.gathering.tell_screens({"play_from": {"at_ms": number(payload, "at_ms"), "id": token_hex(8)}})
        return {}

    def _for_phones(self) -> dict[str, Any]:
        one = self._film
        if one is None:
            return {"watch": None}
        at = f"clip/{one.sha256[:12]}/{one.id}"
        name = "film.mp4" if one.media_type == "video/mp4" else "film.webm"
        return {"watch": {"id": one.id, "title": one.title, "src": f"{at}/{name}", "captions": f"{at}/captions.vtt"}}
