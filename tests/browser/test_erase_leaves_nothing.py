"""An erased film leaves no byte and no word behind: data folder and browser profile are searched from end to end."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, Route, expect

from tests.browser.beside_the_page import journal_of, vig
from tests.browser.conftest import FLAGS
from tests.browser.test_lesson import PROMPT, ready, saved
from tests.browser.test_my_film import DID, marks
from tests.live_workbook import PATIENCE_MS, LiveWorkbook, until

pytestmark = pytest.mark.browser

TITLE, FILE = "Yxqovrett", "wqhuzabny"
NOTE, FEELING, TEXT = "zwybrquxol", "quvixmarn", "fwoqxizbel"
NOTE_NOT_SAVED, TEXT_NOT_SAVED = "jyzkwothep", "kudzyvampx"
WORDS = (TITLE, FILE, NOTE, FEELING, TEXT, NOTE_NOT_SAVED, TEXT_NOT_SAVED)
"""Made up: no four letters of one stand in another, so that what squeezes files leaves the first of each whole."""
PIECE = 6
LEAKS = {
    "sealed(this.#key, key, JSON.stringify(value))": "JSON.stringify(value)",
    'autocomplete: "off"': 'autocomplete: "on"',
}
"""What keeps words out of a profile, and the same without: drafts in the local storage, fields in session files."""


def found(folder: Path, film: bytes, key: str) -> set[tuple[str, str]]:
    """Return what of film, words and drafts' key is in any file or file name below `folder`, each with the place."""
    step = max(1, len(film) // 64)
    windows = [film[at : at + 32] for at in range(len(film) // 128, len(film) - 32, step)]
    pieces = {
        (word, word[at : at + PIECE].encode(form))
        for word in WORDS
        for at in range(0, len(word) - PIECE + 1, 2)
        for form in ("utf-8", "utf-16-le")
    } | {("the key", form) for form in (key.encode(), key.encode("utf-16-le"), bytes.fromhex(key))}
    places: set[tuple[str, str]] = set()
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        content = name.encode() + b"\0" + (path.read_bytes() if path.is_file() else b"")
        places |= {(word, name) for word, piece in pieces if piece in content}
        places |= {("the film", name) for window in windows if window in content}
    return places


class Person:
    """Somebody with a browser of their own at this workbook."""

    def __init__(self, workbook: LiveWorkbook, playwright: Playwright, chromium: Path, profile: Path) -> None:
        self.workbook, self.profile = workbook, profile
        self._playwright, self._chromium = playwright, chromium

    @contextmanager
    def browser(self, *, leaks: bool) -> Iterator[BrowserContext]:
        """Open the browser with its profile, and close it as a person does; with `leaks`, without our precautions."""
        context = self._playwright.chromium.launch_persistent_context(
            str(self.profile), executable_path=str(self._chromium), args=FLAGS, locale="en-GB"
        )
        if leaks:
            context.route("**/front/all.mjs", leaking)
        try:
            yield context
        finally:
            context.close()

    def film_page(self, context: BrowserContext, film: str) -> Page:
        page = context.pages[0]
        page.set_default_timeout(PATIENCE_MS)
        page.goto(self.workbook.link)
        page.goto(f"{self.workbook.base}chapter/my_film?film={film}")
        return ready(page)


def leaking(route: Route) -> None:
    """Hand out our modules as they would be without what keeps words out of the profile."""
    answer = route.fetch()
    text = answer.text()
    for ours, without in LEAKS.items():
        assert ours in text
        text = text.replace(ours, without)
    route.fulfill(response=answer, body=text)


@pytest.fixture
def source(tmp_path: Path, testdata: Path) -> Path:
    """A real film of three people talking, under a name of its own."""
    (tmp_path / "phone").mkdir()
    return shutil.copyfile(testdata / "video/mdn__interactive-examples/friday.mp4", tmp_path / "phone" / f"{FILE}.mp4")


@pytest.mark.parametrize("precautions", ["taken", pytest.param("left out", marks=pytest.mark.thorough)])
def test_an_erased_film_is_nowhere_any_more(
    workbook: LiveWorkbook,
    playwright: Playwright,
    whole_chromium_path: Path,
    tmp_path: Path,
    source: Path,
    precautions: str,
) -> None:
    person = Person(workbook, playwright, whole_chromium_path, tmp_path / "profile")
    content = source.read_bytes()
    film = vig(workbook, "film", "add", str(source), "--title", TITLE)["id"]

    with journal_of(workbook) as journal:
        key = journal.draft_key(film)

    with person.browser(leaks=precautions == "left out") as browser:
        page = person.film_page(browser, film)
        assert key not in page.request.get(page.url).text()
        write_and_be_cut_off(page, workbook, film)
    assert {what for what, _ in found(workbook.data, content, key)} >= {"the film", "the key", *WORDS[2:5]}

    workbook.start()
    with person.browser(leaks=precautions == "left out") as browser:
        page = person.film_page(browser, film)
        expect(page.get_by_role("textbox", name=DID)).to_have_value(f"{TEXT} {TEXT_NOT_SAVED}")
        saved(page, DID)
        until(lambda: NOTE_NOT_SAVED in json.dumps(vig(workbook, "marks", "list", film)))
        erase(page)
    workbook.stop()

    assert found(workbook.data, content, key) == set()
    left = found(person.profile, content, key)
    if precautions == "taken":
        assert left == set()
    else:
        assert {place.split("/")[1] for _, place in left} >= {"Local Storage", "Sessions"}


def write_and_be_cut_off(page: Page, workbook: LiveWorkbook, film: str) -> None:
    """Mark a moment, name it and write about it; then go on writing while the server is away."""
    page.get_by_role("button", name="Mark this moment").click()
    page.keyboard.press("Enter")
    marks(page).first.click()
    page.get_by_role("textbox", name="What the other may have felt").fill(FEELING)
    note = page.get_by_role("textbox", name="What did you notice?")
    note.fill(NOTE)
    note.blur()
    page.get_by_role("textbox", name=DID).fill(TEXT)
    saved(page, DID)
    until(lambda: NOTE in json.dumps(vig(workbook, "marks", "list", film)))
    workbook.kill()
    note.press_sequentially(f" {NOTE_NOT_SAVED}")
    note.blur()
    page.get_by_role("textbox", name=DID).press_sequentially(f" {TEXT_NOT_SAVED}")
    until(lambda: page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('vig.draft/')).length") >= 2)


def erase(page: Page) -> None:
    page.get_by_role("button", name=f"More about {TITLE}").click()
    page.get_by_role("button", name=f"Erase {TITLE}").click()
    page.get_by_role("checkbox", name="Yes, I want to erase it for good.").check()
    page.get_by_role("button", name="Erase it", exact=True).click()
    expect(page.get_by_text("It is gone.")).to_be_visible()


@pytest.mark.long
def test_other_tabs_let_go_of_what_was_erased_and_bring_nothing_back(
    workbook: LiveWorkbook, open_page: Callable[[str], Page], source: Path
) -> None:
    film = vig(workbook, "film", "add", str(source), "--title", TITLE)["id"]
    home = open_page(workbook.link)
    one, two = (ready(open_page(f"{workbook.base}chapter/my_film?film={film}")) for _ in range(2))
    two.get_by_role("textbox", name=DID).fill(TEXT)
    saved(two, DID)
    erase(one)
    expect(two.get_by_role("heading", name="Your first film")).to_be_visible()
    assert TITLE not in two.content()
    expect(one.get_by_text("It is gone.")).to_be_visible()

    lesson = ready(open_page(f"{workbook.base}chapter/being_attentive"))
    lesson.get_by_role("textbox", name=PROMPT).fill(TEXT)
    saved(lesson)
    vig(workbook, "erase", "--all", "--yes")  # a page does not hear of this one
    lesson.get_by_role("textbox", name=PROMPT).press_sequentially(" more")
    expect(lesson.get_by_text("This was erased from somewhere else.")).to_be_visible()
    with journal_of(workbook) as journal:
        assert journal.answered() == {}

    home.get_by_text("Erase everything", exact=True).first.click()
    home.get_by_role("button", name="Erase everything …").click()
    window = home.get_by_role("dialog", name="Erase everything of yours?")
    window.get_by_role("checkbox").check()
    window.get_by_role("button", name="Erase everything").click()
    expect(ready(lesson).get_by_role("textbox", name=PROMPT)).to_have_value("")
    expect(home.get_by_role("dialog", name="Everything is erased")).to_be_visible()
