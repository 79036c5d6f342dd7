"""Every chapter in a cold browser, up to usable: against the first lesson, in turn.

    python benchmarks/open_chapters.py [--rounds 5]

Each visit has a fresh browser context that was let in before. A page is usable when its kernel answers and all that
stands in the first screen is drawn. Two tables: chapters that nobody opened since the server's start (a new server for
each round), and chapters that somebody has opened before. Needs a Chromium.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Browser, StorageState, sync_playwright

from benchmarks.lesson_page import FLAGS
from benchmarks.two_servers import compile_bytecode, how_busy
from tests.house.browser import find_browser
from tests.live_workbook import LiveWorkbook
from vigwidgets.workbook.contents import chapters

FIRST = "being_attentive"
MOST_TIMES_AS_LONG = 1.15
PATIENCE_MS = 60_000
USABLE = """
const drawn = () => document.documentElement.dataset.link === "ready" && [...document.querySelectorAll("[data-view]")]
  .every((one) => one.getBoundingClientRect().top > innerHeight || one.querySelector(".vig > *, .vig-figure, section"));
const look = () => {
  if (document.body && drawn()) document.documentElement.dataset.usable = performance.now();
  else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
Times = dict[str, list[tuple[float, float]]]
"""By chapter: seconds, and those of the first lesson in the same round."""


def opened(browser: Browser, cookies: StorageState, address: str) -> float:
    """Return the seconds from the navigation's start until the page is usable."""
    with browser.new_context(storage_state=cookies) as context:
        page = context.new_page()
        page.add_init_script(USABLE)
        page.goto(address, wait_until="commit")
        found = page.wait_for_selector("html[data-usable]", timeout=PATIENCE_MS)
        return float(found.get_attribute("data-usable")) / 1000


def one_round(browser: Browser, found: dict[str, Times], ids: Iterable[str]) -> None:
    """Open each chapter of a new server for the first time, then each once more, the first lesson beside it."""
    with tempfile.TemporaryDirectory() as place:
        live = LiveWorkbook(Path(place) / "data").start()
        try:
            with browser.new_context() as context:
                context.request.get(live.link, max_redirects=0)
                cookies = context.storage_state()
            page = f"{live.base}chapter/"
            opened(browser, cookies, page + FIRST)  # once for nothing: the server is warm
            for which in ("nobody opened before", "opened before"):
                for one in ids:
                    pair = (opened(browser, cookies, page + one), opened(browser, cookies, page + FIRST))
                    found.setdefault(which, {}).setdefault(one, []).append(pair)
        finally:
            live.kill()


def report(found: dict[str, Times]) -> int:
    """Print the tables; return 1 where the median of a chapter's ratios is more than allowed."""
    kept = True
    for which, times in found.items():
        print(f"\n| chapters {which} | median s | slowest s | of the first lesson, in turn |\n|---|---|---|---|")
        for one, pairs in times.items():
            seconds = [own for own, _ in pairs]
            ratio = statistics.median(own / first for own, first in pairs)
            print(f"| {one} | {statistics.median(seconds):.2f} | {max(seconds):.2f} | {ratio:.2f} |")
            kept = kept and ratio <= MOST_TIMES_AS_LONG
    print(f"\nat most {MOST_TIMES_AS_LONG} of the first lesson: {'kept' if kept else 'NOT KEPT'}")
    return 0 if kept else 1


def main() -> int:
    """Measure, print the tables, and return 1 when the promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    compile_bytecode()
    ids = [one.id for one in chapters()]
    found: dict[str, Times] = {}
    print(how_busy())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find_browser()), args=FLAGS)
        for number in range(rounds):
            one_round(browser, found, ids if number % 2 == 0 else ids[::-1])
        browser.close()
    return report(found)


if __name__ == "__main__":
    sys.exit(main())
