"""The page that asks before a chapter from elsewhere runs: read on a phone and on a desk, answered by keyboard."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.page_checks import CUT, OUT, english_left
from tests.live_workbook import LiveWorkbook
from tests.own_workbooks import list_chapter, served_from, write_notebook

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
CHAPTER, NAME = "our_school", "90_our_school.ipynb"
OWN = (
    "import json\nfrom pathlib import Path\n\n"
    "for place in Path.home().glob('*/a-folder-with-a-rather-long-name/*.mp4'):\n"
    "    print(json.dumps({'place': str(place), 'size': place.stat().st_size, 'words': 'one\u202eowt'}))"
)
CODE = (
    f'from vigwidgets import open_workbook\n\nbook = open_workbook("{CHAPTER}")',
    f'book.reflect("{CHAPTER}.first", "What did you see on the first day, and who was there with you to see it?")',
    OWN,
    f"book.pair('{CHAPTER}.turns', 'c11')",
)
OPEN = "I have looked at it: open it"


@pytest.fixture
def begin(root: Path, tmp_path: Path) -> Iterator[Callable[..., LiveWorkbook]]:
    """Start a workbook with a chapter that a colleague wrote."""
    begun: list[LiveWorkbook] = []

    def one(**how: object) -> LiveWorkbook:
        folder = shutil.copytree(root / "workbooks", tmp_path / "workbooks", dirs_exist_ok=True)
        write_notebook(folder / NAME, "# Our school\n\n## The first day", *CODE)
        list_chapter(folder, CHAPTER, NAME, title="Our school")
        begun.append(LiveWorkbook(tmp_path / "data", prefix=served_from(folder, place=tmp_path), **how).start())
        return begun[-1]

    yield one
    for live in begun:
        live.kill()


def axe_says(page: Page) -> list[object]:
    found = Axe().run(page).response["violations"]
    return [(one["id"], node["target"]) for one in found for node in one["nodes"]]


def test_the_owner_reads_the_code_and_opens_the_chapter(begin, open_page: Open) -> None:
    live = begin()
    page = open_page(live.link)
    page.get_by_text("All chapters").click()
    page.get_by_role("link", name="Our school").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A chapter from elsewhere")
    cells = page.locator(".vig-code-cell")
    expect(cells).to_have_count(len(CODE))
    expect(cells.nth(2)).to_contain_text("has lines of its own")
    expect(cells.nth(2).locator("mark")).to_have_text("\\u202e")
    expect(page.get_by_text("has lines of its own", exact=True)).to_have_count(1)
    expect(page.get_by_text("One of 4 cells has lines of its own")).to_be_visible()
    for width, height, scheme in ((1280, 900, "light"), (360, 740, "dark"), (360, 740, "light")):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        assert axe_says(page) == [], (width, scheme)
        assert [page.evaluate(OUT), page.evaluate(CUT)] == [[], []], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, page.evaluate(OUT)
    page.get_by_role("button", name=OPEN).focus()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-link", "ready")
    expect(page.get_by_role("heading", level=1)).to_have_text("Our school")
    expect(page.get_by_role("textbox", name="What did you see on the first day")).to_be_visible()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-link", "ready")
    expect(page.get_by_role("button", name=OPEN)).to_have_count(0)


def test_whoever_leaves_it_closed_comes_back_to_the_chapters(begin, open_page: Open) -> None:
    live = begin()
    page = open_page(live.link)
    page.goto(f"{live.base}chapter/{CHAPTER}")
    page.get_by_role("link", name="Leave it closed").click()
    page.wait_for_url("**/chapter/welcome")
    page.go_back()
    expect(page.get_by_role("button", name=OPEN)).to_be_visible()


def test_every_word_of_it_is_in_the_tables_and_of_the_page_that_says_what_stops_a_chapter(
    begin, open_page: Open, context: BrowserContext, tmp_path: Path
) -> None:
    live = begin(environment={"VIG_LANGUAGE": "pseudo"})
    page = open_page(live.link)
    page.goto(f"{live.base}chapter/{CHAPTER}")
    expect(page.locator(".vig-code-cell")).to_have_count(len(CODE))
    page.evaluate("document.querySelector('.vig-asking').classList.remove('vig-text')")  # what is there is no lesson
    parts = [part for source in CODE for part in source.split("\u202e")]
    assert english_left(page, (NAME, "Our school", "\\u202e", *parts)) == []
    write_notebook(tmp_path / "workbooks" / NAME, "# Our school", CODE[0], "book.turns('c99')")
    told = context.new_page()  # its status is no other than that of a defect, and a browser writes that down
    told.goto(f"{live.base}chapter/{CHAPTER}")
    told.locator(".vig-primary").click()
    expect(told.locator(".vig-telling-said")).to_be_visible()
    told.evaluate("document.querySelector('.vig-telling').classList.remove('vig-text')")
    assert english_left(told, (NAME, "Our school", "book.turns('c99')")) == []
