"""When somebody worked: the first and the last instant of what they wrote in a chapter and marked in a film."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vigwidgets.core import access
from vigwidgets.core.access import Person
from vigwidgets.journal.tables import ChangeRow, MarkRow, RevisionRow

Between = tuple[datetime, datetime]
"""First and last, aware UTC."""


@dataclass(frozen=True, slots=True)
class Days:
    """First and last instants.

    Attributes:
        chapters: By id of the chapter, of every kept text and answer in it.
        films: By id of the film, of changes to marks; films without a mark are left out.
    """

    chapters: dict[str, Between]
    films: dict[str, Between]


def of_person(session: Session, *, person: Person) -> Days:
    """Return when this person wrote and marked."""
    for thing in ("reflection", "mark"):
        access.allow(person, "read", thing, owner=person.id)
    written = (
        select(RevisionRow.chapter, func.min(RevisionRow.saved_at), func.max(RevisionRow.saved_at))
        .where(RevisionRow.owner == person.id, RevisionRow.text != "")
        .group_by(RevisionRow.chapter)
    )
    has_marks = select(MarkRow.film_id).where(MarkRow.owner == person.id)
    marked = (
        select(ChangeRow.film_id, func.min(ChangeRow.made_at), func.max(ChangeRow.made_at))
        .where(ChangeRow.owner == person.id, ChangeRow.mark_id.is_not(None), ChangeRow.film_id.in_(has_marks))
        .group_by(ChangeRow.film_id)
    )
    return Days(
        chapters={chapter: (first, last) for chapter, first, last in session.execute(written)},
        films={film: (first, last) for film, first, last in session.execute(marked)},
    )
