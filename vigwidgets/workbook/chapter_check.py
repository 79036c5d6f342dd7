"""Whether chapters can be placed: what a trainer who changed one would else learn from a page that stays shut."""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from vigwidgets.core.errors import NotFound
from vigwidgets.papers.sheets import LINK, sheets
from vigwidgets.words.sentences import spoken
from vigwidgets.workbook import book
from vigwidgets.workbook.chapter_code import ChapterCode
from vigwidgets.workbook.chapter_fault import ChapterFault
from vigwidgets.workbook.contents import Chapter, chapters
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.looked_at import LookedAt, NotLookedAt

_LINK: Final = re.compile(r"\]\(([\w./-]+\.ipynb)[#)]")
_WITHIN: Final = re.compile(r"\]\(#p-([^)]+)\)")


def problems(listed: Iterable[Chapter] | None = None, *, looked_at: LookedAt | None = None) -> list[str]:
    """Return a sentence for each thing that is wrong with a chapter, naming its file and cell; none where all is well.

    Every cell is run as it is when a chapter is placed: with nobody behind it, and nothing shown. Of a chapter that
    nobody has looked at nothing is run, and that is told.

    Args:
        listed: The chapters; all there are when None.
        looked_at: Says what may be run; that of the data folder in use when None.
    """
    found = []
    looked_at = looked_at or LookedAt(DataFolder.find())
    for chapter in chapters() if listed is None else listed:
        name = chapter.notebook.name
        try:
            content = chapter.notebook.read_bytes()
            code, cells = ChapterCode.read(content), json.loads(content)["cells"]
        except (OSError, ValueError):
            found.append(ChapterFault.unreadable(name).said)
            continue
        try:
            looked_at.check(chapter.id, code)
        except NotLookedAt:
            found.append(
                f"{name} was not run, because nobody has looked at its code yet. Open the chapter in the workbook, "
                "look at its code there, and check again."
            )
        else:
            found += [f"{name}, cell {one}" for one in _placed(chapter, code)]
        found += [f"{name}, cell {one}" for one in _links(chapter, cells)]
    return found


def _placed(chapter: Chapter, code: ChapterCode) -> list[str]:
    """Return what each cell that cannot be placed says, after its number."""
    said: list[str] = []
    names: dict[str, Any] = {}
    with book.placing(chapter.id) as books, contextlib.redirect_stdout(io.StringIO()):
        for cell in code.cells:
            before = _prompts(books)
            try:
                exec(compile(cell.source, f"cell {cell.number}", "exec"), names)  # noqa: S102 - as a page would
            except Exception as error:  # noqa: BLE001 - whatever somebody wrote there
                said.append(f"{cell.number}: {ChapterFault.of(error).said}")
            said += [f"{cell.number}: {one}" for one in _begin_otherwise(chapter, _prompts(books) - before)]
    return said


def _prompts(books: Iterable[book.Book]) -> frozenset[str]:
    return frozenset(prompt for one in books for prompt in one.own_prompts)


def _begin_otherwise(chapter: Chapter, prompts: Iterable[str]) -> list[str]:
    """Return what to say of ids that another chapter could have as well."""
    begins = f"{chapter.id}."
    return [
        spoken(f"The id {one!r} does not begin with {begins!r}. Change it before anybody writes.")
        for one in sorted(prompts)
        if not one.startswith(begins)
    ]


def _links(chapter: Chapter, cells: list[dict[str, Any]]) -> list[str]:
    """Return which cells link to a chapter, a place in this one, or a sheet of paper that is not there."""
    known, folder = {cell.get("id") for cell in cells}, chapter.notebook.parent
    papers = {one.name for one in sheets()}
    said: list[str] = []
    for number, cell in enumerate(cells, 1):
        text = "".join(cell["source"]) if cell["cell_type"] == "markdown" else ""
        missing = [name for name in _LINK.findall(text) if not _is_there(folder, name)]
        missing += [f"#p-{name}" for name in _WITHIN.findall(text) if name not in known]
        missing += [name for name in LINK.findall(text) if name and name not in papers]
        said += [f"{number}: {_nothing_at(one)}" for one in missing]
    return said


def _nothing_at(place: str) -> str:
    return spoken(NotFound(f"Nothing is at {place!r}. Change the link.").sentence)


def _is_there(folder: Path, name: str) -> bool:
    return (folder / name).is_file()
