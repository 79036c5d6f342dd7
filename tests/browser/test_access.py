"""The pages for everybody: without a mouse, with a finger, with large letters, in the dark, and read aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.beside_the_page import vig
from tests.browser.page_checks import clean
from tests.browser.test_lesson import PROMPT, ready, saved
from tests.browser.test_my_film import DID, marks
from tests.live_workbook import LiveWorkbook, until

pytestmark = pytest.mark.browser
Visit = Callable[..., Page]
EVERY_KEY_OF_THE_FILM = "m j l r p k x , . [ ] ? space M J L"
FOCUS = """() => { const at = document.activeElement, look = getComputedStyle(at), box = at.getBoundingClientRect();
    return {what: at === document.body ? '' : at.outerHTML.slice(0, 160),
            ringed: look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2,
            inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth}; }"""


@pytest.fixture
def film(workbook: LiveWorkbook, testdata: Path) -> str:
    """Id of a real film with two marks, one of them named."""
    added = vig(
        workbook, "film", "add", str(testdata / "video/mdn__interactive-examples/friday.mp4"), "--title", "Friday"
    )
    film_id = (added[0] if isinstance(added, list) else added)["id"]
    vig(
        workbook,
        "marks",
        "add",
        film_id,
        "--start",
        "500",
        "--end",
        "2500",
        "--principle",
        "waiting",
        "--note",
        "Quiet.",
    )
    vig(workbook, "marks", "add", film_id, "--start", "2000", "--end", "4000")
    return film_id


@pytest.fixture
def asked() -> list[str]:
    """Addresses that pages of this test asked for, sockets included."""
    return []


@pytest.fixture
def visit(browser: Browser, workbook: LiveWorkbook, errors: list[str], asked: list[str]) -> Iterator[Visit]:
    """Open a chapter in a browser of the given kind: `visit("chapter/my_film", width=360, touch=True, dark=True)`."""
    contexts: list[BrowserContext] = []

    def visited(path: str, *, width: int = 1280, height: int = 800, touch: bool = False, dark: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, has_touch=touch, is_mobile=touch, locale="en-GB",
            color_scheme="dark" if dark else "light", reduced_motion="reduce" if dark else "no-preference",
            storage_state=contexts[0].storage_state() if contexts else None,
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: errors.append(f"{said.text} {said.location}") if said.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.on("websocket", lambda socket: asked.append(socket.url))
        if len(contexts) == 1:
            page.goto(workbook.link)
        page.goto(workbook.base + path)
        return ready(page) if "film=" in path or "being_attentive" in path else page

    yield visited
    for context in contexts:
        context.close()


def focus_of(page: Page) -> dict[str, object]:
    """Return what has the focus; fail when that is not to be seen."""
    focus = page.evaluate(FOCUS)
    if focus["what"]:
        assert focus["ringed"], f"no ring around {focus['what']}"
        assert focus["inView"], f"not in view: {focus['what']}"
    return focus


MOST_STOPS = 150
"""Of the keyboard, in the longest chapter."""


def tab_to(page: Page, goal: Locator, *, back: bool = False) -> None:
    """Press Tab until `goal` has the focus; each stop on the way must be seen."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        focus_of(page)
        if goal.evaluate("(node) => node === document.activeElement"):
            return
    pytest.fail(f"Tab does not reach {goal}")


def film_at(page: Page) -> tuple[float, bool]:
    """Return where the film is, in seconds, and whether it stands still."""
    return tuple(page.locator(".vig-player video").evaluate("(film) => [film.currentTime, film.paused]"))


@pytest.mark.parametrize(("width", "scheme"), [pytest.param(1280, "light", marks=pytest.mark.thorough), (360, "dark")])
def test_axe_finds_nothing_on_my_film_in_any_state(visit: Visit, film: str, width: int, scheme: str) -> None:
    page = visit(f"chapter/my_film?film={film}", width=width, dark=scheme == "dark")
    clean(page, "closed")
    marks(page).first.get_by_role("button").click()
    expect(page.get_by_role("region", name="The chosen moment")).to_be_visible()
    page.evaluate("document.querySelector('video').pause()")
    clean(page, "mark selected")
    page.get_by_role("button", name="Mark this moment", exact=True).click()
    clean(page, "picker open")
    page.keyboard.type("wait")
    page.keyboard.press("Shift+Enter")
    clean(page, "picker with one chosen")
    page.keyboard.type("zzz")
    clean(page, "picker that finds nothing")
    page.get_by_role("button", name="Let it go").click()
    page.get_by_role("button", name="Keys", exact=True).click()
    clean(page, "keys")
    page.keyboard.press("Escape")
    page.get_by_role("textbox", name=DID).fill("I looked up.")
    saved(page, DID)
    page.get_by_role("button", name="Earlier versions").first.click()
    expect(page.get_by_role("dialog").get_by_role("listitem")).to_have_count(1)
    clean(page, "earlier versions")


