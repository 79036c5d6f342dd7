"""A film of one's own, from the command line to the marks, and out again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.beside_the_page import journal_of, vig
from tests.browser.test_lesson import ready, saved
from tests.live_workbook import PATIENCE_MS, LiveWorkbook, until
from vigwidgets.core.mark import Mark
from vigwidgets.core.permission import Permission
from vigwidgets.core.span import Span

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
DID = "What did you do in that moment, and what did the other do next?"
QUESTION = "What would you like this film to help you with?"


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


def my_film(page: Page) -> Page:
    """Go to the chapter by its link."""
    page.get_by_role("navigation", name="Chapters").get_by_role("link", name="My film").click()
    return page


def entry(page: Page, title: str) -> Locator:
    """Return the film's row in the list."""
    link = page.get_by_role("link", name=title, exact=True)
    return page.get_by_role("list", name="My films").get_by_role("listitem").filter(has=link)


def refused_twice(page: Page, broken: Path) -> None:
    """Fill in the form without a use that was agreed, then with a file that is no film; what was typed stays."""
    page.get_by_label("Choose a film").set_input_files(broken)
    page.get_by_role("textbox", name="Who is in it?").fill("K.,me")
    page.get_by_role("textbox", name="Whose permission").fill("K.'s mother")
    page.get_by_role("checkbox", name="My own work").uncheck()
    page.get_by_role("button", name="Add this film").click()
    expect(page.get_by_role("alert").filter(has_text="agreed to your own work")).to_be_visible()
    expect(page.get_by_role("checkbox", name="My own work")).to_be_focused()
    page.get_by_role("checkbox", name="My own work").check()
    page.get_by_role("button", name="In 3 months").click()
    page.get_by_role("button", name="Add this film").click()
    expect(page.get_by_role("alert").filter(has_text="no film")).to_be_visible()
    expect(page.get_by_role("textbox", name="Whose permission")).to_have_value("K.'s mother")


def marks_taken_along(page: Page) -> None:
    """Save the one mark in every form that the open menu offers, and read what is in each."""

    def saved_as(name: str) -> str:
        with page.expect_download() as coming:
            page.get_by_role("link", name=name, exact=True).click()
        return Path(coming.value.path()).read_text("utf-8-sig")

    assert "listening_actively" in saved_as("Table (CSV)")
    (mark,) = json.loads(saved_as("JSON"))
    assert mark["principles"] == ["listening_actively"]
    assert saved_as("Subtitles (WebVTT)").startswith("WEBVTT")
    (cut,) = saved_as("LosslessCut (CSV)").splitlines()
    assert [float(edge) * 1000 for edge in cut.split(",")[:2]] == pytest.approx(
        [mark["start_ms"], mark["end_ms"]], abs=1
    )
    assert "listening_actively" in str(json.loads(saved_as("Web Annotation")))
    expect(page.get_by_role("list", name="Take your marks with you").get_by_role("link")).to_have_count(5)


