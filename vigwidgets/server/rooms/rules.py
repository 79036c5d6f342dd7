"""Ground rules: shown on the screen and the phones, and each person agrees with one tap."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from vigwidgets import words
from vigwidgets.server.rooms.part import PhoneRequest, RoomPart, ScreenRequest

if TYPE_CHECKING:
    from vigwidgets.server.rooms.gathering import Gathering


class GroundRules(RoomPart):
    """What all agree on before the first film. How many have is told; who has, the desk alone."""

    def __init__(self, gathering: Gathering) -> None:
        super().__init__(gathering)
        self._read()

    def _read(self) -> None:
        self._rules = self.gathering.journal.room_rules(self.gathering.room.id)

    def screen_requests(self) -> Mapping[str, ScreenRequest]:
        """`rules.show` {shown}."""
        return {"rules.show": self._show}

    def phone_requests(self) -> Mapping[str, PhoneRequest]:
        """`rules.agree` {}."""
        return {"rules.agree": self._agree}

    def screen_state(self) -> dict[str, Any]:
        """`rules`: `rules`, `shown` and `agreed` (how many), or null where none were shown yet."""
        said = self._rules
        return {"rules": said and {"rules": said.rules, "shown": said.shown, "agreed": len(said.agreed)}}

    def desk_state(self) -> dict[str, Any]:
        """`agreed`: ids of those who have."""
        return {"agreed": sorted(self._rules.agreed) if self._rules else []}

    def phone_state(self, person_id: str) -> dict[str, Any]:
        """`rules`: `rules`, `shown` and `agreed` (whether this person has), or null."""
        said = self._rules
        return {"rules": said and {"rules": said.rules, "shown": said.shown, "agreed": person_id in said.agreed}}

    def forget(self, person_id: str) -> None:  # noqa: ARG002 - all of it is read anew
        """Count without somebody who was taken out of the room."""
        self._read()
        self._tell()

    async def _show(self, payload: dict[str, Any]) -> dict[str, Any]:
        rules, shown = words.section("ground_rules")["rules"], payload.get("shown") is True
        await asyncio.to_thread(self.gathering.journal.show_room_rules, self.gathering.room.id, rules, shown=shown)
        self._read()
        self._tell()
        for one in self.gathering.people_for_screens():
            self.gathering.tell_person(one["id"], self.phone_state(one["id"]))
        return {}

    async def _agree(self, person_id: str, _payload: dict[str, Any]) -> dict[str, Any]:
        await asyncio.to_thread(self.gathering.journal.agree_in_room, self.gathering.room.id, person_id)
        self._read()
        self._tell()
        self.gathering.tell_person(person_id, self.phone_state(person_id))
        return {}

    def _tell(self) -> None:
        self.gathering.tell_screens(self.screen_state())
        self.gathering.tell_desks(self.desk_state())
