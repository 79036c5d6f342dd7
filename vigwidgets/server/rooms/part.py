"""What a room does beside marking: each such thing is a part of its own, in a module of its own.

The gathering asks every part for its share of what pages are told, and hands it the requests that it knows.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from vigwidgets.server.rooms.gathering import Gathering

ScreenRequest = Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]
DeskRequest = ScreenRequest
PhoneRequest = Callable[[str, dict[str, Any]], Awaitable[dict[str, Any]]]
"""Called with the id of the person whose phone asks."""


class RoomPart:
    """One thing that a room does. What it has to keep is in the journal; made anew, it reads it from there.

    Args:
        gathering: The room it is part of.
    """

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering

    def screen_requests(self) -> Mapping[str, ScreenRequest]:
        """Return what whoever leads may ask for, by kind."""
        return {}

    def phone_requests(self) -> Mapping[str, PhoneRequest]:
        """Return what people in the room may ask for, by kind."""
        return {}

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

    def forget(self, person_id: str) -> None:
        """Somebody was taken out of the room; the journal has let go of them already."""


Part = TypeVar("Part", bound=RoomPart)


def part_of(gathering: Gathering, kind: type[Part]) -> Part:
    """Return the room's part of that kind."""
    return next(one for one in gathering.parts if isinstance(one, kind))
