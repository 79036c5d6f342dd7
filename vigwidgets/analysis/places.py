"""Places to look: where one voice follows another, or where an answer may have come without words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

from vigwidgets.analysis.turns import Listener, Turn, turns_of
from vigwidgets.core.span import Span
from vigwidgets.core.voices import Voices

Why = Literal["another_voice", "answer"]

LONGEST_MS: Final = 8_000
SHORTEST_MS: Final = 2_000
APART_MS: Final = 3_000
"""Middles that are nearer to one another than this are one place."""
AROUND_MS: Final = 500
"""What is shown before the first voice and after the second."""
LONGEST_PAUSE_MS: Final = 2_000
"""After a longer pause nobody is answered."""
EASY_PAUSE_MS: Final = (250, 800)
"""A shorter pause is more often a breath of one person, after a longer one somebody more often speaks again."""
_LATCHED: Final = 0.3
"""What is left of a place without any pause: voices do also overlap."""
_ONSET_MS: Final = 300
"""How long after a voice begins the middle of a place is: in its turn, whatever came of the one before."""
LIVELY: Final = 0.5
"""Octaves that a lively answer moves; a flat "mm" is more often said without a look."""
_FLAT: Final = 0.3
_BACK: Final = 0.15
"""How much more a place is worth when the first voice comes back."""
_ALONE: Final = 0.5
_LONG: Final = 1.2
"""How much less a voice alone is worth for each second that it lasts."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a film that may be worth a look: a suggestion, and no mark.

    Attributes:
        span: Where, `LONGEST_MS` at most; it is the middle that is meant.
        why: `another_voice` where one voice follows another, `answer` where a voice is heard after which somebody may
            have answered without words.
    """

    span: Span
    why: Why


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A place before the places around it are known."""

    worth: float
    middle_ms: int
    first_ms: int
    last_ms: int
    why: Why


def places_to_look(speech: Sequence[Span], voices: Voices, *, duration_ms: int, most: int = 20) -> list[Place]:
    """Return places to look, the most promising first; they do not overlap, and there are none where nobody speaks.

    Args:
        speech: Where somebody speaks.
        voices: How the film sounds, from its beginning to its end.
        duration_ms: The film's length.
        most: No more places than these.
    """
    chosen: list[_Candidate] = []
    for one in sorted(_candidates(turns_of(speech, voices)), key=lambda one: (-one.worth, one.middle_ms)):
        if len(chosen) == most:
            break
        inside = SHORTEST_MS // 2 <= one.middle_ms <= duration_ms - SHORTEST_MS // 2
        if inside and all(abs(one.middle_ms - other.middle_ms) >= APART_MS for other in chosen):
            chosen.append(one)
    middles = sorted(one.middle_ms for one in chosen)
    rooms = dict.fromkeys(middles, LONGEST_MS)
    for before, after in pairwise(middles):
        rooms[before], rooms[after] = min(rooms[before], after - before), min(rooms[after], after - before)
    return [_place(one, room_ms=rooms[one.middle_ms], duration_ms=duration_ms) for one in chosen]


def _candidates(turns: Sequence[Turn]) -> Iterator[_Candidate]:
    listener = Listener(turns)
    changes = [listener.unlike(at, at + 1) * _ease(*pair) for at, pair in enumerate(pairwise(turns))]
    for at, (turn, after) in enumerate(pairwise(turns)):
        back = changes[at + 1] if at + 1 < len(changes) else 0.0
        worth = changes[at] * (1 + _BACK * back) * max(_FLAT, min(1.0, after.sway / LIVELY))
        if worth > 0:
            yield _Candidate(worth, _onset(after), turn.start_ms, after.end_ms, "another_voice")
    for turn in turns:
        longer_s = (turn.end_ms - turn.start_ms) / 1000 - 1
        worth = _ALONE / (1 + math.exp(_LONG * longer_s))
        yield _Candidate(worth, _onset(turn), turn.start_ms, turn.end_ms + LONGEST_PAUSE_MS, "answer")


def _onset(turn: Turn) -> int:
    return turn.start_ms + min(_ONSET_MS, (turn.end_ms - turn.start_ms) // 2)


def _ease(one: Turn, other: Turn) -> float:
    """Return how much the pause between two turns is like one between two people, 0 to 1."""
    pause_ms, (least, most) = other.start_ms - one.end_ms, EASY_PAUSE_MS
    if pause_ms > LONGEST_PAUSE_MS:
        return 0.0
    if pause_ms < least:
        return max(_LATCHED, (max(0, pause_ms) / least) ** 2)
    return math.sqrt(min(1.0, most / pause_ms))


def _place(one: _Candidate, *, room_ms: int, duration_ms: int) -> Place:
    half = max(one.middle_ms - one.first_ms, one.last_ms - one.middle_ms) + AROUND_MS
    half = min(half, LONGEST_MS // 2, room_ms // 2, one.middle_ms, duration_ms - one.middle_ms)
    return Place(Span(one.middle_ms - half, one.middle_ms + half), one.why)
