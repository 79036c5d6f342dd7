"""A chapter is read, not only used: its passages play in place, and it holds together at every size and on paper."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.live_workbook import LiveWorkbook, until

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
WAIT = "Giving time and space for the other"
WONDER = "Wondering what the other is doing, thinking or feeling"


def moment(page: Page, name: str) -> Locator:
    return page.get_by_role("figure", name=name).first


def at_s(figure: Locator) -> float:
    """Return the time its video shows, in seconds, once no seek is under way; -1 before."""
    return figure.locator("video").evaluate("(v) => v.readyState > 1 && !v.seeking ? v.currentTime : -1")


def paused(figure: Locator) -> bool:
    return figure.locator("video").evaluate("(video) => video.paused")


def hurry(figure: Locator) -> None:
    figure.locator("video").evaluate("(video) => { video.playbackRate = 4; }")


def test_a_passage_plays_alone_and_rests_on_what_the_other_did_next(workbook: LiveWorkbook, open_page: Open) -> None:
    page = open_page(workbook.lesson)
    expect(page.locator("html")).to_have_attribute("data-link", "ready")
    figures = page.locator(".vig-moment")
    expect(figures).to_have_count(5)
    assert page.evaluate("[...document.querySelectorAll('.vig-moment video')].some((v) => v.src)") is False

    wait, wonder = moment(page, WAIT), moment(page, WONDER)
    wait.scroll_into_view_if_needed()
    until(lambda: at_s(wait) == pytest.approx(27.0, abs=0.03))
    assert paused(wait), "nothing plays by itself"
    assert wait.locator("track").evaluate("(track) => track.track.mode") == "showing"

    page.get_by_role("button", name="Play", exact=True).click()
    until(lambda: page.evaluate("document.querySelector('.vig-player video').currentTime") > 0.1)
    wonder.get_by_role("button", name="Play 0:12 – 0:20").click()
    until(lambda: not paused(wonder) and page.evaluate("document.querySelector('.vig-player video').paused"))
    wonder.get_by_role("button", name="Pause").click()
    assert 11.9 < wonder.locator("video").evaluate("(video) => video.currentTime") < 20.7
    wonder.get_by_role("button", name="Play 0:12 – 0:20").click()
    until(lambda: not paused(wonder))

    wait.get_by_role("button", name=f"Play 0:21 – 0:32 {WAIT}").press("Enter")
    until(lambda: paused(wonder) and not paused(wait))
    hurry(wait)
    expect(wait.get_by_role("button", name="Play again")).to_be_visible()
    until(lambda: at_s(wait) == pytest.approx(32.2, abs=0.05))

    slower = wait.get_by_role("button", name="Slower")
    slower.press("Space")
    expect(slower).to_have_attribute("aria-pressed", "true")
    assert wait.locator("video").evaluate("(video) => video.playbackRate") == 0.5
    assert paused(wait), "the space bar was the button's own"
    page.get_by_role("heading", name="A wait with nobody in it").click()
    page.keyboard.press("m")
    expect(page.get_by_role("button", name="Keep this moment")).to_be_visible()  # the lesson's film still has its keys


def test_a_chapter_holds_together_at_every_size_and_on_paper(workbook: LiveWorkbook, open_page: Open) -> None:
    page = open_page(workbook.lesson)
    expect(page.locator(".vig-moment")).to_have_count(5)
    for width, height in ((320, 256), (390, 844), (1440, 900)):  # the first is what 400 % leaves of a laptop's window
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        picture = page.locator(".vig-in-text").first.bounding_box()
        assert picture["width"] >= min(0.8 * width, 500)
        assert picture["width"] / picture["height"] == pytest.approx(16 / 9, rel=0.01)

    card = page.get_by_role("group", name="Reflection").first
    card.get_by_role("textbox").fill("My grandmother on the back step")
    expect(card.get_by_role("status")).to_have_text("Saved")
    page.emulate_media(media="print")
    expect(card.get_by_role("textbox")).to_have_value("My grandmother on the back step")
    wait = moment(page, WAIT)
    expect(wait.get_by_text("He looks up from the page")).to_be_visible()
    expect(wait.locator("video")).to_be_visible()
    expect(page.locator(".vig-turn-when").first).to_have_text("0:00")
    expect(page.locator(".vig-turn-when").first).to_be_visible()
    for button in page.locator("main").get_by_role("button").all():
        expect(button).to_be_hidden()
