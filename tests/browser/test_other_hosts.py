"""The same notebooks and widgets in JupyterLab and in stock Voilà: the anywidget model is their host."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import nbformat
import psutil
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.live_workbook import free_port, until

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
PROMPT = "What might Theo have known about Nadia between 13 and 17 seconds, without a word?"


@contextlib.contextmanager
def started(command: list[str], address: str, data: Path) -> Iterator[None]:
    """Run a Jupyter server on an empty data folder until the block ends."""
    quiet = {
        "JUPYTER_CONFIG_DIR": str(data / "config"),
        "JUPYTER_RUNTIME_DIR": str(data / "jupyter"),
        "VIG_DATA": str(data),
    }
    log = (data / "jupyter.log").open("w")
    process = subprocess.Popen(command, env={**os.environ, **quiet}, stdout=log, stderr=subprocess.STDOUT)
    try:
        until(lambda: _answers(address), seconds=60)
        yield
    finally:
        family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
        for one in reversed(family):
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()
        process.wait()
        log.close()


def _answers(address: str) -> bool:
    try:
        return httpx.get(address, timeout=5).status_code < 500
    except httpx.HTTPError:
        return False


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
    port = free_port()
    for name in ("friday.mp4", "flower.mp4"):
        film = testdata / "video/mdn__interactive-examples" / name
        adding = [sys.executable, "-m", "vigwidgets.cli", "film", "add", str(film), "--json"]
        subprocess.run(adding, env={**os.environ, "VIG_DATA": str(tmp_path)}, capture_output=True, check=True)
    notebook = root / "workbooks/11_my_film.ipynb"
    command = [sys.executable, "-m", "voila", str(notebook), "--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1"]
    with started(command, f"http://127.0.0.1:{port}/voila/static/nothing", tmp_path):
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"http://127.0.0.1:{port}/")
        player = page.get_by_role("region", name="Film", exact=True)
        expect(player).to_have_attribute("data-ready", "true", timeout=60_000)
        for name, count in (("friday", 1), ("flower", 0), ("friday", 1)):
            page.get_by_role("link", name=name).click()
            expect(page.get_by_role("link", name=name)).to_have_attribute("aria-current", "true")
            expect(player).to_have_attribute("data-ready", "true")
            marks = page.get_by_role("list", name="Marks").get_by_role("listitem")
            if name == "friday" and not marks.count():
                page.get_by_role("button", name="Mark this moment").click()
                page.keyboard.press("Enter")
            expect(marks).to_have_count(count)


def test_the_lesson_runs_in_stock_voila(root: Path, tmp_path: Path, context) -> None:
    port = free_port()
    notebook = root / "workbooks/03_being_attentive.ipynb"
    command = [sys.executable, "-m", "voila", str(notebook), "--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1"]
    with started(command, f"http://127.0.0.1:{port}/voila/static/nothing", tmp_path):
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"http://127.0.0.1:{port}/")
        page.get_by_role("textbox", name=PROMPT).wait_for()
        mark_and_write(page)


def test_the_lesson_runs_in_jupyterlab(root: Path, tmp_path: Path, context) -> None:
    port = free_port()
    work = tmp_path / "lab"
    work.mkdir()
    (work / "lesson.ipynb").write_bytes((root / "workbooks/03_being_attentive.ipynb").read_bytes())
    command = [sys.executable, "-m", "jupyterlab", "--allow-root", "--no-browser", f"--port={port}", "--ip=127.0.0.1",
               f"--ServerApp.root_dir={work}", "--IdentityProvider.token=once", "--LabApp.news_url=None",
               "--LabApp.expose_app_in_browser=True",
               "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]  # fmt: skip
    with started(command, f"http://127.0.0.1:{port}/login", tmp_path):
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"http://127.0.0.1:{port}/lab/tree/lesson.ipynb?token=once&reset")
        page.get_by_role("heading", name="Being attentive").first.wait_for()
        expect(page.get_by_text("Python 3 (ipykernel) | Idle")).to_be_visible()
        page.evaluate("void window.jupyterapp.commands.execute('notebook:run-all-cells')")
        page.get_by_role("textbox", name=PROMPT).wait_for()
        mark_and_write(page)


def test_a_dead_kernel_in_stock_voila_is_told_and_one_click_brings_the_page_back(
    root: Path, tmp_path: Path, context: BrowserContext
) -> None:
    port = free_port()
    notebook = root / "workbooks/03_being_attentive.ipynb"
    command = [sys.executable, "-m", "voila", str(notebook), "--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1"]
    with started(command, f"http://127.0.0.1:{port}/voila/static/nothing", tmp_path):
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"http://127.0.0.1:{port}/")
        box = page.get_by_role("textbox", name=PROMPT)
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
        expect(page.get_by_role("textbox", name=PROMPT)).to_have_value("Written before and after", timeout=60_000)
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
    port = free_port()
    notebook = tmp_path / "alone.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(ALONE)]), notebook)
    command = [sys.executable, "-m", "voila", str(notebook), "--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1"]
    with started(command, f"http://127.0.0.1:{port}/voila/static/nothing", tmp_path):
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"http://127.0.0.1:{port}/")
        expect(page.get_by_role("region", name="Film", exact=True)).to_have_attribute("data-ready", "true")
        page.get_by_role("button", name="Add a moment here").click()
        marks = page.get_by_role("list", name="Marks").get_by_role("listitem")
        expect(marks).to_have_count(1)
        expect(marks.first).to_contain_text("0:00.00 – 0:03.00")
        page.get_by_role("button", name="Undo", exact=True).click()
        expect(marks).to_have_count(0)
