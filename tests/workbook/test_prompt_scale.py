"""A number for today stands beside those of other days, one a day, whichever chapter asks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from vigwidgets import frameworks
from vigwidgets.core.access import Person
from vigwidgets.core.errors import BadRequest, InvalidValue
from vigwidgets.core.reflection import Prompt
from vigwidgets.journal import Journal
from vigwidgets.workbook.book import Book
from vigwidgets.workbook.bound import Bound
from vigwidgets.workbook.compositions.prompt_scale import PromptScale
from vigwidgets.workbook.folder.data_folder import DataFolder

PROMPT = Prompt("goal.now", "c", "Where are you with this today?", exercise="scale")
OCTOBER = {"on": "2026-10-03", "value": 4, "words": "He looked up."}
NOVEMBER = {"on": "2026-11-22", "value": 0, "words": ""}


@pytest.fixture
def bound(tmp_path: Path) -> Iterator[Bound]:
    journal = Journal.open(tmp_path / "journal.db", person=Person("ann"), framework=frameworks.load())
    with journal:
        yield Bound(Person("ann"), "ann's", DataFolder(tmp_path), journal, {})


def asked(bound: Bound, chapter: str = "c") -> PromptScale:
    one = PromptScale(Prompt(PROMPT.id, chapter, PROMPT.words, exercise="scale"), new_id=dict)
    one.bind(bound)
    return one


def test_another_chapter_that_asks_the_same_shows_what_was_said_before(bound: Bound) -> None:
    text = json.dumps({"ratings": [OCTOBER]})
    asked(bound)._save({"prompt_id": PROMPT.id, "film": "", "text": text, "revision_id": "r1", "sitting": "s",
                        "sequence": 0})  # fmt: skip
    assert asked(bound, "another").figure.text == text


def test_the_book_asks_once() -> None:
    book = Book("c")
    book.scale("c.goal", "Where are you with this today?")
    assert book.placed[0][0].get_state("prompt")["prompt"] == {
        "id": "c.goal",
        "chapter": "c",
        "words": "Where are you with this today?",
    }
    with pytest.raises(InvalidValue, match="asked twice"):
        book.scale("c.goal", "Where?")


@pytest.mark.parametrize("ratings", [[OCTOBER], [OCTOBER, NOVEMBER], [{**NOVEMBER, "value": 10}], []])
def test_an_answer_of_its_kind_is_taken(bound: Bound, ratings: list[object]) -> None:
    asked(bound).figure.check({"ratings": ratings})


@pytest.mark.parametrize(
    "ratings", [[NOVEMBER, OCTOBER], [OCTOBER, OCTOBER], [{**OCTOBER, "value": 11}], [{**OCTOBER, "value": 4.5}],
                [{**OCTOBER, "value": True}], [{**OCTOBER, "on": "20261003"}], [{**OCTOBER, "on": "2026-02-30"}],
                [{**OCTOBER, "words": None}], [{**OCTOBER, "better": True}], ["4"], None, {}],
)  # fmt: skip
def test_an_answer_of_another_kind_is_refused(bound: Bound, ratings: object) -> None:
    with pytest.raises(BadRequest, match="an answer in a form"):
        asked(bound).figure.check({"ratings": ratings})
