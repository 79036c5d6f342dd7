"""Opens the local owner's journal, and only where there is one to open: a look never makes anything."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import NotFound
from vigwidgets.core.film import Film
from vigwidgets.workbook.folder.data_folder import DataFolder

if TYPE_CHECKING:
    from vigwidgets.films import Shelf
    from vigwidgets.journal import Journal


@contextmanager
def opened_journal(data: DataFolder) -> Iterator[Journal]:
    """Yield the owner's journal, made where there is none, and close it at the end."""
    from vigwidgets.journal import Journal  # SQLAlchemy takes longer to import than small commands take to run

    with Journal.open(data.journal_location(), person=Person(LOCAL_OWNER), framework=frameworks.load()) as journal:
        yield journal


@contextmanager
def opened_shelf(data: DataFolder) -> Iterator[tuple[Journal, Shelf]]:
    """Yield journal and shelf once what a killed command left half-done is cleared away."""
    from vigwidgets.films import Shelf
    from vigwidgets.workbook import film_shelf
    from vigwidgets.workbook.packs import settling

    with opened_journal(data) as journal:
        shelf = Shelf(data.films)
        settling.finish(data, person=journal.person)
        film_shelf.sweep(journal, shelf)
        yield journal, shelf


def find_film(data: DataFolder, film_id: str) -> Film:
    """Return the owner's film or the drawn clip of that id, or raise `NotFound`."""
    if data.holds_journal():
        with opened_journal(data) as journal:
            try:
                return journal.film(film_id)
            except NotFound:
                pass  # a clip may be newer than the journal
    return find_clip(data, film_id)


def find_clip(data: DataFolder, film_id: str) -> Film:
    """Return the film of the drawn clip of that id, or raise `NotFound`."""
    from vigwidgets.workbook import clips

    for clip in clips.all_clips(data):
        if clip.id == film_id and clip.is_drawn:
            return clip.film
    raise no_such_film()


def no_such_film() -> NotFound:
    """Return the refusal of an id that is nobody's."""
    return NotFound("There is no such film here. Choose one from 'vig film list'.")
