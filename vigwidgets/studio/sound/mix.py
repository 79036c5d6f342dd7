"""The sound of a clip: voices, the touch of wood on wood, and a room that is never quite silent."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vigwidgets.studio.script.scene import Scene
from vigwidgets.studio.sound.voice import RATE, Line, Samples

_KNOCK = ((720.0, 1.0, 0.030), (1650.0, 0.6, 0.018), (2900.0, 0.35, 0.010), (4100.0, 0.2, 0.006))
"""Damped tones of a wooden block: Hz, level, seconds to fade."""
_TOUCHES = ("edge",)
"""Spots where a hand that arrives is heard."""
SPEECH_PEAK = 0.5
ROOM_LEVEL = 10 ** (-58 / 20)


def mix_sound(scene: Scene, said: Sequence[tuple[int, Line]]) -> Samples:
    """Return the film's sound, mono at `RATE`, as long as its frames; the same for the same scene and lines."""
    dice = np.random.default_rng(scene.seed)
    count = scene.duration_ms * RATE // 1000
    sound = _room(dice, count)
    for start_ms, line in said:
        _add(sound, _in_room(line.samples * SPEECH_PEAK / (np.abs(line.samples).max() or 1.0)), start_ms)
    for carry in scene.carries:
        if carry.onto:
            _add(sound, 0.26 * _knock(dice, 1.0), scene.film_ms(carry.until_ms))
        else:
            _add(sound, 0.05 * _knock(dice, 1.2), scene.film_ms(carry.until_ms))
        _add(sound, 0.05 * _knock(dice, 1.15), scene.film_ms(carry.at_ms))
    for wobble in scene.wobbles:
        for step, level in enumerate((0.10, 0.06, 0.03)):
            _add(sound, level * _knock(dice, 1.1 + 0.05 * step), scene.film_ms(wobble.at_ms + 150 + 190 * step))
    for reach in scene.reaches:
        if reach.over_ms and reach.to in _TOUCHES:
            _add(sound, 0.035 * _knock(dice, 0.45), scene.film_ms(reach.at_ms + reach.over_ms * 4 // 5))
    song_ms = 0
    while (song_ms := song_ms + int(dice.integers(3500, 9000))) < scene.duration_ms:
        _add(sound, 0.010 * _bird(dice), song_ms)
    return np.clip(sound, -0.98, 0.98)


def _add(sound: Samples, part: Samples, start_ms: int) -> None:
    first = max(0, start_ms * RATE // 1000)
    length = min(len(part), len(sound) - first)
    if length > 0:
        sound[first : first + length] += part[:length]


def _room(dice: np.random.Generator, count: int) -> Samples:
    """Return low room noise with a breath of mains hum."""
    spectrum = np.fft.rfft(dice.normal(0.0, 1.0, count))
    hertz = np.fft.rfftfreq(count, 1 / RATE)
    red = np.fft.irfft(spectrum / np.maximum(hertz, 60.0), count)
    hum = np.sin(2 * np.pi * 100.0 * np.arange(count) / RATE)
    return ROOM_LEVEL * (red / red.std() + 0.25 * hum)


def _in_room(part: Samples) -> Samples:
    """Return a voice with the first reflections of a furnished room."""
    out = np.concatenate([part, np.zeros(RATE // 10)])
    for delay_ms, level in ((9, 0.16), (14, 0.11), (23, 0.07)):
        step = delay_ms * RATE // 1000
        out[step : step + len(part)] += level * part
    return out


def _knock(dice: np.random.Generator, pitch: float) -> Samples:
    time = np.arange(RATE // 5) / RATE
    tones = sum(
        (level * np.exp(-time / fade) * np.sin(2 * np.pi * hertz * pitch * time) for hertz, level, fade in _KNOCK),
        np.zeros(len(time)),
    )
    return 0.5 * (tones + 0.5 * dice.normal(0, 1, len(time)) * np.exp(-time / 0.004))


def _bird(dice: np.random.Generator) -> Samples:
    """Return three far notes from outside the window."""
    time = np.arange(RATE // 2) / RATE
    song = np.zeros(len(time))
    for start in (0.0, 0.13, 0.27):
        shape = np.exp(-(((time - start - 0.04) / 0.025) ** 2))
        high = 3300 + 300 * dice.uniform(-1, 1)
        song += shape * np.sin(2 * np.pi * (high + 2200 * (time - start)) * time)
    return song
