"""Home as somebody meets it: tired on the first day, back on the second, and when the work has ended."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.beside_the_page import journal_of
from tests.browser.test_lesson import ready
from tests.live_workbook import LiveWorkbook, until
from vigwidgets.core.film import Film
from vigwidgets.core.left_off import LeftOff
from vigwidgets.core.mark import Mark
from vigwidgets.core.permission import Permission
from vigwidgets.core.span import Span
from vigwidgets.films import Shelf
from vigwidgets.workbook.clips import clips, shelve_clips
from vigwidgets.workbook.film_shelf import add_film

pytestmark = pytest.mark.browser
FIRST = "What we believe, and how it goes"
Open = Callable[[str], Page]


def rung(page: Page, number: int) -> object:
    return page.locator(".vig-rung").filter(has_text=f"Tier {number}:")


def is_clean(page: Page) -> None:
    """Fail with what axe finds wrong with the page as it is now."""
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []


def test_a_first_visit_is_calm_and_leads_to_the_first_chapter(workbook: LiveWorkbook, open_page: Open) -> None:
    page = open_page(workbook.link)
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome")
    expect(page.get_by_role("region", name="Where my work is").locator("code").first).to_have_text(str(workbook.data))
    expect(page.get_by_text("Whether this disk").or_(page.get_by_text("disk is"))).to_be_visible()
    expect(page.get_by_text("There is nothing to take yet.")).to_be_visible()
    expect(page.get_by_role("button", name="Make the file")).to_be_hidden()
    assert page.locator(".vig-rung").count() == 6
    assert page.locator(".vig-rung[data-been]").count() == 0
    assert "%" not in page.locator("main").inner_text()
    is_clean(page)
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("region", name="Where to go on").get_by_role("link", name=f"Begin with {FIRST}").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(FIRST)
    expect(page.locator("html")).to_have_attribute("data-link", "ready")
    page.go_back()
    page.locator("main").get_by_role("link", name="My film").first.click()
    page.wait_for_url("**/chapter/my_film")


def test_three_films_are_offered_and_the_one_that_was_marked_gives_its_place_to_the_next(
    workbook: LiveWorkbook, browser: Browser
) -> None:
    room = browser.new_context(viewport={"width": 320, "height": 720}, color_scheme="dark", locale="en-GB")
    page = room.new_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(workbook.link)
    row = page.get_by_role("region", name="Films for a quarter of an hour")
    films = row.get_by_role("listitem").get_by_role("link")
    expect(films).to_have_text(["Up it goes", "The robin", "Two socks"])
    expect(row.get_by_role("listitem").nth(1)).to_contain_text("0:31 · Leon, Winston")
    expect(row.get_by_role("listitem").nth(1)).to_contain_text("Tiers 1 and 2")
    assert {image.get_attribute("loading") for image in row.locator("img").all()} == {"lazy"}
    page.wait_for_load_state("networkidle")
    assert [url for url in fetched if url.endswith((".mp4", ".m4a"))] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    is_clean(page)
    page.emulate_media(media="print")
    expect(row.locator("img").first).to_be_hidden()
    expect(films.nth(1)).to_be_visible()
    page.emulate_media(media="screen")

    films.nth(1).press("Enter")
    page.wait_for_url("**/chapter/watch?film=c02*")
    ready(page)
    until(lambda: 0 <= page.locator("#p-20-06").bounding_box()["y"] < 200)
    page.get_by_role("button", name="Mark this moment").click()
    page.keyboard.press("Enter")
    with journal_of(workbook) as journal:
        until(lambda: journal.marks("c02"))
    page.get_by_role("navigation", name="Chapters").get_by_role("link", name="Welcome").click()
    expect(films).to_have_text(["Up it goes", "Two socks", "The red one"])
    row.get_by_role("link", name="See all the films").click()
    gallery = page.get_by_role("region", name="Films to watch")
    expect(gallery.get_by_role("listitem").filter(has_text="The robin").last).to_contain_text("You marked moments here")
    room.close()


def test_when_all_films_were_marked_the_way_leads_to_one_that_nobody_has_seen(
    workbook: LiveWorkbook, open_page: Open
) -> None:
    with journal_of(workbook) as journal:
        shelve_clips(journal)
        for one in clips():
            journal.add_mark(Mark(f"m-{one.id}", one.id, Span(0, 500)), change_id=f"c-{one.id}")
    page = open_page(workbook.link)
    row = page.get_by_role("region", name="Films for a quarter of an hour")
    expect(row).to_contain_text("there is always one that nobody has seen")
    expect(row.get_by_role("listitem")).to_have_count(0)
    is_clean(page)
    row.get_by_role("link", name="Draw me a new film").click()
    page.wait_for_url("**/chapter/watch*")
    expect(page.get_by_role("region", name="A new film").get_by_role("button")).to_be_visible()


def test_who_comes_back_finds_their_rungs_their_second_and_the_film_that_is_past_its_date(
    workbook: LiveWorkbook, open_page: Open
) -> None:
    with journal_of(workbook) as journal:
        shelve_clips(journal)
        for at, keys in ((1000, ("wondering",)), (3000, ("wondering", "waiting"))):
            mark = Mark(f"m{at}", "c01", Span(at, at + 500), principles=keys)
            journal.add_mark(mark, change_id=f"c{at}")
        journal.add_film(past_its_date())
        journal.leave_off(LeftOff("being_attentive", "01-06", "c01", 13_240, datetime.now(UTC)))
    page = open_page(workbook.link)
    expect(rung(page, 1)).to_contain_text("You marked 2 moments.")
    expect(rung(page, 2)).to_contain_text("You marked 1 moment.")
    expect(page.locator(".vig-rung[data-been]")).to_have_count(2)
    expect(rung(page, 1).get_by_role("link", name="Being attentive")).to_be_visible()
    past = page.get_by_role("region", name="Where my work is").get_by_role("link", name="Lunch")
    expect(past).to_have_attribute("href", f"{workbook.base}chapter/my_film?film=past1")
    expect(page.get_by_text("(it was until 31 July 2020)")).to_be_visible()
    is_clean(page)
    way = page.get_by_role("region", name="Where to go on")
    expect(way).to_contain_text("You were reading “Mark what you see” in Being attentive.")
    expect(way).to_contain_text("stood at 0:13.")
    way.get_by_role("link", name="Carry on").press("Enter")
    ready(page)
    until(lambda: abs(page.evaluate("document.querySelector('.vig-player video').currentTime") - 13.24) < 0.1)
    until(lambda: 0 <= page.locator("#p-01-06").bounding_box()["y"] < 200)


def test_work_is_taken_home_in_a_file_and_then_erased(workbook: LiveWorkbook, open_page: Open, tmp_path: Path) -> None:
    with journal_of(workbook) as journal:
        shelve_clips(journal)
        journal.add_mark(Mark("m1", "c01", Span(0, 500), note="Quincunx", principles=("waiting",)), change_id="c1")
    page = open_page(workbook.link)
    home = page.get_by_role("region", name="Take my work home")
    home.get_by_role("button", name="Make the file").click()
    expect(home.get_by_role("status")).to_contain_text("Your file is ready")
    with page.expect_download() as coming:
        home.get_by_role("link", name="Save the file").click()
    coming.value.save_as(tmp_path / "home.zip")
    assert zipfile.ZipFile(tmp_path / "home.zip").testzip() is None
    expect(home.get_by_role("status")).to_have_text("Your browser has the file. It is not kept here any longer.")
    expect(home.get_by_role("button", name="Make the file")).to_be_visible()

    page.get_by_text("Erase everything", exact=True).first.click()
    page.get_by_role("button", name="Erase everything …").click()
    window = page.get_by_role("dialog", name="Erase everything of yours?")
    erase = window.get_by_role("button", name="Erase everything")
    expect(erase).to_be_disabled()
    page.keyboard.press("Escape")
    expect(window).to_be_hidden()
    page.get_by_role("button", name="Erase everything …").click()
    is_clean(page)
    window.get_by_role("checkbox").check()
    erase.click()
    done = page.get_by_role("dialog", name="Everything is erased")
    expect(done).to_contain_text("Moments: 1.")
    done.get_by_role("button", name="Close").click()
    expect(page.locator(".vig-rung[data-been]")).to_have_count(0)
    expect(page.get_by_text("Nothing is in it yet.")).to_be_visible()
    with journal_of(workbook) as journal:
        assert (journal.all_marks(), journal.receipts()[0].marks) == ([], 1)


def test_work_that_was_taken_home_is_brought_back_on_another_machine(
    workbook: LiveWorkbook, open_page: Open, tmp_path: Path, testdata: Path
) -> None:
    with journal_of(workbook) as journal:
        shelve_clips(journal)
        shelf, file = Shelf(workbook.data / "films"), testdata / "video/mdn__interactive-examples/friday.mp4"
        film = add_film(journal, shelf, file, title="Tea at the table")
        journal.add_mark(Mark("m1", film.id, Span(0, 500), principles=("waiting",)), change_id="c1")
    page = open_page(workbook.link)
    home = page.get_by_role("region", name="Take my work home")
    home.get_by_role("radio", name="The same with my films").check()
    home.get_by_role("button", name="Make the file").click()
    with page.expect_download() as coming:
        home.get_by_role("link", name="Save the file").click()
    whole = tmp_path / "home.vigwork.zip"
    coming.value.save_as(whole)
    back = page.get_by_role("region", name="Bring my work back")
    back.get_by_text("Bring my work back").click()
    expect(back).to_contain_text("This needs an empty workbook")
    expect(back.get_by_label("Choose the file")).to_have_count(0)
    page.close()
    damaged = tmp_path / "damaged.vigwork.zip"
    damaged.write_bytes(whole.read_bytes()[:-1000])

    other = LiveWorkbook(tmp_path / "other", warm=True).start()
    try:
        page = open_page(other.link)
        page.get_by_role("link", name="My film").first.wait_for()
        waiting = open_page(f"{other.base}chapter/my_film")
        expect(waiting.get_by_role("heading", name="Your first film")).to_be_visible()
        back = page.get_by_role("region", name="Bring my work back")
        back.get_by_label("Choose the file").set_input_files(damaged)
        expect(back.get_by_role("status").last).to_contain_text("cut off")
        expect(back.get_by_label("Choose the file")).to_be_focused()
        is_clean(page)
        with page.expect_navigation():
            back.get_by_label("Choose the file").set_input_files(whole)
        expect(rung(page, 2)).to_contain_text("You marked 1 moment.")
        expect(page.get_by_role("button", name="Make the file")).to_be_visible()
        expect(waiting.get_by_role("region", name="My films")).to_contain_text("Tea at the table")
        page.goto(f"{other.base}chapter/my_film?film={film.id}")
        ready(page)
        expect(page.get_by_role("region", name="My films")).to_contain_text("1 moment marked")
        until(lambda: page.evaluate("document.querySelector('.vig-player video').readyState") >= 2)
    finally:
        other.kill()


def past_its_date() -> Film:
    """Return an own film that nobody may use any more; its bytes are not needed on Home."""
    return Film(
        id="past1", title="Lunch", duration_ms=60_000, frames=1500, variable_frame_rate=False, rotation=0, width=640,
        height=360, video_codec="h264", audio_codec="aac", playable="original", media_type="video/mp4",
        sha256="1" * 64, size_bytes=5_000_000, permission=Permission(until=date(2020, 7, 31)),
    )  # fmt: skip
