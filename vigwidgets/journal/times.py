"""When somebody marked and wrote what is there now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vigwidgets.core import access
from vigwidgets.core.access import Person
from vigwidgets.journal.tables import ChangeRow, MarkRow, RevisionRow

MarkName = tuple[str, str]
"""Id of the film, and of the mark on it: marks are named by whoever makes them, film by film."""


@dataclass(frozen=True, slots=True)
class Written:
    """One stretch of writing, or of doing an exercise, that is still kept.

    Attributes:
        chapter: Id of the chapter that asked.
        exercise: What kind of exercise it answers; empty where it is words.
        at: Aware UTC instant of the last save into it.
    """

    chapter: str
    exercise: str
    at: datetime


def marked(session: Session, *, person: Person) -> dict[MarkName, datetime]:
    """Return when each mark of this person's that is there now was first made, as aware UTC instants."""
    access.allow(person, "read", "mark", owner=person.id)
    there = (
        (MarkRow.owner == ChangeRow.owner) & (MarkRow.film_id == ChangeRow.film_id) & (MarkRow.id == ChangeRow.mark_id)
    )
    query = (
        select(ChangeRow.film_id, ChangeRow.mark_id, func.min(ChangeRow.made_at))
        .join(MarkRow, there)
        .where(ChangeRow.owner == person.id, ChangeRow.verb == "add")
        .group_by(ChangeRow.film_id, ChangeRow.mark_id)
    )
    return {(film, mark or ""): made_at for film, mark, made_at in session.execute(query)}


def written(session: Session, *, person: Person) -> list[Written]:
    """Return each kept text and answer of this person's by when it was saved; blank ones are left out."""
    access.allow(person, "read", "reflection", owner=person.id)
    query = (
        select(RevisionRow.chapter, RevisionRow.exercise, RevisionRow.saved_at)
        .where(RevisionRow.owner == person.id, func.trim(RevisionRow.text, " \n\r\t") != "")
        .order_by(RevisionRow.saved_at, RevisionRow.turn)
    )
    return [Written(*row) for row in session.execute(query)]
