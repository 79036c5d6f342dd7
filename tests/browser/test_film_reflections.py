"""What is written about a film stays that film's, however quickly films change and however slow the kernel is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, WebSocketRoute, expect

from tests.browser.beside_the_page import journal_of, vig
from tests.browser.test_lesson import ready, saved
from tests.browser.test_my_film import DID
from tests.live_workbook import LiveWorkbook, until

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
FILMS = {"Friday": "mdn__interactive-examples/friday.mp4", "Counter": "Breakthrough__PySceneDetect/counter.mp4"}
LIST = "my_film-1"
"""Id of the list of films, the first widget that the chapter places."""


@pytest.fixture
def films(workbook: LiveWorkbook, testdata: Path) -> dict[str, str]:
    """Ids of two films of this person's."""
    return {
        title: vig(workbook, "film", "add", str(testdata / "video" / path), "--title", title)["id"]
        for title, path in FILMS.items()
    }


@pytest.fixture
def choose(context: BrowserContext) -> Callable[[str], None]:
    """Opens another film in the page as it stands, as notebooks in JupyterLab do."""
    servers: list[WebSocketRoute] = []
    context.route_web_socket("**/channels?*", lambda route: servers.append(route.connect_to_server()))

    def chosen(film: str) -> None:
        asked = {"type": "request", "id": f"choose-{film}", "kind": "film.choose", "payload": {"id": film}}
        header = {"msg_id": f"m-{film}", "username": "", "session": "test", "msg_type": "comm_msg", "version": "5.3"}
        content = {"comm_id": LIST, "data": {"method": "custom", "content": asked}}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content}
        servers[-1].send(json.dumps({**message, "channel": "shell", "buffers": []}))

    return chosen


def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name=DID)


def drafts(page: Page) -> list[str]:
    names: list[str] = page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('vig.draft/'))")
    return names


def kept(workbook: LiveWorkbook, page: Page, film: str) -> str:
    """Return the newest text about the film that the journal on the disk holds."""
    page.evaluate("1")  # what goes through the socket goes on only while Playwright is asked for something
    with journal_of(workbook) as journal:
        newest = journal.reflection("my_film.what_i_did", film=film)
        return newest.text if newest else ""


def test_what_is_typed_about_one_film_never_reaches_another(
    workbook: LiveWorkbook, films: dict[str, str], open_page: Open, choose: Callable[[str], None]
) -> None:
    friday, counter = films["Friday"], films["Counter"]
    open_page(workbook.link).close()
    page = ready(open_page(f"{workbook.base}chapter/my_film?film={friday}"))
    box(page).fill("About Friday")
    box(page).press_sequentially(" and more")
    choose(counter)
    expect(box(page)).to_have_value("")
    until(lambda: kept(workbook, page, friday) == "About Friday and more")
    box(page).fill("About the counter")
    saved(page, DID)

    (kernel,) = workbook.kernels()
    kernel.suspend()
    try:
        choose(friday)
        box(page).press_sequentially(", slowly,")
        page.get_by_role("button", name="Mark this moment").focus()  # leaving the box asks to save
        box(page).press_sequentially(" and on")
        until(lambda: len(drafts(page)) == 1)
    finally:
        kernel.resume()
    expect(box(page)).to_have_value("About Friday and more")
    until(lambda: kept(workbook, page, counter) == "About the counter, slowly, and on")
    assert kept(workbook, page, friday) == "About Friday and more"
    until(lambda: drafts(page) == [])

    box(page).press_sequentially("!")
    page.goto(f"{workbook.base}chapter/my_film?film={counter}")  # before it could be saved
    ready(page)
    expect(box(page)).to_have_value("About the counter, slowly, and on")
    page.goto(f"{workbook.base}chapter/my_film?film={friday}")
    expect(box(page)).to_have_value("About Friday and more!")
    until(lambda: kept(workbook, page, friday) == "About Friday and more!")


def test_what_was_written_about_a_film_is_erased_for_good_and_an_erased_film_keeps_no_draft(
    workbook: LiveWorkbook, films: dict[str, str], open_page: Open
) -> None:
    friday, counter = films["Friday"], films["Counter"]
    open_page(workbook.link).close()
    page = ready(open_page(f"{workbook.base}chapter/my_film?film={friday}"))
    box(page).fill("A word to be erased")
    saved(page, DID)
    card = page.get_by_role("group", name="Reflection").filter(has=box(page))
    card.get_by_role("button", name="Earlier versions").click()
    window = page.get_by_role("dialog", name="Earlier versions")
    window.get_by_role("button", name="Erase what I wrote here").click()
    expect(window.get_by_role("button", name="Keep it")).to_be_focused()
    page.keyboard.press("Enter")
    expect(window.get_by_role("button", name="Erase what I wrote here")).to_be_focused()
    page.keyboard.press("Enter")
    assert kept(workbook, page, friday) == "A word to be erased"
    window.get_by_role("button", name="Erase it for good").click()
    expect(window).to_be_hidden()
    expect(card).to_contain_text("Erased, with all its earlier versions.")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("")
    assert kept(workbook, page, friday) == ""
    assert (drafts(page), b"to be erased" in (workbook.data / "journal.db").read_bytes()) == ([], False)
    page.keyboard.type("Anew")
    saved(page, DID)

    vig(workbook, "erase", friday, "--yes")
    box(page).press_sequentially(" and nowhere")
    expect(card).to_contain_text("Not saved yet")
    expect(card.locator(".vig-reflection-note")).not_to_be_empty()
    box(page).press_sequentially(" at all")
    assert drafts(page) == []
    vig(workbook, "erase", counter, "--yes")
    page.goto(f"{workbook.base}chapter/my_film")
    expect(page.get_by_text("Open one of your films first.").first).to_be_visible()
    expect(box(page)).to_be_hidden()
