"""Lips that follow the voice: how wide from its loudness, what shape from its sounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vigwidgets.studio.acting.motion import FPS
from vigwidgets.studio.sound.voice import RATE, Line, Phone

_SHAPES: dict[str, tuple[float, float, float]] = {}
for _names, _shape in (
    ("p b m", (0.0, 0.1, 0.0)),
    ("f v", (0.12, 0.0, 1.0)),
    ("s z t d n l th dh k g ng y hh", (0.32, 0.05, 0.9)),
    ("sh zh ch jh r", (0.30, 0.45, 0.8)),
    ("w uw uh", (0.30, 0.95, 0.0)),
    ("ow", (0.55, 0.85, 0.0)),
    ("ao er oy", (0.62, 0.60, 0.2)),
    ("ax ah", (0.66, 0.2, 0.4)),
    ("eh ae ih", (0.70, 0.0, 0.8)),
    ("iy ey", (0.50, -0.1, 1.0)),
    ("aa ay aw", (1.0, 0.1, 0.5)),
):
    _SHAPES.update(dict.fromkeys(_names.split(), _shape))
_NEUTRAL = (0.35, 0.1, 0.4)
_BLEND = (0.25, 0.55, 0.20)
_WIDEST = 0.62


@dataclass(frozen=True, slots=True, eq=False)
class Lips:
    """The mouth of one person through a film: one row a frame of opening, rounding and teeth, each 0 to 1."""

    shapes: NDArray[np.float64]

    def shape_at(self, index: int) -> tuple[float, float, float]:
        """Return opening, rounding and teeth in the frame `index`."""
        opening, rounding, teeth = self.shapes[index]
        return float(opening), float(rounding), float(teeth)


def loudness(line: Line) -> NDArray[np.float64]:
    """Return how loud a line is in each 10 ms, 0 to 1 against its loudest."""
    step = RATE // 100
    count = len(line.samples) // step
    power = (line.samples[: count * step].reshape(count, step) ** 2).mean(axis=1)
    smooth = np.sqrt(np.convolve(power, np.ones(5) / 5, mode="same"))
    return smooth / (smooth.max() or 1.0)


def move_lips(said: Sequence[tuple[int, Line]], *, frames: int) -> Lips:
    """Return the lips of somebody who says each line from its film time in ms on, a frame before the sound."""
    raw = np.zeros((frames, 3))
    for start_ms, line in said:
        loud = loudness(line)
        first, last = start_ms * FPS // 1000 - 1, (start_ms + line.length_ms) * FPS // 1000
        for index in range(max(0, first), min(frames, last + 1)):
            time_ms = (index + 1) * 1000 / FPS - start_ms
            phone = _phone_at(line.phones, time_ms)
            if phone is None:
                continue
            opening, rounding, teeth = _SHAPES.get(phone.name, _NEUTRAL)
            level = loud[min(int(time_ms / 10), len(loud) - 1)] ** 0.5
            raw[index] = (_WIDEST * opening * min(1.0, 0.25 + level), rounding, teeth)
    soft = raw.copy()
    soft[1:-1] = _BLEND[0] * raw[:-2] + _BLEND[1] * raw[1:-1] + _BLEND[2] * raw[2:]
    return Lips(soft)


def _phone_at(phones: Sequence[Phone], time_ms: float) -> Phone | None:
    for phone in phones:
        if phone.start_ms <= time_ms < phone.end_ms:
            return phone
    return None
