"""Undo and redo: laws first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journal.law import LAW
from vigwidgets.core.errors import InvalidValue, VigError
from vigwidgets.core.span import Span

IDS = ["a", "b", "c", "d"]
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("add"),
            st.sampled_from(IDS),
            st.sampled_from(["initiative", "reception", "moment"]),
            st.sampled_from([None, *IDS]),
        ),
        st.tuples(st.just("link"), st.sampled_from(IDS), st.sampled_from([None, *IDS])),
        st.tuples(st.just("note"), st.sampled_from(IDS), st.sampled_from(["", "one", "two"])),
        st.tuples(st.just("move"), st.sampled_from(IDS), st.integers(0, 5)),
        st.tuples(st.just("remove"), st.sampled_from(IDS)),
        st.tuples(st.just("reel"), st.lists(st.sampled_from(IDS), unique=True)),
    ),
    min_size=1,
    max_size=10,
)


def shown(journal, film):
    """Return what undo is about: the marks, and the reel."""
    return journal.marks(film.id), journal.reel(film.id)


def take(step, *, journal, film, make):
    """Ask for one step; return whether it changed anything. One that makes no sense is refused, as it should be."""
    before = shown(journal, film)
    change_id = make.new_id()
    verb, named, *rest = step
    try:
        if verb == "add":
            journal.add_mark(make.mark(film, id=named, kind=rest[0], answers=rest[1]), change_id=change_id)
        elif verb == "remove":
            journal.remove_mark(film.id, named, change_id=change_id)
        elif verb == "reel":
            journal.set_reel(film.id, [make.moment(name) for name in named], change_id=change_id)
        else:
            value = Span(rest[0], rest[0] + 10) if verb == "move" else rest[0]
            name = {"link": "answers", "note": "note", "move": "span"}[verb]
            journal.change_mark(film.id, named, change_id=change_id, **{name: value})
    except VigError:
        assert shown(journal, film) == before
    return shown(journal, film) != before


@LAW
@given(steps=STEPS)
def test_undo_restores_marks_and_reel_exactly_and_redo_repeats_the_change(journal, make, steps):
    film = journal.add_film(make.film())
    for step in steps:
        before = shown(journal, film)
        if take(step, journal=journal, film=film, make=make):
            after = shown(journal, film)
            assert (journal.undo(film.id, change_id=make.new_id()), journal.reel(film.id)) == before
            assert (journal.redo(film.id, change_id=make.new_id()), journal.reel(film.id)) == after
            assert shown(journal, film) == after


@LAW
@given(steps=STEPS)
def test_all_changes_can_be_walked_back_and_forth(journal, make, steps):
    film = journal.add_film(make.film())
    seen = [([], ())]
    for step in steps:
        take(step, journal=journal, film=film, make=make)
        seen += [shown(journal, film)] if shown(journal, film) != seen[-1] else []
    for expected in reversed(seen[:-1]):
        assert journal.can_undo(film.id)
        assert (journal.undo(film.id, change_id=make.new_id()), journal.reel(film.id)) == expected
    assert not journal.can_undo(film.id)
    for expected in seen[1:]:
        assert journal.can_redo(film.id)
        assert (journal.redo(film.id, change_id=make.new_id()), journal.reel(film.id)) == expected
    assert not journal.can_redo(film.id)


@pytest.fixture
def film(journal, make):
    return journal.add_film(make.film())


def test_undo_survives_a_restart(place, opened, make):
    first = opened(place)
    film = first.add_film(make.film())
    first.add_mark(make.mark(film), change_id="c1")
    first.close()
    assert opened(place).undo(film.id, change_id="u1") == []


def test_undo_of_a_removal_links_the_answers_again(journal, film, make):
    turn = journal.add_mark(make.mark(film, 1, 2, kind="initiative"), change_id="c1")
    answer = journal.add_mark(make.mark(film, 3, 4, answers=turn.id), change_id="c2")
    journal.remove_mark(film.id, turn.id, change_id="c3")
    assert journal.undo(film.id, change_id="u1") == [turn, answer]


def test_the_same_undo_again_takes_back_one_change_only(journal, film, make):
    mark = journal.add_mark(make.mark(film), change_id="c1")
    journal.add_mark(make.mark(film), change_id="c2")
    journal.undo(film.id, change_id="u1")
    assert journal.undo(film.id, change_id="u1") == [mark]


def test_a_late_retry_of_an_undo_that_found_nothing_takes_nothing_back(journal, film, make):
    journal.undo(film.id, change_id="u1")
    mark = journal.add_mark(make.mark(film), change_id="c1")
    assert journal.undo(film.id, change_id="u1") == [mark]


def test_the_same_redo_again_repeats_one_change_only(journal, film, make):
    mark = journal.add_mark(make.mark(film), change_id="c1")
    journal.change_mark(film.id, mark.id, change_id="c2", note="more")
    journal.undo(film.id, change_id="u1")
    journal.undo(film.id, change_id="u2")
    journal.redo(film.id, change_id="r1")
    assert journal.redo(film.id, change_id="r1") == [mark]


def test_undo_with_nothing_to_take_back_changes_nothing(journal, film):
    assert journal.undo(film.id, change_id="u1") == []


def test_redo_with_nothing_to_repeat_changes_nothing(journal, film, make):
    mark = journal.add_mark(make.mark(film), change_id="c1")
    assert journal.redo(film.id, change_id="r1") == [mark]


def test_after_a_new_change_nothing_old_can_be_redone(journal, film, make):
    journal.add_mark(make.mark(film), change_id="c1")
    journal.undo(film.id, change_id="u1")
    journal.add_mark(make.mark(film), change_id="c2")
    assert not journal.can_redo(film.id)


def test_a_change_that_changed_nothing_leaves_redo_alone(journal, film, make):
    mark = journal.add_mark(make.mark(film), change_id="c1")
    journal.change_mark(film.id, mark.id, change_id="c2", note="more")
    journal.undo(film.id, change_id="u1")
    journal.change_mark(film.id, mark.id, change_id="c3", note=mark.note)
    assert journal.redo(film.id, change_id="r1") == [replace(mark, note="more")]


def test_undo_leaves_other_films_alone(journal, film, make):
    other = journal.add_film(make.film())
    mark = journal.add_mark(make.mark(film), change_id="c1")
    journal.add_mark(make.mark(other), change_id="c2")
    journal.undo(other.id, change_id="u1")
    assert journal.marks(film.id) == [mark]


def test_undo_leaves_other_peoples_marks_alone(place, opened, make):
    ann, bea = opened(place, "ann"), opened(place, "bea")
    clip = ann.shelve_clip(make.film(source="drawn"))
    mark = ann.add_mark(make.mark(clip), change_id="c1")
    bea.add_mark(make.mark(clip), change_id="c2")
    bea.undo(clip.id, change_id="u1")
    bea.undo(clip.id, change_id="u2")
    assert ann.marks(clip.id) == [mark]


def test_a_change_id_does_not_serve_undo_and_redo(journal, film, make):
    journal.add_mark(make.mark(film), change_id="c1")
    journal.undo(film.id, change_id="u1")
    with pytest.raises(InvalidValue, match="used for another change"):
        journal.redo(film.id, change_id="u1")
