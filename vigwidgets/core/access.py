"""Who may do what. Default deny; every verb of the journal asks here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from vigwidgets.core.errors import NotAllowed, NotFound
from vigwidgets.core.mark import check_id

Action = Literal["read", "write", "remove"]
Thing = Literal["film", "mark", "reel", "reflection", "receipt", "place", "key", "room", "agenda", "shelf"]
"""`place` is where somebody left off, `key` what their drafts are locked with, `shelf` which ids have files.

A `room` is of whoever opened it, with all that people do in it; an `agenda` is what its owner means to do in rooms."""
Role = Literal["owner", "trainer", "presenter", "participant"]
"""`owner` is the person at this machine, a `trainer` works here beside them, a `participant` is in their open room.

A `presenter` is a participant who is asked to show something of their own, as long as the room is open."""
LOCAL_OWNER: Final = "owner"
COMMONS: Final = "commons"
"""Owner of the drawn clips: everybody may see them, nobody may change them here."""


@dataclass(frozen=True, slots=True)
class Person:
    """Whoever acts. `LOCAL_OWNER` is the person at this machine."""

    id: str

    def __post_init__(self) -> None:
        check_id(self.id)
        if self.id == COMMONS:
            raise NotAllowed("Nobody signs in as the commons. Sign in as yourself.")


_OWN: Final[frozenset[tuple[Thing, Action]]] = frozenset(
    (thing, action)
    for thing in ("film", "mark", "reel", "reflection", "receipt", "place", "key", "room", "agenda")
    for action in ("read", "write", "remove")
)
# The shelf's ids say nothing of anybody, and without all of them a lost file could not be told from a kept one.
_COMMONS: Final[frozenset[tuple[Thing, Action]]] = frozenset({("film", "read"), ("shelf", "read")})


def may(person: Person, action: Action, thing: Thing, *, owner: str) -> bool:
    """Return whether `person` may do `action` to a `thing` of `owner`'s. Whatever is not listed is refused."""
    if owner == person.id:
        return (thing, action) in _OWN
    if owner == COMMONS:
        return (thing, action) in _COMMONS
    return False


def allow(person: Person, action: Action, thing: Thing, *, owner: str) -> None:
    """Raise unless `may`.

    Raises:
        NotFound: the person may not even see it; existence is not told.
        NotAllowed: they may see it but not do this.
    """
    if may(person, action, thing, owner=owner):
        return
    if may(person, "read", thing, owner=owner):
        raise NotAllowed("This belongs to the workbook and cannot be changed here. Work with your own film or mark.")
    raise NotFound(f"There is no such {thing} here. Choose one from your list.")
