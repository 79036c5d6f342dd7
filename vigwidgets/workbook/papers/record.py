"""A record of the work done: chapters with their days, and the hours and lines that the person enters."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from vigwidgets import words
from vigwidgets.core.errors import NotFound
from vigwidgets.exchange.names import cleaned
from vigwidgets.exchange.paper import Block, Heading, Paper, Paragraph, Table
from vigwidgets.workbook.chapter_code import ChapterCode, parsed
from vigwidgets.workbook.contents import chapters
from vigwidgets.workbook.papers.saying import day

if TYPE_CHECKING:
    from vigwidgets.journal import Journal
    from vigwidgets.journal.days import Between

MY_FILM, WATCH = "my_film", "watch"
"""Chapters in which own films, and all drawn clips, are marked."""
MOST_HOURS: Final = Decimal(1000)
_PLACES_TO_MARK: Final = frozenset({"film", "spot"})
_FRACTIONS: Final = {"¼": ".25", "½": ".5", "¾": ".75"}


@dataclass(frozen=True, slots=True)
class Worked:
    """A chapter somebody worked in, with the first and the last day on which something of it was kept."""

    id: str
    title: str
    first: date
    last: date


class Record:
    """One person's record as they want it.

    Args:
        journal: The person's.
        answer: What their page keeps: `{hours, left, lines}`, each of which may be missing.
    """

    def __init__(self, journal: Journal, answer: Mapping[str, Any]) -> None:
        self.worked = worked_in(journal)
        self._left = set(answer.get("left") or ())
        self._hours: Mapping[str, str] = answer.get("hours") or {}
        self._lines: list[Mapping[str, str]] = list(answer.get("lines") or ())
        self._said = words.section("record")

    def paper(self, *, on: date, name: str = "") -> Paper:
        """Return the record as pages.

        Args:
            on: The day it is made.
            name: Whose it is, as typed for this one; may be empty.
        """
        said, made = self._said, day(on, words.section("account"))
        whose = " ".join(cleaned(name).split())
        blocks: list[Block] = [Paragraph(said["of"].format(name=whose))] if whose else []
        blocks.append(Paragraph(said["made_on"].format(day=made), "soft"))
        listed = [one for one in self.worked if one.id not in self._left]
        if listed:
            rows = tuple((one.title, self._between(one), _said_hours(self._hours.get(one.id, ""))) for one in listed)
            heads = (said["chapter"], said["days"], said["hours"])
            blocks += [Heading(2, said["chapters_heading"]), Table(heads, rows)]
        entered = [line for line in self._lines if str(line.get("what") or "").strip()]
        if entered:
            rows = tuple(
                (_day_of(line), cleaned(line["what"]).strip(), _said_hours(line.get("hours", ""))) for line in entered
            )
            blocks += [Heading(2, said["lines_heading"]), Table((said["date"], said["what"], said["hours"]), rows)]
        if not listed and not entered:
            blocks.append(Paragraph(said["nothing_in_it"], "soft"))
        hours = [self._hours.get(one.id, "") for one in listed] + [line.get("hours", "") for line in entered]
        known = [found for one in hours if (found := hours_of(one))]
        if known:
            blocks.append(Paragraph(said["in_all"].format(hours=_written(sum(known, Decimal(0))))))
        blocks += [Paragraph(said["as_entered"], "soft"), Paragraph(said["no_licence"])]
        return Paper(
            said["title"], tuple(blocks), language=said["language"], direction=said["direction"],
            page=words.section("account")["page"],
        )  # fmt: skip

    def _between(self, one: Worked) -> str:
        said = words.section("account")
        if one.first == one.last:
            return day(one.first, said)
        return self._said["from_to"].format(first=day(one.first, said), last=day(one.last, said))


def worked_in(journal: Journal) -> list[Worked]:
    """Return the chapters in which something of this person's is kept, in their order, with days of this place."""
    days = journal.days()
    between = dict(days.chapters)
    for film_id, when in days.films.items():
        try:
            is_own = journal.film(film_id).source != "drawn"
        except NotFound:
            continue
        for chapter in [MY_FILM] if is_own else _places_of(journal, film_id, days.chapters):
            between[chapter] = _joined(between.get(chapter, when), when)
    return [
        Worked(one.id, one.title, *(at.astimezone().date() for at in between[one.id]))
        for one in chapters()
        if one.id in between
    ]


def _places_of(journal: Journal, clip_id: str, written: Mapping[str, Between]) -> list[str]:
    """Return in which chapters the person marked a drawn clip, as far as can be known: where they wrote, or were."""
    places = _chapters_of(clip_id)
    wrote = [one for one in places if one in written]
    return wrote or [one for one in places if journal.left_off(one)] or [WATCH]


def hours_of(entered: str) -> Decimal | None:
    """Return hours as people write them (`1.5`, `1,5`, `1½`), or None where nothing, or no such number, was entered."""
    plain = "".join(str(entered).split()).replace(",", ".")
    for sign, said in _FRACTIONS.items():
        plain = plain.replace(sign, said)
    try:
        hours = Decimal(plain)
    except InvalidOperation:
        return None
    return hours if hours.is_finite() and 0 < hours < MOST_HOURS else None


def _said_hours(entered: str) -> str:
    hours = hours_of(entered)
    return _written(hours) if hours else "–"


def _written(hours: Decimal) -> str:
    return f"{hours.normalize():f}"


def _day_of(line: Mapping[str, str]) -> str:
    try:
        return day(date.fromisoformat(line.get("date") or ""), words.section("account"))
    except ValueError:
        return "–"


def _joined(one: Between, other: Between) -> Between:
    return min(one[0], other[0]), max(one[1], other[1])


@cache
def _chapters_of(clip_id: str) -> list[str]:
    """Return the chapters in which a drawn clip is placed to be marked."""
    return [one.id for one in chapters() if clip_id in _marked_in(one.id)]


@cache
def _marked_in(chapter_id: str) -> frozenset[str]:
    notebook = next(one.notebook for one in chapters() if one.id == chapter_id)
    try:
        cells = ChapterCode.read(notebook.read_bytes()).cells
    except (OSError, ValueError):  # its page says so
        return frozenset()
    found: set[str] = set()
    for cell in cells:
        tree = parsed(cell.source)
        for node in ast.walk(tree) if tree else ():  # a magic of IPython's is no Python, and marks nothing
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            if node.func.attr in _PLACES_TO_MARK:
                found |= {
                    one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
                }
    return frozenset(found)
