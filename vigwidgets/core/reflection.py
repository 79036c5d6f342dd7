"""What somebody wrote in answer to a prompt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.mark import check_id

LONGEST_TEXT: Final = 200_000


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question that a chapter asks.

    Attributes:
        id: Stable, survives renaming files and rewording.
        chapter: Id of the chapter that asks.
        words: The question as it was shown.
        film: Id of the film it is asked about, or None for a question of the chapter alone.
        exercise: What kind of exercise it is, such as `pair_turns`, whose answers are JSON that its widget reads; empty
            for a question that is answered in words.
    """

    id: str
    chapter: str
    words: str
    film: str | None = None
    exercise: str = ""

    def __post_init__(self) -> None:
        check_id(self.id)
        check_id(self.chapter)
        if self.exercise:
            check_id(self.exercise)
        if self.film is not None:
            check_id(self.film)
        if not self.words.strip():
            raise InvalidValue("A prompt needs words. Write the question.")


@dataclass(frozen=True, slots=True)
class Revision:
    """One kept version of a reflection.

    Attributes:
        id: Made by the client for one sitting of writing.
        prompt: The words it answered.
        text: At most `LONGEST_TEXT` letters.
        sitting: Id of the window it was written in.
        saved_at: Aware UTC instant of the last save into it.
    """

    id: str
    prompt: Prompt
    text: str
    sitting: str
    saved_at: datetime

    def __post_init__(self) -> None:
        check_id(self.id)
        check_id(self.sitting)
        check_text(self.text)
        if self.saved_at.tzinfo is None:
            raise InvalidValue("An instant needs its time zone. Use aware UTC.")


def check_text(text: str) -> str:
    """Return `text` if it can be kept, else raise `InvalidValue`."""
    if len(text) > LONGEST_TEXT:
        raise InvalidValue(f"A reflection has at most {LONGEST_TEXT} letters. Begin another one for the rest.")
    return text
