"""Noises of things and hands by name: each from its first sample on, mono at `RATE`, never above -12 dB full scale."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.random import Generator

from vigwidgets.studio.sound.making import (
    BOARD,
    CHINA,
    GLASS,
    STEEL,
    Noise,
    breath,
    rattle,
    rub,
    touch,
    water,
    wood,
)
from vigwidgets.studio.sound.shaping import Mode, click, flutter, hiss, peaking, struck, swell, ticks, together
from vigwidgets.studio.sound.voice import RATE, Samples

LOUDEST_DB = -12.0
_SMALL: tuple[Mode, ...] = ((1480.0, 1.0, 0.011), (3130.0, 0.7, 0.007), (5300.0, 0.4, 0.004))
"""The modes of a bead or of a small wooden toy."""


def _knock(dice: Generator) -> Samples:
    return peaking(wood(dice, pitch=dice.uniform(0.97, 1.03)), decibels=LOUDEST_DB)


def _soft_knock(dice: Generator) -> Samples:
    body = struck(BOARD, seconds=0.16, pitch=dice.uniform(0.95, 1.1))
    return peaking(body + 0.12 * click(dice, seconds=0.16, fade=0.006), decibels=-20)


def _clap(dice: Generator) -> Samples:
    palm = hiss(dice, seconds=0.18, low=700, high=2600) * np.exp(-ticks(0.18) / 0.016)
    return peaking(palm + 0.8 * click(dice, seconds=0.18, fade=0.003), decibels=-13)


def _tower_falls(dice: Generator) -> Samples:
    starts = np.concatenate([[0.0], np.sort(dice.uniform(0.06, 0.75, 10))])
    levels = 1.0 - 0.7 * starts / 0.8
    hits = [(at, level * wood(dice, pitch=dice.uniform(0.85, 1.2))) for at, level in zip(starts, levels, strict=True)]
    thuds = [(at, 0.5 * struck(BOARD, seconds=0.2)) for at in starts[::3]]
    roll = [(0.8 + 0.09 * step, 0.25 / (step + 1) * wood(dice, pitch=1.15)) for step in range(4)]
    return peaking(together([*hits, *thuds, *roll]), decibels=LOUDEST_DB)


def _page(dice: Generator) -> Samples:
    lift = hiss(dice, seconds=0.34, low=1400, high=7000) * flutter(dice, seconds=0.34, hertz=45, depth=0.9)
    fall = hiss(dice, seconds=0.16, low=900, high=5000) * np.exp(-ticks(0.16) / 0.03)
    return peaking(together([(0, lift * swell(0.34, rise=0.02, fall=0.2)), (0.36, 1.2 * fall)]), decibels=-22)


def _chair(dice: Generator) -> Samples:
    seconds = 0.5
    legs = hiss(dice, seconds=seconds, low=700, high=3400)
    catch = flutter(dice, seconds=seconds, hertz=55, depth=1.0)
    scrape = legs * (0.3 + 0.7 * catch**2) * swell(seconds, rise=0.04, fall=0.15)
    return peaking(together([(0, scrape), (0.47, 2.0 * struck(BOARD, seconds=0.2))]), decibels=-21)


def _toaster_down(dice: Generator) -> Samples:
    slide = hiss(dice, seconds=0.18, low=800, high=4000) * swell(0.18, rise=0.02, fall=0.03)
    latch = struck(STEEL, seconds=0.15, pitch=0.6) * 0.5 + struck(BOARD, seconds=0.15) * 1.6
    return peaking(
        together([(0, 0.25 * slide), (0.18, latch + 0.5 * click(dice, seconds=0.15, fade=0.003))]), decibels=-15
    )


def _toaster_pop(dice: Generator) -> Samples:
    spring = struck(
        ((430, 0.6, 0.09), (1170, 0.4, 0.07), (2310, 0.3, 0.05)), seconds=0.4, pitch=dice.uniform(0.97, 1.03)
    )
    snap = struck(BOARD, seconds=0.4, pitch=1.3) + 0.6 * click(dice, seconds=0.4, fade=0.003)
    rattle = [(at, 0.3 * struck(STEEL, seconds=0.1, pitch=0.7)) for at in (0.06, 0.11)]
    return peaking(together([(0, 1.2 * snap), (0, 0.5 * spring), *rattle]), decibels=-14)


def _spread(dice: Generator) -> Samples:
    stroke = [
        hiss(dice, seconds=0.32, low=1800, high=6500)
        * flutter(dice, seconds=0.32, hertz=90, depth=0.9)
        * swell(0.32, rise=0.05, fall=0.15)
        for _ in range(2)
    ]
    return peaking(together([(0, stroke[0]), (0.42, 0.8 * stroke[1])]), decibels=-25)


def _pen_cap(dice: Generator) -> Samples:
    snap = struck(((2900, 1.0, 0.006), (5200, 0.7, 0.004)), seconds=0.05) + click(dice, seconds=0.05, fade=0.0015)
    return peaking(together([(0, 0.4 * snap), (0.05, snap)]), decibels=-20)


def _card(dice: Generator) -> Samples:
    slap = hiss(dice, seconds=0.09, low=900, high=5200) * np.exp(-ticks(0.09) / 0.012)
    return peaking(slap + 0.6 * struck(BOARD, seconds=0.09, pitch=1.5), decibels=-20)


def _tape(dice: Generator) -> Samples:
    seconds = 0.75
    rips = np.zeros(round(seconds * RATE))
    places = np.cumsum(dice.exponential(0.0016, 900))
    places = (places[places < seconds - 0.01] * RATE).astype(int)
    rips[places] = dice.normal(0, 1, len(places))
    grain = np.convolve(rips, click(dice, seconds=0.004, fade=0.0007))[: len(rips)]
    body = 0.1 * hiss(dice, seconds=seconds, low=1500, high=6000)
    cut = click(dice, seconds=0.06, fade=0.006)
    return peaking(
        together([(0, (grain + body) * swell(seconds, rise=0.02, fall=0.03)), (seconds, 1.5 * cut)]), decibels=-21
    )


def _paper_fold(dice: Generator) -> Samples:
    crease = [
        (
            at,
            hiss(dice, seconds=0.14, low=1500, high=7500)
            * flutter(dice, seconds=0.14, hertz=120, depth=1.0)
            * swell(0.14, rise=0.01, fall=0.08),
        )
        for at in (0.0, 0.19, 0.36)
    ]
    return peaking(together(crease), decibels=-23)


def _steps(dice: Generator) -> Samples:
    steps = []
    for index in range(4):
        heel = struck(((95, 1.0, 0.04), (190, 0.4, 0.02)), seconds=0.2, pitch=dice.uniform(0.93, 1.07))
        sole = hiss(dice, seconds=0.2, low=300, high=1500) * np.exp(-ticks(0.2) / 0.02) * 0.12
        steps.append((0.52 * index + dice.uniform(0, 0.02) * (index > 0), (heel + sole) * dice.uniform(0.8, 1.0)))
    return peaking(together(steps), decibels=-22)


def _phone_ring(dice: Generator) -> Samples:
    bar = (1.0, 0.09), (3.9, 0.02)
    notes = []
    for ring in (0.0, 1.5):
        for index, hertz in enumerate((1319.0, 1568.0, 1319.0, 1760.0, 1568.0)):
            modes = tuple((hertz * times, 1.0 / times, fade) for times, fade in bar)
            notes.append((ring + 0.15 * index, struck(modes, seconds=0.35, pitch=dice.uniform(0.999, 1.001))))
    return peaking(together(notes), decibels=-19)


def _car_roll(dice: Generator) -> Samples:
    seconds = 1.2
    rumble = hiss(dice, seconds=seconds, low=500, high=2600) * flutter(dice, seconds=seconds, hertz=60, depth=0.6)
    places = np.arange(0.0, seconds - 0.1, 0.075)
    clicks = [(at, 0.5 * dice.uniform(0.5, 1) * struck(((1500, 1, 0.004),), seconds=0.03)) for at in places]
    return peaking(
        together([(0, rumble), *clicks])[: round(seconds * RATE)] * swell(seconds, rise=0.05, fall=0.7), decibels=-22
    )


def _zip(dice: Generator) -> Samples:
    seconds = 0.5
    time = ticks(seconds)
    teeth = np.sin(2 * np.pi * np.cumsum(90 + 160 * time / seconds) / RATE) > 0.6
    grain = hiss(dice, seconds=seconds, low=2200, high=8000)
    return peaking(grain * (0.15 + teeth) * swell(seconds, rise=0.02, fall=0.05), decibels=-23)


def _pat(dice: Generator) -> Samples:
    palm = hiss(dice, seconds=0.12, low=150, high=1200) * np.exp(-ticks(0.12) / 0.012)
    return peaking(palm + 0.7 * struck(BOARD, seconds=0.12), decibels=-23)


def _drum_tap(dice: Generator) -> Samples:
    skin = ((112.0, 1.0, 0.06), (179.0, 0.6, 0.04), (240.0, 0.4, 0.03), (297.0, 0.3, 0.02))
    return peaking(
        struck(skin, seconds=0.45, pitch=dice.uniform(0.98, 1.02)) + 0.35 * click(dice, seconds=0.45, fade=0.004),
        decibels=-14,
    )


NOISES: Mapping[str, Noise] = MappingProxyType(
    {
        "beads": rattle(_SMALL, seconds=0.25, hits=6, decibels=-21),
        "breath_in": breath(seconds=0.75, rise=0.5, tilt=0.6, decibels=-30),
        "breath_out": breath(seconds=1.1, rise=0.12, tilt=-0.6, decibels=-32),
        "car": touch(_SMALL, seconds=0.12, decibels=-18, bounces=(0.05,)),
        "car_roll": _car_roll,
        "card": _card,
        "chair": _chair,
        "clap": _clap,
        "cloth": rub(seconds=0.55, band=(350, 3200), hertz=14, decibels=-26),
        "cup": touch(CHINA, seconds=0.22, decibels=-17),
        "cutlery": touch(STEEL, seconds=0.35, decibels=-20, bounces=(0.06, 0.1)),
        "drum_tap": _drum_tap,
        "jar": touch(GLASS, seconds=0.2, decibels=-16),
        "keys": rattle(STEEL, seconds=0.5, hits=14, decibels=-22),
        "knock": _knock,
        "page": _page,
        "paper_fold": _paper_fold,
        "pat": _pat,
        "pen_cap": _pen_cap,
        "pencil": touch(((1900, 1.0, 0.008), (3700, 0.6, 0.005)), seconds=0.08, decibels=-23, bounces=(0.045, 0.07)),
        "phone_ring": _phone_ring,
        "plate": touch(CHINA, seconds=0.3, decibels=-16, bounces=(0.07, 0.115)),
        "pour": water(seconds=1.6, band=(500, 3800), drops=60, decibels=-24),
        "sock": rub(seconds=0.4, band=(500, 2600), hertz=20, decibels=-29),
        "soft_knock": _soft_knock,
        "spread": _spread,
        "steps": _steps,
        "tap_water": water(seconds=3.0, band=(700, 6500), drops=25, decibels=-27),
        "tape": _tape,
        "toast": rub(seconds=0.12, band=(1200, 5000), hertz=100, decibels=-23, rise=0.004),
        "toaster_down": _toaster_down,
        "toaster_pop": _toaster_pop,
        "tower_falls": _tower_falls,
        "zip": _zip,
    }
)
"""Noises by name; the same generator state gives the same noise."""
