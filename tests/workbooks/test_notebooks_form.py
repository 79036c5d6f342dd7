"""Notebooks stay thin: widgets are placed in few lines, and what people read is in the text."""

from __future__ import annotations

import ast
import itertools
import json
import re
from pathlib import Path
from typing import Any

import pytest

from vigwidgets import frameworks, words
from vigwidgets.papers.sheets import KINDS, NOTEBOOK, sheet
from vigwidgets.workbook.contents import chapter, chapters

NOTEBOOKS = [one.notebook for one in chapters()]
OF_A_TIER = {one.tiers[0]: one for one in chapters() if one.tiers}
CALL = re.compile(r"book\.(\w+)\((?:\"([^\"]+)\")?")
ON_A_TIER = ("the idea", "whole_clip", "moment", "spot", "compare", "pair", "practise", "try", "reflect", "intention")
"""What a chapter about a tier has, in its order; a verb of the book, or a passage of text."""


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


def parts(found: list[dict[str, Any]], feeling: str) -> dict[str, list[int]]:
    """Return where each part of `ON_A_TIER` stands among the cells of a chapter about a tier.

    The idea is where the tier's words for what the other may feel stand; to try is text between practising and the
    question about the intention, under a heading of its own; a reflection counts when it comes after that.
    """
    at: dict[str, list[int]] = {part: [] for part in ON_A_TIER}
    for number, cell in enumerate(found):
        text = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            said = " ".join(text.split())
            if feeling in said and re.search(r"\b(stands?|rests?|below)\b", said):
                at["the idea"].append(number)
            if cell["id"].endswith("-try") and text.startswith("## "):
                at["try"].append(number)
        for verb, prompt in CALL.findall(text) if cell["cell_type"] == "code" else ():
            if verb == "reflect" and prompt.endswith(".intention"):
                at["intention"].append(number)
            elif verb == "reflect" and at["try"]:
                at["reflect"].append(number)
            elif verb in at and verb != "reflect":
                at[verb].append(number)
    return at


def astray(at: dict[str, list[int]]) -> list[str]:
    """Return the parts that are missing, come more than once where one is meant, or stand before what they follow."""
    several = {"moment", "reflect"}
    odd = [part for part in ON_A_TIER if not at[part] or (len(at[part]) > 1 and part not in several)]
    there = [part for part in ON_A_TIER if at[part]]
    return odd + [b for a, b in itertools.pairwise(there) if at[a][-1] >= at[b][0]]


@pytest.mark.parametrize("tier", OF_A_TIER)
def test_a_chapter_about_a_tier_goes_from_the_idea_to_one_intention(tier: int) -> None:
    found = json.loads(OF_A_TIER[tier].notebook.read_text("utf-8"))["cells"]
    assert astray(parts(found, frameworks.load().tiers[tier - 1].feeling)) == []
    assert 15 <= len(found) <= 30


def test_there_is_a_chapter_about_each_tier() -> None:
    assert list(OF_A_TIER) == [number for number, _ in enumerate(frameworks.load().tiers, start=1)]


@pytest.mark.parametrize("part", ON_A_TIER)
def test_a_part_that_is_missing_or_stands_elsewhere_would_be_noticed(part: str) -> None:
    found = json.loads(OF_A_TIER[1].notebook.read_text("utf-8"))["cells"]
    feeling = frameworks.load().tiers[0].feeling
    its_own = parts(found, feeling)[part]
    without = [cell for number, cell in enumerate(found) if number not in its_own]
    assert part in astray(parts(without, feeling))
    moved = without + [found[number] for number in its_own]
    assert (astray(parts(moved, feeling)) == []) is (part == "intention")  # only that may come last


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
