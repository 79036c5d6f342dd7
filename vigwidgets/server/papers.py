"""A person's reflective account and record of work, made when asked for and kept nowhere here.

GET vig/account/PROMPT.md | .html | .pdf   the account as the person chose on their page, whose prompt is PROMPT
GET vig/record/PROMPT.html | .pdf          the record; a name for it in the header `Vig-Name`, URI-encoded, or none
                             -> an attachment named `account-<date>.<ending>`, `record-<date>.<ending>`, or JSON
                             `{"ok": false, "error"}` with status 200 as in `server/answering.py`: `names_unseen` while
                             a name in the account was not looked at. 404 where something else is kept under PROMPT.
                             Never a film, never anything of another person's
"""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Final
from urllib.parse import unquote

import tornado.web

from vigwidgets.core.errors import BadRequest, VigError
from vigwidgets.server.answering import Answering
from vigwidgets.server.roles import EVERYBODY

if TYPE_CHECKING:
    from vigwidgets.exchange.paper_forms import Form
    from vigwidgets.journal import Journal

MEDIA_TYPES: Final = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
}
LONGEST_NAME: Final = 200
_FORM: Final = r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,63}"


class PaperFile(Answering):
    """Pages as a file."""

    roles = EVERYBODY
    kind: ClassVar[str] = ""

    async def get(self, prompt: str, form: Form) -> None:
        """Make the pages aside and send them."""
        try:
            journal = self.settings["desk"].journal(self.person)
            kept = journal.reflection(prompt)
            if kept is not None and kept.prompt.exercise != self.kind:
                raise tornado.web.HTTPError(404)
            name = self._name()
            content = await asyncio.to_thread(_made, journal, self.kind, prompt, form, name)
        except VigError as error:
            self.refuse(error)
            return
        today = date.today().isoformat()  # noqa: DTZ011 - this place's day
        self.set_header("Content-Type", MEDIA_TYPES[form])
        self.set_header("Content-Disposition", f'attachment; filename="{self.kind}-{today}.{form}"')
        self.set_header("Cache-Control", "no-store")
        self.finish(content)

    def _name(self) -> str:
        name = unquote(self.request.headers.get("Vig-Name", ""))
        if len(name) > LONGEST_NAME:
            raise BadRequest(f"A name has at most {LONGEST_NAME} letters here. Write it shorter.")
        return name

    def compute_etag(self) -> None:
        """No tag: nothing of it is kept."""


class AccountFile(PaperFile):
    """The reflective account."""

    kind = "account"


class RecordFile(PaperFile):
    """The record of work done."""

    kind = "record"


def _made(journal: Journal, kind: str, prompt: str, form: Form, name: str) -> bytes:
    from vigwidgets.exchange.paper_forms import paper_bytes
    from vigwidgets.workbook.papers.kept import answer_of

    answer, today = answer_of(journal.reflection(prompt)), date.today()  # noqa: DTZ011 - this place's day
    if kind == "account":
        from vigwidgets.workbook.papers.account import Account

        return paper_bytes(Account(journal, answer).paper(on=today), form)
    from vigwidgets.workbook.papers.record import Record

    return paper_bytes(Record(journal, answer).paper(on=today, name=name), form)


def rules() -> list[tuple[Any, ...]]:
    """Return the routes of this module below the base address."""
    return [
        (rf"/vig/account/({_FORM})\.(md|html|pdf)", AccountFile),
        (rf"/vig/record/({_FORM})\.(html|pdf)", RecordFile),
    ]
