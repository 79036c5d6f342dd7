"""What the bank is asked to hold: one TOML file a person, each line with its marked words, tune and mood."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vigwidgets.core.mark import ID_FORM
from vigwidgets.studio.voices.cast import CAST, MOODS
from vigwidgets.studio.voices.tools import VoicesRefused
from vigwidgets.studio.voices.tune import TUNES

_KNOWN = {
    "say", "key", "text", "tune", "mood", "pitch", "slow", "seed", "sound", "scenes", "film",
    "to", "part", "use", "about", "answers",
}  # fmt: skip
HEARD_AS_SPEECH = frozenset({"babble", "babble_da", "babble_ma", "mm", "mm_long", "mm_rise", "mm_hm"})
"""Sounds that are nearly words: a speech detector takes them for speech, so they are captioned and counted as such."""
_MARKS = re.compile(r"[*^]")


@dataclass(frozen=True, slots=True)
class Recipe:
    """One entry of the bank as it is asked for.

    Attributes:
        key: Its name in the bank.
        who: Whose voice.
        text: Its words as captions show them; for a sound what it is, in brackets.
        say: Its words with `*marked*` and `^most marked^` ones; empty for a sound.
        tunes: How its sentences end, in order; empty where the usual is right.
        mood: The name of a mood.
        sound: The name of a sound of `nonspeech`; empty for a line.
        pitch: Factor on the person's pitch.
        slow: Factor on its length.
        seed: Throws the fine unevenness.
        told: What goes into the index as it stands: `to`, `part`, `use`, `about`, `answers`, `scenes`, `film`.
    """

    key: str
    who: str
    text: str
    say: str
    tunes: tuple[str, ...]
    mood: str
    sound: str
    pitch: float
    slow: float
    seed: int
    told: Mapping[str, Any]

    @property
    def kind(self) -> str:
        """Return `line` or `sound`."""
        return "sound" if self.sound else "line"


def slug(who: str, text: str) -> str:
    """Return the key of somebody's words: small letters and underscores, at most 60 characters."""
    words = re.sub(r"[^a-z0-9]+", "_", text.lower().replace("'", "")).strip("_")
    return f"{who}_{words}"[:60].rstrip("_")


def read_recipes(folder: Path) -> tuple[Recipe, ...]:
    """Return all that is asked for by `<who>.toml` files in `folder`, in their order.

    Raises:
        VoicesRefused: a file is not TOML, names something unknown, or two entries have one key.
    """
    found: dict[str, Recipe] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            told = tomllib.loads(path.read_text("utf-8"))
        except tomllib.TOMLDecodeError as exc:
            raise VoicesRefused(f"{path.name} is not TOML: {exc}. Mend that line.") from exc
        for row in told.get("lines", []):
            recipe = _recipe(path.stem, row)
            if recipe.key in found:
                raise VoicesRefused(f"{path.name} asks for {recipe.key} twice. Give one of them a key of its own.")
            found[recipe.key] = recipe
    return tuple(found.values())


def _recipe(who: str, row: Mapping[str, Any]) -> Recipe:
    unknown = set(row) - _KNOWN
    say, sound = str(row.get("say", "")), str(row.get("sound", ""))
    text = str(row.get("text", _MARKS.sub("", say)))
    tunes, mood = tuple(str(row.get("tune", "")).split()), str(row.get("mood", "plain"))
    if unknown or who not in CAST or mood not in MOODS or set(tunes) - set(TUNES) or bool(say) == bool(sound):
        raise VoicesRefused(
            f"{who}.toml holds a line that cannot be read: {dict(row)}. Compare it with its neighbours."
        )
    key = str(row.get("key", f"{who}_{sound}" if sound else slug(who, text)))
    if not ID_FORM.fullmatch(key):
        raise VoicesRefused(f"{who}.toml names a line {key!r}. Use letters, digits, dashes and underscores.")
    return Recipe(
        key=key,
        who=who,
        text=text,
        say=say,
        tunes=tunes,
        mood=mood,
        sound=sound,
        pitch=float(row.get("pitch", 1.0)),
        slow=float(row.get("slow", 1.0)),
        seed=int(row.get("seed", 1)),
        told={name: row[name] for name in ("scenes", "film", "to", "part", "use", "about", "answers") if name in row},
    )
