"""Where somebody left off, one place a chapter."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from vigwidgets.core import access
from vigwidgets.core.access import Action, Person
from vigwidgets.core.left_off import LeftOff
from vigwidgets.core.mark import check_id
from vigwidgets.journal import shelf
from vigwidgets.journal.tables import LeftOffRow


def leave(session: Session, place: LeftOff, *, person: Person) -> LeftOff:
    """Store the place unless a later one of its chapter is there; return what is stored.

    Raises:
        NotFound: it names a film that is not here.
    """
    _ask(person, "write")
    if place.film is not None:
        shelf.find(session, place.film, person=person)
    row = session.get(LeftOffRow, (person.id, place.chapter))
    if row is None:
        row = LeftOffRow(owner=person.id, chapter=place.chapter)
    elif row.at > place.at:
        return _left_off(row)
    row.paragraph = place.paragraph
    row.film_id = place.film
    row.time_ms = place.time_ms
    row.at = place.at
    session.add(row)
    session.flush()
    return _left_off(row)


def newest(session: Session, chapter: str | None, *, person: Person) -> LeftOff | None:
    """Return the newest place of that chapter, or of all, if there is one."""
    _ask(person, "read")
    query = select(LeftOffRow).where(LeftOffRow.owner == person.id)
    if chapter is not None:
        query = query.where(LeftOffRow.chapter == check_id(chapter))
    row = session.scalar(query.order_by(LeftOffRow.at.desc(), LeftOffRow.chapter).limit(1))
    return None if row is None else _left_off(row)


def _left_off(row: LeftOffRow) -> LeftOff:
    return LeftOff(chapter=row.chapter, paragraph=row.paragraph, film=row.film_id, time_ms=row.time_ms, at=row.at)


def _ask(person: Person, action: Action) -> None:
    # Only this person's rows are ever read or written here, so theirs is the ownership to ask about.
    access.allow(person, action, "place", owner=person.id)
