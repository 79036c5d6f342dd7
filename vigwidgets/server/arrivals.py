"""The films that are just arriving at this server, and the looking that brings each of them to the shelf."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final

from vigwidgets.core.errors import Cancelled, NotFound
from vigwidgets.films.shelf import NO_ROOM
from vigwidgets.server.incoming import AllIncoming, Incoming
from vigwidgets.workbook.film_shelf import add_film, sha256_of
from vigwidgets.workbook.keeping.moving import moving

if TYPE_CHECKING:
    from vigwidgets.core.access import Person
    from vigwidgets.films import Shelf
    from vigwidgets.journal import Journal
    from vigwidgets.server.announced import Announced
    from vigwidgets.server.desk import Desk

LOOKED_AT_ONCE: Final = 2
NOT_HERE: Final = "This film is not arriving any more, and nothing of it was kept. Choose the file again to add it."


@dataclass(slots=True, kw_only=True)
class Arrival(Incoming):
    """One film on its way.

    Attributes:
        announced: What its owner said of it.
        film: Id of the film on the shelf, once done.
        known: Whether that film was there before.
    """

    not_here: ClassVar[str] = NOT_HERE
    no_room: ClassVar[str] = NO_ROOM

    announced: Announced
    film: str | None = None
    known: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the form in which the browser sees it, or raise `Cancelled`."""
        return {**Incoming.as_json(self), "film": self.film, "known": self.known}


class Arrivals(AllIncoming[Arrival]):
    """All of them, each within reach of its owner only.

    Args:
        desk: Opens journals and knows the shelf.
    """

    kind = Arrival
    suffix = ".film"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, at_once=LOOKED_AT_ONCE)

    def begin(self, announced: Announced, *, person: Person) -> Arrival:
        """Return a new arrival of which no byte is there yet.

        Raises:
            StorageFull: there is no room for it beside those that are on their way.
            JournalUnavailable: the data folder cannot be written.
        """
        name, size = announced.name, announced.size_bytes
        make = partial(Arrival, name=name, size_bytes=size, person=person, announced=announced)
        return self._take_in(lambda passing: make(passing=passing), size_bytes=size, person=person)

    def _work(self, one: Arrival) -> Callable[[], None]:
        return partial(_look, one, self._desk.journal(one.person), self._desk.shelf)


def _look(arrival: Arrival, journal: Journal, shelf: Shelf) -> None:
    """Bring the film to the shelf; one that was called off meanwhile goes again."""

    def progress(done: int, every: int) -> None:
        arrival.done_bytes = arrival.size_bytes * done // max(every, 1)

    before = {film.id for film in journal.films()}
    passing = arrival.passing
    film = add_film(
        journal, shelf, passing.path, title=_title(arrival, journal), permission=arrival.announced.permission,
        good_part=arrival.announced.good_part, on_progress=progress, cancelled=lambda: not passing.is_wanted(),
    )  # fmt: skip
    known = film.id in before
    if not passing.is_wanted():
        if not known:
            _take_back(film.id, journal, shelf)
        raise Cancelled(NOT_HERE)
    arrival.film, arrival.known = film.id, known


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
