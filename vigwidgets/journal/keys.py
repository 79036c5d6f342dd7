"""Keys that browsers lock drafts with. Whoever erases the key has erased every draft a browser still holds."""

from __future__ import annotations

import secrets
from typing import Final

from sqlalchemy.orm import Session

from vigwidgets.core import access
from vigwidgets.core.access import Person
from vigwidgets.journal import shelf
from vigwidgets.journal.tables import FilmRow, PersonRow

_BYTES: Final = 32


def known(session: Session, film_id: str | None, *, person: Person) -> str | None:
    """Return the key of the person's own film, or their own where none or a clip is named; None if not made yet.

    Raises:
        NotFound: there is no such film here.
    """
    access.allow(person, "read", "key", owner=person.id)
    row = _row(session, film_id, person=person)
    return None if row is None else row.draft_key


def made(session: Session, film_id: str | None, *, person: Person) -> str:
    """Return the same key, made at random now if need be.

    Raises:
        NotFound: there is no such film here.
    """
    access.allow(person, "write", "key", owner=person.id)
    row = _row(session, film_id, person=person) or PersonRow(owner=person.id)
    key = row.draft_key or secrets.token_hex(_BYTES)
    row.draft_key = key
    session.add(row)
    session.flush()
    return key


def _row(session: Session, film_id: str | None, *, person: Person) -> FilmRow | PersonRow | None:
    film = None if film_id is None else shelf.row_of(session, film_id, person=person)
    return film if film is not None and film.owner == person.id else session.get(PersonRow, person.id)
