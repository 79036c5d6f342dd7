"""At the first start the folder for the work is shown, and another one can be chosen before anything is in it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.test_lesson import ready
from tests.live_workbook import free_port, until

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "Zoë"
    home.mkdir()
    return home


@pytest.fixture
def link(home: Path) -> Iterator[str]:
    """Start the workbook as somebody does who named no folder; yield its link, and end it wherever it is by then."""
    named = ("VIG_DATA", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "VIG_DATABASE_URL")
    environment = {name: value for name, value in os.environ.items() if name not in named}
    command = [sys.executable, "-m", "vigwidgets.cli", "serve", "--no-browser", "--port", str(free_port())]
    with subprocess.Popen(
        command, env={**environment, "HOME": str(home)}, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        yield running.stdout.readline().removeprefix("Workbook: ").strip()
        family = [psutil.Process(running.pid), *psutil.Process(running.pid).children(recursive=True)]
        for process in family:
            process.kill()


def at_the_choice(page: Page) -> Page:
    expect(page.locator("html")).to_have_attribute("data-link", "ready")
    expect(page.get_by_text("Is this the right place for your work?")).to_be_visible()
    return page


def test_another_folder_is_chosen_and_found_again(link: str, home: Path, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(link)
    default = Path(at_the_choice(page).locator(".vig-data-path").inner_text())
    assert home in default.parents
    page.get_by_role("button", name="Choose another folder").click()
    page.get_by_label("The whole path of the folder").fill("films")
    page.get_by_role("button", name="Use this folder").click()
    expect(page.get_by_text(re.compile("This is not the whole path of a folder"))).to_be_visible()
    chosen = home / "Meine Arbeit, été"
    page.get_by_label("The whole path of the folder").fill(str(chosen))
    page.get_by_role("button", name="Use this folder").click()
    expect(page.locator(".vig-data-path")).to_have_text(str(chosen))
    expect(page.locator("html")).to_have_attribute("data-link", "ready")
    assert (chosen / "journal.db").exists()
    assert not default.exists()
    page.goto(page.url.split("/chapter")[0] + "/chapter/being_attentive")
    ready(page).keyboard.press("m")
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="Marks").get_by_role("listitem")).to_have_count(1)
    page.goto(page.url.split("/chapter")[0])
    expect(page.locator("html")).to_have_attribute("data-link", "ready")
    expect(page.locator(".vig-data-path")).to_have_text(str(chosen))
    expect(page.get_by_text("Is this the right place for your work?")).to_be_hidden()  # there is work in it


def test_a_cloud_folder_is_named_and_asks_once_more(link: str, home: Path, open_page: Open) -> None:
    page = at_the_choice(open_page(link))
    page.get_by_role("button", name="Choose another folder").click()
    page.get_by_label("The whole path of the folder").fill(str(home / "OneDrive - School"))
    page.get_by_role("button", name="Use this folder").click()
    expect(page.get_by_text("OneDrive copies what is in that folder.")).to_be_visible()
    expect(page.get_by_label("I have asked, and want it there all the same")).to_be_visible()
    assert not (home / "OneDrive - School").exists()
    page.get_by_role("button", name="Leave it as it is").click()
    page.get_by_role("button", name="Keep it here").click()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-link", "ready")
    until(lambda: page.locator(".vig-folder").count() == 1)
    expect(page.get_by_text("Is this the right place for your work?")).to_be_hidden()
