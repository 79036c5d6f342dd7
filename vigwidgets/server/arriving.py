"""A film arrives from the person's browser, piece by piece, and is looked at before it is kept.

Every answer is JSON with status 200, for browsers write statuses from 400 on into a console that is to stay clean:
`{"ok": true, ...}`, or `{"ok": false, "error": {"code", "message"}, ...}` with a sentence to show as it is. (Somebody
who is not let in gets the gate's 403.) What is said of one arrival, below called STATE, is

    {"ok": true, "id": "0b5e…", "name": "IMG_0042.mp4", "size_bytes": 12345678, "offset": 4194304,
     "state": "arriving" | "looking" | "done" | "refused",
     "done_bytes": 0,                                  how much was looked at and copied, 0 to size_bytes
     "film": "…id…" | null,                            once done
     "known": false,                                   done, and the film was here before, with the same bytes: title
                                                       (unless "") and permission are as said now, its marks are there
     "error": {"code": "film_unreadable", "message": "This file is no film, …"} | null}       once refused

    POST   vig/arriving          {"name": "IMG_0042.mp4", "size_bytes": 12345678, "title": "Lunch",
                                  "permission": {"uses": ["work", "group"], "until": "2027-07-31" | null,
                                                 "people": ["K.", "mother"], "given_by": "…"}}
                                 -> STATE of a new one (title "" takes the file's), or ok false: storage_full,
                                 invalid_value, bad_request, film_unreadable (an empty file); nothing was begun then
    GET    vig/arriving          -> {"ok": true, "arrivals": [STATE, …]}, oldest first; a page that was loaded again
                                 finds here what goes on, and can continue with the same file (same name and size)
    PUT    vig/arriving/ID?offset=N      the file's bytes from N on, some or all that are left (pieces of 4 to 16 MB
                                 make good progress bars), Content-Type application/octet-stream
                                 -> STATE; or ok false with code "wrong_offset" and "offset": where to go on (after a
                                 broken connection ask GET, or simply try); or storage_full, bad_request
    GET    vig/arriving/ID       -> STATE; ask about four times a second while it is "looking"
    POST   vig/arriving/ID/done  no body; all bytes are there: look at the film and keep it
                                 -> STATE, "looking"; asked again it says how things stand; ok false "bad_request" with
                                 "offset" while bytes are missing. A refused film is told by GET as state "refused"
    DELETE vig/arriving/ID       -> {"ok": true}: cancelled at whatever stage, and nothing of it is left. One that is
                                 done is only forgotten here; the film stays

An id of an earlier run of the server, or of another person's, answers ok false, `not_found`; one that was called off,
`cancelled`, and so do all of a person's after they have erased something: a page must not send such a film anew by
itself. Arrivals end with the server; one that nobody touched for a day goes. An idle lock does not wait for them and
does not end them: whoever comes back finds them by `GET vig/arriving`.

JupyterLab and Notebook do not offer these routes: there a film comes in by `vig film add`.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

import tornado.web

from vigwidgets.core.errors import BadRequest, Cancelled, StorageFull, VigError
from vigwidgets.films.shelf import NO_ROOM
from vigwidgets.server.announced import Announced
from vigwidgets.server.answering import Answering, misread
from vigwidgets.server.arrivals import NOT_HERE, Arrival, Arrivals

if TYPE_CHECKING:
    from collections.abc import Awaitable

BLOCK_BYTES: Final = 1 << 20
"""Written at once, and all of a film that is ever held in memory."""
SLACK_BYTES: Final = 1 << 20
"""How much too long a request may be to be told so in a sentence; longer ones are cut off."""


class WrongOffset(BadRequest):
    """Bytes that do not follow on those that are there."""

    code = "wrong_offset"


class AllArrivals(Answering):
    """The person's films that are on their way."""

    def get(self) -> None:
        """Tell of all of them."""
        arrivals: Arrivals = self.settings["arrivals"]
        try:
            self.say({"arrivals": [one.as_json() for one in arrivals.of(self.person)]})
        except VigError as error:  # called off this very moment
            self.refuse(error)

    def post(self) -> None:
        """Begin one."""
        arrivals: Arrivals = self.settings["arrivals"]
        try:
            arrival = arrivals.begin(Announced.read(self.told()), person=self.person)
            self.say(arrival.as_json())
        except VigError as error:
            self.refuse(error)


