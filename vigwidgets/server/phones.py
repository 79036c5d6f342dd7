"""Who may send one film from a phone: tickets that a page at the laptop shows, and how long each is good."""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

from tornado.ioloop import PeriodicCallback

from vigwidgets.core.errors import NotFound, VigError
from vigwidgets.core.room import LETTERS
from vigwidgets.server.networks import Network, networks

if TYPE_CHECKING:
    from vigwidgets.core.access import Person
    from vigwidgets.server.announced import AnnouncedFile
    from vigwidgets.server.arrivals import Arrival, Arrivals
    from vigwidgets.server.nearby import Listener

UNUSED_SECONDS: Final = 15 * 60
AFTERWARDS_SECONDS: Final = 60
"""How long a phone that has sent its film is still told so when it loads the page again."""
TIDY_MS: Final = 2000
TOKEN_LETTERS: Final = 26
"""130 bits."""
OVER: Final = "This code is over. Show a new one at the laptop."


class NoNetwork(VigError):
    """There is no network in which a phone could reach this machine."""

    code = "no_network"

    def __init__(self) -> None:
        super().__init__("This laptop is in no network that a phone could reach it by. Take the cable this time.")


class PhoneTaken(VigError):
    """Another phone has used the ticket."""

    code = "phone_taken"

    def __init__(self) -> None:
        super().__init__("Another phone has used this code already. Show a new one at the laptop.")


class OneFilmOnly(VigError):
    """The ticket's film is another one, and it is here or somebody has said already what was agreed about it."""

    code = "one_film_only"

    def __init__(self) -> None:
        super().__init__("This code is for one film, and that is another one. Show a new one at the laptop.")


@dataclass(slots=True, kw_only=True)
class Ticket:
    """What lets one phone send one film, and nothing else.

    Attributes:
        person: Whose film it will be: whoever was at the page that showed it.
        session: The session it ends with.
        id: By which that page asks about it; of no use to anybody else.
        token: In the address that the phone opens.
        holder: Known to the phone that began to send; None before that.
        arrival: Id of the film's arrival, once it has begun.
        sent: Whether the phone has said that this was all.
        touched: When the phone or the page did something with it last, on the clock that only counts up.
    """

    person: Person
    session: str
    id: str = field(default_factory=lambda: uuid4().hex)
    token: str = field(default_factory=lambda: "".join(secrets.choice(LETTERS) for _ in range(TOKEN_LETTERS)))
    holder: str | None = None
    arrival: str | None = None
    sent: bool = False
    touched: float = field(default_factory=time.monotonic)

    def is_held_by(self, secret: str | None) -> bool:
        """Return whether the phone that shows `secret` is the one that began to send."""
        return self.holder is not None and hmac.compare_digest((secret or "").encode(), self.holder.encode())

    def seconds_left(self) -> float:
        """Return how long it is good for if nothing happens."""
        good_for = AFTERWARDS_SECONDS if self.sent else UNUSED_SECONDS
        return max(0.0, self.touched + good_for - time.monotonic())


