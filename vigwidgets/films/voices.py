"""How voices sound, from step to step: how high, how clearly sung out, how loud, and in which colour."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from vigwidgets.films.tracks import Samples

RATE: Final = 16_000
LOWEST_HZ, HIGHEST_HZ = 65.0, 700.0
"""From a deep man's voice to a small child's squeal."""
WINDOW: Final = 1024
"""Samples, 64 ms: four periods of the deepest voice."""
_SIZE: Final = 2048
_OCTAVE: Final = 0.9
"""The shortest period whose likeness reaches this share of the best is the voice's own, not a multiple of it."""
_EDGES_HZ: Final = (100, 250, 400, 570, 770, 1000, 1270, 1600, 2000, 2500, 3150, 4000, 5300, 7000)
COLOURS: Final = len(_EDGES_HZ) - 1
_SILENT_DB: Final = -100.0

Table = NDArray[np.float32]
"""One row a step: pitch in Hz (0 where there is none), clearness 0 to 1, level in dB, and `COLOURS` bands in dB."""

_HANN: Final = np.hanning(WINDOW).astype(np.float32)
_SHORTEST, _LONGEST = int(RATE / HIGHEST_HZ), int(RATE / LOWEST_HZ)
_TAPER: Final = np.fft.irfft(np.abs(np.fft.rfft(_HANN, _SIZE)) ** 2)[: _LONGEST + 2]
_BINS: Final = np.round(np.array(_EDGES_HZ) * _SIZE / RATE).astype(int)


def sounding(samples: Samples, *, step: int) -> Table:
    """Return the table of what begins at every `step` samples, each row heard over `WINDOW` samples.

    The pitch is the lag at which the sound is most like itself (autocorrelation, divided by that of the window).

    Args:
        samples: One channel at `RATE`, -1 to 1, `WINDOW` or more.
        step: Samples from row to row.
    """
    frames = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[::step]
    frames = (frames - frames.mean(axis=1, keepdims=True)) * _HANN
    power = np.abs(np.fft.rfft(frames, _SIZE, axis=1)) ** 2
    like = np.fft.irfft(power, axis=1)[:, : _LONGEST + 2] / _TAPER
    loud = np.maximum(like[:, :1], 1e-12)
    like = like / loud
    pitch, clear = _pitches(like)
    bands = np.add.reduceat(power[:, : _BINS[-1]], _BINS[:-1], axis=1)
    with np.errstate(divide="ignore"):
        level = np.maximum(10 * np.log10(power.sum(axis=1) / (_SIZE * WINDOW)), _SILENT_DB)
        colour = np.maximum(10 * np.log10(bands / (_SIZE * WINDOW)), _SILENT_DB)
    return np.column_stack([pitch, clear, level, colour]).astype(np.float32)


def _pitches(like: NDArray[np.floating]) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """Return pitch in Hz and clearness 0 to 1 of each row of likenesses by lag."""
    inside = like[:, _SHORTEST : _LONGEST + 1]
    peak = (inside >= like[:, _SHORTEST - 1 : _LONGEST]) & (inside > like[:, _SHORTEST + 1 : _LONGEST + 2])
    heights = np.where(peak, inside, 0.0)
    best = heights.max(axis=1, keepdims=True)
    first = np.argmax(heights >= np.maximum(_OCTAVE * best, 1e-6), axis=1)
    rows = np.arange(len(like))
    lag = first + _SHORTEST
    before, here, after = like[rows, lag - 1], like[rows, lag], like[rows, lag + 1]
    bend = before - 2 * here + after
    shift = np.where(bend < 0, 0.5 * (before - after) / np.where(bend < 0, bend, 1.0), 0.0)
    found = best[:, 0] > 0
    clear = np.where(found, np.clip(heights[rows, first], 0, 1), 0.0)
    return np.where(found, RATE / (lag + np.clip(shift, -0.5, 0.5)), 0.0), clear
