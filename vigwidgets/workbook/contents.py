"""The chapters in their order, as `workbooks/contents.yml` lists them. Their ids outlive renaming and renumbering."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from vigwidgets.core.errors import NotFound
from vigwidgets.workbook.places import workbooks_folder


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter.

    Attributes:
        id: Stable; what is written in the journal refers to it.
        title: As in the navigation.
        minutes: Time needed.
        notebook: Where it is.
    """

    id: str
    title: str
    minutes: int
    notebook: Path


@cache
def chapters() -> tuple[Chapter, ...]:
    """Return all chapters in the order of the table of contents."""
    folder = workbooks_folder()
    listed = yaml.safe_load((folder / "contents.yml").read_text("utf-8"))["chapters"]
    return tuple(Chapter(c["id"], c["title"], c["minutes"], folder / c["notebook"]) for c in listed)


def chapter(chapter_id: str) -> Chapter:
    """Return the chapter of that id, or raise `NotFound`."""
    for one in chapters():
        if one.id == chapter_id:
            return one
    raise NotFound("There is no such chapter. Choose one from the list of chapters.")
