"""A page's kernel: whose it is, its socket, its end, and its return under the same id."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import tornado.web

from vigwidgets import words
from vigwidgets.core.access import Person
from vigwidgets.core.errors import VigError
from vigwidgets.server.doors import Doors, Ticket
from vigwidgets.server.gate import Refused
from vigwidgets.server.presence import CONNECTIONS
from vigwidgets.server.provisioner import TemplateFailed, clean_environment
from vigwidgets.server.roles import EVERYBODY, WORKING, Roles
from vigwidgets.server.sockets import KernelSocket
from vigwidgets.words.sentences import spoken
from vigwidgets.workbook.contents import chapter
from vigwidgets.workbook.folder.data_folder import refusal_of
from vigwidgets.workbook.looked_at import NotLookedAt

if TYPE_CHECKING:
    from vigwidgets.server.desk import Desk
    from vigwidgets.server.sessions import Sessions

log = logging.getLogger("vigwidgets.server")
KERNEL_ID: Final = r"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"
GONE: Final = 4404
LOCKED: Final = 4403
QUIT: Final = 4410
LONGEST_FOLDER: Final = 40
DATABASE: Final = "VIG_DATABASE_URL"
LAST_WORDS_SECONDS: Final = 1
MOST_OF_A_GUEST: Final = 8
"""Chapters that somebody who is here for a room may have open at once."""
LONELY_SECONDS: Final = 90
"""A kernel without a socket for so long is let go: its page is asleep or away, and gets it back on waking."""


class TooManyPages(VigError):
    """A guest has more pages open than a person needs."""

    code = "too_many"

    def __init__(self) -> None:
        super().__init__("Many chapters of yours are open on this laptop. Close one, then open this one again.")


class Kernels:
    """All kernels of the server with their owners.

    Args:
        manager: Voilà's kernel manager.
        doors: Signs and reads tickets.
        desk: Opens journals.
        sessions: Which of them are open.
        roles: What people are here.
    """

    def __init__(self, manager: Any, doors: Doors, desk: Desk, sessions: Sessions, roles: Roles) -> None:
        self.manager, self.doors, self.desk, self._open_sessions = manager, doors, desk, sessions
        self._roles = roles
        self._owners: dict[str, str] = {}
        self._sessions: dict[str, str] = {}
        self._sockets: dict[str, set[KernelSocket]] = {}
        self._lonely_since: dict[str, float] = {}
        self._starting: dict[str, asyncio.Task[None]] = {}
        self._leaving: dict[str, asyncio.Event] = {}

    def belongs_to(self, kernel_id: str, person: Person) -> bool:
        """Return whether the kernel runs for this person."""
        return self._owners.get(kernel_id) == person.id

    async def open(
        self, chapter_id: str, person: Person, place: dict[str, str], version: str, *, session: str
    ) -> Ticket:
        """Start a kernel of its own for one page and return the ticket that brings it back; raises as `start`.

        Raises:
            TooManyPages: a guest has as many open as a person needs.
        """
        await self._make_room_for(person)
        ticket = Ticket(str(uuid.uuid4()), chapter_id, person.id, place, version)
        await self.start(ticket, session=session)
        return ticket

    async def _make_room_for(self, person: Person) -> None:
        """See that one guest's pages cannot fill the machine: those that nobody looks at any more go first."""
        if self._roles.of(person) in WORKING:
            return
        theirs = [kernel_id for kernel_id, owner in self._owners.items() if owner == person.id]
        too_many = len(theirs) - MOST_OF_A_GUEST + 1
        unseen = [kernel_id for kernel_id in theirs if kernel_id not in self._sockets]
        if too_many > len(unseen):
            raise TooManyPages
        for kernel_id in unseen[: max(0, too_many)]:
            await self.let_go(kernel_id)

    async def start(self, ticket: Ticket, *, session: str) -> None:
        """Start the ticket's kernel unless it runs; asked twice at once, it is started once.

        It ends with the session at the latest.

        Raises:
            Refused: the session ended meanwhile.
            TemplateFailed: the chapter does not run, or the kernel did not begin to.
            StorageFull: there is no room in the data folder.
            JournalUnavailable: the data folder cannot be written.
        """
        task = self._starting.get(ticket.kernel_id)
        if task is None:
            if ticket.kernel_id in self.manager and ticket.kernel_id not in self._leaving:
                self._sessions[ticket.kernel_id] = session
                if ticket.kernel_id in self._lonely_since:  # its page is just coming back
                    self._lonely_since[ticket.kernel_id] = time.monotonic()
                return
            task = self._starting[ticket.kernel_id] = asyncio.ensure_future(self._start(ticket, session))
            task.add_done_callback(lambda _: self._starting.pop(ticket.kernel_id, None))
        await asyncio.shield(task)

    async def _start(self, ticket: Ticket, session: str) -> None:
        if ticket.kernel_id in self._leaving:
            await self._leaving[ticket.kernel_id].wait()
        person = Person(ticket.person)
        notebook = chapter(ticket.chapter).notebook
        environment = clean_environment(self.desk.data.temporary) | {
            "VIG_NOTEBOOK": str(notebook),
            "VIG_CHAPTER_ID": ticket.chapter,
            "VIG_PERSON": person.id,
            "VIG_PERSON_KEY": self.doors.person_key(person),
            "VIG_ROLE": self._roles.of(person) or "",
            "VIG_DATA": str(self.desk.data.root),
            "VIG_PLACE": json.dumps(ticket.place),
            "JUPYTER_RUNTIME_DIR": str(self.desk.data.runtime),
        }
        if DATABASE in os.environ:
            environment[DATABASE] = os.environ[DATABASE]
        self._owners[ticket.kernel_id], self._sessions[ticket.kernel_id] = person.id, session
        try:
            await self.manager.start_kernel(
                kernel_name="python3", kernel_id=ticket.kernel_id, path=str(notebook.parent), env=environment
            )
        except BaseException as error:
            self._forget(ticket.kernel_id)
            self._remove_files(ticket.kernel_id)
            if isinstance(error, OSError):
                raise refusal_of(error) from error
            raise
        locked = not self._open_sessions.is_open(session, self.doors.person_key(person))
        if locked or ticket.kernel_id not in self._owners:
            await self.let_go(ticket.kernel_id)
            if locked:
                raise Refused("locked")
            return  # it was let go before it had begun; its page wakes another
        if ticket.kernel_id not in self._sockets:
            self._lonely_since[ticket.kernel_id] = time.monotonic()
        kernel = self.manager.get_kernel(ticket.kernel_id)
        kernel.stop_restarter()  # an empty kernel under the same id would help nobody; the page wakes a full one
        kernel.provisioner.ended.add_done_callback(lambda _: self._ended(ticket.kernel_id, kernel))

    def _remove_files(self, kernel_id: str) -> None:
        """Remove what a kernel that did not begin left in the folder of connection files."""
        for left in Path(self.manager.connection_dir).glob(f"kernel-{kernel_id}*"):
            with contextlib.suppress(OSError):
                left.unlink()

    def _ended(self, kernel_id: str, kernel: Any) -> None:
        """A kernel is gone: forget it and tell its page at once."""
        if kernel_id in self._leaving:
            return  # `let_go` sees to it
        if kernel_id in self.manager and self.manager.get_kernel(kernel_id) is kernel:
            self.manager.stop_watching_activity(kernel_id)
            self.manager.remove_kernel(kernel_id)
            self.manager._kernel_connections.pop(kernel_id, None)  # noqa: SLF001 - remove_kernel leaves it
            for rest in (kernel.provisioner.wait(), kernel.cleanup_resources()):  # its descriptors, sockets and files
                asyncio.ensure_future(rest)  # noqa: RUF006 - short, and nobody waits for them
        self._close_sockets(kernel_id, GONE)

    def _close_sockets(self, kernel_id: str, code: int) -> None:
        for socket in list(self._sockets.get(kernel_id, ())):
            socket.close(code)

    async def end_sessions(self, sessions: frozenset[str], *, code: int) -> None:
        """End all kernels of these sessions now, and close their pages' sockets with `code`."""
        ending = [kernel_id for kernel_id, session in self._sessions.items() if session in sessions]
        for kernel_id in ending:
            self._close_sockets(kernel_id, code)
        await asyncio.gather(*(self.let_go(kernel_id) for kernel_id in ending))

    def let_go_soon(self, kernel_id: str) -> None:
        """End the kernel in a moment unless a page joins it: the leaving page's last words may be on their way."""

        async def end() -> None:
            if kernel_id not in self._sockets:
                await self.let_go(kernel_id)

        loop = asyncio.get_running_loop()
        loop.call_later(LAST_WORDS_SECONDS, lambda: asyncio.ensure_future(end()))

    async def let_go(self, kernel_id: str) -> None:
        """End the kernel now; its page can have it back with the ticket."""
        if kernel_id in self._leaving:
            return
        gone = self._leaving[kernel_id] = asyncio.Event()
        try:
            if kernel_id in self.manager:
                await self.manager.shutdown_kernel(kernel_id, now=True)
        finally:
            del self._leaving[kernel_id]
            self._forget(kernel_id)
            self._close_sockets(kernel_id, GONE)
            gone.set()

    def _forget(self, kernel_id: str) -> None:
        self._owners.pop(kernel_id, None)
        self._sessions.pop(kernel_id, None)
        self._lonely_since.pop(kernel_id, None)

    def joined(self, socket: KernelSocket) -> None:
        """A page's socket is open."""
        self._sockets.setdefault(socket.kernel_id, set()).add(socket)
        self._lonely_since.pop(socket.kernel_id, None)

    def left(self, socket: KernelSocket) -> None:
        """A page's socket is closed."""
        remaining = self._sockets.get(socket.kernel_id, set())
        remaining.discard(socket)
        if not remaining:
            self._sockets.pop(socket.kernel_id, None)
            if socket.kernel_id in self._owners:
                self._lonely_since[socket.kernel_id] = time.monotonic()

    async def tidy(self) -> None:
        """Let kernels go that no page is connected to any more."""
        now = time.monotonic()
        for kernel_id, since in list(self._lonely_since.items()):
            if now - since > LONELY_SECONDS:
                log.info("let go: a kernel without a page")
                await self.let_go(kernel_id)

    async def heed_journal(self) -> None:
        """Let every kernel go that holds a journal which is not in its place any more; the pages wake others."""
        if self.desk.is_replaced():
            self.desk.close()
            log.warning("the journal's file was replaced or removed: kernels begin anew")
            await asyncio.gather(*(self.let_go(kernel_id) for kernel_id in list(self._owners)))

    def renew(self, person: Person) -> None:
        """Let this person's kernels go, which show what was there before; their pages wake others."""
        for kernel_id, owner in list(self._owners.items()):
            if owner == person.id:
                asyncio.ensure_future(self.let_go(kernel_id))  # noqa: RUF006 - `_leaving` holds on to it


