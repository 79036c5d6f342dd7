"""Pictures of what was marked: they follow the marks, lead back to the film, and are read and kept by everybody."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.beside_the_page import journal_of, vig
from tests.browser.test_lesson import ready
from tests.browser.test_my_film import my_film
from tests.live_workbook import LiveWorkbook
from vigwidgets.core.mark import Mark
from vigwidgets.core.span import Span

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]


@pytest.fixture
def film(workbook: LiveWorkbook, testdata: Path) -> str:
    """Id of a real film without marks."""
    return vig(workbook, "film", "add", str(testdata / "video/mdn__interactive-examples/friday.mp4"))["id"]


def link(workbook: LiveWorkbook, film: str) -> None:
    """Mark a yes-cycle of three turns, the second after a wait of 1.4 s."""
    with journal_of(workbook) as journal:
        for name, start, end, answers, keys in (
            ("a", 400, 900, None, ("waiting",)),
            ("b", 2300, 2700, "a", ("receiving_with_body",)),
            ("c", 2720, 3500, "b", ("having_fun",)),
        ):
            kind = "reception" if answers else "initiative"
            mark = Mark(name, film, Span(start, end), kind=kind, answers=answers, principles=keys)
            journal.add_mark(mark, change_id=f"c-{name}")


def pictures(page: Page) -> Locator:
    return page.get_by_role("region", name="Your pictures", exact=True)


def picture(page: Page, title: str) -> Locator:
    return pictures(page).get_by_role("region", name=title, exact=True)


def film_stands_at(page: Page, ms: int) -> None:
    """Wait until the film shows the frame of `ms`."""
    page.wait_for_function(
        "(ms) => { const film = document.querySelector('.vig-player video');"
        " return !film.seeking && Math.abs(film.currentTime * 1000 - ms) < 45; }",
        arg=ms,
    )


def test_pictures_grow_with_what_is_marked_and_say_kindly_what_is_not_there_yet(
    workbook: LiveWorkbook, film: str, open_page: Open
) -> None:
    page = my_film(open_page(workbook.link))
    ready(page)
    expect(pictures(page)).to_contain_text("Nothing is marked yet, and there is no hurry.")
    page.locator(".vig-player video").focus()
    page.keyboard.press("l")
    page.keyboard.press("m")
    page.keyboard.press("Enter")
    tiers = picture(page, "Moments by tier")
    expect(tiers.get_by_role("button", name=re.compile("^Not named yet, moment 1, at 0:0"))).to_be_visible()
    expect(tiers).to_contain_text("You noticed something.")
    expect(picture(page, "Yes-cycles")).to_contain_text("press R where you see what came back")
    expect(picture(page, "Waits before something came back").locator("svg")).to_have_count(0)


def test_a_dot_leads_to_its_moment_and_the_numbers_can_be_read_and_kept(
    workbook: LiveWorkbook, film: str, open_page: Open, tmp_path: Path
) -> None:
    link(workbook, film)
    page = my_film(open_page(workbook.link))
    ready(page)
    waits = picture(page, "Waits before something came back")
    expect(waits).to_contain_text("You stayed, and something came back.")
    waits.get_by_role("button", name="A wait of 1.4 s, at 0:00").click()
    film_stands_at(page, 900)
    expect(waits.get_by_role("status")).to_have_text("The film went to 0:00.")
    tiers = picture(page, "Moments by tier")
    chosen = pictures(page).locator("[aria-current=true]")
    expect(chosen).to_have_count(3)  # the moment that answered, in each of the pictures
    waits.get_by_role("button", name="Go to the film").click()
    expect(page.locator(".vig-player")).to_be_in_viewport()
    assert page.evaluate("document.activeElement.closest('.vig-player') !== null")

    cycles = picture(page, "Yes-cycles")
    cycles.get_by_text("Show the numbers").click()
    table = cycles.get_by_role("table")
    expect(table.get_by_role("row").nth(1)).to_have_text(re.compile(r"0:00\s*3\.1\s*3"))
    for button, ending in (("Save the numbers: Yes-cycles", "csv"), ("Save this picture: Yes-cycles", "png")):
        with page.expect_download() as coming:
            cycles.get_by_role("button", name=button).click()
        assert coming.value.suggested_filename == f"yes-cycles.{ending}"
        coming.value.save_as(tmp_path / coming.value.suggested_filename)
    numbers = (tmp_path / "yes-cycles.csv").read_text("utf-8-sig")
    assert numbers == "start_ms,end_ms,length_ms,turns\n400,3500,3100,3\n"
    png = (tmp_path / "yes-cycles.png").read_bytes()
    assert png.startswith(b"\x89PNG\r\n")
    assert int.from_bytes(png[16:20], "big") == 3 * 720
    expect(tiers.locator("[data-choice]")).to_have_count(3)


def test_keys_lead_through_a_picture_with_one_stop_of_the_tab_key(
    workbook: LiveWorkbook, film: str, open_page: Open
) -> None:
    link(workbook, film)
    page = my_film(open_page(workbook.link))
    ready(page)
    tiers = picture(page, "Moments by tier")
    first, second = (
        tiers.get_by_role("button", name=re.compile("Developing")),
        tiers.get_by_role("button", name=re.compile("Receiving")),
    )
    expect(tiers.locator("[data-choice][tabindex='0']")).to_have_count(1)
    first.focus()
    page.keyboard.press("ArrowDown")
    expect(second).to_be_focused()
    page.keyboard.press(" ")
    film_stands_at(page, 2300)
    expect(second).to_have_attribute("aria-current", "true")
    page.keyboard.press("Tab")
    expect(tiers.get_by_role("button", name="Go to the film")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(second).to_be_focused()


@pytest.mark.parametrize("width", [1366, 375])
def test_nothing_keeps_anybody_from_reading_them(
    workbook: LiveWorkbook, film: str, open_page: Open, width: int
) -> None:
    link(workbook, film)
    page = my_film(open_page(workbook.link))
    page.set_viewport_size({"width": width, "height": 800})
    ready(page)
    for summary in pictures(page).locator("summary").all():
        summary.click()
    pictures(page).locator("[data-choice]").first.click()
    found = Axe().run(page, context=".vig-pictures").response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    expect(pictures(page).locator("svg").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    tables = pictures(page).locator(".vig-picture-numbers")
    assert tables.evaluate_all("all => all.every((one) => one.scrollWidth <= one.clientWidth)")
