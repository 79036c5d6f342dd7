"""Where finished lines are kept: `key.opus` and `key.toml` each, and `index.toml`, which lists them all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from vigwidgets.studio.sound.voice import RATE
from vigwidgets.studio.voices.flite import PAUSE, Sound
from vigwidgets.studio.voices.recipes import HEARD_AS_SPEECH, Recipe

BITS_A_SECOND = 32000
LEAD_MS = 20
"""Silence kept before the first sound."""
PAUSE_MS = 200
"""A silence longer than this parts a line's spans."""
_HEAD = "# Written by `python -m vigwidgets.studio.voices`. What is asked for stands in `recipes/`.\n"


@dataclass(frozen=True, slots=True)
class Times:
    """When a line is heard, and its sounds, in ms from the file's beginning."""

    spans_ms: tuple[tuple[int, int], ...]
    phones: tuple[tuple[str, int, int], ...]


def trim(samples: NDArray[np.float64], rate: int, sounds: Sequence[Sound]) -> tuple[NDArray[np.float64], Times]:
    """Return a line from just before its first sound to just after its last, and its times."""
    spoken = [sound for sound in sounds if sound.name != PAUSE]
    begin_s = max(0.0, spoken[0].start_s - LEAD_MS / 1000)
    end_s = spoken[-1].end_s + 0.06
    cut = samples[int(begin_s * rate) : int(end_s * rate)].copy()
    edge = rate // 200
    cut[:edge] *= np.linspace(0, 1, edge)
    cut[-edge:] *= np.linspace(1, 0, edge)
    phones = tuple(
        (sound.name, round((sound.start_s - begin_s) * 1000), round((sound.end_s - begin_s) * 1000)) for sound in spoken
    )
    spans: list[tuple[int, int]] = []
    for _, start, end in phones:
        if spans and start - spans[-1][1] <= PAUSE_MS:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return cut, Times(tuple(spans), phones)


def write_sound(path: Path, samples: NDArray[np.float64], rate: int) -> None:
    """Leave a sound as mono Opus at 48 kHz."""
    whole = (np.clip(resample_poly(samples, RATE, rate), -1, 1) * 32767).astype(np.int16)
    whole = np.concatenate([whole, np.zeros(-len(whole) % 960, np.int16)])
    with av.open(str(path), "w", format="ogg", options={"serial_offset": "7"}) as file:
        stream = file.add_stream("libopus", rate=RATE, layout="mono")
        stream.bit_rate = BITS_A_SECOND
        for start in range(0, len(whole), 960):
            frame = av.AudioFrame.from_ndarray(whole[None, start : start + 960], format="s16", layout="mono")
            frame.sample_rate, frame.pts = RATE, start
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))


def write_times(path: Path, recipe: Recipe, engine_voice: str, times: Times, mended: str) -> None:
    """Leave a line's words and times beside its sound."""
    head: dict[str, Any] = {"who": recipe.who, "text": recipe.text, "kind": recipe.kind}
    if recipe.kind == "line":
        head["tune"] = " ".join(recipe.tunes) or "usual"
    head |= {"mood": recipe.mood, "engine": "flite", "voice": engine_voice}
    if mended:
        head["mended"] = mended
    rows = [f'  ["{name}", {start}, {end}],' for name, start, end in times.phones]
    told = [*(f"{name} = {_toml(value)}" for name, value in head.items())]
    told += [f"spans_ms = {[list(span) for span in times.spans_ms]}", "phones = [", *rows, "]"]
    path.write_text("\n".join(told) + "\n", "utf-8")


def write_index(folder: Path, entries: Iterable[tuple[Recipe, int]]) -> None:
    """Leave `index.toml`: every entry with its length in ms and what practice may do with it, one row each."""
    rows: list[str] = []
    for recipe, length_ms in entries:
        row: dict[str, Any] = {"key": recipe.key, "who": recipe.who, "text": recipe.text, "kind": recipe.kind}
        row |= {"tune": " ".join(recipe.tunes) or "usual", "mood": recipe.mood, "length_ms": length_ms}
        if recipe.kind == "sound":
            row |= {"tune": "", "heard": recipe.sound in HEARD_AS_SPEECH}
        row |= recipe.told
        rows.append("  { " + ", ".join(f"{name} = {_toml(value)}" for name, value in row.items()) + " },")
    (folder / "index.toml").write_text(_HEAD + "lines = [\n" + "\n".join(rows) + "\n]\n", "utf-8")


def _toml(value: Any) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)
