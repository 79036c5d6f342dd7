"""A group shared review in the journal: who presents, what they bring, what others saw, and that it goes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vigwidgets.core.errors import InvalidValue, NotFound
from vigwidgets.core.review import LONGEST_NOTE, MOST_REELS, ReviewNote, ReviewReel
from vigwidgets.journal import reviews

KEY = "0f" * 32


@pytest.fixture
def film(journal, make):
    """A film of Ann's, who has a room with Ada, Bo and three more in it."""
    journal.open_room("r", "abc234")
    for name in ("Ada", "Bo", "Cy", "Di", "Eli"):
        journal.join_room("r", name.lower(), name, KEY)
    return journal.add_film(make.film())


@pytest.fixture
def brought(journal, film):
    """Ann's own film, labelled with Ada's name, who presents."""
    journal.let_present("r", "ada")
    return journal.bring_reel("r", ReviewReel("one", film.id, "reel", "  Ada  Lovelace "))


def note(name="n", *, person="bo", reel="one", text="You waited, and he began."):
    return ReviewNote(name, person, reel, 1, text)


def test_who_presents_is_kept_until_it_is_taken_back(place, opened, journal, film):
    journal.let_present("r", "ada")
    journal.let_present("r", "ada")
    assert opened(place, journal.person.id).presenters("r") == {"ada"}
    journal.let_present_no_more("r", "ada")
    journal.let_present_no_more("r", "ada")
    assert journal.presenters("r") == set()


def test_nobody_presents_who_is_not_in_the_room_and_no_fifth(journal, film):
    with pytest.raises(NotFound, match="Nobody of that id"):
        journal.let_present("r", "zoe")
    for name in ("ada", "bo", "cy", "di"):
        journal.let_present("r", name)
    with pytest.raises(InvalidValue, match="At most 4 people"):
        journal.let_present("r", "eli")


def test_reels_stand_in_the_order_of_the_day_and_a_retry_brings_none_twice(journal, film, brought):
    assert brought.whose == "Ada Lovelace"
    whole = ReviewReel("two", film.id, "film", "Bo")
    assert [journal.bring_reel("r", whole), journal.bring_reel("r", whole)] == [whole, whole]
    assert journal.bring_reel("r", replace(brought, whose="Another")) == brought
    assert journal.review_reels("r") == [brought, whole]
    journal.take_reel_out("r", "one")
    journal.take_reel_out("r", "one")
    assert journal.review_reels("r") == [whole]


def test_there_is_room_for_four_reels(journal, film):
    for number in range(MOST_REELS):
        journal.bring_reel("r", ReviewReel(f"reel{number}", film.id, "film", "Ann"))
    with pytest.raises(InvalidValue, match="room for 4 reels"):
        journal.bring_reel("r", ReviewReel("more", film.id, "film", "Ann"))


def test_a_presenter_brings_their_own_film_and_nobody_elses(place, opened, journal, film, make):
    journal.let_present("r", "ada")
    theirs = opened(place, "ada").add_film(make.film())
    bring = ReviewReel("hers", theirs.id, "film", "Ada", "ada", is_theirs=True)
    with pytest.raises(NotFound, match="no such film"):
        journal.bring_reel("r", replace(bring, film_id=film.id))
    with pytest.raises(NotFound, match="no such film"):
        journal.bring_reel("r", replace(bring, is_theirs=False))
    with pytest.raises(NotFound, match="Only those who present"):
        journal.bring_reel("r", replace(bring, presenter_id="bo"))
    assert journal.bring_reel("r", bring) == bring
    journal.let_present_no_more("r", "ada")
    assert journal.review_reels("r") == []


def test_own_work_without_anybody_is_none(make):
    with pytest.raises(InvalidValue, match="presented by themselves"):
        ReviewReel("one", "film", "reel", "Ada", is_theirs=True)
    with pytest.raises(InvalidValue, match="Choose one of them"):
        ReviewReel("one", "film", "book", "Ada")


def test_notes_come_in_their_order_and_a_retry_stores_none_twice(journal, brought):
    first, second = note(), note(person="cy", text="  Your voice went up.")
    assert [journal.add_review_note("r", one) for one in (first, second, first)] == [first, second, first]
    assert journal.add_review_note("r", replace(first, text="changed")) == first
    assert journal.review_notes("r", "one") == [first, second]


@pytest.mark.parametrize("wrong", [{"person": "zoe"}, {"reel": "two"}])
def test_a_note_of_nobody_in_the_room_or_on_no_reel_is_refused(journal, brought, wrong):
    with pytest.raises(NotFound, match="no longer in the review"):
        journal.add_review_note("r", note(**wrong))


@pytest.mark.parametrize("text", ["", "  ", "a" * (LONGEST_NOTE + 1)])
def test_a_note_has_some_words_and_not_too_many(text):
    with pytest.raises(InvalidValue, match="1 to 500 letters"):
        note(text=text)


def test_there_is_an_end_to_notes(journal, brought, monkeypatch):
    monkeypatch.setattr(reviews, "MOST_NOTES", 1)
    journal.add_review_note("r", note())
    with pytest.raises(InvalidValue, match="notes on this reel already"):
        journal.add_review_note("r", note("m"))


def test_whoever_leaves_takes_along_what_they_wrote_and_brought(journal, brought):
    journal.let_present("r", "bo")
    journal.add_review_note("r", note())
    journal.add_review_note("r", note(person="cy"))
    journal.leave_room("r", "bo")
    assert (journal.presenters("r"), [one.person_id for one in journal.review_notes("r", "one")]) == ({"ada"}, ["cy"])
    journal.leave_room("r", "ada")
    assert journal.presenters("r") == set()


def test_a_film_that_is_erased_takes_its_review_along_and_counts_the_notes(journal, film, brought):
    journal.add_review_note("r", note())
    assert journal.erase_film(film.id, receipt_id="erased").texts == 1
    assert (journal.review_reels("r"), journal.review_notes("r", "one")) == ([], [])


@pytest.mark.parametrize("way", ["the room's end", "everything"])
def test_nothing_of_an_ended_review_is_in_the_files(file, opened, make, way):
    journal = opened(file)
    journal.open_room("r", "abc234")
    journal.join_room("r", "ada", "Ada", KEY)
    film = journal.add_film(make.film())
    journal.let_present("r", "ada")
    journal.bring_reel("r", ReviewReel("reel-unmistakable", film.id, "film", "Guinevere"))
    journal.add_review_note("r", note(person="ada", reel="reel-unmistakable", text="Excalibur"))
    words = [b"reel-unmistakable", b"Guinevere", b"Excalibur"]
    stored = b"".join(path.read_bytes() for path in file.parent.rglob("*") if path.is_file())
    assert [word for word in words if word not in stored] == []
    if way == "everything":
        assert journal.erase_everything(receipt_id="erased").texts == 1
    else:
        assert journal.end_room("r").texts == 1
    stored = b"".join(path.read_bytes() for path in file.parent.rglob("*") if path.is_file())
    assert [word for word in words if word in stored] == []
