"""An open room as the server holds it: who is in it, what is being marked, and what each page is told of that.

The journal is the truth. All that outlives a killed server is read from it when the room is taken up again; who is here
just now, who would like help and where the film stands is told anew by the pages.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from vigwidgets import words
from vigwidgets.core.access import Person
from vigwidgets.core.errors import InvalidValue, NotFound
from vigwidgets.core.room import RoomMark, Round
from vigwidgets.server.rooms.evaluation import spent_token
from vigwidgets.server.rooms.keeper import MarkKeeper
from vigwidgets.server.rooms.pages import FilmNow, Page, now_ms
from vigwidgets.server.rooms.parts import Parts
from vigwidgets.server.rooms.review import ReviewPart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from collections.abc import Set as AbstractSet

    from vigwidgets.core.room import Room, RoomPerson
    from vigwidgets.journal import Journal
    from vigwidgets.server.desk import Desk

NOT_THERE: Final = "That place is no longer marked in this room. Wait for the next time."
NOBODY: Final = "Nobody of that name is in the room any more. Look at the list again."
GATHER_SECONDS: Final = 0.15
"""Changes of the strip that come within this time are told together."""


class Gathering:
    """One open room.

    Args:
        room: Whose it is stands in the journal.
        journal: Of the trainer.
        screens: The big screens that are there; others come and go.
        desks: The trainer's desks that are there, which nobody else sees.
        desk: Has the journals of those who bring work of their own.

    Attributes:
        room: As it is in the journal.
        journal: Of the trainer.
        desk: As given.
        film: Where the film on the big screen stands; None until it tells.
        caller_id: Under whom is kept what people call out and the trainer presses.
        parts: What it does beside marking.
        tokens: By person who has been here since the server began: what keeps them from saying twice how the day was.
    """

    def __init__(
        self, room: Room, journal: Journal, screens: AbstractSet[Page], desks: AbstractSet[Page], desk: Desk
    ) -> None:
        self.room, self.journal, self.desk = room, journal, desk
        self._screens, self._desks = screens, desks
        self.film: FilmNow | None = None
        self.caller_id: Final = _digest(f"called out in {room.id}")[:32]
        self._people: dict[str, RoomPerson] = {one.id: one for one in journal.room_people(room.id)}
        self._keys: dict[str, str] = {}
        self.tokens: dict[str, str] = {}
        self._round: Round | None = journal.round_now(room.id)
        self._marks: dict[tuple[str, str], RoomMark] = {}
        self._read_marks()
        self._help: set[str] = set()
        self._phones: dict[str, set[Page]] = {}
        self._keeper = MarkKeeper(lambda marks: journal.keep_room_marks(room.id, marks))
        self._changed: set[str] = set()
        self._telling: asyncio.TimerHandle | None = None
        self._is_over = False
        self._calling = asyncio.Lock()
        self.parts = Parts(self)

    def _read_marks(self) -> None:
        one = self._round
        self._title = self.journal.film(one.film_id).title if one else ""
        found = self.journal.room_marks(one.id) if one else []
        self._marks = {(one.person_id, one.id): one for one in found}

    async def join(self, name: str) -> tuple[RoomPerson, str]:
        """Let somebody in by a new id; return them and the secret that their cookie holds.

        Raises:
            InvalidValue: the name is none, or the room is full.
            JournalUnavailable: it could not be written.
        """
        person_id, secret = secrets.token_hex(16), secrets.token_urlsafe(24)
        one = await asyncio.to_thread(self.journal.join_room, self.room.id, person_id, name, _digest(secret))
        self._people[one.id] = one
        self._keys[one.id] = _digest(secret)
        self._soon("people")
        return one, secret

    def everybody(self) -> list[Person]:
        """Return the people of the room, who may have opened the workbook as well."""
        return [Person(one) for one in self._people if one != self.caller_id]

    def one(self, person_id: str) -> Person:
        """Return one of them.

        Raises:
            NotFound: nobody of that id is in the room.
        """
        if person_id not in self._people or person_id == self.caller_id:
            raise NotFound(NOBODY)
        return Person(person_id)

    def has(self, person_id: str) -> bool:
        """Return whether somebody of that id is in the room."""
        return person_id in self._people

    def name_of(self, person_id: str) -> str:
        """Return the name that somebody in the room goes by."""
        return self._people[person_id].name

    def knows(self, person_id: str, secret: str) -> bool:
        """Return whether somebody of that id is in the room and the secret is theirs."""
        if person_id not in self._people:
            return False
        if person_id not in self._keys:
            self._keys[person_id] = self.journal.room_key(self.room.id, person_id) or ""
        is_theirs = hmac.compare_digest(self._keys[person_id].encode(), _digest(secret).encode())
        if is_theirs:
            self.tokens[person_id] = spent_token(self.room.id, secret)
        return is_theirs

    def enter(self, person_id: str, page: Page) -> None:
        """Somebody's page is there, for the first time or again; tell it all."""
        self._phones.setdefault(person_id, set()).add(page)
        page.tell(self.phone_state(person_id))
        self._soon("people")

    def leave(self, person_id: str, page: Page) -> None:
        """A page has gone; its person may come back."""
        self._phones.get(person_id, set()).discard(page)
        self._soon("people")

    async def mark(self, person_id: str, *, mark_id: str, round_id: str, at_ms: int, tier: int | None) -> None:
        """Store a press; a repeated one is stored once.

        Raises:
            InvalidValue: an id or the tier is none, or the place is in no round of the room.
            JournalUnavailable: it could not be written.
        """
        mark = RoomMark(mark_id, person_id, round_id, at_ms, tier)
        if not await self._keeper.keep(mark):
            raise InvalidValue(NOT_THERE)
        if self._round and round_id == self._round.id and person_id in self._people:
            self._marks.setdefault((person_id, mark_id), mark)
            self.tell_person(person_id, {"mine": self._mine(person_id)})
            self._soon("marks")

    async def call_out(self, *, mark_id: str, round_id: str, at_ms: int, tier: int | None) -> None:
        """Store what somebody in the room called out, where phones cannot come; raises as `mark`."""
        async with self._calling:  # two at once would come in by two keys
            if self.caller_id not in self._people:
                key = _digest(secrets.token_urlsafe(24))  # known to nobody: no page ever comes in as this one
                name = words.section("room_screen")["called_out"]
                one = await asyncio.to_thread(self.journal.join_room, self.room.id, self.caller_id, name, key)
                self._people[one.id] = one
        await self.mark(self.caller_id, mark_id=mark_id, round_id=round_id, at_ms=at_ms, tier=tier)

    async def take_back(self, person_id: str, mark_id: str) -> None:
        """Take a press of this person's back; one that is gone already is fine.

        Raises:
            JournalUnavailable: it could not be written.
        """
        await self._keeper.settled()  # it may be on its way itself
        await asyncio.to_thread(self.journal.take_back_room_mark, self.room.id, person_id, mark_id)
        if self._marks.pop((person_id, mark_id), None):
            self.tell_person(person_id, {"mine": self._mine(person_id)})
            self._soon("marks")

    def ask_for_help(self, person_id: str, *, wanted: bool) -> None:
        """Remember that somebody would like help, or no longer."""
        (self._help.add if wanted else self._help.discard)(person_id)
        self._soon("people")

    def tell_presents(self, person_id: str) -> None:
        """Tell that somebody presents, or no longer."""
        self.tell_person(person_id, {"presents": self.presents(person_id)})
        self._soon("people")

    def presents(self, person_id: str) -> bool:
        """Return whether somebody was named presenter; it ends with the room."""
        return person_id in self.parts.of(ReviewPart).presenters

    async def open_round(self, *, round_id: str, film_id: str, start_ms: int, end_ms: int) -> None:
        """Let everybody mark a stretch of a film.

        Raises:
            InvalidValue: the stretch is none of the film's.
            NotFound: there is no such film.
            JournalUnavailable: it could not be written.
        """
        asked = Round(round_id, film_id, start_ms, end_ms, datetime.now(UTC), None)
        self._round = await asyncio.to_thread(self.journal.open_round, self.room.id, asked)
        self._read_marks()
        self._tell_round()

    async def close_round(self) -> None:
        """Take no more presses; closing what is closed is fine.

        Raises:
            JournalUnavailable: it could not be written.
        """
        await asyncio.to_thread(self.journal.close_round, self.room.id)
        self._round = self.journal.round_now(self.room.id)
        self._tell_round()

    def lose_film(self) -> None:
        """No big screen is there any more that could tell where the film stands."""
        self.film = None
        self.tell_phones({"film": None})

    def told_of_film(self, *, playing: bool, at_ms: int, rate: float) -> None:
        """Hear where the film on the screen stands, and tell the phones."""
        self.film = FilmNow(playing, at_ms, rate, now_ms())
        self.tell_phones({"film": self.film.as_json()})

    async def send_away(self, person_id: str, *, told: dict[str, Any]) -> None:
        """Take somebody out of the room, with what they pressed, and tell their pages why.

        Raises:
            NotFound: nobody of that id is in it.
            JournalUnavailable: it could not be written.
        """
        self.one(person_id)
        await asyncio.to_thread(self.journal.leave_room, self.room.id, person_id)
        del self._people[person_id]
        self._keys.pop(person_id, None)
        self._marks = {key: one for key, one in self._marks.items() if key[0] != person_id}
        self.parts.forget(person_id)
        for page in self._phones.pop(person_id, set()):
            page.tell(told)
            page.send_away()
        self._soon("people", "marks")

    def end(self) -> None:
        """Tell every phone that the room is over."""
        self._is_over = True  # phones that leave now are no news to the screens, which may show another room
        if self._telling:
            self._telling.cancel()
        for pages in self._phones.values():
            for page in pages:
                page.tell({"over": True})
                page.send_away()
        self._phones.clear()

    def phone_state(self, person_id: str) -> dict[str, Any]:
        """Return all that this person's page is told."""
        return {
            **self.parts.phone_state(person_id),
            "name": self._people[person_id].name,
            "people": self._here(),
            "round": self._round_for_phones(),
            "film": self.film and self.film.as_json(),
            "help": person_id in self._help,
            "presents": self.presents(person_id),
            "mine": self._mine(person_id),
            "over": False,
        }

    def _mine(self, person_id: str) -> list[dict[str, Any]]:
        mine = sorted((one for one in self._marks.values() if one.person_id == person_id), key=lambda one: one.at_ms)
        return [{"id": one.id, "at_ms": one.at_ms, "tier": one.tier} for one in mine]

    def screen_state(self) -> dict[str, Any]:
        """Return what a big screen is told of people, round and marks."""
        return {
            **self.parts.screen_state(),
            "people": self.people_for_screens(),
            **self._round_for_screens(),
            "marks": self.marks_of(None),
        }

    def _here(self) -> int:
        return sum(1 for pages in self._phones.values() if pages)

    def people_for_screens(self) -> list[dict[str, Any]]:
        """Return who is in the room, by when they came: `id`, `name`, `here` and `help`."""
        return [
            {
                "id": one.id,
                "name": one.name,
                "here": bool(self._phones.get(one.id)),
                "help": one.id in self._help,
                "presents": self.presents(one.id),
            }
            for one in self._people.values()
            if one.id != self.caller_id
        ]

    def marks_of(self, people: AbstractSet[str] | None) -> list[dict[str, Any]]:
        """Return the presses of the round of these people, or of all, in order of time, without whose they are."""
        ordered = sorted(self._marks.values(), key=lambda one: one.at_ms)
        return [{"at_ms": one.at_ms, "tier": one.tier} for one in ordered if people is None or one.person_id in people]

    def _round_for_screens(self) -> dict[str, Any]:
        one = self._round
        told = one and {
            "id": one.id, "film_id": one.film_id, "start_ms": one.start_ms, "end_ms": one.end_ms,
            "open": one.closed_at is None,
        }  # fmt: skip
        return {"round": told}

    def _round_for_phones(self) -> dict[str, Any] | None:
        one = self._round
        return one and {
            "id": one.id, "title": self._title, "start_ms": one.start_ms,
            "end_ms": one.end_ms, "open": one.closed_at is None,
        }  # fmt: skip

    def _tell_round(self) -> None:
        for person_id in list(self._phones):
            state = self.phone_state(person_id)
            for page in self._phones[person_id]:
                page.tell({"round": state["round"], "mine": state["mine"]})
        self.tell_screens({**self._round_for_screens(), "marks": self.marks_of(None)})

    def _soon(self, *changed: str) -> None:
        """Tell those changes in a moment, with what comes until then."""
        self._changed.update(changed)
        if self._telling is None and not self._is_over:
            self._telling = asyncio.get_running_loop().call_later(GATHER_SECONDS, self._tell_changes)

    def _tell_changes(self) -> None:
        self._telling = None
        changed, self._changed = self._changed, set()
        state: dict[str, Any] = {}
        if "people" in changed:
            state["people"] = self.people_for_screens()
            self.tell_phones({"people": self._here()})
        if "marks" in changed:
            state["marks"] = self.marks_of(None)
        if state:
            self.tell_screens(state)

    def tell_person(self, person_id: str, state: dict[str, Any]) -> None:
        """Send what has changed to this person's pages."""
        _tell(self._phones.get(person_id, ()), state)

    def tell_phones(self, state: dict[str, Any]) -> None:
        """Send what has changed to everybody's pages."""
        _tell((page for pages in self._phones.values() for page in pages), state)

    def tell_each(self, share: Callable[[str], dict[str, Any]]) -> None:
        """Send to each person's pages what it returns for their id."""
        for person_id in list(self._phones):
            self.tell_person(person_id, share(person_id))

    def call_screens(self, kind: str, payload: dict[str, Any]) -> bool:
        """Send an event to the big screens, and return whether there is one."""
        for screen in list(self._screens):
            screen.call(kind, payload)
        return bool(self._screens)

    def tell_screens(self, state: dict[str, Any]) -> None:
        """Send what has changed to the big screens, and to the desks."""
        _tell([*self._screens, *self._desks], state)

    def tell_desks(self, state: dict[str, Any]) -> None:
        """Send what has changed to the trainer's desks alone."""
        _tell(self._desks, state)


def _tell(pages: Iterable[Page], state: dict[str, Any]) -> None:
    for page in list(pages):
        page.tell(state)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
