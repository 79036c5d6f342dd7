"""*Bring my work back*: a file that *Take my work home* made comes in pieces, and is put back where nothing is yet.

Answers are JSON with status 200, for the console's sake, as in `server/arriving.py`, and so are the forms: a page sends
this file as it sends a film. STATE is

    {"ok": true, "id": "0b5e…", "name": "my-work-2027-03-01.vigwork.zip", "size_bytes": 12345678, "offset": 4194304,
     "state": "arriving" | "looking" | "done" | "refused",
     "done_bytes": 0,                                  while it is checked and put back: 0 to size_bytes
     "error": {"code": "backup_refused", "message": "This backup was damaged …"} | null}      once refused

    POST   vig/bringing          {"name": "my-work-2027-03-01.vigwork.zip", "size_bytes": 12345678}
                                 -> STATE of a new one, or ok false: backup_refused (this person has work here, a film
                                 or another backup of theirs is on its way, an empty file), storage_full, bad_request,
                                 journal_unavailable; nothing was begun then. One that was refused before, or whose
                                 page has not been heard of for a minute, makes room
    GET    vig/bringing          -> {"ok": true, "arrivals": [STATE]}: none or one
    PUT    vig/bringing/ID?offset=N      the file's bytes from N on -> STATE; or "wrong_offset" with "offset", as there
    GET    vig/bringing/ID       -> STATE; ask about four times a second while it is "looking"
    POST   vig/bringing/ID/done  no body; all bytes are there: check them and put the work back -> STATE, "looking".
                                 Once "done", every row and every film is in place; load the page anew. Once "refused",
                                 nothing of it is here and everything is as it was
    DELETE vig/bringing/ID       -> {"ok": true, "done": false}: cancelled, and nothing of it is left. With "done": true
                                 it came too late, or is only forgotten here; the work is back

The file lies among the person's passing files (`workbook/keeping/passing.py`). It goes when the work is back, refused
or cancelled, with whatever erases the person's work, with the server, and at the latest with its next start. When the
work is back the person's kernels are let go, and their open pages wake others, which show it.
"""

from __future__ import annotations

from typing import Any

from vigwidgets.core.errors import BackupRefused
from vigwidgets.server.announced import AnnouncedFile
from vigwidgets.server.bringings import FILM_FIRST, Bringing, Bringings
from vigwidgets.server.receiving import AllFiles, EndOfFile, OneFile
from vigwidgets.server.roles import STAYING
from vigwidgets.workbook.keeping.backup_file import NO_BACKUP


class AllBringings(AllFiles):
    """The person's backup that is on its way back, if any."""

    roles = STAYING
    room = "bringings"

    async def begin(self, told: dict[str, Any]) -> Bringing:
        """Begin one, unless there is anything that it would be laid over."""
        bringings: Bringings = self.settings["bringings"]
        announced = AnnouncedFile.read(told)
        if announced.size_bytes == 0:
            raise BackupRefused(NO_BACKUP)
        if self.settings["arrivals"].under_way(self.person):
            raise BackupRefused(FILM_FIRST)
        return await bringings.begin(announced, person=self.person)


class OneBringing(OneFile):
    """One backup on its way."""

    roles = STAYING
    room = "bringings"


class Brought(EndOfFile):
    """All bytes of the backup are there: check them and put the work back."""

    roles = STAYING
    room = "bringings"


def rules() -> list[tuple[Any, ...]]:
    """Return the routes of this module below the base address."""
    one = r"([0-9a-f]{32})"
    return [
        (r"/vig/bringing", AllBringings),
        (rf"/vig/bringing/{one}", OneBringing),
        (rf"/vig/bringing/{one}/done", Brought),
    ]
