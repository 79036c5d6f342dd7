"""A room in real browsers: a trainer's big screen and two phones, on plain http, with a reload, a sleep and a kill."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import page_checks
from tests.live_workbook import LiveWorkbook, until
from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.journal import Journal
from vigwidgets.server.networks import SETTING, networks
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.pass_phrases import PassPhrases

pytestmark = pytest.mark.browser
PHRASE = "slow river lamp garden"
NEAR = {} if networks() else {SETTING: "127.0.0.1"}
PHONE = {"viewport": {"width": 375, "height": 740}, "has_touch": True, "is_mobile": True, "locale": "en-GB"}


@pytest.fixture
def workbook(tmp_path: Path) -> Iterator[LiveWorkbook]:
    """A workbook on an empty data folder, started."""
    live = LiveWorkbook(tmp_path / "data", environment=NEAR, warm=True, more=("--share",)).start()
    yield live
    live.kill()


@pytest.fixture
def phones(browser: Browser) -> Iterator[list[BrowserContext]]:
    """Two people's phones."""
    made = [browser.new_context(**PHONE) for _ in range(2)]
    yield made
    for one in made:
        one.close()


WAITING = "All is well. It begins when whoever leads opens marking."
MARKING = "Marking is open. Look at the big screen."


def come_in(phone: BrowserContext, address: str, name: str, errors: list[str], *, finds: str = WAITING) -> Page:
    """Open the address that the screen's code holds, and come in; `finds` is what stands there then."""
    page = phone.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    assert networks() == [] or page.evaluate("isSecureContext") is False
    expect(page.get_by_role("textbox", name="Your name here")).to_be_visible()
    if name == "Ada":
        is_for_everybody(page, "the door")
    page.get_by_role("textbox", name="Your name here").fill(name)
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_text(finds)).to_be_visible()
    return page


def kept(workbook: LiveWorkbook) -> int:
    """Return how many presses of the newest round are in the journal."""
    person, framework = Person(LOCAL_OWNER), frameworks.load()
    with Journal.open(workbook.data / "journal.db", person=person, framework=framework) as journal:
        room = journal.room()
        now = room and journal.round_now(room.id)
        return len(journal.room_marks(now.id)) if now else 0


def is_for_everybody(page: Page, state: str) -> None:
    """Fail where axe finds something, the keyboard does not come past it, or it has no room on a narrow screen."""
    page_checks.clean(page, state)
    page_checks.keyboard_comes_past_everything(page, state)
    page_checks.fits_with_large_letters(page, state)


def press(page: Page) -> None:
    page.get_by_role("button", name="Now!").tap()


def open_chapters(phone: Page) -> None:
    """Go from the room to the chapters, as a guest."""
    phone.get_by_role("button", name="Open the chapters").tap()
    expect(phone.get_by_role("heading", name="Welcome", level=1)).to_be_visible()
    expect(phone.locator("html")).to_have_attribute("data-link", "ready")
    expect(phone.get_by_text("It is erased when the room ends: take it home before.")).to_be_visible()
    expect(phone.get_by_role("link", name="A room that looks together")).to_have_count(0)


def write_notes(phone: Page) -> None:
    """Begin notes, write, and find them again after a reload."""
    phone.get_by_text("My notes", exact=True).tap()
    phone.get_by_role("button", name="Begin my notes").tap()
    notes = phone.get_by_role("textbox", name="Notes for yourself")
    notes.fill("She waited, and he looked up.")
    expect(phone.get_by_text("Kept, encrypted.")).to_be_visible()
    is_for_everybody(phone, "notes")
    phone.reload()
    phone.get_by_text("My notes", exact=True).tap()
    expect(notes).to_have_value("She waited, and he looked up.")


