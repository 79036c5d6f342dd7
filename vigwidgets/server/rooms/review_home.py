"""What whoever presented takes home of a review: what others saw in their film, and their working point."""

from __future__ import annotations

from vigwidgets import words
from vigwidgets.core.access import Person
from vigwidgets.exchange.paper import Block, Heading, Paragraph
from vigwidgets.server.rooms.part import RoomPart
from vigwidgets.server.rooms.review_words import point_of


class ReviewHome(RoomPart):
    """Hands it on; all of it is in the journals."""

    outlasts = True

    def taken_home(self, person_id: str) -> list[Block]:
        """Return what was written about this person's reels, without who wrote it, and their own words."""
        journal, room_id, told = self.gathering.journal, self.gathering.room.id, words.section("room_after")
        brought = [one for one in journal.review_reels(room_id) if one.presenter_id == person_id]
        seen = [note.text.strip() for one in brought for note in journal.review_notes(room_id, one.id)]
        point = point_of(self.gathering.desk.journal(Person(person_id))) if brought else ""
        blocks: list[Block] = []
        if seen:
            blocks += [Heading(2, told["home_seen"]), *(Paragraph(one) for one in seen)]
        if point:
            blocks += [Heading(2, told["home_point"]), Paragraph(point)]
        return blocks
