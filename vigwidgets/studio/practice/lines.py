"""Which voiced lines fit: whose they are, to whom, about what, and what they can receive."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Final

from vigwidgets.studio.sound.voice import Entry, read_index

ANYTHING: Final = "any"


@cache
def bank(folder: Path) -> tuple[Entry, ...]:
    """Return what the line bank holds, read once.

    Raises:
        SceneRefused: the bank has no index, or it is damaged.
    """
    return read_index(folder)


@cache
def _said(folder: Path, who: str, to: str, part: str) -> tuple[Entry, ...]:
    return tuple(one for one in bank(folder) if (one.who, one.to, one.part) == (who, to, part))


@cache
def _by_key(folder: Path) -> dict[str, Entry]:
    return {one.key: one for one in bank(folder)}


def begins(folder: Path, *, who: str, to: str, about: Collection[str]) -> list[Entry]:
    """Return the lines with which `who` can begin something about one of the things that are there."""
    return [
        one
        for one in _said(folder, who, to, "initiative")
        if _fits(one, about)
    ]


def receives(
    folder: Path, *, who: str, to: str, what: str, about: Collection[str], principles: Collection[str]
) -> list[Entry]:
    """Return the lines with which `who` can receive `what` (a line's key or a kind of initiative).

    Those that can carry one of `principles` come first; the others still receive.
    """
    found = [
        one
        for one in _said(folder, who, to, "reception")
        if what in one.answers and _fits(one, about)
    ]
    return sorted(found, key=lambda one: not set(one.use) & set(principles))


def moments(folder: Path, *, who: str, to: str, about: Collection[str], principles: Collection[str]) -> list[Entry]:
    """Return the lines that begin or carry something by themselves and can show one of `principles`."""
    return [
        one
        for one in _said(folder, who, to, "moment")
        if set(one.use) & set(principles) and _fits(one, about)
    ]


def sounds(folder: Path, *, who: str, names: Collection[str]) -> list[Entry]:
    """Return sounds without words of a person, by the ends of their keys."""
    known = _by_key(folder)
    return [known[key] for name in names if (key := f"{who}_{name}") in known]


def line(folder: Path, key: str) -> Entry:
    """Return the line of that key, which the bank has."""
    return _by_key(folder)[key]


def _fits(one: Entry, about: Collection[str]) -> bool:
    return ANYTHING in one.about or bool(set(one.about) & set(about))
