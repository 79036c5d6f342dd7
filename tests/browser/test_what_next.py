"""A film stops itself and asks; somebody chooses a way or writes one, and sees what may come of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.beside_the_page import answer
from tests.browser.exercise_page import at_speed
from tests.browser.own_notebook import come_to, workbook_with
from tests.live_workbook import LiveWorkbook, until

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
SITS, SAYS = "Sits down beside him, without a word", "Says what she sees on his page"
FELT, OWN = "What may this let the other feel?", "Something else, in your words"


@pytest.fixture
def workbook(root: Path, tmp_path: Path) -> Iterator[LiveWorkbook]:
    with workbook_with(root, tmp_path, 'book.what_next("t.next", "c06", title="And then?")') as live:
        yield live


def kept(workbook: LiveWorkbook) -> dict[str, Any]:
    return answer(workbook, "t.next")


def asking(page: Page) -> Locator:
    figure = page.get_by_role("region", name="And then?")
    figure.scroll_into_view_if_needed()
    at_speed(figure, 4)
    return figure


def stands(figure: Locator, clip: str, at_s: float) -> bool:
    """Whether that film rests at that time."""
    return figure.locator("video").evaluate(
        "(video, [clip, at]) => video.paused && !video.seeking && video.currentSrc.includes(`/${clip}/`)"
        " && Math.abs(video.currentTime - at) < 0.15",
        [clip, at_s],
    )


def test_one_chooses_and_sees_each_way_in_the_same_frame(workbook: LiveWorkbook, open_page: Open) -> None:
    page = come_to(open_page(workbook.link), workbook)
    figure = asking(page)
    question = figure.get_by_role("group", name="Callum has lifted his book and looks up. What could Priya do now?")
    expect(question).to_be_hidden()
    figure.get_by_role("button", name="Play the film").click()
    until(lambda: stands(figure, "c06", 4.0))
    expect(question).to_be_visible()
    expect(question).to_contain_text("None of these is the right one.")
    assert kept(workbook) == {}
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(question.get_by_role("radio", name=SITS)).to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(question.get_by_role("radio", name=SAYS)).to_be_checked()
    until(lambda: kept(workbook) == {"chosen": "c06b", "own": "", "seen": [], "felt": {}})
    figure.get_by_role("button", name=f"See this way {SAYS}").click()
    expect(figure.get_by_role("status").first).to_have_text(f"This is one way it could go on: {SAYS}")
    until(lambda: stands(figure, "c06b", 12.8))
    expect(figure.get_by_role("status").first).to_have_text(f"That was one way: {SAYS}")
    figure.get_by_role("button", name="Write what it may let the other feel").press("Enter")
    box = figure.get_by_role("textbox", name=f"{FELT} {SAYS}")
    expect(box).to_be_focused()
    page.keyboard.type("That his page is seen.")
    until(lambda: kept(workbook)["felt"] == {"c06b": "That his page is seen."})
    reading = figure.get_by_text("One reading, there may be others: Callum may feel that somebody has seen")
    expect(reading).to_be_visible()
    expect(figure.get_by_text("One reading")).to_have_count(3)
    expect(figure.get_by_text("One reading").filter(visible=True)).to_have_count(1)  # that of the way seen
    assert Axe().run(page).response["violations"] == []

    figure.get_by_role("button", name=f"See this way {SITS}").click()
    until(lambda: kept(workbook)["seen"] == ["c06b", "c06a"])
    expect(figure.get_by_role("textbox", name=f"{FELT} {SITS}")).to_be_visible()
    figure.get_by_role("button", name=f"See this way again {SITS}").click()
    figure.get_by_role("button", name="Back to the film").click()
    until(lambda: stands(figure, "c06", 4.0))
    figure.get_by_role("radio", name=SITS).check()
    until(lambda: kept(workbook)["chosen"] == "c06a")
    assert kept(workbook)["felt"] == {"c06b": "That his page is seen."}


def test_one_may_write_a_way_of_ones_own(workbook: LiveWorkbook, open_page: Open) -> None:
    page = open_page(workbook.link)
    page.set_viewport_size({"width": 375, "height": 740})
    figure = asking(come_to(page, workbook))
    figure.get_by_role("button", name="Go on to the question").press("Enter")
    expect(figure.get_by_text("What could Priya do now?")).to_be_focused()
    figure.get_by_role("radio", name="Something else:").check()
    expect(figure.get_by_role("textbox", name=OWN)).to_be_focused()
    page.keyboard.type("Waves the book back.")
    until(lambda: kept(workbook) == {"chosen": "", "own": "Waves the book back.", "seen": [], "felt": {}})
    expect(figure).to_contain_text("What you wrote is one more way.")
    other = asking(come_to(open_page(workbook.base), workbook))
    expect(other.get_by_role("radio", name="Something else:")).to_be_checked()
    other.get_by_role("radio", name=SAYS).check()
    until(lambda: kept(workbook)["chosen"] == "c06b")
    page.reload()
    figure = asking(page)
    expect(figure.get_by_role("radio", name=SAYS)).to_be_checked()
    expect(figure.get_by_role("textbox", name=OWN)).to_have_value("Waves the book back.")
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert Axe().run(page).response["violations"] == []
    figure.get_by_role("button", name="Begin again").click()
    until(lambda: kept(workbook) == {})
    page.emulate_media(media="print")
    expect(figure.get_by_text(SITS).first).to_be_visible()
    assert figure.get_by_role("button").count() == 0
