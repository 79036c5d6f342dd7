"""Whoever works with the book, and where their work is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from vigwidgets import frameworks
from vigwidgets.core.access import Person
from vigwidgets.core.errors import JournalUnavailable, StorageFull
from vigwidgets.journal import Journal
from vigwidgets.workbook.folder.data_folder import DataFolder


@dataclass(frozen=True, slots=True)
class Bound:
    """One person's workbook.

    Attributes:
        person: Who it is.
        person_key: Keeps their drafts apart in a shared browser, without telling who it is.
        data: Their folder.
        journal: Open, as this person sees it.
        place: Where in the chapter the page is, such as `film`.
        is_guest: Whether the folder is another person's, in whose room they are.
    """

    person: Person
    person_key: str
    data: DataFolder
    journal: Journal
    place: dict[str, str]
    is_guest: bool = False

    @classmethod
    def open(
        cls, data: DataFolder, person: Person, *, person_key: str, place: dict[str, str], is_guest: bool = False
    ) -> Self:
        """Return the person's workbook with its journal open.

        Raises:
            JournalUnavailable: the journal cannot be opened.
            JournalNewer: a later version of the workbook wrote it.
        """
        location = data.journal_location()
        journal = Journal.open(location, person=person, framework=frameworks.load(), for_page=True)
        return cls(person, person_key, data, journal, place, is_guest)

    def draft_key(self, film_id: str = "") -> str:
        """Return what encrypts browsers' drafts about a film, or about none; empty where no key can be stored now.

        Raises:
            NotFound: there is no such film here.
        """
        try:
            return self.journal.draft_key(film_id or None)
        except (JournalUnavailable, StorageFull):
            return ""  # then browsers keep nothing, and the page opens all the same