class Receiving:
    """One request's bytes on their way to the disk.

    Args:
        arrival: What they belong to.
        offset: Where in the film they begin.

    Attributes:
        error: Why no more are taken; what was taken before stays.
    """

    def __init__(self, arrival: Arrival, *, offset: int) -> None:
        self._arrival, self._offset = arrival, offset
        self._held = bytearray()
        self.error: VigError | None = None
        if arrival.state != "arriving":
            self.error = BadRequest("The film has arrived already. Wait until it was looked at.")
        elif arrival.offset() != offset:
            self.error = WrongOffset("The film goes on at another place. Go on there.")

    async def take(self, data: bytes) -> None:
        """Take some bytes; the sender is kept waiting while they are written."""
        if self.error is None:
            self._held += data
            if len(self._held) >= BLOCK_BYTES:
                await self.write()

    async def write(self) -> None:
        """Write what is held."""
        block, self._held = self._held, bytearray()
        if self.error is not None or not block:
            return
        if self._offset + len(block) > self._arrival.announced.size_bytes:
            self.error = BadRequest("The file is longer than was said of it. Choose it again.")
            return
        try:
            async with self._arrival.writing:
                follows = await asyncio.to_thread(self._arrival.passing.append, block, offset=self._offset)
        except VigError as error:
            self.error = {Cancelled: Cancelled(NOT_HERE), StorageFull: StorageFull(NO_ROOM)}.get(type(error), error)
            return
        if follows:
            self._offset += len(block)
        else:  # another request was quicker: the connection had been given up for lost
            self.error = WrongOffset("The film goes on at another place. Go on there.")


@tornado.web.stream_request_body
class OneArrival(Answering):
    """One film on its way."""

    unattended = True
    """A film arrives and is asked about without anybody at the page."""

    def prepare(self) -> None:
        """Make ready for a film's bytes before the first of them is read."""
        self._refused: VigError | None = None
        if self.request.method == "PUT":
            arrivals: Arrivals = self.settings["arrivals"]
            try:
                arrival = arrivals.find(self.path_args[0], person=self.person)
                self.request.connection.set_max_body_size(arrival.announced.size_bytes + SLACK_BYTES)  # type: ignore[union-attr] - HTTP/1 has it
                self._arrival, self._receiving = arrival, Receiving(arrival, offset=self._offset())
            except VigError as error:
                self._refused = error

    def _offset(self) -> int:
        try:
            return int(self.get_query_argument("offset"))
        except (ValueError, tornado.web.HTTPError) as error:
            raise misread("offset") from error

    def data_received(self, chunk: bytes) -> Awaitable[None] | None:
        """Take a piece of the film."""
        if self.request.method == "PUT" and self._refused is None:
            return self._receiving.take(chunk)
        return None

    async def put(self, _arrival_id: str) -> None:
        """Say what is there once the request's bytes are written."""
        if self._refused is not None:
            self.refuse(self._refused)
            return
        await self._receiving.write()
        error = self._receiving.error
        try:
            if error is None:
                self.say(self._arrival.as_json())
            else:
                self.refuse(error, offset=self._arrival.offset())
        except Cancelled as called_off:
            self.refuse(called_off)

    def get(self, arrival_id: str) -> None:
        """Tell how far it is."""
        arrivals: Arrivals = self.settings["arrivals"]
        try:
            self.say(arrivals.find(arrival_id, person=self.person).as_json())
        except VigError as error:
            self.refuse(error)

    async def delete(self, arrival_id: str) -> None:
        """Call it off."""
        arrivals: Arrivals = self.settings["arrivals"]
        try:
            await arrivals.cancel(arrivals.find(arrival_id, person=self.person))
            self.say({})
        except VigError as error:
            self.refuse(error)


class Arrived(Answering):
    """All bytes of one film are there."""

    async def post(self, arrival_id: str) -> None:
        """Look at the film and keep it."""
        arrivals: Arrivals = self.settings["arrivals"]
        try:
            arrival = arrivals.find(arrival_id, person=self.person)
            try:
                await arrivals.look(arrival)
            except BadRequest as error:
                self.refuse(error, offset=arrival.offset())
                return
            self.say(arrival.as_json())
        except VigError as error:
            self.refuse(error)


def rules() -> list[tuple[Any, ...]]:
    """Return the routes of this module below the base address."""
    one = r"([0-9a-f]{32})"
    return [
        (r"/vig/arriving", AllArrivals),
        (rf"/vig/arriving/{one}", OneArrival),
        (rf"/vig/arriving/{one}/done", Arrived),
    ]
