"""The house's own doors: somebody is here, locks up, puts out the light, or leaves a mark where they were.

All below the base address and behind the gate:

- `POST vig/here` answers 204. A page says so at most once a minute while somebody moves, types or watches.
- `POST vig/lock` answers 204. Every session of this person ends, on all their devices, and all their kernels.
- `POST vig/idle` answers 204. This session alone ends, because nobody was here for the lock time, and its kernels.
- `GET vig/quit` answers `{"under_way": true or false}`: whether a film of this person's is just arriving, or their
  work being packed; both end with the server. `POST vig/quit` answers 204, then the server ends, and locks as well.
  Both are for the local owner at this machine's loopback address only, else 403.
- `POST vig/place` takes JSON as text, `{"chapter": id, "paragraph": cell id or "", "film": id or null, "time_ms": whole
  number or null}`, and answers 204; 400 for what has another form. A place that cannot be kept just now is let go.
- `GET vig/locked` answers 200 with a page without content, also to those whose session has ended, 403 to strangers.

A socket that is closed because its session ended closes with code 4403, because the server was quit with 4410. Before
it locks, a page sends itself a `pagehide` (with `isTrusted` false): whoever stores on `pagehide` stores then as well.
"""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import tornado.web

from vigwidgets import words
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import InvalidValue, VigError
from vigwidgets.core.left_off import LeftOff
from vigwidgets.server.doors import LOOPBACK, name_asked
from vigwidgets.server.gate import Refused, content_security_policy
from vigwidgets.server.kernels import LOCKED, QUIT, Kernels
from vigwidgets.server.packing import MAKING
from vigwidgets.server.roles import EVERYBODY, GUESTS, OWNER

if TYPE_CHECKING:
    from tornado.httputil import HTTPServerRequest

    from vigwidgets.server.sessions import Sessions

log = logging.getLogger("vigwidgets.server")
THIS_MACHINE: Final = frozenset({"127.0.0.1", "::1"})
LONGEST_PLACE_BYTES: Final = 2000
NO_PLACE: Final = "This is no place in a chapter. Load the page again."


def may_quit(person: Person, request: HTTPServerRequest) -> bool:
    """Return whether this is the local owner, in a browser on this machine, at its own loopback address."""
    near = name_asked(request) in LOOPBACK and request.remote_ip in THIS_MACHINE
    return person.id == LOCAL_OWNER and near


async def end_left(sessions: Sessions, kernels: Kernels) -> None:
    """End the sessions where nobody has been for too long, with their kernels, whether a page is open or not."""
    left = sessions.end(sessions.left())
    if left:
        log.info("locked: nobody was here")
        await kernels.end_sessions(left, code=LOCKED)


class Here(tornado.web.RequestHandler):
    """Somebody is there; the gate has taken note."""

    roles = EVERYBODY

    def post(self) -> None:
        """Answer 204."""
        self.set_status(204)


class Lock(tornado.web.RequestHandler):
    """Ends what this person has open, everywhere."""

    roles = EVERYBODY
    person: Person
    code = LOCKED

    async def post(self) -> None:
        """End sessions and kernels."""
        sessions: Sessions = self.settings["sessions"]
        kernels: Kernels = self.settings["kernels"]
        ended = sessions.end(self.ending(sessions, kernels))
        await kernels.end_sessions(ended, code=self.code)
        self.set_status(204)

    def ending(self, sessions: Sessions, kernels: Kernels) -> frozenset[str]:
        """Return the ids of the sessions to end."""
        return sessions.of(kernels.doors.person_key(self.person))


class Idle(Lock):
    """Ends the session of a browser where nobody was for too long; each of its pages asks, so it may have ended."""

    unattended = True
    for_locked_out = True
    session: str

    def ending(self, sessions: Sessions, kernels: Kernels) -> frozenset[str]:  # noqa: ARG002 - the same as of Lock
        """Return the id of this one."""
        return frozenset({self.session})


def under_way(settings: dict[str, Any], person: Person) -> bool:
    """Return whether a film or a backup of this person's is just arriving."""
    return any(settings[room].under_way(person) for room in ("arrivals", "bringings"))


class Quit(Lock):
    """Locks, and ends the server."""

    roles = OWNER
    code = QUIT

    def prepare(self) -> None:
        """Refuse all but the local owner at this machine."""
        if not may_quit(self.person, self.request):
            raise Refused("quit")

    def get(self) -> None:
        """Say whether something would be broken off."""
        arriving = under_way(self.settings, self.person)
        packing = self.settings["takeaways"].find(self.person)
        self.set_header("Cache-Control", "no-store")
        self.finish({"under_way": arriving or (packing is not None and packing.state == MAKING)})

    async def post(self) -> None:
        """End sessions and kernels, answer, and then end."""
        await super().post()
        await self.finish()
        self.settings["stop"]()


class Locked(tornado.web.RequestHandler):
    """What is left on the screen after locking: nothing of anybody's."""

    roles = EVERYBODY
    for_locked_out = True
    unattended = True
    person: Person

    def get(self) -> None:
        """Send a page without content."""
        text = words.section("doors")
        guest = self.settings["roles"].of(self.person) in GUESTS
        sign_in = not guest and self.settings["sign_ins"].are_offered
        said = text["locked_guest" if guest else "locked"]
        page, style = self.settings["pages"].note(text["title_locked"], said, inside=False, sign_in=sign_in)
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Security-Policy", content_security_policy(self.request.host, style=style))
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(page)


class PlaceKept(tornado.web.RequestHandler):
    """Remembers where somebody is in a chapter."""

    roles = EVERYBODY
    person: Person

    def post(self) -> None:
        """Keep the place; 400 for what is none."""
        try:
            place = place_from(self.request.body)
        except InvalidValue as error:
            raise tornado.web.HTTPError(400) from error
        try:
            self.settings["desk"].journal(self.person).leave_off(place)
        except VigError as error:
            log.info("a place was not kept (%s)", error.code)
        self.set_status(204)


def place_from(body: bytes) -> LeftOff:
    """Return the place that a page tells, as of now.

    Raises:
        InvalidValue: it is told in another form.
    """
    try:
        told: dict[str, Any] = json.loads(body) if len(body) <= LONGEST_PLACE_BYTES else {}
        chapter, paragraph, film, time_ms = (told[name] for name in ("chapter", "paragraph", "film", "time_ms"))
    except (ValueError, LookupError, TypeError, RecursionError) as exc:
        raise InvalidValue(NO_PLACE) from exc
    if not isinstance(paragraph, str):
        raise InvalidValue(NO_PLACE)
    return LeftOff(chapter, paragraph, film, time_ms, datetime.now(UTC))


def rules() -> list[tuple[Any, ...]]:
    """Return the routes of this module below the base address."""
    return [
        (r"/vig/here", Here),
        (r"/vig/lock", Lock),
        (r"/vig/idle", Idle),
        (r"/vig/quit", Quit),
        (r"/vig/place", PlaceKept),
        (r"/vig/locked", Locked),
    ]
