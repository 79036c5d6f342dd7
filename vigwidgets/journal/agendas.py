"""Agendas: each is saved as a whole, and a window that would save over a newer one is refused."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vigwidgets.core import access
from vigwidgets.core.access import Action, Person
from vigwidgets.core.agenda import Agenda, step_from
from vigwidgets.core.errors import ChangedMeanwhile, NotFound
from vigwidgets.core.mark import ID_FORM
from vigwidgets.journal.agenda_tables import AgendaRow


def all_of(session: Session, *, person: Person) -> list[Agenda]:
    """Return the person's agendas, by title and id."""
    _ask(person, "read")
    rows = session.scalars(select(AgendaRow).where(AgendaRow.owner == person.id))
    return sorted((_agenda(row) for row in rows), key=lambda one: (one.title.casefold(), one.id))


def find(session: Session, agenda_id: str, *, person: Person) -> Agenda:
    """Return one of the person's agendas, or raise `NotFound`."""
    return _agenda(_row_of(session, agenda_id, person=person, action="read"))


def save(session: Session, asked: Agenda, *, person: Person) -> Agenda:
    """Store all of an agenda whose `turn` is that of the one before it, 0 where there is none; return it as it is then.

    Raises:
        ChangedMeanwhile: another window has saved it since, or removed it; the same content again is fine.
    """
    _ask(person, "write")
    row = session.get(AgendaRow, (person.id, asked.id))
    steps = [one.as_json() for one in asked.steps]
    if row is None:
        if asked.turn:
            raise ChangedMeanwhile("This agenda was removed elsewhere. Make a copy of what you have here.")
        row = AgendaRow(owner=person.id, id=asked.id, turn=0)
    elif (row.title, row.steps) == (asked.title, steps):
        return _agenda(row)
    elif row.turn != asked.turn:
        raise ChangedMeanwhile("This agenda was changed in another window meanwhile. Load the page to see it as it is.")
    row.title, row.steps, row.turn, row.saved_at = asked.title, steps, row.turn + 1, datetime.now(UTC)
    session.add(row)
    session.flush()
    return _agenda(row)


def copy(session: Session, agenda_id: str, *, new_id: str, title: str, person: Person) -> Agenda:
    """Store a copy under another id and title, and return it; the same id again returns what is there.

    Raises:
        NotFound: there is no such agenda.
        InvalidValue: the id or the title is none.
    """
    there = session.get(AgendaRow, (person.id, new_id)) if ID_FORM.fullmatch(new_id) else None
    if there is not None:
        return find(session, new_id, person=person)
    return save(session, Agenda(new_id, title, find(session, agenda_id, person=person).steps), person=person)


def remove(session: Session, agenda_id: str, *, person: Person) -> None:
    """Remove an agenda; one that is gone already is fine."""
    _ask(person, "remove")
    row = session.get(AgendaRow, (person.id, agenda_id))
    if row is not None:
        session.delete(row)


def _row_of(session: Session, agenda_id: str, *, person: Person, action: Action) -> AgendaRow:
    _ask(person, action)
    row = session.get(AgendaRow, (person.id, agenda_id)) if ID_FORM.fullmatch(agenda_id) else None
    if row is None:
        raise NotFound("There is no such agenda here. Choose one from your list.")
    return row


def _agenda(row: AgendaRow) -> Agenda:
    return Agenda(row.id, row.title, tuple(step_from(told) for told in row.steps), row.turn)


def _ask(person: Person, action: Action) -> None:
    # Only this person's agendas are ever read or written here, so theirs is the ownership to ask about.
    access.allow(person, action, "agenda", owner=person.id)
