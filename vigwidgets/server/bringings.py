"""The backups that people are just bringing back to this server: one a person, and only where nothing of theirs is."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from vigwidgets.core.errors import BackupRefused
from vigwidgets.journal import carrying
from vigwidgets.server.incoming import AllIncoming, Incoming
from vigwidgets.server.packing import SUFFIX

if TYPE_CHECKING:
    from vigwidgets.core.access import Person
    from vigwidgets.server.announced import AnnouncedFile
    from vigwidgets.server.desk import Desk

PUT_BACK_AT_ONCE: Final = 1
QUIET_SECONDS: Final = 60
"""A page that was heard of this long ago sends no more: it was closed, and somebody tries again."""
NOT_HERE: Final = "This file is not arriving any more, and nothing of it was kept. Choose it again to bring it back."
NO_ROOM: Final = "There is not enough room here for this backup. Free some space, and bring it back again."
ONE_ALREADY: Final = "A backup of yours is being brought back already. Wait until it is here, or stop it first."
FILM_FIRST: Final = "A film of yours is just arriving, and a backup needs an empty workbook. Stop the film first."


@dataclass(slots=True, kw_only=True)
class Bringing(Incoming):
    """One backup on its way back."""

    not_here: ClassVar[str] = NOT_HERE
    no_room: ClassVar[str] = NO_ROOM


class Bringings(AllIncoming[Bringing]):
    """All of them, each within reach of its owner only.

    Args:
        desk: Opens journals and knows the data folder.
        renew: Called in the server's own thread once a person's work is back, before anybody is told of it: what shows
            an empty workbook to them begins anew.
    """

    kind = Bringing
    suffix = SUFFIX

    def __init__(self, desk: Desk, *, renew: Callable[[Person], None]) -> None:
        super().__init__(desk, at_once=PUT_BACK_AT_ONCE)
        self._renew = renew

    async def begin(self, announced: AnnouncedFile, *, person: Person) -> Bringing:
        """Return a new one of which no byte is there yet; what is left of an earlier one goes.

        Raises:
            BackupRefused: this person has work here, or another backup of theirs is on its way.
            StorageFull: there is no room for it.
            JournalUnavailable, JournalNewer: the journal cannot be opened, or the data folder not be written.
        """
        if carrying.has_work(self._desk.journal(person)):
            raise carrying.work_is_here()
        for one in self.of(person):
            quiet = time.monotonic() - one.touched > QUIET_SECONDS
            if one.state == "looking" or (one.state == "arriving" and not quiet):
                raise BackupRefused(ONE_ALREADY)
            await self.cancel(one)
        name, size = announced.name, announced.size_bytes
        make = partial(Bringing, name=name, size_bytes=size, person=person)
        return self._take_in(lambda passing: make(passing=passing), size_bytes=size, person=person)

    def _work(self, one: Bringing) -> Callable[[], None]:
        loop = asyncio.get_running_loop()

        def bring_back() -> None:
            from vigwidgets.workbook.keeping.restore import restore  # only who brings work back pays for it

            def progress(done: int, in_all: int) -> None:
                one.done_bytes = one.size_bytes * done // max(1, in_all)

            passing = one.passing
            passing.check_wanted()  # it may have waited for its turn
            restore(
                self._desk.data, passing.path, person=one.person, on_progress=progress,
                cancelled=lambda: not passing.is_wanted(),
            )  # fmt: skip
            loop.call_soon_threadsafe(self._renew, one.person)

        return bring_back
