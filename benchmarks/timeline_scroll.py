"""A timeline with 1,000 marks above pictures, waves and speech: pictures a second while it scrolls and zooms.

    python benchmarks/timeline_scroll.py [--marks 1000] [--seconds 5]

A real server and a Chromium, on the ten-minute film that comes with the workbook, added as a person's own. Frames are
counted by `requestAnimationFrame` while the line is scrolled, or zoomed from the whole film to single frames and back.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from uuid import uuid4

from playwright.sync_api import Page, sync_playwright

from benchmarks.lesson_page import FLAGS, PLAYER
from benchmarks.two_servers import how_busy
from tests.house.browser import find_browser
from tests.live_workbook import LiveWorkbook
from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.film import Film
from vigwidgets.core.mark import Mark
from vigwidgets.core.span import Span
from vigwidgets.films import Shelf
from vigwidgets.journal import Journal
from vigwidgets.workbook.film_shelf import add_film
from vigwidgets.workbook.folder.data_folder import DataFolder

ROOT = Path(__file__).resolve().parent.parent
FILM = ROOT / "sample_clips" / "quarter_to_five" / "film.mp4"
LEAST_A_SECOND = 50
PATIENCE_MS = 600_000
SIZES = {"1366 x 900": (1366, 900), "375 x 800": (375, 800)}
FRAMES = """
([seconds, way]) => new Promise((done) => {
  const track = document.querySelector(".vig-track"), times = [];
  let step = 0;
  const scroll = () => {
    const most = track.scrollWidth - track.clientWidth, at = (step * 24) % (2 * most || 1);
    track.scrollLeft = at < most ? at : 2 * most - at;
  };
  const zoom = () => {
    const deltaY = step % 120 < 60 ? -100 : 100, clientX = track.getBoundingClientRect().left + track.clientWidth / 2;
    track.dispatchEvent(new WheelEvent("wheel", { ctrlKey: true, deltaY, clientX, bubbles: true, cancelable: true }));
  };
  const frame = (now) => {
    times.push(now);
    step += 1;
    (way === "zoom" ? zoom : scroll)();
    if (now - times[0] < 1000 * seconds) requestAnimationFrame(frame);
    else done(times);
  };
  requestAnimationFrame(frame);
})
"""
WAYS = {"scroll, the whole film on 8 screens": 8, "scroll, close to single frames": 400, "zoom in and out": 0}


def filled(data: DataFolder, *, marks: int) -> Film:
    """Put the film and its marks into an empty data folder."""
    framework = frameworks.load()
    keys = [principle.key for tier in framework.tiers for principle in tier.principles]
    with Journal.open(data.journal_location(), person=Person(LOCAL_OWNER), framework=framework) as journal:
        film = add_film(journal, Shelf(data.films), FILM, title="Ten minutes")
        for number in range(marks):
            start = number * (film.duration_ms - 4000) // marks
            span, chosen = Span(start, start + 400 + number * 37 % 3000), keys[number * 7 % len(keys)]
            journal.add_mark(Mark(f"m{number}", film.id, span, principles=(chosen,)), change_id=uuid4().hex)
    return film


def measured(page: Page, *, way: str, zoomed: int, seconds: float) -> list[float]:
    """Return how long each frame took, in ms."""
    page.get_by_role("button", name="The whole film").click()
    if zoomed:
        page.evaluate(
            """factor => {
              const track = document.querySelector(".vig-track"), whole = track.scrollWidth;
              const turn = { ctrlKey: true, deltaY: -100, clientX: 300, cancelable: true };
              const wheel = () => new WheelEvent("wheel", turn);
              for (let i = 0; i < 60 && track.scrollWidth < factor * whole; i += 1) track.dispatchEvent(wheel());
            }""",
            zoomed,
        )
    page.wait_for_timeout(1500)  # what comes into sight is brought first
    times = page.evaluate(FRAMES, [seconds, "zoom" if way.startswith("zoom") else "scroll"])
    return [after - before for before, after in pairwise(times[5:])]


def main() -> int:
    """Measure, print the table, and return 1 when the promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--marks", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=5)
    wanted = parser.parse_args()
    kept = True
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        data = DataFolder(Path(place) / "data").make()
        film = filled(data, marks=wanted.marks)
        live = LiveWorkbook(data.root).start()
        browser = playwright.chromium.launch(executable_path=str(find_browser()), args=FLAGS)
        try:
            context = browser.new_context()
            context.request.get(live.link, max_redirects=0)
            print("| window | what | marks | frames a second | 95th percentile ms | slowest ms |")
            print("|---|---|---|---|---|---|")
            for window, (width, height) in SIZES.items():
                page = context.new_page()
                page.set_viewport_size({"width": width, "height": height})
                page.goto(f"{live.base}chapter/my_film?film={film.id}")
                page.wait_for_selector(PLAYER)
                page.locator(".vig-lanes-line").wait_for(state="hidden", timeout=PATIENCE_MS)
                page.locator(".vig-track").scroll_into_view_if_needed()
                for way, zoomed in WAYS.items():
                    took = sorted(measured(page, way=way, zoomed=zoomed, seconds=wanted.seconds))
                    a_second = 1000 * len(took) / sum(took)
                    most = took[round(len(took) * 0.95) - 1]
                    print(f"| {window} | {way} | {wanted.marks} | {a_second:.0f} | {most:.1f} | {took[-1]:.1f} |")
                    kept = kept and a_second >= LEAST_A_SECOND
                page.close()
            print(how_busy())
        finally:
            browser.close()
            live.kill()
    print(f"at least {LEAST_A_SECOND} frames a second: {'kept' if kept else 'NOT KEPT'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
