"""The first lesson as a participant meets it, killed in the middle of a word."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.beside_the_page import journal_of
from tests.live_workbook import LiveWorkbook, until

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
PROMPT = "What might Theo have known about Nadia between 13 and 17 seconds, without a word?"


def ready(page: Page) -> Page:
    """Return the page once its film can be played and its kernel answers."""
    expect(page.get_by_role("region", name="Film", exact=True)).to_have_attribute("data-ready", "true")
    expect(page.locator("html")).to_have_attribute("data-link", "ready")
    return page


def saved(page: Page, prompt: str = PROMPT) -> None:
    """Wait until the card of `prompt` says Saved."""
    card = page.get_by_role("group", name="Reflection").filter(has=page.get_by_role("textbox", name=prompt))
    expect(card.get_by_role("status")).to_have_text("Saved")


def test_a_participant_plays_marks_and_writes(workbook: LiveWorkbook, open_page: Open) -> None:
    page = ready(open_page(workbook.lesson))
    expect(page.get_by_role("navigation", name="Chapters").get_by_role("link", name="My film")).to_be_visible()
    expect(page.get_by_role("button", name="Add a moment here")).to_be_hidden()  # the picker marks
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    until(lambda: page.evaluate("document.querySelector('.vig-player video').currentTime") > 3)
    page.keyboard.press("m")
    page.keyboard.type("giving time")
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="Marks").get_by_role("listitem")).to_have_count(1)
    expect(page.get_by_role("list", name="Marks")).to_contain_text("Giving time and space")
    assert page.evaluate("document.querySelector('.vig-player video').paused") is False
    page.get_by_role("textbox", name=PROMPT).fill("That she would be there.")
    saved(page)
    page.reload()
    ready(page)
    expect(page.get_by_role("textbox", name=PROMPT)).to_have_value("That she would be there.")
    expect(page.get_by_role("list", name="Marks").get_by_role("listitem")).to_have_count(1)
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_role("list", name="Marks").get_by_role("listitem")).to_have_count(0)


def test_a_server_killed_in_the_middle_of_a_word_loses_nothing(workbook: LiveWorkbook, open_page: Open) -> None:
    page = ready(open_page(workbook.lesson))
    box = page.get_by_role("textbox", name=PROMPT)
    box.fill("She waits")
    saved(page)
    box.press_sequentially(" and he kno")
    workbook.kill()
    box.press_sequentially("ws it")
    page.get_by_role("button", name="Mark this moment").click()
    page.keyboard.press("Enter")
    workbook.start()
    expect(page.locator("html")).to_have_attribute("data-link", "ready")
    saved(page)
    expect(box).to_have_value("She waits and he knows it")
    expect(page.get_by_role("list", name="Marks").get_by_role("listitem")).to_have_count(1)
    page.reload()
    ready(page)
    expect(page.get_by_role("textbox", name=PROMPT)).to_have_value("She waits and he knows it")
    expect(page.get_by_role("list", name="Marks").get_by_role("listitem")).to_have_count(1)


def test_a_killed_kernel_is_back_by_itself_within_two_seconds(workbook: LiveWorkbook, open_page: Open) -> None:
    page = ready(open_page(workbook.lesson))
    box = page.get_by_role("textbox", name=PROMPT)
    box.fill("Before")
    saved(page)
    page.evaluate("""() => { window.away = 0; new MutationObserver(() => {
        const now = document.documentElement.dataset.link;
        if (now !== 'ready') window.left = performance.now();
        else window.away = performance.now() - window.left;
        }).observe(document.documentElement, {attributes: true}) }""")
    for kernel in workbook.kernels():
        kernel.kill()
    until(lambda: page.evaluate("window.away"))
    assert page.evaluate("window.away") < 2000
    expect(box).to_have_value("Before")
    box.press_sequentially(" and after")
    saved(page)


def test_no_kernel_stays_behind_after_a_page_is_reloaded_and_closed(workbook: LiveWorkbook, open_page: Open) -> None:
    page = ready(open_page(workbook.lesson))
    for _ in range(3):
        page.reload()
        ready(page)
    until(lambda: len(workbook.kernels()) == 1)
    page.close()
    open_page(f"{workbook.base}vig/ui/0/theme.css")
    until(lambda: workbook.kernels() == [])


def test_the_last_words_before_the_page_is_left_are_stored_at_once(workbook: LiveWorkbook, open_page: Open) -> None:
    page = ready(open_page(workbook.lesson))
    page.get_by_role("textbox", name=PROMPT).fill("One more thing")
    page.goto("about:blank")
    with journal_of(workbook) as journal:
        until(lambda: journal.reflection("being_attentive.what_theo_knew"))
        assert journal.reflection("being_attentive.what_theo_knew").text == "One more thing"


def test_the_same_prompt_in_two_tabs_keeps_both_texts(workbook: LiveWorkbook, open_page: Open) -> None:
    one = ready(open_page(workbook.lesson))
    two = ready(open_page(f"{workbook.base}chapter/being_attentive"))
    one.get_by_role("textbox", name=PROMPT).fill("Written in the first window")
    saved(one)
    two.get_by_role("textbox", name=PROMPT).fill("Written in the second window")
    saved(two)
    one.reload()
    ready(one)
    expect(one.get_by_role("textbox", name=PROMPT)).to_have_value("Written in the second window")
    card = one.get_by_role("group", name="Reflection").filter(has=one.get_by_role("textbox", name=PROMPT))
    card.get_by_role("button", name="Earlier versions").click()
    expect(one.get_by_role("dialog")).to_contain_text("Written in the first window")


def test_the_lesson_works_on_a_plain_http_name_that_is_no_secure_context(tmp_path, open_page: Open) -> None:
    live = LiveWorkbook(tmp_path / "data", host="room.test").start()
    try:
        page = ready(open_page(live.lesson))
        assert page.evaluate("isSecureContext") is False
        page.get_by_role("button", name="Mark this moment").click()
        page.keyboard.press("Enter")
        expect(page.get_by_role("list", name="Marks").get_by_role("listitem")).to_have_count(1)
        page.get_by_role("textbox", name=PROMPT).fill("Heard in a room without a certificate")
        saved(page)
        live.kill()
        live.start()
        expect(page.locator("html")).to_have_attribute("data-link", "ready")
        page.reload()
        ready(page)
        expect(page.get_by_role("textbox", name=PROMPT)).to_have_value("Heard in a room without a certificate")
        expect(page.get_by_role("list", name="Marks").get_by_role("listitem")).to_have_count(1)
    finally:
        live.kill()
