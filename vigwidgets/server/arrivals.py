"""The films that are just arriving at this server: how far each is, and the looking that brings it to the shelf."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal
from uuid import uuid4

from vigwidgets.core.access import Person
from vigwidgets.core.errors import BadRequest, Cancelled, NotFound, StorageFull
from vigwidgets.films.shelf import NO_ROOM, ROOM_TO_SPARE_BYTES
from vigwidgets.server.answering import as_told
from vigwidgets.workbook.film_shelf import add_film, sha256_of
from vigwidgets.workbook.moving import moving
from vigwidgets.workbook.passing import Passing

if TYPE_CHECKING:
    from vigwidgets.films import Shelf
    from vigwidgets.journal import Journal
    from vigwidgets.server.announced import Announced
    from vigwidgets.server.desk import Desk

LOOKED_AT_ONCE: Final = 2
FORGOTTEN_SECONDS: Final = 24 * 3600
NOT_HERE: Final = "This film is not arriving any more, and nothing of it was kept. Choose the file again to add it."


@dataclass(slots=True)
class Arrival:
    """One film on its way. It is there as long as its passing file is wanted.

    Attributes:
        announced: What its owner said of it.
        person: Whose it is.
        passing: Its bytes so far.
        id: Made here.
        state: `arriving`, `looking`, then `done` or `refused`.
        done_bytes: How many were looked at and copied.
        film: Id of the film on the shelf, once done.
        known: Whether that film was there before.
        error: Why it was refused.
    """

    announced: Announced
    person: Person
    passing: Passing
    id: str = field(default_factory=lambda: uuid4().hex)
    state: Literal["arriving", "looking", "done", "refused"] = "arriving"
    done_bytes: int = 0
    film: str | None = None
    known: bool = False
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
            return self.announced.size_bytes
        try:
            return self.passing.size_bytes()
        except Cancelled as error:
            raise Cancelled(NOT_HERE) from error

    def as_json(self) -> dict[str, Any]:
        """Return the form in which the browser sees it, or raise `Cancelled`."""
        return {
            "id": self.id, "name": self.announced.name, "size_bytes": self.announced.size_bytes,
            "offset": self.offset(), "state": self.state, "done_bytes": self.done_bytes, "film": self.film,
            "known": self.known, "error": self.error,
        }  # fmt: skip


class Arrivals:
    """All of them, each within reach of its owner only.

    Args:
        desk: Opens journals and knows the shelf.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._all: dict[str, Arrival] = {}
        self._gone: dict[str, Person] = {}
        self._lookers = ThreadPoolExecutor(LOOKED_AT_ONCE, thread_name_prefix="film-looking")

    def begin(self, announced: Announced, *, person: Person) -> Arrival:
        """Return a new arrival of which no byte is there yet.

        Raises:
            StorageFull: there is no room for it beside those that are on their way.
            JournalUnavailable: the data folder cannot be written.
        """
        self._forget_old()
        promised = sum(_still_to_write(one) for one in self._all.values())
        needed = promised + 2 * announced.size_bytes + ROOM_TO_SPARE_BYTES  # it is copied to the shelf before it goes
        if shutil.disk_usage(self._desk.data.temporary).free < needed:
            raise StorageFull(NO_ROOM)
        passing = Passing.make(self._desk.data, person, suffix=".film")
        passing.begin()
        arrival = Arrival(announced, person, passing)
        self._all[arrival.id] = arrival
        return arrival

    def of(self, person: Person) -> Iterator[Arrival]:
        """Yield this person's, oldest first."""
        for one in list(self._all.values()):
            if one.person == person and self._is_here(one):
                yield one

    def find(self, arrival_id: str, *, person: Person) -> Arrival:
        """Return one of this person's.

        Raises:
            NotFound: there is none of that id in this run of the server, or it is somebody else's.
            Cancelled: it was called off or erased, so that no page may begin it again by itself.
        """
        one = self._all.get(arrival_id)
        if self._gone.get(arrival_id) == person:
            raise Cancelled(NOT_HERE)
        if one is None or one.person != person:
            raise NotFound(NOT_HERE)
        if not self._is_here(one):
            raise Cancelled(NOT_HERE)
        one.touched = time.monotonic()
        return one

    async def look(self, arrival: Arrival) -> None:
        """Begin to look at the film, all of whose bytes are there; asked again, nothing happens.

        Raises:
            BadRequest: bytes are missing.
            Cancelled: it was called off.
            JournalUnavailable, JournalNewer: the journal cannot be opened; ask again later.
        """
        async with arrival.writing:
            if arrival.state != "arriving":
                return
            if arrival.offset() != arrival.announced.size_bytes:
                raise BadRequest("The film has not arrived completely. Send the rest of it first.")
            journal, shelf = self._desk.journal(arrival.person), self._desk.shelf
            arrival.state = "looking"
            loop = asyncio.get_running_loop()
            arrival.looking = loop.run_in_executor(self._lookers, _look, arrival, journal, shelf)

    async def cancel(self, arrival: Arrival) -> None:
        """Call it off at whatever stage; when this returns nothing of it is left, except a film that was done."""
        arrival.passing.discard()
        async with arrival.writing:  # a block may just be written
            if arrival.looking is not None:
                await asyncio.wait([arrival.looking])
        self._drop(arrival)

    def close(self) -> None:
        """Call off all of them, and wait for those that are looked at."""
        for one in list(self._all.values()):
            one.passing.discard()
        self._lookers.shutdown(cancel_futures=True)
        for one in list(self._all.values()):
            self._drop(one)

    def _is_here(self, arrival: Arrival) -> bool:
        if arrival.passing.is_wanted() and (arrival.state != "arriving" or arrival.passing.path.exists()):
            return True
        if arrival.looking is None or arrival.looking.done():
            self._drop(arrival)
        return False

    def _forget_old(self) -> None:
        for one in list(self._all.values()):
            if self._is_here(one) and one.state != "looking" and time.monotonic() - one.touched > FORGOTTEN_SECONDS:
                self._drop(one)

    def _drop(self, arrival: Arrival) -> None:
        arrival.passing.discard()
        if self._all.pop(arrival.id, None) is not None:
            self._gone[arrival.id] = arrival.person


