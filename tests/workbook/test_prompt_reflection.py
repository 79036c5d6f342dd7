"""What is written to a prompt reaches the journal as about the film it was written about, whichever is open by then."""

from __future__ import annotations

from typing import Any

import pytest

from tests.journal.conftest import make_film
from vigwidgets import frameworks
from vigwidgets.core.access import Person
from vigwidgets.core.reflection import Prompt
from vigwidgets.journal import Journal
from vigwidgets.workbook.book import Book
from vigwidgets.workbook.bound import Bound
from vigwidgets.workbook.compositions.prompt_reflection import FilmReflection, PromptReflection
from vigwidgets.workbook.folder.data_folder import DataFolder

PROMPT = Prompt("my_film.what_i_did", "my_film", "What did you do?")


class Opening:
    """As `OwnFilms` tells it: which film is open."""

    def __init__(self) -> None:
        self.told: list[Any] = []
        self.wrote: list[str] = []
        self.now = None

    def bind(self, _bound) -> None:
        """There is nothing to bind here."""

    def on_open(self, told) -> None:
        self.told.append(told)
        told(self.now, "")

    def written(self, film_id) -> None:
        self.wrote.append(film_id)

    def open(self, film) -> None:
        self.now = film
        for told in self.told:
            told(film, "")


@pytest.fixture
def bound(tmp_path):
    journal = Journal.open(tmp_path / "journal.db", person=Person("ann"), framework=frameworks.load())
    with journal:
        yield Bound(Person("ann"), "ann's", DataFolder(tmp_path), journal, {})


@pytest.fixture
def films(bound):
    return [bound.journal.add_film(make_film()) for _ in range(2)]


@pytest.fixture
def opening():
    return Opening()


@pytest.fixture
def about_film(bound, opening):
    made = FilmReflection(PROMPT, films=opening, new_id=dict)
    made.bind(bound)
    return made


def ask(composition, kind, **payload):
    return composition.card._reply({"kind": kind, "payload": {"prompt_id": PROMPT.id, **payload}})


def save(composition, text, *, film, sequence=1, revision="r1"):
    return ask(composition, "reflection.save", film=film, text=text, revision_id=revision, sitting="s1",
               sequence=sequence)  # fmt: skip


def kept(bound, film=None):
    newest = bound.journal.reflection(PROMPT.id, film=film)
    return newest.text if newest else ""


def test_without_a_film_there_is_no_room_to_write_and_no_key(about_film):
    card = about_film.card
    assert (card.needs_film, card.film, card.text, card.draft_key) == (True, "", "", "")
    assert save(about_film, "x", film="")["error"]["code"] == "bad_request"


def test_each_film_has_its_own_text_and_its_own_key(bound, films, opening, about_film):
    card, (one, two) = about_film.card, films
    opening.open(one)
    assert save(about_film, "about one", film=one.id)["ok"]
    assert opening.wrote == [one.id]
    assert (card.text, card.film, card.draft_key) == ("about one", one.id, bound.journal.draft_key(one.id))
    opening.open(two)
    assert (card.text, card.film, card.draft_key) == ("", two.id, bound.journal.draft_key(two.id))
    opening.open(one)
    assert (card.text, card.revision_count) == ("about one", 1)


def test_a_text_that_comes_late_is_stored_about_the_film_it_was_written_about(bound, films, opening, about_film):
    one, two = films
    opening.open(two)
    assert save(about_film, "about one", film=one.id)["ok"]
    assert (kept(bound, one.id), kept(bound, two.id), about_film.card.text) == ("about one", "", "")


def test_a_request_that_names_no_film_is_refused_rather_than_guessed_at(bound, films, opening, about_film):
    opening.open(films[0])
    payload = {"prompt_id": PROMPT.id, "text": "x", "revision_id": "r1", "sitting": "s1", "sequence": 1}
    reply = about_film.card._reply({"kind": "reflection.save", "payload": payload})
    assert reply["error"]["code"] == "bad_request"
    assert kept(bound, films[0].id) == ""


def test_a_text_about_an_erased_film_is_refused_by_its_name(bound, films, opening, about_film):
    opening.open(films[0])
    bound.journal.erase_film(films[0].id, receipt_id="e1")
    assert save(about_film, "x", film=films[0].id)["error"]["code"] == "not_found"
    opening.open(None)
    assert (about_film.card.film, about_film.card.draft_key) == ("", "")


def test_what_was_written_about_one_film_is_erased_and_the_other_stays(bound, films, opening, about_film):
    one, two = films
    opening.open(one)
    for number, film in enumerate(films):
        save(about_film, f"about {number}", film=film.id, revision=f"r{number}")
    assert ask(about_film, "reflection.erase", film=one.id, receipt_id="e1")["ok"]
    assert (about_film.card.text, about_film.card.saved_at, about_film.card.revision_count) == ("", "", 0)
    assert (kept(bound, one.id), kept(bound, two.id)) == ("", "about 1")
    assert [receipt.what for receipt in bound.journal.receipts()] == ["reflection"]
    assert ask(about_film, "reflection.history", film=one.id)["result"] == {"revisions": []}


def test_a_chapters_own_prompt_has_the_persons_key_and_takes_no_film(bound, films):
    made = PromptReflection(PROMPT, new_id=dict)
    made.bind(bound)
    assert (made.card.needs_film, made.card.draft_key) == (False, bound.journal.draft_key())
    assert save(made, "x", film=films[0].id)["error"]["code"] == "bad_request"
    assert save(made, "by itself", film="")["ok"]
    assert (kept(bound), kept(bound, films[0].id)) == ("by itself", "")


def test_a_page_opens_without_a_key_where_none_can_be_stored(bound, monkeypatch):
    from vigwidgets.core.errors import StorageFull

    def full(_film=None):
        raise StorageFull("The disk is full. Make room.")

    monkeypatch.setattr(bound.journal, "draft_key", full)
    made = PromptReflection(PROMPT, new_id=dict)
    made.bind(bound)
    assert made.card.draft_key == ""


def test_a_notebook_reads_all_it_asks_in_one_go_and_nothing_of_that_later(bound, monkeypatch):
    asked = [Prompt(f"my_film.number_{at}", "my_film", "?") for at in range(20)]
    for one in asked:
        bound.journal.save_reflection(one, one.id, revision_id=f"r-{one.id}", sitting="s1", sequence=1)
    readings: list[object] = []
    read = bound.journal._door.read
    monkeypatch.setattr(bound.journal._door, "read", lambda work: readings.append(work) or read(work))
    made = Book("my_film")
    for one in asked:
        made.reflect(one.id, one.words)
    made.bind(bound)
    assert [widget.text for widget, _ in made.placed] == [one.id for one in asked]
    assert len(readings) <= 2  # the texts, and the key of drafts
    bound.journal.save_reflection(asked[0], "Later", revision_id="r2", sitting="s2", sequence=1)
    assert [one.text for one in bound.revisions(asked[0].id)] == ["Later", asked[0].id]
