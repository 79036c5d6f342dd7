"""Kernels, notebooks and the journal in trouble: it is said in a sentence, it heals, and nothing is left behind."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import psutil
import pytest

from tests.live_workbook import LiveWorkbook, until
from tests.own_workbooks import look_at, own_chapters
from vigwidgets.workbook.contents import chapters

AS_MODES_SAY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.getuid() == 0 else ()
"""Root may write anywhere, unless it is started without that right."""
CHAPTERS = ("being_attentive", "my_film")
FORGE = 1 + len({one.id for one in chapters() if one.at_hand} | {"being_attentive", "encouraging"})
"""What kernels come from: the zygote, and a template for each chapter at hand, the one that is open, and the next."""


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Callable[..., tuple[LiveWorkbook, httpx.Client]]]:
    """Start a workbook and come in."""
    begun: list[tuple[LiveWorkbook, httpx.Client]] = []

    def one(data: Path | None = None, **how: object) -> tuple[LiveWorkbook, httpx.Client]:
        live = LiveWorkbook(data or tmp_path / "data", **how).start()
        begun.append((live, live.visitor()))
        return begun[-1]

    yield one
    for live, client in begun:
        client.close()
        live.end()


def page_of(client: httpx.Client, chapter: str = "being_attentive") -> dict[str, str]:
    """Return kernel id and ticket of a page opened by this client."""
    reply = client.get(f"chapter/{chapter}")
    text = reply.text.partition('<script id="vig-config" type="application/json">')[2].partition("</script>")[0]
    assert reply.status_code == 200, reply.text
    config = json.loads(text)
    return {"kernel": config["kernelId"], "ticket": config["ticket"]}


def wake(client: httpx.Client, page: dict[str, str]) -> httpx.Response:
    """Ask for the page's kernel."""
    return client.post("vig/wake", content=page["ticket"])


def forge_of(live: LiveWorkbook) -> list[psutil.Process]:
    """Return the zygote, then the templates below it."""
    family = []
    for one in live.family():
        with contextlib.suppress(psutil.Error):  # it may end while it is looked at
            if "vigwidgets.server.zygote" in one.cmdline():
                family.append(one)
    kernels_now = {one.pid for one in live.kernels()}
    return [one for one in family if one.pid not in kernels_now]


def descriptors(live: LiveWorkbook) -> int:
    """Return how many files and sockets the server holds."""
    return len(list(Path(f"/proc/{live.process.pid}/fd").iterdir()))


# ---- kernels


@pytest.mark.long
def test_twenty_kills_in_a_row_heal_and_leak_nothing(begin) -> None:
    live, client = begin()
    page = page_of(client)
    until(lambda: len(forge_of(live)) == FORGE)
    before = 0
    for turn in range(21):
        (kernel,) = live.kernels()
        kernel.kill()
        until(lambda: live.kernels() == [])
        until(lambda: wake(client, page).status_code == 204 and len(live.kernels()) == 1)
        if turn == 0:
            before = descriptors(live)
    assert descriptors(live) <= before + 3


@pytest.mark.parametrize("which", ["zygote", "template"])
def test_a_page_comes_back_when_what_kernels_come_from_is_killed(begin, which: str) -> None:
    live, client = begin()
    page = page_of(client)
    until(lambda: len(forge_of(live)) == FORGE)
    zygote, *templates = forge_of(live)
    for one in [zygote] if which == "zygote" else templates:
        one.kill()
    until(lambda: live.kernels() == [])
    until(lambda: wake(client, page).status_code == 204 and len(live.kernels()) == 1)
    assert page_of(client, "my_film")["kernel"] != page["kernel"]
    live.stop()
    assert live.process.returncode == 0


@pytest.mark.long
def test_thirty_pages_at_once_open_and_close_and_leave_nothing(begin) -> None:
    live, client = begin()
    page = page_of(client)
    assert client.post(f"vig/goodbye/{page['kernel']}").status_code == 204
    until(lambda: live.kernels() == [])
    before, memory = descriptors(live), psutil.Process(live.process.pid).memory_info().rss
    for _ in range(2):
        with ThreadPoolExecutor(15) as together:
            pages = list(together.map(lambda n: page_of(client, CHAPTERS[n % 2]), range(30)))
            assert len({one["kernel"] for one in pages}) == 30
            assert len(live.kernels()) == 30
            said = list(together.map(lambda one: client.post(f"vig/goodbye/{one['kernel']}").status_code, pages))
        assert set(said) == {204}
        until(lambda: live.kernels() == [])
    until(lambda: descriptors(live) <= before + 25)  # the client's own connections are 15
    assert psutil.Process(live.process.pid).memory_info().rss - memory < 60e6
    assert not list((live.data / "runtime").glob("k-*/*"))


