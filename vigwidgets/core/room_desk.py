"""What people in a room do beside marking: they follow an agenda, write answers, agree on ground rules, form groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.mark import check_id
from vigwidgets.core.span import is_whole

Standing = Literal["kept", "released", "withheld"]
"""`kept`: read by whoever leads alone; `released`: shown to all; `withheld`: put aside for good, its words erased."""
LONGEST_ANSWER: Final = 2000
LARGEST_GROUP: Final = 400


@dataclass(frozen=True, slots=True)
class Run:
    """Where a room stands in an agenda.

    Attributes:
        agenda_id: Which agenda.
        step_id: The step that all are shown; None before the first.
        own_pace: Whether each person chooses the step on their own device.
    """

    agenda_id: str
    step_id: str | None = None
    own_pace: bool = False

    def __post_init__(self) -> None:
        check_id(self.agenda_id)
        if self.step_id is not None:
            check_id(self.step_id)


@dataclass(frozen=True, slots=True)
class Question:
    """Something the room was asked.

    Attributes:
        step_id: The step of the agenda that asks.
        words: As they were shown first.
        is_open: Whether answers may be changed.
    """

    step_id: str
    words: str
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody in a room wrote to a question.

    Attributes:
        person_id: Whose.
        step_id: The step that asked.
        text: 1 to `LONGEST_ANSWER` letters; empty once it is withheld.
        with_name: Whether its writer wants their name beside it.
        sequence: The writer's number of the last change; a retry has the same.
        standing: Who may read it.
    """

    person_id: str
    step_id: str
    text: str
    with_name: bool
    sequence: int
    standing: Standing = "kept"

    def __post_init__(self) -> None:
        check_id(self.person_id)
        check_id(self.step_id)
        if not is_whole(self.sequence) or self.sequence < 1:
            raise InvalidValue("The changes of an answer are counted from 1 on. Write it again.")
        if not isinstance(self.text, str) or len(self.text) > LONGEST_ANSWER or "\x00" in self.text:  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidValue(f"An answer has {LONGEST_ANSWER} letters at most. Shorten it.")
        if not self.text.strip() and self.standing != "withheld":
            raise InvalidValue("An answer needs words. Write some.")


@dataclass(frozen=True, slots=True)
class Rules:
    """The ground rules of a room.

    Attributes:
        rules: The sentences as they were shown.
        agreed: Ids of those who have agreed.
        shown: Whether they are on the screen and the phones now.
    """

    rules: tuple[str, ...]
    agreed: frozenset[str] = frozenset()
    shown: bool = True


def lots(people: list[str], *, size: int) -> dict[str, int]:
    """Return the number of each person's group, from 1 on: groups of `size`, or one more where some are left over.

    Args:
        people: Their ids, in the order of the lot.
        size: 2 or more.

    Raises:
        InvalidValue: there is no such size.
    """
    if not is_whole(size) or not 1 < size <= LARGEST_GROUP:
        raise InvalidValue("A group has two people or more. Choose another number.")
    count = max(1, len(people) // size)
    return {one: place % count + 1 for place, one in enumerate(people)}
