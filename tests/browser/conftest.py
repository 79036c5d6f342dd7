"""A real server, a real Chromium, and every console error a failure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests.live_workbook import PATIENCE_MS, LiveWorkbook

FLAGS = ["--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required",
         "--host-resolver-rules=MAP room.test 127.0.0.1"]  # fmt: skip
QUIET_ON_PURPOSE = ("net::ERR_", "WebSocket connection to")
"""What Chromium itself writes while a killed server is away; no page can keep it from doing so."""

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="module")  # not for the session: its loop would be in the way of other rooms' tests
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


def patient(browser: Browser) -> Browser:
    """Let all its windows wait as long for anything as the expectations do."""
    new_context = browser.new_context

    def made(**wishes: Any) -> BrowserContext:
        context = new_context(**wishes)
        context.set_default_timeout(PATIENCE_MS)
        return context

    browser.new_context = made
    return browser


@pytest.fixture(scope="module")
def browser(playwright: Playwright, chromium_path: Path) -> Iterator[Browser]:
    running = playwright.chromium.launch(executable_path=str(chromium_path), args=FLAGS, timeout=PATIENCE_MS)
    yield patient(running)
    running.close()


@pytest.fixture
def workbook(tmp_path: Path) -> Iterator[LiveWorkbook]:
    """A workbook on an empty data folder, started."""
    live = LiveWorkbook(tmp_path / "data", warm=True).start()
    yield live
    live.end()


@pytest.fixture
def errors() -> Iterator[list[str]]:
    """Console errors and uncaught exceptions of all pages; the test fails when any is left."""
    seen: list[str] = []
    yield seen
    left = [text for text in seen if not any(known in text for known in QUIET_ON_PURPOSE)]
    assert left == []


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One person's browser at desktop width."""
    made = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    yield made
    made.close()


@pytest.fixture
def open_page(context: BrowserContext, errors: list[str]) -> Callable[[str], Page]:
    """Open an address in a new page that is watched for errors."""

    def opened(address: str) -> Page:
        page = context.new_page()
        page.on("console", lambda m: errors.append(f"{m.text} {m.location}") if m.type == "error" else None)
        page.on("pageerror", lambda e: errors.append(str(e)))
        page.goto(address)
        return page

    return opened