@pytest.mark.long
def test_the_same_page_woken_and_let_go_many_times_at_once_ends_well(begin) -> None:
    live, client = begin()
    page = page_of(client)
    with ThreadPoolExecutor(8) as together:
        asked = [together.submit(wake, client, page) for _ in range(10)]
        asked += [together.submit(client.post, f"vig/goodbye/{page['kernel']}") for _ in range(10)]
        asked += [together.submit(wake, client, page) for _ in range(10)]
        codes = {one.result().status_code for one in asked}
    assert codes <= {204, 403}  # 403: it was let go already, so it is nobody's
    until(lambda: wake(client, page).status_code == 204 and len(live.kernels()) == 1)


@pytest.mark.long
def test_a_kernel_whose_page_sleeps_is_let_go_and_is_back_on_waking(begin, tmp_path: Path) -> None:
    program = tmp_path / "impatient.py"
    program.write_text(
        "import sys; from vigwidgets.server import keeping, kernels\n"
        "kernels.LONELY_SECONDS, keeping.TIDY_MS = 0.01, 10\n"
        "from vigwidgets.cli import main; sys.exit(main(sys.argv[4:]))\n"
    )
    live, client = begin(prefix=(sys.executable, str(program)))
    page = page_of(client)
    until(lambda: live.kernels() == [])
    assert wake(client, page).status_code == 204
    until(lambda: live.kernels() == [])


def test_a_kernel_that_is_let_go_while_it_begins_locks_nobody_out_and_is_back_on_waking(begin, tmp_path: Path) -> None:
    program = tmp_path / "fickle.py"
    program.write_text(
        "import sys\n"
        "from vigwidgets.server.kernels import Kernels\n"
        "start, begun = Kernels._start, []\n"
        "async def fickle(self, ticket, session):\n"
        "    real = self.manager.start_kernel\n"
        "    async def start_kernel(**how):\n"
        "        await real(**how)\n"
        "        if not begun:\n"
        "            await self.let_go(ticket.kernel_id)\n"
        "        begun.append(ticket.kernel_id)\n"
        "    self.manager.start_kernel = start_kernel\n"
        "    await start(self, ticket, session)\n"
        "    self.manager.start_kernel = real\n"
        "Kernels._start = fickle\n"
        "from vigwidgets.cli import main; sys.exit(main(sys.argv[4:]))\n"
    )
    live, client = begin(prefix=(sys.executable, str(program)))
    page = page_of(client)
    assert live.kernels() == []
    assert wake(client, page).status_code == 204
    assert len(live.kernels()) == 1


# ---- notebooks


@pytest.fixture(name="own_chapters")
def _own_chapters(root: Path, tmp_path: Path) -> tuple[Path, tuple[str, ...]]:
    return own_chapters(root, tmp_path)


def edit(notebook: Path, data: Path, *cells: str) -> None:
    """Add code cells at the end of the notebook of Being attentive, with the owner of `data` looking on."""
    book = json.loads(notebook.read_text("utf-8"))
    for source in cells:
        book["cells"].append(
            {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], "execution_count": None}
        )
    notebook.write_text(json.dumps(book), "utf-8")
    look_at(data, "being_attentive", notebook)


def test_an_edited_notebook_is_shown_to_new_pages_and_old_ones_are_told(begin, own_chapters) -> None:
    folder, prefix = own_chapters
    live, client = begin(prefix=prefix)
    page = page_of(client)
    until(lambda: len(forge_of(live)) == FORGE)
    source = "from IPython.display import HTML\nHTML('<p>A new thought</p>')"
    edit(folder / "03_being_attentive.ipynb", live.data, source)
    assert "A new thought" in client.get("chapter/being_attentive").text
    assert wake(client, page).json() == {"state": "changed"}
    assert len(live.kernels()) == 2  # the old page goes on until it is loaded again
    assert client.post(f"vig/goodbye/{page['kernel']}").status_code == 204
    until(lambda: len(forge_of(live)) == FORGE)  # and then nothing is left of the old notebook


