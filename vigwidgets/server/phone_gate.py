"""One gate round the doors for phones. Default deny: without a ticket that is open, every address answers 404."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Final

import tornado.web

from vigwidgets import words
from vigwidgets.server.doors import Doors
from vigwidgets.server.gate import HEADERS
from vigwidgets.server.templating import allowed, rendered, template_text

if TYPE_CHECKING:
    from vigwidgets.core.access import Person
    from vigwidgets.server.phones import Phones, Ticket

log = logging.getLogger("vigwidgets.server")
MOST_WRONG: Final = 10
WRONG_SECONDS: Final = 60
MOST_REMEMBERED: Final = 1000
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src {style}; img-src data:; connect-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)


class WrongTokens:
    """How many wrong tokens each address has shown within a minute."""

    def __init__(self) -> None:
        self._shown: OrderedDict[str, list[float]] = OrderedDict()

    def one_more(self, address: str) -> None:
        """Remember one."""
        self._shown[address] = [*self._recent(address), time.monotonic()][-MOST_WRONG:]
        self._shown.move_to_end(address)
        if len(self._shown) > MOST_REMEMBERED:
            self._shown.popitem(last=False)

    def too_many(self, address: str) -> bool:
        """Return whether to listen to this address again only later."""
        return len(self._recent(address)) >= MOST_WRONG

    def _recent(self, address: str) -> list[float]:
        return [at for at in self._shown.get(address, ()) if time.monotonic() - at < WRONG_SECONDS]


class Nowhere(tornado.web.RequestHandler):
    """Answers 404 to everybody, with the same page whatever was asked."""

    def prepare(self) -> None:
        """Refuse."""
        raise tornado.web.HTTPError(404)

    def set_default_headers(self) -> None:
        """Say as little as possible of who answers."""
        for name, value in HEADERS.items():
            self.set_header(name, value)
        self.set_header("Content-Security-Policy", POLICY.format(style="'self'"))
        self.set_header("Cache-Control", "no-store")
        self.clear_header("Server")

    def write_error(self, status_code: int, **_: Any) -> None:  # noqa: ARG002 - they all look alike
        """Say that there is nothing here, and what to do."""
        text = words.section("phone_page")
        self.note(title=text["title_over"], sentence=text["over"])

    def note(self, *, title: str, sentence: str) -> None:
        """Send a page with nothing but this on it."""
        style = template_text("message.css")
        self.set_header("Content-Security-Policy", POLICY.format(style=allowed(style)))
        self.set_header("Content-Type", "text/html; charset=utf-8")
        told = {"title": title, "sentence": sentence, "inside": False, "base": "/"}
        self.finish(rendered("message.html", words=words.section("doors"), style=style, **told))

    def log_exception(self, kind: Any, value: Any, trace: Any) -> None:
        """Keep the address out of the log: it holds the token."""
        if not isinstance(value, tornado.web.HTTPError):
            log.error("defect in the doors for phones", exc_info=(kind, value, trace))

    def compute_etag(self) -> None:
        """No tag: nothing here is kept."""


class Door(Nowhere):
    """A route that a ticket opens; without one it does not exist."""

    ticket: Ticket
    person: Person

    def prepare(self) -> None:
        """Find the ticket, or answer as any address does."""
        wrong: WrongTokens = self.settings["wrong_tokens"]
        if self.request.host.lower() not in self.settings["hosts"]() or not Doors.same_origin(self.request):
            raise tornado.web.HTTPError(404)
        address = self.request.remote_ip or ""
        if wrong.too_many(address):
            raise tornado.web.HTTPError(429)
        phones: Phones = self.settings["phones"]
        found = phones.with_token(self.path_args[0])
        if found is None:
            wrong.one_more(address)
            raise tornado.web.HTTPError(404)
        self.ticket, self.person = found, found.person
        found.touched = time.monotonic()
        del self.path_args[0]

    @property
    def phones(self) -> Phones:
        """All tickets."""
        return self.settings["phones"]
