"""Who may come in: launch links, the cookie they are exchanged for, tickets that bring a page's kernel back."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import ipaddress
import json
import secrets
import socket
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from tornado.web import create_signed_value, decode_signed_value

from vigwidgets.core.access import Person
from vigwidgets.core.errors import VigError

if TYPE_CHECKING:
    from tornado.httputil import HTTPServerRequest

COOKIE: Final = "vig"
COOKIE_DAYS: Final = 30
TICKET: Final = "ticket"
LINK_SECONDS: Final = 12 * 3600
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
PROOF_HEADER: Final = "X-Vig-Proof"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whom a cookie of ours names, and by which session; whether that is open still is another question."""

    person: Person
    session: str


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a page shows to get its kernel back, signed by the server and of use to its owner only.

    Attributes:
        kernel_id: The kernel it had; the new one gets the same id.
        chapter: Id of the chapter.
        person: Whose page it is.
        place: Where in the chapter, such as the film chosen.
        version: Of notebook and modules; another version means that the page must be loaded again.
    """

    kernel_id: str
    chapter: str
    person: str
    place: dict[str, str]
    version: str


class Doors:
    """All secrets and names of one server. The secret outlives the server, so that pages survive its restart.

    Args:
        secret: 32 bytes from the data folder.
        names: Host names and addresses that a browser may use for us.

    Attributes:
        run: Names this run of the server; another process of the same person finds it in the data folder.
    """

    def __init__(self, secret: bytes, names: frozenset[str]) -> None:
        self._secret = secret
        self.names = names
        self.run = secrets.token_hex(16)
        self._links: dict[str, tuple[str, float]] = {}

    def _key(self, purpose: str) -> str:
        return hmac.new(self._secret, purpose.encode(), hashlib.sha256).hexdigest()

    @property
    def cookie_name(self) -> str:
        """The cookie of this data folder: browsers keep one jar for all ports of a machine."""
        return f"{COOKIE}-{self._key('cookie name')[:8]}"

    @property
    def cookie_secret(self) -> str:
        """Signs cookies."""
        return self._key("cookie")

    def link_for(self, person: Person) -> str:
        """Return a new token that lets whoever holds it in once as `person`, for half a day."""
        now = time.monotonic()
        self._links = {token: (who, until) for token, (who, until) in self._links.items() if until > now}
        token = secrets.token_urlsafe(24)
        self._links[token] = (person.id, now + LINK_SECONDS)
        return token

    def expect(self, token: str | None, person: Person) -> None:
        """Let whoever holds `token` in once as `person`: a server that ended promised it to a page of its own."""
        if token is not None:
            self._links[token] = (person.id, time.monotonic() + LINK_SECONDS)

    def use_link(self, token: str) -> Person | None:
        """Return whom the token lets in, and make it worthless; None when it is unknown, used or old."""
        for known in list(self._links):
            if hmac.compare_digest(known.encode(), token.encode()):
                person, until = self._links.pop(known)
                return Person(person) if until > time.monotonic() else None
        return None

    def sign_in(self, visitor: Visitor) -> bytes:
        """Return the cookie's value for `visitor`."""
        told = {"person": visitor.person.id, "session": visitor.session}
        return create_signed_value(self.cookie_secret, self.cookie_name, json.dumps(told))

    def signed_in(self, cookie: str | None) -> Visitor | None:
        """Return who the cookie says it is, or None."""
        raw = (
            decode_signed_value(self.cookie_secret, self.cookie_name, cookie, max_age_days=COOKIE_DAYS)
            if cookie
            else None
        )
        try:
            told = json.loads(raw) if raw else None
            return Visitor(Person(told["person"]), told["session"]) if told else None
        except (ValueError, KeyError, TypeError, VigError):
            return None

    def write_ticket(self, ticket: Ticket) -> str:
        """Return the ticket in a signed form that a page can hold."""
        return create_signed_value(self._key("ticket"), TICKET, json.dumps(asdict(ticket))).decode()

    def read_ticket(self, signed: str) -> Ticket | None:
        """Return the ticket if we wrote it within the cookie's life, else None."""
        raw = decode_signed_value(self._key("ticket"), TICKET, signed, max_age_days=COOKIE_DAYS)
        return Ticket(**json.loads(raw)) if raw else None

    def looked_at(self, session: str, chapter: str, digest: str) -> str:
        """Return what a form says to prove that a page of ours showed this very code in this session."""
        return self._key(f"looked at {session} {chapter} {digest}")

    def person_key(self, person: Person) -> str:
        """Return what keeps this person's drafts apart in a browser, without telling who it is."""
        return self._key(f"person {person.id}")[:16]

    def proof(self, challenge: str, *, run: str | None = None) -> str:
        """Return what only a process that can read the data folder knows about `challenge` in this or another run."""
        return self._key(f"proof {run or self.run} {challenge}")

    def known_host(self, request: HTTPServerRequest) -> bool:
        """Return whether the Host header names us; any other may be a foreign site whose name was pointed here."""
        return name_asked(request) in self.names

    @staticmethod
    def same_origin(request: HTTPServerRequest) -> bool:
        """Return whether the request comes from a page of ours, as far as the browser says where it comes from."""
        origin = request.headers.get("Origin")
        site = request.headers.get("Sec-Fetch-Site", "none")
        if site == "same-origin" and origin == "null":  # what no-referrer makes of a form's or beacon's origin
            return True
        return site in ("none", "same-origin") and origin in (None, f"{request.protocol}://{request.host}")


def comes_from_room(request: HTTPServerRequest) -> bool:
    """Return whether somebody follows a link from the doors of a room, which are at another port of this machine.

    Browsers say that only where all is encrypted. To look at a page changes nothing, and what it shows is not told to
    where the link was.
    """
    told = {name: request.headers.get(f"Sec-Fetch-{name}") for name in ("Site", "Mode", "Dest")}
    follows = told == {"Site": "same-site", "Mode": "navigate", "Dest": "document"}
    return request.protocol == "https" and request.method == "GET" and follows and "Origin" not in request.headers


def name_asked(request: HTTPServerRequest) -> str:
    """Return the name or address by which a browser asks for us, without the port."""
    host = request.host.lower()
    return host if host.endswith("]") else host.rsplit(":", 1)[0]


def is_overheard(request: HTTPServerRequest) -> bool:
    """Return whether others in the network can read what goes by: neither encrypted nor on this machine alone."""
    return request.protocol != "https" and name_asked(request) not in LOOPBACK


def names_for(host: str) -> frozenset[str]:
    """Return the names a server bound to `host` is reached by: for all addresses, every name of this machine."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return LOOPBACK | {host.lower()}
    if not address.is_unspecified:
        return LOOPBACK | {f"[{address}]" if address.version == 6 else str(address)}
    machine = socket.gethostname().lower()
    found = {machine, f"{machine}.local"}
    with contextlib.suppress(OSError):
        found |= {str(info[4][0]) for info in socket.getaddrinfo(machine, None, socket.AF_INET)}
    return LOOPBACK | found | _outward_addresses()


def _outward_addresses() -> set[str]:
    """Return this machine's addresses on its networks, asked of the system; nothing is sent."""
    import psutil

    return {
        address.address
        for addresses in psutil.net_if_addrs().values()
        for address in addresses
        if address.family == socket.AF_INET
    }
