"""Lots and answers in a room."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.room_desk import LONGEST_ANSWER, Answer, lots


@given(st.integers(0, 60), st.integers(2, 10))
def test_groups_by_lot_are_of_that_size_or_one_more_and_hold_everybody(count, size):
    people = [f"p{n}" for n in range(count)]
    groups = lots(people, size=size)
    sizes = Counter(groups.values())
    assert set(groups) == set(people)
    assert sorted(sizes) == list(range(1, len(sizes) + 1))
    assert not sizes or max(sizes.values()) - min(sizes.values()) <= 1
    assert count < size or min(sizes.values()) >= size


@pytest.mark.parametrize("size", [1, 0, -3, 401, 2.5, True])
def test_a_group_has_two_people_or_more(size):
    with pytest.raises(InvalidValue, match="two people or more"):
        lots(["a", "b"], size=size)


@pytest.mark.parametrize(
    ("text", "sequence", "said"),
    [
        ("", 1, "needs words"),
        (" \n", 1, "needs words"),
        ("x" * (LONGEST_ANSWER + 1), 1, "letters at most"),
        ("a\x00b", 1, "letters at most"),
        (None, 1, "letters at most"),
        ("x", 0, "from 1 on"),
        ("x", 1.5, "from 1 on"),
    ],
)
def test_what_is_no_answer_is_refused(text, sequence, said):
    with pytest.raises(InvalidValue, match=said):
        Answer("p", "s", text, with_name=False, sequence=sequence)
