"""A group shared review in real browsers: a reel on the big screen, the remote on a phone, words that go home."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser import page_checks
from tests.browser.test_room import NEAR, PHONE, is_for_everybody
from tests.live_workbook import LiveWorkbook, until
from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.permission import Permission
from vigwidgets.core.reel import ReelItem
from vigwidgets.core.span import Span
from vigwidgets.films import Shelf
from vigwidgets.journal import Journal
from vigwidgets.workbook.film_shelf import add_film

pytestmark = pytest.mark.browser
FRONT = "document.querySelector('.vig-review-film video[data-front]')"
ITEMS = (
    ReelItem("one", "m1", Span(5000, 9000), "He looks up, and you wait"),
    ReelItem("two", "m2", Span(10_000, 22_000)),
)


@pytest.fixture
def workbook(tmp_path: Path) -> Iterator[LiveWorkbook]:
    """A workbook on an empty data folder, started."""
    live = LiveWorkbook(tmp_path / "data", environment=NEAR, warm=True).start()
    yield live
    live.kill()


@pytest.fixture
def phones(browser: Browser) -> Iterator[list[BrowserContext]]:
    """Two people's phones."""
    made = [browser.new_context(**PHONE) for _ in range(2)]
    yield made
    for one in made:
        one.close()


def journal_of(workbook: LiveWorkbook, person_id: str = LOCAL_OWNER) -> Journal:
    return Journal.open(workbook.data / "journal.db", person=Person(person_id), framework=frameworks.load())


def come_in(phone: BrowserContext, address: str, name: str, errors: list[str]) -> Page:
    page = phone.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    page.get_by_role("textbox", name="Your name here").fill(name)
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_text("All is well.")).to_be_visible()
    return page


def opened(workbook: LiveWorkbook, open_page: Callable[[str], Page], root: Path) -> Page:
    """Return the big screen of a new room, whose trainer has one film for a group review and one that is not."""
    with journal_of(workbook) as journal:
        path, agreed = root / "sample_clips/c02/film.mp4", Permission(("work", "group"))
        film = add_film(journal, Shelf(workbook.data / "films"), path, title="At the window", permission=agreed)
        journal.set_reel(film.id, ITEMS, change_id="c")
        other = root / "sample_clips/c01/film.mp4"
        add_film(journal, Shelf(workbook.data / "films"), other, title="Not asked yet", permission=Permission())
    open_page(workbook.link)
    screen = open_page(f"{workbook.base}room/")
    screen.get_by_role("button", name="Open a room").click()
    expect(screen.get_by_role("img", name="Code that a phone’s camera reads")).to_be_visible()
    return screen


def bring(screen: Page, ada: Page) -> None:
    """Let Ada present the reel, and put it on the screen."""
    screen.get_by_role("button", name="Group shared review").click()
    presenters = screen.get_by_role("group", name="Who presents", exact=True)
    presenters.get_by_role("button", name="Ada").click()
    expect(ada.get_by_role("heading", name="You present today")).to_be_visible()
    is_for_everybody(ada, "presents today")
    screen.get_by_text("Bring a reel of this workbook").click()
    screen.get_by_text("Not for a group review").click()
    expect(screen.get_by_text("Nobody has agreed that this film is used for a group review.")).to_be_visible()
    screen.get_by_label("Reel or film").select_option(label="At the window: the reel")
    screen.get_by_label("Who presents it").select_option("Ada")
    screen.get_by_role("button", name="Bring it").click()
    expect(screen.get_by_text("Ada: a reel")).to_be_visible()
    is_for_everybody(screen, "the order of the day")
    screen.get_by_role("button", name="Put on the screen: Ada: a reel").click()
    expect(screen.get_by_text("Ada has the remote.")).to_be_visible()
    expect(screen.locator(".vig-review-card")).to_have_text("This is Ada’s")


def press_every_key(screen: Page, ada: Page, bo: Page) -> None:
    """Play by the remote, and see on the screen that it does."""
    remote = ada.get_by_role("group", name="Remote")
    remote.get_by_role("button", name="Play").tap()
    expect(screen.locator(".vig-review-card")).to_have_text("He looks up, and you wait")
    expect(remote.get_by_role("button", name="Pause")).to_be_visible()
    remote.get_by_role("button", name="Next clip").tap()
    expect(bo.get_by_text("Clip 2 of 2")).to_be_visible()
    expect(bo.get_by_role("button", name="Now!")).to_have_count(0)
    remote.get_by_role("button", name="Slowly").tap()
    expect(remote.get_by_role("button", name="Slowly")).to_have_attribute("aria-pressed", "true")
    until(lambda: screen.evaluate(f"{FRONT}.currentTime > 11.5"))
    remote.get_by_role("button", name="5 seconds back").tap()
    until(lambda: screen.evaluate(f"{FRONT}.currentTime < 11"))
    remote.get_by_role("button", name="Pause").tap()
    expect(screen.get_by_role("group", name="Remote").get_by_role("button", name="Play")).to_be_visible()


