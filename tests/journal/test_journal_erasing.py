"""Erasing: what goes, what stays, and the receipt."""

from __future__ import annotations

from dataclasses import astuple, replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.journal.traces import PROMPT, Words, mark_everywhere, write_everywhere, write_texts
from vigwidgets.core.errors import InvalidValue, NotAllowed, NotFound
from vigwidgets.core.left_off import LeftOff
from vigwidgets.journal.engine import make_engine
from vigwidgets.journal.engine import place as place_of
from vigwidgets.journal.tables import Base


@pytest.fixture
def rows(place):
    """Returns how many rows of somebody's each table has."""
    engine = make_engine(place_of(place))

    def count(owner="ann"):
        with engine.connect() as connection, connection.begin():
            return {
                name: len(connection.execute(select(table).where(table.c.owner == owner)).all())
                for name, table in Base.metadata.tables.items()
            }

    yield count
    engine.dispose()


@pytest.fixture
def film(journal, make):
    """A film of Ann's with everything a film can have."""
    return write_everywhere(journal, make.film(), Words("film"))


def test_a_receipt_counts_what_went_and_says_when(journal, film):
    before = datetime.now(UTC)
    receipt = journal.erase_film(film.id, receipt_id="erased", files=5, size_bytes=2**40)
    assert astuple(replace(receipt, erased_at=before)) == ("erased", "film", before, 1, 2, 4, 5, 2**40)
    assert before <= receipt.erased_at <= datetime.now(UTC)


def test_of_an_erased_film_only_the_receipt_is_left(journal, film, rows):
    assert all(rows()[name] for name in ("films", "marks", "reels", "changes", "revisions", "left_off"))
    journal.erase_film(film.id, receipt_id="erased")
    assert {name: count for name, count in rows().items() if count} == {"receipts": 1}


def test_nothing_else_goes_with_a_film(journal, film, make, rows):
    words = Words("other")
    journal.erase_film(film.id, receipt_id="first")
    other = write_everywhere(journal, make.film(), words)
    before = rows()
    gone = write_everywhere(journal, make.film(), Words("gone"))
    write_texts(journal, PROMPT, Words("of the chapter"))
    journal.leave_off(LeftOff("my_film", "p2", other.id, 9, datetime.now(UTC)))
    journal.erase_film(gone.id, receipt_id="second")
    assert rows() == {**before, "revisions": before["revisions"] + 4, "receipts": 2}
    assert journal.films() == [other]


def test_where_somebody_left_off_in_an_erased_film_goes_with_it(journal, film):
    elsewhere = journal.leave_off(LeftOff("being_attentive", "p1", None, None, datetime(2026, 1, 1, tzinfo=UTC)))
    journal.erase_film(film.id, receipt_id="erased")
    assert journal.left_off("my_film") is None
    assert journal.left_off() == elsewhere


def test_the_same_request_again_gets_the_first_receipt_and_erases_nothing(journal, film):
    first = journal.erase_film(film.id, receipt_id="erased", files=3)
    journal.add_film(film)
    assert journal.erase_film(film.id, receipt_id="erased", files=0) == first
    assert [one.id for one in journal.films()] == [film.id]
    assert journal.receipts() == [first]


def test_a_receipt_stands_for_one_erasing_only(journal, film, make):
    other = journal.add_film(make.film())
    journal.erase_film(film.id, receipt_id="erased")
    attempts = [
        lambda: journal.erase_film(other.id, receipt_id="erased"),
        lambda: journal.erase_reflection(PROMPT.id, receipt_id="erased"),
        lambda: journal.erase_everything(receipt_id="erased"),
    ]
    for attempt in attempts:
        with pytest.raises(InvalidValue, match="stands for something else"):
            attempt()
    assert journal.films() == [other]


def test_a_film_that_is_gone_is_not_erased_under_another_receipt(journal, film):
    journal.erase_film(film.id, receipt_id="erased")
    with pytest.raises(NotFound, match="no such film"):
        journal.erase_film(film.id, receipt_id="another")
    assert [receipt.id for receipt in journal.receipts()] == ["erased"]


def test_a_refused_erasing_leaves_no_receipt(journal, make):
    clip = journal.shelve_clip(make.film(source="drawn"))
    with pytest.raises(NotAllowed, match="belongs to the workbook"):
        journal.erase_film(clip.id, receipt_id="erased")
    with pytest.raises(InvalidValue, match="An id has"):
        journal.erase_everything(receipt_id="no id")
    with pytest.raises(InvalidValue, match="counts from 0 on"):
        journal.erase_everything(receipt_id="erased", files=-1)
    assert journal.receipts() == []


def test_two_people_may_use_the_same_receipt_id(place, opened, journal, film, make):
    bea = opened(place, "bea")
    journal.erase_film(film.id, receipt_id="erased")
    theirs = bea.add_film(make.film())
    assert bea.erase_film(theirs.id, receipt_id="erased").marks == 0
    assert len(bea.receipts()) == len(journal.receipts()) == 1


def test_a_film_erased_by_its_old_name_leaves_a_receipt_too(journal, film):
    journal.remove_film(film.id)
    assert [(receipt.what, receipt.marks) for receipt in journal.receipts()] == [("film", 2)]


def test_receipts_come_newest_first(journal, make):
    for name in ("b", "a", "c"):
        journal.erase_film(journal.add_film(make.film()).id, receipt_id=name)
    assert [receipt.id for receipt in journal.receipts()] == ["c", "a", "b"]


