"""What chapters say is ours, true of the clips they name, and kind."""

from __future__ import annotations

import ast
import itertools
import json
import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from vigwidgets import frameworks
from vigwidgets.workbook.clips import clip, clips
from vigwidgets.workbook.contents import Chapter, chapters

RUN = 8
MOST_SHARED = 0.15
NOTEBOOKS = {one.id: one.notebook for one in chapters()}
TIME = re.compile(r"\b(\d+):(\d\d)\b")


def cells(notebook: Path, kind: str) -> list[str]:
    found = json.loads(notebook.read_text("utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in found if cell["cell_type"] == kind]


def texts_in_code(code: str) -> list[str]:
    """Return every text that a code cell holds."""
    constants = (node.value for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Constant))
    return [value for value in constants if isinstance(value, str)]


def read_by_people(notebook: Path) -> list[str]:
    """Return all that somebody may read in a chapter, a passage at a time."""
    return [*cells(notebook, "markdown"), *(text for code in cells(notebook, "code") for text in texts_in_code(code))]


def texts_of(table: Any) -> list[str]:
    if isinstance(table, str):
        return [table]
    inside = table.values() if isinstance(table, dict) else table if isinstance(table, list) else []
    return [text for one in inside for text in texts_of(one)]


def schemes_linked(text: str) -> set[str]:
    """Return the schemes of links; one of our own would lead nowhere in JupyterLab and stock Voilà."""
    return set(re.findall(r"\]\(\s*([a-z][a-z0-9+.-]*):", text))


def runs(text: str, length: int = RUN) -> set[tuple[str, ...]]:
    """Return each run of so many words, without regard to case and punctuation."""
    words = re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))
    return set(zip(*(words[shift:] for shift in range(length)), strict=False))


def shared(one: list[str], other: list[str]) -> float:
    """Return the share of five-word runs of the shorter of two chapters that the other one has as well."""
    ours, theirs = (set().union(*(runs(text, 5) for text in texts)) for texts in (one, other))
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))


def borrowed(texts: list[str], theirs: set[tuple[str, ...]]) -> set[str]:
    """Return the runs that our texts share with theirs; principles' own wording is quoted with its credit."""
    framework = frameworks.load()
    quoted = [p.name for tier in framework.tiers for p in tier.principles] + [framework.credit]
    own = {run for name in quoted for run in runs(name)}
    return {" ".join(run) for text in texts for run in runs(text) & theirs - own}


def moments(notebook: Path) -> list[dict[str, Any]]:
    """Return the arguments of every `book.moment` of a chapter."""
    found = []
    for code in cells(notebook, "code"):
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "moment":
                shown, principle = (ast.literal_eval(arg) for arg in node.args)
                named = {word.arg: ast.literal_eval(word.value) for word in node.keywords}
                found.append({"clip": shown, "principle": principle, **named})
    return found


def times_ms(text: str) -> list[int]:
    return [1000 * (60 * int(minutes) + int(seconds)) for minutes, seconds in TIME.findall(text)]


@pytest.fixture(scope="module")
def theirs(root: Path) -> set[tuple[str, ...]]:
    """Every run of eight words of the source texts."""
    seeds = root.parent / "shared" / "seeds"
    if not seeds.is_dir():
        pytest.fail("This test needs the source texts in ../shared/seeds, beside the clone, and they are not there.")
    return {run for text in seeds.glob("*.txt") for run in runs(text.read_text("utf-8", "replace"))}


@pytest.mark.parametrize("chapter", NOTEBOOKS)
def test_no_chapter_borrows_a_sentence_from_a_source_text(chapter: str, theirs: set[tuple[str, ...]]):
    assert borrowed(read_by_people(NOTEBOOKS[chapter]), theirs) == set()


def test_no_wording_of_the_interface_borrows_a_sentence_from_a_source_text(theirs: set[tuple[str, ...]]):
    words = files("vigwidgets.words")
    languages = [entry for entry in words.iterdir() if entry.name.endswith(".toml")]
    assert languages
    for language in languages:
        assert borrowed(texts_of(tomllib.loads(language.read_text("utf-8"))), theirs) == set(), language.name


def test_no_sheet_of_paper_borrows_a_sentence_from_a_source_text(theirs: set[tuple[str, ...]]):
    told = tomllib.loads(files("vigwidgets.papers").joinpath("paper.en.toml").read_text("utf-8"))
    assert borrowed(texts_of(told), theirs) == set()


def test_a_borrowed_sentence_would_be_noticed(theirs: set[tuple[str, ...]]):
    run = " ".join(next(iter(sorted(theirs))))
    assert borrowed([f"Ours, then {run.title()}, and ours again"], theirs) >= {run}


def test_no_two_chapters_share_more_than_fifteen_per_cent_of_their_five_word_runs():
    texts = {name: read_by_people(notebook) for name, notebook in NOTEBOOKS.items()}
    alike = {(a, b): shared(texts[a], texts[b]) for a, b in itertools.combinations(texts, 2)}
    assert {pair: share for pair, share in alike.items() if share > MOST_SHARED} == {}
    assert max(alike.values()) > 0, "names and credits at least stand in more than one chapter"


