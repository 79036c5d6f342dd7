"""What a room does beside marking: the verbs of whoever opened it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from vigwidgets.core.receipt import Receipt
from vigwidgets.core.room_desk import Answer, Question, Rules, Run
from vigwidgets.journal import erasing, room_desk
from vigwidgets.journal.joined import Joined


class RoomDeskVerbs(Joined):
    """The verbs of the open room's agenda, answers, ground rules and groups.

    Every one of them raises `NotFound` where it names another room. All of it goes when the room ends.
    """

    def room_run(self, room_id: str) -> Run | None:
        """Return where the room stands in an agenda, or None where it follows none."""
        return self._door.read(lambda s: room_desk.run_of(s, room_id, person=self.person))

    def follow_agenda(self, room_id: str, run: Run | None) -> None:
        """Store where the room stands, or that it follows no agenda any more."""
        self._write(lambda s: room_desk.follow(s, room_id, run, person=self.person))

    def ask_room(self, room_id: str, questions: Sequence[Question]) -> None:
        """Store what the room is asked; of what it was asked before, only whether answers may still be changed."""
        asked = tuple(questions)  # a write may be tried again
        self._write(lambda s: room_desk.ask(s, room_id, asked, person=self.person))

    def room_questions(self, room_id: str) -> list[Question]:
        """Return what the room was asked, in that order."""
        return self._door.read(lambda s: room_desk.questions_of(s, room_id, person=self.person))

    def answer_in_room(self, room_id: str, answer: Answer) -> Answer:
        """Store what somebody wrote, and return what is stored; a retry, or an older change, changes nothing.

        A first answer may come after the question was closed. A withheld one takes no words any more.

        Raises:
            NotFound: they are not in the room, or nothing of the kind was asked.
            InvalidValue: the question is closed, and this would change an answer.
        """
        return self._write(lambda s: room_desk.answer(s, room_id, answer, person=self.person))

    def room_answers(self, room_id: str) -> list[Answer]:
        """Return all that was written in the room, by when it was written last."""
        return self._door.read(lambda s: room_desk.answers_of(s, room_id, person=self.person))

    def release_answers(
        self, room_id: str, step_id: str, *, people: Collection[str] | None = None, released: bool = True
    ) -> None:
        """Let all in the room read what these people, or all, answered; or, with `released` false, nobody any more."""
        who = None if people is None else frozenset(people)
        self._write(lambda s: room_desk.release(s, room_id, step_id, people=who, released=released, person=self.person))

    def withhold_answer(self, room_id: str, person_id: str, step_id: str, *, receipt_id: str) -> Receipt:
        """Put an answer aside for good: its words are erased as `Journal.erase_film` does, and come never again.

        Raises:
            NotFound: there is no such answer.
            InvalidValue: the receipt id stands for something else that was erased.
        """
        receipt = erasing.asked_for(receipt_id, what="reflection")
        return self._erase(
            lambda s: erasing.room_answer(s, room_id, person_id, step_id, receipt=receipt, person=self.person)
        )

    def room_rules(self, room_id: str) -> Rules | None:
        """Return the room's ground rules and who has agreed, or None where none were shown yet."""
        return self._door.read(lambda s: room_desk.rules_of(s, room_id, person=self.person))

    def show_room_rules(self, room_id: str, rules: Sequence[str], *, shown: bool) -> None:
        """Store the ground rules and whether they are shown now; rules that were shown before keep their words."""
        said = tuple(rules)
        self._write(lambda s: room_desk.show_rules(s, room_id, said, shown=shown, person=self.person))

    def agree_in_room(self, room_id: str, person_id: str) -> None:
        """Store that somebody agrees on the ground rules; twice is once.

        Raises:
            NotFound: they are not in the room, or no rules were shown.
        """
        self._write(lambda s: room_desk.agree(s, room_id, person_id, person=self.person))

    def room_groups(self, room_id: str) -> dict[str, int]:
        """Return the number of the small group of everybody who is in one."""
        return self._door.read(lambda s: room_desk.groups_of(s, room_id, person=self.person))

    def split_room(self, room_id: str, groups: Mapping[str, int]) -> None:
        """Store a new split, by person; `unite_room` brings the one before back.

        Raises:
            InvalidValue: a number is none, or none of these people is in the room.
        """
        said = dict(groups)
        self._write(lambda s: room_desk.split(s, room_id, said, person=self.person))

    def put_into_group(self, room_id: str, person_id: str, number: int) -> None:
        """Put somebody into a group of the split in effect.

        Raises:
            NotFound: they are not in the room.
            InvalidValue: there is no such number.
        """
        self._write(lambda s: room_desk.put_into_group(s, room_id, person_id, number, person=self.person))

    def unite_room(self, room_id: str) -> None:
        """Take the last split back; where there is none, that is fine."""
        self._write(lambda s: room_desk.unite(s, room_id, person=self.person))
