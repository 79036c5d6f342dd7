"""A workbook with one more chapter, made for a test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.live_workbook import LiveWorkbook
from tests.own_workbooks import list_chapter, look_at, own_chapters, write_notebook

CHAPTER, NOTEBOOK = "made_for_a_test", "90_test.ipynb"


@contextmanager
def workbook_with(root: Path, place: Path, *cells: str) -> Iterator[LiveWorkbook]:
    """Serve the workbook with a chapter of these lines of code.

    Args:
        root: Folder of the clone.
        place: A folder of the test's, in which `data` is or will be the data folder.
        cells: What stands in its cells after `book = open_workbook(...)`.
    """
    folder, prefix = own_chapters(root, place)
    opening = f'from vigwidgets import open_workbook\n\nbook = open_workbook("{CHAPTER}")'
    write_notebook(folder / NOTEBOOK, "# Made for a test\n\n## Here it is", opening, *cells)
    list_chapter(folder, CHAPTER, NOTEBOOK)
    look_at(place / "data", CHAPTER, folder / NOTEBOOK)
    live = LiveWorkbook(place / "data", prefix=prefix, warm=True, chapters=folder).start()
    try:
        yield live
    finally:
        live.end()


def come_to(page: Page, workbook: LiveWorkbook) -> Page:
    """Open that chapter and wait until its kernel answers."""
    page.goto(f"{workbook.base}chapter/{CHAPTER}")
    expect(page.locator("html")).to_have_attribute("data-link", "ready")
    return page
