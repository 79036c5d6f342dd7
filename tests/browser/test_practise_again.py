"""New films: watched, moments pressed, named and taken away, told beside the writer's, kept, and one more asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.exercise_page import kept, no_wider_than
from tests.browser.own_notebook import CHAPTER, come_to, workbook_with
from tests.live_workbook import LiveWorkbook, until
from tests.workbook.practice_folder import put_film
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.practice_films import PracticeFilm

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
CELLS = ('book.practise("ex.again", tier=5)', 'book.practise("ex.any", title="Any film at all")')
HERE = (PracticeFilm(3, 5, 1), PracticeFilm(8, 5, 1), PracticeFilm(5, 5, 2))


@pytest.fixture
def workbook(root: Path, tmp_path: Path) -> Iterator[LiveWorkbook]:
    """A workbook with a chapter of two such exercises, and some films that are drawn already."""
    data = DataFolder.find(tmp_path / "data").make()
    for film in HERE:
        put_film(data, film)
    with workbook_with(root, tmp_path, *CELLS) as live:
        yield live


def exercise(page: Page) -> Locator:
    return page.get_by_role("region", name="New films: Guiding", exact=True)


def player(section: Locator) -> Locator:
    expect(section.locator("video")).to_have_js_property("readyState", 4)
    return section.locator("video")


def play_to(section: Locator, seconds: float) -> None:
    """Let the film be where somebody who watches it would be."""
    video = player(section)
    video.evaluate("(video, at) => { video.pause(); video.currentTime = at; }", seconds)
    until(lambda: video.evaluate("(video, at) => !video.seeking && Math.abs(video.currentTime - at) < 0.1", seconds))
    section.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def moments(section: Locator) -> Locator:
    return section.get_by_role("combobox")


def test_a_film_is_watched_pressed_named_told_and_kept(workbook: LiveWorkbook, open_page: Open) -> None:
    page = open_page(workbook.link)
    section = exercise(come_to(page, workbook))
    section.get_by_role("button", name="A new film for this tier").click()
    play = section.get_by_role("button", name="Play the film")
    expect(play).to_be_focused()
    expect(section.locator(".vig-again-status")).to_have_text("Your film is ready.")
    expect(section).to_contain_text("About Guiding. A plain one.")
    play.press("Enter")
    until(lambda: not player(section).evaluate("(video) => video.paused"))
    saw = section.get_by_role("button", name="I saw something")
    for at in (4.02, 9.02, 14.02):
        play_to(section, at)
        saw.click()
    expect(section.get_by_text("You saw something at 0:14. It is kept.")).to_be_visible()
    expect(moments(section)).to_have_count(3)
    moments(section).nth(1).select_option("offering_choices")
    section.get_by_role("button", name="Take the moment at 0:02 away").click()
    expect(moments(section)).to_have_count(2)
    expect(section.get_by_role("button", name="Take the moment at 0:07 away")).to_be_focused()
    kept(section)

    expect(section.get_by_text("The writer saw:").first).to_be_hidden()
    section.get_by_role("button", name="What the writer saw").click()
    expect(section.get_by_text("The writer saw:").first).to_be_visible()
    expect(section.get_by_text("Where they differ, ask: what did each of us see?")).to_be_visible()
    section.get_by_role("radio", name="Quieter").check()
    expect(section.get_by_role("radio", name="Plainer")).to_be_hidden()
    expect(section.get_by_text("You are the one who decides.")).to_be_visible()
    kept(section)
    assert Axe().run(page).response["violations"] == []

    section = exercise(come_to(page, workbook))
    expect(moments(section)).to_have_count(2)
    expect(moments(section).first).to_have_value("offering_choices")
    expect(section.get_by_text("The writer saw:").first).to_be_visible()
    expect(section.get_by_role("radio", name="Quieter")).to_be_checked()
    section.get_by_role("button", name="A new film for this tier").click()
    expect(section).to_contain_text("Still plain, at an everyday pace.")
    expect(moments(section)).to_have_count(0)
    expect(section.get_by_text("The writer saw:").first).to_be_hidden()
    section.get_by_text("Films before").click()
    section.get_by_role("button", name="Film 1: Guiding. A plain one.").click()
    expect(moments(section)).to_have_count(2)

    other = open_page(f"{workbook.base}chapter/{CHAPTER}")  # another window
    there = exercise(other)
    expect(moments(there)).to_have_count(2)
    there.get_by_role("button", name="Begin again").click()
    expect(there.locator("video")).to_have_count(0)
    there.get_by_role("button", name="Bring back what was there").click()
    expect(moments(there)).to_have_count(2)


def test_all_of_it_goes_by_keyboard(workbook: LiveWorkbook, open_page: Open) -> None:
    page = open_page(workbook.link)
    section = exercise(come_to(page, workbook))
    section.get_by_role("button", name="A new film for this tier").press("Enter")
    play = section.get_by_role("button", name="Play the film")
    expect(play).to_be_focused()
    for at in (4.02, 9.02):
        play_to(section, at)
        page.keyboard.press("m")
    expect(moments(section)).to_have_count(2)
    time = player(section).evaluate_handle("(video) => ({ at: () => video.currentTime })")
    for key, start in (("ArrowLeft", 7.0), ("ArrowLeft", 2.0), ("ArrowRight", 7.0)):
        page.keyboard.press(key)
        until(lambda at=start: at - 0.1 <= time.evaluate("(one) => one.at()") <= at + 2.02)
    first = section.get_by_role("button", name="0:02 to 0:04")
    first.focus()
    page.keyboard.press("ArrowLeft")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(section.get_by_role("button", name="0:07 to 0:09")).to_be_focused()
    moments(section).first.focus()
    page.keyboard.press("ArrowDown")
    expect(moments(section).first).not_to_have_value("")
    expect(moments(section).first).to_be_focused()
    page.keyboard.press("m")  # a letter in a list is the list's own
    expect(moments(section)).to_have_count(2)
    section.get_by_role("button", name="What the writer saw").press("Enter")
    expect(section.get_by_role("button", name="Put the writer’s away again")).to_be_focused()
    section.get_by_role("radio", name="The same").focus()
    page.keyboard.press("ArrowLeft")
    expect(section.get_by_role("radio", name="Quieter")).to_be_checked()
    expect(section.get_by_role("radio", name="Quieter")).to_be_focused()
    kept(section)


def test_a_film_is_drawn_while_one_reads_and_a_page_left_meanwhile_offers_it_again(
    workbook: LiveWorkbook, browser: Browser
) -> None:
    with browser.new_context(viewport={"width": 360, "height": 740}, color_scheme="dark", has_touch=True) as room:
        page = room.new_page()
        page.goto(workbook.link)
        come_to(page, workbook)
        section = page.get_by_role("region", name="Any film at all")
        section.get_by_role("button", name="A new film").click()
        bar = section.get_by_role("progressbar")
        expect(bar).to_be_visible()
        expect(section.locator(".vig-again-status")).to_contain_text("Your film is being drawn.")
        kept(section)
        no_wider_than(page, 360)
        assert Axe().run(page).response["violations"] == []
        come_to(page, workbook)
        expect(section.get_by_text("Your film is not drawn yet.")).to_be_visible()
        section.get_by_role("button", name="Draw this film").click()
        until(lambda: bar.evaluate("(bar) => bar.value") > 0)
        section.get_by_role("button", name="Stop drawing").click()
        expect(section.get_by_text("Stopped. Nothing of it was kept.")).to_be_visible()
        expect(section.get_by_role("button", name="Draw this film")).to_be_focused()

        other = exercise(page)
        other.get_by_role("button", name="A new film for this tier").click()
        play_to(other, 4.02)
        other.get_by_role("button", name="I saw something").click()
        other.get_by_role("button", name="What the writer saw").click()
        expect(other.get_by_text("The writer saw:").first).to_be_visible()
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        no_wider_than(page, 360)
        page.emulate_media(media="print")
        tools = other.locator(".vig-again-tools, .vig-again-away, .vig-again-next, .vig-exercise-foot")
        assert tools.evaluate_all("all => all.filter((one) => one.checkVisibility()).length") == 0
