"""All that a room does beside marking, as the gathering holds it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, TypeVar

from vigwidgets.server.answering import misread
from vigwidgets.server.rooms import answers, groups, rules, steps
from vigwidgets.server.rooms.after import AFTER
from vigwidgets.server.rooms.films_in_step import FilmsInStep
from vigwidgets.server.rooms.part import RoomPart
from vigwidgets.server.rooms.review import ReviewPart
from vigwidgets.server.rooms.review_home import ReviewHome

if TYPE_CHECKING:
    from vigwidgets.server.rooms.gathering import Gathering

PARTS: Final[tuple[type[RoomPart], ...]] = (
    answers.Answers, steps.Steps, rules.GroundRules, groups.Groups, FilmsInStep, ReviewPart, ReviewHome, *AFTER,
)  # fmt: skip
"""What a room does beside marking."""
Kind = TypeVar("Kind", bound=RoomPart)


class Parts:
    """The parts of one room.

    Args:
        gathering: The room.
    """

    def __init__(self, gathering: Gathering) -> None:
        self._parts = [part(gathering) for part in PARTS]

    def __iter__(self) -> Iterator[RoomPart]:
        return iter(self._parts)

    def of(self, kind: type[Kind]) -> Kind:
        """Return the part of that kind."""
        return next(part for part in self._parts if isinstance(part, kind))

    async def answer_screen(self, kind: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Do what whoever leads asks of one of the parts.

        Raises:
            BadRequest: none of them knows such a request.
            VigError: what the part says against it.
        """
        for part in self._parts:
            if request := part.on_screen(kind):
                return await request(payload)
        raise misread("kind")

    async def answer_phone(self, person_id: str, kind: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Do what somebody in the room asks of one of the parts; raises as `answer_screen`."""
        for part in self._parts:
            if request := part.on_phone(kind):
                return await request(person_id, payload)
        raise misread("kind")

    def phone_state(self, person_id: str) -> dict[str, Any]:
        """Return what this person's page is told of them."""
        return {name: told for part in self._parts for name, told in part.phone_state(person_id).items()}

    def screen_state(self) -> dict[str, Any]:
        """Return what a big screen is told of them."""
        return {name: told for part in self._parts for name, told in part.screen_state().items()}

    def desk_state(self) -> dict[str, Any]:
        """Return what the trainer's desk alone is told of them."""
        return {name: told for part in self._parts for name, told in part.desk_state().items()}

    def forget(self, person_id: str) -> None:
        """Somebody was taken out of the room."""
        for part in self._parts:
            part.forget(person_id)
