"""Sheets of paper as HTML: what stands on them, and what a printer has to know. The page round them is the server's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, FunctionLoader, StrictUndefined, select_autoescape

from vigwidgets import frameworks, words
from vigwidgets.core.framework import Framework, Tier
from vigwidgets.papers.sheets import KINDS, Part, Sheet, sheet

LANDSCAPE: Final = frozenset({"observation"})
"""Six columns to write in need the long side."""


@dataclass(frozen=True, slots=True)
class Link:
    """Something a sheet may lead to while it is on a screen.

    Attributes:
        title: What it is called.
        address: Where it is; empty where nothing leads there.
    """

    title: str
    address: str


def sheet_markup(one: Sheet, *, chapters: Mapping[str, Link]) -> str:
    """Return what stands on a sheet, as one `article`.

    Args:
        one: The sheet.
        chapters: Those there are, by id. A timetable names them and leads to them; one that is not here is left out.
    """
    framework = frameworks.load()
    return _templates().get_template("sheet.html").render(
        sheet=one, framework=framework, words=words.section("papers"), page=words.section("page"),
        tier=framework.tiers[one.tier - 1] if one.tier else None, landings=landings(framework),
        used=lambda part: used(part, chapters),
    )  # fmt: skip


def list_markup(addresses: Mapping[str, str]) -> str:
    """Return the list of all sheets, a section for each thing they are for.

    Args:
        addresses: Where each sheet is, by name.
    """
    text = words.section("papers")
    kinds = [(text[kind], [sheet(name) for name in names]) for kind, names in KINDS.items()]
    return _templates().get_template("list.html").render(kinds=kinds, addresses=addresses, words=text)


def whole_page(one: Sheet, *, chapters: Mapping[str, Link]) -> str:
    """Return a sheet as a page that needs nothing beside it, with a button that prints it.

    Args:
        one: The sheet.
        chapters: Those there are, by id, as in `sheet_markup`.
    """
    style = page_style(one) + _template_text("paper.css")
    return _templates().get_template("whole_page.html").render(
        sheet=one, style=style, markup=sheet_markup(one, chapters=chapters), words=words.section("papers"),
        page=words.section("page"),
    )  # fmt: skip


def page_style(one: Sheet) -> str:
    """Return the style of this sheet alone: which way round the paper lies, and what stands below each page."""
    left = _quoted(f"{one.title} · {words.section('page')['product']}")
    across = " landscape" if one.name in LANDSCAPE else ""
    font = 'font: 8.5pt "Seravek", "Gill Sans Nova", "Ubuntu", "Calibri", "DejaVu Sans", system-ui, sans-serif'
    return (
        f"@page {{ size: A4{across}; margin: 11mm 14mm 14mm; "
        f"@bottom-left {{ content: {left}; {font} }} "
        f'@bottom-right {{ content: counter(page) " / " counter(pages); {font} }} }}'
    )


def landings(framework: Framework) -> list[tuple[str, list[Tier]]]:
    """Return the levels from the top of the ladder down, each with its tiers in the same direction."""
    tiers = framework.tiers[::-1]
    named = list(enumerate(framework.levels, 1))[::-1]
    return [(name, [tier for tier in tiers if tier.level == level]) for level, name in named]


def used(part: Part, chapters: Mapping[str, Link]) -> list[Link]:
    """Return the chapters that a part of the day uses, of those there are."""
    return [chapters[name] for name in part.chapters if name in chapters]


def _quoted(text: str) -> str:
    """Return `text` as a string of CSS that may stand in a style element."""
    return '"' + "".join(one if one.isalnum() or one in " ·.,?" else f"\\{ord(one):x} " for one in text) + '"'


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FunctionLoader(_template_text), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        autoescape=select_autoescape(default=True, default_for_string=True),
    )  # fmt: skip
    made.filters["fill"] = _fill
    return made


def _fill(text: str, **values: Any) -> str:
    return text.format(**values)


def _template_text(name: str) -> str:
    return files(__name__.rpartition(".")[0]).joinpath(name).read_text("utf-8")
