"""What becomes of names: kept, made initials, said in a word of one's own, or left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from vigwidgets.exchange.names import Found, has_initials, initials_of, key_of

To = Literal["keep", "initials", "word", "out"]
WAYS: Final[tuple[To, ...]] = get_args(To)
_CLOSING: Final = frozenset(",.;:!?)…")
_POSSESSIVE: Final = re.compile(r"['’ʼ][sS]\b")
_SENTENCE_BEGINS: Final = re.compile(r"(?:^|[.!?…\n])[\s\"'‘“(\[]*$")


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody said of one name.

    Attributes:
        to: What becomes of it.
        word: What stands in its place, where it becomes a word.
        sentences: Digests of the sentences in which it was seen; it is kept in these alone.
    """

    to: To
    word: str = ""
    sentences: frozenset[str] = frozenset()

    def holds(self, sentences: Iterable[str]) -> bool:
        """Return whether it is settled for these: what is replaced is so everywhere, what is kept where it was seen."""
        if self.to == "keep":
            return self.sentences.issuperset(sentences)
        return self.to != "word" or bool(self.word.strip())


def told(text: str, found: Iterable[Found], choices: Mapping[str, Choice]) -> str:
    """Return a cleaned text with each name as it was chosen; a name without a choice is left out.

    Args:
        text: As `names.cleaned` gives it.
        found: Places in it, in their order.
        choices: By the key of the name.
    """
    said, at = "", 0
    for one in found:
        name = text[one.start : one.end]
        said += text[at : one.start]
        at = one.end
        instead = _instead(name, one, choices.get(key_of(name)))
        if instead is None:
            at = _after_nothing(text, at, said)
            said = said.rstrip(" ") if text[at : at + 1] in _CLOSING else said
        elif instead is not name and instead[:1].islower() and _SENTENCE_BEGINS.search(said[-40:]):
            said += instead[:1].upper() + instead[1:]
        else:
            said += instead
    return said + text[at:]


def _instead(name: str, found: Found, choice: Choice | None) -> str | None:
    if choice is None or choice.to == "out":
        return None
    if choice.to == "keep":
        return name
    if choice.to == "word":
        return " ".join(choice.word.split()) or None
    return (initials_of(name) if has_initials(found.kind) else "") or None


def _after_nothing(text: str, at: int, said: str) -> int:
    """Return where to go on after a name was left out: what belonged to it goes too."""
    tail = _POSSESSIVE.match(text, at)
    at = tail.end() if tail else at
    if not said or said[-1].isspace():
        while at < len(text) and text[at] in " \u00a0":
            at += 1
    return at
