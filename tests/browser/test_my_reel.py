"""From marked moments to a reel that was played before it was made, and is kept whatever happens."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Locator, Page, expect

from tests.browser.beside_the_page import journal_of, vig
from tests.browser.test_lesson import ready, saved
from tests.browser.test_my_film import QUESTION, my_film
from tests.live_workbook import LiveWorkbook, until
from vigwidgets.films import Probe, probe
from vigwidgets.workbook.folder.data_folder import DataFolder

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
A_WHILE_MS = 180_000
FRIDAY = "video/mdn__interactive-examples/friday.mp4"


@pytest.fixture
def marked(workbook: LiveWorkbook, testdata: Path) -> str:
    """Id of a real film with two marks on it."""
    film = vig(workbook, "film", "add", str(testdata / FRIDAY))["id"]
    for start, end, note in ((400, 900, "I waited."), (3500, 3900, "She laughed.")):
        vig(workbook, "marks", "add", film, "--start", str(start), "--end", str(end), "--note", note)
    return film


def reel(page: Page) -> Locator:
    return page.get_by_role("region", name="Your reel", exact=True)


def moments(page: Page) -> Locator:
    return reel(page).get_by_role("list", name="The moments of your reel, in order").locator("> li")


def save_reel(page: Page, to: Path) -> Probe:
    """Wait for the reel that is being made, save it, and return what it is."""
    save = reel(page).get_by_role("link", name="Save the reel")
    expect(save).to_be_visible(timeout=A_WHILE_MS)
    with page.expect_download() as coming:
        save.click()
    coming.value.save_as(to)
    return probe(to)


def test_moments_become_a_reel_that_is_played_made_and_taken_along(
    workbook: LiveWorkbook, marked: str, open_page: Open, testdata: Path, tmp_path: Path
) -> None:
    page = my_film(open_page(workbook.link))
    ready(page)
    reel(page).get_by_role("button", name="Add all, in order").click()
    expect(moments(page)).to_have_count(2)
    expect(moments(page).first).to_contain_text("I waited.")
    reel(page).get_by_role("button", name="Move moment 1 later").click()
    expect(moments(page).first).to_contain_text("She laughed.")
    with journal_of(workbook) as journal:  # the page shows it before it is stored
        until(lambda: [item.span.start_ms for item in journal.reel(marked)] == [3500, 400])

    reel(page).get_by_role("button", name="Play my reel").click()
    expect(reel(page).get_by_text("That was your reel.")).to_be_visible()
    times = probe(testdata / FRIDAY).times
    last_ms, after_ms = times.frame_span(times.frame_at(2900 - 1))
    screen = reel(page).locator("video[data-front]")
    until(lambda: last_ms <= screen.evaluate("(film) => film.seeking ? -1 : 1000 * film.currentTime") < after_ms)
    assert screen.evaluate("(film) => film.paused")
    reel(page).get_by_role("button", name="Make my reel").click()
    made = save_reel(page, tmp_path / "reel.mp4")
    assert made.browser_plays
    assert abs(made.duration_ms - (2400 + 2500)) <= 4 * 34

    reel(page).get_by_role("button", name="Undo in my reel", exact=True).click()
    expect(moments(page).first).to_contain_text("I waited.")
    expect(reel(page).get_by_text("You changed the reel since. Make it again.")).to_be_visible()
    reel(page).get_by_role("button", name="Throw this file away").click()
    expect(reel(page).get_by_role("link", name="Save the reel")).to_be_hidden()


def test_words_stand_in_the_picture_where_they_were_asked_for_and_nowhere_else(
    workbook: LiveWorkbook, marked: str, open_page: Open, testdata: Path, tmp_path: Path
) -> None:
    page = my_film(open_page(workbook.link))
    ready(page)
    reel(page).get_by_role("button", name=re.compile("Add to my reel: .*I waited")).click()
    moments(page).first.get_by_role("textbox", name="What did you do?").fill("I looked, and said nothing.")
    reel(page).get_by_role("radio", name="In the picture").check()
    reel(page).get_by_role("button", name="Play my reel").click()
    expect(reel(page).get_by_role("group", name="Your reel, as it is now")).to_contain_text(
        "I looked, and said nothing."
    )

    reel(page).get_by_role("radio", name="A group review").check()
    reel(page).get_by_role("button", name="Make my reel").click()
    expect(reel(page).get_by_role("alert").filter(has_text="Nobody has agreed")).to_contain_text("group review")
    reel(page).get_by_role("radio", name="My own work").check()
    reel(page).get_by_role("button", name="Make my reel").click()
    save_reel(page, tmp_path / "reel.mp4")
    with page.expect_download() as coming:
        moments(page).first.get_by_role("link", name="Save a picture of moment 1: how it begins").click()
    coming.value.save_as(tmp_path / "still.png")

    own = probe(testdata / FRIDAY)
    first = own.times.frame_at(400)
    film, made = (picture_of(testdata / FRIDAY, first), picture_of(tmp_path / "reel.mp4", 0))
    apart, tall = np.abs(film - made), film.shape[0]
    assert np.abs(film - picture_of(tmp_path / "still.png", 0)).mean() < 5  # its grays come by way of RGB
    assert apart[: tall // 2].mean() < 3
    assert apart[tall * 2 // 3 :].mean() > 15

    reel(page).get_by_role("radio", name="None").check()
    expect(reel(page).get_by_role("button", name="Make it again")).to_be_visible()


def picture_of(path: Path, number: int) -> NDArray[np.int16]:
    """Return a picture of a film, counted from its beginning, in grays."""
    with av.open(str(path)) as film:
        frame = next(islice(film.decode(video=0), number, None))
        return frame.to_ndarray(format="gray").astype(np.int16)


def test_what_is_arranged_and_written_outlives_a_killed_workbook_and_another_visit(
    workbook: LiveWorkbook, marked: str, open_page: Open
) -> None:
    page = my_film(open_page(workbook.link))
    ready(page)
    reel(page).get_by_role("button", name=re.compile("Add to my reel: .*I waited")).click()
    expect(moments(page)).to_have_count(1)
    workbook.kill()
    did = moments(page).first.get_by_role("textbox", name="What did you do?")
    did.fill("I looked, and said nothing.")
    workbook.start()
    expect(page.locator("html")).to_have_attribute("data-link", "ready")
    expect(reel(page).get_by_text("Saved", exact=True).first).to_be_visible()
    with journal_of(workbook) as journal:
        assert [item.did for item in journal.reel(marked)] == ["I looked, and said nothing."]
    page.reload()
    ready(page)
    expect(moments(page).first.get_by_role("textbox", name="What did you do?")).to_have_value(
        "I looked, and said nothing."
    )


COLOURS = """(canvas) => {
  if (!canvas.width || !canvas.height) return 0;
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size; }"""
"""How many colours a canvas holds: one while it is blank."""
TOWER = Path(__file__).parents[2] / "sample_clips/c01/film.mp4"
SAID = {
    "What did you do?": "I held the block, and waited.",
    "What did the other do next?": "He put it on top himself.",
    "Which hope does it touch?": "That he goes on by himself.",
    "Words on a card before it": "The tower",
}
"""What is written on a card, by the name of its field."""


def painted(canvas: Locator) -> None:
    """Wait until a picture stands on the canvas."""
    canvas.scroll_into_view_if_needed()
    until(lambda: canvas.evaluate(COLOURS) > 100)


def pull(page: Page, *, card: int, onto: int) -> None:
    """Pull a card by its handle to the place of another."""
    moments(page).nth(min(card, onto)).scroll_into_view_if_needed()
    handle, other = (
        moments(page).nth(card).locator("[data-handle]").bounding_box(),
        moments(page).nth(onto).bounding_box(),
    )
    page.mouse.move(handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2)
    page.mouse.down()
    page.mouse.move(handle["x"], handle["y"] + 30)
    page.mouse.move(handle["x"], other["y"] + other["height"] * 0.7, steps=4)
    page.mouse.up()


def starts(workbook: LiveWorkbook, film: str) -> list[int]:
    """Return where the moments of the stored reel begin, in ms."""
    with journal_of(workbook) as journal:
        return [item.span.start_ms for item in journal.reel(film)]


def all_are_painted(page: Page) -> None:
    """Add all moments to the reel; each has its picture, as an offer and as a card."""
    for canvas in reel(page).get_by_role("list", name="Moments you marked").locator("canvas").all():
        painted(canvas)
    reel(page).get_by_role("button", name="Add all, in order").click()
    expect(moments(page)).to_have_count(3)
    for card in moments(page).all():
        painted(card.locator(".vig-reel-still canvas"))


def stop_its_making(page: Page, workbook: LiveWorkbook) -> None:
    """Have the reel made and stop that half-way; nothing of it is left."""
    reel(page).get_by_role("button", name="Make my reel").click()
    made = reel(page).get_by_role("progressbar", name="How much of your reel is made")
    until(lambda: 0 < float(made.get_attribute("value") or 0) < 1)
    reel(page).get_by_role("button", name="Stop making it").click()
    expect(reel(page).get_by_text("Stopped. Nothing of it was kept.")).to_be_visible()
    expect(reel(page).get_by_role("button", name="Make my reel")).to_be_focused()
    data = DataFolder.find(workbook.data)
    assert [*data.exports.iterdir(), *data.temporary.rglob("reel*")] == []


def test_cards_have_pictures_are_pulled_trimmed_and_written_on_and_a_making_can_be_stopped(
    workbook: LiveWorkbook, open_page: Open, tmp_path: Path
) -> None:
    film, times = vig(workbook, "film", "add", str(TOWER))["id"], probe(TOWER).times
    for start in (1000, 9000, 17_000):
        vig(workbook, "marks", "add", film, "--start", str(start), "--end", str(start + 4000))
    page = my_film(open_page(workbook.link))
    ready(page)
    page.get_by_role("textbox", name=QUESTION).fill("How does he show me that he wants to go on?")
    saved(page, QUESTION)
    all_are_painted(page)
    with page.expect_download() as coming:
        moments(page).nth(2).get_by_role("link", name="Save a picture of moment 3: how it begins").click()
    coming.value.save_as(tmp_path / "still.png")
    own, still = picture_of(TOWER, times.frame_at(17_000)), picture_of(tmp_path / "still.png", 0)
    assert np.abs(own - still).mean() < 5

    pull(page, card=0, onto=1)
    until(lambda: starts(workbook, film) == [9000, 1000, 17_000])
    moments(page).nth(1).get_by_role("button", name="Play moment 2").focus()
    page.keyboard.press("Alt+ArrowDown")
    until(lambda: starts(workbook, film) == [9000, 17_000, 1000])
    first = moments(page).first
    first.get_by_text("Begin or end it elsewhere").click()
    first.get_by_role("button", name="Begin one frame later").click()
    later = min(ms for ms in times.times_ms if ms > 9000)
    until(lambda: starts(workbook, film) == [later, 17_000, 1000])
    expect(first.get_by_text("You asked: How does he show me that he wants to go on?")).to_be_visible()
    for name, text in SAID.items():
        first.get_by_role("textbox", name=name).fill(text)

    def kept() -> list[str]:
        with journal_of(workbook) as journal:
            item = journal.reel(film)[0]
            return [item.did, item.then, item.hope, item.title]

    until(lambda: kept() == list(SAID.values()))
    page.reload()
    ready(page)
    expect(first).to_contain_text("Card before it: The tower")
    first.get_by_text("Begin or end it elsewhere").click()
    for name, text in SAID.items():
        expect(first.get_by_role("textbox", name=name)).to_have_value(text)
    expect(first.get_by_text("You asked: How does he show me that he wants to go on?")).to_be_visible()
    stop_its_making(page, workbook)


def test_what_was_done_to_marks_and_reel_is_undone_and_done_again_after_a_reload(
    workbook: LiveWorkbook, marked: str, open_page: Open
) -> None:
    page = my_film(open_page(workbook.link))
    ready(page)
    timeline = page.get_by_role("region", name="Timeline")
    marks = timeline.get_by_role("list", name="Marks").get_by_role("listitem")
    details = timeline.get_by_role("region", name="The chosen moment")
    said = {"What did you notice?": "I waited, and she looked up.", "What the other may have felt": "at ease"}
    marks.first.click()
    for name, text in said.items():
        details.get_by_role("textbox", name=name).fill(text)
        expect(details.get_by_role("status")).to_have_text("Saved")  # typing had taken that of the other away
    reel(page).get_by_role("button", name=re.compile("Add to my reel: .*I waited, and")).click()
    until(lambda: starts(workbook, marked) == [400])
    marks.nth(1).click()
    details.get_by_role("button", name="Delete").click()
    expect(marks).to_have_count(1)

    def kept() -> tuple[int, list[int], str, str]:
        with journal_of(workbook) as journal:
            first, *others = journal.marks(marked)
            return 1 + len(others), [item.span.start_ms for item in journal.reel(marked)], first.note, first.feeling

    note, feeling = said.values()
    way = [(1, [400], note, feeling), (2, [400], note, feeling), (2, [], note, feeling), (2, [], note, ""),
           (2, [], "I waited.", "")]  # fmt: skip
    until(lambda: kept() == way[0])
    page.reload()
    ready(page)
    marks.first.click()
    for name, text in said.items():
        expect(details.get_by_role("textbox", name=name)).to_have_value(text)
    for at, then in enumerate(way[1:]):
        turn = (
            timeline.get_by_role("button", name="Undo") if at % 2 else reel(page).get_by_role("button", name="Undo in")
        )
        turn.click()
        until(lambda then=then: kept() == then)
    expect(marks).to_have_count(2)
    expect(details.get_by_role("textbox", name="What did you notice?")).to_have_value("I waited.")
    page.reload()
    ready(page)
    for then in way[-2::-1]:
        timeline.get_by_role("button", name="Redo").click()
        until(lambda then=then: kept() == then)
    expect(marks).to_have_count(1)
    expect(moments(page)).to_have_count(1)
