"""What the server itself needs of people's work: may this person see this film, and where are its bytes."""

from __future__ import annotations

import contextlib
from functools import cached_property
from typing import TYPE_CHECKING

from vigwidgets import frameworks
from vigwidgets.core.errors import NotFound
from vigwidgets.films import Shelf
from vigwidgets.journal import Journal
from vigwidgets.workbook.clips import clip, clips, shelve_clips

if TYPE_CHECKING:
    from vigwidgets.core.access import Person
    from vigwidgets.workbook.clips import Clip
    from vigwidgets.workbook.folder.data_folder import DataFolder


class Desk:
    """One journal a person, opened when first needed.

    Args:
        data: The data folder, already made.
    """

    def __init__(self, data: DataFolder) -> None:
        self.data = data
        self._journals: dict[str, Journal] = {}
        self._file: tuple[int, int] | None = None
        self._clips = {clip.id: clip for clip in clips()}

    @cached_property
    def shelf(self) -> Shelf:
        """The films' bytes; asked for only once the data folder is there."""
        return Shelf(self.data.films)

    def journal(self, person: Person) -> Journal:
        """Return the journal as `person` sees it.

        Raises:
            JournalUnavailable: it cannot be opened; the next call tries again.
            JournalNewer: a later version of the workbook wrote it.
        """
        if self.is_replaced():
            self.close()
        if person.id not in self._journals:
            journal = Journal.open(self.data.journal_location(), person=person, framework=frameworks.load())
            shelve_clips(journal, data=self.data)
            self._journals[person.id] = journal
            self._file = self._identity()
        return self._journals[person.id]

    def is_replaced(self) -> bool:
        """Return whether the journal's file is another one than that which is open, or gone: restored, moved, deleted.

        What is written through a connection to the earlier file would be kept nowhere.
        """
        return bool(self._journals) and self._identity() != self._file

    def _identity(self) -> tuple[int, int] | None:
        location = self.data.journal_location()
        if location != self.data.journal:
            return None
        try:
            found = self.data.journal.stat()
        except FileNotFoundError:
            return None
        except OSError:  # a share that is away for a moment is not another journal
            return self._file
        return (found.st_dev, found.st_ino)

    def clip(self, clip_id: str) -> Clip:
        """Return a drawn clip, or raise `NotFound`; one with people on film is served as their film is."""
        if clip_id in self._clips:
            return self._clips[clip_id]
        with contextlib.suppress(NotFound):
            found = clip(clip_id, data=self.data)
            if found.is_drawn:
                return found
        raise NotFound("There is no such clip here. Choose one from the chapters.")

    def close(self) -> None:
        """Close all journals."""
        for journal in self._journals.values():
            journal.close()
        self._journals.clear()
