"""The preview of a reel before it is made: how long the film stands still between two moments, and where each ends.

    python benchmarks/reel_preview.py [--moments 8] [--rounds 3]

A real server and a Chromium, on the ten-minute film that comes with the workbook, added as a person's own; each round
is a fresh page that plays moments of two seconds, by lot and in no order of time. `requestVideoFrameCallback` tells
each picture of both elements and when it came on the screen. A gap is what lies between the last picture of one moment
and the first that moves of the next, less the time that these pictures are on in the film. A picture that was on its
way to the screen when its element left the front counts as seen.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any
from uuid import uuid4

from playwright.sync_api import BrowserContext, expect, sync_playwright

from benchmarks.lesson_page import FLAGS, PLAYER
from benchmarks.timeline_scroll import filled
from benchmarks.two_servers import how_busy
from tests.browser.test_my_reel import moments, reel
from tests.house.browser import find_browser
from tests.live_workbook import LiveWorkbook
from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.reel import ReelItem
from vigwidgets.core.span import Span
from vigwidgets.films import Shelf
from vigwidgets.journal import Journal
from vigwidgets.workbook.film_shelf import frame_times_of
from vigwidgets.workbook.folder.data_folder import DataFolder

MOST_GAP_MS = 100
MOST_FRAMES_LATE = 1
LENGTH_MS = 2000
PATIENCE_MS = 240_000
WATCH = """
() => {
  const screen = document.querySelector(".vig-reel-screen"), videos = [...screen.querySelectorAll("video")];
  window.seen = { pictures: [], turns: [], ended: 0 };
  for (const [video, film] of videos.entries()) {
    const next = (_now, { mediaTime, presentationTime, presentedFrames }) => {
      window.seen.pictures.push({ video, ms: Math.floor(1000 * mediaTime + 0.5), at: presentationTime,
                                  count: presentedFrames });
      film.requestVideoFrameCallback(next);
    };
    film.requestVideoFrameCallback(next);
  }
  const front = () => videos.findIndex((video) => video.hasAttribute("data-front"));
  let before = Math.max(0, front()); // before anything is played the first one is
  new MutationObserver(() => {
    const video = front();
    if (video < 0 || video === before) return;
    before = video;
    window.seen.turns.push({ video, at: performance.now() });
  }).observe(screen, { subtree: true, attributeFilter: ["data-front"] });
  const said = screen.querySelector("[role=status]");
  new MutationObserver(() => { if (said.hasAttribute("data-quiet")) window.seen.ended ||= performance.now(); })
    .observe(said, { attributes: true });
}
"""


@dataclass
class Found:
    """What was seen: gaps in ms, pictures too many at each end, left out at each beginning, and not told of at all."""

    gaps: list[float] = field(default_factory=list)
    late: list[int] = field(default_factory=list)
    left_out: list[int] = field(default_factory=list)
    untold: int = 0

    def add(self, other: Found) -> None:
        """Take in what was seen another time."""
        self.gaps += other.gaps
        self.late += other.late
        self.left_out += other.left_out
        self.untold += other.untold

    def row(self, name: str) -> str:
        """Return a line of the table."""
        by_length = sorted(self.gaps)
        of_a_hundred = by_length[round(len(by_length) * 0.95) - 1]
        counted = ", ".join(f"{one:+d}: {self.late.count(one)}" for one in sorted(set(self.late)))
        return (
            f"| {name} | {len(self.gaps)} | {median(by_length):.0f} | {of_a_hundred:.0f} | {by_length[-1]:.0f} "
            f"| {counted} | {max(self.left_out)} | {self.untold} |"
        )


def lot_of(times_ms: tuple[int, ...], *, moments: int, seed: int) -> list[Span]:
    """Return moments of about two seconds, apart from each other, in no order of time."""
    lot = random.Random(seed)
    room = (times_ms[-1] - LENGTH_MS) // moments
    starts = [at * room + lot.randrange(room - LENGTH_MS) for at in range(moments)]
    lot.shuffle(starts)
    first = [bisect_left(times_ms, start) for start in starts]
    last = [bisect_left(times_ms, start + LENGTH_MS) for start in starts]
    return [Span(times_ms[a], times_ms[b]) for a, b in zip(first, last, strict=True)]


def arrange(data: DataFolder, film_id: str, spans: list[Span]) -> None:
    """Let these be the film's reel."""
    items = [ReelItem(id=f"i{uuid4().hex}", mark=f"m{at}", span=span) for at, span in enumerate(spans)]
    with Journal.open(data.journal_location(), person=Person(LOCAL_OWNER), framework=frameworks.load()) as journal:
        journal.set_reel(film_id, items, base=journal.reel(film_id), change_id=uuid4().hex)


