"""The trainer's desk of a room, on her laptop alone: `room/desk/` is the page, `room/desk/socket` its socket.

An agenda is written here before a room is open, and run in it afterwards. Beside the state of a big screen (see
`screen`) a desk is told `agendas` (`id`, `title`, `steps`, `turn`), `chapters` and `prompts` to choose from, and what
the parts of the room keep for it. It may ask for all that a big screen may, and `agenda.save` {agenda}, `agenda.copy`
{id, new_id, title}, `agenda.remove` {id}, and what the parts take from a desk.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.agenda import Agenda, step_from
from vigwidgets.server.answering import misread
from vigwidgets.server.rooms.screen import Screen, ScreenSocket, films_to_show
from vigwidgets.server.rooms.sockets import number, text
from vigwidgets.server.rooms.steps import Steps
from vigwidgets.server.templating import BarePage, BarePart
from vigwidgets.workbook.contents import chapters
from vigwidgets.workbook.prompts import chapter_prompts

if TYPE_CHECKING:
    from vigwidgets.journal import Journal

PAGE: Final = BarePage("room_desk", ("room_desk",), "lib/room/desk_page.mjs", beside=("room_strip",))


class DeskPage(Screen):
    """The page."""

    page = PAGE


class DeskPart(BarePart):
    """The page's style and its module."""

    page = PAGE


class DeskSocket(ScreenSocket):
    """The desk's socket."""

    def arrive(self) -> None:
        """Tell how things stand."""
        self.rooms.sit_at(self)
        self.tell({
            **self.rooms.desk_state(),
            **self._agendas(),
            "films": films_to_show(self.settings["pages"].base_url),
            "chapters": [{"id": one.id, "title": one.title, "minutes": one.minutes} for one in chapters()],
            "prompts": [{"id": one.id, "chapter": one.chapter, "words": one.words} for one in chapter_prompts()],
        })  # fmt: skip

    def on_close(self) -> None:
        """The desk has gone."""
        self.rooms.rise_from(self)

    async def do(self, kind: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Do what the trainer asks for at her desk."""
        if kind.startswith("agenda."):
            return await self._change_agendas(kind, payload)
        gathering = self.rooms.gathering
        for part in gathering.parts if gathering else ():
            if request := part.on_desk(kind):
                return await request(payload)
        return await super().do(kind, payload)

    async def _change_agendas(self, kind: str, payload: dict[str, Any]) -> dict[str, Any]:
        told: dict[str, Any] = {}
        if kind == "agenda.save":
            agenda = _agenda_from(payload.get("agenda"))
            told = _told(await asyncio.to_thread(self._journal.save_agenda, agenda))
            changed = agenda.id
        elif kind == "agenda.copy":
            changed = text(payload, "new_id")
            told = _told(
                await asyncio.to_thread(
                    self._journal.copy_agenda, text(payload, "id"), new_id=changed, title=text(payload, "title")
                )
            )
        elif kind == "agenda.remove":
            changed = text(payload, "id")
            await asyncio.to_thread(self._journal.remove_agenda, changed)
        else:
            raise misread("kind")
        self.rooms.tell_desks(self._agendas())
        if self.rooms.gathering is not None:
            await self.rooms.gathering.parts.of(Steps).agenda_changed(changed)
        return told

    @property
    def _journal(self) -> Journal:
        return self.settings["desk"].journal(Person(LOCAL_OWNER))

    def _agendas(self) -> dict[str, Any]:
        return {"agendas": [_told(one) for one in self._journal.agendas()]}


def _told(one: Agenda) -> dict[str, Any]:
    return {"id": one.id, "title": one.title, "steps": [step.as_json() for step in one.steps], "turn": one.turn}


def _agenda_from(told: Any) -> Agenda:
    if not isinstance(told, dict) or not isinstance(told.get("steps"), list):
        raise misread("agenda")
    steps = tuple(step_from(one) for one in told["steps"])
    return Agenda(text(told, "id"), text(told, "title"), steps, number(told, "turn"))


def rules() -> list[tuple[Any, ...]]:
    """Return the routes of this module below the base address."""
    return [
        (r"/room/desk/", DeskPage),
        (r"/room/desk/room_desk\.(css|mjs)", DeskPart),
        (r"/room/desk/socket", DeskSocket),
    ]
