"""What may be a name is found wherever it stands, and becomes what was said of it."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.thoroughly import usually
from vigwidgets.exchange import name_words
from vigwidgets.exchange.name_choices import Choice, told
from vigwidgets.exchange.names import NameFinder, cleaned, initials_of, key_of, place_of
from vigwidgets.words.pseudo import strange


def found(
    text: str, *others: str, labels: tuple[str, ...] = (), drawn: tuple[str, ...] = (), about_drawn: bool = False
):
    plain = cleaned(text)
    finder = NameFinder([text, *others], labels=labels, drawn=drawn)
    return [plain[one.start : one.end] for one in finder.find(plain, about_drawn=about_drawn)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Then Tobias looked up, and I waited.", ["Tobias"]),
        (
            "Zoë, O'Brien, Anne-Marie and Łukasz van der Berg played.",
            ["Zoë", "O'Brien", "Anne-Marie", "Łukasz van der Berg"],
        ),
        ("I sat with Tobias W., who laughed.", ["Tobias W."]),
        ("Mrs Khan and mr okafor came.", ["Mrs Khan", "mr okafor"]),
        ("Tobias's hand and Tobias’s eyes.", ["Tobias", "Tobias"]),
        ("We met at Lanternmoor Primary.", ["Lanternmoor Primary"]),
        ("T.W. and J. K. were there, and T was tired.", ["T.W.", "J. K.", "T"]),
        ("He lives at 12 high street, SW1A 1AA.", ["12 high street", "SW1A 1AA"]),
        ("Write to t.w@school.org or ring 07700 900123.", ["t.w@school.org", "07700 900123"]),
        ("Born 3.4.2018, in Year 5, on 14 October.", ["3.4.2018", "Year 5", "14 October"]),
        ("Her number is 485 777 3456.", ["485 777 3456"]),
        ("Last Thursday I wondered. Don't worry, I'm well. Suddenly she smiled.", []),
        ("She waited 2.5 seconds, 3 times in the room I know.", []),
        ("The principles of VIG helped. Was it a yes-cycle?", []),
        ("She said: “Look!” – Then we laughed.", []),
    ],
)
def test_what_may_be_a_name_is_found_and_everyday_words_are_not(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_a_name_that_is_a_word_is_found_at_the_beginning_of_a_sentence_too() -> None:
    assert found("Mark looked up. Will came. Hope is good.") == ["Mark", "Will", "Hope"]
    assert found("Banks looked up.", "I saw Banks again.") == ["Banks"]
    assert found("We mark what we see, and hope.", "Then Mark laughed.") == []


def test_a_name_is_found_in_small_letters_once_it_is_known() -> None:
    assert found("tobias laughed.", "I saw Tobias.") == ["tobias"]
    assert found("jamie and the boy laughed.", labels=("jamie", "the boy")) == ["jamie"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("then tobias laughed and i waited … later wendelin came", ["tobias", "wendelin"]),
        ("i sat by wendelin. we read her book", ["wendelin"]),
        ("i showed it to anneliese kowalska, who smiled", ["anneliese kowalska"]),
        ("We waited, and then tobias laughed. Later wendelin came.", ["tobias", "wendelin"]),
        ("In that second tobias's hand was open. when wendelin’s turn came, I waited.", ["wendelin"]),
        ("We sat, then mark looked up, and when hope smiled I knew.", ["mark", "hope"]),
        ("i waited quietly and she noticed, with great responsiveness", []),
        ("We hope that he looks. Then what will come? The mark was small.", []),
        ("The toddler laughed, then a tadpole moved.", []),
    ],
)
def test_a_name_in_small_letters_is_found_where_it_stands_like_one_or_all_is_small(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_what_stands_like_a_name_once_is_one_wherever_it_is_written() -> None:
    assert found("I sat by wendelin. It was good.", "Then wendelin laughed.") == ["wendelin"]


def small_share(text: str) -> float:
    """Return what part of the words is taken for names though they are written in small letters."""
    plain = cleaned(text)
    names = [plain[one.start : one.end] for one in NameFinder([plain]).find(plain) if one.kind == "name"]
    return sum(one.islower() for one in names) / len(plain.split())


def test_an_ordinary_text_is_not_flooded(root: Path) -> None:
    some = [json.loads(path.read_text("utf-8")) for path in sorted((root / "workbooks").glob("*.ipynb"))[:4]]
    cells = [cell for notebook in some for cell in notebook["cells"]]
    text = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    plain = re.sub(r"\]\([^)]*\)", "]", text)
    assert small_share(plain) < 0.001
    assert small_share(plain.lower()) < 0.03  # and there most are the names of those who wrote or were drawn


def test_the_drawn_people_are_nobody_where_drawn_films_are_meant() -> None:
    assert found("I like Theo there.", drawn=("Theo",), about_drawn=True) == []
    assert found("I like Theo there.", drawn=("Theo",)) == ["Theo"]
    assert found("I like Theo there.", drawn=("Theo",), labels=("Theo",), about_drawn=True) == ["Theo"]


def test_a_writing_without_capitals_is_read_through_as_a_whole() -> None:
    assert found("I wrote הילד חייך אליי that day.") == ["הילד חייך אליי"]
    assert found("今天小明笑了。") == ["今天小明笑了"]


def test_letters_nobody_sees_hide_no_name() -> None:
    assert found("Then To\u00adbi\u200bas laughed.") == ["Tobias"]
    assert found("Then Zoe\u0308 laughed.") == ["Zoë"]


def test_it_works_in_the_made_language() -> None:
    text = f"{strange('What did you see?')} then Tobias laughed."
    assert "Tobias" in found(text)


def test_initials_are_the_first_letters() -> None:
    assert initials_of("Anne-Marie Kowalska") == "A.-M. K."
    assert initials_of("123") == ""


def test_each_name_becomes_what_was_said_of_it() -> None:
    text = cleaned("Tobias looked up. I saw Tobias's hand, and Anna, and Zoë Kowalska. Mark stays.")
    finder = NameFinder([text])
    choices = {
        "tobias": Choice("word", "a boy in my group"), "anna": Choice("out"), "zoë kowalska": Choice("initials"),
        "mark": Choice("keep"),
    }  # fmt: skip
    assert told(text, finder.find(text), choices) == (
        "A boy in my group looked up. I saw a boy in my group's hand, and, and Z. K.. Mark stays."
    )


def test_what_is_kept_is_kept_in_the_sentences_that_were_seen() -> None:
    assert Choice("keep", sentences=frozenset({"a"})).holds(["a"])
    assert not Choice("keep", sentences=frozenset({"a"})).holds(["a", "b"])
    assert Choice("out").holds(["b"])
    assert not Choice("word", " ").holds(["a"])


def test_a_name_stands_in_its_sentence() -> None:
    text = "First one. Then Tobias laughed. Last one."
    (one,) = NameFinder([text]).find(text)
    place = place_of(text, one)
    assert (place.before, place.name, place.after) == ("Then ", "Tobias", " laughed.")
    assert place_of(f"{text} More.", one).sentence == place.sentence


LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZäöüßéèëñçøåłŁŽžŐőÉÖİıΑβΓЖщЮ"
word = st.text(LETTERS, min_size=1, max_size=9)
pieces = st.one_of(
    word, word.map(str.capitalize), st.sampled_from(["the", "I", "He", "and", "Mark", "may", "looked"]),
    st.sampled_from(["Mrs", "O'Brien", "Anne-Marie"]),
    st.sampled_from([". ", ", ", "\n", "! ", " – ", "“", "” ", "'s ", "-", "’", "…", " (", ") ", "3"]),
    st.sampled_from(["_", "@", "/", "\u200b", "\t"]),
)  # fmt: skip
texts = st.lists(pieces, max_size=30).flatmap(lambda parts: st.sampled_from(["", " "]).map(lambda gap: gap.join(parts)))
CAPITAL = re.compile(r"[^\W\d_]+")


def is_everyday(low: str) -> bool:
    return (
        len(low) == 1
        or name_words.is_common(low)
        or low in name_words.CONTRACTED
        or low in {"m", "s", "ll", "ve", "re"}
    )


@settings(max_examples=usually(100, thorough=400), deadline=None)
@given(texts)
def test_no_capitalised_word_that_is_not_everyday_leaves_unseen(text: str) -> None:
    plain = cleaned(text)
    left = told(plain, NameFinder([text]).find(plain), {})
    unseen = [one for one in CAPITAL.findall(left) if one[0].isupper() and not is_everyday(one.casefold())]
    assert unseen == []


@settings(max_examples=usually(60, thorough=200), deadline=None)
@given(texts)
def test_places_are_in_order_apart_and_within(text: str) -> None:
    plain = cleaned(text)
    at = 0
    for one in NameFinder([text]).find(plain):
        assert at <= one.start < one.end <= len(plain)
        assert key_of(plain[one.start : one.end])
        place = place_of(plain, one)
        assert place.name == plain[one.start : one.end]
        at = one.end


@settings(max_examples=usually(40, thorough=100), deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_looked_through(text: str) -> None:
    plain = cleaned(text)
    places = NameFinder([text]).find(plain)
    kept = {key_of(plain[one.start : one.end]): Choice("keep") for one in places}
    assert told(plain, places, kept) == plain


@pytest.mark.parametrize(
    "text", ["Tobias laughed. " * 12_500, "x" * 200_000, "Tobias " * 28_000, "a@" * 100_000, "1 " * 100_000]
)
def test_two_hundred_thousand_letters_take_a_moment(text: str) -> None:
    begun = time.perf_counter()
    plain = cleaned(text)
    for one in NameFinder([text]).find(plain)[:2000]:
        place_of(plain, one)
    assert time.perf_counter() - begun < 60  # what grew with the square of it would take many minutes
