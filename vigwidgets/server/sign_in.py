"""Signing in by a name and a pass phrase, where the workbook is shared: `sign-in` is the page, and takes its form.

There is no such page until `vig trainer` has set the first pass phrase. Who is let in gets the same cookie as by a
link: it names a person and a session, and no role. What is wrong is said on the page itself, with status 200.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import tornado.web

from vigwidgets import words
from vigwidgets.core.errors import VigError
from vigwidgets.server.answering import misread
from vigwidgets.server.doors import Doors, Visitor, is_overheard
from vigwidgets.server.gate import Refused, content_security_policy, hand_cookie
from vigwidgets.server.kernels import LOCKED, Kernels
from vigwidgets.server.templating import allowed, rendered, template_text
from vigwidgets.words.sentences import spoken

if TYPE_CHECKING:
    from vigwidgets.server.sessions import Sessions
    from vigwidgets.server.trainers import SignIns

LONGEST_FORM_BYTES: Final = 16_000


class SignIn(tornado.web.RequestHandler):
    """The page, for whoever has no session."""

    for_strangers = True

    def prepare(self) -> None:
        """Refuse all where nobody can sign in, and whatever is no visit or form."""
        if not self.sign_ins.are_offered or self.request.method not in ("GET", "HEAD", "POST"):
            raise Refused("nobody")

    @property
    def sign_ins(self) -> SignIns:
        """Who may come in."""
        return self.settings["sign_ins"]

    def get(self) -> None:
        """Send the page."""
        self._send("")

    def head(self) -> None:
        """Say that there is one."""

    async def post(self) -> None:
        """Let in whoever knows both, and show them the workbook."""
        name = ""
        try:
            name, phrase = self._typed("name"), self._typed("pass_phrase")
            person = await self.sign_ins.person(name, phrase, address=self.request.remote_ip or "")
        except VigError as error:
            self._send(spoken(error.sentence), name=name)
            return
        doors: Doors = self.settings["doors"]
        sessions: Sessions = self.settings["sessions"]
        kernels: Kernels = self.settings["kernels"]
        before = doors.signed_in(self.get_cookie(doors.cookie_name))
        if before is not None:  # this browser is somebody's who signs in now
            await kernels.end_sessions(sessions.end([before.session]), code=LOCKED)
        hand_cookie(self, Visitor(person, sessions.begin(doors.person_key(person))))
        self.redirect(self.settings["pages"].base_url, status=303)

    def _typed(self, name: str) -> str:
        if len(self.request.body) > LONGEST_FORM_BYTES:
            raise misread("form")
        return self.get_body_argument(name, "", strip=False)

    def _send(self, trouble: str, *, name: str = "") -> None:
        style = template_text("message.css") + template_text("sign_in.css")
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Security-Policy", content_security_policy(self.request.host, style=allowed(style)))
        self.set_header("Content-Type", "text/html; charset=utf-8")
        # Under "no-referrer" browsers say nothing of where a form comes from, and where it is from decides.
        self.set_header("Referrer-Policy", "same-origin")
        self.finish(
            rendered(
                "sign_in.html", words=words.section("sign_in"), style=style, trouble=trouble, name=name,
                overheard=is_overheard(self.request),
            )
        )  # fmt: skip


def rules() -> list[tuple[Any, ...]]:
    """Return the routes of this module below the base address."""
    return [(r"/sign-in", SignIn)]
