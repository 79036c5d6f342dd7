"""Chapters as light pages: markdown and widgets in our own template, made once a chapter, filled in for each person."""

from __future__ import annotations

import asyncio
import gzip
import hmac
import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import tornado.web

from vigwidgets import words
from vigwidgets.core.access import LOCAL_OWNER
from vigwidgets.core.errors import NotFound, VigError
from vigwidgets.server import asking, telling
from vigwidgets.server.gate import Refused
from vigwidgets.server.house import may_quit
from vigwidgets.server.modules import ALL_MODULES, ALL_STYLES, served_hash
from vigwidgets.server.provisioner import TemplateFailed
from vigwidgets.server.roles import EVERYBODY, GUESTS, WORKING
from vigwidgets.server.sections import sections
from vigwidgets.server.templating import allowed, rendered, script_json, template_text
from vigwidgets.words.sentences import spoken
from vigwidgets.workbook.contents import Chapter, chapter, chapters
from vigwidgets.workbook.looked_at import NotLookedAt

if TYPE_CHECKING:
    from vigwidgets.core.access import Person
    from vigwidgets.papers.printed import Link
    from vigwidgets.server.doors import Doors
    from vigwidgets.server.kernels import Kernels
    from vigwidgets.server.provisioner import TemplateSource
    from vigwidgets.server.sessions import Sessions
    from vigwidgets.workbook.chapter_code import ChapterCode
    from vigwidgets.workbook.chapter_fault import ChapterFault
    from vigwidgets.workbook.looked_at import LookedAt

log = logging.getLogger("vigwidgets.server")
HOLE: Final = "vig-page-config-goes-here"
FORBIDDEN: Final = 403
HOME: Final = "welcome"
"""The chapter that tells where one was; being there is no place to carry on from."""
PLACE_NAMES: Final = frozenset({"film"})
"""What a page's address may say about the place in a chapter."""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A chapter's page before it is anybody's: the HTML up to and after the person's configuration."""

    before: str
    after: str
    version: str
    states: dict[str, dict[str, Any]]


