"""Texts that are about a film, marks on all films, and how many questions were answered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vigwidgets.core.errors import InvalidValue, NotFound
from vigwidgets.core.reflection import Prompt

PROMPT = Prompt(id="noticed", chapter="my_film", words="What did you notice?")


def write(journal, prompt, text, *, revision_id=None, sitting="w1", sequence=1):
    name = revision_id or f"{prompt.id}-{prompt.film}-{sitting}"
    return journal.save_reflection(prompt, text, revision_id=name, sitting=sitting, sequence=sequence)


def texts(revisions):
    return [revision.text for revision in revisions]


def test_a_text_about_a_film_is_found_with_that_film_only(journal, make):
    one, two = (journal.add_film(make.film()) for _ in range(2))
    for about in (None, one.id, two.id):
        write(journal, replace(PROMPT, film=about), f"about {about}")
    for about in (None, one.id, two.id):
        assert texts(journal.revisions("noticed", film=about)) == [f"about {about}"]
        assert journal.reflection("noticed", film=about).prompt == replace(PROMPT, film=about)


def test_a_text_about_a_drawn_clip_is_each_persons_own(place, opened, make):
    ann, bea = opened(place, "ann"), opened(place, "bea")
    clip = ann.shelve_clip(make.film(source="drawn"))
    write(ann, replace(PROMPT, film=clip.id), "hers")
    assert texts(ann.revisions("noticed", film=clip.id)) == ["hers"]
    assert bea.revisions("noticed", film=clip.id) == []


def test_a_text_about_somebody_elses_film_is_refused(place, opened, make):
    film = opened(place, "ann").add_film(make.film())
    bea = opened(place, "bea")
    with pytest.raises(NotFound, match="no such film"):
        write(bea, replace(PROMPT, film=film.id), "not mine")
    assert bea.answered() == {}


def test_a_piece_of_writing_belongs_to_one_film(journal, make):
    one, two = (journal.add_film(make.film()) for _ in range(2))
    write(journal, replace(PROMPT, film=one.id), "about one", revision_id="r1")
    for about in (two.id, None):
        with pytest.raises(InvalidValue, match="another question or window"):
            write(journal, replace(PROMPT, film=about), "about two", revision_id="r1", sequence=2)
    assert texts(journal.revisions("noticed", film=one.id)) == ["about one"]


def test_writing_about_one_film_is_not_beside_writing_about_another(journal, make):
    one, two = (journal.add_film(make.film()) for _ in range(2))
    write(journal, replace(PROMPT, film=one.id), "a", sitting="w1")
    write(journal, replace(PROMPT, film=two.id), "b", sitting="w2")
    assert not write(journal, replace(PROMPT, film=one.id), "ab", sitting="w1", sequence=2).beside
    write(journal, replace(PROMPT, film=one.id), "c", sitting="w2")
    assert write(journal, replace(PROMPT, film=one.id), "abc", sitting="w1", sequence=3).beside


def test_a_lost_text_about_a_film_is_kept_with_that_film(journal, make):
    film = journal.add_film(make.film())
    about = replace(PROMPT, film=film.id)
    write(journal, about, "long " * 20)
    write(journal, about, "", sequence=2)
    assert texts(journal.revisions("noticed", film=film.id)) == ["", "long " * 20]
    assert journal.revisions("noticed") == []


def test_all_marks_come_by_film_then_time(journal, make):
    films = [journal.add_film(make.film(id=name)) for name in ("zebra", "apple")]
    clip = journal.shelve_clip(make.film(id="mango", source="drawn"))
    for film in (*films, clip):
        for start_ms in (5000, 1000):
            mark = make.mark(film, start_ms, start_ms + 10)
            journal.add_mark(mark, change_id=f"add-{mark.id}")
    assert [(mark.film, mark.span.start_ms) for mark in journal.all_marks()] == [
        *(("apple", 1000), ("apple", 5000)),
        *(("mango", 1000), ("mango", 5000)),
        *(("zebra", 1000), ("zebra", 5000)),
    ]


def test_nothing_is_answered_in_an_empty_journal(journal):
    assert journal.answered() == {}


def test_questions_are_counted_by_chapter_once_each(journal, make):
    one, two = (journal.add_film(make.film()) for _ in range(2))
    for about in (None, one.id, two.id):
        write(journal, replace(PROMPT, film=about), "words")
    write(journal, replace(PROMPT, id="felt"), "words")
    write(journal, replace(PROMPT, id="attended", chapter="being_attentive"), "words")
    assert journal.answered() == {"my_film": 2, "being_attentive": 1}


@pytest.mark.parametrize("blank", ["", " \n\t", "\N{NO-BREAK SPACE}"])
def test_a_question_whose_newest_text_is_blank_is_not_answered(journal, blank):
    write(journal, PROMPT, "some words that were taken away again, all of them")
    write(journal, PROMPT, blank, sequence=2)
    assert journal.answered() == {}


def test_a_question_that_is_blank_on_one_film_and_answered_on_another_is_answered(journal, make):
    one, two = (journal.add_film(make.film()) for _ in range(2))
    write(journal, replace(PROMPT, film=one.id), "words")
    write(journal, replace(PROMPT, film=two.id), " ")
    assert journal.answered() == {"my_film": 1}


def test_a_question_that_moved_counts_where_it_was_answered_last(journal):
    write(journal, replace(PROMPT, chapter="old"), "words", revision_id="r1")
    write(journal, replace(PROMPT, chapter="new"), "words", revision_id="r2", sequence=2)
    assert journal.answered() == {"new": 1}
