"""One gate round every handler. Default deny: what is not let in here is answered 403, sockets included."""

from __future__ import annotations

import hmac
import inspect
import logging
from functools import cache
from typing import Any, Final

import tornado.web

from vigwidgets.core.access import Person
from vigwidgets.server.doors import COOKIE_DAYS, PROOF_HEADER, Doors, Visitor, comes_from_room, is_overheard
from vigwidgets.server.roles import EVERYBODY, GUESTS, OWNER

log = logging.getLogger("vigwidgets.server")

HEADERS: Final = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
SIGN_IN_HELPS: Final = frozenset({"nobody", "link", "locked"})
"""Reasons for which somebody is refused who may have a pass phrase."""


def content_security_policy(host: str, *, style: str = "'self'") -> str:
    """Return a policy that lets a page talk to this host and to nobody else."""
    return (
        f"default-src 'none'; script-src 'self'; style-src {style}; img-src 'self' data: blob:; "
        "media-src 'self' blob:; "
        f"font-src 'self'; connect-src 'self' ws://{host} wss://{host}; manifest-src 'self'; frame-ancestors 'none'; "
        "base-uri 'none'; form-action 'self'"
    )


def hand_cookie(handler: tornado.web.RequestHandler, visitor: Visitor) -> None:
    """Give a browser the cookie by which it is known from now on."""
    doors: Doors = handler.settings["doors"]
    handler.set_cookie(
        doors.cookie_name, doors.sign_in(visitor).decode(), httponly=True, samesite="Strict", path="/",
        expires_days=COOKIE_DAYS, secure=handler.request.protocol == "https",
    )  # fmt: skip


class Refused(tornado.web.HTTPError):
    """A closed door; the reason goes to the log as a code, the visitor gets 403."""

    def __init__(self, reason: str) -> None:
        super().__init__(403, reason)
        self.reason_code = reason


@cache
def gate(handler: type[tornado.web.RequestHandler]) -> type[tornado.web.RequestHandler]:  # noqa: C901 - one class, four short methods
    """Return `handler` behind the gate: a known Host, our own Origin, and a person whose session is open, or 403.

    The handler finds the `Person` in `self.person` and the id of the session in `self.session`. It is reached by the
    owner alone unless its class says in `roles` who else may. A class with `proof = "name"` is reached without a
    cookie, by whoever proves that they can read the data folder's secret; one with `for_locked_out = True` also by
    whoever was in before, and one with `for_strangers = True` by whoever is near, who gets no `person`. What comes
    from a page by itself, with nobody there, has `unattended = True`.
    """

    class Gated(handler):  # type: ignore[misc,valid-type]
        person: Person
        session: str

        async def prepare(self) -> None:
            doors: Doors = self.settings["doors"]
            if not doors.known_host(self.request):
                raise Refused("host")
            if not (doors.same_origin(self.request) or comes_from_room(self.request)):
                raise Refused("origin")
            if hasattr(handler, "proof"):
                given = self.request.headers.get(PROOF_HEADER, "")
                if not hmac.compare_digest(given.encode(), doors.proof(getattr(handler, "proof", "")).encode()):
                    raise Refused("proof")
            elif not (getattr(handler, "for_strangers", False) or self._admit(doors)):
                return
            result = super().prepare()
            if inspect.isawaitable(result):
                await result

        def _admit(self, doors: Doors) -> bool:
            """Return whether to go on; else the visitor has been sent on with a cookie."""
            visitor, sessions = doors.signed_in(self.get_cookie(doors.cookie_name)), self.settings["sessions"]
            inside = bool(visitor) and sessions.is_open(visitor.session, doors.person_key(visitor.person))
            if self._arrives_by_link(doors, visitor if inside else None):
                return False
            if visitor is None:
                raise Refused("nobody")
            role = self.settings["roles"].of(visitor.person)
            if role not in getattr(handler, "roles", OWNER):
                raise Refused("role")
            if not (inside or getattr(handler, "for_locked_out", False)):
                raise Refused("locked_guest" if role in GUESTS else "locked")
            if not getattr(handler, "unattended", False):
                sessions.somebody_is_here(visitor.session)
            self.person, self.session = visitor.person, visitor.session
            return True

        def _arrives_by_link(self, doors: Doors, inside: Visitor | None) -> bool:
            """Exchange a launch token for the cookie and leave it out of the address."""
            try:
                token = self.get_query_argument("token", "") if self.request.method == "GET" else ""
            except tornado.web.HTTPError as error:  # no text
                raise Refused("link") from error
            if not token or getattr(handler, "is_socket", False):
                return False
            person = doors.use_link(token) or (inside.person if inside else None)
            if person is None:
                raise Refused("link")
            if inside is None or inside.person != person:
                inside = Visitor(person, self.settings["sessions"].begin(doors.person_key(person)))
            hand_cookie(self, inside)
            self.redirect(f"/{self.request.path.lstrip('/')}")  # two slashes would name another host
            return True

        def set_default_headers(self) -> None:
            super().set_default_headers()
            for name, value in HEADERS.items():
                self.set_header(name, value)
            self.set_header("Content-Security-Policy", content_security_policy(self.request.host))
            if not is_overheard(self.request):  # where it is, browsers do not trust it with this
                self.set_header("Cross-Origin-Opener-Policy", "same-origin")
            self.clear_header("Server")

        def log_exception(self, kind: Any, value: Any, trace: Any) -> None:
            """Keep addresses out of the log, for one may hold a token; why somebody was refused is told below."""
            if isinstance(value, tornado.web.HTTPError) and not isinstance(value, Refused):
                log.warning("answered %d: %s %s", value.status_code, self.request.method, type(self).__name__)
            elif not isinstance(value, Refused):
                log.error("defect: %s %s", self.request.method, type(self).__name__, exc_info=(kind, value, trace))

        def write_error(self, status_code: int, **kwargs: Any) -> None:
            error = kwargs.get("exc_info", (None, None))[1]
            reason = getattr(error, "reason_code", "")
            if reason:
                log.warning("refused: %s %s (%s)", self.request.method, type(self).__name__, reason)
            self.set_header("Cache-Control", "no-store")
            sign_in = reason in SIGN_IN_HELPS and self.settings["sign_ins"].are_offered
            page, style = self.settings["pages"].message(status_code, reason, error, sign_in=sign_in)
            self.set_header("Content-Security-Policy", content_security_policy(self.request.host, style=style))
            self.set_header("Content-Type", "text/html; charset=utf-8")
            self.finish(page)

    Gated.__name__ = Gated.__qualname__ = handler.__name__
    return Gated


class Nothing(tornado.web.RequestHandler):
    """Answers whatever no rule names: 404 to those who are in, 403 to others."""

    roles = EVERYBODY

    def _none(self, *_: object, **__: object) -> None:
        raise tornado.web.HTTPError(404)

    get = head = post = put = patch = delete = options = _none  # type: ignore[assignment]
