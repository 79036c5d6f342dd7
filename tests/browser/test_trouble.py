"""Kernels, disks and notebooks in trouble while somebody is writing: what they see, and that nothing is lost."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.browser.beside_the_page import journal_of
from tests.browser.test_lesson import PROMPT, ready, saved
from tests.live_workbook import LiveWorkbook, until
from tests.own_workbooks import own_chapters

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]


def stored(workbook: LiveWorkbook) -> tuple[str, int]:
    """Return the newest text and the number of marks that the journal on the disk holds."""
    with journal_of(workbook) as journal:
        newest = journal.reflection("being_attentive.what_theo_knew")
        return newest.text if newest else "", len(journal.marks("c01"))


def marks(page: Page):
    return page.get_by_role("list", name="Marks").get_by_role("listitem")


def test_a_kernel_killed_before_it_could_answer_has_stored_the_mark_once(
    workbook: LiveWorkbook, open_page: Open, context
) -> None:
    withheld: list[str] = []
    armed = [False]

    def between(route: WebSocketRoute) -> None:
        server = route.connect_to_server()

        def hear(message: str | bytes) -> None:
            if armed[0] and isinstance(message, str) and ('"reply"' in message or '"marks"' in message):
                withheld.append(message)  # the answer is lost with the kernel
            else:
                route.send(message)

        server.on_message(hear)

    context.route_web_socket("**/channels?*", between)
    page = ready(open_page(workbook.lesson))
    armed[0] = True
    page.get_by_role("button", name="Mark this moment").click()
    page.keyboard.press("Enter")
    until(lambda: page.evaluate("1") and any('"reply"' in text for text in withheld))
    assert stored(workbook)[1] == 1
    armed[0] = False
    for kernel in workbook.kernels():
        kernel.kill()
    expect(marks(page)).to_have_count(1)
    expect(page.locator("html")).to_have_attribute("data-link", "ready")
    page.reload()
    ready(page)
    expect(marks(page)).to_have_count(1)
    assert stored(workbook)[1] == 1


def test_a_page_heals_when_what_its_kernel_came_from_is_killed(workbook: LiveWorkbook, open_page: Open) -> None:
    page = ready(open_page(workbook.lesson))
    box = page.get_by_role("textbox", name=PROMPT)
    box.fill("Before")
    saved(page)
    workbook.family()[1].kill()  # the zygote, and with it everything below
    box.press_sequentially(" and after")
    until(lambda: stored(workbook)[0] == "Before and after")
    saved(page)


def test_two_browsers_at_once_lose_nothing(workbook: LiveWorkbook, open_page: Open, browser: Browser) -> None:
    one = ready(open_page(workbook.lesson))
    link = workbook.another_link()
    with contextlib.closing(browser.new_context()) as other:
        two = other.new_page()
        two.goto(link)
        two.goto(f"{workbook.base}chapter/being_attentive")
        ready(two)
        for page in (one, two):
            page.get_by_role("button", name="Mark this moment").click()
            page.keyboard.press("Enter")
            expect(page.get_by_role("button", name="Undo", exact=True)).to_be_enabled()
        until(lambda: stored(workbook)[1] == 2)
        one.reload()
        ready(one)
        expect(marks(one)).to_have_count(2)


@pytest.fixture
def on_a_small_disk(tmp_path: Path) -> Iterator[LiveWorkbook]:
    """A workbook on a disk with little room."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can make a disk of its own")
    live = LiveWorkbook(disk / "data").start()
    yield live
    live.kill()
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_on_a_full_disk_it_is_said_and_saved_by_itself_when_there_is_room(
    on_a_small_disk: LiveWorkbook, open_page: Open
) -> None:
    live = on_a_small_disk
    page = ready(open_page(live.lesson))
    box = page.get_by_role("textbox", name=PROMPT)
    box.fill("Before")
    saved(page)
    ballast = live.data / "ballast"
    with contextlib.suppress(OSError), ballast.open("ab", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    long = "She looks up, and he waits. " * 1200
    box.fill(long)
    card = page.get_by_role("group", name="Reflection").filter(has=box)
    expect(card).to_contain_text("The disk has no room left for the journal.")
    expect(card.get_by_role("status")).not_to_have_text("Saved")
    expect(box).to_have_value(long)
    assert stored(live)[0] == "Before"
    ballast.unlink()
    saved(page)
    until(lambda: stored(live)[0] == long)


def test_a_chapter_updated_under_an_open_page_is_said_and_the_text_is_kept(
    root: Path, tmp_path: Path, open_page: Open, errors: list[str]
) -> None:
    folder, prefix = own_chapters(root, tmp_path)
    live = LiveWorkbook(tmp_path / "data", prefix=prefix).start()
    try:
        page = ready(open_page(live.lesson))
        page.get_by_role("textbox", name=PROMPT).fill("Before")
        saved(page)
        notebook = folder / "03_being_attentive.ipynb"
        book = json.loads(notebook.read_text("utf-8"))
        book["cells"].append({"cell_type": "markdown", "source": "A new thought", "metadata": {}})
        notebook.write_text(json.dumps(book), "utf-8")
        page.get_by_role("textbox", name=PROMPT).press_sequentially(" and")
        saved(page)
        page.get_by_role("textbox", name=PROMPT).press_sequentially(" after")
        for kernel in live.kernels():
            kernel.kill()
        expect(page.locator("#vig-banner")).to_contain_text("This chapter has been updated.")
        page.get_by_role("button", name="Wake it up").click()
        expect(page.get_by_text("A new thought")).to_be_visible()
        ready(page)
        expect(page.get_by_role("textbox", name=PROMPT)).to_have_value("Before and after")
        saved(page)
    finally:
        live.kill()
