"""A line with a person's voice: WORLD analysis, new timing, tune and mouth length, synthesis.

WORLD by Masanori Morise, through pyworld. Frames are 5 ms long.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyworld
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d
from scipy.signal import butter, lfilter

from vigwidgets.studio.voices.cast import Mood, Voice
from vigwidgets.studio.voices.flite import PAUSE, VOWELS, Sound, Spoken, speak
from vigwidgets.studio.voices.lexicon import NURSE
from vigwidgets.studio.voices.tune import Sentence, contour, sentences, weight

Floats = NDArray[np.float64]

FRAME_MS = 5.0
TREMOR_HZ = 5.2
OWN_SHARE = 0.5
"""How much of the engine's own fine movement of pitch stays."""
SENTENCE_PAUSE_S = (0.16, 0.30)
COMMA_PAUSE_S = (0.05, 0.12)
_FIRST_S = dict.fromkeys(("p", "t", "k", "b", "d", "g", "f", "th", "hh"), 0.07)
"""The longest that a consonant may last at the beginning: nothing is heard while a mouth is shut."""


@dataclass(frozen=True, slots=True, eq=False)
class Voiced:
    """A finished line: samples (peak 0.6 times its mood's level), rate in Hz, its sounds in their final times."""

    samples: Floats
    rate: int
    sounds: tuple[Sound, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """WORLD's view of a sound: pitch in Hz (0 = none), power spectrum and noise share, one row every 5 ms."""

    pitch: Floats
    envelope: Floats
    noise: Floats

    def at(self, frames: Floats) -> Frames:
        """Return the frames at fractional places; the spectrum is blended, pitch is never blended with silence."""
        low = np.clip(np.floor(frames).astype(int), 0, len(self.pitch) - 1)
        high = np.minimum(low + 1, len(self.pitch) - 1)
        part = np.clip(frames - low, 0, 1)
        near = np.where(part < 0.5, low, high)
        both = (self.pitch[low] > 0) & (self.pitch[high] > 0)
        pitch = np.where(both, self.pitch[low] * (1 - part) + self.pitch[high] * part, self.pitch[near])
        rows = part[:, None]
        logs = (1 - rows) * np.log(self.envelope[low] + 1e-16) + rows * np.log(self.envelope[high] + 1e-16)
        return Frames(pitch, np.exp(logs), (1 - rows) * self.noise[low] + rows * self.noise[high])


def analyse(samples: Floats, rate: int) -> Frames:
    """Return WORLD's frames of a sound."""
    pitch, times = pyworld.harvest(samples, rate, f0_floor=60, f0_ceil=420, frame_period=FRAME_MS)
    pitch = pyworld.stonemask(samples, pitch, times, rate)
    return Frames(pitch, pyworld.cheaptrick(samples, pitch, times, rate), pyworld.d4c(samples, pitch, times, rate))


def colour(frames: Frames, voice: Voice, mood: Mood, rate: int) -> Frames:
    """Return the frames with the person's mouth length, darkness, ring and breath."""
    bands = frames.envelope.shape[1]
    place = np.arange(bands)
    source = np.clip(place / voice.tract, 0, bands - 1)
    envelope, noise = frames.envelope, frames.noise
    if voice.tract != 1.0:
        envelope = np.exp(np.array([np.interp(source, place, np.log(row + 1e-16)) for row in envelope]))
        noise = np.array([np.interp(source, place, row) for row in noise])
    hertz = np.linspace(0, rate / 2, bands)
    gain = (voice.tilt_db + mood.tilt_db) * np.log2(np.maximum(hertz, 500) / 500)
    gain += voice.bright_db * np.exp(-(((hertz - 3000) / 1100) ** 2))
    breath = (voice.breath + mood.breath) * np.linspace(0.2, 1, bands)
    return Frames(frames.pitch, np.maximum(envelope * 10 ** (gain / 10), 1e-12), np.clip(noise + breath, 0, 1))


def sing_out(frames: Frames, rate: int) -> Floats:
    """Return the sound of frames."""
    return pyworld.synthesize(
        np.ascontiguousarray(frames.pitch),
        np.ascontiguousarray(frames.envelope),
        np.ascontiguousarray(frames.noise),
        rate,
        FRAME_MS,
    )


def voice_line(say: str, tunes: Sequence[str], voice: Voice, mood: Mood, *, seed: int) -> Voiced:
    """Return the marked line `say` in somebody's voice and mood; the same for the same arguments.

    Raises:
        VoicesRefused: the engine cannot say it.
    """
    marked = say.split()
    parts = sentences(marked, tunes)
    spoken = speak(say, engine_voice=voice.engine, stretch=voice.stretch * mood.slow)
    sounds = _retime(spoken, marked, parts, voice)
    grid = np.arange(int(sounds[-1].end_s * 1000 / FRAME_MS)) * FRAME_MS / 1000
    old = np.array([0.0, *(sound.end_s for sound in spoken.sounds)])
    new = np.array([0.0, *(sound.end_s for sound in sounds)])
    frames = analyse(spoken.samples, spoken.rate).at(np.interp(grid, new, old) * 1000 / FRAME_MS)
    pitch = _pitch(frames.pitch, contour(marked, parts, sounds, grid), voice, mood, np.random.default_rng(seed))
    frames = colour(replace(frames, pitch=pitch), voice, mood, spoken.rate)
    loud = 10 ** (_stress_db(marked, sounds, grid) / 10)
    frames = replace(frames, envelope=frames.envelope * loud[:, None])
    samples = sing_out(frames, spoken.rate)
    return Voiced(0.6 * mood.level * samples / np.abs(samples).max(), spoken.rate, sounds)


def _retime(spoken: Spoken, marked: Sequence[str], parts: Sequence[Sentence], voice: Voice) -> tuple[Sound, ...]:
    """Return the sounds with marked vowels, ends of sentences and the vowel of *bird* made longer."""
    sounds = spoken.sounds
    lasts = set()
    for part in parts:
        vowels = [i for i, sound in enumerate(sounds) if part.first <= sound.word < part.after and sound.name in VOWELS]
        if vowels:
            lasts |= {i for i, sound in enumerate(sounds) if i >= vowels[-1] and part.first <= sound.word < part.after}
    out: list[Sound] = []
    first = next(index for index, sound in enumerate(sounds) if sound.name != PAUSE)
    now = 0.0
    for index, sound in enumerate(sounds):
        length = sound.end_s - sound.start_s
        if sound.name == PAUSE:
            length = _pause_s(index, sounds, marked, length, voice)
        else:
            told = weight(marked[sound.word])
            length *= 1.0 + 0.12 * told if told and sound.name in VOWELS else 1.0
            length *= 1.22 if index in lasts else 1.0
            length *= 1.4 if sound.name == NURSE else 1.0
            length = (
                min(length, _FIRST_S.get(sound.name, 0.13)) if index == first and sound.name not in VOWELS else length
            )
        out.append(Sound(sound.name, now, now + length, sound.word))
        now += length
    return tuple(out)


def _pause_s(index: int, sounds: Sequence[Sound], marked: Sequence[str], own_s: float, voice: Voice) -> float:
    if index in (0, len(sounds) - 1):
        return 0.08
    ended = marked[sounds[index - 1].word]
    low, high = COMMA_PAUSE_S if ended.endswith(",") else SENTENCE_PAUSE_S
    return float(np.clip(own_s, low, high)) * voice.pause


def _stress_db(marked: Sequence[str], sounds: Sequence[Sound], grid: Floats) -> Floats:
    """Return a little more power on marked words and less towards the end."""
    gain = np.zeros(len(grid))
    for sound in sounds:
        if sound.word >= 0 and weight(marked[sound.word]):
            gain[(grid >= sound.start_s) & (grid < sound.end_s)] = 1.6 * weight(marked[sound.word])
    fade = np.linspace(0, -1.5, len(grid))
    return gaussian_filter1d(gain, 8) + fade


def _pitch(own: Floats, wanted: Floats, voice: Voice, mood: Mood, dice: np.random.Generator) -> Floats:
    """Return the pitch in Hz: the tune, half the engine's fine movement, a slow drift, unevenness and tremor."""
    heard = own > 0
    if not heard.any():
        return np.zeros(len(own))
    fine = np.zeros(len(own))
    fine[heard] = 12 * np.log2(own[heard] / np.exp(np.log(own[heard]).mean()))
    drift = np.cumsum(dice.normal(0, 1, len(own)))
    drift = lfilter(*butter(1, 0.01), drift - drift.mean())
    drift = 0.35 * drift / (drift.std() + 1e-9)
    tune = wanted * voice.span * mood.span
    tune = gaussian_filter1d(tune, 2)
    semitones = tune - np.median(tune[heard]) + OWN_SHARE * fine + drift
    uneven = 1 + dice.normal(0, voice.jitter, len(own))
    age = 1 + voice.tremor * np.sin(2 * np.pi * TREMOR_HZ * np.arange(len(own)) * FRAME_MS / 1000)
    return np.where(heard, np.clip(voice.pitch_hz * mood.pitch * 2 ** (semitones / 12) * uneven * age, 55, 700), 0.0)
