"""Notebooks stay thin: widgets are placed in few lines, and what people read is in the text."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from vigwidgets import words
from vigwidgets.papers.sheets import KINDS, NOTEBOOK, sheet
from vigwidgets.workbook.contents import chapter, chapters

NOTEBOOKS = [one.notebook for one in chapters()]


def cells(notebook: Path, kind: str) -> list[str]:
    found = json.loads(notebook.read_text("utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in found if cell["cell_type"] == kind]


def test_every_notebook_of_the_folder_is_a_chapter_once_but_that_of_the_sheets_of_paper(root: Path) -> None:
    listed = [one.notebook.name for one in chapters()]
    assert sorted([*listed, NOTEBOOK]) == sorted(path.name for path in (root / "workbooks").glob("*.ipynb"))
    assert len({one.id for one in chapters()}) == len(listed)


def test_the_notebook_of_the_sheets_shows_each_below_the_cell_of_its_name(root: Path) -> None:
    found = json.loads((root / "workbooks" / NOTEBOOK).read_text("utf-8"))["cells"]
    said = words.section("papers")
    told = [
        ("on-paper", f"# {said['title']}\n\n{said['lead']}"),
        ("on-paper-import", "from vigwidgets import on_paper"),
    ]
    for kind, names in KINDS.items():
        told.append((f"for-{kind}", f"## {said[kind]}"))
        for one in map(sheet, names):
            title = said["card"].format(number=one.tier, title=one.title) if one.tier else one.title
            told += [(one.name, f"### {title}\n\n{one.lead}"), (f"{one.name}-sheet", f'on_paper("{one.name}")')]
    assert [(cell["id"], "".join(cell["source"])) for cell in found] == told


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_first_code_cell_opens_the_workbook_under_the_chapters_id(notebook: Path) -> None:
    named = next(one.id for one in chapters() if one.notebook == notebook)
    assert cells(notebook, "code")[0] == f'from vigwidgets import open_workbook\n\nbook = open_workbook("{named}")'


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_code_cell_does_more_than_place_widgets(notebook: Path) -> None:
    for code in cells(notebook, "code"):
        assert len(code.splitlines()) <= 3
        for node in ast.walk(ast.parse(code)):
            assert not isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.With))


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_chapter_begins_with_its_purpose_and_the_time_it_needs(notebook: Path) -> None:
    first = cells(notebook, "markdown")[0]
    named = next(one for one in chapters() if one.notebook == notebook)
    assert first.startswith(f"# {chapter(named.id).title}\n")
    assert f"About {named.minutes} minutes" in first


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_prompts_are_named_after_their_chapter(notebook: Path) -> None:
    named = next(one.id for one in chapters() if one.notebook == notebook)
    prompts = re.findall(r'book\.reflect(?:_on_film)?\("([^"]+)"', "\n".join(cells(notebook, "code")))
    assert prompts or named == "welcome"
    assert all(prompt.startswith(f"{named}.") for prompt in prompts)


def test_no_sentence_of_ours_runs_with_a_source_text_for_eight_words(root: Path) -> None:
    seeds = root.parent / "shared" / "seeds"
    if not seeds.is_dir():
        pytest.fail("This test needs the source texts in ../shared/seeds, beside the clone, and they are not there.")
    theirs = {run for text in seeds.glob("*.txt") for run in runs_of_eight(text.read_text("utf-8", "replace"))}
    assert theirs
    for notebook in NOTEBOOKS:
        ours = runs_of_eight("\n".join(cells(notebook, "markdown") + cells(notebook, "code")))
        assert not ours & theirs, notebook.name


def runs_of_eight(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z']+", text.lower())
    return set(zip(*(words[shift:] for shift in range(8)), strict=False))
