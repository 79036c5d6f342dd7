"""A film comes from a phone by a code on the page, and several come from the laptop one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.beside_the_page import vig
from tests.browser.test_lesson import ready
from tests.browser.test_my_film import my_film
from tests.live_workbook import LiveWorkbook
from vigwidgets.server.networks import SETTING, networks

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
NEAR = {} if networks() else {SETTING: "127.0.0.1"}
"""Where the machine is in no network, the phone is on the machine."""


@pytest.fixture
def workbook(tmp_path: Path) -> Iterator[LiveWorkbook]:
    """A workbook on an empty data folder, started."""
    live = LiveWorkbook(tmp_path / "data", environment=NEAR).start()
    yield live
    live.kill()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """Somebody's phone: small, touched, and signed in nowhere."""
    made = browser.new_context(
        viewport={"width": 375, "height": 740}, device_scale_factor=2, has_touch=True, is_mobile=True, locale="en-GB"
    )
    yield made
    made.close()


def shown_code(page: Page) -> str:
    """Have the page show a code and return the address beside it."""
    page.get_by_role("button", name="Bring it from a phone").click()
    expect(page.get_by_role("img", name="Code for the phone's camera")).to_be_visible()
    expect(page.get_by_role("heading", name="From your phone")).to_be_focused()
    return page.locator(".vig-phone-address").inner_text()


def opened(phone: BrowserContext, address: str, errors: list[str]) -> Page:
    """Open the address on the phone, watched for errors."""
    page = phone.new_page()
    page.on("console", lambda m: errors.append(f"{m.text} {m.location}") if m.type == "error" else None)
    page.on("pageerror", lambda e: errors.append(str(e)))
    page.goto(address)
    return page


def test_a_film_goes_from_a_phone_to_the_laptop_and_is_asked_about_there(
    workbook: LiveWorkbook, open_page: Open, phone: BrowserContext, errors: list[str], testdata: Path
) -> None:
    page = my_film(open_page(workbook.link))
    address = shown_code(page)
    there = opened(phone, address, errors)
    expect(there.get_by_role("heading", name="Send one film to the laptop")).to_be_visible()
    assert there.evaluate("document.documentElement.scrollWidth <= innerWidth")
    there.get_by_label("Choose a film").set_input_files(testdata / "video/mdn__interactive-examples/friday.mp4")
    expect(there.get_by_text("Done. Go on at the laptop.")).to_be_visible()

    expect(page.get_by_text("friday.mp4 is all here.")).to_be_visible()
    expect(page.get_by_role("textbox", name="What would you like to call it?")).to_have_value("friday")
    assert vig(workbook, "film", "list") == []  # nobody has said yet what was agreed
    page.get_by_role("textbox", name="Whose permission").fill("K.'s mother")
    page.get_by_role("button", name="Add this film").click()
    page.wait_for_url("**/chapter/my_film?film=*")
    ready(page)
    (film,) = vig(workbook, "film", "list")
    assert (film["title"], film["given_by"]) == ("friday", "K.'s mother")
    there.reload()
    expect(there.get_by_text("Done. Go on at the laptop.")).to_be_visible()


def test_a_phone_goes_on_after_a_reload_and_another_one_is_refused(
    workbook: LiveWorkbook, open_page: Open, phone: BrowserContext, browser: Browser, errors: list[str], testdata: Path
) -> None:
    page = my_film(open_page(workbook.link))
    address = shown_code(page)
    there = opened(phone, address, errors)
    film = testdata / "video/WyattBlue__auto-editor/example.mp4"
    pieces = []

    def stall_after_one(route: object) -> None:
        pieces.append(route)
        if len(pieces) == 1:
            route.continue_()  # type: ignore[attr-defined] - Playwright's route

    there.route("**/film/*?offset=*", stall_after_one)
    there.get_by_label("Choose a film").set_input_files(film)
    expect(there.get_by_text("example.mp4 is on its way")).to_be_visible()
    expect(there.get_by_text("2.1 MB of 3 MB")).to_be_visible()
    expect(page.get_by_text("example.mp4 comes from the phone.")).to_be_visible()
    there.reload()
    expect(there.get_by_text("example.mp4 stopped at")).to_be_visible()
    there.unroute_all(behavior="ignoreErrors")  # only now: the piece that was held back would still arrive

    strange = browser.new_context(viewport={"width": 375, "height": 740})
    second = opened(strange, address, errors)
    expect(second.get_by_role("alert")).to_contain_text("Another phone has used this code already.")
    expect(second.get_by_label("Choose a film")).to_be_hidden()
    strange.close()

    page.get_by_role("button", name="Add this film").click()  # the questions may be answered first
    expect(page.get_by_text("Comes from the phone …", exact=True)).to_be_visible()
    there.get_by_label("Choose it again").set_input_files(film)
    expect(there.get_by_text("Done. Go on at the laptop.")).to_be_visible()
    page.wait_for_url("**/chapter/my_film?film=*")
    assert len(vig(workbook, "film", "list")) == 1


