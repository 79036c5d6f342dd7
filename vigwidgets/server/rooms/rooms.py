"""The room of this server's owner: opened, taken up again after a restart, and ended."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, Protocol
from uuid import uuid4

from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import JournalUnavailable, NotFound, VigError
from vigwidgets.core.room import CODE_LETTERS, LETTERS
from vigwidgets.journal import Journal
from vigwidgets.server.networks import Network, networks
from vigwidgets.server.rooms.gathering import Gathering
from vigwidgets.server.rooms.pages import Page
from vigwidgets.workbook.keeping.erasing import erase_work_of

if TYPE_CHECKING:
    from vigwidgets.core.access import Role
    from vigwidgets.core.room import Room
    from vigwidgets.server.desk import Desk
    from vigwidgets.server.nearby import Listener

log = logging.getLogger("vigwidgets.server")
NO_ROOM: Final = "No room is open. Open one first."


def _is_due(room: Room) -> bool:
    """Return whether a room has ended and is kept no longer."""
    return room.kept_until is not None and room.kept_until <= datetime.now(UTC)


class NoNetworkForRoom(VigError):
    """There is no network in which phones could reach this machine."""

    code = "no_network"

    def __init__(self) -> None:
        super().__init__("This laptop is in no network that phones could reach it by. Join the same one as they.")


class Screen(Page, Protocol):
    """A big screen, and who lets it in."""

    person: Person
    session: str


class Rooms:
    """At most one open room, and the doors to it, which are open as long as it is.

    Args:
        desk: Has the owner's journal.
        is_open: Whether a session of a person's is still open.
        send_home: Ends all that people have open of the workbook.
        listen: Opens doors for phones in these networks.

    Attributes:
        gathering: The open room; None where there is none.
    """

    def __init__(
        self,
        desk: Desk,
        *,
        is_open: Callable[[str, Person], bool],
        send_home: Callable[[list[Person]], Awaitable[None]],
        listen: Callable[[list[Network]], Listener],
    ) -> None:
        self._desk, self._is_open, self._send_home, self._listen = desk, is_open, send_home, listen
        self._screens: set[Screen] = set()
        self._desks: set[Screen] = set()
        self._listener: Listener | None = None
        self._turn = asyncio.Lock()
        self.gathering: Gathering | None = None

    async def open(self, *, with_phones: bool = True) -> Gathering:
        """Return a new room with its doors open; where one is open already, that, and phones may come from now on.

        Args:
            with_phones: Whether phones are to come; else people call out what they see.

        Raises:
            NoNetworkForRoom: no phone could reach this machine; no room was opened.
            JournalUnavailable: it could not be written.
        """
        async with self._turn:
            opens_doors = with_phones and self._listener is None
            if opens_doors:
                self._open_doors()
            gathering = self.gathering
            if gathering is None:
                journal = self._desk.journal(Person(LOCAL_OWNER))
                code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LETTERS))
                try:
                    room = journal.room() or await asyncio.to_thread(
                        journal.open_room, uuid4().hex, code, with_phones=with_phones
                    )
                    gathering = self.gathering = Gathering(room, journal, self._screens, self._desks, self._desk)
                except BaseException:
                    if opens_doors:
                        self._shut_doors()
                    raise
                self._tell_screens()
            elif opens_doors:
                self._tell_screens()
            if with_phones and not gathering.room.with_phones:
                gathering.room = await asyncio.to_thread(gathering.journal.let_phones_in, gathering.room.id)
            return gathering

    async def close(self, until: datetime) -> None:
        """End the room for all but taking things home; at that instant the rest is erased as by `end`.

        Raises:
            NotFound: none is open.
            JournalUnavailable: it could not be written; the room goes on.
        """
        async with self._turn:
            if self.gathering is None:
                raise NotFound(NO_ROOM)
            gathering = self.gathering
            gathering.room = await asyncio.to_thread(gathering.journal.close_room, gathering.room.id, until)
            await gathering.close_round()
            for tell in (gathering.tell_phones, gathering.tell_screens):
                tell({"closing": until.isoformat()})

    async def take_up(self) -> None:
        """Open the doors again to a room that was open when the server ended in whatever way."""
        try:
            room = await asyncio.to_thread(self._left_open) if self._desk.data.holds_journal() else None
            if room is not None and _is_due(room):
                await self.open(with_phones=False)
                await self.heed()
            elif room is not None:
                try:
                    await self.open(with_phones=room.with_phones)
                except NoNetworkForRoom:
                    await self.open(with_phones=False)
        except VigError as error:
            log.warning("a room that was open could not be taken up: %s", error.code)

    def _left_open(self) -> Room | None:
        location, owner = self._desk.data.journal_location(), Person(LOCAL_OWNER)
        with Journal.open(location, person=owner, framework=frameworks.load()) as journal:
            return journal.room()

    async def end(self) -> None:
        """End the room: everything of it and of the people in it is erased, and the doors are closed.

        Raises:
            NotFound: none is open.
            JournalUnavailable: it could not be erased; the room goes on.
        """
        async with self._turn:
            if self.gathering is None:
                raise NotFound(NO_ROOM)
            people = self.gathering.everybody()
            await self._send_home(people)
            await asyncio.to_thread(self._erase_work_of, people)
            with contextlib.suppress(NotFound):  # everything was erased meanwhile
                await asyncio.to_thread(self._desk.journal(Person(LOCAL_OWNER)).end_room, self.gathering.room.id)
            self._let_go()

    async def heed(self) -> None:
        """Let a room go that is in the journal no more, or whose time is over, and screens whose session is over."""
        pages = [*self._screens, *self._desks]
        for screen in [one for one in pages if not self._is_open(one.session, one.person)]:
            screen.send_away()
        with contextlib.suppress(JournalUnavailable, NotFound):
            async with self._turn:
                there = self.gathering and await asyncio.to_thread(self._desk.journal(Person(LOCAL_OWNER)).room)
                if self.gathering and (there is None or there.id != self.gathering.room.id):
                    log.info("a room was erased with everything else")
                    self._let_go()
            if self.gathering and _is_due(self.gathering.room):
                await self.end()
                log.info("a room that had ended was erased: its time was over")

    async def remove(self, person_id: str, *, has_taken_home: bool = False) -> None:
        """Take somebody out of the room, with what they pressed and all they did in the workbook.

        Args:
            person_id: Who.
            has_taken_home: Whether they asked for it themselves, and are told so.

        Raises:
            NotFound: no room is open, or nobody of that id is in it.
            JournalUnavailable: it could not be erased.
        """
        async with self._turn:
            if self.gathering is None:
                raise NotFound(NO_ROOM)
            person = self.gathering.one(person_id)
            await self._send_home([person])
            await asyncio.to_thread(self._erase_work_of, [person])
            await self.gathering.send_away(person_id, told={"taken": True} if has_taken_home else {})

    def _erase_work_of(self, people: list[Person]) -> None:
        for person in people:
            erase_work_of(person, self._desk.data)

    def _let_go(self) -> None:
        gathering, self.gathering = self.gathering, None
        if gathering is not None:
            gathering.end()
        self._shut_doors()
        self._tell_screens()

    def role_of(self, person_id: str) -> Role | None:
        """Return what somebody of that id is in the open room; None where they are not in it."""
        if self.gathering is None or not self.gathering.has(person_id):
            return None
        return "presenter" if self.gathering.presents(person_id) else "participant"

    def show_on(self, screen: Screen) -> None:
        """A big screen is there."""
        self._screens.add(screen)

    def hide_from(self, screen: Screen) -> None:
        """A big screen has gone."""
        self._screens.discard(screen)
        if self.gathering is not None and not self._screens:
            self.gathering.lose_film()

    def has_screen(self, session: str) -> bool:
        """Return whether a big screen of this session is there."""
        return any(screen.session == session for screen in self._screens)

    def sit_at(self, desk: Screen) -> None:
        """A desk of the trainer's is there."""
        self._desks.add(desk)

    def rise_from(self, desk: Screen) -> None:
        """A desk has gone."""
        self._desks.discard(desk)

    def tell_desks(self, state: dict[str, Any]) -> None:
        """Send what has changed to the trainer's desks."""
        for desk in list(self._desks):
            desk.tell(state)

    def desk_state(self) -> dict[str, Any]:
        """Return what a desk is told of the room."""
        return self.screen_state() | (self.gathering.parts.desk_state() if self.gathering else {})

    def screen_state(self) -> dict[str, Any]:
        """Return what a big screen is told of the room."""
        if self.gathering is None:
            return {"room": None, "people": [], "round": None, "marks": []}
        certificate = self._listener.certificate if self._listener else None
        room = {
            "id": self.gathering.room.id, "code": self.gathering.room.code, "codes": self._ways_in(),
            "fingerprint": certificate and certificate.fingerprint,
        }  # fmt: skip
        return {"room": room, **self.gathering.screen_state()}

    def _tell_screens(self) -> None:
        for screen in list(self._screens):
            screen.tell(self.screen_state())
        for desk in list(self._desks):
            desk.tell(self.desk_state())

    def shut(self) -> None:
        """Close the doors: the server ends. The room itself goes on at the next start."""
        self._shut_doors()

    def _ways_in(self) -> list[dict[str, Any]]:
        """Return each address by which a phone comes in, with its QR code, which holds the room's code as well."""
        from vigwidgets.server.codes import code_of  # only who shows a code pays for it

        if self._listener is None or self.gathering is None:
            return []
        code = self.gathering.room.code
        return [{"address": url, "qr": code_of(f"{url}#{code}")} for _, url in self._listener.urls]

    def _open_doors(self) -> None:
        found = networks()
        self._listener = self._listen(found) if found else None
        if self._listener is None or not self._listener.addresses:
            self._shut_doors()
            raise NoNetworkForRoom

    def _shut_doors(self) -> None:
        if self._listener is not None:
            self._listener.stop()
        self._listener = None
