"""Voice the lines of `lines/recipe.toml` once, at authoring time.

Needs the programme `flite` and, in an environment of their own, `pyworld`, `numpy` and `av`. The workbook never needs
this: it plays the small files this leaves in `lines/`. Run `python voice_lines.py [key ...]`.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
import wave
from pathlib import Path
from typing import Any

import av
import numpy as np
import pyworld

HERE = Path(__file__).parent / "lines"
FRAME_MS = 5.0
VOWELS = {"aa", "ae", "ah", "ao", "aw", "ax", "axr", "ay", "eh", "er", "ey", "ih", "iy", "ow", "oy", "uh", "uw"}
BRITISH = """car n : k aa1
where nil : w eh1 ax0
more nil : m ao1
on nil : ao1 n
wonder nil : w ah1 n d ax0
tower n : t aw1 ax0
here nil : hh iy1 ax0
"""
"""Words that the American voices say the British way; flite's own lexicon form."""


def main(keys: list[str]) -> None:
    """Voice the lines named, or all."""
    recipe = tomllib.loads((HERE / "recipe.toml").read_text("utf-8"))
    for key, line in recipe["lines"].items():
        if not keys or key in keys:
            voice = {
                "range": 1.0,
                "stretch": 1.05,
                "breath": 0.0,
                "tilt_db": 0.0,
                **recipe["voices"][line["who"]],
                **line,
            }
            sound, rate, phones = _shape(voice)
            _store(key, voice, sound, rate, phones)
            print(key, f"{phones[-1][2] - phones[0][1]:.2f} s")


def _flite(text: str, voice: dict[str, Any]) -> tuple[np.ndarray, int, list[tuple[str, float, float]]]:
    with tempfile.TemporaryDirectory() as folder:
        lexicon, out = Path(folder, "words"), Path(folder, "out.wav")
        lexicon.write_text(BRITISH, "utf-8")
        command = [
            "flite",
            "-add_lex",
            lexicon,
            "-voice",
            voice["voice"],
            "--setf",
            f"duration_stretch={voice['stretch']}",
        ]
        told = subprocess.run(
            [*command, "-psdur", "-t", text, "-o", out], capture_output=True, text=True, check=True
        ).stdout
        with wave.open(str(out)) as file:
            rate = file.getframerate()
            sound = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
    phones, start = [], 0.0
    for token in told.split():
        name, end = token.rsplit(":", 1)
        phones.append((name, start, float(end)))
        start = float(end)
    return sound, rate, phones


def _words_of(marked: list[str], phones: list[tuple[str, float, float]], voice: dict[str, Any]) -> list[int]:
    """Return for each phone the index of its word, -1 for pauses; words are matched in order by number of phones."""
    counts = []
    for word in marked:
        alone = _flite(re.sub(r"[*^]", "", word), {**voice, "stretch": 1.0})[2]
        counts.append(sum(1 for phone in alone if phone[0] != "pau"))
    spoken = [index for index, phone in enumerate(phones) if phone[0] != "pau"]
    ends = np.round(np.cumsum(counts) * len(spoken) / sum(counts)).astype(int)
    owner = [-1] * len(phones)
    for place, index in enumerate(spoken):
        owner[index] = int(np.searchsorted(ends, place, side="right"))
    return owner


def _shape(voice: dict[str, Any]) -> tuple[np.ndarray, int, list[tuple[str, float, float]]]:
    """Return the line with a livelier tune: WORLD analysis, new timing and pitch, synthesis."""
    marked = voice["marked"].split()
    sound, rate, phones = _flite(voice["text"], voice)
    owner = _words_of(marked, phones, voice)
    pitch, times = pyworld.harvest(sound, rate, f0_floor=60, f0_ceil=420, frame_period=FRAME_MS)
    pitch = pyworld.stonemask(sound, pitch, times, rate)
    envelope = pyworld.cheaptrick(sound, pitch, times, rate)
    aperiodic = pyworld.d4c(sound, pitch, times, rate)
    last_vowel = max(index for index, phone in enumerate(phones) if phone[0] in VOWELS)
    lengths = []
    for index, (name, start, end) in enumerate(phones):
        weight = marked[owner[index]].count("*") + 2 * marked[owner[index]].count("^") if owner[index] >= 0 else 0
        factor = 1.12 if weight and name in VOWELS else 1.0
        factor *= 1.22 if index >= last_vowel and name != "pau" else 1.0
        lengths.append((end - start) * (0.4 if name == "pau" and index in (0, len(phones) - 1) else factor))
    ends = np.cumsum(lengths)
    grid = np.arange(int(ends[-1] * 1000 / FRAME_MS)) * FRAME_MS / 1000
    source = np.interp(grid, np.r_[0, ends], np.r_[0, [phone[2] for phone in phones]]) * 1000 / FRAME_MS
    pick = np.clip(np.round(source).astype(int), 0, len(pitch) - 1)
    new = [
        (name, float(end - length), float(end)) for (name, _, _), length, end in zip(phones, lengths, ends, strict=True)
    ]
    tuned = _tune(voice, marked, owner, new, pitch[pick], grid)
    bands = np.linspace(0, rate / 2, envelope.shape[1])
    gain = np.where(bands > 500, voice["tilt_db"] * np.log2(np.maximum(bands, 500) / 500), 0)
    noise = np.clip(aperiodic[pick] + voice["breath"] * np.linspace(0.2, 1, len(bands)), 0, 1)
    out = pyworld.synthesize(tuned, np.ascontiguousarray(envelope[pick] * 10 ** (gain / 10)), noise, rate, FRAME_MS)
    return 0.6 * out / np.abs(out).max(), rate, new