def test_stopping_at_the_laptop_tells_the_phone_and_leaves_nothing(
    workbook: LiveWorkbook, open_page: Open, phone: BrowserContext, errors: list[str]
) -> None:
    page = my_film(open_page(workbook.link))
    address = shown_code(page)
    there = opened(phone, address, errors)
    expect(there.get_by_label("Choose a film")).to_be_attached()
    page.get_by_role("button", name="Stop taking films from a phone").click()
    expect(page.get_by_role("button", name="Bring it from a phone")).to_be_focused()
    there.get_by_label("Choose a film").set_input_files({"name": "a.mp4", "mimeType": "video/mp4", "buffer": b"x" * 50})
    expect(there.get_by_text("out of reach").or_(there.get_by_text("This code is over."))).to_be_visible()
    assert not list(workbook.data.rglob("*.film"))


def test_three_films_queue_and_one_that_is_no_film_keeps_nobody_waiting(
    workbook: LiveWorkbook, open_page: Open, testdata: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"no film at all" * 1000)
    folder = testdata / "video/mdn__interactive-examples"
    page = my_film(open_page(workbook.link))
    page.get_by_label("Choose a film").set_input_files([folder / "friday.mp4", broken, folder / "flower.mp4"])
    page.get_by_role("textbox", name="Name of friday.mp4").fill("At lunch")
    page.get_by_role("textbox", name="Whose permission").fill("K.'s mother")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Add these films").click()
    lines = page.get_by_role("list", name="Films on their way").get_by_role("listitem")
    expect(lines).to_have_count(3)
    expect(lines.nth(0)).to_contain_text("The film is here now.")
    expect(lines.nth(1)).to_contain_text("This file is no film")
    expect(lines.nth(2)).to_contain_text("The film is here now.")
    expect(page.get_by_text("That was all of them")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    films = vig(workbook, "film", "list")
    assert sorted((film["title"], film["given_by"]) for film in films) == [
        ("At lunch", "K.'s mother"),
        ("flower", "K.'s mother"),
    ]
    page.get_by_role("button", name="Put broken away").click()
    expect(lines).to_have_count(2)
    page.get_by_role("link", name="Go to the film flower").click()
    page.wait_for_url("**/chapter/my_film?film=*")
    expect(page.get_by_role("heading", name="Add a film")).to_be_hidden()


def test_films_may_be_asked_about_one_after_the_other(workbook: LiveWorkbook, open_page: Open, testdata: Path) -> None:
    folder = testdata / "video/mdn__interactive-examples"
    page = my_film(open_page(workbook.link))
    page.get_by_label("Choose a film").set_input_files([folder / "friday.mp4", folder / "flower.mp4"])
    page.get_by_role("checkbox", name="the same for all").uncheck()
    expect(page.get_by_text("What follows is about friday.mp4.")).to_be_visible()
    page.get_by_role("textbox", name="Whose permission").fill("K.'s mother")
    page.get_by_role("button", name="Add this film").click()
    expect(page.get_by_role("textbox", name="What would you like to call it?")).to_have_value("flower")
    page.get_by_role("textbox", name="Whose permission").fill("M.'s father")
    page.get_by_role("button", name="Add this film").click()
    lines = page.get_by_role("list", name="Films on their way").get_by_role("listitem")
    expect(lines.filter(has_text="The film is here now.")).to_have_count(2)
    found = {film["title"]: film["given_by"] for film in vig(workbook, "film", "list")}
    assert found == {"friday": "K.'s mother", "flower": "M.'s father"}


def test_after_a_reload_films_are_named_and_go_on_once_they_are_chosen_again(
    workbook: LiveWorkbook, open_page: Open, testdata: Path
) -> None:
    long, short = testdata / "video/WyattBlue__auto-editor/example.mp4", (
        testdata / "video/mdn__interactive-examples/friday.mp4"
    )  # fmt: skip
    page = my_film(open_page(workbook.link))
    page.route("**/vig/arriving/*?offset=*", lambda _route: None)  # no piece gets through
    page.get_by_label("Choose a film").set_input_files([long, short])
    page.get_by_role("textbox", name="Whose permission").fill("K.'s mother")
    page.get_by_role("button", name="Add these films").click()
    lines = page.get_by_role("list", name="Films on their way").get_by_role("listitem")
    expect(lines.nth(1)).to_contain_text("Waits for its turn")
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(lines.nth(0)).to_contain_text("example.mp4")
    expect(lines.nth(1)).to_contain_text("friday.mp4")
    expect(lines.filter(has_text="Choose the file again")).to_have_count(2)
    page.unroute_all(behavior="ignoreErrors")
    page.get_by_label("Choose these files again").set_input_files([long, short])
    expect(lines.filter(has_text="The film is here now.")).to_have_count(2)
    assert {film["given_by"] for film in vig(workbook, "film", "list")} == {"K.'s mother"}
