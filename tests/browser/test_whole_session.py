"""A whole session: whoever leads and six people, two of them with phones, on plain http; nobody loses anything."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_room import MARKING, NEAR, PHONE, WAITING, come_in, kept
from tests.live_workbook import LiveWorkbook, until

pytestmark = pytest.mark.browser
NAMES = ("Ada", "Bo", "Cem", "Dot", "Eli", "Fay")
LATE = NAMES[-1]
LAPTOP = {"viewport": {"width": 1100, "height": 700}, "locale": "en-GB"}


@pytest.fixture
def workbook(tmp_path: Path) -> Iterator[LiveWorkbook]:
    """A workbook on an empty data folder, started."""
    live = LiveWorkbook(tmp_path / "data", environment=NEAR, warm=True).start()
    yield live
    live.kill()


@pytest.fixture
def arrive(browser: Browser, errors: list[str]) -> Iterator[Callable[[str, str], Page]]:
    """Let people come in, each with a browser of their own; the first two with phones."""
    contexts = []

    def enter(address: str, name: str) -> Page:
        contexts.append(browser.new_context(**(PHONE if name in NAMES[:2] else LAPTOP)))
        return come_in(contexts[-1], address, name, errors, finds=MARKING if name == LATE else WAITING)

    yield enter
    for one in contexts:
        one.close()


def press(page: Page) -> None:
    """Press the one large button, by a tap or a click alike."""
    page.get_by_role("button", name="Now!").dispatch_event("pointerdown")
    page.get_by_role("button", name="Now!").dispatch_event("click")


def begin(workbook: LiveWorkbook, open_page: Callable[[str], Page]) -> tuple[Page, Page, str]:
    """Write an agenda, open a room, and return desk, screen, and the address that the code holds."""
    open_page(workbook.link)
    desk = open_page(f"{workbook.base}room/desk/")
    desk.get_by_role("button", name="New agenda").click()
    desk.get_by_label("Title", exact=True).fill("An hour")
    desk.get_by_role("button", name="Add my own question").click()
    desk.get_by_label("Title before everybody 1: own question").fill("Hope")
    desk.get_by_label("The question 1: own question").fill("What do you hope for?")
    expect(desk.get_by_text("Saved.")).to_be_visible()
    desk.get_by_role("button", name="Lead", exact=True).click()
    desk.get_by_role("button", name="Open a room").click()
    screen = open_page(f"{workbook.base}room/")
    letters = screen.locator(".vig-screen-code").inner_text()
    return desk, screen, f"http://{screen.locator('.vig-screen-address').inner_text()}/#{letters}"


@pytest.mark.thorough
def test_a_session_of_six_with_sleep_reload_late_arrival_and_a_kill(
    workbook: LiveWorkbook, open_page: Callable[[str], Page], arrive: Callable[[str, str], Page]
) -> None:
    desk, screen, address = begin(workbook, open_page)
    people = {name: arrive(address, name) for name in NAMES[:5]}
    expect(screen.get_by_text("5 people are here")).to_be_visible()
    desk.get_by_role("button", name="Begin").click()
    desk.get_by_role("button", name="Next step: Hope").click()
    for name, page in people.items():
        page.get_by_label("Your answer").fill(f"Calm, says {name}")
        page.get_by_role("button", name="Send").click()
    screen.get_by_role("button", name="Open marking").click()
    screen.get_by_role("button", name="Play", exact=True).click()
    for page in people.values():
        expect(page.get_by_text(MARKING)).to_be_visible()
        press(page)
    expect(screen.get_by_text("5 presses", exact=True)).to_be_visible()

    people["Bo"].context.set_offline(True)  # a phone that sleeps
    people["Cem"].reload()
    workbook.kill()
    expect(people["Ada"].get_by_text("No connection just now.")).to_be_visible()
    press(people["Ada"])
    expect(people["Ada"].get_by_text("Kept here, and sent later: 1")).to_be_visible()
    workbook.start()
    people["Bo"].context.set_offline(False)
    expect(people["Ada"].get_by_text("All your presses are kept.")).to_be_visible()
    people[LATE] = arrive(address, LATE)
    expect(people[LATE].get_by_text("What do you hope for?")).to_be_visible()
    for page in people.values():
        expect(page.get_by_text("No connection just now.")).to_have_count(0)
    expect(screen.get_by_text("6 presses", exact=True)).to_be_visible()
    expect(screen.get_by_text("6 people are here")).to_be_visible()
    until(lambda: kept(workbook) == 6)
    for name in NAMES[:5]:
        expect(people[name].get_by_label("Your answer")).to_have_value(f"Calm, says {name}")
        expect(desk.get_by_text(f"Calm, says {name}")).to_be_visible()
        expect(screen.get_by_text(f"Calm, says {name}")).to_have_count(0)

    screen.get_by_role("button", name="End the room").click()
    screen.get_by_role("button", name="End it").click()
    for page in people.values():
        expect(page.get_by_role("heading", name="The room has ended")).to_be_visible()
