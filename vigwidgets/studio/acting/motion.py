"""Movement over time: minimum-jerk ways, small overshoots, breathing, blinking, and never quite still."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FPS = 25
Curve = NDArray[np.float64]
BLINK = (0.55, 1.0, 1.0, 0.70, 0.35, 0.12)
"""Lid closure in the frames of one blink."""


def ease(share: float) -> float:
    """Return the minimum-jerk way at `share` of its time; 0 before, 1 after (Flash & Hogan 1985)."""
    u = min(1.0, max(0.0, share))
    return u * u * u * (10 - 15 * u + 6 * u * u)


def overshoot(share: float, *, amount: float) -> float:
    """Return a way that passes its end by about `amount` and settles; without anticipation."""
    u = min(1.0, max(0.0, share))
    return ease(u / 0.8) + amount * math.sin(math.pi * min(1.0, max(0.0, (u - 0.5) / 0.5))) ** 2


@dataclass(frozen=True, slots=True)
class Key:
    """From `at_ms` on, over `over_ms`, a value goes to `value`."""

    at_ms: int
    over_ms: int
    value: float


def track(keys: Iterable[Key], *, start: float, frames: int) -> Curve:
    """Return a value for each frame; each key begins from wherever the value is by then."""
    curve = np.full(frames, start)
    for key in sorted(keys, key=lambda one: one.at_ms):
        first = key.at_ms * FPS // 1000
        if first >= frames:
            continue
        origin = curve[first]
        arrived = min(frames, (key.at_ms + key.over_ms) * FPS // 1000 + 1)
        curve[arrived:] = origin + (key.value - origin)
        for index in range(first, arrived):
            share = (index * 1000 / FPS - key.at_ms) / key.over_ms if key.over_ms else 1.0
            curve[index] = origin + (key.value - origin) * ease(share)
    return curve


def lag(curve: Curve, *, seconds: float) -> Curve:
    """Return `curve` following itself softly, late by about `seconds`: the overlap of one part after another."""
    out = curve.copy()
    share = 1 - math.exp(-1 / (FPS * seconds))
    for index in range(1, len(out)):
        out[index] = out[index - 1] + (curve[index] - out[index - 1]) * share
    return out


def blinks(times_ms: Iterable[int], *, frames: int) -> Curve:
    """Return how far the lids are shut in each frame, 0 to 1."""
    curve = np.zeros(frames)
    for time_ms in times_ms:
        first = time_ms * FPS // 1000
        for step, value in enumerate(BLINK):
            if 0 <= first + step < frames:
                curve[first + step] = max(curve[first + step], value)
    return curve


def drift(name: str, *, seed: int, size: float, frames: int) -> Curve:
    """Return a slow wander of about `size` (root mean square), the same for the same `seed` and `name`."""
    dice = random.Random(f"{seed}:{name}")  # noqa: S311  movement, not secrets
    time = np.arange(frames) / FPS
    waves = [(period * dice.uniform(0.9, 1.1), dice.uniform(0, 2 * math.pi)) for period in (1.9, 3.1, 5.3)]
    return size * sum((np.sin(2 * math.pi * time / period + phase) for period, phase in waves), np.zeros(frames)) / 1.22


def breathing(*, period_s: float, seed: int, name: str, frames: int) -> Curve:
    """Return the chest, -1 out to 1 in; in is quicker than out, and no breath is like the last."""
    wander = drift(f"breath {name}", seed=seed, size=0.35, frames=frames)
    phase = 2 * math.pi * np.arange(frames) / FPS / period_s + wander
    return np.sin(phase + 0.35 * np.sin(phase))


def bounces(starts: Sequence[tuple[int, int, float]], *, frames: int) -> Curve:
    """Return px of lift: each of (`at_ms`, `times`, `height_px`) is a run of little jumps that grow smaller."""
    curve = np.zeros(frames)
    for at_ms, times, height in starts:
        for index in range(frames):
            share = (index * 1000 / FPS - at_ms) / 300
            if 0 <= share < times:
                curve[index] += height * (0.72 ** int(share)) * math.sin(math.pi * (share % 1)) - 1.2 * math.sin(
                    math.pi * share / times
                )
    return curve
