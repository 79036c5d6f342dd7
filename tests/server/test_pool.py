"""Where there is no fork: placed processes kept ready, each becoming one kernel."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import psutil
import pytest

from tests.live_workbook import LiveWorkbook, until
from tests.own_workbooks import write_notebook
from vigwidgets.server.pool import Pool
from vigwidgets.server.provisioner import TemplateFailed, TemplateSource
from vigwidgets.workbook.chapter_code import ChapterCode
from vigwidgets.workbook.chapter_fault import ChapterFault
from vigwidgets.workbook.contents import chapters
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.looked_at import LookedAt

CHAPTERS = ("being_attentive", "my_film")

SPARE = len({one.id for one in chapters() if one.at_hand} | {"being_attentive", "encouraging"})
"""One for each chapter that is at hand, for the one that is open, and for the next one."""


@pytest.fixture
def pool(tmp_path: Path) -> Iterator[LiveWorkbook]:
    live = LiveWorkbook(tmp_path / "data", environment={"VIG_KERNELS": "pool"}).start()
    yield live
    live.kill()


@pytest.fixture
def client(pool: LiveWorkbook) -> Iterator[httpx.Client]:
    with_cookie = pool.visitor()
    yield with_cookie
    with_cookie.close()


def ticket_of(client: httpx.Client, chapter: str = "being_attentive") -> str:
    """Open a page and return its ticket."""
    reply = client.get(f"chapter/{chapter}", timeout=90)
    assert reply.status_code == 200
    return reply.text.partition('"ticket": "')[2].partition('"')[0]


def status_of(process: psutil.Process) -> str | None:
    """Return the process's status, None where it is gone by the time it is asked."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return process.status()
    return None


def placed(live: LiveWorkbook) -> list[psutil.Process]:
    """Return the processes that are kernels or will be, dead ones that nobody has buried included."""
    return [one for one in live.family()[1:] if status_of(one) not in (psutil.STATUS_ZOMBIE, None)]


def zombies(live: LiveWorkbook) -> list[psutil.Process]:
    """Return children that ended and were not waited for."""
    return [one for one in live.family()[1:] if status_of(one) == psutil.STATUS_ZOMBIE]


def test_more_pages_than_threads_are_open_at_once(pool: LiveWorkbook, client: httpx.Client) -> None:
    with ThreadPoolExecutor(
        4
    ) as together:  # six kernels used up the loop's own threads, and the seventh page never came
        tickets = list(together.map(lambda n: ticket_of(client, CHAPTERS[n % 2]), range(8)))
    assert len(set(tickets)) == 8
    assert len(placed(pool)) >= 8


def test_killed_kernels_heal_and_leave_no_zombie(pool: LiveWorkbook, client: httpx.Client) -> None:
    ticket = ticket_of(client)
    for _ in range(3):
        for one in placed(pool):
            one.kill()
        until(lambda: client.post("vig/wake", content=ticket, timeout=90).status_code == 204)
    until(lambda: zombies(pool) == [])
    assert client.get("chapter/my_film", timeout=90).status_code == 200


@pytest.mark.long
def test_a_kernel_that_is_let_go_ends(pool: LiveWorkbook, client: httpx.Client) -> None:
    text = client.get("chapter/being_attentive").text
    kernel = text.partition('"kernelId": "')[2].partition('"')[0]
    until(lambda: len(placed(pool)) == 1 + SPARE)
    assert client.post(f"vig/goodbye/{kernel}").status_code == 204
    until(lambda: len(placed(pool)) == SPARE)
    until(lambda: zombies(pool) == [])


@pytest.mark.parametrize("how", ["stopped", "killed"])
def test_a_server_that_ends_leaves_nothing(pool: LiveWorkbook, client: httpx.Client, how: str) -> None:
    ticket_of(client)
    family = placed(pool)
    assert family
    if how == "stopped":
        pool.stop()
        assert pool.process.returncode == 0
    else:
        pool.process.kill()
        pool.process.wait()
    gone, alive = psutil.wait_procs(family, timeout=1 if how == "stopped" else 90)
    assert (len(gone), alive) == (len(family), [])


@pytest.mark.anyio
async def test_what_a_cell_refuses_comes_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TemplateSource, "current", None, raising=False)  # of the server that other tests visit
    notebook = tmp_path / "mine.ipynb"
    opening = 'from vigwidgets import open_workbook\n\nbook = open_workbook("mine")'
    write_notebook(notebook, "# Mine", opening, 'book.reflect("mine.a", "Why?")\nbook.turns("c99")')
    looked_at = LookedAt(DataFolder(tmp_path / "data").make())
    looked_at.remember("mine", ChapterCode.read(notebook.read_bytes()))
    pool = Pool(tmp_path, looked_at)
    try:
        with pytest.raises(TemplateFailed, match=r"mine.ipynb, cell 3: not_found") as failed:
            await pool.template(notebook, "mine")
    finally:
        await pool.close()
    sentence = "There is no such clip. Choose one of the workbook's clips."
    assert failed.value.fault == ChapterFault("not_found", sentence, is_refusal=True, cell=3)
