"""Files that only pass through: a film that is just arriving, work that is just being packed. None outlives its owner.

Each lies in a folder of its person's below the data folder's `temporary`, beside a card that says somebody still wants
it. Whoever takes the card away has called it off, in whichever process the file is being written or read.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import uuid4

from vigwidgets.core.access import Person
from vigwidgets.core.errors import Cancelled
from vigwidgets.core.mark import check_id
from vigwidgets.workbook.folder.data_folder import DataFolder, refusal_of

PREFIX: Final = "passing-"
CARD: Final = ".wanted"
LETTING_GO_SECONDS: Final = 5
"""How long `forget_passing` waits where an open file cannot be removed; who has it open sees that the card is gone."""


@dataclass(frozen=True, slots=True)
class Passing:
    """A file of one person's that only passes through.

    Attributes:
        path: Where its bytes are; mode 0600.
    """

    path: Path

    @classmethod
    def make(cls, data: DataFolder, person: Person, *, suffix: str) -> Passing:
        """Return a new one, wanted and with no bytes yet: its file is made by `begin`, or by whoever writes it whole.

        Args:
            data: The data folder, already made.
            person: Whose file it is.
            suffix: How its name ends, with its dot.

        Raises:
            JournalUnavailable: the data folder cannot be written.
            StorageFull: there is no room in it.
        """
        folder = folder_of(data, person)
        made = cls(folder / f"{uuid4().hex}{suffix}")
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            _make_empty(made._card)
        except OSError as exc:
            raise refusal_of(exc) from exc
        return made

    def begin(self) -> None:
        """Make the file, empty, for `append`.

        Raises:
            JournalUnavailable: the data folder cannot be written; it is not wanted any more then.
            StorageFull: there is no room in it; the same.
        """
        try:
            _make_empty(self.path)
        except OSError as exc:
            self.discard()
            raise refusal_of(exc) from exc

    @property
    def _card(self) -> Path:
        return self.path.with_name(self.path.name + CARD)

    def is_wanted(self) -> bool:
        """Return whether nobody has called it off."""
        return self._card.exists()

    def check_wanted(self) -> None:
        """Raise unless somebody still wants it.

        Raises:
            Cancelled: it has been called off.
        """
        if not self.is_wanted():
            raise _called_off()

    def size_bytes(self) -> int:
        """Return how much of it is there.

        Raises:
            Cancelled: it has been called off.
        """
        try:
            size = self.path.stat().st_size
        except OSError as exc:
            raise _called_off() from exc
        self.check_wanted()
        return size

    def append(self, block: bytes | bytearray, *, offset: int) -> bool:
        """Write `block` at the end and return True, or False, having written nothing, when the end is not at `offset`.

        Raises:
            Cancelled: it has been called off.
            StorageFull: there is no room for the block; what was there before stays, and nothing more.
            JournalUnavailable: the data folder cannot be written; the same.
        """
        self.check_wanted()
        try:
            with self.path.open("r+b", buffering=0) as file:
                if file.seek(0, os.SEEK_END) != offset:
                    return False
                try:
                    _write(file.fileno(), block)
                except OSError:
                    file.truncate(offset)
                    raise
        except FileNotFoundError as exc:
            raise _called_off() from exc
        except OSError as exc:
            raise refusal_of(exc) from exc
        return True

    def discard(self) -> None:
        """Remove card and file; an open file that cannot be removed stays, unwanted, until the next start."""
        for path in (self._card, self.path):
            _remove(path)

    def discard_bytes(self) -> None:
        """Remove the file and leave the card: what is told of it is still wanted."""
        _remove(self.path)


def folder_of(data: DataFolder, person: Person) -> Path:
    """Return the folder of this person's passing files, which may not be there."""
    return data.temporary / f"{PREFIX}{check_id(person.id)}"


def forget_passing(data: DataFolder, person: Person) -> tuple[int, int]:
    """Call off and remove all of this person's passing files; return how many there were, and their bytes in all.

    An upload or a packing that a running server is at ends by itself and leaves nothing. Call this before the journal's
    rows are erased: a film that just got through is then among them, or taken off again by whoever added it.

    Raises:
        JournalUnavailable: a file is still open somewhere or may not be removed; the other files are gone.
    """
    folder = folder_of(data, person)
    for card in folder.glob(f"*{CARD}"):
        card.unlink(missing_ok=True)
    sizes = [size for path in folder.glob("*") if (size := _removed_bytes(path)) is not None]
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(folder)
    return len(sizes), sum(sizes)


def _removed_bytes(path: Path) -> int | None:
    """Remove the file and return how long it was, None if it is gone already; where it is open it is waited for."""
    end = time.monotonic() + LETTING_GO_SECONDS
    while True:
        try:
            size = path.stat().st_size
            path.unlink()
        except FileNotFoundError:
            return None
        except OSError as exc:
            if time.monotonic() > end:
                raise refusal_of(exc) from exc
            time.sleep(0.05)
        else:
            return size


def _make_empty(path: Path) -> None:
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _write(handle: int, block: bytes | bytearray) -> None:
    view = memoryview(block)
    while view:
        view = view[os.write(handle, view) :]


def _called_off() -> Cancelled:
    return Cancelled("This was stopped, and nothing of it was kept. Begin again if you want it after all.")
