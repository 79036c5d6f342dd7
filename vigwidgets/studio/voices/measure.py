"""What can be measured of a voice when nobody listens: pitch, its movement, formants, unevenness, tempo."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import parselmouth
from numpy.typing import NDArray
from parselmouth.praat import call
from scipy.signal import resample_poly

from vigwidgets.studio.sound.voice import RATE, read_line
from vigwidgets.studio.voices.cast import CAST
from vigwidgets.studio.voices.flite import VOWELS

_STEP_S = 0.005
_CEILING_HZ = {"slt": 5500.0, "rms": 5000.0, "awb": 5000.0}


@dataclass(frozen=True, slots=True)
class Measured:
    """One person's lines together: medians over the lines, standard deviations inside a line.

    Attributes:
        who: Whose voice.
        lines: How many lines were measured.
        pitch_hz: Median pitch.
        spread_st: Standard deviation of pitch in a line, in semitones.
        reach_st: 5th to 95th percentile of pitch in a line, in semitones.
        formants_hz: First three formants, medians in vowels.
        jitter: Local jitter, a share.
        hnr_db: Harmonics against noise.
        tempo: Vowels a second while the voice is heard.
    """

    who: str
    lines: int
    pitch_hz: float
    spread_st: float
    reach_st: float
    formants_hz: tuple[float, float, float]
    jitter: float
    hnr_db: float
    tempo: float


def measure(folder: Path) -> Iterator[Measured]:
    """Yield what Praat measures of each person's spoken lines in the bank."""
    index = tomllib.loads((folder / "index.toml").read_text("utf-8"))["lines"]
    for who in CAST:
        keys = [row["key"] for row in index if row["who"] == who and row["kind"] == "line"]
        if keys:
            yield _measured(who, [_one(key, folder) for key in keys])


def _measured(who: str, rows: Sequence[NDArray[np.float64]]) -> Measured:
    middle = np.nanmedian(np.array(rows), axis=0)
    return Measured(
        who,
        len(rows),
        middle[0],
        middle[1],
        middle[2],
        (middle[3], middle[4], middle[5]),
        middle[6],
        middle[7],
        middle[8],
    )


def _one(key: str, folder: Path) -> NDArray[np.float64]:
    line = read_line(key, folder=folder)
    voice = CAST[line.who]
    sound = parselmouth.Sound(resample_poly(line.samples, 1, 3), RATE / 3)
    low, high = voice.pitch_hz * 0.45, voice.pitch_hz * 2.6
    pitch = sound.to_pitch_ac(_STEP_S, low, 15, False, 0.03, 0.45, 0.01, 0.35, 0.14, high)
    hertz = pitch.selected_array["frequency"]
    semitones = 12 * np.log2(hertz[hertz > 0])
    edges = np.percentile(semitones, [5, 95])
    formants = sound.to_formant_burg(_STEP_S, 5, _CEILING_HZ[voice.engine] * max(0.95, voice.tract))
    vowels = [phone for phone in line.phones if phone.name in VOWELS or phone.name == "er"]
    middles = [(phone.start_ms + phone.end_ms) / 2000 for phone in vowels]
    tones = [np.nanmedian([formants.get_value_at_time(n, at) for at in middles]) for n in (1, 2, 3)]
    points = call([sound, pitch], "To PointProcess (cc)")
    jitter = call(points, "Get jitter (local)", 0, 0, 0.0001, 0.02, 1.3)
    hnr = call(sound.to_harmonicity_cc(0.01, low), "Get mean", 0, 0)
    heard_s = sum(end - start for start, end in line.spans_ms) / 1000
    return np.array(
        [
            2 ** (np.median(semitones) / 12),
            semitones.std(),
            edges[1] - edges[0],
            *tones,
            jitter,
            hnr,
            len(vowels) / heard_s,
        ]
    )
