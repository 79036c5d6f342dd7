"""Small films with a sound that is known, and sounds that nobody says."""

from __future__ import annotations

import wave
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
RATE = 16_000
TWO_PEOPLE = "video/Azure-Samples__cognitive-services-speech-sdk/katiesteve.wav"
"""Half a minute of two people who talk with one another; mono, 16 kHz."""
CHANGES_MS = (1_980, 3_840, 12_350, 24_670, 26_460)
"""Where in it the other one begins to speak: her voice is near 220 Hz, his near 140 Hz."""


def write_film(
    path: Path,
    samples: Samples | None,
    *,
    rate: int = RATE,
    codec: str = "aac",
    late_ms: int = 0,
    seconds: float | None = None,
) -> Path:
    """Write a film of small black pictures, ten a second, with samples of one or two channels or with no sound at all.

    The sound begins `late_ms` after the pictures; these last as long as the sound, or `seconds`.
    """
    channels = None if samples is None else np.atleast_2d(samples).astype(np.float32)
    length_s = seconds or (late_ms / 1000 + (0 if channels is None else channels.shape[1] / rate))
    with av.open(str(path), "w") as film:
        pictures = film.add_stream("libx264", rate=10)
        pictures.width, pictures.height, pictures.pix_fmt = 64, 48, "yuv420p"
        sound = None
        if channels is not None:
            layout = "mono" if len(channels) == 1 else "stereo"
            sound = film.add_stream(codec, rate=rate, layout=layout)
        black = av.VideoFrame.from_ndarray(np.full((72, 64), 16, np.uint8), format="yuv420p")
        for number in range(max(1, round(length_s * 10))):
            black.pts, black.time_base = number, Fraction(1, 10)
            film.mux(pictures.encode(black))
        film.mux(pictures.encode(None))
        if sound is not None and channels is not None:
            for first in range(0, channels.shape[1], rate):
                frame = _frame(channels[:, first : first + rate], codec=codec, layout=layout)
                frame.sample_rate, frame.time_base = rate, Fraction(1, rate)
                frame.pts = first + late_ms * rate // 1000
                film.mux(sound.encode(frame))
            film.mux(sound.encode(None))
    return path


def _frame(part: Samples, *, codec: str, layout: str) -> av.AudioFrame:
    if codec == "aac":
        return av.AudioFrame.from_ndarray(np.ascontiguousarray(part), format="fltp", layout=layout)
    whole = (np.clip(part, -1, 1) * 32767).astype(np.int16).T.reshape(1, -1)
    return av.AudioFrame.from_ndarray(np.ascontiguousarray(whole), format="s16", layout=layout)


def two_people(testdata: Path) -> Samples:
    """Return the conversation, mono at `RATE`."""
    with wave.open(str(testdata / TWO_PEOPLE)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), np.int16).astype(np.float32) / 32768


def nobody(kind: str, *, seconds: int = 12) -> Samples:
    """Return a sound in which nobody speaks, mono at `RATE`."""
    dice, count = np.random.default_rng(11), seconds * RATE
    time = np.arange(count) / RATE
    white = dice.standard_normal(count)
    if kind == "silence":
        sound = np.zeros(count)
    elif kind == "white noise":
        sound = 0.1 * white
    elif kind == "pink noise":
        spectrum = np.fft.rfft(white) / np.sqrt(np.maximum(np.arange(count // 2 + 1), 1))
        sound = np.fft.irfft(spectrum, count)
        sound *= 0.2 / np.abs(sound).max()
    elif kind == "hum":
        sound = sum(0.1 / step * np.sin(2 * np.pi * 50 * step * time) for step in range(1, 9))
    elif kind == "room tone":
        sound = 0.004 * np.convolve(white, np.hanning(64) / 32, "same")
    elif kind == "chords":
        roots = np.array([262, 220, 175, 196])[(time // 1.5).astype(int) % 4]
        phase = 2 * np.pi * np.cumsum(roots) / RATE
        fade = np.exp(-1.5 * (time % 1.5))
        sound = 0.12 * fade * sum(np.sin(phase * step) for step in (1, 1.25, 1.5, 2, 2.5))
    elif kind == "knocks":
        sound = np.zeros(count)
        for at in dice.integers(0, count - 2000, 30):
            sound[at : at + 2000] += 0.5 * np.exp(-np.arange(2000) / 200) * white[:2000]
    else:
        raise ValueError(kind)
    return np.asarray(sound, np.float32)


NOBODY = ("silence", "white noise", "pink noise", "hum", "room tone", "chords", "knocks")
