"""From earlier forms of the journal to today's, with people's work in them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import MetaData, insert, select

from vigwidgets.core.permission import Permission
from vigwidgets.core.room import Round
from vigwidgets.journal import schema
from vigwidgets.journal.engine import make_engine
from vigwidgets.journal.engine import place as place_of

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
MARK = {
    "owner": "ann",
    "id": "m",
    "start_ms": 0,
    "end_ms": 40,
    "kind": "moment",
    "who": "",
    "principles": [],
    "answers": None,
    "note": "seen",
    "feeling": "",
}


class Old:
    """A journal in an earlier form, filled by SQL because today's code cannot write it."""

    def __init__(self, place, make, *, version="0002"):
        self.make = make
        self.engine = make_engine(place_of(place))
        schema.upgrade(self.engine, file=None, target=version)
        self.tables = MetaData()
        self.tables.reflect(self.engine)

    def put(self, table, **row):
        with self.engine.connect() as connection, connection.begin():
            connection.execute(insert(self.tables.tables[table]).values(row))

    def rows(self, table):
        with self.engine.connect() as connection, connection.begin():
            return connection.execute(select(self.tables.tables[table])).all()

    def film(self, owner, *, day=0):
        film = self.make.film(permission=Permission(("work", "group")))
        said = {name: getattr(film, name) for name in film.__slots__ if name != "permission"}
        at = BEGIN + timedelta(days=day)
        self.put("films", **said, owner=owner, uses=["work", "group"], until=None, added_at=at)
        return film

    def text(self, owner, text, *, chapter="my_film", turn=1, kept_from=None):
        revision = {"owner": owner, "id": self.make.new_id(), "prompt_id": "saw", "chapter": chapter, "text": text}
        rest = {"words": "What did you see?", "sitting": "w", "sequence": 1, "turn": turn, "beside": False}
        self.put("revisions", **revision, **rest, fullest=None, kept_from=kept_from, saved_at=BEGIN)
        return revision["id"]


@pytest.fixture
def old(empty_place, make):
    """A journal of the second form."""
    journal = Old(empty_place, make)
    yield journal
    journal.engine.dispose()


def texts(revisions):
    return [revision.text for revision in revisions]


def test_a_film_keeps_its_uses_and_names_nobody_yet(empty_place, old, opened):
    film = old.film("ann")
    journal = opened(empty_place)
    assert journal.films() == [film]
    assert journal.film(film.id).permission == Permission(("work", "group"), None, (), "")
    assert journal.first_sight(film.id) == 0


def test_texts_of_my_film_go_with_the_film_that_was_added_last(empty_place, old, opened):
    newer, older = old.film("ann", day=2), old.film("ann", day=1)
    old.film("bea", day=3)
    first = old.text("ann", "longer before", turn=1)
    old.text("ann", "newest", turn=2, kept_from=first)
    journal = opened(empty_place)
    assert texts(journal.revisions("saw", film=newer.id)) == ["newest", "longer before"]
    assert journal.revisions("saw", film=older.id) == []
    assert journal.answered() == {"my_film": 1}


def test_texts_of_my_film_stay_where_there_is_no_film(empty_place, old, opened):
    old.film("bea")
    old.text("ann", "without a film")
    assert texts(opened(empty_place).revisions("saw")) == ["without a film"]


def test_texts_of_other_chapters_stay_without_a_film(empty_place, old, opened):
    film = old.film("ann")
    old.text("ann", "about the clip", chapter="being_attentive")
    journal = opened(empty_place)
    assert texts(journal.revisions("saw")) == ["about the clip"]
    assert journal.revisions("saw", film=film.id) == []


def test_a_text_that_was_begun_before_goes_on_afterwards(empty_place, old, opened):
    film = old.film("ann")
    begun = old.text("ann", "begun")
    journal = opened(empty_place)
    prompt = journal.reflection("saw", film=film.id).prompt
    journal.save_reflection(prompt, "begun and ended", revision_id=begun, sitting="w", sequence=2)
    assert texts(journal.revisions("saw", film=film.id)) == ["begun and ended"]


def test_everything_of_the_form_before_rooms_stays_and_rooms_can_be_opened(empty_place, opened, make):
    old = Old(empty_place, make, version="0005")
    film = old.film("ann")
    old.put("marks", **MARK, film_id=film.id)
    old.put("reels", owner="ann", film_id=film.id, items=[make.moment("m").as_json()])
    old.put("left_off", owner="ann", chapter="c", paragraph="p", film_id=film.id, time_ms=5, at=BEGIN)
    old.put("people", owner="ann", draft_key="0" * 64)
    begun = old.text("ann", "begun")
    before = {name: old.rows(name) for name in old.tables.tables if name != "alembic_version"}
    assert all(before.pop(name) == [] for name in ("changes", "receipts"))
    assert all(before.values())
    journal = opened(empty_place)
    assert {name: old.rows(name) for name in before} == before
    old.engine.dispose()
    assert [mark.note for mark in journal.marks(film.id)] == ["seen"]
    assert [(one.id, one.text) for one in journal.revisions("saw")] == [(begun, "begun")]
    assert journal.room() is None
    journal.open_room("r", "abc234")
    assert journal.open_round("r", Round("q", film.id, 0, 1000, BEGIN)).film_id == film.id