SAID = {
    'book.turns("c99")': "There is no such clip. Choose one of the workbook&#39;s clips.",
    'book.reflect("being_attentive.what_theo_knew", "And?")': "what_theo_knew&#39; is asked twice in this notebook.",
    'book.reflect("encouraging.mine", "And?")': "belongs to the chapter &#39;encouraging&#39;. Let it begin with",
    "book.reflekt": "AttributeError: &#39;Book&#39; object has no attribute &#39;reflekt&#39;",
    "1 / 0": "ZeroDivisionError: division by zero",
    "raise ValueError('<b>bold</b> \u202e')": "ValueError: &lt;b&gt;bold&lt;/b&gt; <mark>\\u202e</mark>",
    "if": "SyntaxError: invalid syntax",
}
"""What a cell says that does not run."""
TELLS = "This chapter cannot be shown yet"


def told_of(client: httpx.Client, folder: Path, data: Path, cell: str) -> str:
    """Return what the owner reads of Being attentive with one more cell."""
    notebook = folder / "03_being_attentive.ipynb"
    good = notebook.read_text("utf-8")
    edit(notebook, data, cell)
    reply = client.get("chapter/being_attentive")
    assert (reply.status_code, reply.headers["Cache-Control"]) == (500, "no-store")
    place = f"Cell {len(json.loads(good)['cells']) + 1} of 03_being_attentive.ipynb"
    assert (place in reply.text) is (TELLS in reply.text)
    notebook.write_text(good, "utf-8")
    return reply.text


def test_a_cell_that_does_not_run_is_told_with_its_place_and_others_are_fine(begin, own_chapters) -> None:
    folder, prefix = own_chapters
    live, client = begin(prefix=prefix)
    for cell, sentence in SAID.items():
        page = told_of(client, folder, live.data, cell)
        assert sentence in page, page
        assert TELLS in page
        assert ("the fault is ours" in page) is ("Error" in sentence)
    page_of(client)
    log = (live.data / "logs" / "server.log").read_text("utf-8")
    assert "chapter being_attentive does not run: 03_being_attentive.ipynb, cell" in log
    assert "c99" not in log
    assert "reflekt" not in log


def test_a_chapter_that_breaks_off_or_cannot_be_read_says_a_sentence_and_others_are_fine(begin, own_chapters) -> None:
    folder, prefix = own_chapters
    live, client = begin(prefix=prefix)
    assert "Nothing you wrote is lost." in told_of(client, folder, live.data, "import os; os._exit(3)")
    threads = "import threading, time\nthreading.Thread(target=time.sleep, args=(9,), daemon=True).start()"
    notebook = folder / "03_being_attentive.ipynb"
    good = notebook.read_text("utf-8")
    edit(notebook, live.data, threads)
    assert "A cell of this chapter leaves something running beside it" in client.get("chapter/being_attentive").text
    page_of(client, "my_film")
    notebook.write_text("{ half a notebo", "utf-8")
    assert "03_being_attentive.ipynb cannot be read. Put the file back" in client.get("chapter/being_attentive").text
    notebook.unlink()
    assert "03_being_attentive.ipynb cannot be read. Put the file back" in client.get("chapter/being_attentive").text
    notebook.write_text(good, "utf-8")
    page_of(client)


@pytest.mark.long
def test_a_chapter_too_large_for_a_sockets_buffer_is_placed(begin, own_chapters, tmp_path: Path) -> None:
    folder, prefix = own_chapters
    source = "from IPython.display import HTML\nHTML('x' * 6_000_000)"
    edit(folder / "03_being_attentive.ipynb", tmp_path / "data", source)
    _, client = begin(prefix=prefix)
    assert client.get("chapter/being_attentive").text.count("x" * 6_000_000) == 1


