"""The trainer's desk in real browsers: an agenda is written, run, answered on a phone, and shown on the big screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.test_room import NEAR, PHONE, is_for_everybody
from tests.live_workbook import LiveWorkbook, until

NEAR_SECONDS = 0.3
pytestmark = pytest.mark.browser


@pytest.fixture
def workbook(tmp_path: Path) -> Iterator[LiveWorkbook]:
    """A workbook on an empty data folder, started."""
    live = LiveWorkbook(tmp_path / "data", environment=NEAR, warm=True, more=("--share",)).start()
    yield live
    live.kill()


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """Somebody's phone."""
    made = browser.new_context(**PHONE)
    yield made
    made.close()


def come_in(phone: BrowserContext, screen: Page, errors: list[str]) -> Page:
    """Come into the room that the screen shows, as Ada."""
    page = phone.new_page()
    page.on("pageerror", lambda error: errors.append(str(error)))
    code = screen.locator(".vig-screen-code").inner_text()
    page.goto(f"http://{screen.locator('.vig-screen-address').inner_text()}/#{code}")
    page.get_by_role("textbox", name="Your name here").fill("Ada")
    page.get_by_role("button", name="Come in").click()
    return page


def write_an_agenda(desk: Page) -> None:
    """Write three steps with buttons and keys, and see that they are kept."""
    expect(desk.get_by_text("There is no agenda yet.")).to_be_visible()
    is_for_everybody(desk, "no agenda yet")
    desk.get_by_role("button", name="New agenda").click()
    desk.get_by_label("Title", exact=True).fill("A morning")
    desk.get_by_label("Begins at").fill("09:30")
    desk.get_by_role("button", name="Add a clip").click()
    desk.get_by_label("From the workbook 1: clip").select_option("c02")
    desk.get_by_role("button", name="Add my own question").click()
    desk.get_by_label("Title before everybody 2: own question").fill("Hope")
    desk.get_by_label("The question 2: own question").fill("What do you hope for?")
    desk.keyboard.press("Alt+ArrowUp")
    expect(desk.get_by_label("The question 1: own question")).to_have_value("What do you hope for?")
    desk.get_by_role("button", name="Add a pause").click()
    desk.get_by_role("spinbutton", name="Minutes").nth(2).fill("20")
    expect(desk.get_by_text("0 h 40 min, until 10:10")).to_be_visible()
    expect(desk.get_by_text("Saved.")).to_be_visible()
    is_for_everybody(desk, "an agenda")
    desk.reload()
    desk.get_by_role("button", name="A morning").click()
    expect(desk.get_by_label("The question 1: own question")).to_have_value("What do you hope for?")


