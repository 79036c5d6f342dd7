"""A minute is gone through turn by turn; where turns went by, the same minute lived another way comes after it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.exercise_page import at_speed, rests
from tests.live_workbook import LiveWorkbook, until

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
RED, BUSY, SAME = "The red one, turn by turn", "Book corner, a busy minute", "Book corner, the same minute"


def minute(page: Page, name: str) -> Locator:
    return page.get_by_role("figure", name=name)


def told(figure: Locator) -> Locator:
    return figure.locator("li:not([data-ahead])")


def at_s(figure: Locator) -> float:
    return figure.locator("video").evaluate("(video) => video.currentTime")


def come_to(page: Page, workbook: LiveWorkbook) -> None:
    page.goto(f"{workbook.base}chapter/yes_cycles")
    expect(page.locator("html")).to_have_attribute("data-link", "ready")


def step(figure: Locator, name: str) -> None:
    """Take the next turn and wait until it was seen."""
    at_speed(figure, 4)
    count, before = told(figure).count(), at_s(figure)
    figure.get_by_role("button", name=name, exact=True).click()
    expect(told(figure)).to_have_count(count + 1)
    until(lambda: rests(figure) and abs(at_s(figure) - before) > 0.05)


def test_each_step_plays_one_turn_and_tells_how_long_its_answer_took(workbook: LiveWorkbook, open_page: Open) -> None:
    page = open_page(workbook.link)
    come_to(page, workbook)
    figure = minute(page, RED)
    figure.scroll_into_view_if_needed()
    expect(told(figure)).to_have_count(0)
    step(figure, "The first turn")
    expect(told(figure)).to_contain_text("Looks up at her, the block at his chest.")
    assert at_s(figure) == pytest.approx(5.4, abs=0.1)
    step(figure, "The next turn")
    expect(told(figure).nth(1)).to_contain_text("at once")
    expect(told(figure).nth(1)).to_contain_text("Nadia")
    for _ in range(2):
        step(figure, "The next turn")
    figure.get_by_role("button", name="This turn again").click()
    until(lambda: not rests(figure))
    until(lambda: rests(figure))
    expect(told(figure)).to_have_count(4)

    figure.get_by_role("button", name="All of it", exact=True).click()
    at_speed(figure, 8)
    expect(figure.get_by_role("status")).to_contain_text("12 turns.")
    expect(told(figure)).to_have_count(12)
    expect(told(figure).nth(5)).to_contain_text("0.7 s later")
    assert Axe().run(page).response["violations"] == []


def test_after_a_minute_in_which_turns_go_by_comes_the_same_minute_another_way(
    workbook: LiveWorkbook, open_page: Open
) -> None:
    page = open_page(workbook.link)
    page.set_viewport_size({"width": 375, "height": 740})
    come_to(page, workbook)
    figure = minute(page, BUSY)
    figure.scroll_into_view_if_needed()
    other = figure.get_by_role("button", name="The same minute, another way")
    expect(other).to_be_hidden()
    step(figure, "The first turn")
    expect(told(figure)).to_contain_text("It goes by.")
    for _ in range(5):
        step(figure, "The next turn")
    expect(figure.get_by_role("status")).to_contain_text("Callum began something 6 times")
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    other.press("Enter")
    twin = minute(page, SAME)
    expect(twin.get_by_role("heading", name=SAME)).to_be_focused()
    expect(told(twin)).to_have_count(0)
    step(twin, "The first turn")
    step(twin, "The next turn")
    expect(told(twin).nth(1)).to_contain_text("Priya")
    expect(twin).not_to_contain_text("It goes by.")
