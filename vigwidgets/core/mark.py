"""A mark: a moment on a film, and what somebody saw in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.span import Span

Kind = Literal["initiative", "reception", "moment"]
KINDS: Final[tuple[Kind, ...]] = ("initiative", "reception", "moment")
LONGEST_NOTE: Final = 20_000
LONGEST_LABEL: Final = 200
ID_FORM: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,63}")


def check_id(value: str) -> str:
    """Return `value` if it can be an id: 1 to 64 letters, digits, `_`, `-`, `.`; ids are made by the client."""
    if not isinstance(value, str) or not ID_FORM.fullmatch(value):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidValue("An id has 1 to 64 letters, digits, dots, dashes or underscores. Give another one.")
    return value


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a film with what was seen in it.

    Attributes:
        id: Made by the client, so that a retry never doubles a mark.
        film: Id of the film.
        span: Where, in ms.
        kind: `initiative`, `reception`, or `moment` when it is neither or both.
        who: A label such as person, partner, guider, or initials; may be empty.
        principles: Keys of the framework, each once, in the order chosen; may be empty.
        answers: Id of the mark that this one receives, or None.
        note: The author's words.
        feeling: A word for what the other may have felt.
        author: Person id of whoever made it.
    """

    id: str
    film: str
    span: Span
    kind: Kind = "moment"
    who: str = ""
    principles: tuple[str, ...] = ()
    answers: str | None = None
    note: str = ""
    feeling: str = ""
    author: str = ""

    def __post_init__(self) -> None:
        check_id(self.id)
        check_id(self.film)
        if self.kind not in KINDS:
            raise InvalidValue(f"There is no kind of mark called {self.kind!r}. Choose from {', '.join(KINDS)}.")
        if self.answers is not None:
            check_id(self.answers)
            if self.answers == self.id:
                raise InvalidValue("A mark cannot receive itself. Choose the mark that came before.")
        if len(set(self.principles)) != len(self.principles):
            raise InvalidValue("A mark names each principle once. Leave out the second one.")
        if len(self.note) > LONGEST_NOTE or len(self.feeling) > LONGEST_LABEL or len(self.who) > LONGEST_LABEL:
            raise InvalidValue(f"A note has at most {LONGEST_NOTE} letters. Put longer texts into a reflection.")

    def as_json(self) -> dict[str, object]:
        """Return the form scripts, browsers and files see; `film` is left to what surrounds it."""
        return {
            "id": self.id,
            "start_ms": self.span.start_ms,
            "end_ms": self.span.end_ms,
            "kind": self.kind,
            "who": self.who,
            "principles": list(self.principles),
            "answers": self.answers,
            "note": self.note,
            "feeling": self.feeling,
            "author": self.author,
        }
