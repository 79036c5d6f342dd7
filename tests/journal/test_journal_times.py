"""When something was marked and written, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from vigwidgets.core.reflection import Prompt
from vigwidgets.journal import history, writing

PROMPT = Prompt("noticed", "being_attentive", "What did you notice?")
START = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch):
    """A day that goes on when it is told to."""

    class Clock:
        day = 0

        @classmethod
        def now(cls, _zone: object) -> datetime:
            return START + timedelta(days=cls.day)

    monkeypatch.setattr(history, "datetime", Clock)
    monkeypatch.setattr(writing, "datetime", Clock)
    return Clock


def day(number: int) -> datetime:
    return START + timedelta(days=number)


def test_a_mark_was_made_when_it_was_added_whatever_came_of_it_since(journal, make, clock):
    film = journal.add_film(make.film())
    one = journal.add_mark(make.mark(film), change_id="c1")
    clock.day = 3
    two = journal.add_mark(make.mark(film, 3000, 4000), change_id="c2")
    clock.day = 5
    journal.change_mark(film.id, one.id, change_id="c3", note="again")
    assert journal.marked_at() == {(film.id, one.id): day(0), (film.id, two.id): day(3)}


def test_a_mark_that_is_gone_has_no_time_until_it_is_back(journal, make, clock):
    film = journal.add_film(make.film())
    mark = journal.add_mark(make.mark(film), change_id="c1")
    clock.day = 2
    journal.remove_mark(film.id, mark.id, change_id="c2")
    assert journal.marked_at() == {}
    journal.undo(film.id, change_id="c3")
    assert journal.marked_at() == {(film.id, mark.id): day(0)}


def test_two_films_may_have_marks_of_one_name(journal, make, clock):
    films = [journal.add_film(make.film()) for _ in range(2)]
    for number, film in enumerate(films):
        clock.day = number
        journal.add_mark(make.mark(film, id="m"), change_id=f"c{number}")
    assert journal.marked_at() == {(films[0].id, "m"): day(0), (films[1].id, "m"): day(1)}


def test_every_kept_text_and_answer_has_its_time_and_blank_ones_have_none(journal, clock):
    exercise = Prompt("pairs", "yes_cycles", "Pair them", exercise="pair_turns")
    for number, (prompt, text) in enumerate(
        [(PROMPT, "She looked."), (exercise, '{"pairs": []}'), (PROMPT, " \n"), (PROMPT, "He waited.")]
    ):
        clock.day = number
        journal.save_reflection(prompt, text, revision_id=f"r{number}", sitting=f"w{number}", sequence=1)
    found = [(one.chapter, one.exercise, one.at) for one in journal.written_at()]
    assert found == [
        ("being_attentive", "", day(0)),
        ("yes_cycles", "pair_turns", day(1)),
        ("being_attentive", "", day(3)),
    ]


def test_what_somebody_else_wrote_is_not_in_it(place, opened, journal):
    journal.save_reflection(replace(PROMPT), "hers", revision_id="r1", sitting="w1", sequence=1)
    assert opened(place, "bea").written_at() == []
