"""kill -9 of kernel and server, by process tree, 0 to 50 ms after the word "Saved": what was called saved is there."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Final

import pytest
from playwright.sync_api import Page, expect

from tests.browser.beside_the_page import journal_of
from tests.browser.test_lesson import PROMPT, ready, saved
from tests.live_workbook import LiveWorkbook
from tests.thoroughly import usually

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
TIMES: Final = usually(4, thorough=200)
"""Two hundred take half an hour; they passed last on 22 November 2026."""
PROMPT_ID = "being_attentive.what_theo_knew"


def kept(workbook: LiveWorkbook) -> tuple[str, int]:
    """Return the newest text and the number of marks that the journal on the disk holds."""
    with journal_of(workbook) as journal:
        newest = journal.reflection(PROMPT_ID)
        return (newest.text if newest else "", len(journal.marks("c01")))


@pytest.mark.timeout(2400)
def test_nothing_that_was_called_saved_is_lost_when_everything_is_killed(
    workbook: LiveWorkbook, open_page: Open
) -> None:
    page = ready(open_page(workbook.lesson))
    box = page.get_by_role("textbox", name=PROMPT)
    lot = random.Random(2026)
    for turn in range(1, TIMES + 1):
        text = f"{turn}: she waits, and he looks up"
        box.fill(text)
        saved(page)
        if turn % 4 == 0:
            page.get_by_role("button", name="Mark this moment").click()
            page.keyboard.press("Enter")
            expect(page.get_by_role("list", name="Marks").get_by_role("listitem")).to_have_count(turn // 4)
        time.sleep(lot.uniform(0, 0.05))
        box.press_sequentially(" at her")
        workbook.kill()
        stored, marks = kept(workbook)
        assert stored in (text, *(f"{text}{' at her'[:n]}" for n in range(8))), f"turn {turn}"
        assert marks == turn // 4, f"turn {turn}"
        workbook.start()
        expect(page.locator("html")).to_have_attribute("data-link", "ready")
        saved(page)
        expect(box).to_have_value(f"{text} at her")
    assert kept(workbook) == (f"{TIMES}: she waits, and he looks up at her", TIMES // 4)


def test_the_browsers_draft_brings_back_what_was_typed_after_saved(workbook: LiveWorkbook, open_page: Open) -> None:
    page = ready(open_page(workbook.lesson))
    box = page.get_by_role("textbox", name=PROMPT)
    box.fill("One")
    saved(page)
    workbook.kill()
    box.press_sequentially(" two three")
    page.close()
    workbook.start()
    again = ready(open_page(workbook.lesson))
    expect(again.get_by_role("textbox", name=PROMPT)).to_have_value("One two three")
    saved(again)
    assert kept(workbook)[0] == "One two three"


def test_a_draft_is_gone_from_the_browser_once_it_is_saved(workbook: LiveWorkbook, open_page: Open) -> None:
    page = ready(open_page(workbook.lesson))
    page.get_by_role("textbox", name=PROMPT).fill("A word about a child")
    saved(page)
    assert "A word about a child" not in page.evaluate("JSON.stringify({...localStorage})")
