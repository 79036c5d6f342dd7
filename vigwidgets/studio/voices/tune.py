"""The tune of a line: pitch in semitones against its middle, sentence by sentence.

Each sentence falls a little from its beginning to its end, rises on its marked words (`*word*`, most on `^word^`), and
ends in one of `TUNES`. A comma lifts what stands before it, to say that more is coming.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vigwidgets.studio.voices.flite import PAUSE, VOWELS, Sound

Curve = NDArray[np.float64]

ACCENT_ST = 4.2
FOCUS = 1.4
FALL_ST = 2.4
"""How far a sentence drifts down from its first sound to its last."""
COMMA_ST = 2.4
CHOICE_ST = 5.0


def _soft(x: Curve) -> Curve:
    return x * x * (3 - 2 * x)


TUNES: Mapping[str, Callable[[Curve], Curve]] = {
    "fall": lambda x: -4.6 * _soft(x),
    "low": lambda x: -2.4 * _soft(x),
    "rise": lambda x: 6.5 * _soft(x),
    "smallrise": lambda x: 3.4 * _soft(x),
    "fallrise": lambda x: -3.6 * np.sin(np.pi * x) + 3.8 * x * x,
    "level": lambda x: -0.5 * _soft(x),
    "high": lambda x: 1.2 * _soft(x),
    "call": lambda x: -2.8 * _soft(np.clip((x - 0.25) / 0.2, 0, 1)),
    "choice": lambda x: -4.8 * _soft(x),
    "sing": lambda x: -2.0 * _soft(x),
}
"""How a sentence ends, from its focus (0) to its last sound (1); `choice` lifts its comma high, `sing` chants."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A part of a line with a tune of its own: its words from `first` on, before `after`."""

    first: int
    after: int
    tune: str


def sentences(marked: Sequence[str], tunes: Sequence[str]) -> tuple[Sentence, ...]:
    """Return the sentences of a marked line; the last of `tunes` serves all that follow.

    Where no tune is told, a question with *what*, *who*, *where*, *when*, *why*, *how* falls, another rises.
    """
    found: list[Sentence] = []
    first = 0
    for index, word in enumerate(marked):
        if word[-1] in ".?!" or index == len(marked) - 1:
            place = len(found)
            tune = tunes[min(place, len(tunes) - 1)] if tunes else _usual(marked[first : index + 1])
            found.append(Sentence(first, index + 1, tune))
            first = index + 1
    return tuple(found)


def _usual(words: Sequence[str]) -> str:
    if not words[-1].endswith("?"):
        return "fall"
    asks = {"what", "what's", "who", "who's", "who'll", "where", "where's", "when", "why", "how", "which"}
    return "fall" if {word.strip("*^,.?!").lower() for word in words[:3]} & asks else "rise"


def weight(word: str) -> float:
    """Return how strongly a word is marked: 0, 1 for `*word*`, more for `^word^`."""
    return FOCUS if "^" in word else float("*" in word)


def contour(marked: Sequence[str], parts: Sequence[Sentence], sounds: Sequence[Sound], grid: Curve) -> Curve:
    """Return the pitch in semitones at each time of `grid` (s), for sounds in their final times."""
    curve = np.zeros(len(grid))
    for place, part in enumerate(parts):
        mine = [sound for sound in sounds if part.first <= sound.word < part.after and sound.name != PAUSE]
        if not mine:
            continue
        begin, end = mine[0].start_s, mine[-1].end_s
        inside = (grid >= begin - 0.05) & (grid <= end + 0.05)
        shape = _chant(marked, mine, grid) if part.tune == "sing" else _spoken(marked, part, mine, grid)
        curve[inside] = shape[inside] - min(place, 2) * 0.7
    return curve


def _spoken(marked: Sequence[str], part: Sentence, sounds: Sequence[Sound], grid: Curve) -> Curve:
    begin, end = sounds[0].start_s, sounds[-1].end_s
    shape = FALL_ST * (0.5 - np.clip((grid - begin) / (end - begin), 0, 1))
    peak = begin + 0.6 * (end - begin)
    for index in range(part.first, part.after):
        vowels = [sound for sound in sounds if sound.word == index and sound.name in VOWELS]
        height = ACCENT_ST * weight(marked[index])
        if vowels and height:
            peak = (vowels[0].start_s + vowels[0].end_s) / 2 + 0.02
            away = grid - peak
            shape += height * np.where(away < 0, np.exp(-((away / 0.17) ** 2)), np.exp(-((away / 0.24) ** 2)))
        if marked[index].endswith(",") and vowels:
            lift = CHOICE_ST if part.tune == "choice" else COMMA_ST
            shape += lift * np.exp(-(((grid - vowels[-1].end_s) / 0.14) ** 2))
    return shape + TUNES[part.tune](np.clip((grid - peak) / max(end - peak, 0.14), 0, 1))


def _chant(marked: Sequence[str], sounds: Sequence[Sound], grid: Curve) -> Curve:
    """Return steps as children chant them: marked words a minor third up, the last syllable a little under the rest."""
    vowels = [sound for sound in sounds if sound.name in VOWELS]
    if not vowels:
        return np.zeros(len(grid))
    steps = []
    for index, vowel in enumerate(vowels):
        new = index == 0 or vowels[index - 1].word != vowel.word
        steps.append(3.2 * weight(marked[vowel.word]) if new else 0.0)
    steps[-1] -= 1.2
    middles = [(vowel.start_s + vowel.end_s) / 2 for vowel in vowels]
    edges = np.interp(grid, middles, np.arange(len(middles)))
    near = np.floor(edges + 0.5)
    glide = _soft(np.clip((edges - near + 0.5) / 0.5, 0, 1)) if len(middles) > 1 else np.ones(len(grid))
    now, before = near.astype(int), np.maximum(near.astype(int) - 1, 0)
    told = np.array(steps)
    return told[before] + (told[now] - told[before]) * glide
