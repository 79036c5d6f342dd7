"""The chapters in their order, as `workbooks/contents.yml` lists them. Their ids outlive renaming and renumbering."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from vigwidgets.core.errors import NotFound
from vigwidgets.workbook.places import workbooks_folder

OURS: Final = frozenset({
    "welcome", "how_it_goes", "yes_cycles", "being_attentive", "encouraging", "receiving", "attuned", "guiding",
    "deepening", "micro_analysis", "before_the_camera", "my_film", "choosing", "shared_review", "working_point",
    "my_journey", "what_is_known", "watch",
})  # fmt: skip
"""Ids of the chapters that come with the workbook, which `contents.yml` may be changed to say."""
_HEADING: Final = re.compile(r"^(#{1,3}) +(.+?)[ #]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter.

    Attributes:
        id: Stable; what is written in the journal refers to it.
        title: As in the navigation.
        minutes: Time needed.
        notebook: Where it is.
        tiers: Numbers of the tiers that it practises; empty where it is about all or none.
        at_hand: Whether every page has a link to it; the others are in the list of chapters.
    """

    id: str
    title: str
    minutes: int
    notebook: Path
    tiers: tuple[int, ...] = ()
    at_hand: bool = False


@cache
def chapters() -> tuple[Chapter, ...]:
    """Return all chapters in the order of the table of contents."""
    folder = workbooks_folder()
    listed = yaml.safe_load((folder / "contents.yml").read_text("utf-8"))["chapters"]
    return tuple(
        Chapter(
            c["id"],
            c["title"],
            c["minutes"],
            folder / c["notebook"],
            tuple(c.get("tiers", ())),
            c.get("at_hand", False),
        )
        for c in listed
    )


def chapter(chapter_id: str) -> Chapter:
    """Return the chapter of that id, or raise `NotFound`."""
    for one in chapters():
        if one.id == chapter_id:
            return one
    raise NotFound("There is no such chapter. Choose one from the list of chapters.")


def heading_above(one: Chapter, cell: str) -> str:
    """Return the heading under which a cell of the chapter stands, as plain words.

    Empty under the chapter's own title, and where the chapter has no such cell (any more).

    Args:
        one: The chapter.
        cell: Id of the cell.
    """
    heading = ""
    for found in json.loads(one.notebook.read_text("utf-8"))["cells"]:
        text = "".join(found["source"]) if found["cell_type"] == "markdown" else ""
        named = ["" if marks == "#" else re.sub(r"[*_`]", "", words) for marks, words in _HEADING.findall(text)]
        if found.get("id") == cell:  # who reads a cell has not passed its later headings yet
            return named[0] if named else heading
        heading = named[-1] if named else heading
    return ""
