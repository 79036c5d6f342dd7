"""Watch and practise as somebody meets it: choose a film, stop at a choice, mark, look at the writer's view, write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser import page_checks
from tests.browser.beside_the_page import journal_of
from tests.browser.test_lesson import ready
from tests.live_workbook import LiveWorkbook, until
from tests.workbook.packs.made_packs import MARK, card, make_pack
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.packs.taking_in import add_pack

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
WAYS = 'ways = [{ clip = "desk_a", text = "Waits" }, { clip = "desk_b", text = "Asks her" }]'
BOTH_PLAY = """(() => {
  const [video, audio] = [...document.querySelectorAll(".vig-player video, .vig-player audio")];
  return !audio.paused && audio.currentTime > 10.6 && Math.abs(audio.currentTime - video.currentTime) < 0.2;
})()"""
CHOICE = f'ask = "What did she leave undone?"\n\n[choice]\nat_ms = 1500\nquestion = "What could she do now?"\n{WAYS}\n'


@pytest.fixture
def workbook(tmp_path: Path) -> Iterator[LiveWorkbook]:
    """A workbook with a clip that stops at a choice, its two ways on, and another that pairs with it."""
    data = DataFolder(tmp_path / "data")
    pack = make_pack(tmp_path / "pack", clip_id="desk", clip=card("desk", more=CHOICE), marks=[MARK])
    for name in ("desk_a", "desk_b"):
        make_pack(pack, clip_id=name, clip=card(name))
    again = {"title": '"At the desk, again"', "tiers": "[3]"}
    make_pack(pack, clip_id="desk_again", clip=card("desk_again", more='pair = "desk"\n', **again))
    add_pack(data.make(), pack, person=Person(LOCAL_OWNER))
    live = LiveWorkbook(data.root, warm=True).start()
    yield live
    live.kill()


def is_clean(page: Page) -> None:
    """Fail with what axe finds, what is cut off and what sticks out on the page as it is now."""
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate(page_checks.CUT) == []
    assert page.evaluate(page_checks.OUT) == []


def shows(page: Page, clip: str) -> None:
    """Wait until this clip is in the player, its frames known."""
    until(lambda: f"/{clip}/film.mp4" in (page.locator(".vig-player video").get_attribute("src") or ""))
    expect(page.locator(".vig-player")).to_have_attribute("data-ready", "true")


def test_a_film_is_chosen_stops_goes_on_in_two_ways_and_is_compared_only_when_asked(
    workbook: LiveWorkbook, open_page: Open
) -> None:
    page = open_page(workbook.link)
    page.locator("main").get_by_role("link", name="Watch and practise").click()
    gallery = page.get_by_role("region", name="Films to watch")
    gallery.get_by_role("button", name="3 Receiving initiatives").click()
    expect(gallery.get_by_role("link", name="Up it goes")).to_have_count(0)
    expect(gallery.get_by_role("link", name="At the desk")).to_have_count(2)  # a pair stays together
    gallery.get_by_role("button", name="All films").press("Enter")
    expect(gallery.get_by_role("link", name="Up it goes")).to_be_visible()
    expect(page.get_by_role("button", name="Mark this moment")).to_be_hidden()
    is_clean(page)

    gallery.get_by_role("link", name="At the desk", exact=True).press("Enter")
    ready(page)
    page.get_by_role("region", name="Film", exact=True).get_by_role("button", name="Play").click()
    question = page.get_by_role("region", name="What could she do now?")
    expect(question.get_by_text("What could she do now?")).to_be_focused()
    until(lambda: abs(page.evaluate("document.querySelector('.vig-player video').currentTime") - 1.5) < 0.06)
    assert page.evaluate("document.querySelector('.vig-player video').paused")
    is_clean(page)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    shows(page, "desk_a")
    way = page.get_by_role("region", name="This is one way it could go on: Waits")
    until(lambda: page.evaluate("document.querySelector('.vig-player video').currentTime") > 0)
    ended = page.get_by_role("region", name="That was one way.")
    expect(way.or_(ended)).to_be_visible()
    expect(ended.get_by_text("That was one way.")).to_be_focused()
    ended.get_by_role("button", name="Go back and try another way").click()
    shows(page, "desk")
    expect(question.get_by_role("button", name="Asks her")).to_be_visible()
    question.get_by_role("button", name="Let the film go on").click()
    expect(question).to_be_hidden()
    page.keyboard.press("m")
    page.keyboard.press("Escape")

    writer = page.get_by_role("region", name="What the writer saw")
    assert page.get_by_text("She looks up.").count() == 0
    writer.get_by_role("button", name="What the writer saw").click()
    expect(writer.get_by_role("list")).to_contain_text("She looks up.")
    is_clean(page)
    writer.get_by_role("button", name="Put it away again").click()
    expect(page.get_by_text("She looks up.")).to_have_count(0)
    page.get_by_role("textbox", name="What did she leave undone?").fill("She let her finish.")
    with journal_of(workbook) as journal:
        until(lambda: journal.revisions("watch.about_this_clip", film="desk"))
        assert journal.answered() == {"watch": 1}


def test_captions_first_is_read_and_its_sounds_go_with_the_picture_on_every_film_from_then_on(
    workbook: LiveWorkbook, open_page: Open
) -> None:
    page = open_page(workbook.link)
    page.goto(f"{workbook.base}chapter/watch?film=c01")
    ready(page)
    player = page.get_by_role("region", name="Film", exact=True)
    first = player.get_by_role("button", name="Captions first: read what is said, hear only the sounds")
    expect(first).to_have_attribute("aria-pressed", "false")
    first.press("Enter")
    expect(first).to_have_attribute("aria-pressed", "true")
    page.evaluate("document.querySelector('.vig-player video').currentTime = 10.5")
    player.get_by_role("button", name="Play").click()
    expect(player.get_by_text("I wonder where that one's going.")).to_be_visible()
    until(lambda: page.evaluate(BOTH_PLAY))
    assert page.evaluate("document.querySelector('.vig-player video').muted")
    assert page.evaluate("document.querySelector('.vig-player audio').currentSrc").endswith("/c01/sounds.m4a")
    is_clean(page)
    page.reload()
    ready(page)
    expect(first).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("document.querySelector('.vig-player video').muted")
    first.press("Enter")
    assert not page.evaluate("document.querySelector('.vig-player video').muted")


def test_a_new_film_is_drawn_while_the_page_answers_and_stopping_leaves_nothing(
    workbook: LiveWorkbook, open_page: Open
) -> None:
    before = sorted(path.name for path in (workbook.data / "clips").iterdir())
    page = open_page(workbook.link.replace("/?", "/chapter/watch?"))
    new = page.get_by_role("region", name="A new film")
    expect(page.locator("html")).to_have_attribute("data-link", "ready")
    new.get_by_role("button", name="Draw me a new film").click()
    bar = new.get_by_role("progressbar")
    until(lambda: float(bar.evaluate("bar => bar.value")) > 0, seconds=40)
    page.get_by_role("textbox", name="own work this week").fill("Yes.")
    expect(page.get_by_role("group", name="Reflection").last.get_by_role("status")).to_have_text("Saved")
    new.get_by_role("button", name="Stop").click()
    expect(new.get_by_role("status")).to_have_text("Stopped. Nothing of it was kept.")
    expect(new.get_by_role("status")).to_be_focused()
    assert sorted(path.name for path in (workbook.data / "clips").iterdir()) == before
    is_clean(page)


def test_on_a_narrow_dark_page_everything_has_room_and_on_paper_no_tools_are_left(
    workbook: LiveWorkbook, browser: Browser
) -> None:
    with browser.new_context(viewport={"width": 320, "height": 720}, color_scheme="dark") as room:
        page = room.new_page()
        page.goto(workbook.link.replace("/?", "/chapter/watch?"))
        page.goto(f"{workbook.base}chapter/watch?film=desk")
        ready(page)
        is_clean(page)
        page.get_by_role("region", name="Film", exact=True).get_by_role("button", name="Play").click()
        expect(page.get_by_role("region", name="What could she do now?")).to_be_visible()
        page.get_by_role("region", name="What the writer saw").get_by_role("button").first.click()
        expect(page.get_by_text("She looks up.")).to_be_visible()
        is_clean(page)
        page.emulate_media(media="print")
        assert (
            page.locator(".vig-choice, .vig-drawing, .vig-gallery-filter").evaluate_all(
                "all => all.filter((one) => one.checkVisibility()).length"
            )
            == 0
        )
