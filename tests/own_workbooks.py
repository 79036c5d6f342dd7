"""Workbooks of chapters that a test writes or changes itself."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from vigwidgets.workbook.chapter_code import ChapterCode
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.looked_at import LookedAt


def own_chapters(root: Path, place: Path) -> tuple[Path, tuple[str, ...]]:
    """Copy the chapters of the clone at `root` into `place`.

    Returns:
        The folder of the copy, and the command's beginning that makes a `LiveWorkbook` serve it.
    """
    folder = shutil.copytree(root / "workbooks", place / "workbooks")
    return folder, served_from(folder, place=place)


def served_from(folder: Path, *, place: Path) -> tuple[str, ...]:
    """Return how a command begins that takes its chapters from `folder`.

    Args:
        folder: With notebooks and `contents.yml`.
        place: Where the program may be written that does so.
    """
    program = place / "own_chapters.py"
    program.write_text(
        "import sys; from pathlib import Path; from vigwidgets.workbook import contents\n"
        f"contents.workbooks_folder = lambda: Path({str(folder)!r})\n"
        "from vigwidgets.cli import main; sys.exit(main(sys.argv[4:]))\n",
        "utf-8",
    )
    return (sys.executable, str(program))


def write_notebook(path: Path, text: str, *code: str) -> None:
    """Write a notebook: a cell of text, then these cells of code."""
    cells: list[dict[str, object]] = [{"cell_type": "markdown", "id": "t-title", "metadata": {}, "source": text}]
    for at, source in enumerate(code):
        cell = {"cell_type": "code", "id": f"t-{at}", "metadata": {}, "source": source}
        cells.append({**cell, "outputs": [], "execution_count": None})
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path.write_text(json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}), "utf-8")


def list_chapter(folder: Path, chapter: str, notebook: str, **more: str) -> None:
    """Put a chapter at the end of the list of chapters."""
    told = {"id": chapter, "title": "A test", "minutes": "1", "notebook": notebook, "tiers": "[]", **more}
    with (folder / "contents.yml").open("a", encoding="utf-8") as contents:
        contents.write(f"  - {{{', '.join(f'{name}: {value}' for name, value in told.items())}}}\n")


def look_at(data: Path, chapter: str, notebook: Path) -> None:
    """Write down, as the chapter's page does, that the owner of the data folder has looked at its code."""
    LookedAt(DataFolder(data).make()).remember(chapter, ChapterCode.read(notebook.read_bytes()))
