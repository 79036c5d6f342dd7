"""The same notebooks and widgets in JupyterLab, Notebook 7 and stock Voilà: the anywidget model is their host."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import nbformat
import psutil
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.other_hosts import Show, asked_elsewhere, in_jupyterlab, in_notebook, in_voila, notebook_of
from vigwidgets.papers.sheets import NOTEBOOK, sheet

pytestmark = pytest.mark.browser
Host = Callable[[Path, Path], contextlib.AbstractContextManager[Show]]
SHEET = sheet("permission")
NOTIFICATIONS = "@jupyterlab/apputils-extension:notification"
ASKING = ("@jupyterlab/apputils-extension:announcements", "@jupyterlab/extensionmanager-extension:plugin")
PROMPT = "What might Theo have known about Nadia between 13 and 17 seconds, without a word?"


def mark_and_write(page: Page) -> None:
    """Do on this page what a participant does first, and see it kept."""
    page.get_by_role("textbox", name=PROMPT).fill("There would be a face.")
    card = page.get_by_role("group", name="Reflection").filter(has=page.get_by_role("textbox", name=PROMPT))
    expect(card.get_by_role("status")).to_have_text("Saved")
    expect(page.get_by_role("region", name="Film", exact=True)).to_have_attribute("data-ready", "true")
    page.get_by_role("button", name="Mark this moment").click()
    page.keyboard.type("wondering")
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="Marks").get_by_role("listitem")).to_have_count(1)
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_role("list", name="Marks").get_by_role("listitem")).to_have_count(0)


def test_ones_own_films_are_chosen_and_marked_in_stock_voila(
    root: Path, tmp_path: Path, testdata: Path, context: BrowserContext
) -> None:
    for name in ("friday.mp4", "flower.mp4"):
        film = testdata / "video/mdn__interactive-examples" / name
        adding = [sys.executable, "-m", "vigwidgets.cli", "film", "add", str(film), "--json"]
        subprocess.run(adding, env={**os.environ, "VIG_DATA": str(tmp_path)}, capture_output=True, check=True)
    with in_voila(root / "workbooks/11_my_film.ipynb", tmp_path) as show:
        page = context.new_page()
        show(page)
        player = page.get_by_role("region", name="Film", exact=True)
        expect(player).to_have_attribute("data-ready", "true")
        for name, count, is_marked in (("friday", 1, True), ("flower", 0, False), ("friday", 1, False)):
            page.get_by_role("link", name=name).click()
            expect(page.get_by_role("link", name=name)).to_have_attribute("aria-current", "true")
            expect(player.locator("video")).to_have_attribute("aria-label", name)
            expect(player).to_have_attribute("data-ready", "true")
            marks = page.get_by_role("list", name="Marks").get_by_role("listitem")
            if is_marked:
                page.get_by_role("button", name="Mark this moment").click()
                page.keyboard.press("Enter")
            expect(marks).to_have_count(count)


@pytest.mark.parametrize("host", [in_jupyterlab, pytest.param(in_notebook, marks=pytest.mark.thorough)])
def test_the_lesson_runs_in_jupyterlab_and_in_notebook(host: Host, root: Path, tmp_path: Path, context) -> None:
    work = tmp_path / "lab"
    work.mkdir()
    (work / "lesson.ipynb").write_bytes((root / "workbooks/03_being_attentive.ipynb").read_bytes())
    with host(work / "lesson.ipynb", tmp_path) as show:
        page = context.new_page()
        show(page)
        page.get_by_role("textbox", name=PROMPT).wait_for()
        mark_and_write(page)


def test_jupyterlab_asks_no_foreign_host_even_where_somebody_once_agreed_to_it(
    tmp_path: Path, context: BrowserContext
) -> None:
    data, agreed = (
        tmp_path / "data",
        "lab/user-settings/@jupyterlab/apputils-extension/notification.jupyterlab-settings",
    )
    (data / "config" / agreed).parent.mkdir(parents=True)
    (data / "config" / agreed).write_text('{"fetchNews": "true", "checkForUpdates": true}', "utf-8")
    with in_jupyterlab(notebook_of(tmp_path / "notebooks" / "plain.ipynb", "print(6 * 7)"), data) as show:
        page, asked = context.new_page(), []
        page.on("request", lambda request: asked.append(urlsplit(request.url)))
        show(page)
        page.get_by_text("42", exact=True).wait_for()
        page.evaluate("() => window.jupyterapp.restored")
        named = "(names) => names.filter((name) => window.jupyterapp.hasPlugin(name))"
        assert page.evaluate(named, [NOTIFICATIONS, *ASKING]) == [NOTIFICATIONS]
        assert {one.hostname for one in asked if one.scheme.startswith("http")} == {"127.0.0.1"}
        assert [one.path for one in asked if re.search("/lab/api/(news|update|extensions)", one.path)] == []
        assert asked_elsewhere(data) == []


def folder_of_sheets(root: Path, place: Path) -> Path:
    """Return a notebook that links to a sheet of paper, beside that of the sheets."""
    path = notebook_of(place / "chapter.ipynb", "print(6 * 7)")
    book = nbformat.read(path, 4)
    book.cells.insert(0, nbformat.v4.new_markdown_cell(f"See [the form]({NOTEBOOK}#cell-id={SHEET.name})."))
    nbformat.write(book, path)
    shutil.copy(root / "workbooks" / NOTEBOOK, place)
    return path


def shows_and_prints(page: Page) -> None:
    frame = page.frame_locator(f"iframe[title='{SHEET.title}']")
    expect(frame.get_by_role("heading", level=1)).to_have_text(SHEET.title)
    frame.locator("html").evaluate("() => { window.print = () => { window.printed = true; }; }")
    frame.get_by_role("button", name="Print").click()
    assert frame.locator("html").evaluate("() => window.printed")


def test_a_link_to_a_sheet_of_paper_leads_to_it_in_jupyterlab(
    root: Path, tmp_path: Path, context: BrowserContext
) -> None:
    with in_jupyterlab(folder_of_sheets(root, tmp_path / "notebooks"), tmp_path / "data") as show:
        page = context.new_page()
        show(page)
        page.get_by_role("link", name="the form").click()
        expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible()
        expect(page.get_by_role("heading", name=SHEET.title, level=3)).to_be_in_viewport()
        page.evaluate("void window.jupyterapp.commands.execute('notebook:run-all-cells')")
        shows_and_prints(page)


def test_a_link_to_a_sheet_of_paper_leads_to_it_in_stock_voila(
    root: Path, tmp_path: Path, context: BrowserContext
) -> None:
    chapter = folder_of_sheets(root, tmp_path / "notebooks")
    with in_voila(chapter.parent, tmp_path / "data") as show:
        page = context.new_page()
        show(page)
        page.goto(urljoin(page.url, f"voila/render/{chapter.name}"))
        page.get_by_role("link", name="the form").click()
        shows_and_prints(page)


def test_the_lesson_runs_in_stock_voila_and_one_click_wakes_a_kernel_that_died(
    root: Path, tmp_path: Path, context: BrowserContext
) -> None:
    with in_voila(root / "workbooks/03_being_attentive.ipynb", tmp_path) as show:
        page = context.new_page()
        show(page)
        box = page.get_by_role("textbox", name=PROMPT)
        box.wait_for()
        mark_and_write(page)
        box.fill("Written before")
        card = page.get_by_role("group", name="Reflection").filter(has=box)
        expect(card.get_by_role("status")).to_have_text("Saved")
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                if "ipykernel_launcher" in process.cmdline() and process.environ().get("VIG_DATA") == str(tmp_path):
                    process.kill()
        box.press_sequentially(" and after")
        alert = page.get_by_role("alert").filter(has_text="gone to sleep")
        expect(alert).to_be_visible()
        expect(card.get_by_role("status")).to_have_text("Not saved yet, kept on this device")
        alert.get_by_role("button", name="Wake it up").click()
        expect(page.get_by_role("textbox", name=PROMPT)).to_have_value("Written before and after")
        expect(card.get_by_role("status")).to_have_text("Saved")


ALONE = """
from vigwidgets import frameworks, open_workbook
from vigwidgets.widgets.film_player import FilmPlayer
from vigwidgets.widgets.mark_timeline import MarkTimeline
from vigwidgets.workbook.clips import clip
from vigwidgets.workbook.compositions.film_views import clip_view
display(FilmPlayer(film=clip_view(clip("c01"))))
display(MarkTimeline.of(clip("c01").film, framework=frameworks.load()))
"""


def test_a_trainer_uses_player_and_timeline_alone(tmp_path: Path, context: BrowserContext) -> None:
    with in_voila(notebook_of(tmp_path / "notebooks" / "alone.ipynb", ALONE), tmp_path) as show:
        page = context.new_page()
        show(page)
        expect(page.get_by_role("region", name="Film", exact=True)).to_have_attribute("data-ready", "true")
        page.get_by_role("button", name="Add a moment here").click()
        marks = page.get_by_role("list", name="Marks").get_by_role("listitem")
        expect(marks).to_have_count(1)
        expect(marks.first).to_contain_text("0:00.00 – 0:03.00")
        page.get_by_role("button", name="Undo", exact=True).click()
        expect(marks).to_have_count(0)
