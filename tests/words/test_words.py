"""Wording is found by table, and the made language shows what is in no table."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigwidgets import words
from vigwidgets.words.pseudo import CLOSE, OPEN, strange


def texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inner for text in texts(one)]


def names(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def test_a_language_nobody_has_written_is_refused():
    with pytest.raises(FileNotFoundError, match=r"xx\.toml"):
        words.load("xx")


def test_the_environment_names_the_language(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("VIG_LANGUAGE", "pseudo")
    assert words.section("common")["undo"] == strange("Undo") != "Undo"


def test_every_table_says_what_it_fills_in_alike_in_both_languages():
    english, made = words.load("en"), words.load("pseudo")
    assert english.keys() == made.keys()
    for table in english:
        assert english[table].keys() == made[table].keys()
        for ours, theirs in zip(texts(english[table]), texts(made[table]), strict=True):
            assert names(ours) == names(theirs)


@given(st.text(alphabet=string.ascii_letters + " .,", min_size=2))
def test_what_is_made_strange_is_marked_and_longer_or_has_no_words(text: str):
    made = strange(text)
    assert made == text or (made.startswith(OPEN) and made.endswith(CLOSE) and len(made) > len(text))


@pytest.mark.parametrize("text", ["", "m", "−5 s", "{now} / {end}", "·", "1"])
def test_signs_stay_as_they_are(text: str):
    assert strange(text) == text


def test_commands_and_addresses_stay_as_they_are():
    assert "path/to/film.mp4" in strange("vig film add path/to/film.mp4")


BLAMING = ("bad", "could have", "error", "fail", "ignor", "instead", "miss", "mistake", "overlook", "poor", "score",
           "should", "unanswered", "weak", "worse", "worst", "wrong")  # fmt: skip


@pytest.mark.parametrize("table", ["mark_timeline", "principle_picker", "reel_editor", "my_pictures", "first_sight"])
def test_what_is_said_around_ones_own_film_looks_for_strengths(table: str):
    said = " ".join(texts(words.load("en")[table])).lower()
    found = [word for word in BLAMING if re.search(rf"\b{word}", said)]
    assert found == []
