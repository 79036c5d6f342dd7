"""Whoever changes a chapter hears what is wrong in it, by file and cell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vigwidgets.papers.sheets import NOTEBOOK
from vigwidgets.workbook import book, chapter_check
from vigwidgets.workbook.chapter_code import ChapterCode
from vigwidgets.workbook.contents import Chapter, chapters
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.looked_at import LookedAt

OPENS = 'from vigwidgets import open_workbook\n\nbook = open_workbook("mine")'


def notebook(folder: Path, *sources: str) -> Chapter:
    cells = [
        {"id": f"c{number}", "cell_type": "markdown" if text.startswith("#") else "code", "source": [text]}
        for number, text in enumerate(sources, 1)
    ]
    path = folder / "mine.ipynb"
    path.write_text(json.dumps({"cells": cells}), "utf-8")
    return Chapter("mine", "Mine", 5, path)


def problems(folder: Path, *sources: str) -> list[str]:
    one = notebook(folder, "# Mine", OPENS, *sources)
    looked_at = LookedAt(DataFolder(folder / "other data").make())
    looked_at.remember(one.id, ChapterCode.read(one.notebook.read_bytes()))
    return chapter_check.problems([one], looked_at=looked_at)


@pytest.fixture(autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIG_DATA", str(tmp_path / "data"))


def test_the_chapters_of_the_workbook_are_well() -> None:
    assert chapter_check.problems() == []
    assert len(chapters()) >= 5


def test_a_chapter_that_can_be_placed_has_no_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert problems(tmp_path, 'book.whole_clip("c01", at_ms=0, seen="Look.")', 'book.reflect("mine.a", "Why?")') == []
    assert capsys.readouterr().out == ""
    assert book._placing is None
    assert not (tmp_path / "data").exists()


def test_of_a_chapter_that_nobody_has_looked_at_nothing_runs_and_its_links_are_still_looked_up(tmp_path: Path) -> None:
    run = f"open({str(tmp_path / 'trace')!r}, 'w')"
    not_run, link = chapter_check.problems([notebook(tmp_path, "# Mine [gone](gone.ipynb)", OPENS, run)])
    assert not_run.startswith("mine.ipynb was not run, because nobody has looked at its code yet.")
    assert link == "mine.ipynb, cell 1: Nothing is at 'gone.ipynb'. Change the link."
    assert not (tmp_path / "trace").exists()
    assert not (tmp_path / "data").exists()


def test_a_wrong_clip_is_named_with_its_cell(tmp_path: Path) -> None:
    (said,) = problems(tmp_path, 'book.whole_clip("c99", at_ms=0, seen="Look.")')
    assert said.startswith("mine.ipynb, cell 3: There is no such clip")


def test_a_prompt_that_is_asked_twice_is_named(tmp_path: Path) -> None:
    (said,) = problems(tmp_path, 'book.reflect("mine.a", "Why?")', 'book.reflect("mine.a", "Why not?")')
    assert said.startswith("mine.ipynb, cell 4: The prompt 'mine.a' is asked twice")


def test_a_slip_of_the_pen_is_told_and_the_cells_after_it_are_looked_at_too(tmp_path: Path) -> None:
    first, second = problems(tmp_path, "book.reflekt('mine.a', 'Why?')", "book.turns('c99')")
    assert "cell 3: AttributeError" in first
    assert "cell 4: There is no such clip" in second


def test_links_that_lead_nowhere_are_named(tmp_path: Path) -> None:
    text = "## See [this](gone.ipynb), [here](#p-c1), [there](#p-c9) and [mine](mine.ipynb)"
    assert [one.partition("cell ")[2] for one in problems(tmp_path, text)] == [
        "3: Nothing is at 'gone.ipynb'. Change the link.",
        "3: Nothing is at '#p-c9'. Change the link.",
    ]


def test_a_link_to_a_sheet_of_paper_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / NOTEBOOK).touch()
    text = f"## [All]({NOTEBOOK}), [the ladder]({NOTEBOOK}#cell-id=ladder) and [one more]({NOTEBOOK}#cell-id=tier-7)"
    assert problems(tmp_path, text) == ["mine.ipynb, cell 3: Nothing is at 'tier-7'. Change the link."]


def test_a_file_that_is_no_notebook_is_named(tmp_path: Path) -> None:
    one = notebook(tmp_path)
    one.notebook.write_text("{ half a note", "utf-8")
    (said,) = chapter_check.problems([one])
    assert said.startswith("mine.ipynb cannot be read.")


def test_an_id_that_another_chapter_could_have_is_named_with_its_cell(tmp_path: Path) -> None:
    cells = ('book.reflect("ours.a", "Why?")', 'book.reflect("mine.b", "Why?")', "book.build_ladder('encouraging.c')")
    first, second = problems(tmp_path, *cells)
    assert first == "mine.ipynb, cell 3: The id 'ours.a' does not begin with 'mine.'. Change it before anybody writes."
    belongs = "The id 'encouraging.c' belongs to the chapter 'encouraging'. Let it begin with 'mine' here."
    assert second == f"mine.ipynb, cell 5: {belongs}"


def test_a_number_may_be_asked_for_in_two_chapters(tmp_path: Path) -> None:
    assert problems(tmp_path, 'book.scale("before_the_camera.goal_now", "How near, from 0 to 10?")') == []


def test_a_copy_that_still_opens_the_book_of_its_original_is_named(tmp_path: Path) -> None:
    said = problems(tmp_path, OPENS.replace("mine", "encouraging"), 'book.reflect("mine.a", "Why?")')
    assert said[0].startswith("mine.ipynb, cell 3: This is the chapter 'mine', and it opens the book of 'encouraging'.")