def read_about_the_cable(page: Page) -> None:
    """Unfold how a film comes by cable, on a page as narrow as a phone, and fold it again."""
    help_, wide = page.locator("details.vig-cable"), page.viewport_size
    page.set_viewport_size({"width": 375, "height": 740})
    help_.get_by_text("How do I get it from my phone?").click()
    expect(help_.get_by_role("term")).to_have_count(4)
    for words in help_.get_by_role("definition").all():
        expect(words).to_be_visible()
        expect(words).to_contain_text(re.compile("Open|open"))
        assert words.evaluate("(one) => one.scrollWidth <= one.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    page.set_viewport_size(wide)
    help_.get_by_text("How do I get it from my phone?").click()
    expect(help_.get_by_role("definition").first).to_be_hidden()


def erase(page: Page, title: str) -> None:
    """Erase the film, whose menu stands open, and read the receipt."""
    page.get_by_role("button", name=f"Erase {title}").click()
    dialog = page.get_by_role("dialog", name=f"Erase “{title}”?")
    expect(dialog).to_contain_text("please do not erase it first")
    expect(dialog.get_by_role("button", name="Erase it")).to_be_disabled()
    dialog.get_by_role("checkbox").check()
    dialog.get_by_role("button", name="Erase it").click()
    receipt = page.get_by_role("dialog", name="Erased")
    expect(receipt.get_by_role("definition").nth(1)).to_have_text("1")
    expect(receipt).not_to_contain_text(title)
    receipt.get_by_role("button", name="Close").click()


def test_a_film_is_added_marked_taken_along_and_erased_on_the_page(
    workbook: LiveWorkbook, open_page: Open, testdata: Path, tmp_path: Path
) -> None:
    film = testdata / "video/mdn__interactive-examples/friday.mp4"
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"no film at all" * 1000)
    page = my_film(open_page(workbook.link))
    expect(page.get_by_role("heading", name="Your first film")).to_be_visible()
    expect(page.get_by_text("encrypted disk").or_(page.get_by_text("is encrypted"))).to_be_visible()
    read_about_the_cable(page)

    refused_twice(page, broken)
    page.get_by_label("broken.mp4").set_input_files(film)
    expect(page.get_by_role("textbox", name="What would you like to call it?")).to_have_value("friday")
    page.get_by_role("button", name="Add this film").click()
    page.wait_for_url("**/chapter/my_film?film=*")
    ready(page)
    expect(entry(page, "friday")).to_contain_text("K., me · allowed by K.'s mother · until")

    page.get_by_role("button", name="I have watched the other").click()
    page.get_by_role("button", name="I have watched myself too").click()
    expect(page.get_by_role("button", name="The first time")).to_have_attribute("aria-expanded", "false")
    page.get_by_role("button", name="Mark this moment").click()
    page.keyboard.type("listening")
    page.keyboard.press("Enter")
    expect(entry(page, "friday")).to_contain_text("1 moment marked")
    expect(page.get_by_role("list", name="Moments by tier").get_by_role("listitem")).to_have_text(
        ["Encouraging initiatives 1"]
    )
    page.get_by_role("textbox", name=DID).fill("I looked up, and she went on.")
    saved(page, DID)

    page.get_by_role("button", name="More about friday").click()
    marks_taken_along(page)

    film_id = page.url.split("film=")[1].split("#")[0]
    erase(page, "friday")
    page.wait_for_url(lambda address: "film=" not in address)
    expect(page.get_by_role("heading", name="Your first film")).to_be_visible()
    assert vig(workbook, "film", "list") == []
    assert page.evaluate("id => Object.keys(localStorage).filter((key) => key.includes(id))", film_id) == []


def test_of_a_damaged_film_the_good_part_can_be_added(
    workbook: LiveWorkbook, open_page: Open, testdata: Path, tmp_path: Path
) -> None:
    whole = (testdata / "video/mdn__interactive-examples/friday.mp4").read_bytes()
    broken = tmp_path / "friday.mp4"
    broken.write_bytes(whole[: len(whole) * 9 // 10])
    page = my_film(open_page(workbook.link))
    page.get_by_label("Choose a film").set_input_files(broken)
    page.get_by_role("textbox", name="Whose permission").fill("K.'s mother")
    page.get_by_role("button", name="Add this film").click()
    expect(page.get_by_role("alert").filter(has_text="damaged after 5.")).to_be_visible()
    page.get_by_role("button", name="Add the part before the damage").click()
    page.wait_for_url("**/chapter/my_film?film=*")
    ready(page)
    (film,) = vig(workbook, "film", "list")
    assert (film["playable"], film["given_by"]) == ("copy", "K.'s mother")
    assert 5000 < film["duration_ms"] < 6000


def test_a_film_past_its_date_is_not_played_until_somebody_asked_again(
    workbook: LiveWorkbook, friday: str, open_page: Open
) -> None:
    with journal_of(workbook) as journal:
        journal.set_permission(friday, Permission(("work",), date(2026, 1, 31), ("T.",)))
        mark = Mark("m1", friday, Span(0, 400), principles=("waiting",))
        journal.add_mark(mark, change_id="c1")
    page = my_film(open_page(workbook.link))
    player = page.get_by_role("region", name="Film", exact=True)
    expect(player).to_contain_text("The permission for this film has ended")
    expect(entry(page, "Friday")).to_contain_text("ended on 31 January 2026")
    expect(marks(page)).to_have_count(1)
    assert page.evaluate("document.querySelector('video').hasAttribute('src')") is False

    player.get_by_role("button", name="I have asked again").click()
    dialog = page.get_by_role("dialog", name="Permission for “Friday”")
    dialog.get_by_role("button", name="Keep this").click()
    expect(dialog.get_by_role("alert")).to_contain_text("That day is over already")
    dialog.get_by_role("button", name="31 July").click()
    dialog.get_by_role("button", name="Keep this").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="More about Friday")).to_be_focused()
    ready(page)
    page.get_by_role("button", name="More about Friday").click()
    page.get_by_role("button", name="Rename Friday").click()
    page.get_by_role("textbox", name="New name").fill("At the table")
    page.keyboard.press("Enter")
    expect(entry(page, "At the table")).to_contain_text("T. · until 31 July")


