"""Which chapters may run: those that came with the workbook, and those whose code its owner has looked at.

A chapter's code can do on this computer whatever its owner can do. So one that came from elsewhere runs only once the
owner has looked at its code, and again once code that does more than place things of ours is another. Every place that
runs a chapter asks `LookedAt.check` first.
"""

from __future__ import annotations

import json
from typing import Any

from vigwidgets.core.errors import VigError
from vigwidgets.workbook.chapter_code import ChapterCode
from vigwidgets.workbook.contents import OURS
from vigwidgets.workbook.folder.data_folder import DataFolder, refusal_of
from vigwidgets.workbook.folder.whole_file import put_whole


class NotLookedAt(VigError):
    """A chapter that may not run yet; nothing of it has.

    Attributes:
        found: Its code.
        before: Whether other code of this chapter was looked at before.
    """

    code = "not_looked_at"

    def __init__(self, found: ChapterCode, *, before: bool) -> None:
        super().__init__(
            "The person to whom this workbook belongs has not looked at the code of this chapter yet. "
            "Choose another chapter until then."
        )
        self.found, self.before = found, before


class LookedAt:
    """What the owner of a data folder has looked at.

    It is written down in the folder, outside of the journal, and read whenever somebody asks. A file that cannot be
    read says that nothing was looked at.

    Args:
        data: The folder.
    """

    def __init__(self, data: DataFolder) -> None:
        self._file = data.looked_at

    def check(self, chapter_id: str, code: ChapterCode) -> None:
        """Return when this code may run as that chapter.

        Raises:
            NotLookedAt: it may not yet.
        """
        if code.is_plain and chapter_id in OURS:
            return
        digests = self._read().get(chapter_id)
        if digests is not None and (code.is_plain or code.digest in digests):
            return
        raise NotLookedAt(code, before=digests is not None)

    def remember(self, chapter_id: str, code: ChapterCode) -> None:
        """Let exactly this code run as that chapter from now on, and whatever only places things of ours.

        Raises:
            JournalUnavailable: it cannot be written down; nothing has changed.
            StorageFull: there is no room; nothing has changed.
        """
        told = self._read()
        told[chapter_id] = sorted({*told.get(chapter_id, ()), code.digest})
        try:
            put_whole(self._file, json.dumps(told, indent=1))
        except OSError as exc:
            raise refusal_of(exc) from exc

    def _read(self) -> dict[str, list[str]]:
        """Return the digests of code that was looked at, by chapter."""
        try:
            told: Any = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        whole = isinstance(told, dict) and all(isinstance(one, list) for one in told.values())
        return told if whole else {}