def _tune(  # noqa: PLR0917 - a row of the recipe, in its order
    voice: dict[str, Any],
    marked: list[str],
    owner: list[int],
    phones: list[tuple[str, float, float]],
    pitch: np.ndarray,
    grid: np.ndarray,
) -> np.ndarray:
    """Return the pitch in Hz: a falling line, a bump on each marked word, the ending, half the engine's movement."""
    voiced = pitch > 0
    own = np.zeros(len(grid))
    own[voiced] = 12 * np.log2(pitch[voiced] / np.exp(np.log(pitch[voiced]).mean()))
    spoken = [phone for phone in phones if phone[0] != "pau"]
    begin, end = spoken[0][1], spoken[-1][2]
    contour = 2.5 * voice["range"] * (0.5 - np.clip((grid - begin) / (end - begin), 0, 1))
    peak = begin + 0.6 * (end - begin)
    for index, word in enumerate(marked):
        vowels = [phone for phone, whose in zip(phones, owner, strict=True) if whose == index and phone[0] in VOWELS]
        if vowels and ("*" in word or "^" in word):
            peak = (vowels[0][1] + vowels[0][2]) / 2 + 0.02
            away = grid - peak
            height = 4.0 * voice["range"] * (1.35 if "^" in word else 1.0)
            contour += height * np.where(away < 0, np.exp(-((away / 0.17) ** 2)), np.exp(-((away / 0.24) ** 2)))
    tail = np.clip((grid - peak) / max(end - peak, 0.12), 0, 1)
    tail = tail * tail * (3 - 2 * tail)
    contour += {"fall": -5 * tail, "rise": 7 * tail, "level": -0.5 * tail}[voice["tune"]] * voice["range"]
    dice = np.random.default_rng(1)
    shape = voice["pitch_hz"] * 2 ** ((contour - contour[voiced].mean() + 0.5 * own) / 12)
    return np.where(voiced, shape * (1 + dice.normal(0, 0.006, len(grid))), 0.0)


def _store(
    key: str, voice: dict[str, Any], sound: np.ndarray, rate: int, phones: list[tuple[str, float, float]]
) -> None:
    """Leave `key.opus` (48 kHz mono) and `key.toml` (words, times in ms) in `lines/`, both from the first phone on."""
    spoken = [phone for phone in phones if phone[0] != "pau"]
    begin = max(0.0, spoken[0][1] - 0.02)
    sound = sound[int(begin * rate) :]
    fine = np.interp(np.arange(int(len(sound) * 48000 / rate)) / 48000, np.arange(len(sound)) / rate, sound)
    with av.open(str(HERE / f"{key}.opus"), "w", format="ogg") as file:
        stream = file.add_stream("libopus", rate=48000, layout="mono")
        stream.bit_rate = 32000
        whole = (np.clip(fine, -1, 1) * 32767).astype(np.int16)
        for start in range(0, len(whole), 960):
            frame = av.AudioFrame.from_ndarray(whole[None, start : start + 960], format="s16", layout="mono")
            frame.sample_rate, frame.pts = 48000, start
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    spans: list[list[int]] = []
    for _, start, end in spoken:
        a, b = round((start - begin) * 1000), round((end - begin) * 1000)
        if spans and a - spans[-1][1] <= 200:
            spans[-1][1] = b
        else:
            spans.append([a, b])
    rows = [
        f'  ["{name}", {round((start - begin) * 1000)}, {round((end - begin) * 1000)}],' for name, start, end in spoken
    ]
    text = [
        *(f'{name} = "{voice[name]}"' for name in ("who", "text", "engine", "voice")),
        f"spans_ms = {spans}",
        "phones = [",
        *rows,
        "]",
    ]
    (HERE / f"{key}.toml").write_text("\n".join(text) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
