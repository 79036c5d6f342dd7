"""At the first start a person may keep their work in another folder: the server begins again there.

Answers are JSON with status 200, as in `server/arriving.py`; both are for the local owner at this machine's loopback
address only, else 403.

    GET  vig/elsewhere -> {"ok": true, "may_choose": true | false, "folder": path}; false once anything was marked,
         written or added, and where the folder was named by `--data` or `VIG_DATA`
    POST vig/elsewhere {"path": "…", "although": false}
         -> {"ok": true, "folder": path, "url": launch link}: this server ends, and is back at the link in a moment
         -> {"ok": false, "error": {"code", "message"}, "distant": "OneDrive" | null}: code `distant` asks once more;
            the same with `"although": true` is done
"""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final

from vigwidgets.core.errors import NotAllowed, VigError
from vigwidgets.server.answering import Answering, misread
from vigwidgets.server.gate import Refused
from vigwidgets.server.house import may_quit, under_way
from vigwidgets.workbook.folder import chosen_folder
from vigwidgets.workbook.folder.data_folder import DataFolder, refusal_of

if TYPE_CHECKING:
    from vigwidgets.core.access import Person
    from vigwidgets.server.certificates import Encrypting
    from vigwidgets.server.desk import Desk

HANDOVER: Final = "handover"


class Distant(VigError):
    """The folder is on a share or in a cloud; somebody has to say that they want it all the same."""

    code = "distant"

    def __init__(self, place: str) -> None:
        super().__init__(f"{place} copies what is in that folder. Choose one that stays on this machine.")
        self.place = place


def may_choose(desk: Desk, person: Person) -> bool:
    """Return whether the folder is still a matter of choice: named by nobody, and nothing of theirs in it."""
    if "VIG_DATA" in os.environ or DataFolder.find().root != desk.data.root:
        return False
    journal = desk.journal(person)
    return not (journal.films() or journal.all_marks() or journal.answered())


def leave_word(data: DataFolder, token: str | None = None) -> str:
    """Return a token that the server which begins on `data` next lets in once: `token`, or a new one.

    Raises:
        JournalUnavailable: the folder cannot be written.
        StorageFull: there is no room in it.
    """
    token = token or secrets.token_urlsafe(24)
    try:
        place = os.open(data.runtime / HANDOVER, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(place, "w", encoding="ascii") as file:
            file.write(token)
    except OSError as exc:
        raise refusal_of(exc) from exc
    return token


def word_left(data: DataFolder) -> str | None:
    """Return the token that was left here, once."""
    file = data.runtime / HANDOVER
    try:
        token = file.read_text("ascii")
        file.unlink()
    except (OSError, UnicodeError):
        return None
    return token or None


def leave(left: DataFolder, chosen: DataFolder) -> None:
    """Give up `left` for `chosen`, unless work came into it meanwhile; the page that chose is let in either way.

    Raises:
        JournalUnavailable: a folder cannot be written.
        StorageFull: there is no room.
    """
    if chosen_folder.leave(left, chosen) == left:
        leave_word(left, word_left(chosen))


def begin_again(*, host: str, port: int, share: bool, encrypting: Encrypting) -> int:
    """Become the same command on the folder that was chosen; return its status where it has to be a child."""
    command = [sys.executable, "-P", "-m", "vigwidgets.cli", "serve"]
    command += ["--no-browser", "--host", host, "--port", str(port), *(["--share"] if share else [])]
    command += encrypting.words()
    sys.stdout.flush()
    if sys.platform != "win32":
        os.execv(command[0], command)  # noqa: S606 - the very program that runs
    return subprocess.call(command)


class Elsewhere(Answering):
    """Where the work is to be kept."""

    person: Person

    def prepare(self) -> None:
        """Let only the person at this machine choose."""
        if not may_quit(self.person, self.request):
            raise Refused("elsewhere")

    def get(self) -> None:
        """Tell where it is, and whether that can still be chosen."""
        desk: Desk = self.settings["desk"]
        try:
            self.say({"may_choose": may_choose(desk, self.person), "folder": str(desk.data.root)})
        except VigError as error:
            self.refuse(error)

    def post(self) -> None:
        """Choose, and begin again there."""
        try:
            told = self.told()
            if not isinstance(told.get("path"), str) or not isinstance(told.get("although"), bool):
                raise misread("path")
            self._move(chosen_folder.examine(told["path"]), although=told["although"])
        except VigError as error:
            self.refuse(error, distant=getattr(error, "place", None))

    def _move(self, examined: chosen_folder.Examined, *, although: bool) -> None:
        desk: Desk = self.settings["desk"]
        if not may_choose(desk, self.person):
            raise NotAllowed("There is work in this folder already. Take it home first, and restore it in the other.")
        if under_way(self.settings, self.person):
            raise NotAllowed("A film or a backup is just arriving here. Wait until it is there, or stop it first.")
        if examined.root == desk.data.root:
            raise NotAllowed("Your work is kept there already. Choose another folder, or leave it as it is.")
        if examined.distant and not although:
            raise Distant(examined.distant)
        data = chosen_folder.prepare(examined)
        token = leave_word(data)
        chosen_folder.choose(data.root)
        self.say({"folder": str(data.root), "url": f"{self.settings['pages'].base_url}?token={token}"})
        self.settings["elsewhere"] = data
        self.settings["stop"]()


def rules() -> list[tuple[Any, ...]]:
    """Return the routes of this module below the base address."""
    return [(r"/vig/elsewhere", Elsewhere)]
