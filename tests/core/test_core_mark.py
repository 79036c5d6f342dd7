"""Marks and ids."""

from __future__ import annotations

import json
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.mark import LONGEST_LABEL, LONGEST_NOTE, Mark, check_id
from vigwidgets.core.span import Span

SPAN = Span(0, 40)


@given(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,63}", fullmatch=True))
def test_what_looks_like_an_id_is_one(value):
    assert check_id(value) == value


@given(st.text(max_size=70).filter(lambda text: set(text) - set(string.ascii_letters + string.digits + "_.-")))
def test_an_id_has_no_other_signs(value):
    with pytest.raises(InvalidValue, match="An id has"):
        check_id(value)


@pytest.mark.parametrize("value", ["", "x" * 65, ".hidden", "-option", "a\n", "../a", "a/b", None, 7])
def test_what_could_be_mistaken_for_something_else_is_no_id(value):
    with pytest.raises(InvalidValue, match="An id has"):
        check_id(value)


def test_a_mark_has_a_kind_that_exists():
    with pytest.raises(InvalidValue, match="'miss'"):
        Mark(id="m", film="f", span=SPAN, kind="miss")


def test_a_mark_cannot_receive_itself():
    with pytest.raises(InvalidValue, match="receive itself"):
        Mark(id="m", film="f", span=SPAN, answers="m")


def test_a_mark_names_each_principle_once():
    with pytest.raises(InvalidValue, match="each principle once"):
        Mark(id="m", film="f", span=SPAN, principles=("waiting", "waiting"))


@pytest.mark.parametrize("part", ["id", "film", "answers"])
def test_a_mark_points_with_ids_only(part):
    with pytest.raises(InvalidValue, match="An id has"):
        Mark(**{"id": "m", "film": "f", "span": SPAN, part: "no id"})


@pytest.mark.parametrize(("part", "most"), [("note", LONGEST_NOTE), ("who", LONGEST_LABEL), ("feeling", LONGEST_LABEL)])
def test_a_marks_words_have_a_greatest_length(part, most):
    assert getattr(Mark(id="m", film="f", span=SPAN, **{part: "x" * most}), part)
    with pytest.raises(InvalidValue, match="letters"):
        Mark(id="m", film="f", span=SPAN, **{part: "x" * (most + 1)})


def test_a_mark_can_be_said_in_json():
    mark = Mark(id="m", film="f", span=SPAN, kind="reception", principles=("waiting",), answers="a", author="ann")
    assert json.loads(json.dumps(mark.as_json())) == {
        "id": "m",
        "start_ms": 0,
        "end_ms": 40,
        "kind": "reception",
        "who": "",
        "principles": ["waiting"],
        "answers": "a",
        "note": "",
        "feeling": "",
        "author": "ann",
    }
