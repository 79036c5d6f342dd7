"""The words by which names are told from other words, as the lists beside this module have them."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Final

_HERE: Final = files("vigwidgets.exchange")
_LISTS: Final = tomllib.loads(_HERE.joinpath("name_words.toml").read_text("utf-8"))
_ENDINGS: Final = {
    "s": ("",),
    "es": ("", "e"),
    "ed": ("", "e"),
    "ing": ("", "e"),
    "ly": ("", "le"),
    "ies": ("y",),
    "ied": ("y",),
}
SHORTEST_STEM: Final = 3


def _set(name: str) -> frozenset[str]:
    return frozenset(str(_LISTS[name]).split())


FUNCTION: Final = _set("function")
CAPITALS: Final = _set("capitals")
BOTH: Final = _set("both")
"""Given names that are words as well."""
TITLES: Final = _set("titles")
CONTRACTED: Final = _set("contracted")
PARTICLES: Final = _set("particles")
BEFORE: Final = _set("before")
DOES: Final = _set("does")
LONG: Final = 9
"""Letters. A word that long is known by its ending to name nobody."""
ORDINARY_ENDINGS: Final = tuple(_set("endings"))
STREETS: Final = "|".join(sorted(_set("streets")))
GROUPS: Final = "|".join(sorted(_set("groups")))
MONTHS: Final = "|".join(sorted(_set("months"), key=len, reverse=True))
_COMMON: Final = frozenset(
    word
    for line in _HERE.joinpath("common_words.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
)


def is_common(low: str) -> bool:
    """Return whether a word in small letters is an everyday one, as it stands or by its ending."""
    if low in _COMMON or low in FUNCTION or low in CAPITALS:
        return True
    stem, apostrophe, tail = low.partition("'")
    if apostrophe:
        return (stem in _COMMON or stem in FUNCTION or is_contracted(stem)) and tail in {
            "m",
            "s",
            "ll",
            "ve",
            "d",
            "re",
            "t",
        }
    return any(
        low.endswith(ending) and len(low) - len(ending) >= SHORTEST_STEM and low[: -len(ending)] + back in _COMMON
        for ending, backs in _ENDINGS.items()
        for back in backs
    )


def is_contracted(stem: str) -> bool:
    """Return whether this stands before an apostrophe as `don` does in *don't*."""
    return stem in CONTRACTED