def say_what_went_well(screen: Page, ada: Page, bo: Page) -> None:
    """Bo writes it, Ada reads it and shows it, and takes it home with words of her own."""
    bo.get_by_role("textbox", name="What do you see that goes well?").fill("You let him finish.")
    bo.get_by_role("button", name="Give it to them").tap()
    expect(bo.get_by_text("Given. Thank you for looking.")).to_be_visible()
    is_for_everybody(bo, "somebody else’s reel")
    expect(ada.get_by_text("You let him finish.")).to_be_visible()
    expect(screen.get_by_text("You let him finish.")).to_have_count(0)
    ada.get_by_role("button", name="Show it to all: You let him finish.").tap()
    expect(screen.get_by_text("You let him finish.")).to_be_visible()
    screen.get_by_role("button", name="Reflecting").click()
    expect(screen.get_by_role("button", name="Reflecting")).to_have_attribute("aria-pressed", "true")
    is_for_everybody(screen, "a reel on the screen")
    ada.get_by_label("I would like more of this, in my own words").fill("I wait until he looks up.")
    expect(ada.get_by_text("Kept.", exact=True)).to_be_visible()
    is_for_everybody(ada, "presenting")
    with ada.expect_download() as download:
        ada.get_by_role("button", name="Keep these words as a file").tap()
    kept = Path(download.value.path()).read_text("utf-8")
    assert "I wait until he looks up." in kept
    assert "- You let him finish." in kept


def show_on_phones(screen: Page, bo: Page) -> None:
    """A film that whoever leads presents is on everybody's phone until they say that it is over."""
    screen.get_by_text("Bring a reel of this workbook").click()
    screen.get_by_label("Reel or film").select_option(label="At the window: the whole film")
    screen.get_by_label("Whose it is, as the room reads it").fill("Ann")
    screen.get_by_role("button", name="Bring it").click()
    screen.get_by_role("button", name="Put on the screen: Ann: a film").click()
    screen.get_by_role("button", name="Show it on people’s phones").click()
    video = bo.locator("video.vig-review-device")
    expect(video).to_be_visible()
    until(lambda: bo.evaluate("document.querySelector('video.vig-review-device').readyState >= 1"))
    expect(bo.get_by_text("This is Ann’s film.")).to_be_visible()
    page_checks.clean(bo, "a film on a phone")  # its keys are the browser's own, with stops of their own
    page_checks.fits_with_large_letters(bo, "a film on a phone")
    screen.get_by_role("button", name="End it on people’s phones").click()
    expect(video).to_be_hidden()
    assert bo.evaluate("document.querySelector('video.vig-review-device').hasAttribute('src')") is False


def test_a_reel_is_shown_by_the_presenters_remote_and_words_go_home(
    workbook: LiveWorkbook,
    open_page: Callable[[str], Page],
    phones: list[BrowserContext],
    errors: list[str],
    root: Path,
) -> None:
    screen = opened(workbook, open_page, root)
    with journal_of(workbook) as journal:
        code = journal.room().code
    address = f"http://{screen.locator('.vig-screen-address').inner_text()}/#{code}"
    ada, bo = (come_in(phone, address, name, errors) for phone, name in zip(phones, ("Ada", "Bo"), strict=True))
    bring(screen, ada)
    press_every_key(screen, ada, bo)
    say_what_went_well(screen, ada, bo)
    ada.get_by_role("button", name="Show it on your phones").tap()
    expect(ada.get_by_text("The file of this reel is not made yet.")).to_be_visible()
    screen.get_by_role("button", name="Take the remote back").click()
    expect(ada.get_by_text("Whoever leads has the remote just now.")).to_be_visible()
    screen.get_by_role("group", name="Remote").get_by_role("button", name="Play").click()
    expect(screen.get_by_role("group", name="Remote").get_by_role("button", name="Pause")).to_be_visible()
    screen.get_by_role("button", name="Put it away").click()
    expect(bo.get_by_role("button", name="Not now")).to_be_visible()
    show_on_phones(screen, bo)
