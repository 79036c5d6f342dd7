"""A number for today, by keyboard, mouse or touch; on another day the earlier ones stand beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.beside_the_page import answer
from tests.browser.own_notebook import come_to, workbook_with
from tests.live_workbook import LiveWorkbook, until

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
ASKED, WHY = "Where are you with this today, from 0 to 10?", "What makes it this number?"
OCTOBER, NOVEMBER = datetime(2026, 10, 3, 12, tzinfo=UTC), datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def workbook(root: Path, tmp_path: Path) -> Iterator[LiveWorkbook]:
    with workbook_with(root, tmp_path, f'book.scale("t.goal", {ASKED!r})') as live:
        yield live


def kept(workbook: LiveWorkbook) -> list[dict[str, Any]]:
    return answer(workbook, "t.goal").get("ratings", [])


def scale(page: Page) -> Locator:
    return page.get_by_role("region", name=ASKED)


def number(page: Page, value: int) -> Locator:
    return scale(page).get_by_role("radio", name=str(value), exact=True)


def test_on_one_day_it_is_changed_and_on_another_one_added(workbook: LiveWorkbook, open_page: Open) -> None:
    page = open_page(workbook.link)
    page.clock.set_fixed_time(OCTOBER)
    page.set_viewport_size({"width": 375, "height": 740})
    come_to(page, workbook)
    expect(scale(page).get_by_role("radio")).to_have_count(11)
    expect(scale(page).get_by_role("radio", checked=True)).to_have_count(0)
    expect(scale(page).get_by_role("textbox")).to_be_hidden()
    number(page, 0).focus()
    assert kept(workbook) == []
    page.keyboard.press("Space")
    until(lambda: kept(workbook) == [{"on": "2026-10-03", "value": 0, "words": ""}])
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(scale(page).get_by_role("status").first).to_have_text("Today it is 4.")
    scale(page).get_by_role("textbox", name=f"{WHY} {ASKED}").fill("He looked up, twice.")
    first = {"on": "2026-10-03", "value": 4, "words": "He looked up, twice."}
    until(lambda: kept(workbook) == [first])
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    boxes = [one.bounding_box() for one in scale(page).get_by_role("radio").all()]
    assert min(min(box["width"], box["height"]) for box in boxes if box) >= 44
    assert Axe().run(page).response["violations"] == []

    page.goto("about:blank")  # a page that stood open over those weeks would have locked itself
    page.clock.set_fixed_time(NOVEMBER)
    come_to(page, workbook)
    expect(scale(page)).to_contain_text("On 3 October 2026 it was 4.")
    expect(scale(page)).to_contain_text("He looked up, twice.")
    expect(scale(page).get_by_role("radio", checked=True)).to_have_count(0)
    expect(scale(page).get_by_role("button", name="Begin again")).to_be_hidden()
    number(page, 2).click()
    until(lambda: kept(workbook) == [first, {"on": "2026-11-22", "value": 2, "words": ""}])
    other = open_page(workbook.base)
    other.clock.set_fixed_time(NOVEMBER)
    come_to(other, workbook)
    expect(number(other, 2)).to_be_checked()
    number(other, 3).click()
    until(lambda: [one["value"] for one in kept(workbook)] == [4, 3])
    page.reload()
    expect(number(page, 3)).to_be_checked()
    scale(page).get_by_role("button", name="Begin again").click()  # only today's
    until(lambda: kept(workbook) == [first])
    expect(scale(page).get_by_role("radio", checked=True)).to_have_count(0)
    scale(page).get_by_role("button", name="Bring back what was there").click()
    until(lambda: len(kept(workbook)) == 2)
    expect(number(page, 3)).to_be_checked()
    assert Axe().run(page).response["violations"] == []
