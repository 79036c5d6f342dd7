"""An account is chosen, looked through for names, read and taken along; a record is entered and taken along."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.own_notebook import come_to, workbook_with
from tests.live_workbook import LiveWorkbook
from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.reflection import Prompt
from vigwidgets.journal import Journal
from vigwidgets.workbook.folder.data_folder import DataFolder

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
ROOT = Path(__file__).parents[2]
TEXTS = {
    "being_attentive.seen": "Tobias looked up when I sat down. In May I saw Mrs Khan smile.",
    "yes_cycles.one": "In my class Theo laughed with Nadia.",
}


@pytest.fixture
def workbook(tmp_path: Path) -> Iterator[LiveWorkbook]:
    """A workbook in which two texts were written, with a page to make an account and a record."""
    data = DataFolder.find(tmp_path / "data").make()
    with Journal.open(data.journal_location(), person=Person(LOCAL_OWNER), framework=frameworks.load()) as journal:
        for prompt, text in TEXTS.items():
            asked = Prompt(prompt, prompt.split(".")[0], f"What came of {prompt.split('.')[1]}?")
            journal.save_reflection(asked, text, revision_id=uuid4().hex, sitting="s1", sequence=1)
    cells = ('book.reflect("t.more", "And what else?")', "book.account()", "book.record()")
    with workbook_with(ROOT, tmp_path, *cells) as live:
        yield live


def account(page: Page) -> Locator:
    return page.get_by_role("region", name="My reflective account")


def name(page: Page, which: str) -> Locator:
    return account(page).get_by_role("group", name=f"What “{which}” becomes")


def waiting(page: Page) -> Locator:
    return account(page).locator(".vig-account-waiting")


def taken(page: Page, button: str) -> str:
    with page.expect_download() as download:
        account(page).get_by_role("button", name=button).click()
    return Path(download.value.path()).read_text("utf-8")


def test_nothing_leaves_before_each_name_was_looked_at(workbook: LiveWorkbook, open_page: Open) -> None:
    page = come_to(open_page(workbook.link), workbook)
    one = account(page)
    expect(waiting(page)).to_have_text("5 are still to be looked at.")
    one.get_by_role("button", name="Markdown").press("Enter")
    expect(one.locator(".vig-account-told")).to_contain_text("Look at the words above first")
    expect(one.locator(".vig-account-name").first.get_by_role("radio").first).to_be_focused()

    name(page, "Tobias").get_by_role("textbox").fill("a boy in my group")
    expect(name(page, "Tobias").get_by_role("radio", name="Another word:")).to_be_checked()
    name(page, "May").get_by_role("radio", name="It stays").check()
    name(page, "Mrs Khan").get_by_role("radio", name="It is left out").check()
    one.get_by_role("button", name="Let the names from the drawn films stay: Theo, Nadia").click()
    expect(waiting(page)).to_have_text("You have looked at all of them.")
    said = taken(page, "Markdown")
    assert "A boy in my group looked up when I sat down. In May I saw smile." in said
    assert "Theo laughed with Nadia" in said
    assert "Tobias" not in said
    assert "Khan" not in said

    box = page.get_by_role("textbox", name="And what else?")
    box.fill("Then Wendelin and May sat down.")
    expect(page.locator(".vig-reflection")).to_have_attribute("data-state", "saved")
    one.get_by_role("button", name="HTML").press("Enter")
    expect(one.locator(".vig-account-told")).to_contain_text("Look at the words above first")
    expect(waiting(page)).to_have_text("2 are still to be looked at.")
    expect(name(page, "May").get_by_role("radio", name="It stays")).not_to_be_checked()
    one.get_by_role("checkbox", name="And what else?").uncheck()
    expect(waiting(page)).to_have_text("You have looked at all of them.")
    html = taken(page, "HTML")
    assert "Wendelin" not in html
    assert "A boy in my group" in html
    one.get_by_role("button", name="Read it through").click()
    expect(one.get_by_role("article")).to_contain_text("A boy in my group looked up")
    assert Axe().run(page).response["violations"] == []
    with page.expect_download() as download:
        one.get_by_role("button", name="PDF").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")
    assert download.value.suggested_filename.startswith("account-2")

    page.reload()
    expect(page.locator("html")).to_have_attribute("data-link", "ready")
    expect(waiting(page)).to_have_text("You have looked at all of them.")
    expect(one.get_by_role("checkbox", name="And what else?")).not_to_be_checked()
    one.get_by_text("Looked at before: 5").click()
    expect(name(page, "Tobias").get_by_role("textbox")).to_have_value("a boy in my group")


def test_all_of_it_goes_by_keyboard_on_a_narrow_screen(workbook: LiveWorkbook, open_page: Open) -> None:
    page = open_page(workbook.link)
    page.set_viewport_size({"width": 375, "height": 740})
    come_to(page, workbook)
    one = account(page)
    one.get_by_role("textbox", name="Title").press_sequentially("Wanda and I")
    expect(waiting(page)).to_have_text("6 are still to be looked at.")
    for which in ("Wanda", "Tobias", "May", "Mrs Khan", "Theo", "Nadia"):
        first = name(page, which).get_by_role("radio").first
        first.focus()
        page.keyboard.press("Space")
        expect(first).to_be_checked()
        page.keyboard.press("ArrowDown")
        expect(name(page, which).get_by_role("radio", name="Initials")).to_be_checked()
    expect(waiting(page)).to_have_text("You have looked at all of them.")
    one.get_by_role("button", name="Read it through").press("Enter")
    expect(one.get_by_role("article")).to_be_focused()
    expect(one.get_by_role("article")).to_contain_text("W. and I")
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert Axe().run(page).response["violations"] == []


def typed(page: Page, box: Locator, text: str) -> None:
    box.focus()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type(text)


def test_a_record_takes_hours_lines_and_a_name_by_keyboard_alone(workbook: LiveWorkbook, open_page: Open) -> None:
    page = come_to(open_page(workbook.link), workbook)
    one = page.get_by_role("region", name="A record of the work")
    typed(page, one.get_by_role("textbox", name="Hours for Being attentive"), "soon")
    expect(one.get_by_text("Write the hours as a number")).to_be_visible()
    typed(page, one.get_by_role("textbox", name="Hours for Being attentive"), "2,5")
    expect(one.get_by_text("Write the hours as a number")).to_be_hidden()
    one.get_by_role("checkbox", name="Who received whom?").press("Space")
    one.get_by_role("button", name="Add a line").press("Enter")
    expect(one.get_by_label("Date of line 1")).to_be_focused()
    page.keyboard.type("11202026")
    expect(one.get_by_label("Date of line 1")).to_have_value("2026-11-20")
    typed(page, one.get_by_label("What line 1 is about"), "Shared review")
    typed(page, one.get_by_label("Hours of line 1"), "1")
    typed(page, one.get_by_label("Your name"), "Zoë Ünlü")
    with page.expect_download() as download:
        one.get_by_role("button", name="HTML").press("Enter")
    said = Path(download.value.path()).read_text("utf-8")
    for part in ("Of Zoë Ünlü", "Being attentive", "2.5", "Shared review", "3.5 hours", "licence to practise"):
        assert part in said
    assert "Who received whom?" not in said
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-link", "ready")
    expect(one.get_by_role("textbox", name="Hours for Being attentive")).to_have_value("2,5")
    expect(one.get_by_label("Your name")).to_have_value("")
    one.get_by_role("button", name="Take line 1 away").press("Enter")
    expect(one.get_by_label("What line 1 is about")).to_have_count(0)
    expect(one.get_by_role("heading", name="Other work")).to_be_focused()
