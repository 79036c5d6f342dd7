"""On which days somebody worked is told of their own work alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.journal.conftest import make_film
from vigwidgets import frameworks
from vigwidgets.core.access import Person
from vigwidgets.core.mark import Mark
from vigwidgets.core.reflection import Prompt
from vigwidgets.core.span import Span
from vigwidgets.journal import Journal


@pytest.fixture
def journals(tmp_path):
    opened = [
        Journal.open(tmp_path / "journal.db", person=Person(name), framework=frameworks.load())
        for name in ("ann", "ben")
    ]
    yield opened
    for one in opened:
        one.close()


def test_days_are_those_of_ones_own_texts_answers_and_marks(journals) -> None:
    ann, ben = journals
    begun = datetime.now(UTC) - timedelta(seconds=1)
    ann.save_reflection(Prompt("p", "first", "What?"), "one", revision_id="r1", sitting="s", sequence=1)
    ann.save_reflection(Prompt("q", "second", "What?"), "", revision_id="r2", sitting="s", sequence=1)
    answer = Prompt("x", "third", "An exercise", exercise="pair_turns")
    ann.save_reflection(answer, "{}", revision_id="r3", sitting="s", sequence=1)
    films = [ann.add_film(make_film()) for _ in range(2)]
    for at, film in enumerate(films):
        ann.add_mark(Mark(f"m{at}", film.id, Span(0, 100)), change_id=f"c{at}")
    ann.remove_mark(films[1].id, "m1", change_id="c9")
    days = ann.days()
    assert set(days.chapters) == {"first", "third"}
    assert set(days.films) == {films[0].id}
    for first, last in (*days.chapters.values(), *days.films.values()):
        assert begun <= first <= last <= datetime.now(UTC)
    assert ben.days().chapters == ben.days().films == {}
