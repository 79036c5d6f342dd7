"""A film of one's own, from the command line to the marks, and out again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_lesson import ready, saved
from tests.live_workbook import LiveWorkbook, until

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
DID = "What did you do in that moment, and what did the other do next?"


def vig(workbook: LiveWorkbook, *words: str) -> object:
    """Return what `vig … --json` prints about this workbook's data."""
    done = subprocess.run(
        [sys.executable, "-m", "vigwidgets.cli", *words, "--json"],
        env={**os.environ, "VIG_DATA": str(workbook.data)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


@pytest.fixture
def friday(workbook: LiveWorkbook, testdata: Path) -> str:
    """Id of a real film of three people talking, added as a person adds theirs."""
    added = vig(
        workbook, "film", "add", str(testdata / "video/mdn__interactive-examples/friday.mp4"), "--title", "Friday"
    )
    found = added[0] if isinstance(added, list) else added
    return found["id"]


def marks(page: Page) -> object:
    return page.get_by_role("list", name="Marks").get_by_role("listitem")


def test_without_a_film_the_page_says_how_to_add_one(workbook: LiveWorkbook, open_page: Open) -> None:
    page = open_page(workbook.link)
    page.get_by_role("navigation", name="Chapters").get_by_role("link", name="My film").click()
    expect(page.get_by_text("No film here yet")).to_be_visible()
    expect(page.get_by_text("vig film add")).to_be_visible()


def test_a_member_of_staff_marks_their_own_film(workbook: LiveWorkbook, friday: str, open_page: Open) -> None:
    page = open_page(workbook.link)
    page.get_by_role("navigation", name="Chapters").get_by_role("link", name="My film").click()
    ready(page)
    page.get_by_role("button", name="Play", exact=True).click()
    until(lambda: page.evaluate("document.querySelector('video').currentTime") > 2.5)
    page.get_by_role("button", name="Mark this moment").click()
    page.keyboard.type("listening")
    page.keyboard.press("Enter")
    expect(marks(page)).to_have_count(1)
    page.get_by_role("textbox", name=DID).fill("I looked up, and she went on.")
    saved(page, DID)
    expect(page.get_by_role("link", name="Friday")).to_contain_text("1 moment marked")
    stored = vig(workbook, "marks", "list", friday)
    assert [m["principles"] for m in stored] == [["listening_actively"]]
    workbook.kill()
    workbook.start()
    expect(page.locator("html")).to_have_attribute("data-link", "ready")
    page.get_by_role("button", name="Mark this moment").click()
    page.keyboard.press("Enter")
    expect(marks(page)).to_have_count(2)
    assert len(vig(workbook, "marks", "list", friday)) == 2


def test_an_edge_moves_by_one_frame_and_back_with_undo(workbook: LiveWorkbook, friday: str, open_page: Open) -> None:
    vig(workbook, "marks", "add", friday, "--start", "1000", "--end", "3000", "--principle", "waiting")
    frames = vig(workbook, "film", "frames", friday)
    open_page(workbook.link).close()
    page = ready(open_page(f"{workbook.base}chapter/my_film?film={friday}"))
    marks(page).first.click()
    page.get_by_role("button", name="Start later").click()
    expect(page.get_by_role("button", name="Undo", exact=True)).to_be_enabled()
    later = min(ms for ms in frames if ms > 1000)
    until(lambda: vig(workbook, "marks", "list", friday)[0]["start_ms"] == later)
    page.get_by_role("button", name="Undo", exact=True).click()
    until(lambda: vig(workbook, "marks", "list", friday)[0]["start_ms"] == 1000)


def test_the_films_bytes_are_not_in_the_browsers_profile_afterwards(
    workbook: LiveWorkbook, friday: str, playwright: object, chromium_path: Path, tmp_path: Path, testdata: Path
) -> None:
    from tests.browser.conftest import FLAGS

    profile = tmp_path / "profile"
    context = playwright.chromium.launch_persistent_context(
        str(profile), executable_path=str(chromium_path), args=FLAGS
    )
    page = context.new_page()
    page.goto(workbook.link)
    page.goto(f"{workbook.base}chapter/my_film?film={friday}")
    ready(page)
    page.get_by_role("button", name="Play", exact=True).click()
    until(lambda: page.evaluate("document.querySelector('video').currentTime") > 5)
    page.reload()
    ready(page)
    context.close()
    content = (testdata / "video/mdn__interactive-examples/friday.mp4").read_bytes()
    pieces = [content[at : at + 48] for at in range(2000, len(content) - 48, 20_000)]
    files = [path for path in profile.rglob("*") if path.is_file()]
    assert len(files) > 20
    kept = [path.name for path in files if any(piece in path.read_bytes() for piece in pieces)]
    assert kept == []


def test_a_phone_width_page_never_scrolls_sideways(workbook: LiveWorkbook, friday: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(workbook.link)
    for path in ("chapter/being_attentive", f"chapter/my_film?film={friday}"):
        page.goto(workbook.base + path)
        ready(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
