"""What errors say, in the language of this process.

An error's English sentence stands where it is raised, beside the reason for it. `[sentences] known` of `en.toml` lists
them all, a test sees to that, with `{0}`, `{1}` where something is filled in; another language says the same, in the
same order. Doors to people ask here once, last of all.
"""

from __future__ import annotations

import re
from functools import cache

from vigwidgets import words

_HOLE = re.compile(r"\{(\d+)\}")
_PLACE = re.compile(r"([^\n]+\.toml, line \d+: )(.+)", re.DOTALL)
"""A refusal of a scene script says first where: that stays as it is."""


def spoken(sentence: str) -> str:
    """Return an error's sentence in the language of this process; as it is where nobody has said it there."""
    chosen = words.language()
    if chosen == words.DEFAULT:
        return sentence
    if placed := _PLACE.fullmatch(sentence):
        return placed[1] + spoken(placed[2])
    for pattern, said in _patterns(chosen):
        if found := pattern.fullmatch(sentence):
            return _HOLE.sub(lambda hole, found=found: found[int(hole[1]) + 1], said)
    return sentence


@cache
def _patterns(chosen: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the English sentences as patterns, those with least to fill in first, each with what is said instead."""
    known = words.load(words.DEFAULT)["sentences"]["known"]
    pairs = zip(known, words.load(chosen)["sentences"]["known"], strict=True)
    ordered = sorted(pairs, key=lambda pair: len(_HOLE.findall(pair[0])))
    return tuple((re.compile(pattern_of(english), re.DOTALL), said) for english, said in ordered)


def pattern_of(english: str) -> str:
    """Return the regular expression of a sentence with holes, one group a hole, in their order."""
    parts = _HOLE.split(english)  # text, number, text, number, …
    return "".join(re.escape(part) if at % 2 == 0 else "(.*?)" for at, part in enumerate(parts))
