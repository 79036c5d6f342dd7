"""Somebody presses when they would speak; the film goes on, and then the time that was given is seen beside theirs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.beside_the_page import answer
from tests.browser.exercise_page import at_speed, rests
from tests.browser.own_notebook import come_to, workbook_with
from tests.live_workbook import LiveWorkbook, until

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
THEN = "What he did with the time: he put his book away, and looked along the cards."
FAST, SLOW = 4, 0.25


@pytest.fixture
def workbook(root: Path, tmp_path: Path) -> Iterator[LiveWorkbook]:
    wait = f'book.wait("t.wait", "c10", waits_ms=(6500, 13400), then={THEN!r})'
    with workbook_with(root, tmp_path, 'book.film("c01")', wait) as live:
        yield live


def kept(workbook: LiveWorkbook) -> dict[str, Any]:
    return answer(workbook, "t.wait")


def wait(page: Page) -> Locator:
    figure = page.get_by_role("region", name=re.compile("When would you speak"))
    figure.scroll_into_view_if_needed()
    at_speed(figure, FAST)
    return figure


def at_ms(figure: Locator) -> float:
    return 1000 * figure.locator("video").evaluate("(video) => video.currentTime")


def play(figure: Locator, name: str) -> None:
    at_speed(figure, FAST)
    figure.get_by_role("button", name=name, exact=True).press("Enter")
    until(lambda: not rests(figure))


def play_until(figure: Locator, name: str, ms: int) -> None:
    """Play, and go slowly from there on."""
    play(figure, name)
    arrived = "(video, ms) => new Promise((there) => { const look = () => video.currentTime * 1000 >= ms ? there()"
    figure.locator("video").evaluate(f"{arrived} : requestAnimationFrame(look); look(); }})", ms)
    at_speed(figure, SLOW)


def play_on(figure: Locator) -> None:
    """Go on fast until the film rests."""
    at_speed(figure, FAST)
    until(lambda: rests(figure))


def said(figure: Locator) -> Locator:
    return figure.locator(".vig-wait-said")


def test_a_press_is_kept_at_once_and_the_film_goes_on(workbook: LiveWorkbook, open_page: Open) -> None:
    page = come_to(open_page(workbook.link), workbook)
    figure = wait(page)
    now = figure.get_by_role("button", name="I would speak now")
    expect(now).to_have_attribute("aria-disabled", "true")
    play_until(figure, "Play the film", 8000)
    expect(now).to_be_focused()
    page.locator("h1").click()  # the space bar is the button wherever one is
    page.keyboard.press("Space")
    until(lambda: kept(workbook))
    assert not rests(figure)
    expect(figure.get_by_role("button", name="Kept. The film goes on.")).to_be_visible()
    expect(said(figure)).to_be_empty()
    (pressed_ms,) = kept(workbook)["presses"]
    assert 8000 <= pressed_ms < 16_400
    play_on(figure)
    assert at_ms(figure) == pytest.approx(16_400, abs=100)
    sentence = f"You would have spoken after {(pressed_ms - 6500) / 1000:.1f} s."
    expect(said(figure)).to_have_text(sentence)
    expect(figure).to_contain_text("Mr Okafor waited 6.9 s.")
    expect(figure).to_contain_text(THEN)
    figure.get_by_role("button", name="See it Puts a finger on the next card.").press("Enter")
    until(lambda: rests(figure) and abs(at_ms(figure) - 15_300) < 100)
    expect(said(figure)).to_have_text(sentence)
    figure.get_by_role("textbox", name="What did you see just then that made you want to speak?").fill("A hand.")
    until(lambda: kept(workbook) == {"presses": [pressed_ms], "stayed": False, "words": "A hand."})
    assert Axe().run(page).response["violations"] == []

    play_until(figure, "Try it again", 1000)
    expect(said(figure)).to_be_empty()
    page.keyboard.press("Enter")
    until(lambda: len(kept(workbook)["presses"]) == 2)
    page.reload()  # in the middle of a try: it was kept
    figure = wait(page)
    expect(said(figure)).to_have_text("You would have spoken before the wait began.")
    expect(figure.get_by_role("listitem")).to_have_count(3)
    figure.get_by_role("button", name=re.compile("Leave it out 1:")).click()
    expect(said(figure)).to_be_focused()
    until(lambda: len(kept(workbook)["presses"]) == 1)
    other = wait(come_to(open_page(workbook.base), workbook))
    expect(said(other)).to_have_text("You would have spoken before the wait began.")
    figure.get_by_role("button", name="Begin again").click()
    until(lambda: kept(workbook) == {})
    figure.get_by_role("button", name="Bring back what was there").click()
    until(lambda: kept(workbook).get("words") == "A hand.")


def test_who_would_have_gone_on_waiting_says_so_by_keyboard_alone(workbook: LiveWorkbook, open_page: Open) -> None:
    page = open_page(workbook.link)
    page.set_viewport_size({"width": 375, "height": 740})
    figure = wait(come_to(page, workbook))
    stay = figure.get_by_role("button", name="I would have gone on waiting")
    expect(stay).to_be_hidden()
    play_until(figure, "Play the film", 7000)
    figure.get_by_role("button", name="Pause").press("Enter")
    expect(figure.get_by_role("button", name="Go on", exact=True)).to_be_visible()
    expect(stay).to_be_visible()  # nobody has to sit out the last second
    play(figure, "Go on")
    play_on(figure)
    stay.press("Enter")
    expect(said(figure)).to_have_text("You would have gone on waiting.")
    expect(said(figure)).to_be_focused()
    expect(figure.get_by_role("textbox", name="What did you see that let you go on waiting?")).to_be_visible()
    until(lambda: kept(workbook) == {"presses": [], "stayed": True, "words": ""})
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    now = figure.get_by_role("button", name="I would speak now")
    play_until(figure, "Try it again", 6600)
    expect(now).to_be_focused()
    page.keyboard.press("Enter")
    play_on(figure)
    expect(said(figure)).to_contain_text("Another time you would have gone on waiting.")
    expect(stay).to_be_hidden()
    assert Axe().run(page).response["violations"] == []
    page.emulate_media(media="print")
    assert figure.get_by_role("button").count() == 0
    expect(figure).to_contain_text(THEN)
