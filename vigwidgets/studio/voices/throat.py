"""One mouth held still: the spectrum of a single vowel or hum, from which laughs and sighs are drawn out."""

from __future__ import annotations

import subprocess
import tempfile
import wave
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vigwidgets.studio.voices.cast import Mood, Voice
from vigwidgets.studio.voices.flite import PAUSE, Sound
from vigwidgets.studio.voices.shape import FRAME_MS, Frames, Voiced, analyse, colour, sing_out
from vigwidgets.studio.voices.tools import tool

Floats = NDArray[np.float64]

FLOOR = 1e-3
"""The quietest a frame may be: WORLD makes no number of a frame without power."""
BREATH_SHAPE = 0.45
"""Breath shows the mouth's shape less than voice does: power of the spectrum."""
_SPELT = {"m": "m m m", "n": "n n n", "sh": "sh sh", "s": "s s"}


@cache
def _held(engine_voice: str, phone: str) -> tuple[Floats, Floats, int]:
    """Return spectrum, noise and rate of the middle of a sound said alone; spectra of all sounds are equally strong."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "held.wav")
        phones = f"pau {_SPELT.get(phone, 'hh ' + phone)} pau"
        subprocess.run([tool("flite"), "-voice", engine_voice, "-p", phones, "-o", str(out)], check=True)
        with wave.open(str(out)) as file:
            rate = file.getframerate()
            samples = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
    frames = analyse(samples, rate)
    power = frames.envelope.sum(axis=1)
    wanted = frames.pitch > 0 if phone not in ("sh", "s") else power > 0.5 * power.max()
    places = np.flatnonzero(wanted)
    middle = places[len(places) // 2]
    rows = slice(max(0, middle - 2), middle + 3)
    envelope = frames.envelope[rows].mean(axis=0)
    return envelope / envelope.mean(), frames.noise[rows].mean(axis=0), rate


@dataclass(slots=True, eq=False)
class Throat:
    """Draws sounds one after another with a person's mouth; `done` gives what came of it.

    Attributes:
        voice: Whose.
        mood: In which mood; its span, tune and length are not used.
        dice: Throws the unevenness.
    """

    voice: Voice
    mood: Mood
    dice: np.random.Generator
    _pitch: list[Floats] = field(default_factory=list)
    _envelope: list[Floats] = field(default_factory=list)
    _noise: list[Floats] = field(default_factory=list)
    _sounds: list[Sound] = field(default_factory=list)
    _now_s: float = 0.0
    _rate: int = 16000

    def voiced(
        self,
        phone: str,
        ms: float,
        semitones: Floats | float,
        *,
        level: Floats | float,
        breath: float = 0.08,
        uneven_st: float = 0.06,
    ) -> None:
        """Add `ms` of a held sound; pitch, in semitones from the person's median, and level may be curves."""
        count = round(ms / FRAME_MS)
        tune = self._curve(semitones, count) + self.dice.normal(0, uneven_st, count)
        age = 1 + self.voice.tremor * np.sin(2 * np.pi * 5.2 * (self._now_s + np.arange(count) * FRAME_MS / 1000))
        self._add(phone, self.voice.pitch_hz * 2 ** (tune / 12) * age, self._curve(level, count), breath=breath)

    def breathed(self, phone: str, ms: float, *, level: Floats | float, shape: float = BREATH_SHAPE) -> None:
        """Add `ms` of breath through a mouth that stands as for `phone`; `shape` 1 shows all of it, 0 nothing."""
        count = round(ms / FRAME_MS)
        self._add(phone, np.zeros(count), self._curve(level, count), breath=1.0, shape=shape)

    def rest(self, ms: float) -> None:
        """Add a silence."""
        count = round(ms / FRAME_MS)
        self._add(PAUSE, np.zeros(count), np.zeros(count), breath=1.0)

    def done(self, peak: float) -> Voiced:
        """Return all that was added, its loudest sample at `peak`."""
        self.rest(60)
        frames = Frames(np.concatenate(self._pitch), np.concatenate(self._envelope), np.concatenate(self._noise))
        frames = colour(frames, self.voice, self.mood, self._rate)
        samples = sing_out(frames, self._rate)
        return Voiced(peak * samples / np.abs(samples).max(), self._rate, tuple(self._sounds))

    @staticmethod
    def _curve(value: Floats | float, count: int) -> Floats:
        told = np.atleast_1d(np.asarray(value, float))
        return np.interp(np.linspace(0, 1, count), np.linspace(0, 1, len(told)) if len(told) > 1 else [0.0], told)

    def _add(self, phone: str, pitch: Floats, level: Floats, *, breath: float, shape: float = 1.0) -> None:
        envelope, noise, self._rate = _held(self.voice.engine, "ax" if phone == PAUSE else phone)
        envelope = envelope**shape / (envelope**shape).mean()
        self._pitch.append(pitch)
        self._envelope.append(envelope[None] * (np.maximum(level, FLOOR) ** 2)[:, None])
        mixed = np.ones_like(noise) if breath >= 1 else np.clip(noise + breath, 0, 1)
        self._noise.append(np.repeat(mixed[None], len(pitch), axis=0))
        ms = len(pitch) * FRAME_MS
        self._sounds.append(Sound(phone, self._now_s, self._now_s + ms / 1000, -1 if phone == PAUSE else 0))
        self._now_s += ms / 1000
