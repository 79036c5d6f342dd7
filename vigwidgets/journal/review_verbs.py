"""A group shared review in the open room: the verbs of whoever opened it."""

from __future__ import annotations

from vigwidgets.core.review import ReviewNote, ReviewReel
from vigwidgets.journal import reviews
from vigwidgets.journal.joined import Joined


class ReviewVerbs(Joined):
    """The verbs of group shared reviews. Each raises `NotFound` where that room is not open."""

    def let_present(self, room_id: str, person_id: str) -> None:
        """Let somebody in the room present; one who does is fine.

        Raises:
            NotFound: they are not in the room.
            InvalidValue: as many as there is time for present already.
        """
        self._write(lambda s: reviews.present(s, room_id, person_id, person=self.person))

    def let_present_no_more(self, room_id: str, person_id: str) -> None:
        """Take that back, and out of the review what they present; one who does not present is fine."""
        self._write(lambda s: reviews.present_no_more(s, room_id, person_id, person=self.person))

    def presenters(self, room_id: str) -> frozenset[str]:
        """Return the ids of those in the room who present."""
        return self._door.read(lambda s: reviews.presenters(s, room_id, person=self.person))

    def bring_reel(self, room_id: str, asked: ReviewReel) -> ReviewReel:
        """Store what somebody brings and return it; a known id returns what is there.

        Whether the film may be shown is asked of its own permission, whenever it is.

        Raises:
            NotFound: there is no such film of whose it is, or whoever is to present it may not.
            InvalidValue: there is no room for another one.
        """
        return self._write(lambda s: reviews.bring(s, room_id, asked, person=self.person))

    def review_reels(self, room_id: str) -> list[ReviewReel]:
        """Return what was brought, in the order of the day."""
        return self._door.read(lambda s: reviews.reels(s, room_id, person=self.person))

    def take_reel_out(self, room_id: str, reel_id: str) -> None:
        """Take a reel out of the review with the notes on it; one that is gone already is fine."""
        self._write(lambda s: reviews.take_out(s, room_id, reel_id, person=self.person))

    def add_review_note(self, room_id: str, asked: ReviewNote) -> ReviewNote:
        """Store what somebody saw and return it; a known id of theirs returns what is there.

        Raises:
            NotFound: they are not in the room, or there is no such reel.
            InvalidValue: there are too many notes on it.
        """
        return self._write(lambda s: reviews.note(s, room_id, asked, person=self.person))

    def review_notes(self, room_id: str, reel_id: str) -> list[ReviewNote]:
        """Return the notes on a reel, in the order in which they came."""
        return self._door.read(lambda s: reviews.notes(s, room_id, reel_id, person=self.person))
