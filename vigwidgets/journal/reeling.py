"""Reels: reading one person's reel of a film, and storing all of it in place of what was there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from sqlalchemy.orm import Session

from vigwidgets.core import access
from vigwidgets.core.access import Action, Person
from vigwidgets.core.errors import ChangedMeanwhile
from vigwidgets.core.reel import ReelItem, check_items
from vigwidgets.core.span import Span
from vigwidgets.journal import history, shelf
from vigwidgets.journal.tables import ReelRow, State
from vigwidgets.journal.wording import storable

REEL: Final = "@reel"
"""What the states of a change call the reel; no mark can have such an id."""


def of_film(session: Session, film_id: str, *, person: Person) -> tuple[ReelItem, ...]:
    """Return this person's reel of the film in its order, empty where there is none."""
    shelf.find(session, film_id, person=person)
    _ask(person, "read")
    return _items(_stored(session, film_id, owner=person.id))


def put(
    session: Session,
    film_id: str,
    items: Sequence[ReelItem],
    *,
    base: Sequence[ReelItem] | None,
    change_id: str,
    person: Person,
) -> tuple[ReelItem, ...]:
    """Store `items` as this person's reel of the film and return what is stored; the same change again does nothing."""
    film = shelf.find(session, film_id, person=person)
    _ask(person, "write")
    new = _state(_clean(item) for item in items)
    done = history.known(session, change_id, owner=person.id, film_id=film_id, verb="reel", mark_id=None)
    old = _stored(session, film_id, owner=person.id)
    if done is not None:
        if done.after[REEL] != new:
            raise history.used_otherwise()
        return _items(old)
    if base is not None and old != _state(_clean(item) for item in base):
        raise ChangedMeanwhile("The reel was changed in another window. Look at it again, then change it.")
    check_items(items, duration_ms=film.duration_ms)
    apply(session, new, film_id=film_id, owner=person.id)
    history.record(
        session,
        change_id,
        owner=person.id,
        film_id=film_id,
        verb="reel",
        mark_id=None,
        before={REEL: old},
        after={REEL: new},
    )
    return _items(new)


def apply(session: Session, state: State | None, *, film_id: str, owner: str) -> None:
    """Make the reel say what `state` holds; None removes it."""
    row = session.get(ReelRow, (owner, film_id))
    if state is None:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(ReelRow(owner=owner, film_id=film_id, items=state["items"]))
    else:
        row.items = state["items"]
    session.flush()


def _ask(person: Person, action: Action) -> None:
    # Only this person's rows are ever read or written here, so theirs is the ownership to ask about.
    access.allow(person, action, "reel", owner=person.id)


def _stored(session: Session, film_id: str, *, owner: str) -> State | None:
    row = session.get(ReelRow, (owner, film_id))
    return None if row is None else {"items": row.items}


def _state(items: Iterable[ReelItem]) -> State | None:
    """Return what a change keeps of a reel; an empty one is none."""
    said = [item.as_json() for item in items]
    return {"items": said} if said else None


def _items(state: State | None) -> tuple[ReelItem, ...]:
    return () if state is None else tuple(_item(said) for said in state["items"])


def _item(said: Mapping[str, Any]) -> ReelItem:
    words = {name: said[name] for name in ("title", "did", "then", "hope")}
    return ReelItem(id=said["id"], mark=said["mark"], span=Span(said["start_ms"], said["end_ms"]), **words)


def _clean(item: ReelItem) -> ReelItem:
    """Return the moment with its words in a form that can be kept."""
    return replace(
        item,
        title=storable(item.title),
        did=storable(item.did),
        then=storable(item.then),
        hope=storable(item.hope),
    )