def _still_to_write(arrival: Arrival) -> int:
    """Return how many bytes an arrival will still take on the disk."""
    if arrival.state in ("done", "refused"):
        return 0
    with contextlib.suppress(Cancelled):
        return 2 * arrival.announced.size_bytes - arrival.offset() - arrival.done_bytes
    return 0


def _look(arrival: Arrival, journal: Journal, shelf: Shelf) -> None:
    """Bring the film to the shelf and say in `arrival` how that went; raises nothing. Runs in a thread of its own."""
    try:
        film, known = _added(arrival, journal, shelf)
    except Exception as error:  # noqa: BLE001 - whoever waits for the film is told
        arrival.error = as_told(error)
        arrival.state = "refused"
    else:
        arrival.film, arrival.known = film, known
        arrival.done_bytes = arrival.announced.size_bytes
        arrival.state = "done"
    finally:
        arrival.passing.discard_bytes()


def _added(arrival: Arrival, journal: Journal, shelf: Shelf) -> tuple[str, bool]:
    """Return the film's id and whether it was there before; one that was called off meanwhile goes again."""

    def progress(done: int, _all: int) -> None:
        arrival.done_bytes = done

    before = {film.id for film in journal.films()}
    passing = arrival.passing
    film = add_film(
        journal, shelf, passing.path, title=_title(arrival, journal), permission=arrival.announced.permission,
        on_progress=progress, cancelled=lambda: not passing.is_wanted(),
    )  # fmt: skip
    known = film.id in before
    if not passing.is_wanted():
        if not known:
            _take_back(film.id, journal, shelf)
        raise Cancelled(NOT_HERE)
    return film.id, known


def _title(arrival: Arrival, journal: Journal) -> str | None:
    """Return what the film will be called; None for one that is here already, when nobody said what to call it now."""
    announced = arrival.announced
    if announced.title:
        return announced.title
    alike = any(film.size_bytes == announced.size_bytes for film in journal.films())
    if alike and journal.film_with(sha256_of(arrival.passing.path)) is not None:
        return None
    return announced.file_title


def _take_back(film_id: str, journal: Journal, shelf: Shelf) -> None:
    with moving(shelf.folder, film_id, owner=journal.person.id):
        with contextlib.suppress(NotFound):  # erased already
            journal.remove_film(film_id)
        shelf.remove(film_id)
