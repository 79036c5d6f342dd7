"""A workbook of one chapter that a test writes itself, to do an exercise in."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.live_workbook import LiveWorkbook
from tests.own_workbooks import look_at, served_from, write_notebook

CHAPTER = "exercises"


def workbook_of(place: Path, *cells: str) -> LiveWorkbook:
    """Return a workbook, not started yet, whose one chapter runs these cells after opening `book`.

    Args:
        place: An empty folder for it.
        *cells: Code.
    """
    folder = place / "workbooks"
    folder.mkdir()
    opening = "from vigwidgets import open_workbook\n\nbook = open_workbook('exercises')"
    write_notebook(folder / "exercises.ipynb", "# Now\n\n## One after another", opening, *cells)
    (folder / "contents.yml").write_text(
        "chapters:\n  - {id: exercises, title: Exercises, minutes: 5, notebook: exercises.ipynb, tiers: []}\n", "utf-8"
    )
    look_at(place / "data", CHAPTER, folder / "exercises.ipynb")
    return LiveWorkbook(place / "data", prefix=served_from(folder, place=place))


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
