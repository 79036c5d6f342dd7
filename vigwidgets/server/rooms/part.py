"""What a room does beside marking: each such thing is a part of its own, in a module of its own.

The gathering asks every part for its share of what pages are told, and hands it the requests that it knows.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from vigwidgets.core.errors import NotFound
from vigwidgets.core.room import ENDED

if TYPE_CHECKING:
    from vigwidgets.exchange.paper import Block
    from vigwidgets.server.rooms.gathering import Gathering

T = TypeVar("T")
ScreenRequest = Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]
DeskRequest = ScreenRequest
PhoneRequest = Callable[[str, dict[str, Any]], Awaitable[dict[str, Any]]]
"""Called with the id of the person whose phone asks."""


class RoomPart:
    """One thing that a room does. What it has to keep is in the journal; made anew, it reads it from there.

    Args:
        gathering: The room it is part of.

    Attributes:
        outlasts: Whether it can still be asked for when the room has ended and people take home what is theirs.
    """

    outlasts: ClassVar[bool] = False

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering

    def screen_requests(self) -> Mapping[str, ScreenRequest]:
        """Return what whoever leads may ask for, by kind."""
        return {}

    def phone_requests(self) -> Mapping[str, PhoneRequest]:
        """Return what people in the room may ask for, by kind."""
        return {}

    def on_screen(self, kind: str) -> ScreenRequest | None:
        """Return what answers such a request of whoever leads, or None where this part knows none.

        Raises:
            NotFound: the room has ended, and this part of it too.
        """
        return self._while_it_lasts(self.screen_requests().get(kind))

    def on_phone(self, kind: str) -> PhoneRequest | None:
        """Return what answers such a request of somebody in the room; raises as `on_screen`."""
        return self._while_it_lasts(self.phone_requests().get(kind))

    def on_desk(self, kind: str) -> DeskRequest | None:
        """Return what answers such a request of the trainer's desk; raises as `on_screen`."""
        return self._while_it_lasts(self.desk_requests().get(kind))

    def _while_it_lasts(self, request: T) -> T:
        if request is not None and self.gathering.room.kept_until is not None and not self.outlasts:
            raise NotFound(ENDED)
        return request

    def desk_requests(self) -> Mapping[str, DeskRequest]:
        """Return what the trainer's desk may ask for, by kind, beside what a big screen may."""
        return {}

    def screen_state(self) -> dict[str, Any]:
        """Return its share of what big screens are told, which everybody in the room can read."""
        return {}

    def desk_state(self) -> dict[str, Any]:
        """Return its share of what the trainer's desk alone is told, beside what big screens are."""
        return {}

    def phone_state(self, person_id: str) -> dict[str, Any]:  # noqa: ARG002 - not every part tells each person something else
        """Return its share of what this person's page is told."""
        return {}

    def taken_home(self, person_id: str) -> list[Block]:  # noqa: ARG002 - as above
        """Return what this person takes home of it, under a heading of level 2; called in a thread."""
        return []

    def reported(self) -> list[Block]:
        """Return what the report of the session says of it, under a heading of level 2; called in a thread."""
        return []

    def forget(self, person_id: str) -> None:
        """Somebody was taken out of the room; the journal has let go of them already."""