def test_an_agenda_is_written_run_and_answered(
    workbook: LiveWorkbook,
    open_page: Callable[[str], Page],
    phone: BrowserContext,
    errors: list[str],
) -> None:
    open_page(workbook.link)
    desk = open_page(f"{workbook.base}room/desk/")
    write_an_agenda(desk)
    desk.get_by_role("button", name="Lead", exact=True).click()
    desk.get_by_role("button", name="Open a room").click()
    screen = open_page(f"{workbook.base}room/")
    ada = come_in(phone, screen, errors)
    expect(desk.get_by_text("1 person is here")).to_be_visible()
    desk.reload()
    expect(desk.get_by_role("heading", name="Who is here")).to_be_visible()
    expect(desk.get_by_text("1 person is here")).to_be_visible()

    agree_on_rules(desk, screen, ada)
    desk.get_by_role("button", name="Begin").click()
    desk.get_by_role("button", name="Next step: Hope").click()
    expect(screen.get_by_text("What do you hope for?")).to_be_visible()
    ada.get_by_label("Your answer").fill("More calm")
    expect(ada.get_by_text("Not sent yet. It is kept on this phone.")).to_be_visible()
    ada.reload()
    expect(ada.get_by_label("Your answer")).to_have_value("More calm")
    workbook.kill()
    ada.get_by_role("button", name="Send").tap()
    expect(
        ada.get_by_text("On the way …").or_(ada.get_by_text("sent as soon as there is a connection"))
    ).to_be_visible()
    workbook.start()
    expect(ada.get_by_text("Your answer is kept.")).to_be_visible()
    is_for_everybody(ada, "an answer")
    expect(desk.get_by_text("More calm")).to_be_visible()
    expect(screen.get_by_text("More calm")).to_have_count(0)
    is_for_everybody(desk, "leading")
    desk.get_by_role("button", name="Show on the big screen: Ada").click()
    expect(screen.get_by_text("More calm")).to_be_visible()
    is_for_everybody(screen, "an answer on the screen")
    desk.get_by_role("button", name="Put aside for good: Ada").click()
    desk.get_by_role("button", name="Put it aside").click()
    expect(screen.get_by_text("More calm")).to_have_count(0)
    expect(ada.get_by_text("Whoever leads put your answer aside.")).to_be_visible()

    desk.get_by_role("button", name="Next step:").click()
    expect(screen.get_by_label("Film", exact=True)).to_have_value("c02")
    screen.get_by_label("Film", exact=True).select_option("c01")
    expect(screen.get_by_label("Film", exact=True)).to_have_value("c01")
    desk.get_by_label("Each at their own pace").check()
    ada.get_by_label("Choose a step").select_option(index=1)
    expect(ada.get_by_text("The film plays on the big screen.")).to_be_visible()
    desk.get_by_label("People in a group").fill("2")
    desk.get_by_role("button", name="Split by lot").click()
    expect(ada.get_by_text("You are in group 1")).to_be_visible()
    is_for_everybody(ada, "own pace and a group")
    desk.get_by_role("button", name="Undo the split").click()
    expect(ada.get_by_text("You are in group 1")).to_have_count(0)

    phones_play_along(screen, ada)


def agree_on_rules(desk: Page, screen: Page, ada: Page) -> None:
    """Show the ground rules, and have Ada agree."""
    screen.get_by_role("button", name="Show the ground rules").click()
    is_for_everybody(screen, "ground rules on the screen")
    is_for_everybody(ada, "ground rules on a phone")
    ada.get_by_role("button", name="I agree").tap()
    expect(screen.get_by_text("1 have agreed")).to_be_visible()
    expect(desk.get_by_text("1 of 1 have agreed")).to_be_visible()
    desk.get_by_role("button", name="Take the ground rules down").click()


def apart(screen: Page, ada: Page) -> float:
    """Return how far the two films are apart at most, in seconds: the big screen's is asked before and after."""
    ask = "document.querySelector('video').currentTime"
    before, there, after = screen.evaluate(ask), ada.evaluate(ask), screen.evaluate(ask)
    return max(abs(there - before), abs(there - after))


def phones_play_along(screen: Page, ada: Page) -> None:
    """Have a phone play along with the big screen, and see that it comes near."""
    screen.get_by_role("button", name="Phones play it too").click()
    expect(ada.locator("video:not(.vig-review-device)")).to_be_visible()
    screen.get_by_role("button", name="Slowly").click()
    screen.get_by_role("button", name="Play", exact=True).click()
    ada.get_by_role("button", name="Tap for the sound").tap()
    ada.wait_for_function("() => { const v = document.querySelector('video'); return !v.muted && v.currentTime > 1; }")
    until(lambda: apart(screen, ada) < NEAR_SECONDS)
    print(f"a phone and the big screen are {apart(screen, ada) * 1000:.0f} ms apart at most")  # noqa: T201 - to be read
    screen.get_by_role("button", name="Loop from here").click()
    expect(screen.get_by_role("button", name="Stop the loop")).to_be_visible()
    screen.get_by_role("button", name="Show the writer’s marks").click()
    expect(screen.get_by_role("region", name="What the writer of the scene meant")).to_be_visible()
    is_for_everybody(screen, "the reference")
    screen.get_by_role("button", name="Phones play it too").click()
    expect(ada.locator("video:not(.vig-review-device)")).to_be_hidden()
