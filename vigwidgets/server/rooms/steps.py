"""An agenda that a room follows: the step that all are shown, or each person's own pace."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from vigwidgets import words
from vigwidgets.core.agenda import Agenda, Step
from vigwidgets.core.errors import NotFound
from vigwidgets.core.room_desk import Run
from vigwidgets.exchange.paper import Block, Heading, Table
from vigwidgets.server.answering import misread
from vigwidgets.server.rooms.answers import Answers
from vigwidgets.server.rooms.part import DeskRequest, RoomPart
from vigwidgets.server.rooms.sockets import text

if TYPE_CHECKING:
    from vigwidgets.server.rooms.gathering import Gathering


class Steps(RoomPart):
    """Where the room stands in an agenda.

    The agenda is its owner's and can be changed while it runs. Phones and screens hear of the step that is shown, and
    phones of all steps where each chooses for themselves.
    """

    def __init__(self, gathering: Gathering) -> None:
        super().__init__(gathering)
        self._run = gathering.journal.room_run(gathering.room.id)
        self._agenda = self._found(self._run)

    def desk_requests(self) -> Mapping[str, DeskRequest]:
        """`run.begin` {agenda}, `run.next` {after}, `run.step` {step}, `run.pace` {own}, `run.end`."""
        return {
            "run.begin": self._begin,
            "run.next": self._next,
            "run.step": self._go_to,
            "run.pace": self._set_pace,
            "run.end": self._end,
        }

    def desk_state(self) -> dict[str, Any]:
        """`run`: `agenda`, `step` and `own`, or null."""
        run = self._run
        return {"run": run and {"agenda": run.agenda_id, "step": run.step_id, "own": run.own_pace}}

    def screen_state(self) -> dict[str, Any]:
        """`step`: what is shown, and `own_pace`."""
        return {"step": self._now(), "own_pace": self._is_own}

    def phone_state(self, person_id: str) -> dict[str, Any]:  # noqa: ARG002 - all are told the same
        """The same as a big screen, and `steps` to choose from, empty where all go together."""
        return self._for_phones()

    def reported(self) -> list[Block]:
        """Return the agenda that runs, with how long each step was to take."""
        if self._agenda is None or not self._agenda.steps:
            return []
        told = words.section("room_desk", "room_after")
        rows = tuple(
            (one.title or one.text or told[f"kind_{one.kind}"], str(one.minutes)) for one in self._agenda.steps
        )
        return [
            Heading(2, told["agenda_head"].replace("{title}", self._agenda.title)),
            Table((told["step_head"], told["minutes_head"]), rows),
        ]

    async def agenda_changed(self, agenda_id: str) -> None:
        """Take up how an agenda is now, if it is the one that runs."""
        if self._run is not None and self._run.agenda_id == agenda_id:
            self._agenda = self._found(self._run)
            if self._is_own and self._agenda:
                await self.gathering.parts.of(Answers).ask(self._agenda.steps)
            self._tell()

    def _found(self, run: Run | None) -> Agenda | None:
        try:
            return run and self.gathering.journal.agenda(run.agenda_id)
        except NotFound:
            return None

    @property
    def _is_own(self) -> bool:
        return self._run is not None and self._run.own_pace

    async def _begin(self, payload: dict[str, Any]) -> dict[str, Any]:
        agenda_id = text(payload, "agenda")
        if self._run is None or self._run.agenda_id != agenda_id:
            self.gathering.journal.agenda(agenda_id)  # raises unless it is there
            await self._follow(Run(agenda_id))
        return {}

    async def _next(self, payload: dict[str, Any]) -> dict[str, Any]:
        """Go on from the step that the desk showed; a retry goes no further."""
        run, agenda = self._running()
        if (payload.get("after") or None) == run.step_id:
            following = agenda.after(run.step_id or "")
            if following is not None:
                await self._follow(Run(run.agenda_id, following.id, run.own_pace))
        return {}

    async def _go_to(self, payload: dict[str, Any]) -> dict[str, Any]:
        run, agenda = self._running()
        step = agenda.step(text(payload, "step"))
        if step is None:
            raise NotFound("There is no such step in this agenda any more. Choose another one.")
        await self._follow(Run(run.agenda_id, step.id, run.own_pace))
        return {}

    async def _set_pace(self, payload: dict[str, Any]) -> dict[str, Any]:
        run, _agenda = self._running()
        await self._follow(Run(run.agenda_id, run.step_id, payload.get("own") is True))
        return {}

    async def _end(self, _payload: dict[str, Any]) -> dict[str, Any]:
        await self._follow(None)
        return {}

    def _running(self) -> tuple[Run, Agenda]:
        if self._run is None or self._agenda is None:
            raise NotFound("No agenda is running in this room. Begin one first.")
        return self._run, self._agenda

    async def _follow(self, run: Run | None) -> None:
        await asyncio.to_thread(self.gathering.journal.follow_agenda, self.gathering.room.id, run)
        self._run, self._agenda = run, self._found(run)
        step = self._agenda.step(run.step_id) if run and run.step_id and self._agenda else None
        shown = self._agenda.steps if self._agenda and self._is_own else (step,) if step else ()
        await self.gathering.parts.of(Answers).ask(shown)
        self._tell()

    def _tell(self) -> None:
        self.gathering.tell_screens(self.screen_state())
        self.gathering.tell_desks(self.desk_state())
        self.gathering.tell_phones(self._for_phones())

    def _for_phones(self) -> dict[str, Any]:
        steps = self._agenda.steps if self._agenda and self._is_own else ()
        return {**self.screen_state(), "steps": [self._told(one) for one in steps]}

    def _now(self) -> dict[str, Any] | None:
        step = self._agenda.step(self._run.step_id) if self._agenda and self._run and self._run.step_id else None
        return None if step is None else self._told(step)

    def _told(self, step: Step) -> dict[str, Any]:
        if self._agenda is None:
            raise misread("step")
        number = 1 + [one.id for one in self._agenda.steps].index(step.id)
        return {**step.as_json(), "number": number, "of": len(self._agenda.steps)}
