"""Marks in the journal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journal.law import LAW
from vigwidgets.core.errors import InvalidValue, NotFound, SpanOutsideFilm, UnknownPrinciple
from vigwidgets.core.span import Span


@pytest.fixture
def film(journal, make):
    return journal.add_film(make.film())


@LAW
@given(
    start_ms=st.integers(0, 59_999),
    length_ms=st.integers(1, 60_000),
    kind=st.sampled_from(["initiative", "reception", "moment"]),
    principles=st.lists(st.sampled_from(["waiting", "wondering", "returning_eye_contact"]), unique=True),
    who=st.text(max_size=200),
    note=st.text(max_size=400),
    feeling=st.text(max_size=200),
)
def test_a_mark_comes_back_as_it_was_added(
    journal, make, film, start_ms, length_ms, kind, principles, who, note, feeling
):
    words = {"who": who, "note": note, "feeling": feeling}
    kept = {name: text.replace("\x00", "\N{REPLACEMENT CHARACTER}") for name, text in words.items()}
    end_ms = min(start_ms + length_ms, 60_000)
    mark = make.mark(film, start_ms, end_ms, kind=kind, principles=tuple(principles), **words)
    assert journal.add_mark(mark, change_id=make.new_id()) == replace(mark, **kept)
    assert replace(mark, **kept) in journal.marks(film.id)


def test_half_an_emoji_is_kept_as_the_sign_for_it(journal, film, make):
    stored = journal.add_mark(make.mark(film, note="well \ud83d"), change_id="c1")
    assert stored.note == "well \N{REPLACEMENT CHARACTER}"
    assert journal.marks(film.id) == [stored]


def test_marks_are_listed_by_start_end_and_id(journal, film, make):
    # Databases sort these letters each in their own way; we sort by code point.
    for start, end, name in [(5, 9, "b"), (5, 9, "B"), (5, 7, "z"), (1, 50, "y"), (5, 9, "a-b"), (5, 9, "a.a")]:
        journal.add_mark(make.mark(film, start, end, id=name), change_id=f"add-{name}")
    assert [mark.id for mark in journal.marks(film.id)] == ["y", "z", "B", "a-b", "a.a", "b"]


def test_the_author_is_whoever_the_journal_belongs_to(journal, film, make):
    assert journal.add_mark(make.mark(film, author="somebody-else"), change_id="c1").author == "ann"


def test_the_same_mark_again_returns_the_stored_one(journal, film, make):
    mark = journal.add_mark(make.mark(film), change_id="c1")
    assert journal.add_mark(mark, change_id="c2") == mark
    assert journal.marks(film.id) == [mark]


def test_the_same_request_again_does_not_bring_a_removed_mark_back(journal, film, make):
    mark = journal.add_mark(make.mark(film), change_id="c1")
    journal.remove_mark(film.id, mark.id, change_id="c2")
    journal.add_mark(mark, change_id="c1")
    assert journal.marks(film.id) == []


def test_an_id_names_one_mark_of_a_film(journal, film, make):
    mark = journal.add_mark(make.mark(film), change_id="c1")
    with pytest.raises(InvalidValue, match="another mark of this id"):
        journal.add_mark(replace(mark, note="other"), change_id="c2")


def test_two_people_may_give_their_marks_on_a_clip_the_same_id(place, opened, make):
    ann, bea = opened(place, "ann"), opened(place, "bea")
    clip = ann.shelve_clip(make.film(source="drawn"))
    ann.add_mark(make.mark(clip, id="m", note="Ann's"), change_id="c1")
    bea.add_mark(make.mark(clip, id="m", note="Bea's"), change_id="c1")
    assert [mark.note for mark in ann.marks(clip.id)] == ["Ann's"]


@pytest.mark.parametrize(
    "changes",
    [
        {"span": Span(7, 8)},
        {"kind": "reception"},
        {"who": "partner"},
        {"principles": ("waiting", "wondering")},
        {"principles": ["waiting"]},
        {"note": "A long wait"},
        {"feeling": "seen"},
        {"note": "Two", "span": Span(1, 2)},
    ],
)
def test_a_mark_can_be_changed(journal, film, make, changes):
    mark = journal.add_mark(make.mark(film), change_id="c1")
    changed = journal.change_mark(film.id, mark.id, change_id="c2", **changes)
    expected = {name: tuple(value) if name == "principles" else value for name, value in changes.items()}
    assert changed == replace(mark, **expected)
    assert journal.marks(film.id) == [changed]


def test_a_late_retry_does_not_undo_a_newer_change(journal, film, make):
    mark = journal.add_mark(make.mark(film), change_id="c1")
    journal.change_mark(film.id, mark.id, change_id="c2", note="first")
    newer = journal.change_mark(film.id, mark.id, change_id="c3", note="second")
    assert journal.change_mark(film.id, mark.id, change_id="c2", note="first") == newer


def test_a_late_retry_of_a_change_that_changed_nothing_does_nothing(journal, film, make):
    mark = journal.add_mark(make.mark(film, note="first"), change_id="c1")
    journal.change_mark(film.id, mark.id, change_id="c2", note="first")
    newer = journal.change_mark(film.id, mark.id, change_id="c3", note="second")
    assert journal.change_mark(film.id, mark.id, change_id="c2", note="first") == newer


def test_a_change_id_stands_for_one_change_of_a_mark(journal, film, make):
    mark = journal.add_mark(make.mark(film), change_id="c1")
    journal.change_mark(film.id, mark.id, change_id="c2", note="first")
    with pytest.raises(InvalidValue, match="used for another change"):
        journal.change_mark(film.id, mark.id, change_id="c2", note="lost otherwise")


def test_a_change_id_stands_for_one_new_mark(journal, film, make):
    journal.add_mark(make.mark(film, id="m"), change_id="c1")
    with pytest.raises(InvalidValue, match="used for another change"):
        journal.add_mark(make.mark(film, id="m", note="lost otherwise"), change_id="c1")


def test_a_change_id_stands_for_one_verb(journal, film, make):
    mark = journal.add_mark(make.mark(film), change_id="c1")
    with pytest.raises(InvalidValue, match="used for another change"):
        journal.remove_mark(film.id, mark.id, change_id="c1")


def test_a_name_that_is_no_part_of_a_mark_is_a_programming_mistake(journal, film, make):
    mark = journal.add_mark(make.mark(film), change_id="c1")
    with pytest.raises(TypeError, match="author"):
        journal.change_mark(film.id, mark.id, change_id="c2", author="bea")


def test_a_mark_may_end_with_its_film(journal, film, make):
    assert journal.add_mark(make.mark(film, 59_000, 60_000), change_id="c1").span.end_ms == 60_000


def test_a_mark_may_not_reach_past_its_film(journal, film, make):
    with pytest.raises(SpanOutsideFilm, match="60001 ms"):
        journal.add_mark(make.mark(film, 59_000, 60_001), change_id="c1")
    assert journal.marks(film.id) == []


def test_a_mark_may_not_be_moved_past_its_film(journal, film, make):
    mark = journal.add_mark(make.mark(film), change_id="c1")
    with pytest.raises(SpanOutsideFilm, match="60001 ms"):
        journal.change_mark(film.id, mark.id, change_id="c2", span=Span(1, 60_001))
    assert journal.marks(film.id) == [mark]


def test_a_mark_names_principles_of_the_framework(journal, film, make):
    with pytest.raises(UnknownPrinciple, match="'shouting'"):
        journal.add_mark(make.mark(film, principles=("waiting", "shouting")), change_id="c1")


def test_a_changed_mark_names_principles_of_the_framework(journal, film, make):
    mark = journal.add_mark(make.mark(film), change_id="c1")
    with pytest.raises(UnknownPrinciple, match="'shouting'"):
        journal.change_mark(film.id, mark.id, change_id="c2", principles=("shouting",))


def test_a_mark_needs_its_film(journal, make):
    with pytest.raises(NotFound, match="no such film"):
        journal.add_mark(make.mark("nowhere"), change_id="c1")


def test_an_unknown_mark_cannot_be_changed(journal, film):
    with pytest.raises(NotFound, match="no such mark"):
        journal.change_mark(film.id, "nothing", change_id="c1", note="x")


def test_an_unknown_mark_cannot_be_removed(journal, film):
    with pytest.raises(NotFound, match="no such mark"):
        journal.remove_mark(film.id, "nothing", change_id="c1")


@pytest.mark.parametrize("kind", ["initiative", "reception"])
def test_an_initiative_and_a_reception_can_be_answered(journal, film, make, kind):
    turn = journal.add_mark(make.mark(film, kind=kind), change_id="c1")
    answer = journal.add_mark(make.mark(film, kind="reception", answers=turn.id), change_id="c2")
    assert answer.answers == turn.id


def test_a_mere_moment_cannot_be_answered(journal, film, make):
    moment = journal.add_mark(make.mark(film, kind="moment"), change_id="c1")
    with pytest.raises(InvalidValue, match="Only an initiative or a reception"):
        journal.add_mark(make.mark(film, answers=moment.id), change_id="c2")


def test_an_answered_mark_stays_an_initiative_or_a_reception(journal, film, make):
    turn = journal.add_mark(make.mark(film, kind="initiative"), change_id="c1")
    journal.add_mark(make.mark(film, answers=turn.id), change_id="c2")
    with pytest.raises(InvalidValue, match="Another mark receives this one"):
        journal.change_mark(film.id, turn.id, change_id="c3", kind="moment")


def test_an_answer_needs_a_mark_that_is_there(journal, film, make):
    with pytest.raises(NotFound, match="receives is not here"):
        journal.add_mark(make.mark(film, answers="nothing"), change_id="c1")


def test_an_answer_needs_a_mark_on_the_same_film(journal, film, make):
    other = journal.add_film(make.film())
    turn = journal.add_mark(make.mark(other, kind="initiative"), change_id="c1")
    with pytest.raises(NotFound, match="receives is not here"):
        journal.add_mark(make.mark(film, answers=turn.id), change_id="c2")


def test_an_answer_needs_a_mark_of_the_same_person(place, opened, make):
    ann, bea = opened(place, "ann"), opened(place, "bea")
    clip = ann.shelve_clip(make.film(source="drawn"))
    turn = ann.add_mark(make.mark(clip, kind="initiative"), change_id="c1")
    with pytest.raises(NotFound, match="receives is not here"):
        bea.add_mark(make.mark(clip, answers=turn.id), change_id="c2")


@pytest.mark.parametrize("length", [2, 3, 7])
def test_answers_never_go_in_a_circle(journal, film, make, length):
    chain = [make.mark(film, kind="initiative", id=f"m{at}") for at in range(length)]
    for at, mark in enumerate(chain):
        journal.add_mark(replace(mark, answers=chain[at - 1].id if at else None), change_id=f"c{at}")
    with pytest.raises(InvalidValue, match="circle"):
        journal.change_mark(film.id, "m0", change_id="last", answers=chain[-1].id)


def test_removing_a_mark_unlinks_its_answers(journal, film, make):
    turn = journal.add_mark(make.mark(film, kind="initiative"), change_id="c1")
    answer = journal.add_mark(make.mark(film, answers=turn.id), change_id="c2")
    journal.remove_mark(film.id, turn.id, change_id="c3")
    assert journal.marks(film.id) == [replace(answer, answers=None)]


def test_removing_again_with_the_same_request_is_fine(journal, film, make):
    mark = journal.add_mark(make.mark(film), change_id="c1")
    journal.remove_mark(film.id, mark.id, change_id="c2")
    journal.remove_mark(film.id, mark.id, change_id="c2")
    assert journal.marks(film.id) == []
