"""Films and pages to take along where the server has no routes of ours (stock Voilà, an editor): a kernel's own door.

It listens on this machine only, at an address that nobody can guess, and gives out the same files as our own server.
"""

from __future__ import annotations

import asyncio
import secrets
import threading
from functools import cache
from urllib.parse import urlsplit

import tornado.httpserver
import tornado.netutil
import tornado.web

from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.server import films, papers
from vigwidgets.server.desk import Desk
from vigwidgets.server.doors import LOOPBACK
from vigwidgets.workbook.folder.data_folder import DataFolder

START_SECONDS = 10


@cache
def tap_address() -> str:
    """Return the address that films' addresses begin with, ending in a slash; the first call opens the door.

    Raises:
        TimeoutError: the machine did not let us listen.
    """
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="film tap", daemon=True).start()
    return asyncio.run_coroutine_threadsafe(_open(), loop).result(START_SECONDS)


async def _open() -> str:
    token = secrets.token_urlsafe(24)
    rules = [(f"/{token}{pattern}$", tapped(handler)) for pattern, handler in films.rules() + papers.rules()]
    app = tornado.web.Application(desk=Desk(DataFolder.find().make()), log_function=lambda _handler: None)  # type: ignore[arg-type]
    app.add_handlers(".*$", rules)  # type: ignore[arg-type]
    sockets = tornado.netutil.bind_sockets(0, "127.0.0.1")
    tornado.httpserver.HTTPServer(app).add_sockets(sockets)
    return f"http://127.0.0.1:{sockets[0].getsockname()[1]}/{token}/"


def tapped(handler: type[tornado.web.RequestHandler]) -> type[tornado.web.RequestHandler]:
    """Return `handler` for the local owner's own pages on this machine; 403 for any other."""

    class Tapped(handler):  # type: ignore[misc,valid-type]
        person = Person(LOCAL_OWNER)

        def prepare(self) -> None:
            if self.request.host.rsplit(":", 1)[0] not in LOOPBACK:
                raise tornado.web.HTTPError(403)
            origin = self.request.headers.get("Origin")
            if origin and urlsplit(origin).hostname not in ("127.0.0.1", "localhost", "::1"):
                raise tornado.web.HTTPError(403)
            if origin:
                self.set_header("Access-Control-Allow-Origin", origin)
                self.set_header("Access-Control-Allow-Headers", "Vig-Name")
                self.set_header("Access-Control-Expose-Headers", "Content-Disposition")
                self.set_header("Vary", "Origin")
            self.set_header("Referrer-Policy", "no-referrer")
            self.set_header("X-Content-Type-Options", "nosniff")

        def options(self, *_parts: str) -> None:
            """Answer 204: a browser asks whether it may ask, as the page has another origin."""
            self.set_status(204)

    return Tapped
