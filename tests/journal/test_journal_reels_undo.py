"""Undo and redo of a reel: in one stack with the marks of its film."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journal.law import LAW
from vigwidgets.core.film import Film
from vigwidgets.core.reel import ReelItem
from vigwidgets.journal import Journal

Opener = Callable[..., Journal]
Arrange = Callable[..., tuple[ReelItem, ...]]
Place = Path | str

NAMES = st.lists(st.sampled_from("abc"), unique=True)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("reel"), NAMES),
        st.tuples(st.just("mark"), st.none()),
        st.tuples(st.sampled_from(["undo", "redo", "again"]), st.none()),
    ),
    max_size=20,
)


@pytest.fixture
def film(journal: Journal, make: SimpleNamespace) -> Film:
    return journal.add_film(make.film())


def named(items: tuple[ReelItem, ...]) -> str:
    return "".join(item.id for item in items)


def test_undo_and_redo_go_through_marks_and_reels_in_the_order_they_were_made(
    journal: Journal, film: Film, make: SimpleNamespace, arrange: Arrange
) -> None:
    def undone() -> tuple[int, str]:
        return len(journal.undo(film.id, change_id=make.new_id())), named(journal.reel(film.id))

    def redone() -> tuple[int, str]:
        return len(journal.redo(film.id, change_id=make.new_id())), named(journal.reel(film.id))

    journal.add_mark(make.mark(film), change_id="c1")
    arrange(journal, film, "ab")
    journal.add_mark(make.mark(film), change_id="c2")
    arrange(journal, film, "b")
    assert [undone() for _ in range(5)] == [(2, "ab"), (1, "ab"), (1, ""), (0, ""), (0, "")]
    assert [redone() for _ in range(5)] == [(1, ""), (1, "ab"), (2, "ab"), (2, "b"), (2, "b")]


def test_undo_and_redo_of_a_reel_survive_a_restart(
    place: Place, opened: Opener, make: SimpleNamespace, arrange: Arrange
) -> None:
    with opened(place) as first:
        film = first.add_film(make.film())
        arrange(first, film, "ab")
        arrange(first, film, "ba")
    with opened(place) as second:
        second.undo(film.id, change_id="u1")
        assert named(second.reel(film.id)) == "ab"
    third = opened(place)
    third.redo(film.id, change_id="r1")
    assert named(third.reel(film.id)) == "ba"


def test_after_a_new_reel_nothing_old_can_be_redone(
    journal: Journal, film: Film, make: SimpleNamespace, arrange: Arrange
) -> None:
    journal.add_mark(make.mark(film), change_id="c1")
    journal.undo(film.id, change_id="u1")
    arrange(journal, film, "a")
    assert not journal.can_redo(film.id)


def test_after_a_new_mark_no_old_reel_can_be_redone(
    journal: Journal, film: Film, make: SimpleNamespace, arrange: Arrange
) -> None:
    arrange(journal, film, "a")
    journal.undo(film.id, change_id="u1")
    journal.add_mark(make.mark(film), change_id="c1")
    journal.redo(film.id, change_id="r1")
    assert journal.reel(film.id) == ()


@pytest.mark.parametrize("names", ["ab", ""])
def test_the_same_reel_under_another_request_is_no_step_of_undo(
    journal: Journal, film: Film, arrange: Arrange, names: str
) -> None:
    arrange(journal, film, names)
    arrange(journal, film, "c")
    journal.undo(film.id, change_id="u1")
    arrange(journal, film, names, change_id="same")
    assert journal.can_redo(film.id)
    assert journal.can_undo(film.id) is bool(names)
    assert named(arrange(journal, film, names, change_id="same")) == names


class Model:
    """What the journal is to do: all states there were, and where in them one is."""

    def __init__(self) -> None:
        self.states: list[tuple[int, str]] = [(0, "")]
        self.at = 0

    def take(self, verb: str, names: str | None) -> tuple[int, str]:
        marks, reel = self.states[self.at]
        if verb in ("undo", "redo"):
            self.at = max(0, min(len(self.states) - 1, self.at + (1 if verb == "redo" else -1)))
        elif verb in ("mark", "reel"):
            new = (marks + 1, reel) if verb == "mark" else (marks, names or "")
            if new != (marks, reel):
                self.states = [*self.states[: self.at + 1], new]
                self.at += 1
        return self.states[self.at]


@LAW
@given(steps=STEPS)
def test_any_sequence_of_steps_ends_where_a_simple_model_does(
    place: Place, opened: Opener, make: SimpleNamespace, steps: list[tuple[str, list[str] | None]]
) -> None:
    model = Model()
    with opened(place) as journal, opened(place) as another:
        film = journal.add_film(make.film())
        last: Callable[[], object] = list
        for verb, names in steps:
            # `again` sends the request before it once more, as a page does that has not heard the answer.
            last = last if verb == "again" else request(verb, names, journal=journal, film=film, make=make)
            last()
            expected = model.take(verb, None if names is None else "".join(names))
            assert (len(another.marks(film.id)), named(another.reel(film.id))) == expected
            assert another.can_undo(film.id) is (model.at > 0)
            assert another.can_redo(film.id) is (model.at < len(model.states) - 1)


def request(
    verb: str, names: list[str] | None, *, journal: Journal, film: Film, make: SimpleNamespace
) -> Callable[[], object]:
    change_id = make.new_id()
    if verb == "reel":
        moments = [make.moment(name) for name in names or []]
        return lambda: journal.set_reel(film.id, moments, change_id=change_id)
    if verb == "mark":
        mark = make.mark(film)
        return lambda: journal.add_mark(mark, change_id=change_id)
    return lambda: getattr(journal, verb)(film.id, change_id=change_id)
