import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigwidgets import frameworks
from vigwidgets.core.errors import BadRequest, InvalidValue, NotFound, SpanOutsideFilm, UnknownPrinciple
from vigwidgets.core.mark import Mark
from vigwidgets.core.span import Span
from vigwidgets.widgets.mark_book import MarkBook, mark_of

DURATION_MS = 10_000


def form(mark_id="m1", **parts):
    return {"id": mark_id, "start_ms": 1000, "end_ms": 2000, **parts}


@pytest.fixture
def book():
    return MarkBook(film="f1", duration_ms=DURATION_MS, framework=frameworks.load(), author="ada")


def test_a_mark_is_stored_with_its_film_and_author(book):
    book.add(form(principles=["waiting"], note="She waits"), change_id="c1")
    assert book.marks == (Mark("m1", "f1", Span(1000, 2000), principles=("waiting",), note="She waits", author="ada"),)


def test_a_page_does_not_choose_the_author(book):
    book.add(form(author="somebody"), change_id="c1")
    assert book.marks[0].author == "ada"


def test_marks_come_by_time(book):
    book.add(form("late", start_ms=5000, end_ms=6000), change_id="c1")
    book.add(form("early"), change_id="c2")
    assert [mark.id for mark in book.marks] == ["early", "late"]


def test_the_same_mark_again_is_not_doubled_and_leaves_no_trace_to_undo(book):
    book.add(form(), change_id="c1")
    book.add(form(), change_id="c1")
    book.undo(change_id="c2")
    assert book.marks == ()
    assert not book.can_undo


def test_an_id_belongs_to_one_mark(book):
    book.add(form(), change_id="c1")
    with pytest.raises(InvalidValue, match="already belongs"):
        book.add(form(note="another"), change_id="c2")


@pytest.mark.parametrize(
    ("parts", "error", "sentence"),
    [
        ({"end_ms": DURATION_MS + 1}, SpanOutsideFilm, "Choose times inside the film"),
        ({"end_ms": 1000}, InvalidValue, "may not end before it starts"),
        ({"start_ms": 1.5}, InvalidValue, "whole milliseconds"),
        ({"principles": ["kindness"]}, UnknownPrinciple, "no principle 'kindness'"),
        ({"principles": "waiting"}, BadRequest, "list of keys"),
        ({"principles": [1]}, BadRequest, "list of keys"),
        ({"kind": "miss"}, InvalidValue, "no kind of mark"),
        ({"note": None}, BadRequest, "are texts"),
        ({"answers": "nobody"}, NotFound, "not there any more"),
        ({"score": 3}, BadRequest, "has no 'score'"),
    ],
)
def test_a_mark_that_cannot_be_is_refused_and_nothing_changes(book, parts, error, sentence):
    with pytest.raises(error, match=sentence):
        book.add(form(**parts), change_id="c1")
    assert book.as_json() == {"marks": [], "can_undo": False, "can_redo": False}


@pytest.mark.parametrize("missing", ["id", "start_ms", "end_ms"])
def test_a_mark_needs_its_id_and_times(missing):
    parts = {key: value for key, value in form().items() if key != missing}
    with pytest.raises(BadRequest, match=f"without '{missing}'"):
        mark_of(parts, film="f1")


def test_a_change_names_only_what_changes(book):
    book.add(form(note="She waits", principles=["waiting"]), change_id="c1")
    book.change("m1", {"end_ms": 2040}, change_id="c2")
    assert (book.marks[0].span, book.marks[0].note, book.marks[0].principles) == (
        Span(1000, 2040),
        "She waits",
        ("waiting",),
    )


def test_a_change_that_arrives_twice_is_made_once(book):
    book.add(form(), change_id="c1")
    book.change("m1", {"note": "one"}, change_id="c2")
    book.change("m1", {"note": "two"}, change_id="c3")
    book.change("m1", {"note": "one"}, change_id="c2")
    assert book.marks[0].note == "two"


def test_film_and_author_of_a_mark_stay(book):
    book.add(form(), change_id="c1")
    with pytest.raises(BadRequest, match="'author' cannot be changed"):
        book.change("m1", {"author": "eve"}, change_id="c2")


def test_a_mark_that_is_not_there_cannot_be_changed(book):
    with pytest.raises(NotFound, match="Choose another one"):
        book.change("m1", {"note": "x"}, change_id="c1")


def test_a_mark_that_is_not_there_cannot_be_removed(book):
    with pytest.raises(NotFound, match="Choose another one"):
        book.remove("m1", change_id="c1")


def test_a_removal_that_arrives_twice_removes_once(book):
    book.add(form(), change_id="c1")
    book.remove("m1", change_id="c2")
    book.remove("m1", change_id="c2")
    assert book.marks == ()


def test_what_answered_a_removed_mark_is_unpaired(book):
    book.add(form("first"), change_id="c1")
    book.add(form("second", start_ms=3000, end_ms=4000, answers="first"), change_id="c2")
    book.remove("first", change_id="c3")
    assert [(mark.id, mark.answers) for mark in book.marks] == [("second", None)]


def test_undo_brings_a_removed_pair_back(book):
    book.add(form("first"), change_id="c1")
    book.add(form("second", start_ms=3000, end_ms=4000, answers="first"), change_id="c2")
    book.remove("first", change_id="c3")
    book.undo(change_id="c4")
    assert [(mark.id, mark.answers) for mark in book.marks] == [("first", None), ("second", "first")]


def test_undo_with_nothing_to_take_back_does_nothing(book):
    book.undo(change_id="c1")
    assert not book.can_redo


def test_a_new_change_ends_what_could_be_done_again(book):
    book.add(form(), change_id="c1")
    book.undo(change_id="c2")
    book.add(form("m2"), change_id="c3")
    assert not book.can_redo


def test_whoever_watches_hears_of_changes_and_of_nothing_else(book):
    heard = []
    book.on_change(lambda: heard.append(len(book.marks)))
    book.add(form(), change_id="c1")
    book.add(form(), change_id="c1")
    book.undo(change_id="c2")
    assert heard == [1, 0]


@given(
    st.lists(
        st.tuples(st.sampled_from(["add", "change", "remove"]), st.sampled_from(["a", "b", "c"]), st.integers(1, 99)),
        max_size=12,
    )
)
def test_undoing_everything_and_doing_it_again_comes_back_to_the_same(deeds):
    book, count = MarkBook(film="f1", duration_ms=DURATION_MS), 0
    for count, (verb, mark_id, n) in enumerate(deeds):
        try:
            if verb == "add":
                book.add(form(mark_id, start_ms=n, end_ms=n + 1), change_id=f"c{count}")
            elif verb == "change":
                book.change(mark_id, {"note": str(n)}, change_id=f"c{count}")
            else:
                book.remove(mark_id, change_id=f"c{count}")
        except (InvalidValue, NotFound):
            continue
    after, steps = book.marks, 0
    while book.can_undo:
        book.undo(change_id=f"u{steps}")
        steps += 1
    assert book.marks == ()
    for step in range(steps):
        book.redo(change_id=f"r{step}")
    assert (book.marks, book.can_redo) == (after, False)