def test_an_erased_text_goes_with_all_its_earlier_texts(journal, film):
    write_texts(journal, PROMPT, Words("of the chapter"))
    write_texts(journal, replace(PROMPT, id="heard"), Words("other"))
    assert journal.erase_reflection(PROMPT.id, receipt_id="erased").texts == 4
    assert journal.revisions(PROMPT.id) == []
    assert len(journal.revisions("heard")) == len(journal.revisions(PROMPT.id, film=film.id)) == 4


def test_a_text_about_one_film_is_erased_alone(journal, film, make):
    write_texts(journal, PROMPT, Words("of the chapter"))
    other = write_everywhere(journal, make.film(), Words("other"))
    receipt = journal.erase_reflection(PROMPT.id, film=film.id, receipt_id="erased")
    assert (receipt.what, receipt.films, receipt.marks, receipt.texts) == ("reflection", 0, 0, 4)
    assert journal.revisions(PROMPT.id, film=film.id) == []
    assert len(journal.revisions(PROMPT.id)) == len(journal.revisions(PROMPT.id, film=other.id)) == 4


def test_erasing_a_text_that_nobody_wrote_is_fine(journal):
    assert journal.erase_reflection("unwritten", receipt_id="erased").texts == 0


def test_erasing_everything_leaves_the_receipts_and_what_others_have(place, opened, journal, film, make, rows):
    bea = opened(place, "bea")
    write_everywhere(bea, make.film(), Words("hers"))
    clip = journal.shelve_clip(make.film(source="drawn"))
    for mine in (journal, bea):
        mark_everywhere(mine, clip.id, Words("on a clip"))
        mine.draft_key()
    write_texts(journal, PROMPT, Words("of the chapter"))
    first = journal.erase_film(film.id, receipt_id="first")
    write_everywhere(journal, make.film(), Words("again"))
    journal.leave_off(LeftOff("being_attentive", "p1", None, None, datetime.now(UTC)))
    hers = rows("bea")
    receipt = journal.erase_everything(receipt_id="second", files=7, size_bytes=9)
    assert (receipt.films, receipt.marks, receipt.texts, receipt.files, receipt.size_bytes) == (1, 4, 8, 7, 9)
    assert {name: count for name, count in rows().items() if count} == {"receipts": 2}
    assert journal.receipts() == [receipt, first]
    assert rows("bea") == hers
    assert bea.film(clip.id) == clip


def test_work_begins_anew_after_everything_was_erased(journal, film, make):
    journal.erase_everything(receipt_id="erased")
    assert journal.add_film(film) == film
    journal.add_mark(make.mark(film), change_id="c1")
    assert journal.can_undo(film.id)


def test_a_mark_that_arrives_after_its_film_was_erased_brings_nothing_back(journal, film, make, rows):
    journal.erase_film(film.id, receipt_id="erased")
    with pytest.raises(NotFound, match="no such film"):
        journal.add_mark(make.mark(film, note="late"), change_id="late")
    with pytest.raises(NotFound, match="no such film"):
        journal.save_reflection(replace(PROMPT, film=film.id), "late", revision_id="late", sitting="w1", sequence=99)
    with pytest.raises(NotFound, match="no such film"):
        journal.leave_off(LeftOff("my_film", "p1", film.id, 5, datetime.now(UTC) + timedelta(days=1)))
    assert {name: count for name, count in rows().items() if count} == {"receipts": 1}


def test_the_shelf_of_everybody_is_told_by_ids(place, opened, journal, make):
    hers = opened(place, "bea").add_film(make.film())
    mine, gone = journal.add_film(make.film()), journal.add_film(make.film())
    journal.shelve_clip(make.film(source="drawn"))
    journal.erase_film(gone.id, receipt_id="erased")
    assert journal.film_ids() == {mine.id, hers.id}


def test_a_page_that_stays_open_brings_nothing_back_that_was_erased_elsewhere(place, opened, journal, film, rows):
    stale = opened(place, for_page=True)
    stale.save_reflection(PROMPT, "Quincunx", revision_id="r", sitting="s", sequence=1)
    journal.erase_everything(receipt_id="all")
    for bring_back in (
        lambda: stale.save_reflection(PROMPT, "Quincunx looked", revision_id="r", sitting="s", sequence=2),
        stale.draft_key,
        lambda: stale.leave_off(LeftOff("c", "p2", None, None, datetime.now(UTC))),
    ):
        with pytest.raises(NotFound, match="erased from somewhere else"):
            bring_back()
    assert {name: count for name, count in rows().items() if count} == {"receipts": 1}
    assert stale.erase_everything(receipt_id="again").texts == 0
    with opened(place, for_page=True) as fresh:
        fresh.save_reflection(PROMPT, "A new day", revision_id="r2", sitting="s2", sequence=1)


def test_a_text_that_was_erased_elsewhere_is_not_brought_back_and_others_are_kept(place, opened, journal):
    stale = opened(place, for_page=True)
    other = replace(PROMPT, id="another")
    journal.erase_reflection(PROMPT.id, receipt_id="one")
    with pytest.raises(NotFound, match="erased from somewhere else"):
        stale.save_reflection(PROMPT, "Quincunx", revision_id="r", sitting="s", sequence=1)
    assert stale.save_reflection(other, "Kept", revision_id="r2", sitting="s", sequence=2).revision.text == "Kept"
    stale.erase_reflection(other.id, receipt_id="two")
    assert stale.save_reflection(other, "Anew", revision_id="r3", sitting="s", sequence=3).revision.text == "Anew"
