"""Prompts and revisions."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.reflection import LONGEST_TEXT, Prompt, Revision

PROMPT = Prompt(id="p", chapter="c", words="What did you notice?")
NOW = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.mark.parametrize("words", ["", "  \n"])
def test_a_prompt_needs_words(words):
    with pytest.raises(InvalidValue, match="needs words"):
        Prompt(id="p", chapter="c", words=words)


@pytest.mark.parametrize("part", ["id", "chapter"])
def test_a_prompt_is_known_by_ids(part):
    with pytest.raises(InvalidValue, match="An id has"):
        Prompt(**{"id": "p", "chapter": "c", "words": "?", part: "no id"})


@pytest.mark.parametrize("film", ["", "../film"])
def test_a_film_that_a_prompt_is_about_is_known_by_its_id(film):
    with pytest.raises(InvalidValue, match="An id has"):
        Prompt(id="p", chapter="c", words="?", film=film)


def test_a_prompt_is_about_no_film_by_default():
    assert PROMPT.film is None


def test_an_instant_has_its_time_zone():
    with pytest.raises(InvalidValue, match="aware UTC"):
        Revision(id="r", prompt=PROMPT, text="", sitting="s", saved_at=NOW.replace(tzinfo=None))


def test_a_reflection_has_a_greatest_length():
    assert Revision(id="r", prompt=PROMPT, text="x" * LONGEST_TEXT, sitting="s", saved_at=NOW)
    with pytest.raises(InvalidValue, match="at most"):
        Revision(id="r", prompt=PROMPT, text="x" * (LONGEST_TEXT + 1), sitting="s", saved_at=NOW)
