"""Speech is heard where the script has it, by somebody else's voice detector."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from tests.studio.truth.film import HEARD_RATE, ClipFiles
from tests.studio.truth.report import Report
from tests.studio.truth.tracks import Tracks
from vigwidgets.films.detector import SileroVoiceActivityDetector

STEP = 512
STEP_MS = 1000 * STEP / HEARD_RATE
COLLAR_MS = 100
LEAST_F1 = 0.85
MOST_FALSE = 0.05
_JOINED = round(200 / STEP_MS)
Steps = NDArray[np.bool_]
Spans = Iterable[tuple[float, float]]


def heard(samples: NDArray[np.int16]) -> Steps:
    """Return for each 32 ms whether speech is heard; runs are joined over 0.2 s, as voiced spans of lines are."""
    listener = SileroVoiceActivityDetector()
    starts = range(0, len(samples) - STEP + 1, STEP)
    found = np.array(
        [listener.process_chunk(samples[at : at + STEP].astype("<i2").tobytes()) > 0.5 for at in starts], dtype=bool
    )
    edges = np.flatnonzero(np.diff(found.astype(int), prepend=0, append=0))
    for end, start in zip(edges[1::2], edges[2::2], strict=False):
        if start - end <= _JOINED:
            found[end:start] = True
    return found


def steps(spans_ms: Spans, *, count: int, wider_ms: float = 0.0) -> Steps:
    """Return which 32 ms steps have their middle in one of the spans, each made wider at both ends."""
    middles = (np.arange(count) + 0.5) * STEP_MS
    found = np.zeros(count, bool)
    for start, end in spans_ms:
        found |= (middles >= start - wider_ms) & (middles < end + wider_ms)
    return found


def f1(sound: Steps, told: list[tuple[float, float]], exempt: list[tuple[float, float]]) -> float:
    """Return agreement 0 to 1 of what is heard and told, steps within 100 ms of a told edge or of `exempt` left out.

    Without any told speech it is 1 while at most a twentieth of the film is taken for speech.
    """
    count = len(sound)
    truth = steps(told, count=count)
    edges = [(edge, edge) for span in told for edge in span]
    asked = ~steps(edges, count=count, wider_ms=COLLAR_MS) & ~steps(exempt, count=count, wider_ms=COLLAR_MS)
    if not (truth & asked).any():
        return float((sound & asked).sum() <= MOST_FALSE * count)
    hits = (sound & truth & asked).sum()
    return float(2 * hits / ((sound & asked).sum() + (truth & asked).sum()))


def told_spans(tracks: Tracks, *, speech: bool) -> list[tuple[float, float]]:
    """Return film ms of all voiced spans of words (or, without `speech`, of laughs, babble and other sounds)."""
    return [span for one in tracks.spoken if one.is_speech == speech for span in one.spans_ms]


def check_speech(sound: Steps, tracks: Tracks) -> Report:
    """Ask whether words are heard where the script says them and nowhere else."""
    found = f1(sound, told_spans(tracks, speech=True), told_spans(tracks, speech=False))
    if found >= LEAST_F1:
        return Report(1, ())
    return Report(1, (f"what is heard and what is said agree by {found:.2f}, wanted {LEAST_F1}",))


def check_waits(sound: Steps, clip: ClipFiles, tracks: Tracks) -> Report:
    """Ask whether nothing is heard while somebody waits, but for what others say meanwhile."""
    problems, waits = [], [mark for mark in clip.marks if "waiting" in mark["principles"]]
    for mark in waits:
        others = [span for one in tracks.spoken if tracks.label(one.who) != mark["who"] for span in one.spans_ms]
        inside = steps([(mark["start_ms"] + COLLAR_MS, mark["end_ms"] - COLLAR_MS)], count=len(sound))
        inside &= ~steps(others, count=len(sound), wider_ms=COLLAR_MS)
        if (sound & inside).sum() > 2:
            problems.append(f"{mark['id']}: speech is heard in {(sound & inside).sum() * STEP_MS:.0f} ms of a wait")
    return Report(len(waits), tuple(problems))
