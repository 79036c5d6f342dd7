"""The interface for everyone: in any language and direction, four times as large, still, on paper, read aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import page_checks
from tests.browser.page_visits import (
    LONG,
    OWN_WORDS,
    Room,
    at_home,
    at_the_clips,
    first_day,
    in_the_lesson,
    of_the_house,
    on_my_film,
    watched,
    with_its_film,
    work_in,
)
from tests.live_workbook import LiveWorkbook, until
from tests.thoroughly import some_of

pytestmark = pytest.mark.browser
FILM = "video/mdn__interactive-examples/friday.mp4"
PHONE, DESKTOP = Room(width=390, height=844), Room()
Enter = Callable[[Room], Page]
AWAY_ON_PURPOSE = ("status of 404", "status of 403")


@pytest.fixture
def language(request: pytest.FixtureRequest) -> str:
    return getattr(request, "param", "")


@pytest.fixture
def workbook(tmp_path: Path, language: str) -> Iterator[LiveWorkbook]:
    """A workbook on an empty data folder, in `language`."""
    live = LiveWorkbook(
        tmp_path / "data", environment={"VIG_LANGUAGE": language} if language else None, warm=True
    ).start()
    yield live
    live.kill()


@pytest.fixture
def enter(browser: Browser, workbook: LiveWorkbook) -> Iterator[Enter]:
    """Come in by the link with a browser like this room; errors in its console fail the test."""
    rooms, errors = [], []

    def entered(room: Room) -> Page:
        rooms.append(room.context(browser, storage_state=rooms[0].storage_state() if rooms else None))
        page = watched(rooms[-1], errors)
        if len(rooms) == 1:
            page.goto(workbook.link)
        return page

    yield entered
    for room in rooms:
        room.close()
    assert [error for error in errors if not any(known in error for known in AWAY_ON_PURPOSE)] == []


def everything(page: Page, workbook: LiveWorkbook, film: Path) -> Iterator[str]:
    """Go everywhere, first without work and then with some."""
    yield from first_day(page, workbook.base)
    film_id = work_in(workbook, film)
    yield from at_home(page, workbook.base)
    yield from in_the_lesson(page, workbook.base)
    yield from on_my_film(page, workbook.base, film_id)
    yield from at_the_clips(page, workbook.base)
    yield from of_the_house(page, workbook.base)


def own(workbook: LiveWorkbook) -> tuple[str, ...]:
    """Return what stands on the pages because the person wrote it, or because it is theirs."""
    return (LONG, *OWN_WORDS, str(workbook.data))


@pytest.mark.parametrize("language", ["pseudo"], indirect=True)
def test_no_wording_on_my_film_or_home_stands_outside_the_tables(
    workbook: LiveWorkbook, enter: Enter, testdata: Path
) -> None:
    page = enter(Room())
    film_id = work_in(workbook, testdata / FILM)
    for state in chain(at_home(page, workbook.base), on_my_film(page, workbook.base, film_id)):
        assert page_checks.english_left(page, own(workbook)) == [], state
    page.evaluate("document.querySelector('.vig-foot').append('Not in the tables')")
    page.evaluate("document.querySelector('#vig-lock').title = 'Nor this'")
    found = page_checks.english_left(page, own(workbook))
    assert [text.partition(": ")[2] for text in found] == ["Not in the tables", "Nor this"]


@pytest.mark.long
@pytest.mark.parametrize("language", ["pseudo"], indirect=True)
@pytest.mark.parametrize("room", some_of([PHONE, DESKTOP], each=2), ids=lambda room: f"{room.width} px")
def test_all_wording_can_be_translated_and_longer_wording_has_room(
    workbook: LiveWorkbook, enter: Enter, testdata: Path, room: Room
) -> None:
    page = enter(room)
    for state in everything(page, workbook, testdata / FILM):
        assert page_checks.english_left(page, own(workbook)) == [], state
        assert page.evaluate(page_checks.CUT) == [], state
        assert page.evaluate(page_checks.OUT) == [], state


@pytest.mark.long
@pytest.mark.parametrize("language", ["pseudo-rtl"], indirect=True)
@pytest.mark.parametrize("room", some_of([PHONE, DESKTOP], each=2), ids=lambda room: f"{room.width} px")
def test_nothing_sticks_out_where_people_read_from_right_to_left(
    workbook: LiveWorkbook, enter: Enter, testdata: Path, room: Room
) -> None:
    page = enter(room)
    for state in everything(page, workbook, testdata / FILM):
        assert page.evaluate("getComputedStyle(document.body).direction") == "rtl", state
        assert page.evaluate(page_checks.OUT) == [], state
        assert page.evaluate(page_checks.CUT) == [], state


@pytest.mark.long
def test_every_page_can_be_read_at_four_hundred_per_cent(workbook: LiveWorkbook, enter: Enter, testdata: Path) -> None:
    page = enter(Room(width=320, height=256, scale=4))
    for state in everything(page, workbook, testdata / FILM):
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, state
        assert page.evaluate(page_checks.OUT) == [], state
        assert page.evaluate(page_checks.STUCK) <= 128, state
        assert page.evaluate(page_checks.OUT_OF_REACH) == [], state


@pytest.mark.long
@pytest.mark.parametrize(
    "room",
    some_of([Room(width=390, height=844, dark=True, still=True), Room(width=1440)], each=2),
    ids=lambda room: f"{room.width} px",
)
def test_axe_finds_nothing_on_any_page_or_window(
    workbook: LiveWorkbook, enter: Enter, testdata: Path, room: Room
) -> None:
    page = enter(room)
    for state in everything(page, workbook, testdata / FILM):
        page_checks.clean(page, state)
        if room.still:
            assert page.evaluate(page_checks.MOVES) == [], state


@pytest.mark.long
@pytest.mark.parametrize(
    "room", some_of([Room(), Room(width=320, height=256, scale=4)], each=2), ids=lambda room: f"{room.width} px"
)
def test_the_keyboard_comes_past_everything_and_each_stop_is_seen(
    workbook: LiveWorkbook, enter: Enter, testdata: Path, room: Room
) -> None:
    page = enter(room)
    film_id = work_in(workbook, testdata / FILM)
    visits = {
        "home": at_home(page, workbook.base),
        "lesson": in_the_lesson(page, workbook.base),
        "the clips": at_the_clips(page, workbook.base),
        "my film": on_my_film(page, workbook.base, film_id),
    }
    for state, visit in visits.items():
        next(visit)
        page_checks.keyboard_comes_past_everything(page, state)
    page.locator(".vig-add").click()
    page.locator(".vig-adding [type=date]").focus()
    for stop in ("day", "month", "year", "calendar"):
        assert page.evaluate(page_checks.UNSEEN_FOCUS) == "", stop
        page.keyboard.press("Tab")


def test_paper_has_all_that_was_written_and_captions_are_on(
    workbook: LiveWorkbook, enter: Enter, testdata: Path
) -> None:
    page = enter(Room(still=True))
    film_id = work_in(workbook, testdata / FILM)
    with_its_film(page, f"{workbook.base}chapter/being_attentive")
    assert page.evaluate(page_checks.MOVES) == []
    assert (
        page.evaluate("[...document.querySelector('.vig-player video').textTracks].map((one) => one.mode)")[0]
        == "showing"
    )
    page.locator(".vig-moment").first.scroll_into_view_if_needed()
    until(lambda: page.locator(".vig-moment track").count())
    assert page.locator(".vig-moment track").first.evaluate("(track) => track.track.mode") == "showing"
    on_paper(page)
    with_its_film(page, f"{workbook.base}chapter/my_film?film={film_id}")
    on_paper(page)
    page.emulate_media(media="print")
    titles = page.locator(".vig-films-title").all()
    assert [one.inner_text() for one in titles if one.is_visible()] == [OWN_WORDS[0]]


def on_paper(page: Page) -> None:
    """Print the page, and see what is on the sheets and what is not."""
    page.evaluate(page_checks.WATCH_PAPER)
    page.pdf(format="A4")
    text, shown = page.evaluate("window.paper")
    assert LONG in text
    assert shown == []
    assert page.locator(".vig-reflection-paper").all_inner_texts() == [""] * page.locator(".vig-reflection").count()