class Phones:
    """All tickets of this server, and the doors for phones, which are open as long as there is a ticket.

    Args:
        arrivals: Where films arrive.
        is_open: Whether a session of a person's is still open.
        listen: Opens the doors for phones in these networks.
    """

    def __init__(
        self,
        arrivals: Arrivals,
        *,
        is_open: Callable[[str, Person], bool],
        listen: Callable[[list[Network]], Listener],
    ) -> None:
        self._arrivals, self._is_open, self._listen = arrivals, is_open, listen
        self._tickets: dict[str, Ticket] = {}
        self._round: PeriodicCallback | None = None
        self.listener: Listener | None = None

    async def open(self, *, person: Person, session: str) -> Ticket:
        """Return a new ticket; one that the same session had before is over, and what came by it stays.

        Raises:
            NoNetwork: no phone could reach this machine.
        """
        for one in self._of(session):
            await self.close(one)
        if self.listener is None:
            found = networks()
            self.listener = self._listen(found) if found else None
        if self.listener is None or not self.listener.addresses:
            self._shut()
            raise NoNetwork
        if self._round is None:
            self._round = PeriodicCallback(self.tidy, TIDY_MS)
            self._round.start()
        ticket = Ticket(person=person, session=session)
        self._tickets[ticket.id] = ticket
        return ticket

    def of_session(self, session: str) -> Ticket | None:
        """Return the ticket that this session's page shows, if any."""
        return next(iter(self._of(session)), None)

    def find(self, ticket_id: str, *, session: str) -> Ticket:
        """Return a ticket of this session's, or raise `NotFound`."""
        found = self._tickets.get(ticket_id)
        if found is None or found.session != session or not self._is_good(found):
            raise NotFound(OVER)
        return found

    def with_token(self, token: str) -> Ticket | None:
        """Return the ticket with this token, in the same time whichever it is, or None."""
        right = None
        for one in list(self._tickets.values()):
            if hmac.compare_digest(one.token.encode(), token.encode()) and self._is_good(one):
                right = one
        return right

    def film_of(self, ticket: Ticket) -> Arrival | None:
        """Return the film that comes by this ticket; None before it has begun or once it was called off."""
        try:
            return self._arrivals.find(ticket.arrival or "", person=ticket.person)
        except VigError:
            return None

    async def begin(self, ticket: Ticket, file: AnnouncedFile, *, secret: str | None) -> Arrival:
        """Return the arrival of the film that a phone announces: a new one, or one that goes on where it stopped.

        Args:
            ticket: What the phone has shown.
            file: The film's file on the phone.
            secret: What the phone was given when it began before, if it has.

        Raises:
            PhoneTaken: another phone has begun to send.
            OneFilmOnly: the ticket is for another film, which cannot be let go of any more.
            FilmUnreadable: the file is empty.
            StorageFull: there is no room for it.
            JournalUnavailable: the data folder cannot be written.
        """
        if ticket.holder is not None and not ticket.is_held_by(secret):
            raise PhoneTaken
        earlier = self.film_of(ticket)
        if earlier is not None and (earlier.name, earlier.size_bytes) != (file.name, file.size_bytes):
            if ticket.sent or earlier.announced is not None:
                raise OneFilmOnly
            await self._arrivals.cancel(earlier)
            earlier = None
        found = earlier or self._left_over(ticket.person, file) or self._arrivals.expect(file, person=ticket.person)
        ticket.arrival, ticket.touched = found.id, time.monotonic()
        ticket.holder = ticket.holder or secrets.token_urlsafe(24)
        return found

    def _left_over(self, person: Person, file: AnnouncedFile) -> Arrival | None:
        """Return the same film on its way by a ticket that is over: the lock came in between, or the code ran out."""
        taken = {one.arrival for one in self._tickets.values()}
        for one in self._arrivals.of(person):
            same = (one.name, one.size_bytes) == (file.name, file.size_bytes)
            if one.by == "phone" and one.state == "arriving" and same and one.id not in taken:
                return one
        return None

    async def close(self, ticket: Ticket) -> None:
        """End the ticket. What has come by it stays on its way; whoever does not want it calls that off."""
        self._tickets.pop(ticket.id, None)
        await self._shut_if_last()

    async def tidy(self) -> None:
        """End tickets that were not used, or whose session has ended; close the doors behind the last one."""
        for one in list(self._tickets.values()):
            if not self._is_good(one):
                self._tickets.pop(one.id, None)
        await self._shut_if_last()

    def shut(self) -> None:
        """End all tickets and close the doors: the server ends."""
        self._tickets.clear()
        self._shut()

    def _of(self, session: str) -> list[Ticket]:
        return [one for one in self._tickets.values() if one.session == session and self._is_good(one)]

    def _is_good(self, one: Ticket) -> bool:
        return one.seconds_left() > 0 and self._is_open(one.session, one.person)

    async def _shut_if_last(self) -> None:
        if not self._tickets:
            listener = self.listener
            self._shut()
            if listener is not None:
                await listener.end()

    def _shut(self) -> None:
        if self._round is not None:
            self._round.stop()
        if self.listener is not None:
            self.listener.stop()
        self._round = self.listener = None


def addresses_of(listener: Listener, ticket: Ticket) -> list[dict[str, Any]]:
    """Return how a phone reaches the page of this ticket, in each network: its name, the address, and the code."""
    from vigwidgets.server.codes import code_of  # only who shows a code pays for it

    found = []
    for network, way_in in listener.urls:
        url = f"{way_in}{ticket.token}/"
        found.append({"network": network.name, "url": url, "code": code_of(url)})
    return found
