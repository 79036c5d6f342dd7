"""What `docs/for-trainers.md` tells a trainer to do, done with its own example: copied, listed, looked at, changed."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.page_checks import CUT, OUT
from tests.live_workbook import LiveWorkbook
from tests.own_workbooks import own_chapters
from vigwidgets.workbook import chapter_check
from vigwidgets.workbook.contents import Chapter
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.looked_at import LookedAt

pytestmark = pytest.mark.browser
ID = "our_school"


def told(root: Path) -> str:
    return (root / "docs" / "for-trainers.md").read_text("utf-8")


def changed(notebook: Path, old: str, new: str) -> None:
    """Save the notebook with `new` in place of `old`, which stands in it once."""
    book = json.loads(notebook.read_text("utf-8"))
    found = [cell for cell in book["cells"] if old in "".join(cell["source"])]
    assert len(found) == 1
    found[0]["source"] = "".join(found[0]["source"]).replace(old, new).splitlines(keepends=True)
    notebook.write_text(json.dumps(book), "utf-8")


def reads_well(page: Page) -> None:
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert Axe().run(page).response["violations"] == []
        assert [page.evaluate(OUT), page.evaluate(CUT)] == [[], []], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_chapter_is_copied_listed_looked_at_changed_and_mended_as_the_page_for_trainers_says(
    root: Path, tmp_path: Path, context: BrowserContext
) -> None:
    text = told(root)
    copied = re.search(r"`docs/([\w.]+)`, to `workbooks/([\w.]+)`", text)
    listed = re.search(r"```yaml\n(.*?)   ```", text, re.DOTALL)
    assert copied
    assert listed
    folder, prefix = own_chapters(root, tmp_path)
    notebook = Path(shutil.copy(root / "docs" / copied[1], folder / copied[2]))
    with (folder / "contents.yml").open("a", encoding="utf-8") as contents:
        contents.write("\n".join(line.removeprefix("   ") for line in listed[1].splitlines()) + "\n")
    live = LiveWorkbook(tmp_path / "data", prefix=prefix, warm=True, chapters=folder).start()
    try:
        page = context.new_page()
        page.goto(live.link)
        page.goto(f"{live.base}chapter/{ID}")
        page.get_by_role("button", name="I have looked at it: open it").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Our school")
        expect(page.get_by_role("textbox", name="What did you see on the first day")).to_be_visible()

        changed(notebook, "A short chapter to make your own.", "For the people in our staff room.")
        clip = re.search(r'another film, `book.whole_clip\("(\w+)"', text)
        asked = re.search(r'`book.reflect\("our_school.tomorrow", "(.*?)"\)`', text)
        assert clip
        assert asked
        changed(notebook, '"c02"', f'"{clip[1]}"')
        changed(notebook, "book.reflect(", f'book.reflect("{ID}.tomorrow", "{asked[1]}")\nbook.reflect(')
        page.reload()
        expect(page.get_by_text("For the people in our staff room.")).to_be_visible()
        expect(page.get_by_role("textbox", name=asked[1])).to_be_visible()
        film = page.locator(f"video[src*='{clip[1]}']")
        expect(film.first).to_be_attached()

        changed(notebook, f'"{clip[1]}"', '"c99"')
        page.reload()
        expect(page.get_by_role("heading", level=1)).to_have_text("This chapter cannot be shown yet")
        cell = page.locator(".vig-code-cell")
        expect(cell).to_contain_text(f"Cell 4 of {notebook.name}")
        expect(cell).to_contain_text("There is no such clip. Choose one of the workbook's clips.")
        expect(cell).to_contain_text('book.whole_clip("c99"')
        reads_well(page)
        one = Chapter(ID, "Our school", 20, notebook)
        (said,) = chapter_check.problems([one], looked_at=LookedAt(DataFolder(live.data)))
        assert said == f"{notebook.name}, cell 4: There is no such clip. Choose one of the workbook's clips."

        changed(notebook, '"c99"', '"c03"')
        page.get_by_role("link", name="Load it again").press("Enter")
        expect(page.locator("html")).to_have_attribute("data-link", "ready")
        expect(page.get_by_role("textbox", name=asked[1])).to_be_visible()
    finally:
        live.end()
