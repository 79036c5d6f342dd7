"""A room: people with phones who mark one stretch of a film together, while somebody plays it on a big screen."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.mark import check_id
from vigwidgets.core.span import Span, is_whole

LETTERS: Final = "abcdefghijkmnpqrstuvwxyz23456789"
"""Thirty-two that are not taken for one another when somebody types them."""
CODE_LETTERS: Final = 6
LONGEST_NAME: Final = 40
MOST_PEOPLE: Final = 400
MOST_MARKS: Final = 2000
"""Of one person in one round; whoever presses ten times a second for three minutes is just below."""
TIERS: Final = range(1, 7)
ENDED: Final = "This room has ended. What you did can still be taken home."

_CODE: Final = re.compile(f"[{LETTERS}]{{{CODE_LETTERS}}}")
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


def told_code(text: str) -> str | None:
    """Return the code of a room that somebody typed, capitals and blanks as they like, or None if it is none."""
    code = "".join(text.split()).lower() if isinstance(text, str) else ""  # pyright: ignore[reportUnnecessaryIsInstance]
    return code if _CODE.fullmatch(code) else None


def told_name(text: str) -> str:
    """Return a person's name as they gave it, white space made single.

    Raises:
        InvalidValue: it has no letter that can be seen, more than `LONGEST_NAME`, or control characters.
    """
    name = " ".join(text.split()) if isinstance(text, str) else ""  # pyright: ignore[reportUnnecessaryIsInstance]
    kinds = {unicodedata.category(letter) for letter in name}
    # Signs that join letters or turn the direction of writing are no control characters: some names need them.
    if not 0 < len(name) <= LONGEST_NAME or kinds & {"Cc", "Cs"} or not any(kind[0] in "LNPS" for kind in kinds):
        raise InvalidValue(f"A name has 1 to {LONGEST_NAME} letters. Write another one.")
    return name


def check_digest(value: str) -> str:
    """Return `value` if it is a SHA-256 in 64 hexadecimal digits, else raise `InvalidValue`."""
    if not isinstance(value, str) or not _DIGEST.fullmatch(value):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidValue("The digest of a key has 64 hexadecimal digits. Come into the room again.")
    return value


@dataclass(frozen=True, slots=True)
class Room:
    """An open room.

    Attributes:
        id: Made by whoever opens it, so that a retry opens no second one.
        code: What people type to come in: `CODE_LETTERS` of `LETTERS`.
        begun_at: Aware UTC instant.
        with_phones: Whether phones may come; else people call out what they see.
        kept_until: When what is kept of an ended room is erased, aware UTC; None while it goes on.
    """

    id: str
    code: str
    begun_at: datetime
    with_phones: bool = True
    kept_until: datetime | None = None

    def __post_init__(self) -> None:
        check_id(self.id)
        if told_code(self.code) != self.code:
            raise InvalidValue(f"The code of a room has {CODE_LETTERS} small letters or digits. Make another one.")
        _check_aware(self.begun_at)
        if self.kept_until is not None:
            _check_aware(self.kept_until)


@dataclass(frozen=True, slots=True)
class RoomPerson:
    """Somebody who has come into a room.

    Attributes:
        id: Unique in the room.
        name: As they gave it, white space made single; see `told_name`.
        joined_at: Aware UTC instant.
        in_report: Whether they agreed that their name stands in the report.
    """

    id: str
    name: str
    joined_at: datetime
    in_report: bool = False

    def __post_init__(self) -> None:
        check_id(self.id)
        object.__setattr__(self, "name", told_name(self.name))
        _check_aware(self.joined_at)


@dataclass(frozen=True, slots=True)
class Round:
    """A stretch of a film that all in the room mark.

    Attributes:
        id: Made by whoever opens it, so that a retry opens no second one.
        film_id: Id of the film or clip.
        start_ms: Where the stretch begins; inside.
        end_ms: Where it ends, later than `start_ms`; not inside.
        opened_at: Aware UTC instant.
        closed_at: The same; None while phones offer to mark.
    """

    id: str
    film_id: str
    start_ms: int
    end_ms: int
    opened_at: datetime
    closed_at: datetime | None = None

    def __post_init__(self) -> None:
        check_id(self.id)
        check_id(self.film_id)
        Span(self.start_ms, self.end_ms)
        _check_aware(self.opened_at)
        if self.closed_at is not None:
            _check_aware(self.closed_at)

    @property
    def span(self) -> Span:
        """The stretch."""
        return Span(self.start_ms, self.end_ms)

    def takes(self, mark: RoomMark) -> bool:
        """Return whether the mark may be stored here: it is of this round and in its stretch.

        It may come after the round was closed: its phone was out of reach, and has called it kept.
        """
        return mark.round_id == self.id and self.span.holds(mark.at_ms)


@dataclass(frozen=True, slots=True)
class RoomMark:
    """One press: somebody saw something there.

    Attributes:
        id: Made by their phone, unique among this person's, so that a retry never doubles a mark.
        person_id: Whose.
        round_id: In which round.
        at_ms: Where in the film, whole milliseconds; a round takes those of its stretch only.
        tier: 1 to 6, or None where they only said that there was something.
    """

    id: str
    person_id: str
    round_id: str
    at_ms: int
    tier: int | None = None

    def __post_init__(self) -> None:
        check_id(self.id)
        check_id(self.person_id)
        check_id(self.round_id)
        if not is_whole(self.at_ms) or self.at_ms < 0:
            raise InvalidValue("A mark stands at whole milliseconds from 0 on. Press again.")
        if self.tier is not None and (not is_whole(self.tier) or self.tier not in TIERS):
            raise InvalidValue("There is no such tier. Choose one from 1 to 6.")


def _check_aware(instant: datetime) -> None:
    if instant.tzinfo is None:
        raise InvalidValue("An instant needs its time zone. Use aware UTC.")
