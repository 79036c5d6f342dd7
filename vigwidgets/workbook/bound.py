"""Whoever works with the book, and where their work is."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import JournalUnavailable, StorageFull
from vigwidgets.core.reflection import Revision
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
    _texts: dict[str, list[Revision]] = field(default_factory=dict, repr=False, compare=False)
    _keys: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

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

    @classmethod
    def of_kernel(cls) -> Self:
        """Return the workbook of the person this kernel runs for; the server says who in the environment.

        Raises as `open` does.
        """
        return cls.open(
            DataFolder.find(Path(os.environ["VIG_DATA"])),
            Person(os.environ["VIG_PERSON"]),
            person_key=os.environ["VIG_PERSON_KEY"],
            place=json.loads(os.environ.get("VIG_PLACE", "{}")),
            is_guest=os.environ.get("VIG_ROLE") in ("participant", "presenter"),
        )

    @property
    def is_owner(self) -> bool:
        """Whether the folder is this person's; a guest or trainer hears nothing of where it lies."""
        return self.person.id == LOCAL_OWNER

    @contextmanager
    def reading_at_once(self, prompt_ids: Collection[str]) -> Iterator[None]:
        """Read what is kept about these prompts, and no film, in one go, and answer from that within this block.

        A page that opens would else read the journal twice for each of its prompts.
        """
        self._texts.update(self.journal.revisions_of(prompt_ids))
        self._keys[""] = self.draft_key()
        try:
            yield
        finally:
            self._texts.clear()
            self._keys.clear()

    def revisions(self, prompt_id: str, film_id: str = "") -> list[Revision]:
        """Return every kept text to the prompt about a film, or about none, newest first.

        Raises:
            NotFound: there is no such film here.
        """
        if not film_id and prompt_id in self._texts:
            return self._texts[prompt_id]
        return self.journal.revisions(prompt_id, film=film_id or None)

    def draft_key(self, film_id: str = "") -> str:
        """Return what encrypts browsers' drafts about a film, or about none; empty where no key can be stored now.

        Raises:
            NotFound: there is no such film here.
        """
        if film_id in self._keys:
            return self._keys[film_id]
        try:
            return self.journal.draft_key(film_id or None)
        except (JournalUnavailable, StorageFull):
            return ""  # then browsers keep nothing, and the page opens all the same
