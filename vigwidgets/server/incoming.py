"""Files that people are just sending to this server: how much of each is there, and what is done with it then."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, Literal, TypeVar
from uuid import uuid4

from vigwidgets.core.access import Person
from vigwidgets.core.errors import BadRequest, Cancelled, NotFound, StorageFull
from vigwidgets.films.keeping import ROOM_TO_SPARE_BYTES
from vigwidgets.server.answering import as_told
from vigwidgets.workbook.keeping.passing import Passing

if TYPE_CHECKING:
    from vigwidgets.server.desk import Desk

FORGOTTEN_SECONDS: Final = 24 * 3600
UNDER_WAY: Final = frozenset({"arriving", "looking"})


@dataclass(slots=True, kw_only=True)
class Incoming:
    """One file on its way. It is there as long as its passing file is wanted.

    Attributes:
        name: The file's name on the person's device.
        size_bytes: Its length.
        person: Whose it is.
        passing: Its bytes so far.
        id: Made here.
        state: `arriving`, `looking`, then `done` or `refused`.
        done_bytes: How many were looked at.
        error: Why it was refused.
        touched: When its page was heard of last, on the clock that only counts up.
        writing: Held by whoever writes its bytes.
        looking: Ends when the looking has ended, however it did.
    """

    not_here: ClassVar[str]
    """What to tell whoever asks for one that is gone."""
    no_room: ClassVar[str]
    """What to tell where the disk is full."""

    name: str
    size_bytes: int
    person: Person
    passing: Passing
    id: str = field(default_factory=lambda: uuid4().hex)
    state: Literal["arriving", "looking", "done", "refused"] = "arriving"
    done_bytes: int = 0
    error: dict[str, str] | None = None
    touched: float = field(default_factory=time.monotonic)
    writing: asyncio.Lock = field(default_factory=asyncio.Lock)
    looking: asyncio.Future[None] | None = None

    def offset(self) -> int:
        """Return how many bytes are there.

        Raises:
            Cancelled: it was called off.
        """
        if self.state != "arriving":
            return self.size_bytes
        try:
            return self.passing.size_bytes()
        except Cancelled as error:
            raise Cancelled(self.not_here) from error

    def as_json(self) -> dict[str, Any]:
        """Return the form in which the browser sees it, or raise `Cancelled`."""
        return {
            "id": self.id, "name": self.name, "size_bytes": self.size_bytes, "offset": self.offset(),
            "state": self.state, "done_bytes": self.done_bytes, "error": self.error,
        }  # fmt: skip

    def still_to_write_bytes(self) -> int:
        """Return how many bytes it will still take on the disk."""
        if self.state not in UNDER_WAY:
            return 0
        with contextlib.suppress(Cancelled):
            return 2 * self.size_bytes - self.offset() - self.done_bytes
        return 0


One = TypeVar("One", bound=Incoming)


class AllIncoming(ABC, Generic[One]):
    """All of one kind, each within reach of its owner only.

    Args:
        desk: Opens journals and knows the shelf.
        at_once: How many are looked at at the same time.
    """

    kind: ClassVar[type[Incoming]]
    suffix: ClassVar[str]
    """How the names of their passing files end."""

    def __init__(self, desk: Desk, *, at_once: int) -> None:
        self._desk = desk
        self._all: dict[str, One] = {}
        self._gone: dict[str, Person] = {}
        self._lookers = ThreadPoolExecutor(at_once, thread_name_prefix="looking")

    @abstractmethod
    def _work(self, one: One) -> Callable[[], None]:
        """Return what is to be done once all bytes are there, in a thread; it raises what it was kept from doing by.

        Raises:
            JournalUnavailable, JournalNewer: the journal cannot be opened; the file stays, to be tried again.
        """

    def _take_in(self, make: Callable[[Passing], One], *, size_bytes: int, person: Person) -> One:
        """Return a new one of which no byte is there yet, or raise `StorageFull` or `JournalUnavailable`."""
        self._forget_old()
        promised = sum(one.still_to_write_bytes() for one in self._all.values())
        needed = promised + 2 * size_bytes + ROOM_TO_SPARE_BYTES  # it is copied to the shelf before it goes
        if shutil.disk_usage(self._desk.data.temporary).free < needed:
            raise StorageFull(self.kind.no_room)
        passing = Passing.make(self._desk.data, person, suffix=self.suffix)
        passing.begin()
        one = make(passing)
        self._all[one.id] = one
        return one

    def of(self, person: Person) -> Iterator[One]:
        """Yield this person's, oldest first."""
        for one in list(self._all.values()):
            if one.person == person and self._is_here(one):
                yield one

    def under_way(self, person: Person) -> bool:
        """Return whether one of this person's is arriving or looked at."""
        return any(one.state in UNDER_WAY for one in self.of(person))

    def find(self, incoming_id: str, *, person: Person) -> One:
        """Return one of this person's.

        Raises:
            NotFound: there is none of that id in this run of the server, or it is somebody else's.
            Cancelled: it was called off or erased, so that no page may begin it again by itself.
        """
        one = self._all.get(incoming_id)
        if self._gone.get(incoming_id) == person:
            raise Cancelled(self.kind.not_here)
        if one is None or one.person != person:
            raise NotFound(self.kind.not_here)
        if not self._is_here(one):
            raise Cancelled(self.kind.not_here)
        one.touched = time.monotonic()
        return one

    async def look(self, one: One) -> None:
        """Begin the work on a file all of whose bytes are there; asked again, nothing happens.

        Raises:
            BadRequest: bytes are missing.
            Cancelled: it was called off.
            JournalUnavailable, JournalNewer: the journal cannot be opened; ask again later.
        """
        async with one.writing:
            if one.state != "arriving":
                return
            if one.offset() != one.size_bytes:
                raise BadRequest("The file has not arrived completely. Send the rest of it first.")
            work = self._work(one)
            one.state = "looking"
            one.looking = asyncio.get_running_loop().run_in_executor(self._lookers, _see_to, one, work)

    async def cancel(self, one: One) -> None:
        """Call it off at whatever stage; when this returns nothing of it is left, except what was done already."""
        one.passing.discard()
        async with one.writing:  # a block may just be written
            if one.looking is not None:
                await asyncio.wait([one.looking])
        self._drop(one)

    def close(self) -> None:
        """Call off all of them, and wait for those that are looked at."""
        for one in list(self._all.values()):
            one.passing.discard()
        self._lookers.shutdown(cancel_futures=True)
        for one in list(self._all.values()):
            self._drop(one)

    def _is_here(self, one: One) -> bool:
        if one.passing.is_wanted() and (one.state != "arriving" or one.passing.path.exists()):
            return True
        if one.looking is None or one.looking.done():
            self._drop(one)
        return False

    def _forget_old(self) -> None:
        for one in list(self._all.values()):
            if self._is_here(one) and one.state != "looking" and time.monotonic() - one.touched > FORGOTTEN_SECONDS:
                self._drop(one)

    def _drop(self, one: One) -> None:
        one.passing.discard()
        if self._all.pop(one.id, None) is not None:
            self._gone[one.id] = one.person


def _see_to(one: Incoming, work: Callable[[], None]) -> None:
    """Do the work and say in `one` how that went; raises nothing. Runs in a thread of its own."""
    try:
        work()
    except Exception as error:  # noqa: BLE001 - whoever waits for it is told
        one.error = as_told(error)
        one.state = "refused"
    else:
        one.done_bytes = one.size_bytes
        one.state = "done"
    finally:
        one.passing.discard_bytes()
