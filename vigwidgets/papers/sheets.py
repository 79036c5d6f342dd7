"""The sheets of paper, read from their texts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from vigwidgets.core.errors import NotFound

LANGUAGE: Final = "en"
"""Of the texts there are. The words round them come from `words/`."""
KINDS: Final = {
    "looking": ("ladder", "tier-1", "tier-2", "tier-3", "tier-4", "tier-5", "tier-6", "observation"),
    "filming": ("helping-question", "permission", "shared-review"),
    "training": ("two-days", "four-half-days"),
    "alone": ("two-months",),
}
"""What the sheets are for, and their names in the order of the list."""
NOTEBOOK: Final = "on_paper.ipynb"
"""The notebook beside the chapters that shows the sheets where no page of ours does, below the cell of its name."""
LINK: Final = re.compile(rf"\]\({re.escape(NOTEBOOK)}(?:#cell-id=([^)\s]*))?\)")
"""A chapter's link into it, such as `[the ladder](on_paper.ipynb#cell-id=ladder)`, with the sheet's name."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a sheet that stays on one page.

    Attributes:
        heading: What it is about.
        text: A paragraph; may be empty.
        items: A list under it; may be empty.
        lines: How many empty lines there are to write on.
        tick: Whether each item has a box before it, to tick with a pen.
        scale: Numbers from 0 to this one stand under the text, to draw a ring round; 0 for none.
    """

    heading: str
    text: str = ""
    items: tuple[str, ...] = ()
    lines: int = 0
    tick: bool = False
    scale: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """A column to fill in with a pen.

    Attributes:
        heading: What goes into it.
        hint: The same in other words.
    """

    heading: str
    hint: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a day with a group.

    Attributes:
        begins: Time of day, such as `9:30`.
        ends: The same.
        title: What it is called.
        what: What people do; empty in a break.
        chapters: Ids of the chapters that are used.
        needs: What to have ready; may be empty.
    """

    begins: str
    ends: str
    title: str
    what: str
    chapters: tuple[str, ...]
    needs: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of paper; it may run over to the back.

    Attributes:
        name: Stable; the last part of its address.
        title: Its heading.
        lead: What it is for.
        blocks: In their order.
        tier: Number of the tier that it is a card of; None for others.
        columns: Of a table to fill in; mostly none.
        lines: How many empty rows that table has.
        days: Of a timetable, each with its parts in the order of the day.
    """

    name: str
    title: str
    lead: str
    blocks: tuple[Block, ...]
    tier: int | None = None
    columns: tuple[Column, ...] = ()
    lines: int = 0
    days: tuple[tuple[Part, ...], ...] = ()

    @property
    def shows_principles(self) -> bool:
        """Whether the framework's own wording is printed on it, and with it the credit."""
        return self.tier is not None or self.name == "ladder"


@cache
def sheets() -> tuple[Sheet, ...]:
    """Return all sheets in the order of their texts."""
    text = files(__name__.rpartition(".")[0]).joinpath(f"paper.{LANGUAGE}.toml").read_text("utf-8")
    return tuple(parse(name, told) for name, told in tomllib.loads(text).items())


def sheet(name: str) -> Sheet:
    """Return the sheet of that name.

    Raises:
        NotFound: there is none.
    """
    for one in sheets():
        if one.name == name:
            return one
    raise NotFound("There is no sheet of that name. At the foot of every chapter is the list of all, On paper.")


def parse(name: str, told: Mapping[str, Any]) -> Sheet:
    """Return the sheet written in `told`, the form of the tables in this folder's file.

    Raises:
        TypeError: a key is none of those that a sheet or one of its parts has.
    """
    rest = dict(told)
    blocks = tuple(_block(one) for one in rest.pop("blocks"))
    columns = tuple(Column(**one) for one in rest.pop("columns", ()))
    rows = rest.pop("rows", ())
    days = tuple(tuple(_part(row) for row in rows if row["day"] == day) for day in sorted({row["day"] for row in rows}))
    return Sheet(name=name, blocks=blocks, columns=columns, days=days, **rest)


def _block(told: Mapping[str, Any]) -> Block:
    return Block(items=tuple(told.get("list", ())), **{key: value for key, value in told.items() if key != "list"})


def _part(told: Mapping[str, Any]) -> Part:
    renamed = {"from": "begins", "to": "ends"}
    rest = {renamed.get(key, key): value for key, value in told.items() if key not in {"day", "chapters"}}
    return Part(chapters=tuple(told["chapters"]), **rest)