def test_a_member_of_staff_marks_their_own_film(workbook: LiveWorkbook, friday: str, open_page: Open) -> None:
    page = open_page(workbook.link)
    page.get_by_role("navigation", name="Chapters").get_by_role("link", name="My film").click()
    ready(page)
    question = page.get_by_role("textbox", name=QUESTION)
    card, player = question.locator("xpath=.."), page.locator(".vig-player")
    assert card.bounding_box()["height"] < 130, "the player is far below"
    question.fill("How does she show me that she wants to go on?")
    saved(page, QUESTION)
    page.get_by_role("button", name="Play", exact=True).click()
    until(lambda: page.evaluate("document.querySelector('video').currentTime") > 2.5)
    page.get_by_role("button", name="Mark this moment").click()
    page.keyboard.type("listening")
    page.keyboard.press("Enter")
    expect(marks(page)).to_have_count(1)
    page.get_by_role("textbox", name=DID).fill("I looked up, and she went on.")
    saved(page, DID)
    expect(entry(page, "Friday")).to_contain_text("1 moment marked")
    stored = vig(workbook, "marks", "list", friday)
    assert [m["principles"] for m in stored] == [["listening_actively"]]
    workbook.kill()
    workbook.start()
    expect(page.locator("html")).to_have_attribute("data-link", "ready")
    page.get_by_role("button", name="Mark this moment").click()
    page.keyboard.press("Enter")
    expect(marks(page)).to_have_count(2)
    assert len(vig(workbook, "marks", "list", friday)) == 2
    page.reload()
    ready(page)
    expect(question).to_have_value("How does she show me that she wants to go on?")
    assert card.bounding_box()["y"] + card.bounding_box()["height"] < player.bounding_box()["y"]


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
    workbook: LiveWorkbook, friday: str, playwright: object, whole_chromium_path: Path, tmp_path: Path, testdata: Path
) -> None:
    from tests.browser.conftest import FLAGS

    profile = tmp_path / "profile"
    context = playwright.chromium.launch_persistent_context(
        str(profile), executable_path=str(whole_chromium_path), args=FLAGS
    )
    context.set_default_timeout(PATIENCE_MS)
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


def test_a_slow_answer_takes_nobody_away_from_what_they_write(
    workbook: LiveWorkbook, friday: str, open_page: Open
) -> None:
    page = my_film(open_page(workbook.link))
    ready(page)
    page.get_by_role("button", name="I have watched the other").click()
    seen = page.get_by_role("button", name="I have watched myself too")
    expect(seen).to_be_focused()
    until(lambda: len(workbook.kernels()) == 1)  # that of the page before has ended
    (kernel,) = workbook.kernels()
    kernel.suspend()
    try:
        seen.click()
        page.keyboard.press("m")
        page.keyboard.type("listening")
    finally:
        kernel.resume()
    expect(page.get_by_role("button", name="The first time")).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("combobox", name="Which principle do you see?")).to_be_focused()
    page.keyboard.press("Enter")
    expect(marks(page)).to_contain_text(["Listening actively"])


def playhead(page: Page) -> float:
    """Return how many px the playhead stands from the beginning of the timeline."""
    return page.evaluate("new DOMMatrix(getComputedStyle(document.querySelector('.vig-playhead')).transform).m41")


