"""What somebody takes home from a room: their presses, what other parts have of them, and their notes.

Request of a phone: `home` {code} -> `{"html", "text"}`, two forms of the same pages, kept nowhere; `code` is that of
the notes, or null to leave them out.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from vigwidgets import words
from vigwidgets.core.room import RoomMark, Round
from vigwidgets.exchange.order import short_clock
from vigwidgets.exchange.paper import Block, Heading, Paper, Paragraph, Table
from vigwidgets.exchange.paper_html import paper_html
from vigwidgets.exchange.paper_text import paper_text
from vigwidgets.server.rooms.notes import NotesPart
from vigwidgets.server.rooms.part import PhoneRequest, RoomPart
from vigwidgets.server.rooms.sockets import text
from vigwidgets.workbook.papers.saying import day


class HomePart(RoomPart):
    """Makes the pages."""

    outlasts = True

    def phone_requests(self) -> Mapping[str, PhoneRequest]:
        """Return what people may ask for."""
        return {"home": self._home}

    async def _home(self, person_id: str, payload: dict[str, Any]) -> dict[str, Any]:
        notes = None
        if payload.get("code") is not None:
            part = self.gathering.parts.of(NotesPart)
            notes = await part.text_of(person_id, text(payload, "code"))
        return await asyncio.to_thread(self._pages, person_id, notes)

    def _pages(self, person_id: str, notes: str | None) -> dict[str, Any]:
        told = words.section("room_page", "room_after")
        begun = day(self.gathering.room.begun_at.astimezone(), words.section("account"))
        blocks: list[Block] = [Paragraph(told["home_when"].replace("{day}", begun), "soft")]
        presses = [block for one in self._rounds() for block in self._pressed(one, person_id)]
        if presses:
            blocks += [Heading(2, told["home_presses"]), *presses]
        for part in self.gathering.parts:
            blocks += part.taken_home(person_id)
        if notes:
            blocks += [Heading(2, told["notes_title"]), Paragraph(notes)]
        if len(blocks) == 1:
            blocks.append(Paragraph(told["home_nothing"]))
        paper = Paper(
            told["home_title"], tuple(blocks), language=told["language"], direction=told["direction"], page=told["page"]
        )
        return {"html": paper_html(paper), "text": paper_text(paper)}

    def _rounds(self) -> list[Round]:
        return self.gathering.journal.room_rounds(self.gathering.room.id)

    def _pressed(self, one: Round, person_id: str) -> list[Block]:
        told, journal = words.section("room_screen", "room_after"), self.gathering.journal
        mine = [mark for mark in journal.room_marks(one.id) if mark.person_id == person_id]
        if not mine:
            return []
        rows = tuple((short_clock(mark.at_ms), tier_of(mark, told)) for mark in mine)
        return [Heading(3, stretch_of(one, journal.film(one.film_id).title)), Table((told["at"], told["tier"]), rows)]


def tier_of(mark: RoomMark, told: dict[str, Any]) -> str:
    """Return the name of a press's tier, or that none was named."""
    return told["no_tier"] if mark.tier is None else f"{mark.tier} {told['tiers'][mark.tier - 1]}"


def stretch_of(one: Round, title: str) -> str:
    """Return which stretch of which film a round is."""
    said = words.section("room_after")["stretch_of"].replace("{title}", title)
    return said.replace("{from}", short_clock(one.start_ms)).replace("{to}", short_clock(one.end_ms))
