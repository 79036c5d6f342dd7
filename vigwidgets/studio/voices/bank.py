"""The bank is made: each recipe is voiced, heard by the gate, mended where it is not heard, and kept."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from vigwidgets.studio.sound.voice import RATE, read_line
from vigwidgets.studio.voices.cast import CAST, MOODS, Voice
from vigwidgets.studio.voices.gate import ENOUGH, heard_ms, share_heard
from vigwidgets.studio.voices.nonspeech import make_sound
from vigwidgets.studio.voices.recipes import HEARD_AS_SPEECH, Recipe, read_recipes
from vigwidgets.studio.voices.shape import voice_line
from vigwidgets.studio.voices.store import trim, write_index, write_sound, write_times

MENDS = ((1.0, 1.0), (1.0, 0.94), (1.0, 1.06), (1.12, 1.0), (1.12, 0.94), (1.0, 0.88), (1.2, 0.88), (1.3, 0.85))
"""What is tried until the gate hears a line: factors on its length and its pitch, gentlest first."""
SOUND_MENDS = ((0.0, 1.0), (0.10, 1.0), (0.10, 1.1), (0.2, 1.0), (0.2, 0.9), (0.3, 1.15))
"""What is tried until the gate no longer takes a sound for speech: added breath, factor on pitch."""
QUIET_MS = 100
"""How much of a sound the gate may take for speech."""


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a recipe: its key, length in ms, the share the gate hears (a sound: the ms) and what mended it."""

    key: str
    length_ms: int
    heard: float
    mended: str
    passed: bool


def make_bank(folder: Path, *, only: Collection[str] = (), workers: int = 2) -> Iterator[Made]:
    """Voice what `folder/recipes` asks for, all or the keys or speakers in `only`; then write the index anew.

    Raises:
        VoicesRefused: a recipe cannot be read or said. Finished lines stay; the index is then still the old one.
    """
    recipes = read_recipes(folder / "recipes")
    chosen = [recipe for recipe in recipes if not only or recipe.key in only or recipe.who in only]
    if workers > 1:
        with ProcessPoolExecutor(workers) as pool:
            yield from pool.map(_make, [folder] * len(chosen), chosen, chunksize=4)
    else:
        yield from (_make(folder, recipe) for recipe in chosen)
    _sweep(folder, {recipe.key for recipe in recipes})
    known = [recipe for recipe in recipes if (folder / f"{recipe.key}.toml").exists()]
    write_index(folder, ((recipe, _length_ms(folder, recipe.key)) for recipe in known))


def _make(folder: Path, recipe: Recipe) -> Made:
    """Voice a recipe, as asked for if the gate agrees, else in the variant that comes nearest to its wish."""
    tried: list[tuple[float, Voice, str]] = []
    for voice, mended in _variants(recipe):
        made = _voice(folder, recipe, voice, mended)
        if made.passed:
            return made
        tried.append((-made.heard if _is_wordless(recipe) else made.heard, voice, mended))
    _, voice, mended = max(tried, key=lambda row: round(row[0], 2))
    return _voice(folder, recipe, voice, mended)


def _is_wordless(recipe: Recipe) -> bool:
    return bool(recipe.sound) and recipe.sound not in HEARD_AS_SPEECH


def _variants(recipe: Recipe) -> Iterator[tuple[Voice, str]]:
    """Yield the person's voice as asked for, then voices that the gate may like better, and what was changed."""
    asked = CAST[recipe.who]
    asked = replace(asked, pitch_hz=asked.pitch_hz * recipe.pitch, stretch=asked.stretch * recipe.slow)
    yield asked, ""
    if _is_wordless(recipe):
        for breath, pitch in SOUND_MENDS[1:]:
            yield (
                replace(asked, breath=asked.breath + breath, pitch_hz=asked.pitch_hz * pitch),
                f"breath +{breath}, pitch x{pitch}",
            )
        return
    for slow, pitch in MENDS[1:]:
        yield (
            replace(asked, stretch=asked.stretch * slow, pitch_hz=asked.pitch_hz * pitch),
            f"length x{slow}, pitch x{pitch}",
        )


def _voice(folder: Path, recipe: Recipe, voice: Voice, mended: str) -> Made:
    mood = MOODS[recipe.mood]
    if recipe.sound:
        done = make_sound(recipe, voice, mood)
    else:
        done = voice_line(recipe.say, recipe.tunes, voice, mood, seed=recipe.seed)
    samples, times = trim(done.samples, done.rate, done.sounds)
    write_sound(folder / f"{recipe.key}.opus", samples, done.rate)
    write_times(folder / f"{recipe.key}.toml", recipe, voice.engine, times, mended)
    line = read_line(recipe.key, folder=folder)
    if _is_wordless(recipe):
        heard = float(heard_ms(line.samples, RATE).sum())
        return Made(recipe.key, line.length_ms, heard, mended, heard <= QUIET_MS)
    heard = share_heard(line.samples, RATE, line.spans_ms)
    return Made(recipe.key, line.length_ms, heard, mended, heard >= ENOUGH)


def _length_ms(folder: Path, key: str) -> int:
    spans: Sequence[Sequence[int]] = tomllib.loads((folder / f"{key}.toml").read_text("utf-8"))["spans_ms"]
    return int(spans[-1][1])


def _sweep(folder: Path, keys: Collection[str]) -> None:
    """Take away what no recipe asks for any more."""
    for path in folder.iterdir():
        if path.is_file() and path.stem not in keys and path.name != "index.toml" and path.suffix in (".opus", ".toml"):
            path.unlink()