class Pages:
    """Makes and keeps the chapters' skeletons.

    Args:
        source: Places notebooks.
        base_url: Where the workbook lives, with slashes at both ends.
    """

    def __init__(self, source: TemplateSource, base_url: str) -> None:
        self._source = source
        self.base_url = base_url
        self._skeletons: dict[tuple[str, str], Skeleton] = {}
        self._chores: set[asyncio.Future[None]] = set()

    async def version(self, chapter_id: str) -> str:
        """Return what changes with the chapter's notebook or the browser's files."""
        return (await self.skeleton(chapter(chapter_id))).version

    async def skeleton(self, one: Chapter) -> Skeleton:
        """Return the chapter's skeleton, made anew when its notebook changed.

        Raises:
            NotLookedAt: its code may not run yet.
            TemplateFailed: the notebook does not run.
        """
        template = await self._source.template(one.notebook, one.id)
        key = (one.id, template.version)
        if key not in self._skeletons:
            page = self._framed(
                "chapter.html",
                one,
                house=words.section("house"),
                papers=words.section("papers"),
                room=words.section("room_screen"),
                sections=sections(one, template.outputs),
                modules=ALL_MODULES,
                hole=HOLE,
            )
            before, after = page.split(HOLE)
            self._skeletons[key] = Skeleton(before, after, f"{template.version}{served_hash()}", template.states)
        return self._skeletons[key]

    def _framed(self, template: str, one: Chapter, **told: Any) -> str:
        """Return a page of a chapter, with the way to all others round it."""
        return rendered(
            template,
            words=words.section("page"),
            chapter=one,
            chapters=chapters(),
            at_hand=[each for each in chapters() if each.at_hand or each is one],
            home=chapters()[0],
            **_beside(one),
            base=self.base_url,
            hash=served_hash(),
            styles=ALL_STYLES,
            **told,
        )

    def telling(self, one: Chapter, fault: ChapterFault, code: ChapterCode | None) -> str:
        """Return the page that says what stops a chapter, to whoever can mend it.

        Args:
            one: The chapter.
            fault: What stops it.
            code: Its code, where it could be read.
        """
        return self._framed("telling.html", one, **telling.told(one, fault, code))

    def asking(self, one: Chapter, asked: NotLookedAt, *, seen: str, again: bool) -> str:
        """Return the page that shows a chapter's code and asks whether it may run.

        Args:
            one: The chapter; nothing of it is run for this.
            asked: Why it may not run yet.
            seen: What the answer says, so that it is an answer to this code.
            again: Whether it was answered just now, of other code.
        """
        return self._framed("asking.html", one, seen=seen, **asking.told(one, asked, again=again))

    async def page(
        self,
        one: Chapter,
        person: Person,
        place: dict[str, str],
        kernels: Kernels,
        *,
        session: str,
        house: dict[str, Any],
    ) -> str:
        """Return the chapter's page for `person` with a kernel of its own behind it.

        Args:
            one: The chapter.
            person: Whose page it is.
            place: Where in the chapter, such as the film chosen.
            kernels: Of the server.
            session: Id of the session that the kernel ends with.
            house: What the page has to know of the house round it.
        """
        skeleton = await self.skeleton(one)
        self._place_soon(_beside(one)["after"])
        ticket = await kernels.open(one.id, person, place, skeleton.version, session=session)
        config = {
            "baseUrl": self.base_url,
            "kernelId": ticket.kernel_id,
            "ticket": kernels.doors.write_ticket(ticket),
            "words": words.section("page") | words.section("house"),
            "states": {name: state for name, state in skeleton.states.items() if not state["waits"]},
            "chapter": None if one.id == HOME else one.id,
            **house,
        }
        return skeleton.before + script_json(config) + skeleton.after

    def _place_soon(self, one: Chapter | None) -> None:
        """Place the chapter that somebody may open next, so that it opens as quickly as one that is open already."""
        if one is None or any(chapter_id == one.id for chapter_id, _ in self._skeletons):
            return
        chore = asyncio.ensure_future(self.place_ahead(one))
        self._chores.add(chore)
        chore.add_done_callback(self._chores.discard)

    async def place_ahead(self, one: Chapter) -> None:
        """Place a chapter before anybody asks; what stands against that is told when somebody opens it."""
        try:
            await self.skeleton(one)
        except NotLookedAt:
            log.info("chapter %s waits for somebody to look at its code", one.id)
        except TemplateFailed as error:
            log.log(*telling.logged(one, error))
        except Exception:
            log.exception("defect: chapter %s cannot be placed", one.id)

    def message(self, status: int, reason: str, error: BaseException | None, *, sign_in: bool) -> tuple[str, str]:
        """Return a page that says in a sentence why there is nothing else to see, and the hash of its style."""
        text = words.section("doors")
        cause = error.__cause__ if isinstance(error, tornado.web.HTTPError) else error
        title = text["title"]
        if isinstance(cause, VigError):
            sentence, title = spoken(cause.sentence), text.get(f"title_{status}", text["title_trouble"])
        elif status < 500:
            sentence = text.get(reason) or text.get(f"status_{status}") or text["status_403"]
            title = text.get(f"title_{reason or status}", title)
        else:
            reference = secrets.token_hex(3)
            log.error("defect %s", reference, exc_info=error)
            sentence, title = text["defect"].replace("{reference}", reference), text["title_trouble"]
        return self.note(title, sentence, inside=status != FORBIDDEN, sign_in=sign_in)

    def note(self, title: str, sentence: str, *, inside: bool, sign_in: bool) -> tuple[str, str]:
        """Return a page with nothing but this on it, and what a policy has to say to allow its style.

        Args:
            title: Its heading.
            sentence: What it says.
            inside: Whether whoever reads it may go back to the chapters.
            sign_in: Whether they may come in by a pass phrase.
        """
        style = template_text("message.css")
        page = rendered(
            "message.html", words=words.section("doors"), sentence=sentence, title=title, base=self.base_url,
            style=style, inside=inside, sign_in=sign_in,
        )  # fmt: skip
        return page, allowed(style)

    def paper(self, title: str, markup: str, *, style: str, back: Link, every: str) -> tuple[str, str]:
        """Return the page round a sheet of paper, and what a policy has to say to allow its style.

        Args:
            title: Of the sheet.
            markup: What stands on it.
            style: Of this sheet alone, beside that of all.
            back: Where to go back to.
            every: Address of the list of all sheets; empty on the list itself, which nobody prints.
        """
        page = rendered(
            "paper.html", words=words.section("page"), papers=words.section("papers"), title=title, markup=markup,
            style=style, back=back, every=every, base=self.base_url, hash=served_hash(),
        )  # fmt: skip
        return page, allowed(style)


def _beside(one: Chapter) -> dict[str, Chapter | None]:
    """Return the chapters before and after this one."""
    order = [None, *chapters(), None]
    at = order.index(one)
    return {"before": order[at - 1], "after": order[at + 1]}


