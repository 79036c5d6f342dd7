"""A person's path, drawn flat and as a landscape that is loaded only when somebody asks for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, expect

from tests.browser.beside_the_page import journal_of, vig
from tests.browser.conftest import FLAGS, patient
from tests.browser.own_notebook import come_to, workbook_with
from tests.live_workbook import PATIENCE_MS, LiveWorkbook, until
from tests.walked_path import walk

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
MOST_BYTES = 2_500_000
MANY = 60
"""Colours of a picture in which something is drawn; an empty room is of blacks and greys."""


@pytest.fixture(scope="module")
def browser(playwright: Playwright, chromium_path: Path) -> Iterator[Browser]:
    drawing = ["--enable-unsafe-swiftshader", "--use-angle=swiftshader"]  # three dimensions without a graphics card
    running = playwright.chromium.launch(
        executable_path=str(chromium_path), args=[*FLAGS, *drawing], timeout=PATIENCE_MS
    )
    yield patient(running)
    running.close()


@pytest.fixture
def workbook(root: Path, tmp_path: Path) -> Iterator[LiveWorkbook]:
    with workbook_with(root, tmp_path, "book.journey()") as live:
        yield live


@pytest.fixture
def walked(workbook: LiveWorkbook, testdata: Path) -> LiveWorkbook:
    film = vig(workbook, "film", "add", str(testdata / "video/mdn__interactive-examples/friday.mp4"))["id"]
    with journal_of(workbook) as journal:
        walk(journal, journal.film(film))
    return workbook


def picture(page: Page, title: str) -> Locator:
    return page.get_by_role("region", name="Your journey").get_by_role("region", name=title, exact=True)


def _colours(figure: Locator) -> int:
    """Return how many colours, greys apart, the figure has."""
    shown = Image.open(BytesIO(figure.screenshot())).convert("RGB")
    return sum(max(one) - min(one) > 24 for _, one in shown.getcolors(1 << 24) or [])


def test_a_path_that_has_not_begun_is_welcome(workbook: LiveWorkbook, open_page: Open) -> None:
    page = come_to(open_page(workbook.link), workbook)
    expect(picture(page, "Found, practised, written")).to_contain_text("Nothing has gathered here yet")
    expect(page.locator(".vig-journey svg")).to_have_count(0)
    expect(page.get_by_role("button", name="Show it as a landscape")).to_be_hidden()


def test_each_picture_says_what_is_there_by_keyboard_and_in_numbers(
    walked: LiveWorkbook, open_page: Open, tmp_path: Path
) -> None:
    page = come_to(open_page(walked.link), walked)
    work = picture(page, "Found, practised, written")
    expect(work).to_contain_text("You began on 7 September 2026, and you came back.")
    work.get_by_role("button", name="Drawn films, the week from 7 September 2026: 5 moments marked.").focus()
    page.keyboard.press("Enter")
    expect(work.get_by_role("status")).to_have_text("Drawn films, the week from 7 September 2026: 5 moments marked.")
    hope = picture(page, "My number for my hope")
    hope.get_by_role("button", name=re.compile("^30 September 2026: 5")).click()
    expect(hope.get_by_role("status")).to_have_text("30 September 2026: 5. You said: “We laughed about the peas.”")
    found = picture(page, "What you found, session by session")
    found.locator("summary").click()
    expect(found.get_by_role("row").nth(1)).to_have_text(
        re.compile(r"7 September 2026\s*Being attentive\s*3 moments in drawn films")
    )
    with page.expect_download() as coming:
        picture(page, "The landscape, laid flat").get_by_role("button", name=re.compile("^Save the numbers")).click()
    coming.value.save_as(tmp_path / "land.csv")
    assert (tmp_path / "land.csv").read_text("utf-8-sig").splitlines()[0] == "on,tier,step,moments"


@pytest.mark.parametrize("width", [1366, 375])
def test_nothing_keeps_anybody_from_reading_it(walked: LiveWorkbook, open_page: Open, width: int) -> None:
    page = open_page(walked.link)
    page.set_viewport_size({"width": width, "height": 800})
    come_to(page, walked)
    for summary in page.locator(".vig-journey summary").all():
        summary.click()
    found = Axe().run(page, context=".vig-journey").response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    expect(page.locator(".vig-journey svg").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_landscape_is_drawn_in_its_own_window_from_this_host_alone(
    walked: LiveWorkbook, open_page: Open, context: BrowserContext, errors: list[str]
) -> None:
    page = come_to(open_page(walked.link), walked)
    asked: list[tuple[str, int]] = []

    def watch(new: Page) -> None:
        new.on("console", lambda m: errors.append(m.text) if m.type == "error" else None)
        new.on("pageerror", lambda e: errors.append(str(e)))
        new.on("requestfinished", lambda r: asked.append((r.url, r.sizes()["responseBodySize"])))

    context.on("page", watch)
    with context.expect_page() as coming:
        page.get_by_role("button", name="Show it as a landscape").click()
    window = coming.value
    expect(window.get_by_role("status")).to_have_text("The landscape is here.")
    expect(page.get_by_role("status").filter(has_text="in its own window")).to_have_count(1)
    figure = window.locator(".vig-landscape-figure")
    until(lambda: _colours(figure) > MANY)  # balls and stems, not the empty room alone
    before = figure.screenshot()
    window.get_by_role("button", name="Turn it left").click()
    until(lambda: figure.screenshot() != before)
    assert all(url.startswith((walked.base, "data:", "blob:")) for url, _ in asked)
    assert 1_000_000 < sum(size for _, size in asked) <= MOST_BYTES
    found = Axe().run(window).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    window.reload()
    expect(window.get_by_role("status")).to_have_text("The landscape is here.")
    page.goto(walked.base)
    until(window.is_closed)


def test_the_window_alone_says_where_to_go(workbook: LiveWorkbook, open_page: Open) -> None:
    page = open_page(workbook.link)
    page.goto(f"{workbook.base}vig/landscape")
    expect(page.get_by_role("status")).to_contain_text("Go there and choose “Show it as a landscape” again.")
