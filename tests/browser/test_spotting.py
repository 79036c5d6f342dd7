"""A film stops itself and asks; what is marked stands beside what the writer saw, all of it by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.exercise_page import at_speed
from tests.live_workbook import LiveWorkbook, until

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
FIRST = "Theo has not looked up yet. How could he know that Nadia is there?"


def come_to(page: Page, workbook: LiveWorkbook) -> Locator:
    page.goto(f"{workbook.base}chapter/being_attentive")
    expect(page.locator("html")).to_have_attribute("data-link", "ready")
    film = page.locator(".vig-widgets:has(.vig-spot)")
    film.scroll_into_view_if_needed()
    return film


def asks(film: Locator) -> Locator:
    return film.locator(".vig-spot[data-over]")


def test_it_stops_once_asks_and_keeps_what_is_said_and_marked_by_keyboard_alone(
    workbook: LiveWorkbook, open_page: Open
) -> None:
    page = open_page(workbook.link)
    film = come_to(page, workbook)
    at_speed(film, 4)
    film.get_by_role("button", name="Play", exact=True).press("Enter")
    expect(asks(film)).to_be_visible()
    at_ms = film.locator("video").first.evaluate("(video) => Math.round(1000 * video.currentTime)")
    assert film.locator("video").first.evaluate("(video) => video.paused")
    expect(asks(film)).to_contain_text(FIRST)
    assert page.evaluate("document.activeElement.textContent") == FIRST  # a listener hears it
    page.keyboard.press("Tab")
    page.keyboard.type("Her head follows his hands.")
    expect(asks(film).get_by_role("status")).to_have_text("Kept")
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("Tab")
    expect(asks(film).get_by_role("button", name="Mark a moment here")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Keep this moment")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(film.get_by_role("status").filter(has_text="Marked")).to_have_count(1)

    page.reload()  # a question that was asked is asked once
    film = come_to(page, workbook)
    expect(film.locator(".vig-spot-said")).to_have_text("Her head follows his hands.")
    at_speed(film, 4)
    film.get_by_role("button", name="Play", exact=True).press("Enter")
    expect(asks(film).locator(".vig-choice-question")).not_to_have_text(FIRST)  # it stops at the next one
    assert film.locator("video").first.evaluate("(video) => Math.round(1000 * video.currentTime)") > at_ms
    for _ in ("its box", "to mark", "to go on"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(asks(film)).to_have_count(0)
    until(lambda: not film.locator("video").first.evaluate("(video) => video.paused"))
    film.get_by_role("button", name="Back to 0:07").press("Enter")
    expect(asks(film).get_by_role("textbox")).to_have_value("Her head follows his hands.")

    both = page.get_by_role("figure", name="Up it goes: what each of you saw")
    expect(both).to_contain_text("This is what you saw.")
    expect(both).not_to_contain_text("The writer saw:")
    both.get_by_role("button", name="Show what the writer saw").press("Enter")
    expect(both.get_by_role("list")).to_contain_text("The writer saw:")
    expect(both.get_by_role("list")).to_contain_text("You saw:")
    page.set_viewport_size({"width": 375, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    both.get_by_role("button", name="A figure, for those who like one").press("Enter")
    expect(both).to_contain_text("κ")
    both.get_by_role("button", name="to", exact=False).first.press("Enter")
    until(lambda: both.locator("video").evaluate("(video) => !video.paused || video.currentTime > 0"))
    assert Axe().run(page).response["violations"] == []
