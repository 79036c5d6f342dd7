"""Answers to exercises are kept like texts, and told from them."""

from __future__ import annotations

import json
from datetime import datetime

from vigwidgets.core.reflection import Prompt
from vigwidgets.journal import Journal


def save(journal: Journal, prompt: Prompt, text: str, *, sequence: int = 1, revision_id: str = "") -> None:
    journal.save_reflection(prompt, text, revision_id=revision_id or f"r-{prompt.id}", sitting="s1", sequence=sequence)


def pair(number: int = 1, chapter: str = "yes_cycles") -> Prompt:
    return Prompt(f"{chapter}.pair_{number}", chapter, "The red one", exercise="pair_turns")


def test_an_answer_comes_back_with_the_exercise_it_answers(journal: Journal) -> None:
    save(journal, pair(), '{"links": {"R1": "I1"}}')
    (kept,) = journal.exercises()
    assert (kept.prompt, kept.text) == (pair(), '{"links": {"R1": "I1"}}')
    assert isinstance(kept.saved_at, datetime)
    assert journal.reflection("yes_cycles.pair_1") == kept


def test_texts_and_answers_are_told_apart_and_come_in_the_order_of_their_saving(journal: Journal) -> None:
    written = Prompt("yes_cycles.why", "yes_cycles", "Why?")
    save(journal, pair(2), "{}")
    save(journal, written, "Because.")
    save(journal, pair(1), "{}")
    assert [one.prompt.id for one in journal.exercises()] == ["yes_cycles.pair_2", "yes_cycles.pair_1"]
    assert [one.prompt for one in journal.texts()] == [written]
    assert journal.answered() == {"yes_cycles": 3}


def test_only_the_newest_is_told_and_one_that_was_begun_again_is_not(journal: Journal) -> None:
    save(journal, pair(1), '{"a": 1}')
    save(journal, pair(1), '{"a": 2}', revision_id="another")
    save(journal, pair(2), '{"b": 1}')
    save(journal, pair(2), "", sequence=2)
    assert [one.text for one in journal.exercises()] == ['{"a": 2}']


def test_those_of_one_chapter_can_be_asked_for(journal: Journal) -> None:
    save(journal, pair(1), "{}")
    save(journal, pair(1, "receiving"), "{}")
    assert [one.prompt.chapter for one in journal.exercises("receiving")] == ["receiving"]


def test_many_prompts_are_read_at_once_with_all_their_texts(journal: Journal) -> None:
    for number in (1, 2, 3):
        save(journal, pair(number), '{"a": 1}')
    save(journal, pair(1), '{"a": 2}', revision_id="another")
    asked = [pair(1).id, pair(3).id, "nowhere.asked"]
    assert journal.revisions_of(asked) == {one: journal.revisions(one) for one in asked}
    assert [one.text for one in journal.revisions_of(asked)[pair(1).id]] == ['{"a": 2}', '{"a": 1}']


def test_an_answer_that_grows_shorter_leaves_no_copies_behind(journal: Journal) -> None:
    long = json.dumps({"placed": ["looking_interested"] * 20})
    save(journal, pair(), long)
    save(journal, pair(), '{"placed": []}', sequence=2)
    assert len(journal.revisions("yes_cycles.pair_1")) == 1


def test_nobody_sees_another_persons_answers(opened, place) -> None:
    ann, ben = opened(place, "ann"), opened(place, "ben")
    save(ann, pair(), '{"a": 1}')
    assert ben.exercises() == ben.texts() == []
