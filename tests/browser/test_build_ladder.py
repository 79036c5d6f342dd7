"""The ladder is built with a mouse, by keyboard and by touch; each card tells where the framework has it, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.exercise_page import kept, no_wider_than, phone_beside, too_small_for_a_finger
from tests.browser.own_notebook import come_to, workbook_with
from tests.live_workbook import LiveWorkbook

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
TURNS, WONDERING, WORDS = "Giving and taking short turns", "Wondering what the other", "Repeating or using"


@pytest.fixture
def workbook(root: Path, tmp_path: Path) -> Iterator[LiveWorkbook]:
    with workbook_with(root, tmp_path, 'book.build_ladder("ex.ladder")') as live:
        yield live


def exercise(page: Page) -> Locator:
    return page.get_by_role("region", name="Build the ladder")


def named(section: Locator, name: str) -> Locator:
    return section.get_by_role("button", name=name).first


def rung(section: Locator, number: int) -> Locator:
    return section.locator(f"[data-rung='{number}']")


def drag(page: Page, what: Locator, to: Locator) -> None:
    what.scroll_into_view_if_needed()
    begin = what.bounding_box()
    assert begin
    page.mouse.move(begin["x"] + 40, begin["y"] + 20)
    page.mouse.down()
    page.mouse.move(begin["x"] + 60, begin["y"] + 20)
    end = to.bounding_box()
    assert end
    page.mouse.move(end["x"] + 200, end["y"] + 20, steps=5)
    page.mouse.up()


def test_it_is_built_with_a_mouse_and_by_keyboard(workbook: LiveWorkbook, open_page: Open) -> None:
    page = open_page(workbook.link)
    page.set_viewport_size({"width": 1366, "height": 1100})
    come_to(page, workbook)
    section = exercise(page)
    drag(page, named(section, TURNS), rung(section, 4))
    expect(rung(section, 4)).to_contain_text("You put it on rung 4, Developing attuned interactions.")
    expect(rung(section, 4)).to_contain_text("In the framework it stands there too.")
    expect(section.get_by_role("status").first).to_contain_text("Short turns leave room for both.")
    named(section, WORDS).click()
    section.get_by_role("button", name="Put it here, on rung 2").click()
    expect(rung(section, 2)).to_contain_text("The framework has it on rung 3, Receiving initiatives.")
    expect(rung(section, 2)).to_contain_text("It may stay where you see it.")
    expect(rung(section, 4).get_by_text("Short turns leave room")).to_be_hidden()
    kept(section)

    named(section, WONDERING).focus()
    page.keyboard.press("Enter")
    expect(section.get_by_role("button", name="Put it here, on rung 1")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    expect(named(section, WONDERING)).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(rung(section, 2)).to_contain_text("The framework has it on rung 1, Being attentive.")
    expect(named(section, WONDERING)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(rung(section, 1)).to_contain_text("This goes on inside, and a film shows only its signs.")
    page.keyboard.press("ArrowDown")
    expect(named(rung(section, 1), WONDERING)).to_be_focused()
    kept(section)
    assert Axe().run(page).response["violations"] == []

    named(rung(section, 2), WORDS).click()
    rung(section, 2).get_by_role("button", name="Take it off the ladder").click()
    expect(rung(section, 2).locator("[data-card]")).to_have_count(0)
    kept(section)
    section.get_by_role("button", name="Begin again").click()
    expect(section.locator("[data-rung] [data-card]")).to_have_count(0)
    section.get_by_role("button", name="Bring back what was there").click()
    expect(section.locator("[data-rung] [data-card]")).to_have_count(2)
    page.emulate_media(media="print")
    expect(section.get_by_text("Short turns leave room")).to_be_visible()


def test_on_a_phone_a_card_is_tapped_and_then_its_rung(
    workbook: LiveWorkbook, context: BrowserContext, open_page: Open
) -> None:
    come_to(open_page(workbook.link), workbook)
    with phone_beside(context) as page:
        come_to(page, workbook)
        section = exercise(page)
        named(section, "Offering choices").tap()
        expect(section.get_by_text("In your hand: Offering choices").first).to_be_visible()
        rung(section, 5).locator("h4").tap(force=True)  # anywhere on the rung
        expect(rung(section, 5)).to_contain_text("In the framework it stands there too.")
        rung(section, 5).get_by_role("button", name="Move it").tap()
        section.get_by_role("button", name="Put it here, on rung 6").tap()
        expect(rung(section, 6)).to_contain_text("The framework has it on rung 5, Guiding.")
        assert too_small_for_a_finger(section) == []
        kept(section)
        no_wider_than(page, 360)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        no_wider_than(page, 360)
        assert Axe().run(page).response["violations"] == []
