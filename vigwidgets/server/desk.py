"""What the server itself needs of people's work: may this person see this film, and where are its bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vigwidgets import frameworks
from vigwidgets.core.errors import NotFound
from vigwidgets.films import Shelf
from vigwidgets.journal import Journal
from vigwidgets.workbook.clips import clips, shelve_clips

if TYPE_CHECKING:
    from vigwidgets.core.access import Person
    from vigwidgets.workbook.clips import Clip
    from vigwidgets.workbook.data_folder import DataFolder


class Desk:
    """One journal a person, opened when first needed.

    Args:
        data: The data folder, already made.
    """

    def __init__(self, data: DataFolder) -> None:
        self.data = data
        self.shelf = Shelf(data.films)
        self._journals: dict[str, Journal] = {}
        self._clips = {clip.id: clip for clip in clips()}

    def journal(self, person: Person) -> Journal:
        """Return the journal as `person` sees it.

        Raises:
            JournalUnavailable: it cannot be opened; the next call tries again.
            JournalNewer: a later version of the workbook wrote it.
        """
        if person.id not in self._journals:
            journal = Journal.open(self.data.journal_location(), person=person, framework=frameworks.load())
            shelve_clips(journal)
            self._journals[person.id] = journal
        return self._journals[person.id]

    def clip(self, clip_id: str) -> Clip:
        """Return a drawn clip, or raise `NotFound`."""
        if clip_id not in self._clips:
            raise NotFound("There is no such clip here. Choose one from the chapters.")
        return self._clips[clip_id]

    def close(self) -> None:
        """Close all journals."""
        for journal in self._journals.values():
            journal.close()
        self._journals.clear()
