"""Marks as rows, as values, and as the states that a change keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vigwidgets.core.mark import Mark
from vigwidgets.core.span import Span
from vigwidgets.journal.tables import MarkRow, State

_SAID = ("start_ms", "end_ms", "kind", "who", "principles", "answers", "note", "feeling")


def by_id(session: Session, film_id: str, *, owner: str, only: str | None = None) -> dict[str, Mark]:
    """Return one person's marks on a film by their ids; only that one, if there is such, where one is named."""
    rows = _rows(session, film_id, owner=owner, only=None if only is None else (only,))
    return {row.id: _mark(row) for row in rows}


def all_of_owner(session: Session, *, owner: str) -> list[Mark]:
    """Return one person's marks on everything, by film, start, end and id."""
    marks = [_mark(row) for row in session.scalars(select(MarkRow).where(MarkRow.owner == owner))]
    return sorted(marks, key=lambda mark: (mark.film, mark.span, mark.id))


def linked_to(session: Session, mark: Mark) -> dict[str, Mark]:
    """Return the marks that have a say in whether `mark` may be stored, by their ids."""
    if mark.answers is not None:
        return by_id(session, mark.film, owner=mark.author)
    query = select(MarkRow).where(MarkRow.owner == mark.author, MarkRow.film_id == mark.film)
    return {row.id: _mark(row) for row in session.scalars(query.where(MarkRow.answers == mark.id))}


def in_order(marks: Mapping[str, Mark]) -> list[Mark]:
    """Return the marks by start, end and id; here, because databases sort letters each in their own way."""
    return sorted(marks.values(), key=lambda mark: (mark.span, mark.id))


def state_of(mark: Mark) -> State:
    """Return what the mark says, without whose and which it is."""
    said = mark.as_json()
    return {name: said[name] for name in _SAID}


def from_state(state: State, *, mark_id: str, film_id: str, owner: str) -> Mark:
    """Return the mark that says `state`."""
    rest = {name: state[name] for name in ("kind", "who", "answers", "note", "feeling")}
    span = Span(state["start_ms"], state["end_ms"])
    return Mark(id=mark_id, film=film_id, span=span, principles=tuple(state["principles"]), author=owner, **rest)


def apply(session: Session, states: Mapping[str, State | None], *, film_id: str, owner: str) -> None:
    """Make the marks named in `states` say what it holds; None removes.

    New marks come first without their links, then everything is said, then marks go: so no link ever points at nothing.
    """
    rows = {row.id: row for row in _rows(session, film_id, owner=owner, only=tuple(states))}
    kept = {mark_id: state for mark_id, state in states.items() if state is not None}
    for mark_id, state in kept.items():
        if mark_id not in rows:
            rows[mark_id] = MarkRow(owner=owner, film_id=film_id, id=mark_id, **{**state, "answers": None})
            session.add(rows[mark_id])
    session.flush()
    for mark_id, state in kept.items():
        _say(rows[mark_id], state)
    session.flush()
    for mark_id in states.keys() - kept.keys():
        session.delete(rows[mark_id])
    session.flush()


def _rows(session: Session, film_id: str, *, owner: str, only: tuple[str, ...] | None = None) -> list[MarkRow]:
    query = select(MarkRow).where(MarkRow.owner == owner, MarkRow.film_id == film_id)
    return list(session.scalars(query if only is None else query.where(MarkRow.id.in_(only))))


def _say(row: MarkRow, state: Mapping[str, Any]) -> None:
    for name in _SAID:
        if getattr(row, name) != state[name]:
            setattr(row, name, state[name])


def _mark(row: MarkRow) -> Mark:
    state = {name: getattr(row, name) for name in _SAID}
    return from_state(state, mark_id=row.id, film_id=row.film_id, owner=row.owner)
