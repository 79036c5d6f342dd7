"""The work that people are just taking home from this server: one file a person, packed aside in a thread."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal

from vigwidgets.core.access import Person
from vigwidgets.server.answering import as_told
from vigwidgets.workbook.keeping.passing import Passing

if TYPE_CHECKING:
    from vigwidgets.films import Shelf
    from vigwidgets.journal import Journal
    from vigwidgets.server.desk import Desk

MAKING: Final = "making"
READY: Final = "ready"
SUFFIX: Final = ".vigwork.zip"


@dataclass(slots=True)
class Packing:
    """One person's work on its way home. It is there as long as its passing file is wanted.

    Attributes:
        passing: The file.
        films: Whether films are in it.
        name: What the file will be called on the person's device; it holds the day and no word of theirs.
        state: `making`, then `ready` or `refused`.
        done_bytes: How many are packed.
        all_bytes: How many there are to pack; 0 until it is known.
        size_bytes: Of the whole file, once ready.
        not_whole: Ids of films whose file is missing, or is not what it was when it was added.
        error: Why it was refused.
        work: Ends when the packing has ended, however it did.
    """

    passing: Passing
    films: bool
    name: str
    state: Literal["making", "ready", "refused"] = MAKING
    done_bytes: int = 0
    all_bytes: int = 0
    size_bytes: int | None = None
    not_whole: tuple[str, ...] = ()
    error: dict[str, str] | None = None
    work: asyncio.Future[None] | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the form in which the browser sees it."""
        ready = self.state == READY
        return {
            "state": self.state, "done_bytes": self.done_bytes, "all_bytes": self.all_bytes, "films": self.films,
            "size_bytes": self.size_bytes if ready else None, "name": self.name if ready else None,
            "not_whole": list(self.not_whole), "error": self.error,
        }  # fmt: skip


NOTHING: Final[dict[str, Any]] = {
    "state": "none", "done_bytes": 0, "all_bytes": 0, "films": None, "size_bytes": None, "name": None,
    "not_whole": [], "error": None,
}  # fmt: skip


class Takeaways:
    """All of them, one a person.

    Args:
        desk: Opens journals and knows the shelf.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._all: dict[str, Packing] = {}
        self._packers = ThreadPoolExecutor(1, thread_name_prefix="packing")

    def find(self, person: Person) -> Packing | None:
        """Return this person's, None where there is none or it was called off or erased."""
        packing = self._all.get(person.id)
        if packing is None or not _is_here(packing):
            return None
        return packing

    def as_json(self, person: Person) -> dict[str, Any]:
        """Return how things stand, as the browser sees it."""
        packing = self.find(person)
        return packing.as_json() if packing else NOTHING

    def begin(self, person: Person, *, films: bool) -> None:
        """Begin to pack, unless that has begun already.

        Raises:
            JournalUnavailable, JournalNewer: the journal cannot be opened, or the data folder not be written.
            StorageFull: there is no room in the data folder.
        """
        before = self.find(person)
        if before is not None and before.state != "refused":
            return
        if before is not None:
            before.passing.discard()
        journal, shelf = self._desk.journal(person), self._desk.shelf
        today = date.today().isoformat()  # noqa: DTZ011 - the day on this place's calendar
        packing = Packing(Passing.make(self._desk.data, person, suffix=SUFFIX), films, f"my-work-{today}{SUFFIX}")
        self._all[person.id] = packing
        loop = asyncio.get_running_loop()
        packing.work = loop.run_in_executor(self._packers, _pack, packing, journal, shelf)

    async def drop(self, person: Person) -> None:
        """Call off or throw away what is there; when this returns nothing of it is left."""
        packing = self._all.get(person.id)
        if packing is None:
            return
        packing.passing.discard()
        if packing.work is not None:
            await asyncio.wait([packing.work])
        packing.passing.discard()
        if self._all.get(person.id) is packing:
            del self._all[person.id]

    def close(self) -> None:
        """Call off all of them, and wait for the one that is being packed."""
        for packing in self._all.values():
            packing.passing.discard()
        self._packers.shutdown(cancel_futures=True)
        for packing in self._all.values():
            packing.passing.discard()
        self._all.clear()


def _is_here(packing: Packing) -> bool:
    return packing.passing.is_wanted() and (packing.state != READY or packing.passing.path.exists())


def _pack(packing: Packing, journal: Journal, shelf: Shelf) -> None:
    """Pack the work and say in `packing` how that went; raises nothing. Runs in a thread of its own."""

    def progress(done: int, in_all: int) -> None:
        packing.done_bytes, packing.all_bytes = done, in_all

    from vigwidgets.workbook.keeping.backup import make_backup  # only who packs pays for it

    passing = packing.passing
    try:
        passing.check_wanted()  # it may have waited for its turn
        backup = make_backup(
            journal, shelf, passing.path, films=packing.films, on_progress=progress,
            cancelled=lambda: not passing.is_wanted(),
        )  # fmt: skip
        packing.not_whole = backup.not_whole
        packing.size_bytes = passing.size_bytes()  # raises where it was called off at the last moment
    except Exception as error:  # noqa: BLE001 - whoever waits for the file is told
        packing.error = as_told(error)
        passing.discard_bytes()
        packing.state = "refused"
    else:
        packing.state = READY
