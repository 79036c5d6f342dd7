"""Lock, quit and the way back, as somebody does them whose door may open any moment."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.beside_the_page import journal_of
from tests.browser.test_lesson import PROMPT, ready, saved
from tests.live_workbook import LiveWorkbook, until
from vigwidgets.core.left_off import LeftOff

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
OTHER_PROMPT = "When did you last give someone time, and stay with them while they used it?"
PROMPT_IDS = ("being_attentive.what_theo_knew", "being_attentive.a_minute_of_mine")


def written(live: LiveWorkbook) -> list[str]:
    """Return the newest texts of two prompts as the journal on the disk holds them."""
    with journal_of(live) as journal:
        return [one.text if (one := journal.reflection(prompt)) else "" for prompt in PROMPT_IDS]


def left_off(live: LiveWorkbook) -> LeftOff | None:
    with journal_of(live) as journal:
        return journal.left_off()


def chapter(open_page: Open, live: LiveWorkbook) -> Page:
    """Open the first lesson in a page of its own."""
    return ready(open_page(f"{live.base}chapter/being_attentive"))


def is_locked(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("The workbook is locked")
    expect(page.get_by_role("textbox")).to_have_count(0)


def test_locking_keeps_what_is_typed_in_every_tab_and_leaves_nothing_on_the_screen(
    workbook: LiveWorkbook, open_page: Open
) -> None:
    one, two = ready(open_page(workbook.lesson)), chapter(open_page, workbook)
    two.get_by_role("textbox", name=OTHER_PROMPT).fill("Maryam and the shoe")
    one.get_by_role("textbox", name=PROMPT).fill("Quincunx looked up")
    one.get_by_role("button", name="Lock").click()
    for page in (one, two):
        page.wait_for_url("**/vig/locked")
        is_locked(page)
    assert written(workbook) == ["Quincunx looked up", "Maryam and the shoe"]
    assert workbook.kernels() == []
    one.go_back()
    assert "Quincunx" not in one.content()
    again = workbook.another_link()
    one.goto(again)
    back = chapter(open_page, workbook)
    expect(back.get_by_role("textbox", name=PROMPT)).to_have_value("Quincunx looked up")
    back.get_by_role("textbox", name=PROMPT).fill("And she waited")
    back.get_by_role("button", name="Quit").click()
    for page in (back, one):
        expect(page.get_by_role("heading", level=1)).to_have_text("The workbook is closed")
        expect(page.get_by_role("textbox")).to_have_count(0)
    assert workbook.process is not None
    assert workbook.process.wait(20) == 0
    assert written(workbook)[0] == "And she waited"


def test_a_page_that_nobody_is_at_says_so_and_locks_by_the_time_of_day(
    workbook: LiveWorkbook, open_page: Open, context
) -> None:
    context.clock.install()
    page = ready(open_page(workbook.lesson))
    soon = page.get_by_text("This page locks in a minute")
    context.clock.fast_forward("14:30")
    expect(soon).to_be_visible()
    page.get_by_role("button", name="I am still here").click()
    expect(soon).to_be_hidden()
    page.get_by_role("textbox", name=PROMPT).fill("Then the lid was closed")
    context.clock.fast_forward("08:00:00")  # as a sleeping laptop does
    page.wait_for_url("**/vig/locked")
    is_locked(page)
    assert written(workbook)[0] == "Then the lid was closed"
    until(lambda: workbook.kernels() == [])


def test_a_page_whose_server_is_away_locks_all_the_same(workbook: LiveWorkbook, open_page: Open) -> None:
    page = ready(open_page(workbook.lesson))
    page.get_by_role("textbox", name=PROMPT).fill("Kept")
    saved(page)
    workbook.kill()
    page.get_by_role("button", name="Lock").click()
    is_locked(page)
    assert "Kept" not in page.content()


def test_one_is_found_again_at_the_paragraph_and_the_second(workbook: LiveWorkbook, open_page: Open) -> None:
    page = ready(open_page(workbook.lesson))
    film = page.get_by_role("region", name="Film", exact=True)
    cell = film.evaluate("film => film.closest('[id^=p-]').id.slice(2)")
    page.goto("about:blank")
    page.goto(f"{workbook.base}chapter/being_attentive#at={cell}&film=c01&ms=7000")
    ready(page)
    until(lambda: abs(page.evaluate("document.querySelector('.vig-player video').currentTime") - 7) < 0.1)
    assert page.evaluate("document.querySelector('.vig-player video').paused")
    until(lambda: 0 <= page.locator(f"#p-{cell}").bounding_box()["y"] < 60)
    page.keyboard.press("Shift")
    page.mouse.wheel(0, 10)
    page.goto("about:blank")
    found = until(lambda: left_off(workbook))
    assert (found.chapter, found.paragraph, found.film) == ("being_attentive", cell, "c01")
    assert abs(found.time_ms - 7000) < 100
