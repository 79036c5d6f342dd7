"""Which role somebody has, and which of the application's doors are open to it.

A browser's cookie names a person. What they are is known here alone: no cookie, form, address or widget says it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from vigwidgets.core.access import LOCAL_OWNER, Person, Role

OWNER: Final[frozenset[Role]] = frozenset({"owner"})
WORKING: Final[frozenset[Role]] = frozenset({"owner", "trainer"})
"""Whoever keeps films of their own here."""
EVERYBODY: Final[frozenset[Role]] = frozenset({"owner", "trainer", "participant"})
"""Whoever was let in; what they reach is their own work and the drawn clips."""


class Roles:
    """Knows everybody's role; whoever has none is let in nowhere."""

    def __init__(self) -> None:
        self._is_in_room: Callable[[str], bool] = lambda _person_id: False
        self._is_trainer: Callable[[str], bool] = lambda _person_id: False

    def ask_of_rooms(self, is_in_room: Callable[[str], bool]) -> None:
        """Take whoever is in the room that is open, by their id, for a participant."""
        self._is_in_room = is_in_room

    def ask_of_trainers(self, is_trainer: Callable[[str], bool]) -> None:
        """Take whoever has a trainer's pass phrase, by their id, for a trainer."""
        self._is_trainer = is_trainer

    def of(self, person: Person) -> Role | None:
        """Return the role that somebody has at this moment."""
        if person.id == LOCAL_OWNER:
            return "owner"
        if self._is_trainer(person.id):
            return "trainer"
        return "participant" if self._is_in_room(person.id) else None
