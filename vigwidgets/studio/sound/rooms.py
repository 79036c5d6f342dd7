"""What a place sounds like when nobody speaks: a low room, and one far sound of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.random import Generator

from vigwidgets.studio.sound.shaping import flutter, hiss, struck, swell, ticks, together
from vigwidgets.studio.sound.voice import RATE, Samples

ROOM_LEVEL = 10 ** (-58 / 20)


@dataclass(frozen=True, slots=True)
class Tone:
    """A far sound that comes again and again.

    Attributes:
        once: Makes it once, peak about 1.
        pause_ms: Least and most time from one beginning to the next.
        level: Its peak in the room, 1 full scale.
    """

    once: Callable[[Generator], Samples]
    pause_ms: tuple[int, int]
    level: float


def room_tone(name: str, *, dice: Generator, count: int) -> Samples:
    """Return `count` samples of a room with the far sound `name`.

    Raises:
        KeyError: no tone of `TONES` has that name.
    """
    tone = TONES[name]
    sound = _still_air(dice, count)
    at = int(dice.integers(0, tone.pause_ms[1] // 2)) * RATE // 1000
    while at < count:
        part = tone.level * tone.once(dice)[: count - at]
        sound[at : at + len(part)] += part
        at += int(dice.integers(*tone.pause_ms)) * RATE // 1000
    return sound


def _still_air(dice: Generator, count: int) -> Samples:
    """Return low noise with a breath of mains hum, loud as `ROOM_LEVEL`."""
    spectrum = np.fft.rfft(dice.normal(0.0, 1.0, count))
    hertz = np.fft.rfftfreq(count, 1 / RATE)
    red = np.fft.irfft(spectrum / np.maximum(hertz, 60.0), count)
    hum = np.sin(2 * np.pi * 100.0 * np.arange(count) / RATE)
    return ROOM_LEVEL * (red / (red.std() or 1.0) + 0.25 * hum)


def _bird(dice: Generator) -> Samples:
    """Return three notes of a small bird outside."""
    time = ticks(0.5)
    song = np.zeros(len(time))
    for start in (0.0, 0.13, 0.27):
        shape = np.exp(-(((time - start - 0.04) / 0.025) ** 2))
        high = 3300 + 300 * dice.uniform(-1, 1)
        song += shape * np.sin(2 * np.pi * (high + 2200 * (time - start)) * time)
    return song


def _robin(dice: Generator) -> Samples:
    """Return a robin's phrase, thin and falling, and leaves that move."""
    notes = []
    at = 0.0
    for hertz in dice.uniform(2600, 5200, int(dice.integers(4, 8))):
        length = dice.uniform(0.07, 0.16)
        time = ticks(length)
        bend = hertz * (1 - dice.uniform(0.0, 0.9) * time)
        notes.append((at, np.sin(2 * np.pi * np.cumsum(bend) / RATE) * swell(length, rise=0.02, fall=0.04)))
        at += length + dice.uniform(0.01, 0.08)
    wind = hiss(dice, seconds=3.0, low=500, high=2500) * swell(3.0, rise=1.4, fall=1.4)
    return together([(0, 0.12 * wind), (1.0, together(notes))])


def _fridge(dice: Generator) -> Samples:
    """Return a fridge that runs for a while: mains hum, its harmonics, a breath of air."""
    time = ticks(6.0)
    hum = np.sum(
        [level * np.sin(2 * np.pi * hertz * time) for hertz, level in ((50, 0.5), (100, 1), (200, 0.3))], axis=0
    )
    return (hum / 1.8 + 0.08 * hiss(dice, seconds=6.0, low=200, high=1200)) * swell(6.0, rise=0.8, fall=0.8)


def _playground(dice: Generator) -> Samples:
    """Return a far playground: a ball that bounces and a soft surge that is no voice."""
    surge = hiss(dice, seconds=3.0, low=900, high=2400) * flutter(dice, seconds=3.0, hertz=5, depth=0.6)
    surge *= 0.16 * swell(3.0, rise=1.2, fall=1.4)
    bounces, at, gap = [], dice.uniform(0.2, 0.8), 0.5
    for index in range(4):
        bounces.append((at, 0.8**index * struck(((97, 1.0, 0.03), (241, 0.4, 0.015), (613, 0.2, 0.006)), seconds=0.25)))
        at, gap = at + gap, gap * 0.8
    return together([(0, surge), *bounces])


def _corridor(dice: Generator) -> Samples:
    """Return somebody who walks past far away, and a door."""
    steps = [
        (0.55 * index, (0.5 + 0.15 * min(index, 6 - index)) * struck(((130, 1.0, 0.05), (260, 0.5, 0.03)), seconds=0.2))
        for index in range(int(dice.integers(4, 7)))
    ]
    door = struck(((88, 1.0, 0.12), (140, 0.5, 0.07)), seconds=0.5)
    return together([*steps, (steps[-1][0] + dice.uniform(0.7, 1.1), 0.8 * door)])


def _clock(dice: Generator) -> Samples:
    """Return one tick of a clock on the wall."""
    return struck(
        ((2400, 1.0, 0.004), (4700, 0.5, 0.003), (900, 0.3, 0.008)), seconds=0.06, pitch=dice.uniform(0.98, 1.02)
    )


def _street(dice: Generator) -> Samples:
    """Return a car that passes in the street behind closed windows."""
    tyres = hiss(dice, seconds=4.0, low=90, high=420)
    return 0.35 * tyres * swell(4.0, rise=1.8, fall=2.0)


TONES: Mapping[str, Tone] = MappingProxyType(
    {
        "baby_room": Tone(_clock, (1000, 1001), 0.006),
        "book_corner": Tone(_corridor, (8000, 15000), 0.010),
        "classroom": Tone(_playground, (4000, 8000), 0.009),
        "kitchen": Tone(_fridge, (6500, 9000), 0.006),
        "living_room": Tone(_bird, (3500, 9000), 0.010),
        "lounge": Tone(_robin, (4500, 9000), 0.009),
        "review_room": Tone(_street, (7000, 13000), 0.008),
    }
)
"""Far sounds by the name a place gives as its tone."""