def test_a_chapter_made_out_of_another_would_be_noticed():
    whole, other = (read_by_people(NOTEBOOKS[name]) for name in ("encouraging", "receiving"))
    copied = [*other, *whole[: len(whole) // 3]]
    assert shared(whole, other) < MOST_SHARED < shared(whole, copied)
    assert shared(whole, whole) == 1


@pytest.mark.parametrize("chapter", NOTEBOOKS)
def test_no_chapter_shouts(chapter: str):
    shown = [re.sub(r"!\[|<!--", "", text) for text in read_by_people(NOTEBOOKS[chapter])]
    assert [text for text in shown if "!" in text] == []


@pytest.mark.parametrize("chapter", NOTEBOOKS)
def test_every_second_a_chapter_names_lies_within_a_clip_that_it_shows(chapter: str):
    code = "\n".join(cells(NOTEBOOKS[chapter], "code"))
    shown = [one for one in clips() if f'"{one.id}"' in code]
    named = [at for text in read_by_people(NOTEBOOKS[chapter]) for at in times_ms(text)]
    assert all(any(at < one.film.duration_ms for one in shown) for at in named), named


def test_the_first_lesson_names_a_second_outside_its_moments():
    assert times_ms("There was one at 0:08, and one at 1:02.") == [8000, 62_000]
    assert any(times_ms(text) for text in cells(NOTEBOOKS["being_attentive"], "markdown"))


@pytest.mark.parametrize("chapter", [one for one in chapters() if one.tiers], ids=lambda one: one.id)
def test_each_principle_of_a_tier_has_a_clip_a_second_what_was_seen_and_what_the_other_did(chapter: Chapter):
    found = moments(chapter.notebook)
    (tier,) = (frameworks.load().tiers[number - 1] for number in chapter.tiers)
    assert {one["principle"] for one in found} == {principle.key for principle in tier.principles}
    for one in found:
        assert clip(one["clip"]).is_drawn
        assert one["at_ms"] > 0
        assert len(one["seen"].split()) > 5
        assert len(one["then"].split()) > 3


@pytest.mark.parametrize("chapter", [one.id for one in chapters() if one.tiers])
def test_nobody_is_asked_to_mark_a_film_whose_passages_they_have_just_read(chapter: str):
    (marked,) = re.findall(r'book\.spot\("[^"]+", "([^"]+)"', "\n".join(cells(NOTEBOOKS[chapter], "code")))
    assert marked not in {one["clip"] for one in moments(NOTEBOOKS[chapter])}


@pytest.mark.parametrize("chapter", NOTEBOOKS)
def test_what_a_moment_says_is_in_the_marks_of_its_clip(chapter: str):
    for one in moments(NOTEBOOKS[chapter]):
        begins, ends = one["plays_ms"]
        marks = [each.mark for each in clip(one["clip"]).marks]
        shown = [m for m in marks if m.span.holds(one["at_ms"]) and one["principle"] in m.principles]
        acts = [m for m in marks if m.span.holds(one["next_ms"]) and m.kind == "initiative"]
        assert shown, f"{one['principle']} at {one['at_ms']} ms"
        assert acts, f"nobody begins anything at {one['next_ms']} ms"
        assert {m.who for m in acts}.isdisjoint(m.who for m in shown), "the next act is the other's"
        assert any(m.who in one["then"] or re.search(r"\b(He|She|They|His|Her|Their)\b", one["then"]) for m in acts)
        assert begins <= min(one["at_ms"], one["next_ms"]) < max(one["at_ms"], one["next_ms"]) < ends
        assert ends <= clip(one["clip"]).film.duration_ms


@pytest.mark.parametrize("chapter", NOTEBOOKS)
def test_a_link_within_a_chapter_leads_to_one_of_its_cells(chapter: str):
    ids = {cell["id"] for cell in json.loads(NOTEBOOKS[chapter].read_text("utf-8"))["cells"]}
    linked = re.findall(r"\]\(#p-([^)]+)\)", "\n".join(cells(NOTEBOOKS[chapter], "markdown")))
    assert set(linked) <= ids
    assert linked or chapter != "being_attentive"


def test_the_prompts_that_people_answered_before_are_still_there():
    asked = re.findall(r'book\.reflect\("([^"]+)"', "\n".join(cells(NOTEBOOKS["being_attentive"], "code")))
    kept = {"what_theo_knew", "a_minute_of_mine", "intention"}
    assert {f"being_attentive.{name}" for name in kept} <= set(asked)


@pytest.mark.parametrize("chapter", NOTEBOOKS)
def test_links_have_no_scheme_of_our_own(chapter: str):
    assert schemes_linked("\n".join(read_by_people(NOTEBOOKS[chapter]))) <= {"http", "https", "mailto"}


def test_a_scheme_of_our_own_would_be_noticed():
    assert schemes_linked("See [it](paper:ladder), [that](05.ipynb#a:b) and paper: both.") == {"paper"}