@pytest.mark.parametrize(("width", "scheme"), [pytest.param(1280, "light", marks=pytest.mark.thorough), (360, "dark")])
def test_axe_finds_nothing_on_the_lesson_by_touch(visit: Visit, width: int, scheme: str) -> None:
    page = visit("chapter/being_attentive", width=width, dark=scheme == "dark", touch=True)
    page.get_by_role("link", name="If something on film worries you").tap()
    clean(page, "closed")
    page.get_by_role("button", name="Mark this moment", exact=True).tap()
    clean(page, "tiers")
    page.get_by_role("button", name="2 Encouraging initiatives").tap()
    page.get_by_role("button", name="More than one").tap()
    page.get_by_role("button", name="Waiting", exact=True).tap()
    clean(page, "principles")


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.thorough)])
def test_axe_finds_nothing_on_pages_without_a_film(
    visit: Visit, browser: Browser, workbook: LiveWorkbook, scheme: str
) -> None:
    page = visit("chapter/my_film", width=360, dark=scheme == "dark")
    expect(page.get_by_text("Your first film")).to_be_visible()
    clean(page, "no film yet")
    with browser.new_context(color_scheme=scheme) as stranger:
        door = stranger.new_page()
        assert door.goto(f"{workbook.base}chapter/my_film").status == 403
        clean(door, "the door")


def test_axe_finds_nothing_in_full_screen_nor_while_the_server_is_away(
    visit: Visit, workbook: LiveWorkbook, film: str
) -> None:
    page = visit(f"chapter/my_film?film={film}")
    page.get_by_role("button", name="Full screen").click()
    expect(page.get_by_role("button", name="Leave full screen")).to_be_visible()
    for tool in ("Mark this moment", "Undo"):
        expect(page.get_by_role("button", name=tool, exact=True)).to_be_in_viewport()
    clean(page, "full screen")
    page.get_by_role("button", name="Leave full screen").click()
    workbook.kill()
    page.get_by_role("textbox", name=DID).fill("Nobody hears this yet")
    expect(page.get_by_text("The connection is away for a moment.")).to_be_visible()
    expect(page.get_by_text("Not saved yet, kept on this device")).to_be_visible()
    clean(page, "server away")


def test_every_name_that_others_rely_on_is_there_on_both_pages(visit: Visit, film: str) -> None:
    for path, prompt in (("chapter/being_attentive", PROMPT), (f"chapter/my_film?film={film}", DID)):
        page = visit(path)
        for region in ("Film", "Timeline"):
            expect(page.get_by_role("region", name=region, exact=True)).to_have_count(1)
        for button in ("Play", "Mark this moment", "Undo"):
            expect(page.get_by_role("button", name=button, exact=True)).to_have_count(1)
        expect(page.get_by_role("list", name="Marks", exact=True)).to_have_count(1)
        for link in ("Welcome", "My film"):
            expect(
                page.get_by_role("navigation", name="Chapters", exact=True).get_by_role("link", name=link, exact=True)
            ).to_be_visible()
        box = page.get_by_role("group", name="Reflection", exact=True).get_by_role("textbox", name=prompt, exact=True)
        box.fill("Something")
        saved(page, prompt)
        page.get_by_role("button", name="Play", exact=True).click()
        expect(page.get_by_role("button", name="Pause", exact=True)).to_have_count(1)


