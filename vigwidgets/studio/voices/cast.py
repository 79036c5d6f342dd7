"""The voices of the twelve, and the moods in which they speak. Ages and manners are those of the cast."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Voice:
    """How a person sounds at rest.

    Attributes:
        engine: flite's voice: `slt` (woman), `rms` (man), `awb` (man from Scotland).
        pitch_hz: The median pitch asked for.
        span: How far the tune moves, 1 as written in `tune`.
        tract: Formants against the engine's own, above 1 for a shorter mouth and throat.
        stretch: Length of the sounds against the engine's own.
        pause: Length of the pauses between sentences against the usual.
        breath: Noise mixed into the voice, 0 to 1.
        tilt_db: Loss in dB an octave above 500 Hz, negative for a darker voice.
        bright_db: Gain at 2 to 4 kHz, the ring of a voice.
        jitter: Unevenness of the pitch from frame to frame.
        tremor: Depth of the slow tremble of age at 5.2 Hz.
    """

    engine: str
    pitch_hz: float
    span: float = 1.0
    tract: float = 1.0
    stretch: float = 1.05
    pause: float = 1.0
    breath: float = 0.0
    tilt_db: float = 0.0
    bright_db: float = 0.0
    jitter: float = 0.006
    tremor: float = 0.0


CAST: Mapping[str, Voice] = {
    "nadia": Voice("slt", 205, span=1.2, stretch=1.06, breath=0.03, tilt_db=-0.6),
    "priya": Voice("slt", 224, span=1.1, tract=1.04, stretch=1.0, breath=0.02, bright_db=2.0),
    "amal": Voice("slt", 178, tract=0.955, stretch=1.07, breath=0.05, tilt_db=-1.0, pause=1.15),
    "grace": Voice(
        "slt", 206, span=0.85, tract=1.015, stretch=1.24, breath=0.06, jitter=0.009, tilt_db=-0.3, pause=1.2
    ),
    "leon": Voice("awb", 122, span=1.2, tract=0.99),
    "okafor": Voice("rms", 100, span=0.9, tract=0.975, stretch=1.04, tilt_db=-0.4),
    "winston": Voice(
        "rms",
        134,
        span=0.95,
        tract=0.955,
        stretch=1.3,
        pause=1.7,
        breath=0.10,
        jitter=0.014,
        tremor=0.014,
        tilt_db=-0.6,
    ),
    "jamie": Voice("rms", 240, span=0.9, tract=1.27, stretch=1.06, jitter=0.008),
    "callum": Voice("awb", 250, span=0.8, tract=1.31, stretch=1.15, breath=0.08, jitter=0.008, tilt_db=-0.8),
    "zara": Voice("slt", 258, span=1.3, tract=1.16, stretch=1.0, jitter=0.008, bright_db=1.0),
    "theo": Voice("slt", 322, span=1.1, tract=1.30, stretch=1.35, breath=0.05, jitter=0.012),
    "ivy": Voice("slt", 365, span=1.3, tract=1.42, stretch=1.5, breath=0.06, jitter=0.012),
}


@dataclass(frozen=True, slots=True)
class Mood:
    """What a moment does to a voice: factors on pitch, span, length and level, and what is added to breath and tilt."""

    pitch: float = 1.0
    span: float = 1.0
    slow: float = 1.0
    breath: float = 0.0
    tilt_db: float = 0.0
    level: float = 1.0


MOODS: Mapping[str, Mood] = {
    "plain": Mood(),
    "warm": Mood(pitch=0.95, span=1.12, slow=1.08, breath=0.03, tilt_db=-0.4, level=0.9),
    "playful": Mood(pitch=1.2, span=1.45, slow=1.02, tilt_db=0.2),
    "curious": Mood(pitch=1.03, span=1.2, slow=1.04, breath=0.01, level=0.95),
    "pleased": Mood(pitch=1.1, span=1.3, level=1.0),
    "surprised": Mood(pitch=1.15, span=1.5, slow=1.05),
    "quiet": Mood(pitch=0.94, span=0.85, slow=1.1, breath=0.07, tilt_db=-1.0, level=0.65),
    "small": Mood(pitch=0.98, span=0.8, slow=1.05, breath=0.06, tilt_db=-0.8, level=0.6),
    "tired": Mood(pitch=0.91, span=0.7, slow=1.07, breath=0.04, tilt_db=-0.8, level=0.75),
    "brisk": Mood(pitch=1.03, span=0.85, slow=0.93, tilt_db=0.2),
    "busy": Mood(pitch=1.0, span=0.9, slow=0.95, level=0.85),
    "loud": Mood(pitch=1.12, span=1.2, slow=0.97, tilt_db=0.8),
    "firm": Mood(pitch=1.04, span=1.0, slow=1.0, tilt_db=0.4),
    "whining": Mood(pitch=1.06, span=0.9, slow=1.2, breath=0.03),
}
