"""The first lesson in a cold browser, up to a usable player: our server against stock Voilà with a twin notebook.

    python benchmarks/lesson_page.py [--rounds 9]

Servers take turns; each visit has a fresh browser context, then comes a second visit in the same one. Needs a Chromium.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, StorageState, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from benchmarks.two_servers import Server, compile_bytecode, how_busy, ours, stock_voila
from tests.house.browser import find_browser

MOST_TIMES_AS_LONG = 0.40
MOST_COLD = (500_000, 20)
MOST_AGAIN = (40_000, 6)
QUIET_MS = 700
PATIENCE_MS = 60_000
FLAGS = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync",
         "--disable-component-update", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]  # fmt: skip
"""Any foreign host is unknown at once: the peer's page asks one for a font, and is not to wait for it."""
PLAYER = "section.vig-player[data-ready=true]"
WATCH = """
const ready = () => document.querySelector("PLAYER");
new MutationObserver((_, watch) => {
  if (ready()) { window.readyMs = performance.now(); watch.disconnect(); }
}).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-ready"] });
"""


@dataclass(frozen=True, slots=True)
class Visit:
    """One page load: from the navigation's start to the usable player, and what came over the wire but for the film."""

    seconds: float
    requests: int
    wire_bytes: int


def visit(context: BrowserContext, address: str) -> Visit:
    """Load the lesson in a new page and wait until nothing comes any more."""
    page = context.new_page()
    page.add_init_script(WATCH.replace("PLAYER", PLAYER))
    wire = context.new_cdp_session(page)
    asked: dict[str, str] = {}
    kept: set[str] = set()
    size_bytes: dict[str, int] = {}
    wire.on("Network.requestWillBeSent", lambda e: asked.update({e["requestId"]: e["request"]["url"]}))
    wire.on("Network.requestServedFromCache", lambda e: kept.add(e["requestId"]))
    wire.on("Network.responseReceived", lambda e: e["response"]["fromDiskCache"] and kept.add(e["requestId"]))
    wire.on("Network.loadingFinished", lambda e: size_bytes.update({e["requestId"]: int(e["encodedDataLength"])}))
    wire.send("Network.enable")
    page.goto(address, wait_until="commit")
    try:
        page.wait_for_selector(PLAYER, timeout=PATIENCE_MS)
    except PlaywrightTimeout as error:
        said = page.inner_text("body")
        raise SystemExit(f"{address} showed no player within {PATIENCE_MS} ms; the page says: {said}") from error
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(QUIET_MS)
    seconds = page.evaluate("window.readyMs") / 1000
    page.close()
    counted = [
        one for one, url in asked.items() if one not in kept and not url.endswith("film.mp4") and url.startswith("http")
    ]
    return Visit(seconds, len(counted), sum(size_bytes.get(one, 0) for one in counted))


def let_in(browser: Browser, server: Server) -> StorageState:
    """Use the server's entrance, which ours allows once, and return the cookies that it gives."""
    with browser.new_context() as context:
        context.request.get(server.entrance, max_redirects=0)
        return context.storage_state()


def both_visits(browser: Browser, server: Server, cookies: StorageState) -> tuple[Visit, Visit]:
    """Return a cold visit and the one after it, of somebody who has been let in before."""
    with browser.new_context(storage_state=cookies) as context:
        return visit(context, server.lesson), visit(context, server.lesson)


def main() -> int:
    """Measure, print the table, and return 1 when a promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    compile_bytecode()
    found: dict[str, list[tuple[Visit, Visit]]] = {}
    with ExitStack() as stack:
        places = [Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in range(2)]
        servers = [stack.enter_context(ours(places[0])), stack.enter_context(stock_voila(places[1]))]
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=str(find_browser()), args=FLAGS)
        cookies = {server: let_in(browser, server) for server in servers}
        for server in servers:  # once for nothing: servers, and the browser itself, are warm
            both_visits(browser, server, cookies[server])
        print(how_busy())
        for _ in range(rounds):
            for server in servers:
                found.setdefault(server.name, []).append(both_visits(browser, server, cookies[server]))
        browser.close()
    return report(found)


def report(found: dict[str, list[tuple[Visit, Visit]]]) -> int:
    """Print medians and the ratio pair by pair; return the exit status."""
    print("| server | visit | median s | fastest | slowest | requests | bytes |\n|---|---|---|---|---|---|---|")
    for name, pairs in found.items():
        for which, visits in (("cold", [pair[0] for pair in pairs]), ("second", [pair[1] for pair in pairs])):
            seconds = sorted(one.seconds for one in visits)
            most, heaviest = max(one.requests for one in visits), max(one.wire_bytes for one in visits)
            print(f"| {name} | {which} | {statistics.median(seconds):.2f} | {seconds[0]:.2f} | {seconds[-1]:.2f} "
                  f"| {most} | {heaviest:,} |")  # fmt: skip
    own, peer = found.values()
    ratios = [a[0].seconds / b[0].seconds for a, b in zip(own, peer, strict=True)]
    ratio = statistics.median(ratios)
    print(f"cold, pair by pair: median {ratio:.2f}, worst {max(ratios):.2f} (at most {MOST_TIMES_AS_LONG:.2f})")
    kept = ratio <= MOST_TIMES_AS_LONG and all(
        one.wire_bytes <= most[0] and one.requests <= most[1]
        for pair in own
        for one, most in zip(pair, (MOST_COLD, MOST_AGAIN), strict=True)
    )
    print("kept" if kept else "NOT KEPT")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
