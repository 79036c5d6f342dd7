"""What marks and descriptions of a practice clip say, from plain sentences with names filled in."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def sentences() -> dict[str, Any]:
    """Return the sentences, by table and key."""
    return tomllib.loads(files("vigwidgets.studio.practice").joinpath("sentences.toml").read_text("utf-8"))


def named(who: str) -> str:
    """Return the name people read for one of the cast."""
    return {"okafor": "Mr Okafor"}.get(who, who.capitalize())


def what(name: str) -> str:
    """Return what a note calls a thing, a spot or a person."""
    found: str | None = sentences()["things"].get(name.partition("_copy")[0])
    return found or named(name)


def note(table: str, key: str, *, a: str, b: str, target: str = "", words: str = "") -> str:
    """Return the sentence for what `a` does with `b`.

    Args:
        table: `begin`, `receive`, `respond`, `moment` or `missed`.
        key: Which of its sentences.
        a: Who does it, a name of the cast.
        b: The other.
        target: A thing or spot.
        words: What is said, or what a sound is.
    """
    said = sentences()[table][key].format(a=named(a), b=named(b), what=what(target) if target else "", words=words)
    return said[:1].upper() + said[1:]