class Wake(tornado.web.RequestHandler):
    """Brings a page's kernel back: culled, killed, or lost with an earlier server."""

    roles = EVERYBODY
    unattended = True
    person: Person
    session: str

    async def post(self) -> None:
        """Answer 204 when the kernel runs, else `{"state": "changed"}` or `{"state": "wait", "code", "message"}`.

        Not by a status: browsers write those of 400 and above into a console that is to stay clean.
        """
        kernels: Kernels = self.settings["kernels"]
        ticket = kernels.doors.read_ticket(self.request.body.decode("ascii", "replace"))
        if ticket is None or ticket.person != self.person.id:
            raise Refused("ticket")
        try:
            if ticket.version != await self.settings["pages"].version(ticket.chapter):
                self.finish({"state": "changed"})
                return
            kernels.desk.journal(self.person)
            await kernels.start(ticket, session=self.session)
        except NotLookedAt:  # loaded again, the page asks
            self.finish({"state": "changed"})
        except TemplateFailed as error:
            log.warning("no kernel for chapter %s: %s", ticket.chapter, error)
            self._say("chapter_failed", words.section("page")["asleep"])
        except VigError as error:
            self._say(error.code, spoken(error.sentence))
        else:
            self.set_status(204)

    def _say(self, code: str, sentence: str) -> None:
        self.finish({"state": "wait", "code": code, "message": sentence})


