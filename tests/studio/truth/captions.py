"""Captions have the words of the line bank at the times of the voice."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tests.studio.truth.film import HEARD_RATE, ClipFiles, Cue
from tests.studio.truth.report import Report
from tests.studio.truth.speech import STEP_MS, Steps, heard, steps
from tests.studio.truth.tracks import Spoken, Tracks

MOST_OFF_MS = 150
LEAST_HEARD = 0.6


def check_words(clip: ClipFiles, tracks: Tracks) -> Report:
    """Ask whether each line has a caption with its words, speaker and times, and no other caption has a speaker."""
    problems, left = [], [cue for cue in clip.captions if cue.who]
    for one in tracks.spoken:
        start, end = one.spans_ms[0][0], one.spans_ms[-1][1]
        same = [cue for cue in left if cue.text == one.text and cue.who == tracks.label(one.who)]
        same = [cue for cue in same if max(abs(cue.start_ms - start), abs(cue.end_ms - end)) <= MOST_OFF_MS]
        if same:
            left.remove(same[0])
        else:
            problems.append(f"{one.text!r} at {start} ms has no caption with its words within {MOST_OFF_MS} ms")
    problems += [f"the caption {cue.text!r} at {cue.start_ms} ms is said by nobody" for cue in left]
    return Report(len(tracks.spoken), tuple(problems))


def check_heard(sound: Steps, clip: ClipFiles, *, samples: NDArray[np.int16]) -> Report:
    """Ask whether most of each captioned speech is heard while its caption is shown, whatever the script says.

    A word of half a second that comes soon after other sounds is not heard in the stream: it is listened to once more
    alone, with silence before it, as the line bank does.
    """
    spoken = [cue for cue in clip.captions if cue.who and not cue.text.startswith("(")]
    problems = []
    for cue in spoken:
        inside = steps([(cue.start_ms, cue.end_ms)], count=len(sound))
        share = (sound & inside).sum() / max(1, inside.sum())
        if share < LEAST_HEARD:
            share = max(share, _alone(samples, cue))
        if share < LEAST_HEARD:
            problems.append(f"{share:.0%} of {cue.text!r} is heard at {cue.start_ms} ms, wanted {LEAST_HEARD:.0%}")
    return Report(len(spoken), tuple(problems))


def _alone(samples: NDArray[np.int16], cue: Cue) -> float:
    """Return the share of a caption's time in which speech is heard when nothing else is listened to."""
    first, last = (round(at_ms * HEARD_RATE / 1000) for at_ms in (cue.start_ms, cue.end_ms))
    silence = np.zeros(HEARD_RATE // 2, np.int16)
    found = heard(np.concatenate([silence, samples[first:last], silence]))
    inside = steps([(500, 500 + cue.end_ms - cue.start_ms)], count=len(found))
    return float((found & inside).sum() / max(1, inside.sum()))


def heard_edges(sound: Steps, one: Spoken) -> tuple[float, float] | None:
    """Return how many ms after a line's first and last sound speech is first and last heard; None if not at all."""
    start, end = one.spans_ms[0][0], one.spans_ms[-1][1]
    inside = (steps([(start, end)], count=len(sound), wider_ms=400) & sound).nonzero()[0]
    if not len(inside):
        return None
    return float(inside[0] * STEP_MS - start), float((inside[-1] + 1) * STEP_MS - end)
