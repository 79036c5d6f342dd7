"""The films that are just arriving at this server, and the looking that brings each of them to the shelf."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal

from vigwidgets.core.errors import BadRequest, Cancelled, FilmUnreadable, NotFound
from vigwidgets.films.keeping import NO_ROOM
from vigwidgets.server.announced import EMPTY
from vigwidgets.server.incoming import AllIncoming, Incoming
from vigwidgets.workbook.film_shelf import add_film, sha256_of
from vigwidgets.workbook.keeping.moving import moving

if TYPE_CHECKING:
    from vigwidgets.core.access import Person
    from vigwidgets.films import Shelf
    from vigwidgets.journal import Journal
    from vigwidgets.server.announced import Announced, AnnouncedFile
    from vigwidgets.server.copies import Copies
    from vigwidgets.server.desk import Desk

LOOKED_AT_ONCE: Final = 2
NOT_AGREED: Final = "Nobody has said yet what was agreed about this film. Say so at the laptop first."
TOO_LATE: Final = "The film is here already. Change what was agreed at the film itself, under More."
NOT_HERE: Final = "This film is not arriving any more, and nothing of it was kept. Choose the file again to add it."


@dataclass(slots=True, kw_only=True)
class Arrival(Incoming):
    """One film on its way.

    Attributes:
        announced: What its owner said of it; None while nobody has said yet what was agreed about it.
        by: Where its bytes come from: the page at the laptop, or a phone.
        film: Id of the film on the shelf, once done.
        known: Whether that film was there before.
    """

    not_here: ClassVar[str] = NOT_HERE
    no_room: ClassVar[str] = NO_ROOM

    announced: Announced | None
    by: Literal["page", "phone"] = "page"
    film: str | None = None
    known: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the form in which the browser sees it, or raise `Cancelled`."""
        said = {"by": self.by, "agreed": self.announced is not None}
        return {**Incoming.as_json(self), **said, "film": self.film, "known": self.known}


class Arrivals(AllIncoming[Arrival]):
    """All of them, each within reach of its owner only.

    Args:
        desk: Opens journals and knows the shelf.
        copies: Makes those films ready that browsers do not play.
    """

    kind = Arrival
    suffix = ".film"

    def __init__(self, desk: Desk, copies: Copies) -> None:
        super().__init__(desk, at_once=LOOKED_AT_ONCE)
        self._copies = copies

    def begin(self, announced: Announced, *, person: Person) -> Arrival:
        """Return a new arrival of which no byte is there yet.

        Raises:
            StorageFull: there is no room for it beside those that are on their way.
            JournalUnavailable: the data folder cannot be written.
        """
        name, size = announced.name, announced.size_bytes
        make = partial(Arrival, name=name, size_bytes=size, person=person, announced=announced)
        return self._take_in(lambda passing: make(passing=passing), size_bytes=size, person=person)

    def expect(self, file: AnnouncedFile, *, person: Person) -> Arrival:
        """Return a new arrival from a phone, of which somebody at the laptop has to say what was agreed.

        Raises:
            FilmUnreadable: the file is empty.
            StorageFull: there is no room for it beside those that are on their way.
            JournalUnavailable: the data folder cannot be written.
        """
        if file.size_bytes == 0:
            raise FilmUnreadable(EMPTY)
        make = partial(
            Arrival, name=file.name, size_bytes=file.size_bytes, person=person, announced=None, by="phone"
        )  # fmt: skip
        return self._take_in(lambda passing: make(passing=passing), size_bytes=file.size_bytes, person=person)

    def agree(self, arrival: Arrival, announced: Announced) -> None:
        """Take down what was agreed about a film that is on its way; what was said before is no longer true.

        Raises:
            BadRequest: it is looked at already.
        """
        if arrival.state != "arriving":
            raise BadRequest(TOO_LATE)
        arrival.announced = announced

    def _work(self, one: Arrival) -> Callable[[], None]:
        announced, journal, shelf = one.announced, self._desk.journal(one.person), self._desk.shelf
        if announced is None:
            raise BadRequest(NOT_AGREED)

        def work() -> None:
            _look(one, announced, journal, shelf)
            if one.film is not None:
                self._copies.want(one.film)

        return work


def _look(arrival: Arrival, announced: Announced, journal: Journal, shelf: Shelf) -> None:
    """Bring the film to the shelf; one that was called off meanwhile goes again."""

    def progress(done: int, every: int) -> None:
        arrival.done_bytes = arrival.size_bytes * done // max(every, 1)

    before = {film.id for film in journal.films()}
    passing = arrival.passing
    film = add_film(
        journal, shelf, passing.path, title=_title(arrival, announced, journal), permission=announced.permission,
        good_part=announced.good_part, copy_later=True,
        on_progress=progress, cancelled=lambda: not passing.is_wanted(),
    )  # fmt: skip
    known = film.id in before
    if not passing.is_wanted():
        if not known:
            _take_back(film.id, journal, shelf)
        raise Cancelled(NOT_HERE)
    arrival.film, arrival.known = film.id, known


def _title(arrival: Arrival, announced: Announced, journal: Journal) -> str | None:
    """Return what the film will be called; None for one that is here already, when nobody said what to call it now."""
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
