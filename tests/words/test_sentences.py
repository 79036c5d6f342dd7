"""Every sentence an error says is known to the tables, so that it can be said in another language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from vigwidgets import words
from vigwidgets.core.errors import NotFound
from vigwidgets.words.pseudo import CLOSE, OPEN
from vigwidgets.words.sentences import spoken

SOURCE = Path(words.__file__).parents[1]
TWO_SENTENCES = re.compile(r"[A-Z{'\"].*[.?!]'? [A-Z{].*[.!]", re.DOTALL)
"""What is wrong. What to do."""


def text_of(node: ast.expr) -> str | None:
    """Return a literal text with `{n}` for what is filled in, or None for anything else."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if not isinstance(node, ast.JoinedStr):
        return None
    holes = iter(range(len(node.values)))
    return "".join(str(part.value) if isinstance(part, ast.Constant) else f"{{{next(holes)}}}" for part in node.values)


def said_in(source: str) -> Iterator[str]:
    """Yield the texts of a module that are sentences for people: two or more of them, and no docstring."""
    tree = ast.parse(source)
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    within = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.expr) and id(node) not in alone | within:
            text = text_of(node)
            if text and TWO_SENTENCES.fullmatch(text):
                yield text


def said() -> set[str]:
    return {text for path in SOURCE.rglob("*.py") for text in said_in(path.read_text("utf-8"))}


def test_every_sentence_of_the_code_is_in_the_table_and_none_that_is_not() -> None:
    known = words.load("en")["sentences"]["known"]
    assert sorted(said() - set(known)) == []
    assert sorted(set(known) - said()) == []
    assert len(known) == len(set(known))


def test_a_sentence_that_is_not_in_the_table_would_be_noticed() -> None:
    assert list(said_in('"""A docstring. Not this."""\nraise E(f"{x} is wrong. Do {y}.")')) == ["{0} is wrong. Do {1}."]


@pytest.mark.parametrize(
    "sentence",
    [
        "There is no such film here. Choose one from your list.",
        "There is no permission called 'fun'. Choose from work, group, training.",
    ],
)
def test_a_sentence_is_said_in_another_language(sentence: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert spoken(sentence) == sentence
    monkeypatch.setenv("VIG_LANGUAGE", "pseudo")
    said_there = spoken(sentence)
    assert said_there != sentence
    assert (said_there[0], said_there[-1]) == (OPEN, CLOSE)


def test_what_is_filled_in_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIG_LANGUAGE", "pseudo")
    assert "'fun'" in spoken("There is no permission called 'fun'. Choose from work, group, training.")


def test_what_nobody_has_said_there_is_said_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VIG_LANGUAGE", "pseudo")
    assert spoken(NotFound("Something new. Do this.").sentence) == "Something new. Do this."