def go_on(page: Page, key: str) -> None:
    """Press a key of the film, and wait until the playhead is further on."""
    before = playhead(page)
    page.keyboard.press(key)
    until(lambda: playhead(page) > before)


def test_turns_are_linked_as_the_film_runs_and_make_a_yes_cycle(
    workbook: LiveWorkbook, friday: str, open_page: Open
) -> None:
    page = my_film(open_page(workbook.link))
    ready(page)
    timeline = page.get_by_role("region", name="Timeline")
    page.keyboard.press("r")
    expect(timeline.get_by_text("Mark or choose what somebody began")).to_be_visible()
    page.keyboard.press(".")
    page.keyboard.press("m")
    page.keyboard.press("Enter")
    expect(marks(page)).to_have_count(1)
    for count in (2, 3):
        go_on(page, "l")
        page.keyboard.press("r")
        expect(marks(page)).to_have_count(count)
        expect(timeline.get_by_text("Received, and linked.")).to_be_visible()
    stored = vig(workbook, "marks", "list", friday)
    assert [mark["kind"] for mark in stored] == ["initiative", "reception", "reception"]
    assert [mark["answers"] for mark in stored] == [None, stored[0]["id"], stored[1]["id"]]
    expect(timeline.get_by_role("heading", name="A yes-cycle of 3 turns")).to_be_visible()
    expect(timeline.locator(".vig-cycle[data-cycle] > i")).to_have_count(3)  # the bar below the lanes, a turn each
    gaps = timeline.locator(".vig-gap")
    expect(gaps).to_have_text(["at once", "at once"])
    for _ in range(3):
        timeline.get_by_role("button", name="Start later").click()
    until(lambda: vig(workbook, "marks", "list", friday)[-1]["start_ms"] == stored[-2]["end_ms"] + 100)
    expect(gaps).to_have_text(["at once", "after 0.1 s"])
    timeline.get_by_role("button", name="Play it all").click()
    runs = "(film) => film.paused ? -1 : 1000 * film.currentTime"
    until(lambda: 0 <= page.locator(".vig-player video").evaluate(runs) < stored[0]["end_ms"])
    timeline.get_by_role("button", name="Not a reception after all").click()
    expect(timeline.get_by_role("heading", name="A yes-cycle of 3 turns")).to_be_hidden()
    timeline.get_by_role("button", name="Undo").click()
    expect(timeline.get_by_role("heading", name="A yes-cycle of 3 turns")).to_be_visible()


def test_the_keys_work_after_the_line_of_the_film_was_clicked(
    workbook: LiveWorkbook, friday: str, open_page: Open
) -> None:
    page = my_film(open_page(workbook.link))
    ready(page)
    position = page.get_by_role("slider", name="Position in the film")
    position.click()
    expect(position).to_be_focused()
    page.keyboard.press(",")
    page.keyboard.press("m")
    page.keyboard.press("Enter")
    expect(marks(page)).to_have_count(1)
    expect(position).to_be_focused()
    page.keyboard.press("r")
    expect(page.get_by_role("region", name="Timeline")).to_contain_text("Received, and linked.")


def test_after_a_new_moment_it_is_that_one_whose_reception_is_marked(
    workbook: LiveWorkbook, friday: str, open_page: Open
) -> None:
    page = my_film(open_page(workbook.link))
    ready(page)
    for count, key in ((1, "m"), (2, "r"), (3, "m"), (4, "r")):
        go_on(page, "l" if count == 1 else ".")
        page.keyboard.press(key)
        if key == "m":
            page.keyboard.press("Enter")
        expect(marks(page)).to_have_count(count)
        if key == "r":
            expect(page.get_by_role("region", name="Timeline").get_by_text("Received, and linked.")).to_be_visible()
    by_id = {mark["id"]: mark for mark in vig(workbook, "marks", "list", friday)}
    answered = [mark["answers"] for mark in by_id.values() if mark["answers"]]
    assert len(set(answered)) == 2
    assert {by_id[one]["kind"] for one in answered} == {"initiative"}
