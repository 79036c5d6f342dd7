"""Laughs, coos, hums, sighs: what people say to each other without words, voiced from held mouths."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from vigwidgets.studio.voices.cast import Mood, Voice
from vigwidgets.studio.voices.recipes import Recipe
from vigwidgets.studio.voices.shape import Voiced, voice_line
from vigwidgets.studio.voices.throat import Throat

Floats = NDArray[np.float64]

TUNE_ST = (0.0, 5.0, 3.0)
"""Three notes that Winston hums and Leon hums back, in semitones."""
SONG = ((0, 1.0), (4, 1.0), (5, 1.0), (7, 2.0), (5, 1.0), (4, 1.0), (2, 1.0), (0, 2.0))
"""A small tune of our own: semitones and beats."""


def _arch(power: float = 0.6) -> Floats:
    return np.sin(np.pi * np.linspace(0.02, 0.98, 40)) ** power


def _fade(attack: float) -> Floats:
    x = np.linspace(0, 1, 60)
    return np.minimum(x / attack, 1) * np.exp(-2.2 * x)


def _laugh(
    throat: Throat, *, calls: int, rate: float, high_st: float, level: float, vowel: str = "ah", breath: float = 0.35
) -> Voiced:
    """Bursts of breath and voice, each softer and a little lower, then a breath in."""
    for index in range(calls):
        strong = 0.88**index
        voiced_ms = 88 + 20 * float(throat.dice.random())
        start = high_st - 3.2 * index / calls + float(throat.dice.normal(0, 0.4))
        throat.breathed(vowel, 58, level=np.array([0.05, 0.18]) * strong, shape=1.0)
        throat.voiced(
            vowel, voiced_ms, np.array([start, start + 0.6, start - 2.4]), level=_arch() * strong, breath=breath
        )
        throat.rest(max(10.0, 1000 / rate - 58 - voiced_ms))
    throat.rest(90)
    throat.breathed("ax", 240, level=_arch(1.0) * 0.10)
    return throat.done(level)


def _chuckle(throat: Throat, *, calls: int, level: float) -> Voiced:
    """A laugh that hardly opens the mouth: more breath than voice."""
    for index in range(calls):
        soft = 0.85**index
        throat.breathed("ax", 60, level=np.array([0.06, 0.16]) * soft)
        throat.voiced("ax", 75, np.array([4.0, 2.0]) - 0.7 * index, level=_arch() * 0.6 * soft, breath=0.5)
        throat.rest(85)
    throat.breathed("n", 220, level=_arch(1.0) * 0.08)
    return throat.done(level)


def _coo(throat: Throat, *, steps: Sequence[float], ms: float, vowel: str = "uw", level: float = 0.4) -> Voiced:
    throat.voiced(vowel, ms, np.array(steps), level=_arch(0.5), breath=0.12)
    return throat.done(level)


def _notes(throat: Throat, *, notes: Sequence[tuple[float, float]], beat_ms: float, level: float) -> Voiced:
    """A hum: each note grows from the one before within 60 ms and swells a little."""
    before = notes[0][0]
    for semitones, beats in notes:
        ms = beat_ms * beats
        slide = max(2, round(60 / ms * 40))
        tune = np.concatenate([np.linspace(before, semitones, slide), np.full(40 - slide, semitones)])
        tune = tune + 0.5 * np.sin(2 * np.pi * 5.0 * np.linspace(0, ms / 1000, 40))
        throat.voiced("m", ms, tune, level=0.35 + 0.65 * _arch(0.5), breath=0.2)
        before = semitones
    return throat.done(level)


def _sigh(throat: Throat, *, ms: float, level: float) -> Voiced:
    throat.breathed("ax", ms, level=_fade(0.15))
    return throat.done(level)


def _gasp(throat: Throat, *, ms: float, level: float) -> Voiced:
    throat.breathed("ah", ms, level=np.linspace(0.1, 1.0, 30) ** 1.5)
    return throat.done(level)


def _mm(throat: Throat, *, steps: Sequence[float], ms: float, level: float = 0.3) -> Voiced:
    throat.voiced("m", ms, np.array(steps), level=_arch(0.45), breath=0.08)
    return throat.done(level)


def _mm_hm(throat: Throat) -> Voiced:
    throat.voiced("m", 190, np.array([0.0, -1.5]), level=_arch() * 0.8, breath=0.08)
    throat.breathed("n", 60, level=0.12)
    throat.voiced("m", 300, np.array([0.0, 3.5, 3.0]), level=_arch(), breath=0.08)
    return throat.done(0.3)


def _whine(throat: Throat, *, ms: float) -> Voiced:
    throat.voiced("eh", ms * 0.55, np.array([1.0, 4.5, 3.0, 5.0]), level=0.4 + 0.6 * _arch(), breath=0.10)
    throat.voiced("n", ms * 0.45, np.array([5.0, 2.0, -2.5]), level=_arch()[20:] * 0.9, breath=0.10)
    return throat.done(0.4)


def _yawn(throat: Throat) -> Voiced:
    throat.breathed("aa", 620, level=np.linspace(0.05, 0.3, 30))
    throat.voiced("aa", 760, np.array([1.0, 4.0, 2.0, -4.0, -7.0]), level=_fade(0.25), breath=0.5)
    throat.breathed("ax", 300, level=_fade(0.1) * 0.2)
    return throat.done(0.28)


def _squeal(throat: Throat) -> Voiced:
    throat.voiced("iy", 460, np.array([4.0, 9.0, 10.0, 7.0]), level=_arch(0.5), breath=0.16)
    return throat.done(0.42)


def _fuss(throat: Throat) -> Voiced:
    for index in range(3):
        throat.voiced(
            "eh", 250 + 60 * index, np.array([2.0, 5.0, 3.0]), level=_arch() * (0.7 + 0.15 * index), breath=0.12
        )
        throat.rest(190)
    return throat.done(0.42)


def _breath(throat: Throat, *, ms: float, level: float, out: bool) -> Voiced:
    throat.breathed("n", ms, level=_fade(0.2) if out else np.linspace(0.1, 1, 20))
    return throat.done(level)


def _effort(throat: Throat) -> Voiced:
    throat.voiced("ah", 130, np.array([2.0, 0.0]), level=_fade(0.15), breath=0.25)
    throat.breathed("ah", 240, level=_fade(0.1) * 0.4)
    return throat.done(0.26)


def _hush(throat: Throat) -> Voiced:
    for ms in (420, 560):
        throat.breathed("sh", ms, level=_arch(0.5))
        throat.rest(170)
    return throat.done(0.14)


def _motor(throat: Throat, *, ms: float, level: float) -> Voiced:
    """Lips that flutter: a toy car, or a raspberry."""
    flutter = 0.25 + 0.75 * np.abs(np.sin(2 * np.pi * 11.0 * np.linspace(0, ms / 1000, round(ms / 5))))
    swell = np.interp(np.linspace(0, 1, len(flutter)), [0, 0.15, 0.8, 1], [0, 0.8, 1, 0])
    throat.voiced("uw", ms, np.array([-3.0, 0.0, 1.0, -2.0]), level=flutter * swell, breath=0.55)
    return throat.done(level)


_DRAWN: Mapping[str, Callable[[Throat], Voiced]] = {
    "laugh": partial(_laugh, calls=5, rate=4.6, high_st=7.0, level=0.5),
    "long_laugh": partial(_laugh, calls=9, rate=4.7, high_st=8.0, level=0.5),
    "giggle": partial(_laugh, calls=7, rate=5.6, high_st=6.0, level=0.45),
    "small_laugh": partial(_laugh, calls=2, rate=4.4, high_st=5.0, level=0.26),
    "husky_laugh": partial(_laugh, calls=4, rate=4.3, high_st=11.0, level=0.5, vowel="ax", breath=0.55),
    "husky_small_laugh": partial(_laugh, calls=2, rate=4.2, high_st=9.0, level=0.26, vowel="ax", breath=0.7),
    "chuckle": partial(_chuckle, calls=4, level=0.26),
    "coo": partial(_coo, steps=(0.0, 3.5, 5.0, 3.0, -1.5), ms=700),
    "coo_rise": partial(_coo, steps=(-1.0, 0.0, 2.0, 5.0, 7.5), ms=720),
    "coo_back": partial(_coo, steps=(7.0, 8.0, 10.0, 13.0, 15.0), ms=740, level=0.36),
    "ooh": partial(_coo, steps=(5.0, 6.5, 4.0, 0.0), ms=520, level=0.36),
    "hum_three_notes": partial(_notes, notes=[(note, 1.0) for note in TUNE_ST], beat_ms=620, level=0.3),
    "hum_back": partial(_notes, notes=[(note, 1.0) for note in TUNE_ST], beat_ms=600, level=0.3),
    "hum_song": partial(_notes, notes=[*SONG, *SONG[:4]], beat_ms=430, level=0.28),
    "hum_bit": partial(_notes, notes=SONG[:4], beat_ms=400, level=0.28),
    "hum_busy": partial(_notes, notes=[*SONG, *SONG[3:]], beat_ms=290, level=0.24),
    "sigh": partial(_sigh, ms=1300, level=0.16),
    "breath_out": partial(_breath, ms=800, level=0.10, out=True),
    "breath_in": partial(_breath, ms=380, level=0.08, out=False),
    "gasp": partial(_gasp, ms=320, level=0.20),
    "mm": partial(_mm, steps=(1.5, 0.5, -2.0), ms=380),
    "mm_long": partial(_mm, steps=(0.0, 2.0, 1.0, -2.5), ms=720),
    "mm_rise": partial(_mm, steps=(-0.5, 0.5, 4.5), ms=420),
    "mm_hm": _mm_hm,
    "whine": partial(_whine, ms=950),
    "yawn": _yawn,
    "squeal": _squeal,
    "fuss": _fuss,
    "effort": _effort,
    "hush": _hush,
    "motor": partial(_motor, ms=1500, level=0.3),
    "raspberry": partial(_motor, ms=520, level=0.34),
}
_SAID: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "babble": ("^Bababa^ *ba*.", ("sing",)),
    "babble_da": ("^Dada^ da.", ("sing",)),
    "babble_ma": ("^Mamama^.", ("sing",)),
}
SOUNDS = frozenset({*_DRAWN, *_SAID})
"""The names of all vocal sounds."""


def make_sound(recipe: Recipe, voice: Voice, mood: Mood) -> Voiced:
    """Return the sound that a recipe names, in somebody's voice; the same for the same arguments."""
    if recipe.sound in _SAID:
        say, tunes = _SAID[recipe.sound]
        return voice_line(say, tunes, voice, mood, seed=recipe.seed)
    return _DRAWN[recipe.sound](Throat(voice, mood, np.random.default_rng(recipe.seed)))
