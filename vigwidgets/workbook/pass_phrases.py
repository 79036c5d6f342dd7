"""Who signs in to a shared workbook by a pass phrase: its owner from another device, and trainers beside them.

The phrases themselves are nowhere: what is kept are their hashes (argon2id), in a file of the data folder that this
person alone can read, outside of the journal and so in no backup. It is read again whenever it has changed, so that a
running server heeds at once what a command wrote.
"""

from __future__ import annotations

import json
import os
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import InvalidValue, JournalUnavailable, NotFound
from vigwidgets.core.room import told_name
from vigwidgets.workbook.folder.data_folder import DataFolder, refusal_of
from vigwidgets.workbook.folder.whole_file import put_whole
from vigwidgets.workbook.keeping.moving import lock_patiently

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST: Final = 12
LONGEST: Final = 1000
OWNERS_NAME: Final = "owner"
"""What the owner signs in as."""
Ends = Literal["", "sessions", "work"]


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who has a pass phrase here, or had one until just now.

    Attributes:
        id: Of the person; a trainer's is random and never given again.
        name: What they sign in as.
        hash: Of the phrase, with its salt; empty once they were removed.
        ends: What has still to end before all is as it was asked for: their `sessions`, or their `work` as well.
    """

    id: str
    name: str
    hash: str
    ends: Ends = ""


class PassPhrases:
    """The pass phrases of one data folder.

    A file that cannot be read lets nobody in, and is never written over.

    Args:
        data: The folder.
    """

    def __init__(self, data: DataFolder) -> None:
        self._file, self._lock = data.pass_phrases, data.runtime / "pass-phrases.lock"
        self._seen: tuple[int, int, int] | None = None
        self._holders: tuple[Holder, ...] = ()

    def trainers(self) -> list[Holder]:
        """Return the trainers, in the order in which they were added."""
        return [one for one in self._now() if one.hash and one.id != LOCAL_OWNER]

    def is_trainer(self, person_id: str) -> bool:
        """Return whether this person works here as a trainer."""
        return any(one.id == person_id for one in self.trainers())

    def are_there(self) -> bool:
        """Return whether anybody can sign in."""
        return any(one.hash for one in self._now())

    def ending(self) -> list[Holder]:
        """Return those of whom something has still to end."""
        return [one for one in self._now() if one.ends]

    def keep(self, name: str, phrase: str) -> Holder:
        """Let somebody sign in as a trainer from now on, and return them; a trainer of that name gets another phrase.

        Raises:
            InvalidValue: the name is none or the owner's, or the phrase is too short.
            JournalUnavailable: it cannot be written down; nothing has changed.
            StorageFull: the same, for want of room.
        """
        name = told_name(name)
        if alike(name) == OWNERS_NAME:
            raise InvalidValue("That is what the owner signs in as. Choose another name for the trainer.")
        return self._keep(name, phrase, or_id=secrets.token_hex(16))

    def keep_owner(self, phrase: str) -> Holder:
        """Let the owner sign in from other devices from now on; raises as `keep`."""
        return self._keep(OWNERS_NAME, phrase, or_id=LOCAL_OWNER)

    def _keep(self, name: str, phrase: str, *, or_id: str) -> Holder:
        hashed = _hasher().hash(_checked(phrase))
        with self._changing() as holders:
            at = _place_of(name, holders)
            if at is None:
                holders.append(Holder(or_id, name, hashed))
                return holders[-1]
            # Whoever came in by the phrase that is no longer true comes in by this one again.
            holders[at] = replace(holders[at], hash=hashed, ends="sessions")
            return holders[at]

    def remove(self, name: str) -> Holder:
        """Let this trainer in no more, and return what has still to end: their sessions and their work.

        Raises:
            NotFound: there is no trainer of that name.
            JournalUnavailable: it cannot be written down; nothing has changed.
            StorageFull: the same, for want of room.
        """
        with self._changing() as holders:
            at = _place_of(name, holders)
            if at is None or holders[at].id == LOCAL_OWNER:
                raise NotFound("There is no trainer of that name. Look at 'vig trainer list'.")
            holders[at] = replace(holders[at], hash="", ends="work")
            return holders[at]

    def forget_owner(self) -> None:
        """Let the owner sign in from no other device any more; raises as `remove` but `NotFound`."""
        if self._file.exists():
            with self._changing() as holders:
                holders[:] = [one for one in holders if one.id != LOCAL_OWNER]

    def ended(self, holder: Holder) -> None:
        """Note that what of this one had to end has ended; what was changed meanwhile stays to be done."""
        with self._changing() as holders:
            if holder in holders:
                at = holders.index(holder)
                holders[at : at + 1] = [replace(holder, ends="")] if holder.hash else []

    def person(self, name: str, phrase: str) -> Person | None:
        """Return who signs in by this; None where the name or the phrase is wrong, which takes the same time."""
        from argon2.exceptions import InvalidHashError, VerificationError

        nobodys, holders = _hash_of_nobodys(), self._now()
        at = _place_of(name, holders)
        try:
            _hasher().verify(nobodys if at is None else holders[at].hash, _bytes(phrase))
        except (VerificationError, InvalidHashError):
            return None
        return None if at is None else Person(holders[at].id)

    def _now(self) -> tuple[Holder, ...]:
        """Return who is written down; nobody where that cannot be read."""
        try:
            found = self._file.stat()
            seen = (found.st_ino, found.st_mtime_ns, found.st_size)
            if seen != self._seen:
                self._holders, self._seen = _read(self._file), seen
        except (OSError, ValueError):
            self._holders, self._seen = (), None
        return self._holders

    @contextmanager
    def _changing(self) -> Iterator[list[Holder]]:
        """Yield who is written down, and write down what is made of it; one process at a time."""
        try:
            with os.fdopen(os.open(self._lock, os.O_RDWR | os.O_CREAT, 0o600), "rb+") as lock:
                lock_patiently(lock)
                try:
                    holders = list(_read(self._file)) if self._file.exists() else []
                except ValueError as exc:
                    raise JournalUnavailable(
                        "The file of pass phrases is damaged. Put an earlier copy in its place, or delete the file "
                        "'pass-phrases.json' in the data folder."
                    ) from exc
                before = list(holders)
                yield holders
                if holders != before:
                    put_whole(self._file, json.dumps([asdict(one) for one in holders], indent=1))
        except OSError as exc:
            raise refusal_of(exc) from exc


def _read(file: Path) -> tuple[Holder, ...]:
    """Return who is written down in `file`.

    Raises:
        OSError: it cannot be read.
        ValueError: it has another form.
    """
    told: Any = json.loads(file.read_text("utf-8"))
    try:
        holders = tuple(Holder(**one) for one in told)
    except TypeError as exc:
        raise ValueError(str(exc)) from exc
    if not all(isinstance(value, str) for one in holders for value in asdict(one).values()):
        message = "no text"
        raise ValueError(message)
    return holders


def _place_of(name: str, holders: list[Holder] | tuple[Holder, ...]) -> int | None:
    return next((at for at, one in enumerate(holders) if one.hash and alike(one.name) == alike(name)), None)


def alike(name: str) -> str:
    """Return what names have in common that are the same for people, and for `PassPhrases.person`."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _typed(phrase: str) -> str:
    """Return a phrase as every keyboard gives it: they put letters together in several ways."""
    return unicodedata.normalize("NFKC", phrase).strip()


def _bytes(phrase: str) -> bytes:
    return _typed(phrase).encode("utf-8", "surrogatepass")


def _checked(phrase: str) -> bytes:
    """Return the phrase as it is hashed, or raise `InvalidValue`."""
    if not SHORTEST <= len(_typed(phrase)) <= LONGEST:
        raise InvalidValue(f"A pass phrase has {SHORTEST} to {LONGEST} letters. Take four or five words by chance.")
    return _bytes(phrase)


@cache
def _hasher() -> PasswordHasher:
    """Return what makes and checks hashes, with the settings that RFC 9106 recommends for a machine such as this."""
    from argon2 import PasswordHasher  # who never signs in does not pay for it

    return PasswordHasher()


@cache
def _hash_of_nobodys() -> str:
    """Return the hash of a phrase that nobody knows: an unknown name takes as long as a wrong phrase."""
    return _hasher().hash(secrets.token_urlsafe(24))
