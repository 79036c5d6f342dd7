"""What every group of the journal's verbs stands on: one person, and the way into the database."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.orm import Session

from vigwidgets.core.access import Person
from vigwidgets.core.framework import Framework
from vigwidgets.core.receipt import Receipt
from vigwidgets.journal import heeding
from vigwidgets.journal.door import Door

T = TypeVar("T")


class Joined:
    """One person's way through the door; `Journal` says what may be done there.

    Attributes:
        person: Whoever reads and writes here.
    """

    def __init__(self, door: Door, *, person: Person, framework: Framework, for_page: bool = False) -> None:
        """Take an open door; people use `Journal.open`."""
        self.person = person
        self._door = door
        self._framework = framework
        self._seen = door.read(lambda s: heeding.receipts_now(s, person=person)) if for_page else None

    @property
    def door(self) -> Door:
        """The way into the database, for the journal's own modules alone."""
        return self._door

    def _erase(self, work: Callable[[Session], Receipt]) -> Receipt:
        receipt = self._door.write(work, owner=self.person.id)
        if self._seen is not None:
            self._seen |= {receipt.id}
        self._door.sweep()
        return receipt

    def _write(self, work: Callable[[Session], T], *, text: str | None = None) -> T:
        def heeding_what_was_erased(session: Session) -> T:
            if self._seen is not None:
                heeding.refuse_erased(session, seen=self._seen, person=self.person, text=text)
            return work(session)

        return self._door.write(heeding_what_was_erased, owner=self.person.id)
