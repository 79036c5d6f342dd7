"""What a room does beside marking: kept once, shown to whom it may be, and gone with the room."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vigwidgets.core.errors import InvalidValue, NotFound
from vigwidgets.core.room_desk import Answer, Question, Rules, Run
from vigwidgets.journal.room_desk_tables import DESK_TABLES

KEY = "0f" * 32
ADA = Answer("ada", "s", "Unmistakable words", with_name=True, sequence=1)
BO = Answer("bo", "s", "Bo's words", with_name=False, sequence=1)


@pytest.fixture
def asked(journal):
    """Ann's journal with a room in which Ada and Bo are asked something."""
    journal.open_room("r", "abc234")
    for name in ("Ada", "Bo"):
        journal.join_room("r", name.lower(), name, KEY)
    journal.ask_room("r", [Question("s", "What did you see?")])
    return journal


def test_all_of_it_is_there_after_the_journal_was_closed(place, opened, asked):
    asked.follow_agenda("r", Run("a", "s", own_pace=True))
    asked.answer_in_room("r", ADA)
    asked.show_room_rules("r", ["Be kind."], shown=True)
    asked.agree_in_room("r", "ada")
    asked.split_room("r", {"ada": 1, "bo": 2})
    again = opened(place)
    assert again.room_run("r") == Run("a", "s", own_pace=True)
    assert again.room_questions("r") == [Question("s", "What did you see?")]
    assert again.room_answers("r") == [ADA]
    assert again.room_rules("r") == Rules(("Be kind.",), frozenset({"ada"}))
    assert again.room_groups("r") == {"ada": 1, "bo": 2}
    again.follow_agenda("r", None)
    assert again.room_run("r") is None


def test_a_question_keeps_its_first_words(asked):
    asked.ask_room("r", [Question("s", "Reworded?", is_open=False)])
    assert asked.room_questions("r") == [Question("s", "What did you see?", is_open=False)]


def test_an_answer_is_stored_once_and_the_last_change_stays(asked):
    assert asked.answer_in_room("r", ADA) == asked.answer_in_room("r", ADA) == ADA
    third = replace(ADA, text="Third", sequence=3)
    assert asked.answer_in_room("r", third) == third
    assert asked.answer_in_room("r", replace(ADA, text="Second, late", sequence=2)) == third
    assert asked.room_answers("r") == [third]


def test_a_closed_question_takes_a_first_answer_that_was_out_of_reach_and_no_change(asked):
    asked.answer_in_room("r", ADA)
    asked.ask_room("r", [Question("s", "", is_open=False)])
    assert asked.answer_in_room("r", ADA) == ADA, "a retry is answered as the first time"
    assert asked.answer_in_room("r", BO) == BO
    with pytest.raises(InvalidValue, match="This question is closed"):
        asked.answer_in_room("r", replace(ADA, text="New", sequence=2))
    assert asked.room_answers("r") == [ADA, BO]


def test_nobody_else_answers_and_nothing_else(asked):
    with pytest.raises(NotFound, match="Nobody of that name"):
        asked.answer_in_room("r", replace(ADA, person_id="stranger"))
    with pytest.raises(NotFound, match="Nothing of the kind"):
        asked.answer_in_room("r", replace(ADA, step_id="other"))
    assert asked.room_answers("r") == []


def test_answers_are_released_one_or_all_and_taken_back(asked):
    for one in (ADA, BO):
        asked.answer_in_room("r", one)
    standings = lambda: {one.person_id: one.standing for one in asked.room_answers("r")}  # noqa: E731
    asked.release_answers("r", "s", people=["bo"])
    assert standings() == {"ada": "kept", "bo": "released"}
    asked.release_answers("r", "s")
    assert standings() == {"ada": "released", "bo": "released"}
    asked.answer_in_room("r", replace(BO, text="Other words", sequence=2))
    assert standings() == {"ada": "released", "bo": "kept"}, "nobody has read the new words yet"
    asked.release_answers("r", "s", released=False)
    assert standings() == {"ada": "kept", "bo": "kept"}


