"""The one folder that holds a person's journal, films, exports and logs."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from vigwidgets.core.errors import JournalUnavailable, StorageFull, VigError
from vigwidgets.workbook.folder.distant import distant_place
from vigwidgets.workbook.folder.settings import chosen

SECRET_BYTES: Final = 32
_PRIVATE_FOLDER: Final = 0o700


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Where everything of a person's is kept. Making the value touches nothing on disk.

    Attributes:
        root: Absolute path of the folder.
    """

    root: Path

    @classmethod
    def find(cls, given: Path | None = None) -> DataFolder:
        """Return `given`, else what `VIG_DATA` names, else what the person chose, else where this system keeps data."""
        named = given or (Path(value) if (value := os.environ.get("VIG_DATA")) else None)
        if named is None:
            named = chosen()
        if named is None:
            from platformdirs import user_data_path  # asked for only where nobody named a folder

            named = user_data_path("vigwidgets", appauthor=False)
        return cls(named.expanduser().absolute())  # not resolve(): a link stays what the person chose

    @property
    def journal(self) -> Path:
        """The journal's database file."""
        return self.root / "journal.db"

    @property
    def films(self) -> Path:
        """The film shelf, one folder a film."""
        return self.root / "films"

    @property
    def clips(self) -> Path:
        """Drawn clips that were brought in or drawn here, one folder a clip; made with the first."""
        return self.root / "clips"

    @property
    def exports(self) -> Path:
        """What was written out for other programs."""
        return self.root / "exports"

    @property
    def logs(self) -> Path:
        """Codes and ids of what went wrong, never titles, names or text."""
        return self.root / "logs"

    @property
    def runtime(self) -> Path:
        """Files that live as long as a server or kernel runs."""
        return self.root / "runtime"

    @property
    def temporary(self) -> Path:
        """Uploads and half-made files; nothing here outlives the next start."""
        return self.root / "temporary"

    @property
    def looked_at(self) -> Path:
        """Which chapters' code the owner has looked at; made with the first, and in no backup."""
        return self.root / "looked-at.json"

    @property
    def pass_phrases(self) -> Path:
        """Who signs in here by a pass phrase, and its hash; made with the first, and in no backup."""
        return self.root / "pass-phrases.json"

    @property
    def certificate(self) -> Path:
        """A certificate that was made here, with its key; made when it is first asked for, and in no backup."""
        return self.root / "certificate.pem"

    def journal_location(self) -> Path | str:
        """Return `VIG_DATABASE_URL` where it is set, else the path of the journal's file."""
        return os.environ.get("VIG_DATABASE_URL") or self.journal

    def make(self) -> DataFolder:
        """Create what is missing, for this person only (mode 0700), and return the folder itself.

        Raises:
            JournalUnavailable: a file is in the way, or the place may not be written. What could be made stays.
            StorageFull: the disk has no room.
        """
        try:
            self.root.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
            for folder in (self.films, self.exports, self.logs, self.runtime, self.temporary):
                folder.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
        except OSError as exc:
            raise refusal_of(exc) from exc
        if not os.access(self.root, os.W_OK | os.X_OK):
            raise refusal_of(PermissionError(errno.EACCES, "not writable"))
        if not Path.home().is_relative_to(self.root):  # somebody may name their home or a drive: leave its mode alone
            with contextlib.suppress(OSError):  # file systems without modes
                self.root.chmod(_PRIVATE_FOLDER)
        return self

    def holds_journal(self) -> bool:
        """Return whether there is a journal to open; nothing is made.

        Raises:
            JournalUnavailable: the folder is none, or may not be looked into.
        """
        if self.journal_location() != self.journal:
            return True
        try:
            os.lstat(self.journal)
        except FileNotFoundError:
            return False
        except OSError as exc:
            raise refusal_of(exc) from exc
        return True

    def missing(self) -> tuple[Path, ...]:
        """Return the folders that `make` would create, outermost first."""
        wanted = (*reversed(self.root.parents), self.root, self.films, self.exports, self.logs, self.runtime)
        return tuple(folder for folder in (*wanted, self.temporary) if _is_missing(folder))

    def secret(self) -> bytes:
        """Return the server's 32 secret bytes, made once and readable by this person only.

        Two processes that ask at once get the same bytes. The folder has to be there (`make`).

        Raises:
            JournalUnavailable: the file can be neither read nor written.
            StorageFull: the disk has no room; no half-written secret stays.
        """
        path = self.root / "secret"
        try:
            if not path.exists():
                _write_once(path, secrets.token_bytes(SECRET_BYTES))
            found = path.read_bytes()
        except OSError as exc:
            raise refusal_of(exc) from exc
        if len(found) != SECRET_BYTES:
            raise JournalUnavailable(
                "The workbook's secret file is damaged. Delete the file 'secret' in the data folder."
            )
        return found

    def is_synced_or_network(self) -> str | None:
        """Return the name of the cloud service or kind of network share the folder is on, or None where it is local."""
        return distant_place(self.root)


def _is_missing(folder: Path) -> bool:
    try:
        return not folder.exists()
    except OSError:  # where we may not look, nothing counts as missing
        return False


def _write_once(path: Path, content: bytes) -> None:
    """Put `content` at `path` whole, unless another process was first; mode 0600."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".secret-")  # mkstemp gives 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(name, path)  # unlike a rename, a link never replaces what another process put there
        except FileExistsError:
            pass
        except OSError:  # file systems without links
            Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def refusal_of(exc: OSError) -> VigError:
    """Return what to tell people when the system refuses something in the data folder."""
    if exc.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageFull("The disk is full. Make room or choose another data folder with VIG_DATA.")
    if isinstance(exc, FileExistsError | NotADirectoryError):
        return JournalUnavailable(
            "A file is where the data folder or a part of it should be. Move it, or name another folder in VIG_DATA."
        )
    return JournalUnavailable(
        "The data folder cannot be read and written. Ask for the right to do so or choose another folder with VIG_DATA."
    )
