"""Every notebook runs top to bottom in a kernel of its own: on an empty journal, and again on a full one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.thoroughly import usually
from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.mark import Mark
from vigwidgets.core.reflection import Prompt
from vigwidgets.core.span import Span
from vigwidgets.films import Shelf
from vigwidgets.journal import Journal
from vigwidgets.workbook.clips import shelve_clips
from vigwidgets.workbook.film_shelf import add_film
from vigwidgets.workbook.folder.data_folder import DataFolder


def run_notebooks(root: Path, data: Path, again: Path) -> subprocess.CompletedProcess[str]:
    """Run them by nbval, in a pytest of their own: it starts a kernel a notebook and fails on any exception."""
    with tempfile.TemporaryDirectory(prefix="vig-") as sockets:
        own = {"VIG_DATA": str(data), "JUPYTER_RUNTIME_DIR": sockets, "PYTHONPATH": str(Path(__file__).parent)}
        return subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "--nbval-lax", "-p", "no:cacheprovider", "-p", "private_sockets",
             "-W", "default", str(root / "workbooks")],
            cwd=again, env={**os.environ, **own}, capture_output=True, text=True, check=False,
        )  # fmt: skip


def fill(data: DataFolder, film: Path) -> None:
    """Put a film, two hundred marks and some reflections into the journal."""
    framework = frameworks.load()
    with Journal.open(data.journal_location(), person=Person(LOCAL_OWNER), framework=framework) as journal:
        shelve_clips(journal)
        own = add_film(journal, Shelf(data.films), film, title="Our table")
        for number in range(200):
            where, at = ("c01", 100 * number) if number % 2 else (own.id, 20 * number)
            mark = Mark(f"m{number}", where, Span(at, at + 500), principles=(framework.keys[number % 39],), note="kept")
            journal.add_mark(mark, change_id=f"c{number}")
        for name in ("being_attentive.what_theo_knew", "my_film.what_i_did"):
            prompt = Prompt(name, name.split(".", maxsplit=1)[0], "An earlier wording of the question")
            journal.save_reflection(prompt, "Words " * 500, revision_id=f"r-{name}", sitting="s", sequence=1)


def test_every_notebook_runs_on_an_empty_journal_and_again_on_a_full_one(
    root: Path, tmp_path: Path, testdata: Path
) -> None:
    data = DataFolder.find(tmp_path / "data").make()
    for time in range(usually(2, thorough=3)):
        if time == 1:
            fill(data, testdata / "video/mdn__interactive-examples/friday.mp4")
        done = run_notebooks(root, data.root, tmp_path)
        assert done.returncode == 0, done.stdout[-2000:]
        assert "Cell 0" in done.stdout, "nbval ran no cell"


def test_a_notebook_that_raises_is_noticed(root: Path, tmp_path: Path) -> None:
    broken = tmp_path / "workbooks"
    broken.mkdir()
    text = (root / "workbooks/03_being_attentive.ipynb").read_text("utf-8")
    assert '\\"c01\\"' in text
    (broken / "01.ipynb").write_text(text.replace('\\"c01\\"', '\\"c99\\"'), "utf-8")
    done = run_notebooks(tmp_path, tmp_path / "data", tmp_path)
    assert done.returncode == 1
    assert "There is no such clip" in done.stdout


@pytest.mark.parametrize("chapter", ["being_attentive", "my_film"])
def test_a_chapter_placed_twice_has_the_same_widget_ids(chapter: str) -> None:
    program = (
        "import json, sys; from vigwidgets.server import placing; from vigwidgets.workbook.contents import chapter;"
        "from vigwidgets.workbook.chapter_code import ChapterCode; book = chapter(sys.argv[1]).notebook;"
        "digest = ChapterCode.read(book.read_bytes()).digest;"
        "placing.warm(); placed = placing.place(book, sys.argv[1], digest=digest);"
        "print(json.dumps([placed, placing.settle()]))"
    )
    runs = [
        subprocess.run([sys.executable, "-c", program, chapter], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    (first, threads), (second, _) = (json.loads(run) for run in runs)
    assert first["states"] == second["states"]
    assert f"{chapter}-1" in first["states"]
    assert threads == 1, "placing must leave one thread, or nothing could be forked from it"