def say_how_the_day_was(screen: Page, phone: Page) -> None:
    """Ask from the screen, and answer on a phone; one answer is shown to nobody."""
    screen.get_by_role("button", name="Report, and how the day was").click()
    screen.get_by_role("button", name="Ask everybody how the day was").click()
    expect(phone.get_by_role("heading", name="How was the day?")).to_be_visible()
    is_for_everybody(phone, "how the day was")
    phone.get_by_role("radio", name="Very useful").check()
    phone.get_by_role("textbox", name="What helped?").fill("Looking together")
    phone.get_by_role("button", name="Send my answers").tap()
    expect(phone.get_by_text("Your answers are kept without your name.")).to_be_visible()
    expect(screen.get_by_text("People who said how the day was: 1")).to_be_visible()
    page_checks.clean(screen, "report")
    with screen.expect_download() as report:
        screen.get_by_role("link", name="Report as PDF").click()
    assert report.value.suggested_filename.endswith(".pdf")
    screen.get_by_role("button", name="Close", exact=True).click()


def end_it(screen: Page, phone: Page) -> None:
    """End the room with an hour to take things home."""
    screen.get_by_role("button", name="End the room").click()
    page_checks.clean(screen, "ending")
    expect(screen.get_by_role("radio", name="in an hour")).to_be_checked()
    screen.get_by_role("button", name="End it").click()
    expect(phone.get_by_role("heading", name="The room has ended")).to_be_visible()
    expect(phone.get_by_role("button", name="Now!")).to_have_count(0)


def erase_the_rest(screen: Page) -> None:
    """Erase it before its time."""
    expect(screen.get_by_role("heading", name="The room has ended")).to_be_visible()
    is_for_everybody(screen, "the room has ended")
    screen.get_by_role("button", name="Erase it all now").click()
    screen.get_by_role("button", name="Yes, erase it all").click()


def take_home(phone: Page) -> None:
    """Save what there is as a file, and have the rest erased."""
    phone.get_by_role("button", name="Make my pages").tap()
    with phone.expect_download() as saved:
        phone.get_by_role("link", name="Save as a page").tap()
    text = Path(saved.value.path()).read_text("utf-8")
    assert "She waited, and he looked up." in text
    assert "What I pressed" in text
    is_for_everybody(phone, "the room has ended on a phone")
    phone.get_by_role("button", name="I have taken it home: erase mine").tap()
    phone.get_by_role("button", name="Erase what is mine").tap()
    expect(phone.get_by_role("heading", name="Yours is erased")).to_be_visible()
    assert phone.evaluate("Object.keys(localStorage)") == []


def presents(screen: Page, phone: Page) -> None:
    """Name Bo presenter, and see that he hears of it."""
    screen.get_by_role("button", name="Show names").click()
    screen.get_by_role("button", name="Bo presents").click()
    expect(screen.get_by_role("button", name="Bo presents", pressed=True)).to_be_visible()
    expect(phone.get_by_text("You present in this room.")).to_be_visible()
    is_for_everybody(screen, "somebody presents")
    is_for_everybody(phone, "presenting")
    screen.get_by_role("button", name="Show names").click()


def signs_in(page: Page, workbook: LiveWorkbook, address: str) -> None:
    """Come to the shared workbook as a stranger, and sign in as a trainer."""
    PassPhrases(DataFolder(workbook.data)).keep("Tess", PHRASE)
    page.goto(f"{address}chapter/welcome")
    page.get_by_role("link", name="Sign in with a pass phrase").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    if networks():
        expect(page.get_by_text("whoever is in the same network can read along")).to_be_visible()
    for phrase in ("no phrase of hers", PHRASE):
        page.get_by_label("Name").fill("Tess")
        page.get_by_label("Pass phrase").fill(phrase)
        page.get_by_role("button", name="Sign in").click()
        if phrase != PHRASE:
            expect(page.get_by_role("alert")).to_be_visible()
            is_for_everybody(page, "signing in")
    expect(page.get_by_role("heading", name="Welcome", level=1)).to_be_visible()
    expect(page.get_by_text("Your work is on the computer of the person")).to_be_visible()


