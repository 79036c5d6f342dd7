"""Which role somebody has, and which of the application's doors are open to it.

A browser's cookie names a person. What they are is known here alone: no cookie, form, address or widget says it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from vigwidgets.core.access import LOCAL_OWNER, Person, Role

OWNER: Final[frozenset[Role]] = frozenset({"owner"})
STAYING: Final[frozenset[Role]] = frozenset({"owner", "trainer"})
"""Whose work stays here when the room has ended."""
WORKING: Final[frozenset[Role]] = frozenset({"owner", "trainer", "presenter"})
"""Whoever adds films of their own here."""
GUESTS: Final[frozenset[Role]] = frozenset({"presenter", "participant"})
"""Whoever is in the room, and whose work ends with it."""
EVERYBODY: Final[frozenset[Role]] = STAYING | GUESTS
"""Whoever was let in; what they reach is their own work and the drawn clips."""


class Roles:
    """Knows everybody's role; whoever has none is let in nowhere."""

    def __init__(self) -> None:
        self._in_room: Callable[[str], Role | None] = lambda _person_id: None
        self._is_trainer: Callable[[str], bool] = lambda _person_id: False

    def ask_of_rooms(self, role_in_room: Callable[[str], Role | None]) -> None:
        """Take whoever is in the room that is open, by their id, for what they are there."""
        self._in_room = role_in_room

    def ask_of_trainers(self, is_trainer: Callable[[str], bool]) -> None:
        """Take whoever has a trainer's pass phrase, by their id, for a trainer."""
        self._is_trainer = is_trainer

    def of(self, person: Person) -> Role | None:
        """Return the role that somebody has at this moment."""
        if person.id == LOCAL_OWNER:
            return "owner"
        if self._is_trainer(person.id):
            return "trainer"
        return self._in_room(person.id)
