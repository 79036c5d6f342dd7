"""Small groups: those who are here are split by lot or by name, and each phone shows its own."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from vigwidgets.core.room_desk import lots
from vigwidgets.server.rooms.part import DeskRequest, RoomPart
from vigwidgets.server.rooms.sockets import number, text

if TYPE_CHECKING:
    from vigwidgets.server.rooms.gathering import Gathering


class Groups(RoomPart):
    """Who is in which group. A phone hears of its own group's names alone."""

    def __init__(self, gathering: Gathering) -> None:
        super().__init__(gathering)
        self._groups = gathering.journal.room_groups(gathering.room.id)

    def desk_requests(self) -> Mapping[str, DeskRequest]:
        """`groups.split` {size}, `groups.put` {person, number}, `groups.undo`, `groups.marks` {number} -> {marks}."""
        return {
            "groups.split": self._split,
            "groups.put": self._put,
            "groups.undo": self._undo,
            "groups.marks": self._marks,
        }

    def desk_state(self) -> dict[str, Any]:
        """`groups`: number of everybody's group by id."""
        return {"groups": self._groups}

    def phone_state(self, person_id: str) -> dict[str, Any]:
        """`group`: `number` and `names` of one's own group, or null."""
        mine = self._groups.get(person_id)
        if mine is None:
            return {"group": None}
        names = [one["name"] for one in self.gathering.people_for_screens() if self._groups.get(one["id"]) == mine]
        return {"group": {"number": mine, "names": names}}

    def forget(self, person_id: str) -> None:
        """Let go of somebody who was taken out of the room."""
        self._groups.pop(person_id, None)
        self._tell()

    async def _split(self, payload: dict[str, Any]) -> dict[str, Any]:
        here = [one["id"] for one in self.gathering.people_for_screens() if one["here"]]
        secrets.SystemRandom().shuffle(here)
        groups = lots(here, size=number(payload, "size"))
        await asyncio.to_thread(self.gathering.journal.split_room, self.gathering.room.id, groups)
        return self._renewed()

    async def _put(self, payload: dict[str, Any]) -> dict[str, Any]:
        journal, room = self.gathering.journal, self.gathering.room
        await asyncio.to_thread(journal.put_into_group, room.id, text(payload, "person"), number(payload, "number"))
        return self._renewed()

    async def _undo(self, _payload: dict[str, Any]) -> dict[str, Any]:
        await asyncio.to_thread(self.gathering.journal.unite_room, self.gathering.room.id)
        return self._renewed()

    async def _marks(self, payload: dict[str, Any]) -> dict[str, Any]:
        asked = number(payload, "number")
        return {"marks": self.gathering.marks_of({one for one, group in self._groups.items() if group == asked})}

    def _renewed(self) -> dict[str, Any]:
        self._groups = self.gathering.journal.room_groups(self.gathering.room.id)
        self._tell()
        return {}

    def _tell(self) -> None:
        self.gathering.tell_desks(self.desk_state())
        for one in self.gathering.people_for_screens():
            self.gathering.tell_person(one["id"], self.phone_state(one["id"]))
