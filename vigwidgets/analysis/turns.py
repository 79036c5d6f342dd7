"""Who is heard when, as far as sound alone tells: turns, and how sure it is that two of them are of two voices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from vigwidgets.core.span import Span
from vigwidgets.core.voices import Voices

SURE: Final = 0.45
"""From here on a step of speech is part of a turn, 0 to 1."""
CLEAR: Final = 0.75
"""From here on a step has a pitch that can be trusted, 0 to 1."""
BREATH_MS: Final = 160
"""A pause up to this is no pause between two people."""
SHORTEST_MS: Final = 160
OCTAVES: Final = 1.8
COLOUR_DB: Final = 6.0
"""So many octaves, or so many dB in the mean over all bands, are as far apart as one."""
UNLIKE: Final = 1.0
"""Turns that are so far apart are as likely of two voices as of one."""
NEAR_MS: Final = 180_000
"""What is further away is not asked for the voices of a film: people come and go."""
SOFT_DB: Final = 13.0
"""Laughs, hums and babble are no softer than the film's speech by more than this."""
SOFT_HZ: Final = (85.0, 560.0)
SOFT_STEPS: Final = 6
SOFT_SWAY: Final = (0.06, 2.5)
"""Octaves that a voice without words moves: a tone stands still, a noise is everywhere."""
_ROUNDS: Final = 8
_STEEP: Final = 4.0
_ENOUGH_STEPS: Final = 10

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """A piece of speech, or a voice without words.

    Attributes:
        start_ms: Where it begins.
        end_ms: Where it ends.
        octave: How high the voice is, as the binary logarithm of Hz; NaN for a whisper.
        colour_db: How loud each band is, their mean being 0.
        clear_steps: In how many steps its pitch was clear.
        sway: Octaves between its low and its high notes, one in ten left out at either end.
    """

    start_ms: int
    end_ms: int
    octave: float
    colour_db: Floats
    clear_steps: int
    sway: float


def turns_of(speech: Sequence[Span], voices: Voices) -> list[Turn]:
    """Return the turns of a film, in the order of time; none where nobody speaks."""
    said = _inside(speech, voices) & (np.asarray(voices.sure) >= SURE)
    found = [(begin, end) for begin, end in _runs(said, voices) if (end - begin) * voices.step_ms >= SHORTEST_MS]
    taken = np.zeros(len(said), bool)
    for begin, end in found:
        taken[begin:end] = True
    found += [(begin, end) for begin, end in _soft(said, voices) if not taken[begin:end].any()]
    return [_turn(begin, end, voices) for begin, end in sorted(found)]


def _inside(speech: Sequence[Span], voices: Voices) -> NDArray[np.bool_]:
    inside = np.zeros(len(voices.sure), bool)
    for span in speech:
        first, last = span.start_ms - voices.start_ms, span.end_ms - voices.start_ms
        inside[max(0, first // voices.step_ms) : max(0, -(-last // voices.step_ms))] = True
    return inside


def _runs(heard: NDArray[np.bool_], voices: Voices) -> list[tuple[int, int]]:
    """Return first step and step after the last of each run, breaths left in."""
    runs: list[tuple[int, int]] = []
    edges = np.flatnonzero(np.diff(heard.astype(np.int8), prepend=0, append=0)).tolist()
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        if runs and (begin - runs[-1][1]) * voices.step_ms <= BREATH_MS:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((begin, end))
    return runs


def _soft(said: NDArray[np.bool_], voices: Voices) -> list[tuple[int, int]]:
    """Return runs of voices without words, or of words that the detector did not know, as loud as the film's speech."""
    clear = np.asarray(voices.clear) >= CLEAR
    if (said & clear).sum() < _ENOUGH_STEPS:
        return []
    level, pitch = np.asarray(voices.level_db), np.asarray(voices.pitch_hz)
    least = np.median(level[said & clear]) - SOFT_DB
    sung = clear & (level >= least) & (pitch >= SOFT_HZ[0]) & (pitch <= SOFT_HZ[1])
    found: list[tuple[int, int]] = []
    for begin, end in _runs(sung, voices):
        notes = np.log2(pitch[begin:end][sung[begin:end]])
        if len(notes) >= SOFT_STEPS and SOFT_SWAY[0] <= _sway(notes) <= SOFT_SWAY[1]:
            found.append((begin, end))
    return found


def _sway(notes: Floats) -> float:
    return float(np.ptp(np.percentile(notes, (10, 90))))


def _turn(begin: int, end: int, voices: Voices) -> Turn:
    clear = np.asarray(voices.clear[begin:end]) >= CLEAR
    pitch = np.asarray(voices.pitch_hz[begin:end], float)[clear]
    colour = np.asarray(voices.colours_db[begin:end], float)
    colour = colour[clear] if clear.any() else colour
    colour = (colour - colour.mean(axis=1, keepdims=True)).mean(axis=0)
    notes = np.log2(pitch)
    octave, sway = (float(np.median(notes)), _sway(notes)) if len(notes) else (float("nan"), 0.0)
    start_ms, end_ms = (voices.start_ms + step * voices.step_ms for step in (begin, end))
    return Turn(start_ms, end_ms, octave, colour, len(notes), sway)


class Listener:
    """Tells the voices of turns apart by what is heard in their neighbourhood."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        self._start = np.array([turn.start_ms for turn in turns], float)
        self._weight = np.array([1.0 + turn.clear_steps for turn in turns])
        octaves = np.array([turn.octave for turn in turns])
        known = octaves[~np.isnan(octaves)]
        octaves = np.nan_to_num(octaves, nan=float(np.median(known)) if len(known) else 0.0)
        bands = max(1, len(turns[0].colour_db)) if turns else 1
        colour = np.array([turn.colour_db for turn in turns]).reshape(len(turns), bands)
        self._voice = np.column_stack([octaves / OCTAVES, colour / (COLOUR_DB * np.sqrt(bands))])

    def unlike(self, one: int, other: int) -> float:
        """Return how sure it is that two turns, by number, are of two voices, 0 to 1.

        Half of it is how far apart they are, half how far apart on the way between the two voices into which the turns
        around fall: a question ends high in anybody's voice.
        """
        two = self._voice[[one, other]]
        apart = float(_apart(two[0], two[1]))
        near = np.abs(self._start - self._start[one]) <= NEAR_MS
        centres = _two_voices(self._voice[near], self._weight[near])
        if centres is not None:
            nearness = _apart(two, centres[0]) - _apart(two, centres[1])
            apart = (apart + abs(float(nearness[0] - nearness[1]))) / 2
        return float(1 / (1 + np.exp(-_STEEP * (apart / UNLIKE - 1))))


def _two_voices(voices: Floats, weight: Floats) -> Floats | None:
    """Return the middles of two voices into which turns fall, begun at low and high ones; None for too few turns."""
    side = (voices[:, 0] > np.median(voices[:, 0])).astype(int)
    centres: Floats | None = None
    for _ in range(_ROUNDS):
        if len(set(side.tolist())) < 2:
            return centres
        centres = np.stack([np.average(voices[side == one], axis=0, weights=weight[side == one]) for one in (0, 1)])
        nearer = np.argmin([_apart(voices, centre) for centre in centres], axis=0)
        if (nearer == side).all():
            break
        side = nearer
    return centres


def _apart(one: Floats, other: Floats) -> Floats:
    """Return how far voices are from one another, in pitch and in colour."""
    gap = one - other
    return np.abs(gap[..., 0]) + np.sqrt((gap[..., 1:] ** 2).sum(axis=-1))
