"""Makers of noises: hard things that touch, soft things that are rubbed, water, many small hits, breath."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.random import Generator

from vigwidgets.studio.sound.shaping import Mode, click, flutter, hiss, peaking, struck, swell, ticks, together
from vigwidgets.studio.sound.voice import Samples

Noise = Callable[[Generator], Samples]
"""Makes a noise, mono at 48 kHz, the same from the same generator state."""
WOOD: tuple[Mode, ...] = ((720.0, 1.0, 0.030), (1650.0, 0.6, 0.018), (2900.0, 0.35, 0.010), (4100.0, 0.2, 0.006))
"""The modes of a wooden block."""
CHINA: tuple[Mode, ...] = ((1980.0, 1.0, 0.045), (3350.0, 0.7, 0.05), (5240.0, 0.5, 0.035), (7600.0, 0.25, 0.02))
STEEL: tuple[Mode, ...] = ((2630.0, 0.7, 0.09), (4480.0, 1.0, 0.11), (7150.0, 0.6, 0.07), (9900.0, 0.3, 0.05))
GLASS: tuple[Mode, ...] = ((1240.0, 1.0, 0.03), (2870.0, 0.7, 0.035), (4630.0, 0.4, 0.025))
BOARD: tuple[Mode, ...] = ((88.0, 1.0, 0.022), (233.0, 0.5, 0.011), (571.0, 0.3, 0.006))


def wood(dice: Generator, *, pitch: float = 1.0) -> Samples:
    """Return one touch of wood on wood, peak about 1."""
    return 0.5 * (struck(WOOD, seconds=0.2, pitch=pitch) + 0.5 * click(dice, seconds=0.2, fade=0.004))


def touch(modes: tuple[Mode, ...], *, seconds: float, decibels: float, bounces: tuple[float, ...] = ()) -> Noise:
    """Return the noise of something hard put down: a click, its modes, and smaller bounces at so many seconds."""

    def noise(dice: Generator) -> Samples:
        def one(level: float) -> Samples:
            pitch = dice.uniform(0.97, 1.03)
            return level * (
                struck(modes, seconds=seconds, pitch=pitch) + 0.4 * click(dice, seconds=seconds, fade=0.002)
            )

        table = 0.5 * struck(BOARD, seconds=seconds)
        later = [(at, one(0.4 / (index + 1))) for index, at in enumerate(bounces)]
        return peaking(together([(0, one(1.0)), (0, table), *later]), decibels=decibels)

    return noise


def rub(*, seconds: float, band: tuple[float, float], hertz: float, decibels: float, rise: float = 0.03) -> Noise:
    """Return the noise of something soft or dry that is moved: noise in a band, uneven as a hand is."""

    def noise(dice: Generator) -> Samples:
        grain = hiss(dice, seconds=seconds, low=band[0], high=band[1])
        hand = flutter(dice, seconds=seconds, hertz=hertz, depth=0.7)
        return peaking(grain * hand * swell(seconds, rise=rise, fall=seconds * 0.6), decibels=decibels)

    return noise


def water(*, seconds: float, band: tuple[float, float], drops: float, decibels: float) -> Noise:
    """Return running water: noise with `drops` small rising bubbles a second in it."""

    def noise(dice: Generator) -> Samples:
        stream = hiss(dice, seconds=seconds, low=band[0], high=band[1])
        stream *= flutter(dice, seconds=seconds, hertz=24, depth=0.35)
        parts = [(0.0, stream)]
        for _ in range(round(seconds * drops)):
            time, hertz = ticks(0.035), dice.uniform(900, 2600)
            drop = np.sin(2 * np.pi * hertz * (1 + 5 * time) * time) * np.exp(-time / 0.008)
            parts.append((dice.uniform(0, seconds - 0.04), dice.uniform(0.4, 1.6) * drop))
        return peaking(together(parts) * swell(seconds, rise=0.06, fall=0.25), decibels=decibels)

    return noise


def rattle(modes: tuple[Mode, ...], *, seconds: float, hits: int, decibels: float) -> Noise:
    """Return many small hard touches, the first at once."""

    def noise(dice: Generator) -> Samples:
        places = np.concatenate([[0.0], np.sort(dice.uniform(0, seconds, hits - 1))])
        touches = [
            (at, dice.uniform(0.3, 1.0) * struck(modes, seconds=0.2, pitch=dice.uniform(0.8, 1.3))) for at in places
        ]
        return peaking(together(touches), decibels=decibels)

    return noise


def breath(*, seconds: float, rise: float, tilt: float, decibels: float) -> Noise:
    """Return one breath: noise shaped by an open mouth that voices nothing; `tilt` 1 brightens towards the end."""

    def noise(dice: Generator) -> Samples:
        dark = hiss(dice, seconds=seconds, low=350, high=1500)
        bright = hiss(dice, seconds=seconds, low=1200, high=4800)
        share = np.linspace(0.5 - tilt / 2, 0.5 + tilt / 2, len(dark))
        air = dark * (1 - share) + bright * share
        return peaking(air * swell(seconds, rise=rise, fall=seconds - rise), decibels=decibels)

    return noise
