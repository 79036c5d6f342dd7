"""The end of a room in the journal, private notes, and what people say of the day: who can tell what from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from vigwidgets.core.errors import InvalidValue, NotFound
from vigwidgets.core.room import RoomMark, Round
from vigwidgets.core.room_after import MOST_WORDS, Evaluation, SealedNotes, told_personal_code

CODE = "abc234"
KEY = "0f" * 32
EVENING = datetime(2026, 11, 21, 20, tzinfo=UTC)
NOTES = SealedNotes("ada", "ab", b"salt", b"nonce", b"sealed", 1)


@pytest.fixture
def ann(journal):
    """Ann's journal with a room in which are Ada and Bo."""
    journal.open_room("r", CODE)
    for name in ("Ada", "Bo"):
        journal.join_room("r", name.lower(), name, KEY)
    return journal


def test_a_room_that_has_ended_takes_nobody_and_nothing_in(ann, place, opened, make):
    film = ann.add_film(make.film(duration_ms=60_000))
    ann.open_round("r", Round("q", film.id, 0, 1000, EVENING))
    kept = RoomMark("m", "ada", "q", 5)
    assert ann.keep_room_marks("r", [kept]) == ["m"]
    assert ann.close_room("r", EVENING).kept_until == EVENING
    assert opened(place).room().kept_until == EVENING
    assert ann.round_now("r").closed_at is not None
    for begin in (
        lambda: ann.join_room("r", "cem", "Cem", KEY),
        lambda: ann.open_round("r", Round("q2", film.id, 0, 1000, EVENING)),
    ):
        with pytest.raises(InvalidValue, match="This room has ended"):
            begin()
    assert ann.keep_room_marks("r", [replace(kept, id="late")]) == []
    assert ann.room_marks("q") == [kept]
    assert [one.id for one in ann.room_rounds("r")] == ["q"]


def test_a_name_is_reported_only_while_its_owner_agrees(ann):
    assert not any(one.in_report for one in ann.room_people("r"))
    ann.name_in_report("r", "ada", agreed=True)
    assert [one.in_report for one in ann.room_people("r")] == [True, False]
    ann.name_in_report("r", "ada", agreed=False)
    assert not any(one.in_report for one in ann.room_people("r"))
    with pytest.raises(NotFound, match="Nobody of that name"):
        ann.name_in_report("r", "cem", agreed=True)


def test_notes_change_only_from_the_version_before(ann):
    ann.begin_room_notes("r", NOTES)
    newer = replace(NOTES, nonce=b"other", sealed=b"newer", version=2)
    assert ann.change_room_notes("r", newer)
    assert not ann.change_room_notes("r", replace(newer, sealed=b"from another device"))
    assert not ann.change_room_notes("r", replace(newer, version=3, salt=b"another key"))
    assert (ann.room_notes("r", "ab"), ann.room_notes("r", "cd")) == (newer, None)
    assert ann.noted_in_room("r") == {"ada"}


def test_new_notes_take_the_place_of_the_old_and_nobody_elses(ann):
    ann.begin_room_notes("r", NOTES)
    with pytest.raises(InvalidValue, match="Somebody else has this code"):
        ann.begin_room_notes("r", replace(NOTES, person_id="bo"))
    ann.begin_room_notes("r", replace(NOTES, place="cd"))
    assert (ann.room_notes("r", "ab"), ann.room_notes("r", "cd").person_id) == (None, "ada")
    ann.leave_room("r", "ada")
    assert (ann.room_notes("r", "cd"), ann.noted_in_room("r")) == (None, set())


def test_nothing_said_of_the_day_is_shown_before_five_said_something(ann):
    assert ann.evaluations_of_day("r") is None
    with pytest.raises(NotFound, match="Nobody was asked"):
        ann.evaluate_day("r", Evaluation(5), token="t")
    ann.ask_about_day("r")
    said = [Evaluation(level, helped=f"helped {level}") for level in range(1, 6)]
    for one in said:
        assert ann.evaluations_of_day("r").said == ()
        assert ann.evaluate_day("r", one, token=f"t{one.useful}")
        assert not ann.evaluate_day("r", Evaluation(1), token=f"t{one.useful}"), "it is spent"
    ann.ask_about_day("r")
    found = ann.evaluations_of_day("r")
    assert (found.count, set(found.said)) == (5, set(said))
    assert (ann.has_evaluated_day("r", token="t3"), ann.has_evaluated_day("r", token="t6")) == (True, False)


def test_the_receipt_counts_notes_and_answers_and_says_nothing_of_them(ann):
    ann.begin_room_notes("r", NOTES)
    ann.ask_about_day("r")
    ann.evaluate_day("r", Evaluation(helped="talking"), token="t")
    receipt = ann.end_room("r")
    assert (receipt.what, receipt.texts, receipt.marks) == ("room", 2, 0)


def test_nothing_of_notes_and_answers_is_left_when_everything_is_erased(ann):
    ann.begin_room_notes("r", NOTES)
    ann.ask_about_day("r")
    ann.erase_everything(receipt_id="all")
    ann.open_room("s", CODE)
    assert (ann.noted_in_room("s"), ann.evaluations_of_day("s")) == (set(), None)


def test_earlier_states_of_what_was_said_of_the_day_are_in_no_file(file, opened):
    journal = opened(file)
    journal.open_room("r", CODE)
    journal.ask_about_day("r")
    for number in range(9):
        journal.evaluate_day("r", Evaluation(helped=f"Helped {number}."), token=f"{number:064d}")
    content = b"".join(path.read_bytes() for path in file.parent.iterdir())
    assert [content.count(b"Helped %d." % number) for number in range(9)] == [1] * 9


@pytest.mark.parametrize("bad", ["", "abc", "ab234567892l", "ab2345678923a", "ab23456789\u00b2\u00b2"])
def test_a_personal_code_is_typed_as_people_type_and_others_are_refused(bad):
    assert told_personal_code(" AB23-4567 8923 ") == "ab2345678923"
    with pytest.raises(InvalidValue, match="A personal code has 12"):
        told_personal_code(bad)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "Nothing was answered"),
        ({"helped": "  "}, "Nothing was answered"),
        ({"useful": 0}, "1 to 5"),
        ({"useful": True}, "1 to 5"),
        ({"more": "x" * (MOST_WORDS + 1)}, "1000 letters"),
    ],
)
def test_an_answer_about_the_day_that_is_none_is_refused(said, why):
    with pytest.raises(InvalidValue, match=why):
        Evaluation(**said)
