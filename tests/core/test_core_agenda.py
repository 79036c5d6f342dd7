"""An agenda's values: what a step may be, and what comes after it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigwidgets.core.agenda import MOST_MINUTES, MOST_STEPS, Agenda, Step, step_from
from vigwidgets.core.errors import InvalidValue

ASKED = Step("q", "question", title="Hope", text="What do you hope for?", minutes=10)
CHAPTER = Step("c", "chapter", "welcome", minutes=35)
PAUSE = Step("p", "pause", title="Coffee", minutes=20)
MORNING = Agenda("a", "A morning", (ASKED, CHAPTER, PAUSE))


def test_a_step_comes_back_from_json_as_it_was():
    assert [step_from(one.as_json()) for one in MORNING.steps] == list(MORNING.steps)


def test_all_of_it_takes_as_long_as_its_steps():
    assert MORNING.minutes == 65


def test_one_step_follows_another_and_none_the_last():
    assert [MORNING.after(one) for one in ("", "q", "c", "p")] == [ASKED, CHAPTER, PAUSE, None]
    assert MORNING.after("gone") == ASKED
    assert Agenda("a", "Empty").after("") is None


def test_a_prompt_and_a_question_ask_and_nothing_else_does():
    assert ASKED.asks
    assert Step("w", "prompt", "welcome.hope", text="What?").asks
    assert not any(one.asks for one in (CHAPTER, PAUSE, Step("f", "clip", "c01")))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (None, "no step"),
        ({"id": "q", "kind": "dance"}, "no such kind"),
        ({"id": "q", "kind": "chapter"}, "An id has"),
        ({"id": "q", "kind": "pause", "about": "c01"}, "names nothing"),
        ({"id": "no id", "kind": "pause"}, "An id has"),
        ({"id": "q", "kind": "pause", "title": "x" * 121}, "120 letters"),
        ({"id": "q", "kind": "question", "text": "x" * 1001}, "1000 letters"),
        ({"id": "q", "kind": "question", "text": None}, "1000 letters"),
        ({"id": "q", "kind": "pause", "minutes": -1}, "whole minutes"),
        ({"id": "q", "kind": "pause", "minutes": 1.5}, "whole minutes"),
        ({"id": "q", "kind": "pause", "minutes": MOST_MINUTES + 1}, "whole minutes"),
        ({"id": "q", "kind": "pause", "minutes": True}, "whole minutes"),
    ],
)
def test_what_is_no_step_is_refused(told, said):
    with pytest.raises(InvalidValue, match=said):
        step_from(told)


@pytest.mark.parametrize(
    ("title", "steps", "said"),
    [
        ("  ", (), "needs a title"),
        ("x" * 121, (), "120 letters"),
        ("Twice", (PAUSE, PAUSE), "one id"),
        ("Many", tuple(Step(f"s{n}", "pause") for n in range(MOST_STEPS + 1)), f"{MOST_STEPS} steps"),
    ],
)
def test_what_is_no_agenda_is_refused(title, steps, said):
    with pytest.raises(InvalidValue, match=said):
        Agenda("a", title, steps)


@given(st.lists(st.integers(0, MOST_MINUTES), max_size=MOST_STEPS))
def test_walking_an_agenda_meets_every_step_once(minutes):
    agenda = Agenda("a", "Walk", tuple(Step(f"s{n}", "pause", minutes=m) for n, m in enumerate(minutes)))
    met, at = [], agenda.after("")
    while at is not None:
        met.append(at)
        at = agenda.after(at.id)
    assert tuple(met) == agenda.steps
