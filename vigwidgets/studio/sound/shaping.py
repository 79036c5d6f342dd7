"""What noises are made of: struck modes, filtered noise, swells, all mono at `RATE`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.random import Generator

from vigwidgets.studio.sound.voice import RATE, Samples

Mode = tuple[float, float, float]
"""A damped tone: Hz, level, seconds to fade to 37 %."""


def ticks(seconds: float) -> Samples:
    """Return the times of the samples of so many `seconds`, from 0."""
    return np.arange(round(seconds * RATE)) / RATE


def struck(modes: Sequence[Mode], *, seconds: float, pitch: float = 1.0) -> Samples:
    """Return a thing struck at 0: all its modes sounding and fading; `pitch` 1.1 is a smaller thing."""
    time = ticks(seconds)
    tones = [
        level * np.exp(-time / (fade / pitch**0.5)) * np.sin(2 * np.pi * hertz * pitch * time)
        for hertz, level, fade in modes
    ]
    return np.sum(tones, axis=0)


def hiss(dice: Generator, *, seconds: float, low: float, high: float) -> Samples:
    """Return noise between `low` and `high` Hz with soft edges, its loudness (rms) 1."""
    count = round(seconds * RATE)
    hertz = np.maximum(np.fft.rfftfreq(count, 1 / RATE), 1.0)
    shape = 1 / np.sqrt((1 + (low / hertz) ** 4) * (1 + (hertz / high) ** 6))
    noise = np.fft.irfft(np.fft.rfft(dice.normal(0.0, 1.0, count)) * shape, count)
    return noise / (noise.std() or 1.0)


def click(dice: Generator, *, seconds: float, fade: float) -> Samples:
    """Return a burst of white noise that fades to 37 % in `fade` seconds: the instant of a touch."""
    time = ticks(seconds)
    return dice.normal(0.0, 1.0, len(time)) * np.exp(-time / fade)


def swell(seconds: float, *, rise: float, fall: float) -> Samples:
    """Return a curve 0 to 1 to 0 that takes `rise` seconds up and `fall` seconds down, both smooth."""
    time = ticks(seconds)
    up = np.clip(time / max(rise, 1e-4), 0, 1)
    down = np.clip((seconds - time) / max(fall, 1e-4), 0, 1)
    return np.sin(np.pi / 2 * up) ** 2 * np.sin(np.pi / 2 * down) ** 2


def flutter(dice: Generator, *, seconds: float, hertz: float, depth: float) -> Samples:
    """Return a curve unevenly round 1, as a hand rubs: `depth` 0 to 1, about `hertz` changes a second."""
    count = round(seconds * RATE)
    knots = dice.uniform(1 - depth, 1 + depth, max(3, round(seconds * hertz) + 2))
    return np.interp(np.arange(count), np.linspace(0, count - 1, len(knots)), knots)


def together(parts: Iterable[tuple[float, Samples]]) -> Samples:
    """Return parts laid over each other, each from its own start in seconds."""
    laid = [(round(start * RATE), part) for start, part in parts]
    out = np.zeros(max(first + len(part) for first, part in laid))
    for first, part in laid:
        out[first : first + len(part)] += part
    return out


def peaking(samples: Samples, *, decibels: float) -> Samples:
    """Return the sound with its highest peak at `decibels` full scale (0 or less), its last 5 ms faded out."""
    out = samples * (10 ** (decibels / 20) / (np.abs(samples).max() or 1.0))
    tail = min(len(out), RATE // 200)
    out[-tail:] *= np.linspace(1, 0, tail)
    return out
