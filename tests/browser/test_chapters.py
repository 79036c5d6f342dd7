"""Every chapter opens whole, at a desk and on a phone: nothing sticks out, nothing is broken, and axe finds nothing.

At the desk the keyboard comes past everything; on a phone all of it has room with letters of double size.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import page_checks
from tests.live_workbook import LiveWorkbook
from tests.thoroughly import some_of
from vigwidgets.workbook.contents import Chapter, chapters

pytestmark = [pytest.mark.browser, pytest.mark.long]
Open = Callable[[str], Page]
WIDTHS = {"desk": (1366, 900), "phone": (375, 800)}


def come_down(page: Page, one: Chapter, base: str) -> None:
    """Open a chapter and come past all of it, so that what waits to be near is there."""
    page.goto(f"{base}chapter/{one.id}")
    expect(page.locator("html")).to_have_attribute("data-link", "ready")
    for top in range(0, page.evaluate("document.documentElement.scrollHeight"), page.evaluate("innerHeight")):
        page.evaluate(f"window.scrollTo(0, {top})")
        page.wait_for_timeout(30)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_chapter_opens_whole(workbook: LiveWorkbook, open_page: Open, width: str) -> None:
    page = open_page(workbook.link)
    page.set_viewport_size({"width": WIDTHS[width][0], "height": WIDTHS[width][1]})
    looked_at = some_of(chapters(), each=6 if width == "desk" else 2)
    for one in looked_at:
        come_down(page, one, workbook.base)
        assert page.get_by_role("heading", level=1).inner_text() == one.title
        assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width][0], one.id
        assert page.evaluate(page_checks.OUT) == [], one.id
        assert page.locator("[data-view]:empty").count() == 0, one.id
        page_checks.clean(page, one.id)
        if width == "phone":
            page_checks.fits_with_large_letters(page, one.id)
        else:
            page_checks.keyboard_comes_past_everything(page, one.id)


@pytest.mark.thorough  # somebody walks it in `test_whole_path.py`
def test_the_path_leads_from_the_first_chapter_to_the_last(workbook: LiveWorkbook, open_page: Open) -> None:
    page = open_page(workbook.link)
    for one, after in zip(chapters()[:-1], chapters()[1:], strict=True):
        expect(page.get_by_role("heading", level=1)).to_have_text(one.title)
        page.get_by_role("navigation", name="On from here").get_by_role("link", name=after.title).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(chapters()[-1].title)