class Page(tornado.web.RequestHandler):
    """One chapter; of one that may not run yet, its code and the question whether it may; of one that cannot, why."""

    roles = EVERYBODY
    person: Person
    session: str

    async def get(self, chapter_id: str) -> None:
        """Send the page; nothing of it is kept by the browser."""
        with _refusals_as_statuses():
            one = chapter(chapter_id)
            try:
                markup = await self._page(one)
            except NotLookedAt as asked:
                if self.person.id != LOCAL_OWNER:
                    raise
                markup = self._asking(one, asked)
            except TemplateFailed as failed:
                if self.person.id != LOCAL_OWNER or failed.fault is None:
                    raise
                log.log(*telling.logged(one, failed))
                self.set_status(500)
                markup = self._telling(one, failed.fault)
        await self._send(markup)

    async def post(self, chapter_id: str) -> None:
        """The owner has looked at the chapter's code: let it run, or ask again where it is other code by now."""
        if self.person.id != LOCAL_OWNER:
            raise Refused("owner")
        looked_at: LookedAt = self.settings["looked_at"]
        with _refusals_as_statuses():
            one = chapter(chapter_id)
            page = f"{self.settings['pages'].base_url}chapter/{one.id}"
            try:
                code = self.settings["source"].code(one.notebook)
            except TemplateFailed:  # the page says why
                self.redirect(page, status=303)
                return
            if hmac.compare_digest(self.get_body_argument("seen", "").encode(), self._seen(one, code).encode()):
                looked_at.remember(one.id, code)
            try:
                looked_at.check(one.id, code)
            except NotLookedAt as asked:
                await self._send(self._asking(one, asked, again=True))
                return
        self.redirect(page, status=303)

    async def _page(self, one: Chapter) -> str:
        pages: Pages = self.settings["pages"]
        kernels: Kernels = self.settings["kernels"]
        journal = kernels.desk.journal(self.person)
        place = {name: self.get_query_argument(name) for name in PLACE_NAMES if self.get_query_argument(name, "")}
        if "film" in place:
            journal.film(place["film"])
        sessions: Sessions = self.settings["sessions"]
        role = self.settings["roles"].of(self.person)
        house = {
            "lockMs": round(sessions.lock_after_seconds * 1000),
            "hereMs": round(sessions.here_every_seconds * 1000),
            "mayQuit": may_quit(self.person, self.request),
            "leads": self.person.id == LOCAL_OWNER,
            "guest": role in GUESTS,
            "adds": role in WORKING,
        }
        return await pages.page(one, self.person, place, kernels, session=self.session, house=house)

    def _telling(self, one: Chapter, fault: ChapterFault) -> str:
        code = None
        with suppress(TemplateFailed):  # it is gone, and the fault says so
            code = self.settings["source"].code(one.notebook)
        return self.settings["pages"].telling(one, fault, code)

    def _asking(self, one: Chapter, asked: NotLookedAt, *, again: bool = False) -> str:
        pages: Pages = self.settings["pages"]
        return pages.asking(one, asked, seen=self._seen(one, asked.found), again=again)

    def _seen(self, one: Chapter, code: ChapterCode) -> str:
        """Return what only a page of this session that showed this code can answer."""
        doors: Doors = self.settings["doors"]
        return doors.looked_at(self.session, one.id, code.digest)

    async def _send(self, markup: str) -> None:
        body = markup.encode()
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            body = await asyncio.to_thread(gzip.compress, body, 5)
        self.write(body)

    def compute_etag(self) -> None:
        """No tag: each page has a kernel of its own."""


@contextmanager
def _refusals_as_statuses() -> Iterator[None]:
    """Answer with the status that says why there is no page."""
    try:
        yield
    except NotFound as error:
        raise tornado.web.HTTPError(404) from error
    except VigError as error:
        raise tornado.web.HTTPError(503) from error
    except TemplateFailed as error:
        raise tornado.web.HTTPError(500, str(error)) from error


class Entrance(tornado.web.RequestHandler):
    """The bare address leads to the first chapter."""

    roles = EVERYBODY

    def get(self) -> None:
        """Redirect."""
        self.redirect(f"{self.settings['pages'].base_url}chapter/{chapters()[0].id}")


def rules() -> list[tuple[Any, ...]]:
    """Return the routes of this module below the base address."""
    return [(r"/", Entrance), (r"/chapter/([a-z0-9_]+)", Page)]
