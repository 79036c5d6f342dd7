"""The whole way: a film as a phone makes it is dropped on the page, marked while it is made ready, cut to a reel."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path

import av
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.beside_the_page import journal_of
from tests.browser.phone_film import LATE_MS, make_phone_film
from tests.browser.test_my_film import my_film
from tests.browser.test_my_reel import moments, reel, save_reel
from tests.films.test_cutting import check_pictures
from tests.live_workbook import LiveWorkbook, until
from tests.thoroughly import usually
from vigwidgets.core.reel import item_clips
from vigwidgets.films import Probe, Shelf, probe
from vigwidgets.workbook.folder.data_folder import DataFolder

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
LONG_FILM = Path(__file__).parents[2] / "sample_clips/quarter_to_five/film.mp4"
DROP = """([area, name, text]) => {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name, { type: "video/quicktime" }));
  for (const event of ["dragenter", "dragover", "drop"])
    area.dispatchEvent(new DragEvent(event, { bubbles: true, cancelable: true, dataTransfer: carried }));
}"""

PLAYED = """(address) => new Promise((done, fail) => {
  const film = Object.assign(document.createElement("video"), { src: address, defaultPlaybackRate: 2 });
  let pictures = 0;
  const next = () => { pictures += 1; film.requestVideoFrameCallback(next); };
  film.requestVideoFrameCallback(next);
  film.addEventListener("error", () => fail(new Error(film.error.message)));
  film.addEventListener("ended", () => done({ ended_at_ms: 1000 * film.currentTime, pictures,
    size: [film.videoWidth, film.videoHeight], sound_bytes: film.webkitAudioDecodedByteCount }));
  document.body.append(film);
  film.play().catch(fail);
})"""


def drop(page: Page, film: Path) -> None:
    """Drop a file where films are added."""
    area = page.locator("label.vig-drop").element_handle()
    page.evaluate(DROP, [area, film.name, base64.b64encode(film.read_bytes()).decode()])


def add(page: Page, film: Path) -> None:
    """Drop a film and say what its people agreed to."""
    drop(page, film)
    page.get_by_role("textbox", name="Who is in it?").fill("K.,me")
    page.get_by_role("textbox", name="Whose permission").fill("K.'s mother")
    page.get_by_role("button", name="Add this film").click()
    page.wait_for_url("**film=**", timeout=120_000)
    expect(page.locator("html[data-link=ready]")).to_be_attached()


def video(page: Page) -> Locator:
    return page.locator("video.vig-video").first


def shown_ms(page: Page) -> int:
    """Return the time of the picture that is shown, as the browser has it."""
    return round(video(page).evaluate("(film) => film.currentTime") * 1000)


def whole_way(
    workbook: LiveWorkbook, page: Page, film: Path, tmp_path: Path, *, at_ms: tuple[int, ...], meanwhile: bool
) -> None:
    """Go from the file to a reel that was played and taken along; `meanwhile` marks before the film is ready."""
    page.on("pageerror", lambda error: pytest.fail(f"the page failed: {error}"))
    my_film(page)
    expect(page.locator("html[data-link=ready]")).to_be_attached()
    add(page, film)
    shelf = Shelf(DataFolder.find(workbook.data).films)
    (film_id,) = shelf.ids()
    facts = probe(film)
    assert facts.video_codec == "hevc"
    assert facts.variable_frame_rate
    assert facts.rotation == 90
    assert sound_begins_ms(film) == pytest.approx(LATE_MS, abs=30)
    expect(page.locator(".vig-player[data-ready]")).to_be_visible(timeout=120_000)
    for ms in at_ms:
        if meanwhile:
            until(lambda ms=ms: _comes_to(page) > ms / 1000 + 1, seconds=240)
        page.get_by_role("slider", name="Position in the film").fill(str(ms))
        until(lambda ms=ms: abs(shown_ms(page) - ms) < 200)
        page.get_by_role("button", name="Mark this moment", exact=True).click()
        page.keyboard.type("listening")
        page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="Marks").get_by_role("listitem")).to_have_count(len(at_ms))
    assert shelf.lacks_copy(film_id) or not meanwhile
    until(lambda: not shelf.lacks_copy(film_id), seconds=600)
    expect(video(page)).to_have_attribute("src", f"{workbook.base}vig/film/{film_id}")
    with journal_of(workbook) as journal:
        assert [mark.span.start_ms for mark in journal.marks(film_id)] == sorted(
            mark.span.start_ms for mark in journal.marks(film_id)
        )
        assert all(mark.span.start_ms in facts.times.times_ms for mark in journal.marks(film_id))

    reel(page).get_by_role("button", name="Add all, in order").click()
    expect(moments(page)).to_have_count(len(at_ms))
    reel(page).get_by_role("button", name="Play my reel").click()
    expect(reel(page).get_by_text("That was your reel.")).to_be_visible(timeout=120_000)
    reel(page).get_by_role("button", name="Make my reel").click()
    made = save_reel(page, tmp_path / "reel.mp4")
    assert made.browser_plays
    with journal_of(workbook) as journal:
        clips = item_clips(journal.reel(film_id), facts.times, film=film_id)
    check_pictures(film, facts, [clip.frames for clip in clips], tmp_path / "reel.mp4")
    played_to_its_end(page, made)
    assert (made.width < made.height) is (facts.width < facts.height)
    assert video(page).evaluate("(film) => film.videoWidth < film.videoHeight")


def sound_begins_ms(film: Path) -> float:
    """Return how long after the first picture the first sound of a film is heard."""
    begins = []
    for kind in ("video", "audio"):
        with av.open(str(film)) as opened:
            frame = next(opened.decode(**{kind: 0}))
            begins.append(1000 * frame.pts * frame.time_base)
    return float(begins[1] - begins[0])


def played_to_its_end(page: Page, made: Probe) -> None:
    """Play the reel that was made, quickly, and see that it comes to its end with picture and sound."""
    address = reel(page).get_by_role("link", name="Save the reel").get_attribute("href")
    seen = page.evaluate(PLAYED, address)
    assert seen["size"] == [made.width, made.height]
    assert seen["ended_at_ms"] == pytest.approx(made.duration_ms, abs=60)
    assert seen["pictures"] > 10
    assert seen["sound_bytes"] > 0


def _comes_to(page: Page) -> float:
    """Return how many seconds of the film can be watched."""
    return float(
        video(page).evaluate("(film) => film.buffered.length ? film.buffered.end(film.buffered.length - 1) : 0")
    )


@pytest.mark.thorough  # the long one below does the same with minutes
def test_a_film_is_marked_while_it_is_made_ready_and_becomes_a_reel(
    workbook: LiveWorkbook, open_page: Open, tmp_path: Path
) -> None:
    film = make_phone_film(LONG_FILM, tmp_path / "IMG_0042.mov", seconds=40)
    whole_way(workbook, open_page(workbook.link), film, tmp_path, at_ms=(2000, 6000), meanwhile=False)


@pytest.mark.long
@pytest.mark.timeout(900)
def test_minutes_from_a_phone_become_a_reel(workbook: LiveWorkbook, open_page: Open, tmp_path: Path) -> None:
    film = make_phone_film(LONG_FILM, tmp_path / "IMG_0043.mov", seconds=usually(90, thorough=600))
    whole_way(workbook, open_page(workbook.link), film, tmp_path, at_ms=(4000, 12_000, 20_000), meanwhile=True)


SEEN = """async (film) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: film.videoWidth, height: film.videoHeight });
  const paper = canvas.getContext("2d", { willReadFrequently: true });
  paper.drawImage(film, 0, 0);
  const pixels = paper.getImageData(0, 0, canvas.width, canvas.height).data;
  let sum = 0;
  for (let at = 0; at < pixels.length; at += 4) sum = (sum * 31 + pixels[at] + 3 * pixels[at + 1]) >>> 0;
  return [film.src.slice(0, 4), sum];
}"""


def seen(page: Page, ms: int, next_ms: int) -> list[object]:
    """Return where the picture at `ms` comes from, which the next one follows at `next_ms`, and its fingerprint."""
    page.get_by_role("slider", name="Position in the film").fill(str(ms))
    standing = "(film) => film.seeking ? -1 : 1000 * film.currentTime"
    until(lambda: ms - 1 <= video(page).evaluate(standing) < next_ms)
    page.wait_for_timeout(300)  # one picture is painted after the seek has landed
    return video(page).evaluate(SEEN)


def test_while_it_is_made_ready_each_time_shows_the_picture_of_the_finished_copy(
    workbook: LiveWorkbook, open_page: Open, tmp_path: Path
) -> None:
    film = make_phone_film(LONG_FILM, tmp_path / "IMG_0044.mov", seconds=100)
    times = probe(film).times.times_ms
    asked = {index: (times[index], times[index + 1]) for index in (3, 20, 21, 22, 47, 60, 33)}
    page = my_film(open_page(workbook.link))
    expect(page.locator("html[data-link=ready]")).to_be_attached()
    add(page, film)
    expect(page.locator(".vig-player[data-ready]")).to_be_visible(timeout=120_000)
    until(lambda: _comes_to(page) * 1000 > times[61], seconds=120)
    looked = {index: seen(page, *span) for index, span in asked.items()}
    growing = {index: sum_ for index, (source, sum_) in looked.items() if source == "blob"}
    assert len(growing) > len(asked) // 2, "the copy was finished before it was looked at"
    expect(video(page)).to_have_attribute("src", re.compile("/vig/film/"), timeout=120_000)
    expect(page.locator(".vig-player[data-ready]")).to_be_visible()
    ready_made = {index: seen(page, *span) for index, span in asked.items()}
    assert {source for source, _ in ready_made.values()} == {"http"}
    assert growing == {index: ready_made[index][1] for index in growing}
    assert len({sum_ for _, sum_ in ready_made.values()}) > len(asked) // 2
