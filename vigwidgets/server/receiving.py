"""What the routes have in common by which a file comes in pieces: films, and backups that are brought back.

Each kind's own module says how its answers look (`server/arriving.py`, `server/bringing.py`).
"""

from __future__ import annotations

import asyncio
import time
from abc import abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, Final

import tornado.web

from vigwidgets.core.errors import BadRequest, Cancelled, StorageFull, VigError
from vigwidgets.server.answering import Answering, misread
from vigwidgets.server.roles import WORKING

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from vigwidgets.server.incoming import AllIncoming, Incoming

BLOCK_BYTES: Final = 1 << 20
"""Written at once; while one block is written the next one comes, and no more of a file is ever held in memory."""
SLACK_BYTES: Final = 1 << 20
"""How much too long a request may be to be told so in a sentence; longer ones are cut off."""


class WrongOffset(BadRequest):
    """Bytes that do not follow on those that are there."""

    code = "wrong_offset"

    def __init__(self) -> None:
        super().__init__("The file goes on at another place. Go on there.")


class Receiving:
    """One request's bytes on their way to the disk.

    Args:
        incoming: What they belong to.
        offset: Where in the file they begin.

    Attributes:
        error: Why no more are taken; what was taken before stays.
    """

    def __init__(self, incoming: Incoming, *, offset: int) -> None:
        self._incoming, self._offset = incoming, offset
        self._held = bytearray()
        self._writing: asyncio.Task[None] | None = None
        self.error: VigError | None = None
        if incoming.state != "arriving":
            self.error = BadRequest("The file has arrived already. Wait until it was looked at.")
        elif incoming.offset() != offset:
            self.error = WrongOffset()

    async def take(self, data: bytes) -> None:
        """Take some bytes; the sender is kept waiting while more than the block before them is unwritten."""
        if self.error is None:
            self._held += data
            if len(self._held) >= BLOCK_BYTES:
                await self._hand_over()

    async def write(self) -> None:
        """Write what is held."""
        await self._hand_over()
        await self._written()

    async def _hand_over(self) -> None:
        """Begin to write what is held, once all before it is written."""
        await self._written()
        block, self._held = self._held, bytearray()
        if self.error is None and block:
            self._writing = asyncio.create_task(self._write(block))

    async def _written(self) -> None:
        writing, self._writing = self._writing, None
        if writing is not None:
            await writing

    async def _write(self, block: bytearray) -> None:
        incoming = self._incoming
        if self._offset + len(block) > incoming.size_bytes:
            self.error = BadRequest("The file is longer than was said of it. Choose it again.")
            return
        try:
            async with incoming.writing:
                follows = await asyncio.to_thread(incoming.passing.append, block, offset=self._offset)
        except VigError as error:
            told = {Cancelled: Cancelled(incoming.not_here), StorageFull: StorageFull(incoming.no_room)}
            self.error = told.get(type(error), error)
            return
        incoming.touched = time.monotonic()
        if follows:
            self._offset += len(block)
        else:  # another request was quicker: the connection had been given up for lost
            self.error = WrongOffset()


class InRoom(Answering):
    """A route to the files of one kind.

    Attributes:
        room: The setting that holds them.
    """

    roles = WORKING
    room: ClassVar[str]

    @property
    def files(self) -> AllIncoming[Any]:
        """All of that kind."""
        return self.settings[self.room]


class AllFiles(InRoom):
    """The person's files that are on their way."""

    def get(self) -> None:
        """Tell of all of them."""
        try:
            self.say({"arrivals": [one.as_json() for one in self.files.of(self.person)]})
        except VigError as error:  # called off this very moment
            self.refuse(error)

    async def post(self) -> None:
        """Begin one."""
        try:
            self.say((await self.begin(self.told())).as_json())
        except VigError as error:
            self.refuse(error)

    @abstractmethod
    async def begin(self, told: dict[str, Any]) -> Incoming:
        """Return a new one as the page announces it, or raise why not."""


@tornado.web.stream_request_body
class OneFile(InRoom):
    """One file on its way."""

    unattended = True
    """A file arrives and is asked about without anybody at the page."""

    def prepare(self) -> None:
        """Make ready for a file's bytes before the first of them is read."""
        self._refused: VigError | None = None
        if self.request.method == "PUT":
            try:
                one = self.files.find(self.path_args[0], person=self.person)
                self.request.connection.set_max_body_size(one.size_bytes + SLACK_BYTES)  # type: ignore[union-attr] - HTTP/1 has it
                self._incoming, self._receiving = one, Receiving(one, offset=self._offset())
            except VigError as error:
                self._refused = error

    def _offset(self) -> int:
        try:
            return int(self.get_query_argument("offset"))
        except (ValueError, tornado.web.HTTPError) as error:
            raise misread("offset") from error

    def data_received(self, chunk: bytes) -> Awaitable[None] | None:
        """Take a piece of the file."""
        if self.request.method == "PUT" and self._refused is None:
            return self._receiving.take(chunk)
        return None

    async def put(self, _incoming_id: str) -> None:
        """Say what is there once the request's bytes are written."""
        if self._refused is not None:
            self.refuse(self._refused)
            return
        await self._receiving.write()
        error = self._receiving.error
        try:
            if error is None:
                self.say(self._incoming.as_json())
            else:
                self.refuse(error, offset=self._incoming.offset())
        except Cancelled as called_off:
            self.refuse(called_off)

    def get(self, incoming_id: str) -> None:
        """Tell how far it is."""
        try:
            self.say(self.files.find(incoming_id, person=self.person).as_json())
        except VigError as error:
            self.refuse(error)

    async def delete(self, incoming_id: str) -> None:
        """Call it off, and say whether it was done already."""
        try:
            one = self.files.find(incoming_id, person=self.person)
            await self.files.cancel(one)
            self.say({"done": one.state == "done"})
        except VigError as error:
            self.refuse(error)


class EndOfFile(InRoom):
    """All bytes of one file are there."""

    async def post(self, incoming_id: str) -> None:
        """Begin the work on it."""
        try:
            one = self.files.find(incoming_id, person=self.person)
            try:
                await self.files.look(one)
            except BadRequest as error:
                self.refuse(error, offset=one.offset())
                return
            self.say(one.as_json())
        except VigError as error:
            self.refuse(error)
