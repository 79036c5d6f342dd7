"""Private notes: each person's own text, under a code that only they have.

Phone: `notes` (`has`: whether there are any of this person's). Requests: `notes.begin` {code, anew} makes empty ones
under a code that the page drew, in the place of older ones where `anew` is true; `notes.read` {code} -> `{"text",
"version"}`; `notes.save` {code, text, version} -> `{"version"}`, refused with `notes_newer` where another device saved
meanwhile. The code opens them from every device in the room.
"""

from __future__ import annotations

import asyncio
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from vigwidgets.core.errors import InvalidValue, NotAllowed, VigError
from vigwidgets.core.room_after import MOST_NOTES, PLACE_LETTERS, SealedNotes, told_personal_code
from vigwidgets.server.phone_gate import WrongTokens
from vigwidgets.server.rooms.part import PhoneRequest, RoomPart
from vigwidgets.server.rooms.sealing import WrongCode, seal_again, seal_new, unseal
from vigwidgets.server.rooms.sockets import TooMany, number, text

if TYPE_CHECKING:
    from vigwidgets.server.rooms.gathering import Gathering

MANY_CODES: Final = "That were many wrong codes. Wait a minute, then look at your code again."
TOO_LONG: Final = f"Notes have {MOST_NOTES} letters at most. Shorten them a little."


class NotesThere(VigError):
    """This person has notes already, which a new code would not open."""

    code = "notes_there"

    def __init__(self) -> None:
        super().__init__("You have notes here already. Type their code, or begin anew without them.")


class NotesNewer(VigError):
    """Another device saved meanwhile."""

    code = "notes_newer"

    def __init__(self) -> None:
        super().__init__("These notes were changed on another device. Both texts are put together here.")


class NotesPart(RoomPart):
    """Keeps what people write for themselves; it goes when they do, and with the room."""

    outlasts = True

    def __init__(self, gathering: Gathering) -> None:
        super().__init__(gathering)
        self._have = gathering.journal.noted_in_room(gathering.room.id)
        self._wrong = WrongTokens()
        self._busy: set[str] = set()

    def phone_requests(self) -> Mapping[str, PhoneRequest]:
        """Return what people may ask for."""
        return {"notes.begin": self._begin, "notes.read": self._read, "notes.save": self._save}

    def phone_state(self, person_id: str) -> dict[str, Any]:
        """Tell whether this person has notes."""
        return {"notes": {"has": person_id in self._have}}

    def forget(self, person_id: str) -> None:
        """Forget that this person had some."""
        self._have.discard(person_id)

    async def text_of(self, person_id: str, code: str) -> str:
        """Return what the notes under that code say.

        Raises:
            NotAllowed: it opens none, or many wrong ones came from this person.
            TooMany: this person asks for a key already.
        """
        return (await self._opened(person_id, told_personal_code(code)))[1]

    async def _begin(self, person_id: str, payload: dict[str, Any]) -> dict[str, Any]:
        code, room_id, journal = told_personal_code(text(payload, "code")), self._room_id, self.gathering.journal
        there = await asyncio.to_thread(journal.room_notes, room_id, code[:PLACE_LETTERS])
        if there is not None and there.person_id == person_id and payload.get("anew") is not True:
            await self._opened(person_id, code)  # the same request again
            return {}
        if person_id in self._have and payload.get("anew") is not True:
            raise NotesThere
        with self._alone(person_id):
            made = await seal_new("", code=code, person_id=person_id, room_id=room_id)
        await asyncio.to_thread(journal.begin_room_notes, room_id, made)
        self._have.add(person_id)
        self.gathering.tell_person(person_id, self.phone_state(person_id))
        return {}

    async def _read(self, person_id: str, payload: dict[str, Any]) -> dict[str, Any]:
        notes, said = await self._opened(person_id, told_personal_code(text(payload, "code")))
        return {"text": said, "version": notes.version}

    async def _save(self, person_id: str, payload: dict[str, Any]) -> dict[str, Any]:
        code, said, version = (
            told_personal_code(text(payload, "code")),
            text(payload, "text"),
            number(payload, "version"),
        )
        if len(said) > MOST_NOTES:
            raise InvalidValue(TOO_LONG)
        there = await self._found(person_id, code)
        with self._counting(person_id), self._alone(person_id):
            changed, before = await seal_again(there, said, code=code, room_id=self._room_id)
        if before == said:  # nothing new, or the same request again
            return {"version": there.version}
        change = self.gathering.journal.change_room_notes
        if version != there.version or not await asyncio.to_thread(change, self._room_id, changed):
            raise NotesNewer
        return {"version": changed.version}

    async def _opened(self, person_id: str, code: str) -> tuple[SealedNotes, str]:
        there = await self._found(person_id, code)
        with self._counting(person_id), self._alone(person_id):
            return there, await unseal(there, code=code, room_id=self._room_id)

    async def _found(self, person_id: str, code: str) -> SealedNotes:
        if self._wrong.too_many(person_id):
            raise NotAllowed(MANY_CODES)
        there = await asyncio.to_thread(self.gathering.journal.room_notes, self._room_id, code[:PLACE_LETTERS])
        if there is None:
            self._wrong.one_more(person_id)
            raise WrongCode
        return there

    @contextmanager
    def _counting(self, person_id: str) -> Generator[None]:
        """Remember a wrong code."""
        try:
            yield
        except WrongCode:
            self._wrong.one_more(person_id)
            raise

    @contextmanager
    def _alone(self, person_id: str) -> Generator[None]:
        """Let nobody have more than one key made at a time: whoever asks often would keep the others waiting."""
        if person_id in self._busy:
            raise TooMany
        self._busy.add(person_id)
        try:
            yield
        finally:
            self._busy.discard(person_id)

    @property
    def _room_id(self) -> str:
        return self.gathering.room.id
