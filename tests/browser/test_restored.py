"""Each exercise, answered right, wrong, half or left in the middle, is as it was after its kernel was killed and in
another browser: on the page, and in the journal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.beside_the_page import answer, journal_of
from tests.browser.exercise_answers import CELLS, EXERCISES, WAYS, settled, shown
from tests.browser.own_notebook import CHAPTER, come_to, workbook_with
from tests.browser.test_practise_again import HERE
from tests.browser.walker import kernels_die
from tests.live_workbook import LiveWorkbook, until
from tests.thoroughly import usually
from tests.workbook.practice_folder import put_film
from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.reflection import Prompt
from vigwidgets.journal import Journal
from vigwidgets.workbook.folder.data_folder import DataFolder

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
Open = Callable[[str], Page]
WRITTEN = Prompt("being_attentive.seen", "being_attentive", "What came of it?")
PROMPTS = {name: f"ex.{name}" for name in EXERCISES} | {
    "compare": f"{CHAPTER}.compare.c01", "account": f"{CHAPTER}.account", "record": f"{CHAPTER}.record",
}  # fmt: skip
WATCH_THE_LINK = """() => { window.linkedAgain = new Promise((done) => {
    const page = document.documentElement, links = [];
    const look = () => links.push(page.dataset.link) && page.dataset.link === "ready" && links.length > 1 && done(true);
    new MutationObserver(look).observe(page, {attributes: true, attributeFilter: ["data-link"]});
}); }"""
"""Hear of the kernel that comes after the one that is there."""


@pytest.fixture
def workbook(root: Path, tmp_path: Path) -> Iterator[LiveWorkbook]:
    """A workbook with a chapter of all exercises, something written, and films that are drawn already."""
    data = DataFolder.find(tmp_path / "data").make()
    for one in HERE:
        put_film(data, one)
    with Journal.open(data.journal_location(), person=Person(LOCAL_OWNER), framework=frameworks.load()) as journal:
        text = "Tobias looked up when I sat down. Then I saw Mrs Khan smile."
        journal.save_reflection(WRITTEN, text, revision_id="r1", sitting="s1", sequence=1)
    with workbook_with(root, tmp_path, *CELLS) as live:
        yield live


def in_the_journal(workbook: LiveWorkbook) -> dict[str, Any]:
    """Return the answers as the journal on the disk holds them, and the marks."""
    with journal_of(workbook) as journal:
        marks = journal.marks("c01")
    return {"marks": marks, **{name: answer(workbook, prompt) for name, prompt in PROMPTS.items()}}


@pytest.mark.parametrize("first", usually([0], thorough=[0, 1, 2, 3]))
def test_every_answer_is_as_it_was_after_a_kernels_death_and_in_another_browser(
    workbook: LiveWorkbook, browser: Browser, open_page: Open, first: int
) -> None:
    ways = {name: WAYS[(first + at) % len(WAYS)] for at, name in enumerate(EXERCISES)}
    page = come_to(open_page(workbook.link), workbook)
    untouched = shown(page)
    for name in sorted(EXERCISES, key=lambda one: ways[one] == "mid"):
        EXERCISES[name][0](page, ways[name])
    before = shown(page)
    page.evaluate(WATCH_THE_LINK)
    kernels_die(workbook)
    assert page.evaluate("window.linkedAgain")
    settled(page)
    for status in page.locator(".vig-exercise-status").all():
        expect(status).to_have_text("Kept")
    after = shown(page)
    for name, way in ways.items():
        assert after[name] != untouched[name] or (name, way) in NOTHING, name
        assert after[name] == before[name] or (name, way) in COMES_AFTERWARDS, name
    kept = in_the_journal(workbook)
    assert [name for name in PROMPTS if not kept[name] and (name, ways[name]) not in NOTHING] == []

    with browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB") as other:
        there = other.new_page()
        there.goto(workbook.another_link())
        come_to(there, workbook)
        until(lambda: shown(there) == after)
        assert in_the_journal(workbook) == kept


NOTHING = {("compare", "half"), ("compare", "wrong")}
"""Where nothing is looked at, nothing is kept."""
COMES_AFTERWARDS = {("compare", "mid"), ("wait", "mid")}
"""What is only shown once the kernel has it, or the film has come to its end."""
