"""What whoever opened a room does at its end and for the people in it: the verbs."""

from __future__ import annotations

from datetime import datetime

from vigwidgets.core.room import Room, Round
from vigwidgets.core.room_after import Evaluation, Evaluations, SealedNotes
from vigwidgets.journal import room_after
from vigwidgets.journal.joined import Joined


class RoomAfterVerbs(Joined):
    """The verbs of a room's end, of private notes in it and of what people say of the day.

    Each raises `NotFound` where that room is not open. What they store goes with the person, or with the room.
    """

    def close_room(self, room_id: str, kept_until: datetime) -> Room:
        """Let nobody come in or mark any more, and return the room, which is to be erased at that instant."""
        return self._write(lambda s: room_after.close(s, room_id, kept_until, person=self.person))

    def room_rounds(self, room_id: str) -> list[Round]:
        """Return all rounds of the room, in their order."""
        return self._door.read(lambda s: room_after.rounds(s, room_id, person=self.person))

    def name_in_report(self, room_id: str, person_id: str, *, agreed: bool) -> None:
        """Store whether the name of somebody in the room may stand in its report.

        Raises:
            NotFound: nobody of that id is in it.
        """
        self._write(lambda s: room_after.agree(s, room_id, person_id, agreed=agreed, person=self.person))

    def room_notes(self, room_id: str, place: str) -> SealedNotes | None:
        """Return the notes of that place as they are sealed, or None."""
        return self._door.read(lambda s: room_after.notes(s, room_id, place, person=self.person))

    def noted_in_room(self, room_id: str) -> set[str]:
        """Return the ids of those in the room who have notes."""
        return self._door.read(lambda s: room_after.noted_by(s, room_id, person=self.person))

    def begin_room_notes(self, room_id: str, asked: SealedNotes) -> None:
        """Store somebody's sealed notes in the place of those they had.

        Raises:
            NotFound: nobody of that id is in the room.
            InvalidValue: somebody else's notes are at that place.
        """
        self._write(lambda s: room_after.begin_notes(s, room_id, asked, person=self.person))

    def change_room_notes(self, room_id: str, asked: SealedNotes) -> bool:
        """Store what the notes are now; False, and nothing stored, where they are not just one version older."""
        return self._write(lambda s: room_after.change_notes(s, room_id, asked, person=self.person))

    def ask_about_day(self, room_id: str) -> None:
        """Let people in the room say how the day was; asking again changes nothing."""
        self._write(lambda s: room_after.ask_about_day(s, room_id, person=self.person))

    def evaluate_day(self, room_id: str, said: Evaluation, *, token: str) -> bool:
        """Store what somebody says of the day; return False where the token is spent already.

        Neither the journal nor its log tells afterwards in which order it came, when, or who said it.

        Args:
            room_id: The open room.
            said: What they said.
            token: Keeps them from answering twice; nobody can find out from it whose it is.

        Raises:
            NotFound: nobody was asked.
        """
        is_new = self._write(lambda s: room_after.evaluate(s, room_id, said, token=token, person=self.person))
        self._door.forget_order("room_evaluations")
        return is_new

    def evaluations_of_day(self, room_id: str) -> Evaluations | None:
        """Return what was said of the day, hidden while few have answered; None where nobody was asked."""
        return self._door.read(lambda s: room_after.evaluations(s, room_id, person=self.person))

    def has_evaluated_day(self, room_id: str, *, token: str) -> bool:
        """Return whether that token is spent."""
        return self._door.read(lambda s: room_after.has_evaluated(s, room_id, token=token, person=self.person))