def test_a_room_marks_together_and_loses_nothing(
    workbook: LiveWorkbook, open_page: Callable[[str], Page], phones: list[BrowserContext], errors: list[str]
) -> None:
    open_page(workbook.link)
    screen = open_page(f"{workbook.base}room/")
    expect(screen.get_by_role("button", name="Open a room")).to_be_visible()
    is_for_everybody(screen, "no room yet")
    screen.get_by_role("button", name="Open a room").click()
    expect(screen.get_by_role("img", name="Code that a phone’s camera reads")).to_be_visible()
    with Journal.open(workbook.data / "journal.db", person=Person(LOCAL_OWNER), framework=frameworks.load()) as journal:
        code = journal.room().code
    address = f"http://{screen.locator('.vig-screen-address').inner_text()}/"
    ada = come_in(phones[0], f"{address}#{code}", "Ada", errors)
    bo = come_in(phones[1], f"{address}#{code}", "Bo", errors)
    expect(screen.get_by_text("2 people are here")).to_be_visible()
    is_for_everybody(ada, "waiting")
    is_for_everybody(screen, "people come in")

    screen.get_by_role("button", name="Open marking").click()
    screen.get_by_role("button", name="Play", exact=True).click()
    expect(ada.get_by_text(MARKING)).to_be_visible()
    press(ada)
    press(bo)
    ada.get_by_role("button", name="Attuned").tap()
    expect(screen.get_by_text("2 presses", exact=True)).to_be_visible()
    expect(ada.get_by_text("All your presses are kept.")).to_be_visible()
    until(lambda: kept(workbook) == 2)
    is_for_everybody(ada, "marking")
    is_for_everybody(screen, "marking on the screen")

    ada.reload()
    expect(ada.get_by_role("img", name="You pressed at")).to_be_visible()
    phones[1].set_offline(True)
    workbook.kill()
    expect(ada.get_by_text("No connection just now.")).to_be_visible()
    press(ada)
    expect(ada.get_by_text("Kept here, and sent later: 1")).to_be_visible()
    workbook.start()
    expect(ada.get_by_text("All your presses are kept.")).to_be_visible()
    phones[1].set_offline(False)
    expect(bo.get_by_text("No connection just now.")).to_have_count(0)
    expect(screen.get_by_text("3 presses", exact=True)).to_be_visible()
    assert kept(workbook) == 3

    write_notes(bo)
    say_how_the_day_was(screen, bo)
    open_chapters(ada)
    presents(screen, bo)
    signs_in(phones[1].new_page(), workbook, ada.url.partition("chapter/")[0])
    end_it(screen, bo)
    take_home(bo)
    erase_the_rest(screen)
    expect(ada.get_by_role("heading", name="Welcome", level=1)).to_have_count(0)
    expect(ada.get_by_text("The chapters are closed on this device.")).to_be_visible()
    expect(screen.get_by_role("button", name="Open a room")).to_be_visible()
    assert kept(workbook) == 0


def test_where_phones_cannot_come_people_call_out(tmp_path: Path, open_page: Callable[[str], Page]) -> None:
    workbook = LiveWorkbook(tmp_path / "alone", environment={SETTING: "none"}, warm=True).start()
    try:
        open_page(workbook.link)
        screen = open_page(f"{workbook.base}room/")
        screen.get_by_role("button", name="Open a room").click()
        expect(screen.get_by_text("Join the same one as they.")).to_be_visible()
        screen.get_by_role("button", name="Open it without phones").click()
        expect(screen.get_by_text("People call out what they see, and you press.")).to_be_visible()
        screen.get_by_role("button", name="Open marking").click()
        called = screen.get_by_role("group", name="Somebody calls out")
        screen.get_by_role("button", name="Slowly").click()
        screen.get_by_role("button", name="Play", exact=True).click()
        called.get_by_role("button", name="Attuned").click()
        screen.keyboard.press("m")
        screen.keyboard.press("2")
        expect(screen.get_by_text("3 presses", exact=True)).to_be_visible()
        screen.keyboard.press("z")
        expect(screen.get_by_text("2 presses", exact=True)).to_be_visible()
        until(lambda: kept(workbook) == 2)
        screen.reload()
        expect(screen.get_by_text("2 presses", exact=True)).to_be_visible()
    finally:
        workbook.kill()
