"""A workbook of one chapter that a test writes itself, to do an exercise in."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.live_workbook import LiveWorkbook

CHAPTER = "exercises"


def workbook_of(place: Path, *cells: str) -> LiveWorkbook:
    """Return a workbook, not started yet, whose one chapter runs these cells after opening `book`.

    Args:
        place: An empty folder for it.
        *cells: Code.
    """
    folder = place / "workbooks"
    folder.mkdir()
    code = ["from vigwidgets import open_workbook\n\nbook = open_workbook('exercises')", *cells]
    told = [{"cell_type": "markdown", "id": "title", "metadata": {}, "source": "# Now\n\n## One after another"}]
    told += [
        {"cell_type": "code", "id": f"c{at}", "metadata": {}, "execution_count": None, "outputs": [], "source": source}
        for at, source in enumerate(code)
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = {"cells": told, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    (folder / "exercises.ipynb").write_text(json.dumps(notebook), "utf-8")
    (folder / "contents.yml").write_text(
        "chapters:\n  - {id: exercises, title: Exercises, minutes: 5, notebook: exercises.ipynb, tiers: []}\n", "utf-8"
    )
    program = place / "own_chapter.py"
    program.write_text(
        "import sys; from pathlib import Path; from vigwidgets.workbook import contents\n"
        f"contents.workbooks_folder = lambda: Path({str(folder)!r})\n"
        "from vigwidgets.cli import main; sys.exit(main(sys.argv[4:]))\n",
        "utf-8",
    )
    return LiveWorkbook(place / "data", prefix=(sys.executable, str(program)))


def come_to(page: Page, workbook: LiveWorkbook) -> None:
    """Open the chapter, and wait until it is awake."""
    page.goto(f"{workbook.base}chapter/{CHAPTER}")
    expect(page.locator("html")).to_have_attribute("data-link", "ready")


def kept(section: Locator) -> None:
    """Wait until the exercise says that it is kept."""
    expect(section.locator(".vig-exercise-status")).to_have_text("Kept")


def no_wider_than(page: Page, width_px: int) -> None:
    """Fail where the page would have to be scrolled sideways."""
    assert page.evaluate("document.documentElement.scrollWidth") <= width_px
