"""Written answers: everybody writes on their own device, the trainer reads, and shows the room what may be shown."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from vigwidgets import words
from vigwidgets.core.agenda import Step
from vigwidgets.core.room_desk import Answer, Question
from vigwidgets.exchange.paper import Block, Heading, Paragraph
from vigwidgets.server.answering import misread
from vigwidgets.server.rooms.part import DeskRequest, PhoneRequest, RoomPart
from vigwidgets.server.rooms.sockets import number, text

if TYPE_CHECKING:
    from vigwidgets.server.rooms.gathering import Gathering


class Answers(RoomPart):
    """What the room was asked, and what people wrote.

    Phones hear of their own answers and of which questions are closed; big screens of what was released; the desk of
    all of it.
    """

    def __init__(self, gathering: Gathering) -> None:
        super().__init__(gathering)
        self._read()

    def _read(self) -> None:
        journal, room = self.gathering.journal, self.gathering.room
        self._questions = {one.step_id: one for one in journal.room_questions(room.id)}
        self._answers = {(one.step_id, one.person_id): one for one in journal.room_answers(room.id)}

    def phone_requests(self) -> Mapping[str, PhoneRequest]:
        """`answer` {step, text, with_name, sequence} -> {standing} once it is in the journal."""
        return {"answer": self._answer}

    def desk_requests(self) -> Mapping[str, DeskRequest]:
        """`answers.release` {step, person or null, released}, `answers.withhold` {id, step, person}, `answers.open`."""
        return {
            "answers.release": self._release,
            "answers.withhold": self._withhold,
            "answers.open": self._open,
        }

    def phone_state(self, person_id: str) -> dict[str, Any]:
        """`answers` of this person by step, and `asked`: which steps ask, and whether they are open."""
        mine = {
            step: {"text": one.text, "with_name": one.with_name, "sequence": one.sequence, "standing": one.standing}
            for (step, who), one in self._answers.items()
            if who == person_id
        }
        return {"answers": mine, **self._asked()}

    def screen_state(self) -> dict[str, Any]:
        """`released`: the answers that all may read, under the words that they answer."""
        return {"released": self._released()}

    def desk_state(self) -> dict[str, Any]:
        """`questions` and `answers`, all of them."""
        return {
            "questions": [
                {"step": one.step_id, "words": one.words, "open": one.is_open} for one in self._questions.values()
            ],
            "answers": [
                {
                    "step": one.step_id, "person": one.person_id, "text": one.text,
                    "with_name": one.with_name, "standing": one.standing,
                }
                for one in self._answers.values()
            ],
        }  # fmt: skip

    def taken_home(self, person_id: str) -> list[Block]:
        """Return what this person wrote, under what was asked."""
        mine = [(step, one.text) for (step, who), one in self._answers.items() if who == person_id and one.text]
        return self._written(mine, under=words.section("room_after")["home_answers"])

    def reported(self) -> list[Block]:
        """Return what was released, with names only where their writers said so."""
        told = words.section("room_after")
        released = [
            (one["step"], f"{one['text']} ({one['name']})" if one["name"] else one["text"]) for one in self._released()
        ]
        return self._written(released, under=told["released_answers"])

    def _written(self, answers: Collection[tuple[str, str]], *, under: str) -> list[Block]:
        blocks: list[Block] = []
        for asked in self._questions.values():
            said = [text for step, text in answers if step == asked.step_id]
            if said:
                blocks += [Paragraph(asked.words, "question"), *(Paragraph(one) for one in said)]
        return [Heading(2, under), *blocks] if blocks else []

    def forget(self, person_id: str) -> None:
        """Let go of what somebody wrote who was taken out of the room."""
        self._answers = {key: one for key, one in self._answers.items() if key[1] != person_id}
        self._tell_answers()

    async def ask(self, steps: Collection[Step]) -> None:
        """Open those of these steps that ask something and have not asked it before."""
        new = [Question(one.id, one.text or one.title) for one in steps if one.asks and one.id not in self._questions]
        if new:
            await self._keep(new)

    async def _keep(self, questions: Collection[Question]) -> None:
        journal, room = self.gathering.journal, self.gathering.room
        await asyncio.to_thread(journal.ask_room, room.id, list(questions))
        self._questions |= {one.step_id: one for one in questions}
        self.gathering.tell_phones(self._asked())
        self.gathering.tell_desks(self.desk_state())

    async def _answer(self, person_id: str, payload: dict[str, Any]) -> dict[str, Any]:
        asked = Answer(
            person_id, text(payload, "step"), text(payload, "text"), payload.get("with_name") is True,
            number(payload, "sequence"),
        )  # fmt: skip
        journal, room = self.gathering.journal, self.gathering.room
        kept = await asyncio.to_thread(journal.answer_in_room, room.id, asked)
        if self.gathering.has(person_id):
            self._answers[kept.step_id, person_id] = kept
            self.gathering.tell_person(person_id, {"answers": self.phone_state(person_id)["answers"]})
            self._tell_answers()
        return {"standing": kept.standing, "sequence": kept.sequence}

    async def _release(self, payload: dict[str, Any]) -> dict[str, Any]:
        step, person = text(payload, "step"), payload.get("person")
        if person is not None and not isinstance(person, str):
            raise misread("person")
        await asyncio.to_thread(
            self.gathering.journal.release_answers, self.gathering.room.id, step,
            people=None if person is None else [person], released=payload.get("released") is True,
        )  # fmt: skip
        self._read()
        self._tell_answers()
        return {}

    async def _withhold(self, payload: dict[str, Any]) -> dict[str, Any]:
        step, person = text(payload, "step"), text(payload, "person")
        await asyncio.to_thread(
            self.gathering.journal.withhold_answer, self.gathering.room.id, person, step, receipt_id=text(payload, "id")
        )
        self._read()
        self.gathering.tell_person(person, {"answers": self.phone_state(person)["answers"]})
        self._tell_answers()
        return {}

    async def _open(self, payload: dict[str, Any]) -> dict[str, Any]:
        asked = self._questions.get(text(payload, "step"))
        if asked is None:
            raise misread("step")
        await self._keep([Question(asked.step_id, asked.words, payload.get("open") is True)])
        return {}

    def _asked(self) -> dict[str, Any]:
        return {
            "asked": [
                {"step": one.step_id, "words": one.words, "open": one.is_open} for one in self._questions.values()
            ]
        }

    def _released(self) -> list[dict[str, Any]]:
        names = {one["id"]: one["name"] for one in self.gathering.people_for_screens()}
        told = [
            {"step": one.step_id, "text": one.text, "name": names.get(one.person_id) if one.with_name else None}
            for one in self._answers.values()
            if one.standing == "released"
        ]
        return sorted(told, key=lambda one: (one["text"].casefold(), one["text"]))  # not in the order of writing

    def _tell_answers(self) -> None:
        self.gathering.tell_screens(self.screen_state())
        self.gathering.tell_desks(self.desk_state())
