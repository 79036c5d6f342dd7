"""Films in the journal."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest

from vigwidgets.core.errors import InvalidValue, NotAllowed, NotFound
from vigwidgets.core.permission import Permission


def test_a_film_comes_back_as_it_was_added(journal, make):
    film = make.film(audio_codec=None, permission=Permission(("work", "group"), date(2027, 7, 31)))
    journal.add_film(film)
    assert journal.film(film.id) == film


def test_a_film_survives_closing_the_journal(place, opened, make):
    first = opened(place)
    film = first.add_film(make.film())
    first.close()
    assert opened(place).films() == [film]


def test_the_same_bytes_again_return_the_film_that_is_there(journal, make):
    film = journal.add_film(make.film())
    assert journal.add_film(make.film(sha256=film.sha256, title="Again")) == film
    assert journal.films() == [film]


def test_two_people_may_have_the_same_bytes(place, opened, make):
    theirs = opened(place, "ann").add_film(make.film())
    mine = opened(place, "bea").add_film(make.film(sha256=theirs.sha256))
    assert mine.id != theirs.id


def test_an_id_names_one_film_only(journal, make):
    film = journal.add_film(make.film())
    with pytest.raises(InvalidValue, match="belongs to another film"):
        journal.add_film(make.film(id=film.id))


def test_an_id_that_could_be_a_path_is_refused(journal, make):
    with pytest.raises(InvalidValue, match="An id has"):
        journal.add_film(make.film(id="../film"))


@pytest.mark.parametrize("title", ["", " \n", "x" * 301])
def test_a_film_without_a_title_or_with_an_endless_one_is_refused(journal, make, title):
    with pytest.raises(InvalidValue, match="title of 1 to 300 letters"):
        journal.add_film(make.film(title=title))
    assert journal.films() == []


def test_films_are_listed_oldest_first(journal, make):
    films = [journal.add_film(make.film(id=name)) for name in ("zebra", "apple", "mango")]
    assert journal.films() == films


def test_a_film_is_found_by_its_bytes(journal, make):
    film = journal.add_film(make.film())
    assert journal.film_with(film.sha256) == film


def test_bytes_that_nobody_added_are_not_found(journal):
    assert journal.film_with("0" * 64) is None


@pytest.mark.parametrize("film_id", ["unknown", "../../etc/passwd", "", "a\x00b", "x" * 100])
def test_an_unknown_id_names_no_film(journal, film_id):
    with pytest.raises(NotFound, match="no such film"):
        journal.film(film_id)


def test_a_removed_film_takes_its_marks_with_it(journal, make):
    film = journal.add_film(make.film())
    first = journal.add_mark(make.mark(film, kind="initiative"), change_id="c1")
    journal.add_mark(make.mark(film, answers=first.id), change_id="c2")
    journal.remove_film(film.id)
    journal.add_film(film)
    assert journal.marks(film.id) == []


def test_a_removed_film_takes_its_history_with_it(journal, make):
    film = journal.add_film(make.film())
    journal.add_mark(make.mark(film), change_id="c1")
    journal.remove_film(film.id)
    journal.add_film(film)
    assert not journal.can_undo(film.id)


def test_no_word_of_a_removed_film_stays_in_any_file(file, opened, make):
    journal = opened(file)
    film = journal.add_film(make.film(title="Unmistakable title"))
    journal.add_mark(make.mark(film, note="Unmistakable note"), change_id="c1")
    journal.remove_film(film.id)
    left = b"".join(path.read_bytes() for path in file.parent.iterdir() if path.is_file())
    assert b"Unmistakable" not in left


def test_what_is_written_can_be_found_in_the_files_before_it_is_removed(file, opened, make):
    opened(file).add_film(make.film(title="Unmistakable title"))
    assert b"Unmistakable" in b"".join(path.read_bytes() for path in file.parent.iterdir() if path.is_file())


def test_a_film_cannot_be_removed_twice(journal, make):
    film = journal.add_film(make.film())
    journal.remove_film(film.id)
    with pytest.raises(NotFound, match="no such film"):
        journal.remove_film(film.id)


def test_everybody_sees_a_drawn_clip(place, opened, make):
    clip = opened(place, "ann").shelve_clip(make.film(source="drawn"))
    assert opened(place, "bea").film(clip.id) == clip


def test_a_drawn_clip_is_not_among_ones_own_films(journal, make):
    journal.shelve_clip(make.film(source="drawn"))
    assert journal.films() == []


def test_shelving_a_clip_again_renews_it(journal, make):
    clip = make.film(source="drawn")
    journal.shelve_clip(clip)
    newer = make.film(id=clip.id, source="drawn", title="Drawn better")
    assert journal.shelve_clip(newer) == newer
    assert journal.film(clip.id) == newer


def test_shelving_an_unchanged_clip_writes_nothing(file, opened, make):
    clip = opened(file).shelve_clip(make.film(source="drawn"))
    with sqlite3.connect(file) as other:
        other.execute("BEGIN IMMEDIATE")
        assert opened(file).shelve_clip(clip) == clip


def test_peoples_film_is_never_shelved_for_everybody(journal, make):
    with pytest.raises(InvalidValue, match="Only drawn clips"):
        journal.shelve_clip(make.film(source="own"))


def test_a_clip_cannot_take_the_id_of_somebodys_film(journal, make):
    film = journal.add_film(make.film())
    with pytest.raises(InvalidValue, match="belongs to another film"):
        journal.shelve_clip(make.film(id=film.id, source="drawn"))


def test_nobody_removes_a_drawn_clip(journal, make):
    clip = journal.shelve_clip(make.film(source="drawn"))
    with pytest.raises(NotAllowed, match="belongs to the workbook"):
        journal.remove_film(clip.id)