# ---- the journal


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ("folder", "There is something else where the journal should be."),
        ("text", "The file in the journal&#39;s place is no journal."),
        ("newer", "later version"),
    ],
)
def test_a_journal_that_cannot_be_opened_is_told_on_the_page_and_found_again(begin, what: str, sentence: str) -> None:
    live, client = begin()
    page = page_of(client)
    live.stop()
    journal, kept = live.data / "journal.db", live.data.parent / "kept.db"
    shutil.copy(journal, kept)
    if what == "newer":
        with contextlib.closing(sqlite3.connect(journal)) as newer, newer:
            newer.execute("UPDATE alembic_version SET version_num = '9999'")
    else:
        journal.unlink()
        _ = journal.mkdir() if what == "folder" else journal.write_text("Dear diary, " * 400)
    live.start()
    reply = client.get("chapter/being_attentive")
    assert reply.status_code == 503
    assert sentence in reply.text
    woken = wake(client, page)
    assert woken.json()["state"] == "wait"
    assert woken.json()["code"] in ("journal_unavailable", "journal_newer")
    listing = [sys.executable, "-m", "vigwidgets.cli", "film", "list"]
    told = subprocess.run(
        listing, env={**os.environ, "VIG_DATA": str(live.data)}, capture_output=True, text=True, check=False
    )
    assert told.returncode == 2
    assert told.stderr.startswith("vig: ")
    _ = shutil.rmtree(journal) if what == "folder" else journal.unlink()
    kept.rename(journal)
    assert wake(client, page).status_code == 204


def test_a_journal_taken_away_or_replaced_under_a_running_server_is_not_written_to_any_more(begin) -> None:
    live, client = begin()
    page = page_of(client)
    journal = live.data / "journal.db"
    inode = journal.stat().st_ino
    aside = journal.rename(live.data / "aside.db")
    until(lambda: live.kernels() == [])  # no kernel goes on writing to a file that is nowhere
    assert wake(client, page).status_code == 204
    assert journal.stat().st_ino != inode
    with contextlib.closing(sqlite3.connect(journal)) as fresh:
        assert fresh.execute("SELECT count(*) FROM films").fetchone()[0] > 0  # the clips can be marked
    live.stop()
    aside.replace(journal)


def test_a_data_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(0o500)
    command = [
        *AS_MODES_SAY,
        sys.executable,
        "-m",
        "vigwidgets.cli",
        "serve",
        "--no-browser",
        "--data",
        str(data),
        "--port",
        "0",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("vig: The data folder cannot be read and written.")
    assert list(data.iterdir()) == []


def test_a_journal_that_may_not_be_written_is_told_on_the_page(begin) -> None:
    live, client = begin(prefix=AS_MODES_SAY)
    page = page_of(client)
    live.stop()
    (live.data / "journal.db").chmod(0o400)
    live.start()
    assert "The journal may not be written. Check the rights" in client.get("chapter/being_attentive").text
    (live.data / "journal.db").chmod(0o600)
    assert wake(client, page).status_code == 204


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of our own with little room; its name is short, so that kernels' files are on it as well."""
    disk = Path(tempfile.mkdtemp(prefix="d-", dir="/tmp"))
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        disk.rmdir()
        pytest.skip("only root can make a disk of its own")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)
    disk.rmdir()


def fill(disk: Path) -> None:
    """Leave no room on the disk."""
    with contextlib.suppress(OSError), (disk / "ballast").open("ab", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def test_a_full_disk_is_told_on_the_page_and_pages_come_back_when_there_is_room(begin, small_disk: Path) -> None:
    live, client = begin(small_disk / "data")
    page = page_of(client)
    (kernel,) = live.kernels()
    kernel.kill()
    until(lambda: not list((live.data / "runtime").glob("k-*/*")))
    fill(small_disk)
    assert wake(client, page).json()["state"] == "wait"
    assert "The disk" in wake(client, page).json()["message"]
    reply = client.get("chapter/being_attentive")
    assert reply.status_code == 503
    assert "The disk" in reply.text
    (small_disk / "ballast").unlink()
    assert wake(client, page).status_code == 204
    assert len(live.kernels()) == 1


def test_a_full_disk_at_the_start_is_told(small_disk: Path) -> None:
    fill(small_disk)
    command = [
        sys.executable,
        "-m",
        "vigwidgets.cli",
        "serve",
        "--no-browser",
        "--data",
        str(small_disk / "data"),
        "--port",
        "0",
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("vig: The disk is full.")