def played(context: BrowserContext, address: str, *, count: int) -> dict[str, Any]:
    """Play the reel once on a fresh page, and return all that was told of it."""
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(PLAYER, timeout=PATIENCE_MS)
    page.locator(".vig-lanes-line").wait_for(state="hidden", timeout=PATIENCE_MS)
    expect(moments(page)).to_have_count(count, timeout=PATIENCE_MS)
    page.evaluate(WATCH)
    reel(page).get_by_role("button", name="Play my reel").click()
    expect(reel(page).get_by_text("That was your reel.")).to_be_visible(timeout=PATIENCE_MS)
    seen: dict[str, Any] = page.evaluate("() => window.seen")
    page.close()
    return seen


def found_in(seen: dict[str, Any], spans: list[Span], times_ms: tuple[int, ...]) -> Found:
    """Return what the pictures tell of the moments."""
    turns = seen["turns"]
    if len(turns) != len(spans):
        message = f"{len(spans)} moments, but {len(turns)} turns of the screen"
        raise RuntimeError(message)
    ends = [*(turn["at"] for turn in turns[1:]), seen["ended"]]
    shown = [
        [one for one in seen["pictures"] if one["video"] == turn["video"] and turn["at"] <= one["at"] < end]
        for turn, end in zip(turns, ends, strict=True)
    ]

    def frame(ms: int) -> int:
        return bisect_right(times_ms, ms) - 1

    found, first_moving = Found(), []
    for own, span in zip(shown, spans, strict=True):
        found.late.append(frame(max(one["ms"] for one in own)) - frame(span.end_ms - 1))
        first_moving.append(next(one for one in own if one["ms"] > span.start_ms))
        found.left_out.append(frame(first_moving[-1]["ms"]) - frame(span.start_ms) - 1)
        found.untold += sum(after["count"] - before["count"] - 1 for before, after in pairwise(own))
    for own, moving, span in zip(shown, first_moving[1:], spans[1:], strict=False):
        last = own[-1]
        in_the_film = times_ms[frame(last["ms"]) + 1] - last["ms"] + moving["ms"] - span.start_ms
        found.gaps.append(moving["at"] - last["at"] - in_the_film)
    return found


def main() -> int:
    """Measure, print the table, and return 1 when a promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--moments", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    every = Found()
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        data = DataFolder(Path(place) / "data").make()
        film = filled(data, marks=1)
        times_ms = frame_times_of(Shelf(data.films), film).times_ms
        live = LiveWorkbook(data.root).start()
        browser = playwright.chromium.launch(executable_path=str(find_browser()), args=FLAGS)
        try:
            context = browser.new_context(viewport={"width": 1366, "height": 900}, locale="en-GB")
            context.request.get(live.link, max_redirects=0)
            print(
                "| round | gaps | median ms | 95th percentile | longest | frames late, at how many ends "
                "| most frames left out at a beginning | pictures not told of |\n|---|---|---|---|---|---|---|---|"
            )
            for number in range(wanted.rounds):
                spans = lot_of(times_ms, moments=wanted.moments, seed=number)
                arrange(data, film.id, spans)
                seen = played(context, f"{live.base}chapter/my_film?film={film.id}", count=wanted.moments)
                found = found_in(seen, spans, times_ms)
                print(found.row(str(number + 1)), flush=True)
                every.add(found)
        finally:
            browser.close()
            live.kill()
    print(every.row("all"))
    print(how_busy())
    kept = max(every.gaps) <= MOST_GAP_MS and max(every.late) <= MOST_FRAMES_LATE
    promise = f"gaps of at most {MOST_GAP_MS} ms, ends at most {MOST_FRAMES_LATE} frame late"
    print(f"{promise}: {'KEPT' if kept else 'NOT KEPT'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
