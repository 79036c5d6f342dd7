"""Finds a Chromium for the tests, and installs one where there is none.

Two of the same version where the system has both: the whole browser, for what it leaves on the disk, and its shell
without windows, which opens a page with a third of the processor's time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "{PROGRAMFILES}/Google/Chrome/Application/chrome.exe",
    "{PROGRAMFILES(X86)}/Microsoft/Edge/Application/msedge.exe",
)
NONE_FOUND = (
    "The browser tests need a Chromium, and none could be found or installed. "
    "Install Chromium or Chrome, or set CHROMIUM to its program."
)


def find_browser() -> Path | None:
    """Return the program of the first Chromium found: CHROMIUM, the search path, the usual places, Playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        return Path(named) if Path(named).is_file() else None
    return next((place for place in _candidates() if place.is_file()), None)


def find_shell() -> Path | None:
    """Return the shell of a Chromium: CHROMIUM_SHELL, or the first on the search path."""
    found = os.environ.get("CHROMIUM_SHELL") or next((one for one in map(shutil.which, SHELLS) if one), None)
    return Path(found) if found else None


def install_browser() -> Path | None:
    """Install a Chromium, as the system's package where we may, else Playwright's own, and return its program."""
    _install_packages("chromium")
    if not find_browser():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return find_browser()


def install_shell() -> Path | None:
    """Install a Chromium's shell as the system's package, where we may and there is one, and return its program."""
    _install_packages("chromium-headless-shell")
    return find_shell()


def _install_packages(*names: str) -> None:
    if not _may_use_apt():
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", *names]):
        subprocess.run(command, env=quiet, check=False, capture_output=True)


def _candidates() -> Iterator[Path]:
    for name in NAMES:
        found = shutil.which(name)
        if found:
            yield Path(found)
    for place in PLACES:
        yield Path(place.format_map(_Environment()))
    yield from _playwrights_own()


def _playwrights_own() -> Iterator[Path]:
    # Starting Playwright takes a second, hence last of all.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield Path(playwright.chromium.executable_path)


class _Environment(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return os.environ.get(name, "")


def _may_use_apt() -> bool:
    # The tests start it as this user; a Debian of somebody who is not root gets Playwright's, which needs no rights.
    return os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None
