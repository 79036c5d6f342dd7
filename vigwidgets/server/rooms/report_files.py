"""What the trainer saves of a session, made when asked for and kept nowhere here.

GET room/report.html | .pdf    figures, released words, agenda, and attendance as far as people agreed
GET room/presses.csv           one row a press, without names
                               -> an attachment; 404 where no room is open
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

import tornado.web

from vigwidgets.exchange.paper_forms import Form, paper_bytes
from vigwidgets.server.rooms.report import ReportPart

if TYPE_CHECKING:
    from vigwidgets.server.rooms.gathering import Gathering
    from vigwidgets.server.rooms.rooms import Rooms

TYPES: Final = {"html": "text/html; charset=utf-8", "pdf": "application/pdf", "csv": "text/csv; charset=utf-8"}
BOM: Final = "\ufeff"


class SessionFile(tornado.web.RequestHandler):
    """A file of the open room."""

    async def send(self, name: str, form: str) -> None:
        """Make it aside and send it.

        Raises:
            HTTPError: no room is open.
        """
        rooms: Rooms = self.settings["rooms"]
        gathering = rooms.gathering
        if gathering is None:
            raise tornado.web.HTTPError(404)
        content = await asyncio.to_thread(_made, gathering, form)
        self.set_header("Content-Type", TYPES[form])
        called = f"{name}-{gathering.room.begun_at.astimezone().date().isoformat()}.{form}"
        self.set_header("Content-Disposition", f'attachment; filename="{called}"')
        self.set_header("Cache-Control", "no-store")
        self.finish(content)

    def compute_etag(self) -> None:
        """No tag: nothing of it is kept."""


class ReportFile(SessionFile):
    """The report."""

    async def get(self, form: Form) -> None:
        """Send it."""
        await self.send("session", form)


class PressesFile(SessionFile):
    """All presses."""

    async def get(self) -> None:
        """Send them."""
        await self.send("presses", "csv")


def _made(gathering: Gathering, form: str) -> bytes:
    part = gathering.parts.of(ReportPart)
    if form == "csv":
        return (BOM + part.presses_csv()).encode()
    return paper_bytes(part.paper(), "pdf" if form == "pdf" else "html")


def rules() -> list[tuple[Any, ...]]:
    """Return the routes of this module below the base address."""
    return [(r"/room/report\.(html|pdf)", ReportFile), (r"/room/presses\.csv", PressesFile)]
