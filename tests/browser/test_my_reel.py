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
from tests.browser.test_lesson import ready
from tests.browser.test_my_film import my_film
from tests.live_workbook import LiveWorkbook, until
from vigwidgets.films import Probe, probe

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
    workbook: LiveWorkbook, marked: str, open_page: Open, tmp_path: Path
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
