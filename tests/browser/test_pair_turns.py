"""Who received whom: linked by mouse, keyboard and touch, seen and felt, kept, and told beside the writer's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.exercise_page import at_speed, kept, no_wider_than, phone_beside, too_small_for_a_finger
from tests.browser.own_notebook import come_to, workbook_with
from tests.live_workbook import LiveWorkbook, until

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
CELLS = (
    'book.pair("ex.red", "c05", title="The red one: who receives whom?")',
    'book.pair("ex.open", "c06b", title="Book corner: who receives whom?")',
)


@pytest.fixture
def workbook(root: Path, tmp_path: Path) -> Iterator[LiveWorkbook]:
    with workbook_with(root, tmp_path, *CELLS) as live:
        yield live


def exercise(page: Page, name: str = "The red one: who receives whom?") -> Locator:
    return page.get_by_role("region", name=name)


def card(section: Locator, at: int) -> Locator:
    return section.get_by_role("list", name="The turns, by time").get_by_role("listitem").nth(at)


def link(section: Locator, at: int, received: int) -> None:
    card(section, at).get_by_role("button", name=re.compile("^(This receives|Change)")).click()
    card(section, received).get_by_role("button", name="It receives this one").click()


def lines(section: Locator) -> Locator:
    return section.locator("svg.vig-turn-lines path")


def test_turns_are_linked_played_and_told_beside_the_writers(workbook: LiveWorkbook, open_page: Open) -> None:
    page = open_page(workbook.link)
    come_to(page, workbook)
    section = exercise(page)
    status = section.locator(".vig-pairing-status")
    expect(card(section, 0).get_by_role("button")).to_have_count(1)  # nothing earlier that it could receive
    link(section, 5, 4)
    expect(card(section, 5)).to_contain_text("Nadia receives Theo (0:09), 0.7 s later")
    expect(status).to_have_text("You saw it: Nadia receives Theo (0:09), 0.7 s later.")
    expect(lines(section)).to_have_count(1)

    both = card(section, 5).get_by_role("button", name="Let the two play")
    expect(both).to_be_focused()
    video = section.locator("video")
    at_speed(section, 0.5)
    both.press("Enter")
    between = section.locator(".vig-pair-gap-between")
    until(lambda: between.get_attribute("data-now") is not None)
    assert 0 < float(between.evaluate("(one) => one.style.getPropertyValue('--vig-passed')")) < 1
    expect(section).to_contain_text("Theo, then Nadia: 0.7 s later")
    until(lambda: video.evaluate("(video) => video.paused && !video.seeking"))
    assert video.evaluate("(video) => video.currentTime") == pytest.approx(12.1, abs=0.1)

    link(section, 1, 0)
    expect(card(section, 1)).to_contain_text("Nadia receives Theo (0:04), at once")
    link(section, 2, 1)
    expect(status).to_contain_text("this is a yes-cycle of 3 turns")
    expect(section).to_contain_text("Theo, Nadia, Theo. Each receives the one before")
    section.get_by_role("button", name="Let it play: Theo, 0:04").click()
    expect(section.locator(".vig-pair-gap-turn")).to_have_count(3)
    link(section, 7, 4)
    link(section, 5, 4)
    card(section, 5).get_by_role("button", name="Remove").click()
    expect(card(section, 5).get_by_role("button", name="This receives")).to_be_focused()
    expect(section.get_by_text("The writer saw")).to_have_count(0)
    kept(section)
    looks_at_the_writers(page, section)

    expect(section).to_contain_text("You and the writer both saw Nadia receive Theo (0:04), at once.")
    expect(lines(section)).to_have_count(3)
    section.get_by_role("button", name="Put the writer’s links away").click()
    expect(section.get_by_text("The writer saw")).to_have_count(0)
    other = exercise(page, "Book corner: who receives whom?")
    other.get_by_role("button", name="Show how the writer linked them").click()
    expect(other).to_contain_text("This is one way to read it.")


def looks_at_the_writers(page: Page, section: Locator) -> None:
    section.get_by_role("button", name="Show how the writer linked them").click()
    expect(section).to_contain_text("You and the writer both saw Nadia receive Theo (0:04), at once.")
    expect(section).to_contain_text("You saw Theo receive Nadia (0:04). The writer saw something new begin here.")
    expect(section).to_contain_text(
        "You saw Nadia receive Theo (0:09). The writer saw Nadia receive Theo (0:12), 0.4 s later. What did each of you"
    )
    expect(section).to_contain_text(
        "You left this turn by itself. The writer saw Nadia receive Theo (0:09), 0.7 s later."
    )
    section.get_by_role("button", name="Let the writer’s two play: Nadia, 0:14").click()
    expect(section).to_contain_text("Theo, then Nadia: 0.4 s later")
    kept(section)
    assert Axe().run(page).response["violations"] == []
    page.emulate_media(media="print")
    expect(section.get_by_role("button", name="Put the writer’s links away")).to_be_hidden()
    expect(section.get_by_text("Nadia receives Theo (0:04), at once", exact=True)).to_be_visible()
    page.emulate_media(media="screen")


def test_all_of_it_by_keyboard_and_in_two_windows(workbook: LiveWorkbook, open_page: Open) -> None:
    page = open_page(workbook.link)
    come_to(page, workbook)
    section = exercise(page)
    second = open_page(page.url)
    expect(card(exercise(second), 5)).to_be_visible()
    card(section, 5).get_by_role("button", name="This receives").focus()
    page.keyboard.press("Enter")
    nearest = card(section, 4).get_by_role("button", name="It receives this one")
    expect(nearest).to_be_focused()
    expect(section.locator(".vig-pairing-status")).to_have_text(
        "Nadia, 0:10. Choose the earlier turn that this one receives."
    )
    page.keyboard.press("ArrowUp")
    expect(card(section, 2).get_by_role("button", name="It receives this one")).to_be_focused()
    page.keyboard.press("Escape")
    expect(card(section, 5).get_by_role("button", name="This receives")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(card(section, 5)).to_contain_text("Nadia receives Theo (0:05), 1.8 s later")
    kept(section)
    second.reload()
    expect(card(exercise(second), 5)).to_contain_text("Nadia receives Theo (0:05), 1.8 s later")
    link(exercise(second), 1, 0)
    kept(exercise(second))
    card(section, 5).get_by_role("button", name="Remove").click()
    expect(section.locator(".vig-exercise-status")).to_contain_text("Another window went on with this as well.")
    link(section, 5, 2)
    kept(section)
    section.get_by_role("button", name="Begin again").click()
    expect(lines(section)).to_have_count(0)
    section.get_by_role("button", name="Bring back what was there").click()
    expect(lines(section)).to_have_count(1)
    kept(section)


def test_on_a_phone_turns_are_linked_by_touch_and_the_film_stays_in_view(
    workbook: LiveWorkbook, context: BrowserContext, open_page: Open
) -> None:
    come_to(open_page(workbook.link), workbook)
    with phone_beside(context) as page:
        come_to(page, workbook)
        section = exercise(page)
        card(section, 7).get_by_role("button", name="This receives").tap()
        card(section, 6).locator("p").first.tap(force=True)  # anywhere on the card takes it
        expect(card(section, 7)).to_contain_text("Nadia receives Theo (0:12), 0.4 s later")
        expect(lines(section)).to_have_count(1)
        expect(section.locator("video")).to_be_in_viewport(ratio=0.9)
        assert too_small_for_a_finger(section) == []
        no_wider_than(page, 360)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        no_wider_than(page, 360)
        assert Axe().run(page).response["violations"] == []
