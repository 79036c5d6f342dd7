"""What stays of a room for those who were in it: notes under a code of their own, and what they say of the day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.mark import check_id
from vigwidgets.core.room import LETTERS
from vigwidgets.core.span import is_whole

PERSONAL_LETTERS: Final = 12
"""Of a personal code. The first two only say which notes are meant; the other ten hold fifty bits and open them."""
PLACE_LETTERS: Final = 2
MOST_NOTES: Final = 20_000
"""Letters of one person's notes."""
MOST_WORDS: Final = 1000
"""Letters of one answer about the day."""
SHOWN_FROM: Final = 5
"""Answers about the day are shown from so many on."""
USEFUL: Final = range(1, 6)

_PERSONAL: Final = re.compile(f"[{LETTERS}]{{{PERSONAL_LETTERS}}}")


def told_personal_code(text: str) -> str:
    """Return a personal code that somebody typed, capitals, blanks and hyphens as they like.

    Raises:
        InvalidValue: it is none.
    """
    code = "".join(text.replace("-", " ").split()).lower()
    if not _PERSONAL.fullmatch(code):
        raise InvalidValue(f"A personal code has {PERSONAL_LETTERS} letters and digits. Type it as it was shown.")
    return code


@dataclass(frozen=True, slots=True)
class SealedNotes:
    """One person's notes as the journal has them: nobody can read them without the code.

    Attributes:
        person_id: Whose.
        place: The first letters of the code, unique in the room.
        salt: For the key, made anew with the code.
        nonce: Of this sealing.
        sealed: What was written, encrypted.
        version: Rises with every change, from 1 on.
    """

    person_id: str
    place: str
    salt: bytes
    nonce: bytes
    sealed: bytes
    version: int

    def __post_init__(self) -> None:
        check_id(self.person_id)
        if len(self.place) != PLACE_LETTERS or set(self.place) - set(LETTERS):
            raise InvalidValue("These notes have no place. Begin new ones.")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What one person says of the day; nobody can tell who.

    Attributes:
        useful: 1 (not) to 5 (very), or None where that was left out.
        helped: What helped, in their own words, or empty.
        more: What would have helped more, likewise.
    """

    useful: int | None = None
    helped: str = ""
    more: str = ""

    def __post_init__(self) -> None:
        if self.useful is not None and (not is_whole(self.useful) or self.useful not in USEFUL):
            raise InvalidValue("There is no such answer. Choose one from 1 to 5.")
        for text in (self.helped, self.more):
            if len(text) > MOST_WORDS:
                raise InvalidValue(f"An answer has {MOST_WORDS} letters at most. Shorten it a little.")
        if self.useful is None and not self.helped.strip() and not self.more.strip():
            raise InvalidValue("Nothing was answered yet. Answer at least one of the questions.")

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        return {"useful": self.useful, "helped": self.helped, "more": self.more}


@dataclass(frozen=True, slots=True)
class Evaluations:
    """What was said of the day.

    Attributes:
        count: How many answered.
        said: What they said, in no order; empty while there are fewer than `SHOWN_FROM`.
    """

    count: int
    said: tuple[Evaluation, ...]
