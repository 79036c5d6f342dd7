"""The lesson in Firefox and in WebKit: it plays, a moment is marked, words are kept and come back.

Where one of the two is not installed the test runner says so among what it passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from tests.browser.beside_the_page import journal_of, vig
from tests.browser.other_engines import Engine, firefox, webkit
from tests.live_workbook import LiveWorkbook, until

pytestmark = [pytest.mark.browser, pytest.mark.long]
ENTER = "\ue007"
WORDS = "She would be there."
FRIDAY = "video/mdn__interactive-examples/friday.mp4"
PAGES = {
    "chapter/welcome": ".vig-rung",
    "chapter/being_attentive": ".vig-player[data-ready=true]",
    "chapter/my_film": ".vig-films-title",
    "chapter/my_film?film=ID": ".vig-player[data-ready=true]",
}
"""What is on each page once it is shown."""
FILM = 'document.querySelector(".vig-player video")'
BOX = 'document.querySelector(".vig-reflection textarea")'


@pytest.fixture(params=[firefox, webkit], ids=["firefox", "webkit"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A browser; asked for before the workbook, which need not be started where there is none."""
    opened: Callable[[], AbstractContextManager[Engine]] = request.param
    with opened() as one:
        yield one


@pytest.fixture
def window(engine: Engine, workbook: LiveWorkbook) -> Engine:
    engine.open(workbook.lesson)
    until(lambda: is_ready(engine))
    return engine


def is_ready(window: Engine) -> bool:
    shown = 'document.querySelector(".vig-player")?.dataset.ready'
    return window.evaluate(shown) == "true" and window.evaluate("document.documentElement.dataset.link") == "ready"


def test_a_participant_plays_marks_and_writes(window: Engine, workbook: LiveWorkbook) -> None:
    window.evaluate(f"({FILM}.muted = true, {FILM}.scrollIntoView(), {FILM}.play(), true)")
    until(lambda: window.evaluate(f"{FILM}.currentTime") > 3)
    window.evaluate(f"({FILM}.pause(), document.activeElement.blur(), true)")
    window.press("m")
    until(lambda: window.evaluate('document.activeElement.matches(".vig-principles input")'))
    window.press("giving time")
    window.press(ENTER)
    until(lambda: window.evaluate('document.querySelectorAll(".vig-marks li").length') == 1)
    window.evaluate(f"({BOX}.scrollIntoView(), {BOX}.focus(), true)")
    window.press(WORDS)
    until(lambda: window.evaluate('document.querySelector(".vig-reflection").dataset.state') == "saved")
    window.open(workbook.base + "chapter/being_attentive")
    until(lambda: is_ready(window))
    until(lambda: window.evaluate(f"{BOX}.value") == WORDS)
    assert window.evaluate('document.querySelectorAll(".vig-marks li").length') == 1
    with journal_of(workbook) as journal:
        assert [mark.principles for mark in journal.marks("c01")] == [("giving_time_and_space",)]


def test_a_killed_server_is_no_loss(window: Engine, workbook: LiveWorkbook) -> None:
    window.evaluate(f"({BOX}.focus(), true)")
    window.press(WORDS)
    until(lambda: window.evaluate('document.querySelector(".vig-reflection").dataset.state') == "saved")
    workbook.kill()
    window.press(" Even so.")
    workbook.start()
    until(lambda: is_ready(window))
    until(lambda: window.evaluate('document.querySelector(".vig-reflection").dataset.state') == "saved")
    assert window.evaluate(f"{BOX}.value") == f"{WORDS} Even so."


def test_home_and_my_film_are_shown_and_nothing_sticks_out(
    window: Engine, workbook: LiveWorkbook, testdata: Path
) -> None:
    film = vig(workbook, "film", "add", str(testdata / FRIDAY), "--title", "Friday")["id"]
    page = "document.documentElement"
    for width in (1280, 480):
        window.resize(width)
        for path, shown in PAGES.items():
            window.open(workbook.base + path.replace("ID", film))
            until(lambda shown=shown: window.evaluate(f"document.querySelector('{shown}') !== null"))
            until(lambda: window.evaluate(f"{page}.dataset.link") == "ready")
            assert window.evaluate(f"{page}.scrollWidth <= {page}.clientWidth") is True, (width, path)
    assert window.evaluate("document.querySelector('.vig-films-title').textContent") == "Friday"
