"""What every exercise is: a figure that somebody does something in, and that keeps what they did."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from vigwidgets.core.errors import BadRequest
from vigwidgets.widgets.kept_writing import KeptWriting


class Exercise(KeptWriting):
    """Base of the exercises.

    An answer is one JSON object, kept whole each time it changes, by the verbs of `KeptWriting`; nothing judges it. A
    subclass names its module, which is also the kind under which answers are kept, and may refuse in `check` what is no
    answer of its kind. Words that all exercises use are in the table `exercise`.

    Args:
        prompt: Its id and chapter, and the words by which it is told from others.
        **traits: Initial values.
    """

    shared_words: ClassVar[tuple[str, ...]] = ("exercise",)

    def check(self, answer: dict[str, Any]) -> None:
        """Raise `BadRequest` where this is no answer that the widget itself could have made."""

    def checked(self, text: str) -> str:
        """Return `text` if it holds an answer, or nothing, as after beginning again; else raise `BadRequest`."""
        if text:
            try:
                answer = json.loads(text)
            except ValueError:
                raise BadRequest(ODD) from None
            if not isinstance(answer, dict):
                raise BadRequest(ODD)
            self.check(answer)
        return text


ODD = "The page sent an answer in a form this workbook does not know. Reload the page; what was kept before is there."
