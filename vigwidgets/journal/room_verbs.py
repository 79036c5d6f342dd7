"""A room in which people mark a film together: the verbs of whoever opened it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from vigwidgets.core.receipt import Receipt
from vigwidgets.core.room import Room, RoomMark, RoomPerson, Round
from vigwidgets.journal import erasing, rooms
from vigwidgets.journal.joined import Joined


class RoomVerbs(Joined):
    """The verbs of the room. At most one is open; a verb that names another one raises `NotFound`.

    People come in by a code and own nothing in a journal: all they do is the room's, and goes when it ends.
    """

    def open_room(self, room_id: str, code: str, *, with_phones: bool = True) -> Room:
        """Open a room and return it; the id of the open one returns that, as it is.

        Raises:
            InvalidValue: another room is open, or the code is none.
            NotFound: the room of that id has ended.
        """
        asked = Room(room_id, code, datetime.now(UTC), with_phones)
        return self._write(lambda s: rooms.open_one(s, asked, person=self.person))

    def let_phones_in(self, room_id: str) -> Room:
        """Let phones come into a room that was opened without them, and return it.

        Raises:
            NotFound: that room is not open.
        """
        return self._write(lambda s: rooms.let_phones_in(s, room_id, person=self.person))

    def room(self) -> Room | None:
        """Return the open room, or None."""
        return self._door.read(lambda s: rooms.now(s, person=self.person))

    def join_room(self, room_id: str, person_id: str, name: str, key_sha256: str) -> RoomPerson:
        """Store somebody who comes in, and return them; somebody who is there takes the new name.

        Args:
            room_id: The open room.
            person_id: Unique in the room.
            name: As they gave it.
            key_sha256: Digest of the secret by which their browser is known again, 64 hexadecimal digits.

        Raises:
            NotFound: that room is not open.
            InvalidValue: the name is none, `MOST_PEOPLE` are there, or the id is of somebody with another key.
        """
        asked = RoomPerson(person_id, name, datetime.now(UTC))
        return self._write(lambda s: rooms.join(s, room_id, asked, key_sha256=key_sha256, person=self.person))

    def room_people(self, room_id: str) -> list[RoomPerson]:
        """Return who is in the room, by when they came."""
        return self._door.read(lambda s: rooms.people(s, room_id, person=self.person))

    def room_key(self, room_id: str, person_id: str) -> str | None:
        """Return the digest of somebody's secret, or None where they are not in the room."""
        return self._door.read(lambda s: rooms.key(s, room_id, person_id, person=self.person))

    def leave_room(self, room_id: str, person_id: str) -> None:
        """Remove somebody from the room with their marks; one who is not in it is fine."""
        self._write(lambda s: rooms.leave(s, room_id, person_id, person=self.person))

    def open_round(self, room_id: str, asked: Round) -> Round:
        """Open a round, close the one before, and return the round; a known id returns that round, open or closed.

        Args:
            room_id: The open room.
            asked: The round; whatever it says, it is stored as not closed.

        Raises:
            NotFound: that room is not open, or there is no such film here.
            SpanOutsideFilm: the stretch reaches past the film's end.
        """
        return self._write(lambda s: rooms.open_round(s, room_id, asked, person=self.person))

    def close_round(self, room_id: str) -> Round | None:
        """Close the newest round and return it, or None; one that is closed stays as it is.

        Marks that were made before and come later are still kept: their phone was out of reach.
        """
        return self._write(lambda s: rooms.close_round(s, room_id, person=self.person))

    def round_now(self, room_id: str) -> Round | None:
        """Return the newest round, open or closed, or None."""
        return self._door.read(lambda s: rooms.round_now(s, room_id, person=self.person))

    def keep_room_marks(self, room_id: str, marks: Sequence[RoomMark]) -> list[str]:
        """Store many people's marks at once, and return the ids of those that are in the journal then, each once.

        One that is there already, of the same person and round, counts as kept and is not changed. Left out are those
        of a round that is not of this room, of somebody who is not in it, outside the stretch, and past
        `MOST_MARKS` of one person in a round. Where marks of two people have one id, it is told when both are kept.
        """
        gathered = tuple(marks)  # a write may be tried again
        return self._write(lambda s: rooms.keep(s, room_id, gathered, person=self.person))

    def take_back_room_mark(self, room_id: str, person_id: str, mark_id: str) -> bool:
        """Remove a mark of somebody in the room, of a closed round too; return whether it was there."""
        return self._write(lambda s: rooms.take_back(s, room_id, person_id, mark_id, person=self.person))

    def room_marks(self, round_id: str) -> list[RoomMark]:
        """Return the marks of a round of the open room, by where they stand in the film.

        Raises:
            NotFound: there is no such round.
        """
        return self._door.read(lambda s: rooms.marks(s, round_id, person=self.person))

    def end_room(self, room_id: str) -> Receipt:
        """Erase the room with its people, rounds and marks, as `Journal.erase_film` does, and return the receipt.

        Ending it again returns the first receipt. A room of that id cannot be opened again.

        Raises:
            NotFound: that room was never open, or everything was erased meanwhile.
        """
        receipt = erasing.asked_for(rooms.receipt_id_of(room_id), what="room")
        return self._erase(lambda s: erasing.room(s, room_id, receipt=receipt, person=self.person))
