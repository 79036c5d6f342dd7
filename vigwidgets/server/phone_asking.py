"""*Bring it from a phone*: the page at the laptop opens the doors for one phone, and is told what comes by them.

Answers are JSON with status 200, as in `server/arriving.py`. TICKET is

    {"ok": true, "id": "0b5e…",
     "seconds": 894,                                       how long it is good for if nothing happens
     "addresses": [{"network": "wlan0", "url": "…",
                    "code": {"size": 41, "path": "M4 4h7…"}}, …],          the QR code, as `server/codes.py` draws it
     "used": false,                                        whether a phone has begun
     "sent": false,                                        whether it has said that this was all
     "film": STATE of the arrival | null}

    GET    vig/phone             -> {"ok": true, "offered": true | false, "ticket": TICKET | null}: the one that this
                                 session shows; offered where the page is reached by this machine's own address
    POST   vig/phone             no body -> TICKET, a new one, which ends the one before; or ok false: no_network, or
                                 not_allowed where it is not offered
    GET    vig/phone/ID          -> TICKET; or ok false, not_found, once it is over
    DELETE vig/phone/ID          -> {"ok": true}: no phone can send by it any more. A film that has not come whole is
                                 called off

What a phone sends is an arrival of this person's (`server/arriving.py`). Once `POST vig/arriving/ID/agreed` has said of
it what was agreed, and all of it is there, it is looked at and kept.
"""

from __future__ import annotations

import ipaddress
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from vigwidgets.core.errors import Cancelled, NotAllowed, VigError
from vigwidgets.server.answering import Answering
from vigwidgets.server.doors import LOOPBACK, name_asked
from vigwidgets.server.phones import Phones, Ticket, addresses_of
from vigwidgets.server.roles import WORKING

if TYPE_CHECKING:
    from tornado.httputil import HTTPServerRequest

NOT_OFFERED = "A phone cannot send to this workbook by itself. Take the cable, and choose the film here."


def is_offered(request: HTTPServerRequest, base_url: str) -> bool:
    """Return whether the page is reached by this machine's own address, with nobody else's server in between.

    Behind a hub, a proxy or a name of its own, the machine is not where a phone beside the reader could reach it.
    """
    name = name_asked(request)
    if base_url != "/":
        return False
    with suppress(ValueError):
        return name in LOOPBACK or ipaddress.ip_address(name).version == 4
    return name in LOOPBACK


class FromPhone(Answering):
    """What both routes share."""

    roles = WORKING
    session: str
    unattended = True
    """A page asks by itself how far the film is."""

    @property
    def phones(self) -> Phones:
        """All tickets."""
        return self.settings["phones"]

    def told_of(self, ticket: Ticket) -> dict[str, Any]:
        """Return what the page may know of its ticket."""
        film = self.phones.film_of(ticket)
        listener = self.phones.listener
        with suppress(Cancelled):
            return {
                "id": ticket.id, "seconds": round(ticket.seconds_left()), "used": ticket.holder is not None,
                "sent": ticket.sent, "addresses": addresses_of(listener, ticket) if listener else [],
                "film": film.as_json() if film else None,
            }  # fmt: skip
        return {"id": ticket.id, "seconds": 0, "used": True, "sent": ticket.sent, "addresses": [], "film": None}


class Asked(FromPhone):
    """Whether a phone may come, and the beginning."""

    def get(self) -> None:
        """Tell."""
        ticket = self.phones.of_session(self.session)
        self.say({"offered": self._offered(), "ticket": self.told_of(ticket) if ticket else None})

    async def post(self) -> None:
        """Open the doors."""
        try:
            if not self._offered():
                raise NotAllowed(NOT_OFFERED)
            self.say(self.told_of(await self.phones.open(person=self.person, session=self.session)))
        except VigError as error:
            self.refuse(error)

    def _offered(self) -> bool:
        return is_offered(self.request, self.settings["pages"].base_url)


class AskedOf(FromPhone):
    """One ticket."""

    def get(self, ticket_id: str) -> None:
        """Tell how far it is."""
        try:
            self.say(self.told_of(self.phones.find(ticket_id, session=self.session)))
        except VigError as error:
            self.refuse(error)

    async def delete(self, ticket_id: str) -> None:
        """Close the doors to it."""
        try:
            ticket = self.phones.find(ticket_id, session=self.session)
            film = self.phones.film_of(ticket)
            await self.phones.close(ticket)
            if film is not None and film.state == "arriving" and film.offset() != film.size_bytes:
                await self.settings["arrivals"].cancel(film)
            self.say({})
        except VigError as error:
            self.refuse(error)


def rules() -> list[tuple[Any, ...]]:
    """Return the routes of this module below the base address."""
    return [(r"/vig/phone", Asked), (r"/vig/phone/([0-9a-f]{32})", AskedOf)]
