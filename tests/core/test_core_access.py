"""Who may do what: whatever is not listed is refused."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigwidgets.core.access import COMMONS, Action, Person, Thing, allow, may
from vigwidgets.core.errors import InvalidValue, NotAllowed, NotFound

ACTIONS = get_args(Action)
THINGS = sorted(set(get_args(Thing)) - {"shelf"})
"""What somebody can have; the shelf is everybody's."""

IDS = st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True).filter(lambda name: name != COMMONS)


@given(IDS, IDS, st.sampled_from(ACTIONS), st.sampled_from(THINGS))
def test_what_is_somebody_elses_is_never_allowed(person, owner, action, thing):
    assert may(Person(person), action, thing, owner=owner) is (person == owner)


@given(IDS, IDS, st.sampled_from(ACTIONS))
def test_nobody_has_a_shelf_of_their_own(person, owner, action):
    assert not may(Person(person), action, "shelf", owner=owner)


@given(IDS, st.sampled_from(ACTIONS), st.sampled_from(get_args(Thing)))
def test_of_the_commons_films_and_the_shelf_may_be_seen_and_nothing_else(person, action, thing):
    seen = action == "read" and thing in ("film", "shelf")
    assert may(Person(person), action, thing, owner=COMMONS) is seen


@given(st.text(max_size=10), st.text(max_size=10), IDS)
def test_an_action_or_a_thing_nobody_listed_is_refused(action, thing, person):
    known = action in ACTIONS and thing in THINGS
    assert may(Person(person), action, thing, owner=person) is known


@pytest.mark.parametrize("owner", ["", "Ann", "ann ", "ann\x00"])
def test_an_owner_that_only_looks_alike_is_somebody_else(owner):
    assert not may(Person("ann"), "read", "film", owner=owner)


@given(IDS, IDS, st.sampled_from(ACTIONS), st.sampled_from(THINGS))
def test_what_somebody_else_has_is_not_even_told_to_exist(person, owner, action, thing):
    if person == owner:
        allow(Person(person), action, thing, owner=owner)
    else:
        with pytest.raises(NotFound, match=f"no such {thing}"):
            allow(Person(person), action, thing, owner=owner)


@pytest.mark.parametrize("action", ["write", "remove"])
def test_a_drawn_clip_is_seen_but_not_changed(action):
    with pytest.raises(NotAllowed, match="belongs to the workbook"):
        allow(Person("ann"), action, "film", owner=COMMONS)


def test_nobody_signs_in_as_the_commons():
    with pytest.raises(NotAllowed, match="commons"):
        Person(COMMONS)


@pytest.mark.parametrize("name", ["", "../ann", "ann bea"])
def test_a_person_has_an_id(name):
    with pytest.raises(InvalidValue, match="An id has"):
        Person(name)