class Goodbye(tornado.web.RequestHandler):
    """A page's last word: nobody needs its kernel any more."""

    roles = EVERYBODY
    unattended = True
    person: Person

    async def post(self, kernel_id: str) -> None:
        """Let the kernel go."""
        kernels: Kernels = self.settings["kernels"]
        if not kernels.belongs_to(kernel_id, self.person):
            raise Refused("kernel")
        kernels.let_go_soon(kernel_id)
        self.set_status(204)


def connection_folder(runtime: Path) -> Path:
    """Return a new private folder for connection files; a socket's whole name has to fit in some 100 bytes.

    Raises:
        JournalUnavailable: the data folder cannot be written.
        StorageFull: there is no room in it.
    """
    fits = sys.platform == "win32" or len(os.fsencode(runtime)) < LONGEST_FOLDER
    parent = runtime if fits else os.environ.get("XDG_RUNTIME_DIR", "/tmp")  # noqa: S108 - mkdtemp makes it ours
    try:
        return Path(tempfile.mkdtemp(prefix=CONNECTIONS, dir=parent))
    except OSError as exc:
        raise refusal_of(exc) from exc


def rules() -> list[tuple[Any, ...]]:
    """Return the routes of this module below the base address."""
    return [
        (rf"/api/kernels/{KERNEL_ID}/channels", KernelSocket),
        (r"/vig/wake", Wake),
        (rf"/vig/goodbye/{KERNEL_ID}", Goodbye),
    ]
