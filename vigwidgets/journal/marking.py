"""Marks: adding, changing, removing them, and taking that, or a change of the reel, back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from vigwidgets.core import access
from vigwidgets.core.access import Action, Person
from vigwidgets.core.errors import InvalidValue, NotFound
from vigwidgets.core.framework import Framework
from vigwidgets.core.mark import Mark
from vigwidgets.journal import history, reeling, shelf
from vigwidgets.journal.mark_rows import all_of_owner, apply, by_id, from_state, in_order, linked_to, state_of
from vigwidgets.journal.mark_rules import MarkChanges, changed, check, clean
from vigwidgets.journal.tables import State


def of_film(session: Session, film_id: str, *, person: Person) -> list[Mark]:
    """Return this person's marks on the film, by start, end and id."""
    shelf.find(session, film_id, person=person)
    _ask(person, "read")
    return in_order(by_id(session, film_id, owner=person.id))


def of_all(session: Session, *, person: Person) -> list[Mark]:
    """Return this person's marks on every film and clip, by film, start, end and id."""
    _ask(person, "read")
    return all_of_owner(session, owner=person.id)


def add(session: Session, mark: Mark, *, change_id: str, person: Person, framework: Framework) -> Mark:
    """Store `mark` as this person's; the same one again, or the same change again, changes nothing."""
    film = shelf.find(session, mark.film, person=person)
    _ask(person, "write")
    mark = clean(mark, author=person.id)
    done = history.known(session, change_id, owner=person.id, film_id=mark.film, verb="add", mark_id=mark.id)
    there = by_id(session, mark.film, owner=person.id, only=mark.id)
    if done is not None:
        if done.after[mark.id] != state_of(mark):
            raise history.used_otherwise()
        return there.get(mark.id, mark)
    if mark.id in there:
        if there[mark.id] != mark:
            raise InvalidValue("There is another mark of this id already. Change that one, or give this one a new id.")
        return mark
    check(mark, others=linked_to(session, mark), duration_ms=film.duration_ms, framework=framework)
    apply(session, {mark.id: state_of(mark)}, film_id=mark.film, owner=person.id)
    history.record(
        session,
        change_id,
        owner=person.id,
        film_id=mark.film,
        verb="add",
        mark_id=mark.id,
        before={mark.id: None},
        after={mark.id: state_of(mark)},
    )
    return mark


def change(
    session: Session,
    film_id: str,
    mark_id: str,
    *,
    changes: MarkChanges,
    change_id: str,
    person: Person,
    framework: Framework,
) -> Mark:
    """Store the mark with `changes`; the same change again changes nothing."""
    film = shelf.find(session, film_id, person=person)
    _ask(person, "write")
    done = history.known(session, change_id, owner=person.id, film_id=film_id, verb="change", mark_id=mark_id)
    there = by_id(session, film_id, owner=person.id, only=mark_id)
    if done is not None:
        was = from_state(done.after[mark_id], mark_id=mark_id, film_id=film_id, owner=person.id)
        if changed(was, changes) != was:
            raise history.used_otherwise()
        return there.get(mark_id, was)
    old = _named(mark_id, marks=there)
    new = changed(old, changes)
    if new != old:
        check(new, others=linked_to(session, new), duration_ms=film.duration_ms, framework=framework)
        apply(session, {mark_id: state_of(new)}, film_id=film_id, owner=person.id)
    history.record(
        session,
        change_id,
        owner=person.id,
        film_id=film_id,
        verb="change",
        mark_id=mark_id,
        before={mark_id: state_of(old)},
        after={mark_id: state_of(new)},
    )
    return new


def remove(session: Session, film_id: str, mark_id: str, *, change_id: str, person: Person) -> None:
    """Remove the mark and unlink those that answered it; the same change again changes nothing."""
    shelf.find(session, film_id, person=person)
    _ask(person, "remove")
    if history.known(session, change_id, owner=person.id, film_id=film_id, verb="remove", mark_id=mark_id):
        return
    marks = by_id(session, film_id, owner=person.id)
    gone = _named(mark_id, marks=marks)
    unlinked = [mark for mark in marks.values() if mark.answers == mark_id]
    before: dict[str, State | None] = {mark.id: state_of(mark) for mark in (gone, *unlinked)}
    after: dict[str, State | None] = {mark.id: state_of(replace(mark, answers=None)) for mark in unlinked}
    after[mark_id] = None
    apply(session, after, film_id=film_id, owner=person.id)
    history.record(
        session,
        change_id,
        owner=person.id,
        film_id=film_id,
        verb="remove",
        mark_id=mark_id,
        before=before,
        after=after,
    )


def undo(session: Session, film_id: str, *, change_id: str, person: Person) -> list[Mark]:
    """Take back this person's last change on the film, if there is one, and return the marks."""
    shelf.find(session, film_id, person=person)
    _ask(person, "write")
    owner = person.id
    if not history.known(session, change_id, owner=owner, film_id=film_id, verb="undo", mark_id=None):
        last = history.last_done(session, owner=owner, film_id=film_id)
        if last is not None:
            _restore(session, last.before, film_id=film_id, owner=owner)
            last.standing = "undone"
        history.note(session, change_id, owner=owner, film_id=film_id, verb="undo")
    return in_order(by_id(session, film_id, owner=owner))


def redo(session: Session, film_id: str, *, change_id: str, person: Person) -> list[Mark]:
    """Repeat the change that was taken back last, if there is one, and return the marks."""
    shelf.find(session, film_id, person=person)
    _ask(person, "write")
    owner = person.id
    if not history.known(session, change_id, owner=owner, film_id=film_id, verb="redo", mark_id=None):
        following = history.next_undone(session, owner=owner, film_id=film_id)
        if following is not None:
            _restore(session, following.after, film_id=film_id, owner=owner)
            following.standing = "done"
        history.note(session, change_id, owner=owner, film_id=film_id, verb="redo")
    return in_order(by_id(session, film_id, owner=owner))


def can_undo(session: Session, film_id: str, *, person: Person) -> bool:
    """Return whether there is a change to take back."""
    shelf.find(session, film_id, person=person)
    _ask(person, "read")
    return history.last_done(session, owner=person.id, film_id=film_id) is not None


def can_redo(session: Session, film_id: str, *, person: Person) -> bool:
    """Return whether there is a change to repeat."""
    shelf.find(session, film_id, person=person)
    _ask(person, "read")
    return history.next_undone(session, owner=person.id, film_id=film_id) is not None


def _restore(session: Session, states: Mapping[str, State | None], *, film_id: str, owner: str) -> None:
    """Make the marks, and the reel if the change was one of it, say what `states` holds."""
    marks = {key: state for key, state in states.items() if key != reeling.REEL}
    apply(session, marks, film_id=film_id, owner=owner)
    if reeling.REEL in states:
        reeling.apply(session, states[reeling.REEL], film_id=film_id, owner=owner)


def _ask(person: Person, action: Action) -> None:
    # Only this person's rows are ever read or written below, so theirs is the ownership to ask about.
    access.allow(person, action, "mark", owner=person.id)


def _named(mark_id: str, *, marks: dict[str, Mark]) -> Mark:
    if mark_id not in marks:
        raise NotFound("There is no such mark here. Choose one from the list of marks.")
    return marks[mark_id]
