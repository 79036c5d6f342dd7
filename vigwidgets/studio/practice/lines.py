"""Which voiced lines fit: whose they are, to whom, about what, and what they can receive."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from vigwidgets.studio.sound.voice import Entry, read_index

ANYTHING: Final = "any"
_ONLY: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "leon_those_feet_are_busy": ("kick", "wiggle"),
        "leon_you_saw_the_bird": ("birds", "bird_left", "bird_right"),
        "leon_youre_watching_the_garden": ("garden",),
        "leon_hello_you": ("leon", "smile", "beam"),
        "leon_i_wonder_what_you_can_see": ("garden", "window"),
        "priya_that_ones_tricky": ("think", "piece", "book", "bridge", "priya"),
        "priya_you_found_the_place": ("point",),
        "okafor_you_looked_at_the_clock": (),
        "okafor_youve_set_them_in_a_row": (),
        "okafor_ill_hold_it_steady_for_you": (),
        "leon_youve_picked_the_blue_one": (),
        "leon_where_has_it_gone": (),
        "leon_here_it_is": (),
        "leon_now_im_picking_you_up": (),
        "leon_im_just_sitting_down_with_you": (),
        "leon_ill_do_the_lid_you_do_the_pouring": (),
        "leon_hold_it_with_your_other_hand": (),
        "nadia_im_putting_mine_here": (),
        "nadia_round_and_round_it_goes": (),
        "nadia_the_red_one_or_the_blue_one": (),
    }
)
"""Lines whose words name what the body does: with which verbs or targets alone they may be said here."""


_OF_ITSELF: Final = frozenset(
    {"nadia_again", "priya_that_ones_tricky", "priya_youre_not_sure_yet_what_do_you_think",
     "priya_this_bit_lets_look_at_it_together", "okafor_you_noticed_that_yourself",
     "okafor_that_piece_what_is_it_meant_to_do", "okafor_you_dont_know_yet_shall_we_look_for_a_clue",
     "leon_you_can_reach_it_ill_stay_here"}
)  # fmt: skip
"""Lines that take up somebody's words, and can as well be said of what somebody does."""


@cache
def bank(folder: Path) -> tuple[Entry, ...]:
    """Return what the line bank holds, read once, with what the lines of other scenes can be used for here.

    Raises:
        SceneRefused: the bank has no index, or it is damaged.
    """
    return tuple(use for one in read_index(folder) for use in _uses(one))


@cache
def _borrowed() -> dict[str, dict[str, Any]]:
    """Return what lines can be used for, by key, where that is more or less than the bank says."""
    tables = tomllib.loads(files("vigwidgets.studio.practice").joinpath("scene_lines.toml").read_text("utf-8"))
    return {key: row for table in tables.values() for key, row in table.items()}


def _uses(one: Entry) -> Iterator[Entry]:
    """Yield a line as the bank has it, or where it has a row here, once for everybody to whom it can be said."""
    row = _borrowed().get(one.key)
    if row is None:
        yield one
        return
    yield replace(one, to="", part="")
    for to in row["to"]:
        lists = {name: tuple(row.get(name, ())) for name in ("use", "about", "answers")}
        yield replace(one, to=to, part=row["part"], **lists)


@cache
def _said(folder: Path, who: str, to: str, part: str) -> tuple[Entry, ...]:
    return tuple(one for one in bank(folder) if (one.who, one.to, one.part) == (who, to, part))


@cache
def _by_key(folder: Path) -> dict[str, Entry]:
    return {one.key: one for one in bank(folder)}


def begins(folder: Path, *, who: str, to: str, about: Collection[str]) -> list[Entry]:
    """Return the lines with which `who` can begin something about one of the things that are there."""
    return [one for one in _said(folder, who, to, "initiative") if _fits(one, about)]


def receives(
    folder: Path, *, who: str, to: str, what: str, does: Collection[str], about: Collection[str]
) -> list[Entry]:
    """Return the lines with which `who` can receive `what` (a line's key or a kind of initiative).

    What is done without words is received by words that say no more than is seen: a line that takes up the partner's
    own words is left to them. `does` is the verb and its target.
    """
    found = [
        one
        for one in _said(folder, who, to, "reception")
        if what in one.answers and _fits(one, about) and set(_ONLY.get(one.key, does)) & set(does)
    ]
    spoken = _by_key(folder)
    return [one for one in found if what in spoken or not _echoes(one, spoken)]


def _echoes(one: Entry, spoken: Collection[str]) -> bool:
    """Return whether a line takes up words: then it cannot receive what is done without any."""
    return any(key in spoken for key in one.answers) and one.key not in _OF_ITSELF


def moments(folder: Path, *, who: str, to: str, about: Collection[str], principles: Collection[str]) -> list[Entry]:
    """Return the lines that begin or carry something by themselves and can show one of `principles`."""
    return [
        one
        for one in _said(folder, who, to, "moment")
        if one.key not in _ONLY and set(one.use) & set(principles) and _fits(one, about)
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
