"""A film arrives from the person's browser, piece by piece, and is looked at before it is kept.

Every answer is JSON with status 200, for browsers write statuses from 400 on into a console that is to stay clean:
`{"ok": true, ...}`, or `{"ok": false, "error": {"code", "message"}, ...}` with a sentence to show as it is. (Somebody
who is not let in gets the gate's 403.) What is said of one arrival, below called STATE, is

    {"ok": true, "id": "0b5e…", "name": "IMG_0042.mp4", "size_bytes": 12345678, "offset": 4194304,
     "state": "arriving" | "looking" | "done" | "refused",
     "by": "page" | "phone",                           where its bytes come from
     "agreed": true,                                   whether somebody has said what was agreed about it
     "done_bytes": 0,                                  how much was looked at and copied, 0 to size_bytes
     "film": "…id…" | null,                            once done
     "known": false,                                   done, and the film was here before, with the same bytes: title
                                                       (unless "") and permission are as said now, its marks are there
     "error": {"code": "film_unreadable", "message": "This file is no film, …"} | null}       once refused

    POST   vig/arriving          {"name": "IMG_0042.mp4", "size_bytes": 12345678, "title": "Lunch",
                                  "permission": {"uses": ["work", "group"], "until": "2027-07-31" | null,
                                                 "people": ["K.", "mother"], "given_by": "…"},
                                  "good_part": false}
                                 -> STATE of a new one (title "" takes the file's), or ok false: storage_full,
                                 invalid_value, bad_request, film_unreadable (an empty file), backup_refused (one is
                                 just being brought back); nothing was begun then. A film that is refused as
                                 film_damaged can be sent again with "good_part": true
    GET    vig/arriving          -> {"ok": true, "arrivals": [STATE, …]}, oldest first; a page that was loaded again
                                 finds here what goes on, and can continue with the same file (same name and size)
    PUT    vig/arriving/ID?offset=N      the file's bytes from N on, some or all that are left (pieces of 4 to 16 MB
                                 make good progress bars), Content-Type application/octet-stream
                                 -> STATE; or ok false with code "wrong_offset" and "offset": where to go on (after a
                                 broken connection ask GET, or simply try); or storage_full, bad_request
    POST   vig/arriving/ID/agreed   {"title", "permission", "good_part"} as above, of a film that a phone sends, or of
                                 one that is announced already: what is said last is true -> STATE; or ok false as
                                 for a new one, and bad_request once it is looked at
    GET    vig/arriving/ID       -> STATE; ask about four times a second while it is "looking"
    POST   vig/arriving/ID/done  no body; all bytes are there: look at the film and keep it
                                 -> STATE, "looking"; asked again it says how things stand; ok false "bad_request" with
                                 "offset" while bytes are missing. A refused film is told by GET as state "refused"
    DELETE vig/arriving/ID       -> {"ok": true, "done": false}: cancelled at whatever stage, nothing of it is left.
                                 With "done": true it is only forgotten here; the film stays

An id of an earlier run of the server, or of another person's, answers ok false, `not_found`; one that was called off,
`cancelled`, and so do all of a person's after they have erased something: a page must not send such a film anew by
itself. Arrivals end with the server; one that nobody touched for a day goes. An idle lock does not wait for them and
does not end them: whoever comes back finds them by `GET vig/arriving`.

JupyterLab and Notebook do not offer these routes: there a film comes in by `vig film add`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vigwidgets.core.errors import BackupRefused, VigError
from vigwidgets.server.announced import Announced
from vigwidgets.server.arrivals import Arrival, Arrivals
from vigwidgets.server.receiving import AllFiles, EndOfFile, InRoom, OneFile

if TYPE_CHECKING:
    from vigwidgets.core.access import Person
    from vigwidgets.server.bringings import Bringings

BACKUP_FIRST = "A backup of yours is just being brought back. Wait until it is here, then add the film."


def check_no_backup(bringings: Bringings, person: Person) -> None:
    """Raise `BackupRefused` while a backup of this person's is being brought back."""
    if bringings.under_way(person):
        raise BackupRefused(BACKUP_FIRST)


class AllArrivals(AllFiles):
    """The person's films that are on their way."""

    room = "arrivals"

    async def begin(self, told: dict[str, Any]) -> Arrival:
        """Begin one, unless a backup is being brought back: it goes only where there is nothing yet."""
        arrivals: Arrivals = self.settings["arrivals"]
        announced = Announced.read(told)
        check_no_backup(self.settings["bringings"], self.person)
        return arrivals.begin(announced, person=self.person)


class OneArrival(OneFile):
    """One film on its way."""

    room = "arrivals"


class Arrived(EndOfFile):
    """All bytes of one film are there: look at it and keep it."""

    room = "arrivals"


class Agreed(InRoom):
    """Somebody says what was agreed about a film that is on its way."""

    def post(self, arrival_id: str) -> None:
        """Take it down."""
        arrivals: Arrivals = self.settings["arrivals"]
        try:
            one = arrivals.find(arrival_id, person=self.person)
            told = {**self.told(), "name": one.name, "size_bytes": one.size_bytes}
            arrivals.agree(one, Announced.read(told))
            self.say(one.as_json())
        except VigError as error:
            self.refuse(error)


def rules() -> list[tuple[Any, ...]]:
    """Return the routes of this module below the base address."""
    one = r"([0-9a-f]{32})"
    return [
        (r"/vig/arriving", AllArrivals),
        (rf"/vig/arriving/{one}", OneArrival),
        (rf"/vig/arriving/{one}/done", Arrived),
        (rf"/vig/arriving/{one}/agreed", Agreed),
    ]
