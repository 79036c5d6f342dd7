"""Whether chapters can be placed: what a trainer who changed one would else learn from a page that stays shut."""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from vigwidgets.core.errors import NotFound, VigError
from vigwidgets.words.sentences import spoken
from vigwidgets.workbook import book
from vigwidgets.workbook.contents import Chapter, chapters

_LINK: Final = re.compile(r"\]\(([\w./-]+\.ipynb)[#)]")
_WITHIN: Final = re.compile(r"\]\(#p-([^)]+)\)")


def problems(listed: Iterable[Chapter] | None = None) -> list[str]:
    """Return a sentence for each thing that is wrong with a chapter, naming its file and cell; none where all is well.

    Every cell is run as it is when a chapter is placed: with nobody behind it, and nothing shown.

    Args:
        listed: The chapters; all there are when None.
    """
    found = []
    for chapter in chapters() if listed is None else listed:
        try:
            cells = json.loads(chapter.notebook.read_text("utf-8"))["cells"]
        except (OSError, ValueError, KeyError, TypeError):
            found.append(f"{chapter.notebook.name} cannot be read. Put the file back, or mend it in JupyterLab.")
            continue
        found += [f"{chapter.notebook.name}, cell {one}" for one in [*_placed(chapter, cells), *_links(chapter, cells)]]
    return found


def _placed(chapter: Chapter, cells: list[dict[str, Any]]) -> list[str]:
    """Return what each cell that cannot be placed says, after its number."""
    said: list[str] = []
    names: dict[str, Any] = {}
    with book.placing(chapter.id), contextlib.redirect_stdout(io.StringIO()):
        for number, cell in enumerate(cells, 1):
            if cell["cell_type"] != "code":
                continue
            try:
                exec(compile("".join(cell["source"]), f"cell {number}", "exec"), names)  # noqa: S102 - as a page would
            except VigError as refused:
                said.append(f"{number}: {spoken(refused.sentence)}")
            except Exception as error:  # noqa: BLE001 - whatever somebody wrote there
                said.append(f"{number}: {type(error).__name__}: {error}")
    return said


def _links(chapter: Chapter, cells: list[dict[str, Any]]) -> list[str]:
    """Return which cells link to a chapter or a place in this one that is not there."""
    known, folder = {cell.get("id") for cell in cells}, chapter.notebook.parent
    said: list[str] = []
    for number, cell in enumerate(cells, 1):
        text = "".join(cell["source"]) if cell["cell_type"] == "markdown" else ""
        missing = [name for name in _LINK.findall(text) if not _is_there(folder, name)]
        missing += [f"#p-{name}" for name in _WITHIN.findall(text) if name not in known]
        said += [f"{number}: {_nothing_at(one)}" for one in missing]
    return said


def _nothing_at(place: str) -> str:
    return spoken(NotFound(f"Nothing is at {place!r}. Change the link.").sentence)


def _is_there(folder: Path, name: str) -> bool:
    return (folder / name).is_file()
