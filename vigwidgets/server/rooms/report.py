"""The report of a session: what was looked at, with figures, and what other parts say.

A name stands in it only with the tick of whoever has it.

Phone: `in_report` (whether their name may stand in it). Request: `report.name` {agreed}.
"""

from __future__ import annotations

import asyncio
import csv
import io
import secrets
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from vigwidgets import words
from vigwidgets.core.room import TIERS, RoomMark, RoomPerson, Round
from vigwidgets.exchange.csv_table import shield
from vigwidgets.exchange.order import clock, short_clock
from vigwidgets.exchange.paper import Block, Heading, Paper, Paragraph, Strip, Table
from vigwidgets.server.rooms.home import stretch_of
from vigwidgets.server.rooms.part import PhoneRequest, RoomPart
from vigwidgets.workbook.papers.saying import day

if TYPE_CHECKING:
    from vigwidgets.server.rooms.gathering import Gathering

COLUMNS: Final = ("round", "clip", "from_ms", "to_ms", "person", "at_ms", "at", "tier")
STRIP_STEPS: Final = 60


class ReportPart(RoomPart):
    """Whose names may stand in it, what was marked, and the whole report."""

    outlasts = True

    def __init__(self, gathering: Gathering) -> None:
        super().__init__(gathering)
        self._agreed = {one.id for one in gathering.journal.room_people(gathering.room.id) if one.in_report}

    def phone_requests(self) -> Mapping[str, PhoneRequest]:
        """Return what people may ask for."""
        return {"report.name": self._name}

    def phone_state(self, person_id: str) -> dict[str, Any]:
        """Tell whether their name may stand in it."""
        return {"in_report": person_id in self._agreed}

    async def _name(self, person_id: str, payload: dict[str, Any]) -> dict[str, Any]:
        agreed, room_id = payload.get("agreed") is True, self.gathering.room.id
        await asyncio.to_thread(self.gathering.journal.name_in_report, room_id, person_id, agreed=agreed)
        (self._agreed.add if agreed else self._agreed.discard)(person_id)
        self.gathering.tell_person(person_id, {"in_report": agreed})
        return {}

    def reported(self) -> list[Block]:
        """Return who was here, as far as they agreed, and each round with its figures."""
        told, journal, room_id = (
            words.section("room_screen", "room_after"),
            self.gathering.journal,
            self.gathering.room.id,
        )
        people = [one for one in journal.room_people(room_id) if one.id != self.gathering.caller_id]
        blocks: list[Block] = [Heading(2, told["attendance"]), *_attendance(people, told)]
        rounds = [(one, journal.room_marks(one.id)) for one in journal.room_rounds(room_id)]
        blocks.append(Heading(2, told["rounds"]))
        if not rounds:
            blocks.append(Paragraph(told["no_rounds"], "soft"))
        for one, marks in rounds:
            title = journal.film(one.film_id).title
            blocks += _figures(one, marks, title=title, told=told, but=self.gathering.caller_id)
        return blocks

    def paper(self) -> Paper:
        """Return the report; called in a thread."""
        told = words.section("room_screen", "room_after")
        begun = day(self.gathering.room.begun_at.astimezone(), words.section("account"))
        blocks = [
            Paragraph(told["report_when"].replace("{day}", begun), "soft"),
            *(block for part in self.gathering.parts for block in part.reported()),
        ]
        return Paper(
            told["report_title"], tuple(blocks), language=told["language"], direction=told["direction"],
            page=told["page"],
        )  # fmt: skip

    def presses_csv(self) -> str:
        """Return one row a press; people have numbers, drawn anew for each round. Called in a thread."""
        journal, sheet = self.gathering.journal, io.StringIO(newline="")
        table = csv.writer(sheet, lineterminator="\r\n")
        table.writerow(COLUMNS)
        for number, one in enumerate(journal.room_rounds(self.gathering.room.id), start=1):
            title, marks = shield(journal.film(one.film_id).title), journal.room_marks(one.id)
            numbers = _numbers({mark.person_id for mark in marks})
            rows = sorted((mark.at_ms, numbers[mark.person_id], mark.tier or "") for mark in marks)
            for at_ms, person, tier in rows:
                table.writerow((number, title, one.start_ms, one.end_ms, person, at_ms, clock(at_ms), tier))
        return sheet.getvalue()


def _numbers(people: set[str]) -> dict[str, int]:
    numbers = list(range(1, len(people) + 1))
    secrets.SystemRandom().shuffle(numbers)
    return dict(zip(people, numbers, strict=True))


def _attendance(people: list[RoomPerson], told: dict[str, Any]) -> list[Block]:
    count = told["attended_one"] if len(people) == 1 else told["attended"].replace("{count}", str(len(people)))
    named = sorted((one.name for one in people if one.in_report), key=str.casefold)
    blocks: list[Block] = [Paragraph(count)]
    if named:
        blocks += [Paragraph(told["named"], "soft"), Paragraph("\n".join(named))]
    return blocks


def _figures(one: Round, marks: list[RoomMark], *, title: str, told: dict[str, Any], but: str) -> list[Block]:
    people = {mark.person_id for mark in marks} - {but}
    said = told["pressed"] if people or not marks else told["pressed_out"]
    said = said.replace("{people}", str(len(people))).replace("{presses}", str(len(marks)))
    by_tier = Counter(mark.tier for mark in marks)
    rows = [(f"{tier} {told['tiers'][tier - 1]}", str(by_tier[tier])) for tier in TIERS if by_tier[tier]]
    if by_tier[None]:
        rows.append((told["no_tier"], str(by_tier[None])))
    blocks: list[Block] = [Heading(3, stretch_of(one, title)), Paragraph(said)]
    if rows:
        length = one.end_ms - one.start_ms
        heights = [0] * STRIP_STEPS
        for mark in marks:
            heights[(mark.at_ms - one.start_ms) * STRIP_STEPS // length] += 1
        highest = heights.index(max(heights))
        most = told["most"].replace("{time}", short_clock(one.start_ms + highest * length // STRIP_STEPS))
        blocks.append(Strip(tuple(heights), most, (short_clock(one.start_ms), short_clock(one.end_ms))))
        blocks.append(Table((told["tier"], told["presses_head"]), tuple(rows)))
    return blocks
