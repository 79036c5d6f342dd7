"""Places to look on the timeline of one's own film: gone through, kept and waved away, in no journal until then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.beside_the_page import vig
from tests.browser.test_film_lanes import all_made, at_film
from tests.browser.test_lesson import ready
from tests.live_workbook import LiveWorkbook, until

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]


@pytest.fixture
def own(workbook: LiveWorkbook, root: Path) -> str:
    """Id of a film of a person's own in which two people speak with one another."""
    return vig(workbook, "film", "add", str(root / "sample_clips/c17/film.mp4"), "--title", "Kitchen")["id"]


def opened(workbook: LiveWorkbook, own: str, open_page: Open) -> Page:
    page = at_film(open_page(workbook.link), workbook, own)
    all_made(page)
    return page


def places(page: Page) -> Locator:
    return page.get_by_role("group", name="Places to look")


def left(page: Page) -> int:
    return page.locator(".vig-place").count()


def test_a_key_keeps_a_place_and_another_waves_it_away(workbook: LiveWorkbook, own: str, open_page: Open) -> None:
    page = opened(workbook, own, open_page)
    group = places(page)
    expect(group).to_contain_text("places may be worth a look")
    expect(page.locator(".vig-places")).to_be_hidden()  # nothing is suggested to who does not ask
    page.keyboard.press("k")
    assert vig(workbook, "marks", "list", own) == []
    group.get_by_role("button", name="Look at them").click()
    expect(group).to_contain_text("Place 1 of")
    count = left(page)
    assert count >= 3
    until(lambda: page.locator(".vig-player video").evaluate("video => video.currentTime") > 0.2)
    assert vig(workbook, "marks", "list", own) == []

    page.keyboard.press("x")
    expect(group).to_contain_text("Waved away.")
    until(lambda: left(page) == count - 1)
    group.get_by_role("button", name="Bring back the last one").click()
    until(lambda: left(page) == count)
    page.keyboard.press("p")
    page.keyboard.press("k")
    expect(group).to_contain_text("Kept as a moment.")
    until(lambda: left(page) == count - 1)
    (mark,) = vig(workbook, "marks", "list", own)
    assert mark["kind"] == "moment"
    assert mark["end_ms"] - mark["start_ms"] <= 8_080
    expect(page.get_by_role("region", name="The chosen moment")).to_be_visible()
    page.get_by_role("button", name="Undo", exact=True).click()  # and the suggestion is back
    until(lambda: left(page) == count)
    assert vig(workbook, "marks", "list", own) == []


def test_what_was_waved_away_stays_away_after_a_reload(workbook: LiveWorkbook, own: str, open_page: Open) -> None:
    page = opened(workbook, own, open_page)
    page.keyboard.press("p")
    expect(places(page)).to_contain_text("Place ")
    count = left(page)
    for at in range(count):  # faster than any answer comes
        if at:
            page.keyboard.press("p")
        page.keyboard.press("x")
    until(lambda: left(page) == 0)
    expect(places(page)).to_contain_text("Waved away. There are no more places")  # said once all of them are
    page.reload()
    ready(page)
    expect(places(page)).to_contain_text("no more places")
    places(page).get_by_role("button", name="Bring back the last one").click()
    places(page).get_by_role("button", name="Look at them").click()
    until(lambda: left(page) == 1)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
