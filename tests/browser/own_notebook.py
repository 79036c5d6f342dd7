"""A workbook with one more chapter, made for a test."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.live_workbook import LiveWorkbook

CHAPTER = "made_for_a_test"


@contextmanager
def workbook_with(root: Path, place: Path, *cells: str) -> Iterator[LiveWorkbook]:
    """Serve the workbook with a chapter of these lines of code.

    Args:
        root: Folder of the clone.
        place: An empty folder.
        cells: What stands in its cells after `book = open_workbook(...)`.
    """
    folder = shutil.copytree(root / "workbooks", place / "workbooks")
    code = [f'from vigwidgets import open_workbook\n\nbook = open_workbook("{CHAPTER}")', *cells]
    title = "# Made for a test\n\n## Here it is"
    listed = [{"cell_type": "markdown", "id": "t-title", "metadata": {}, "source": title}]
    for at, source in enumerate(code):
        cell = {"cell_type": "code", "id": f"t-{at}", "metadata": {}, "source": source}
        listed.append({**cell, "outputs": [], "execution_count": None})
    book = {"cells": listed, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (folder / "90_test.ipynb").write_text(json.dumps(book), "utf-8")
    with (folder / "contents.yml").open("a", encoding="utf-8") as contents:
        contents.write(f"  - {{id: {CHAPTER}, title: A test, minutes: 1, notebook: 90_test.ipynb, tiers: []}}\n")
    program = place / "own_chapters.py"
    program.write_text(
        "import sys; from pathlib import Path; from vigwidgets.workbook import contents\n"
        f"contents.workbooks_folder = lambda: Path({str(folder)!r})\n"
        "from vigwidgets.cli import main; sys.exit(main(sys.argv[4:]))\n"
    )
    live = LiveWorkbook(place / "data", prefix=(sys.executable, str(program))).start()
    try:
        yield live
    finally:
        live.kill()
        for log in sorted(live.data.glob("logs/*.log")):  # shown when the test failed
            sys.stderr.write(f"{log.name}\n{log.read_text('utf-8')[-6000:]}\n")


def come_to(page: Page, workbook: LiveWorkbook) -> Page:
    """Open that chapter and wait until its kernel answers."""
    page.goto(f"{workbook.base}chapter/{CHAPTER}")
    expect(page.locator("html")).to_have_attribute("data-link", "ready")
    return page
