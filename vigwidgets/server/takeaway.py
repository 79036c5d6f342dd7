"""*Take my work home*: a person's work in one verified file, made aside, then downloaded once.

Answers are JSON with status 200, for the console's sake, as in `server/arriving.py`. STATE is

    {"ok": true, "state": "none" | "making" | "ready" | "refused",
     "done_bytes": 0, "all_bytes": 0,                  while making; all_bytes is 0 until it is known
     "size_bytes": 12345 | null, "name": "my-work-2027-03-01.vigwork.zip" | null,             once ready
     "films": true,                                    whether films are in it; null with "none"
     "not_whole": [],                                  ids of films that are missing in it, or damaged, once ready
     "error": {"code", "message"} | null}              once refused; POST begins anew

    POST   vig/takeaway          {"films": true} -> STATE, "making"; where one is being made or ready already, that
                                 one's STATE (a person has one at a time: DELETE first to make another kind); or ok
                                 false with "error": bad_request, storage_full, …
    GET    vig/takeaway          -> STATE; ask about four times a second while "making"
    GET    vig/takeaway/file     the file, `Content-Disposition: attachment`; use a plain link, `<a href download>`.
                                 Once it was sent whole it is gone from here and STATE is "none". 404 when none is ready
    DELETE vig/takeaway          -> STATE, "none": cancelled, or thrown away; nothing of it is left

It lies among the person's passing files (`workbook/keeping/passing.py`), goes with whatever erases them, and with
the server.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any, Final

import tornado.web
from tornado.iostream import StreamClosedError

from vigwidgets.core.errors import NotFound, VigError
from vigwidgets.server.answering import Answering, misread
from vigwidgets.server.packing import READY, Takeaways
from vigwidgets.server.roles import EVERYBODY

if TYPE_CHECKING:
    from vigwidgets.workbook.keeping.passing import Passing

BLOCK_BYTES: Final = 1 << 20


class TakeAway(Answering):
    """The person's work, being packed or ready."""

    roles = EVERYBODY
    unattended = True
    """It is asked about without anybody at the page."""

    def get(self) -> None:
        """Tell how far it is."""
        takeaways: Takeaways = self.settings["takeaways"]
        self.say(takeaways.as_json(self.person))

    def post(self) -> None:
        """Begin to pack."""
        takeaways: Takeaways = self.settings["takeaways"]
        try:
            told = self.told()
            if not isinstance(told.get("films"), bool):
                raise misread("films")
            takeaways.begin(self.person, films=told["films"])
            self.say(takeaways.as_json(self.person))
        except VigError as error:
            self.refuse(error)

    async def delete(self) -> None:
        """Call it off, or throw it away."""
        takeaways: Takeaways = self.settings["takeaways"]
        await takeaways.drop(self.person)
        self.say(takeaways.as_json(self.person))


class TakeAwayFile(Answering):
    """The file itself."""

    roles = EVERYBODY

    async def get(self) -> None:
        """Send it, a block at a time; once all of it is sent it goes."""
        takeaways: Takeaways = self.settings["takeaways"]
        packing = takeaways.find(self.person)
        if packing is None or packing.state != READY:
            raise tornado.web.HTTPError(404) from NotFound("There is nothing packed here any more. Pack it once more.")
        self.set_header("Content-Type", "application/zip")
        self.set_header("Content-Disposition", f'attachment; filename="{packing.name}"')
        self.set_header("Content-Length", str(packing.size_bytes))
        self.set_header("Cache-Control", "no-store")
        with contextlib.suppress(StreamClosedError):  # the connection was lost: the file stays for another try
            await self._send(packing.passing)
            await takeaways.drop(self.person)

    async def _send(self, passing: Passing) -> None:
        with passing.path.open("rb", buffering=0) as file:
            while block := await asyncio.to_thread(file.read, BLOCK_BYTES):
                self.write(block)
                await self.flush()


def rules() -> list[tuple[Any, ...]]:
    """Return the routes of this module below the base address."""
    return [(r"/vig/takeaway", TakeAway), (r"/vig/takeaway/file", TakeAwayFile)]