def test_a_withheld_answer_is_erased_and_comes_never_again(asked):
    asked.answer_in_room("r", ADA)
    receipt = asked.withhold_answer("r", "ada", "s", receipt_id="w")
    assert (receipt.texts, receipt.what) == (1, "reflection")
    assert asked.withhold_answer("r", "ada", "s", receipt_id="w") == receipt
    asked.release_answers("r", "s")
    gone = asked.answer_in_room("r", replace(ADA, sequence=9))
    assert (gone.text, gone.standing) == ("", "withheld")
    assert asked.room_answers("r") == [gone]
    with pytest.raises(NotFound, match="no such answer"):
        asked.withhold_answer("r", "bo", "s", receipt_id="w2")


def test_no_word_of_a_withheld_answer_is_left_in_the_files(tmp_path, opened):
    ann = opened(tmp_path / "journal.db")
    ann.open_room("r", "abc234")
    ann.join_room("r", "ada", "Ada", KEY)
    ann.ask_room("r", [Question("s", "What?")])
    ann.answer_in_room("r", ADA)
    files = lambda: b"".join(one.read_bytes() for one in tmp_path.glob("journal.db*"))  # noqa: E731
    assert b"Unmistakable" in files()
    ann.withhold_answer("r", "ada", "s", receipt_id="w")
    assert b"Unmistakable" not in files()


def test_rules_keep_their_words_and_are_agreed_on_once(asked):
    with pytest.raises(NotFound, match="No ground rules were shown"):
        asked.agree_in_room("r", "ada")
    assert asked.room_rules("r") is None
    asked.show_room_rules("r", ["Be kind."], shown=True)
    asked.agree_in_room("r", "ada")
    asked.agree_in_room("r", "ada")
    asked.show_room_rules("r", ["Other words."], shown=False)
    assert asked.room_rules("r") == Rules(("Be kind.",), frozenset({"ada"}), shown=False)


def test_a_split_is_taken_back_and_the_one_before_is_there_again(asked):
    asked.unite_room("r")
    asked.split_room("r", {"ada": 1, "bo": 1, "stranger": 2})
    asked.split_room("r", {"ada": 1, "bo": 2})
    asked.put_into_group("r", "bo", 3)
    assert asked.room_groups("r") == {"ada": 1, "bo": 3}
    asked.unite_room("r")
    assert asked.room_groups("r") == {"ada": 1, "bo": 1}
    asked.unite_room("r")
    assert asked.room_groups("r") == {}
    for number in (0, 401, 1.5):
        with pytest.raises(InvalidValue, match="Groups are numbered"):
            asked.put_into_group("r", "bo", number)
    with pytest.raises(InvalidValue, match="Nobody is there"):
        asked.split_room("r", {"stranger": 1})


def test_somebody_who_leaves_takes_their_part_along(asked):
    asked.answer_in_room("r", ADA)
    asked.show_room_rules("r", ["Be kind."], shown=True)
    asked.agree_in_room("r", "ada")
    asked.split_room("r", {"ada": 1, "bo": 1})
    asked.leave_room("r", "ada")
    assert (asked.room_answers("r"), asked.room_rules("r").agreed) == ([], frozenset())
    assert asked.room_groups("r") == {"bo": 1}


def test_the_end_of_the_room_takes_all_of_it_and_counts_the_answers(asked):
    for one in (ADA, BO):
        asked.answer_in_room("r", one)
    asked.follow_agenda("r", Run("a"))
    asked.show_room_rules("r", ["Be kind."], shown=True)
    asked.agree_in_room("r", "ada")
    asked.split_room("r", {"ada": 1})
    count = lambda: [asked.door.read(lambda s, t=t: s.query(t).count()) for t in DESK_TABLES]  # noqa: E731
    assert all(count())
    assert asked.end_room("r").texts == 2
    assert count() == [0] * len(DESK_TABLES)
