"""Pictures, waves and speech on the timeline of one's own film: made beside the page, seen, stopped, gone on with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.beside_the_page import vig
from tests.browser.test_lesson import ready
from tests.live_workbook import LiveWorkbook, until

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
A_WHILE_MS = 120_000
PAINTED = """canvas => {
    const { width, height } = canvas;
    if (!width || !height) return 0;
    const pixels = canvas.getContext("2d").getImageData(0, 0, width, height).data;
    const columns = new Set();
    for (let x = 0; x < width; x += 1) {
      let there = 0;
      for (let y = 0; y < height; y += 1) if (pixels[4 * (y * width + x) + 3] > 0) there += 1;
      if (there) columns.add(x);
    }
    return columns.size / width; }"""
"""Which share of the columns of a canvas something is painted in."""


@pytest.fixture
def own(workbook: LiveWorkbook, root: Path) -> str:
    """Id of a film of a person's own: a drawn one, which has somebody speaking in it."""
    return vig(workbook, "film", "add", str(root / "sample_clips/c01/film.mp4"), "--title", "Tower")["id"]


def lane(page: Page, name: str) -> Locator:
    return page.locator(f".vig-{name} canvas")


def painted(page: Page, name: str) -> float:
    return lane(page, name).evaluate(PAINTED)


def at_film(page: Page, workbook: LiveWorkbook, film: str) -> Page:
    """Go to a film of one's own, and wait until it can be played."""
    page.goto(f"{workbook.base}chapter/my_film?film={film}")
    return ready(page)


def all_made(page: Page) -> None:
    """Wait until the quiet line says nothing any more, and look at the timeline."""
    expect(page.locator(".vig-lanes-line")).to_be_hidden(timeout=A_WHILE_MS)
    page.locator(".vig-film-lanes").scroll_into_view_if_needed()


def test_pictures_waves_and_speech_are_seen_and_follow_the_zoom(
    workbook: LiveWorkbook, own: str, open_page: Open
) -> None:
    page = at_film(open_page(workbook.link), workbook, own)
    all_made(page)
    timeline = page.get_by_role("region", name="Timeline")
    expect(timeline.get_by_text("Somebody speaks in 2 places")).to_be_visible()
    until(lambda: painted(page, "strip") > 0.9)
    until(lambda: painted(page, "waves") > 0.9)
    until(lambda: 0.02 < painted(page, "speech") < 0.5)
    height = page.locator(".vig-film-lanes").bounding_box()["height"]
    for _ in range(4):
        timeline.get_by_role("button", name="Closer").click()
    track = timeline.get_by_role("group", name="Moments along the film")
    track.evaluate("node => { node.scrollLeft = node.scrollWidth * 11 / 26.4 }")  # where somebody speaks
    until(lambda: painted(page, "speech") > 0.1)
    until(lambda: painted(page, "strip") > 0.9)
    covered = page.locator(".vig-strip").evaluate("""lane => {
        const [seen, drawn] = [lane.closest(".vig-track"), lane.firstChild].map(one => one.getBoundingClientRect());
        return drawn.left <= seen.left + 1 && drawn.right >= seen.right - 1 }""")
    assert covered
    assert page.locator(".vig-film-lanes").bounding_box()["height"] == height
    # a click on a picture goes to its time
    box = lane(page, "strip").locator("..").bounding_box()
    before = track.evaluate("node => node.scrollLeft")
    page.mouse.click(max(box["x"], 0) + (track.bounding_box()["x"] - max(box["x"], 0)) + 100, box["y"] + 20)
    until(lambda: page.locator(".vig-player video").evaluate("video => video.currentTime") > 1)
    assert abs(track.evaluate("node => node.scrollLeft") - before) < 2


def test_the_work_can_be_stopped_and_gone_on_with_and_is_there_at_the_next_visit(
    workbook: LiveWorkbook, own: str, open_page: Open
) -> None:
    page = at_film(open_page(workbook.link), workbook, own)
    stop = page.get_by_role("button", name="Stop for now")
    expect(stop).to_be_visible()
    stop.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Stopped for now. What is made so far stays.")).to_be_visible()
    go_on = page.get_by_role("button", name="Go on", exact=True)
    expect(go_on).to_be_focused()
    page.keyboard.press("Enter")
    all_made(page)
    until(lambda: painted(page, "strip") > 0.9)
    made = {path: path.stat().st_mtime_ns for path in (workbook.data / "films" / own / "lanes").iterdir()}
    page.reload()
    ready(page)
    page.locator(".vig-film-lanes").scroll_into_view_if_needed()
    until(lambda: painted(page, "waves") > 0.9)
    assert {path: path.stat().st_mtime_ns for path in made} == made


def test_a_page_as_narrow_as_a_phone_shows_them_smaller_and_never_scrolls_sideways(
    workbook: LiveWorkbook, own: str, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(workbook.link)
    at_film(page, workbook, own)
    all_made(page)
    until(lambda: painted(page, "strip") > 0.9)
    assert page.locator(".vig-film-lanes").bounding_box()["height"] < 100
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_a_clip_has_no_such_lanes(workbook: LiveWorkbook, open_page: Open) -> None:
    page = open_page(workbook.link)
    page.goto(f"{workbook.base}chapter/watch?film=c01")
    expect(page.locator(".vig-player")).to_have_attribute("data-ready", "true")
    expect(page.locator("html")).to_have_attribute("data-link", "ready")
    expect(page.locator(".vig-film-lanes").first).to_be_hidden()
    expect(page.locator(".vig-lanes-said").first).to_be_hidden()
