"""A room's values: what people type to come in, what they are called, and where they may mark."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.room import (
    CODE_LETTERS,
    LETTERS,
    LONGEST_NAME,
    Room,
    RoomMark,
    RoomPerson,
    Round,
    check_digest,
    told_code,
)

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
NAIVE = NOON.replace(tzinfo=None)
CODES = st.text(LETTERS, min_size=CODE_LETTERS, max_size=CODE_LETTERS)


def a_round(start_ms=1000, end_ms=2000, closed_at=None):
    return Round("q", "f", start_ms, end_ms, NOON, closed_at)


def test_no_two_letters_of_a_code_are_taken_for_one_another():
    assert len(set(LETTERS)) == len(LETTERS) == 32
    assert set(LETTERS).isdisjoint("lo01")
    assert LETTERS.lower() == LETTERS


@given(CODES, st.data())
def test_a_code_is_understood_with_capitals_and_blanks_anywhere(code, data):
    typed = "".join(
        data.draw(st.sampled_from(["", " ", "\t", "\u00a0"])) + data.draw(st.sampled_from([letter, letter.upper()]))
        for letter in code
    )
    assert told_code(typed + " ") == code


@pytest.mark.parametrize("typed", ["", "abc23", "abc2345", "abc23l", "abc230", "abc-23", "äbc234", None, 234567])
def test_what_is_no_code_is_told_from_one(typed):
    assert told_code(typed) is None


@pytest.mark.parametrize("code", ["", "abc 234", "ABC234", "abc23l", "abc2345"])
def test_a_room_has_its_code_as_it_is_compared(code):
    with pytest.raises(InvalidValue, match="The code of a room has 6 small letters"):
        Room("r", code, NOON)
    assert Room("r", "abc234", NOON).code == "abc234"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Ada", "Ada"),
        ("  Ada \t\n Lovelace ", "Ada Lovelace"),
        ("X Æ A-12", "X Æ A-12"),
        ("e\u0301", "e\u0301"),
        ("שרה", "שרה"),
        ("مریم می\u200cخواهد", "مریم می\u200cخواهد"),
        ("\u200fעדה\u200f", "\u200fעדה\u200f"),
        ("👩\u200d🏫", "👩\u200d🏫"),
        ("7", "7"),
        ("x" * LONGEST_NAME, "x" * LONGEST_NAME),
    ],
)
def test_a_name_is_theirs_with_single_blanks(given, shown):
    assert RoomPerson("p", given, NOON).name == shown


@pytest.mark.parametrize(
    "given",
    ["", " \n ", "x" * (LONGEST_NAME + 1), "A\x00da", "A\x1b[31m", "A\x7f", "\ud83d", "\u200b", "\u200f", None, 7],
)
def test_a_name_can_be_seen_and_holds_no_control_characters(given):
    with pytest.raises(InvalidValue, match="A name has 1 to 40 letters"):
        RoomPerson("p", given, NOON)


@given(st.text(max_size=60))
def test_a_name_that_was_taken_is_taken_again_as_it_is(text):
    try:
        once = RoomPerson("p", text, NOON)
    except InvalidValue:
        return
    assert RoomPerson("p", once.name, NOON) == once
    assert 1 <= len(once.name) <= LONGEST_NAME


@given(st.integers(0, 50), st.integers(1, 50), st.integers(0, 120))
def test_a_round_takes_marks_of_its_stretch_alone(start_ms, length_ms, at_ms):
    stretch = a_round(start_ms, start_ms + length_ms)
    assert stretch.takes(RoomMark("m", "p", "q", at_ms)) is (start_ms <= at_ms < start_ms + length_ms)
    assert not stretch.takes(RoomMark("m", "p", "another", at_ms))
    closed = a_round(start_ms, start_ms + length_ms, NOON)
    assert closed.takes(RoomMark("m", "p", "q", at_ms)) is stretch.takes(RoomMark("m", "p", "q", at_ms))


@pytest.mark.parametrize(
    ("start_ms", "end_ms", "sentence"),
    [
        (-1, 5, "before the film does"),
        (5, 5, "before it starts"),
        (5, 4, "before it starts"),
        (0, 1.5, "whole milliseconds"),
        (True, 5, "whole milliseconds"),
    ],
)
def test_a_round_is_a_stretch_of_whole_milliseconds(start_ms, end_ms, sentence):
    with pytest.raises(InvalidValue, match=sentence):
        a_round(start_ms, end_ms)


@pytest.mark.parametrize("at_ms", [-1, 1.5, True, "7", None])
def test_a_mark_stands_at_whole_milliseconds(at_ms):
    with pytest.raises(InvalidValue, match="whole milliseconds from 0 on"):
        RoomMark("m", "p", "q", at_ms)


@pytest.mark.parametrize("tier", [0, 7, -1, 1.0, True, "1"])
def test_a_mark_has_one_of_six_tiers_or_none(tier):
    with pytest.raises(InvalidValue, match="no such tier"):
        RoomMark("m", "p", "q", 5, tier)
    assert [RoomMark("m", "p", "q", 5, fine).tier for fine in (None, 1, 6)] == [None, 1, 6]


@pytest.mark.parametrize(
    "make",
    [
        lambda bad: Room(bad, "abc234", NOON),
        lambda bad: RoomPerson(bad, "Ada", NOON),
        lambda bad: Round(bad, "f", 0, 1, NOON),
        lambda bad: Round("q", bad, 0, 1, NOON),
        lambda bad: RoomMark(bad, "p", "q", 5),
        lambda bad: RoomMark("m", bad, "q", 5),
        lambda bad: RoomMark("m", "p", bad, 5),
    ],
)
@pytest.mark.parametrize("bad", ["", "no id", "../room", None])
def test_rooms_people_rounds_and_marks_are_known_by_ids(make, bad):
    with pytest.raises(InvalidValue, match="An id has"):
        make(bad)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Room("r", "abc234", NAIVE),
        lambda: RoomPerson("p", "Ada", NAIVE),
        lambda: Round("q", "f", 0, 1, NAIVE),
        lambda: Round("q", "f", 0, 1, NOON, NAIVE),
    ],
)
def test_instants_have_their_time_zone(make):
    with pytest.raises(InvalidValue, match="aware UTC"):
        make()


@pytest.mark.parametrize("value", ["", "0" * 63, "0" * 65, "g" * 64, "A" * 64, None])
def test_a_digest_has_64_hexadecimal_digits(value):
    with pytest.raises(InvalidValue, match="64 hexadecimal digits"):
        check_digest(value)
    assert check_digest("0f" * 32) == "0f" * 32