def test_the_whole_lesson_can_be_done_by_keyboard_alone(visit: Visit) -> None:
    page = visit("chapter/being_attentive", width=1366, height=640)
    tab_to(page, page.get_by_role("link", name="Skip to the chapter"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("button", name="Play", exact=True))
    page.keyboard.press("Enter")
    until(lambda: film_at(page)[0] > 3)
    page.keyboard.press("m")
    expect(page.get_by_role("combobox", name="Which principle do you see?")).to_be_focused()
    focus_of(page)
    page.keyboard.type("giving time")
    page.keyboard.press("Enter")
    expect(marks(page)).to_contain_text(["Giving time and space"])
    assert film_at(page)[1] is False
    expect(page.get_by_role("button", name="Pause", exact=True)).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_focused()

    tab_to(page, marks(page).first.get_by_role("button"))
    page.keyboard.press("Enter")
    moment = page.get_by_role("region", name="The chosen moment")
    before = moment.get_by_role("heading").inner_text()
    tab_to(page, moment.get_by_role("button", name="Start later"), back=True)
    page.keyboard.press("Enter")
    expect(moment.get_by_role("heading")).not_to_have_text(before)
    tab_to(page, moment.get_by_role("textbox", name="What did you notice?"))
    page.keyboard.type("Her hands stay still")
    expect(moment.get_by_role("status")).to_have_text("Saved")
    tab_to(page, moment.get_by_role("button", name="Delete"), back=True)
    page.keyboard.press("Enter")
    expect(marks(page)).to_have_count(0)
    expect(page.get_by_role("button", name="Undo", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(marks(page)).to_contain_text(["Her hands stay still"])

    tab_to(page, page.get_by_role("textbox", name=PROMPT))
    page.keyboard.type("That she would be there.")
    saved(page)
    tab_to(page, page.get_by_role("navigation", name="Chapters").get_by_role("link", name="My film"), back=True)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="My film")).to_be_visible()


def test_keys_of_the_film_never_steal_what_is_typed(visit: Visit, film: str) -> None:
    page = visit(f"chapter/my_film?film={film}")
    marks(page).first.get_by_role("button").click()
    page.evaluate("document.querySelector('video').pause()")
    until(lambda: film_at(page)[1])
    before = film_at(page)
    for box in (page.get_by_role("textbox", name=DID), page.get_by_role("textbox", name="What did you notice?")):
        box.fill("")
        box.press_sequentially(EVERY_KEY_OF_THE_FILM)
        expect(box).to_have_value(EVERY_KEY_OF_THE_FILM)
        expect(box).to_be_focused()
        assert film_at(page) == before
    expect(marks(page)).to_have_count(2)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_moment_is_marked_by_touch_on_a_phone(visit: Visit, film: str) -> None:
    page = visit(f"chapter/my_film?film={film}", width=360, height=740, touch=True)
    page.get_by_role("button", name="Play", exact=True).tap()
    until(lambda: film_at(page)[0] > 1)
    page.get_by_role("button", name="Mark this moment", exact=True).tap()
    page.get_by_role("button", name="3 Receiving initiatives").tap()
    principle = page.get_by_role("button", name="Receiving with body language")
    assert principle.bounding_box()["height"] >= 44
    principle.tap()
    expect(marks(page)).to_have_count(3)
    expect(page.get_by_role("list", name="Marks")).to_contain_text("Receiving with body language")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_letters_of_double_size_never_make_a_page_scroll_sideways(visit: Visit, film: str) -> None:
    page = visit(f"chapter/my_film?film={film}", width=360)
    small = page.get_by_role("heading", level=1).bounding_box()["height"]
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32}})
    until(lambda: page.get_by_role("heading", level=1).bounding_box()["height"] > small)
    marks(page).first.get_by_role("button").click()
    page.get_by_role("button", name="Mark this moment", exact=True).click()
    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_film_and_tools_are_seen_together_on_a_school_laptop(visit: Visit) -> None:
    page = visit("chapter/being_attentive", width=1366, height=640)
    page.get_by_role("region", name="Film", exact=True).evaluate("(film) => film.scrollIntoView()")
    for button in ("Play", "Mark this moment", "Undo"):
        expect(page.get_by_role("button", name=button, exact=True)).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("group", name="Moments along the film")).to_be_in_viewport(ratio=1)
    expect(page.locator(".vig-player video")).to_be_in_viewport(ratio=1)
    page.keyboard.press("m")
    expect(page.get_by_role("button", name="Keep this moment")).to_be_in_viewport(ratio=1)
    expect(page.locator(".vig-player video")).to_be_in_viewport(ratio=1)


def test_no_page_asks_another_host_for_anything(
    visit: Visit, workbook: LiveWorkbook, film: str, asked: list[str]
) -> None:
    for path, prompt in (("chapter/being_attentive", PROMPT), (f"chapter/my_film?film={film}", DID)):
        page = visit(path)
        page.get_by_role("button", name="Play", exact=True).click()
        until(lambda page=page: film_at(page)[0] > 1)
        before = marks(page).count()
        page.keyboard.press("m")
        page.keyboard.press("Enter")
        expect(marks(page)).to_have_count(before + 1)
        page.get_by_role("textbox", name=prompt).fill("Something")
        saved(page, prompt)
        page.get_by_role("button", name="Earlier versions").first.click()
        expect(page.get_by_role("dialog").get_by_role("listitem").first).to_be_visible()
    own = (workbook.base, workbook.base.replace("http", "ws", 1), f"blob:{workbook.base}", "data:")
    assert len([url for url in asked if url.startswith("ws")]) >= 2
    assert [url for url in asked if not url.startswith(own)] == []
