"""How the day was: a few questions on everybody's phone, answered without a name, an order or a time.

Screen: `day` (null until asked; `count`, and `useful`, `helped`, `more` once five have answered, in no order). Request:
`day.ask` {}. Phone: `day` (`asked`, `done`). Request: `day.say` {useful, helped, more}.

The journal holds all answers as one whole in an order drawn anew each time. What keeps a person from answering twice is
made from the secret that only their browser has, so that nobody who reads the journal can tell whose it is.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from vigwidgets import words
from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.room_after import SHOWN_FROM, USEFUL, Evaluation, Evaluations
from vigwidgets.exchange.paper import Block, Heading, Paragraph, Table
from vigwidgets.server.rooms.part import PhoneRequest, RoomPart, ScreenRequest
from vigwidgets.server.rooms.sockets import number, text

if TYPE_CHECKING:
    from vigwidgets.server.rooms.gathering import Gathering

SAID_ALREADY: Final = "You have said how the day was. Thank you."


def spent_token(room_id: str, secret: str) -> str:
    """Return what stands for whoever has that secret, and names them to nobody who has it not."""
    return hmac.new(secret.encode(), f"day of {room_id}".encode(), hashlib.sha256).hexdigest()


class EvaluationPart(RoomPart):
    """Asks, keeps the answers, and shows them from five on."""

    outlasts = True

    def __init__(self, gathering: Gathering) -> None:
        super().__init__(gathering)
        self._said = gathering.journal.evaluations_of_day(gathering.room.id)

    def screen_requests(self) -> Mapping[str, ScreenRequest]:
        """Return what whoever leads may ask for."""
        return {"day.ask": self._ask}

    def phone_requests(self) -> Mapping[str, PhoneRequest]:
        """Return what people may ask for."""
        return {"day.say": self._say}

    def screen_state(self) -> dict[str, Any]:
        """Tell how many have answered and, from five on, what."""
        return {"day": self._said and _told(self._said)}

    def phone_state(self, person_id: str) -> dict[str, Any]:
        """Tell whether this person is asked, and whether they have answered."""
        return {"day": {"asked": self._said is not None, "done": self._has_said(person_id)}}

    def reported(self) -> list[Block]:
        """Return what was said, from five answers on."""
        said, told = self._said, words.section("room_after")
        if said is None or not said.said:
            return []
        ratings = Counter(one.useful for one in said.said)
        rows = tuple((told["useful_levels"][level - 1], str(ratings[level])) for level in reversed(USEFUL))
        blocks: list[Block] = [
            Heading(2, told["day_head"]),
            Paragraph(told["day_count"].replace("{count}", str(said.count)), "soft"),
            Paragraph(told["useful"], "question"),
            Table((told["day_answer"], told["day_people"]), rows),
        ]
        for name in ("helped", "more"):
            texts = [getattr(one, name).strip() for one in said.said]
            if any(texts):
                blocks.append(Paragraph(told[name], "question"))
                blocks += [Paragraph(one) for one in sorted(filter(None, texts))]
        return blocks

    def _has_said(self, person_id: str) -> bool:
        token, room_id = self.gathering.tokens.get(person_id), self.gathering.room.id
        return bool(token and self._said and self.gathering.journal.has_evaluated_day(room_id, token=token))

    async def _ask(self, _payload: dict[str, Any]) -> dict[str, Any]:
        await asyncio.to_thread(self.gathering.journal.ask_about_day, self.gathering.room.id)
        await self._read()
        for one in self.gathering.everybody():
            self.gathering.tell_person(one.id, self.phone_state(one.id))
        return {}

    async def _say(self, person_id: str, payload: dict[str, Any]) -> dict[str, Any]:
        useful = None if payload.get("useful") is None else number(payload, "useful")
        said = Evaluation(useful, text(payload, "helped"), text(payload, "more"))
        keep, token = self.gathering.journal.evaluate_day, self.gathering.tokens[person_id]
        if not await asyncio.to_thread(keep, self.gathering.room.id, said, token=token):
            raise InvalidValue(SAID_ALREADY)
        await self._read()
        self.gathering.tell_person(person_id, self.phone_state(person_id))
        return {}

    async def _read(self) -> None:
        self._said = await asyncio.to_thread(self.gathering.journal.evaluations_of_day, self.gathering.room.id)
        self.gathering.tell_screens(self.screen_state())


def _told(said: Evaluations) -> dict[str, Any]:
    if said.count < SHOWN_FROM:
        return {"count": said.count}
    ratings = Counter(one.useful for one in said.said)
    return {
        "count": said.count,
        "useful": [ratings[level] for level in USEFUL],
        "helped": sorted(filter(None, (one.helped.strip() for one in said.said))),
        "more": sorted(filter(None, (one.more.strip() for one in said.said))),
    }
