"""Reflections: saved every second, never lost, never overwritten by another window."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journal.law import LAW
from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.reflection import LONGEST_TEXT, Prompt

PROMPT = Prompt(id="noticed", chapter="being_attentive", words="What did you notice?")
LONG = "She looks up and he waits, and waits a little more, and then she smiles at him. "


def save(journal, text, *, sequence, revision_id="r1", sitting="window-1", prompt=PROMPT):
    return journal.save_reflection(prompt, text, revision_id=revision_id, sitting=sitting, sequence=sequence)


def texts(journal):
    return [revision.text for revision in journal.revisions("noticed")]


def test_a_prompt_without_an_answer_has_no_text(journal):
    assert journal.reflection("noticed") is None
    assert journal.revisions("noticed") == []


def test_a_text_survives_closing_the_journal(place, opened):
    first = opened(place)
    save(first, "He waits.", sequence=1)
    first.close()
    assert opened(place).reflection("noticed").text == "He waits."


def test_a_reflection_keeps_the_words_it_answered(journal):
    save(journal, "He waits.", sequence=1)
    reworded = Prompt(id="noticed", chapter="being_attentive", words="What did you see?")
    save(journal, "She smiles.", sequence=1, revision_id="r2", sitting="window-2", prompt=reworded)
    assert [revision.prompt.words for revision in journal.revisions("noticed")] == [reworded.words, PROMPT.words]


def test_the_instant_of_a_save_is_aware_and_in_utc(journal):
    before = datetime.now(UTC)
    saved = save(journal, "He waits.", sequence=1).revision.saved_at
    assert saved.utcoffset() == timedelta(0)
    assert before <= saved <= datetime.now(UTC)
    assert journal.reflection("noticed").saved_at == saved


def test_a_later_save_replaces_the_text_of_its_revision(journal):
    save(journal, "He", sequence=1)
    save(journal, "He waits.", sequence=2)
    assert texts(journal) == ["He waits."]


@pytest.mark.parametrize("sequence", [0, 4, 5])
def test_a_late_retry_changes_nothing_and_hears_what_is_stored(journal, sequence):
    stored = save(journal, "He waits.", sequence=5)
    assert save(journal, "He", sequence=sequence).revision == stored.revision
    assert texts(journal) == ["He waits."]


def test_a_new_revision_id_makes_a_new_revision(journal):
    save(journal, "He waits.", sequence=1)
    save(journal, "He waits. She smiles.", sequence=2, revision_id="r2")
    assert texts(journal) == ["He waits. She smiles.", "He waits."]


def test_a_revision_belongs_to_one_prompt(journal):
    save(journal, "He waits.", sequence=1)
    with pytest.raises(InvalidValue, match="another question or window"):
        save(journal, "x", sequence=2, prompt=Prompt(id="other", chapter="c", words="And?"))


def test_a_revision_belongs_to_one_sitting(journal):
    save(journal, "He waits.", sequence=1)
    with pytest.raises(InvalidValue, match="another question or window"):
        save(journal, "x", sequence=2, sitting="window-2")
    assert texts(journal) == ["He waits."]


def test_the_same_prompt_in_two_windows_keeps_both_texts(journal):
    save(journal, "From the first.", sequence=1)
    save(journal, "From the second.", sequence=1, revision_id="r2", sitting="window-2")
    save(journal, "From the first, more.", sequence=2)
    assert texts(journal) == ["From the first, more.", "From the second."]


def test_the_newest_text_is_the_one_saved_last(journal):
    save(journal, "From the first.", sequence=1)
    save(journal, "From the second.", sequence=1, revision_id="r2", sitting="window-2")
    save(journal, "From the first, more.", sequence=2)
    assert journal.reflection("noticed").text == "From the first, more."


def test_a_window_is_told_that_another_one_wrote_meanwhile(journal):
    save(journal, "From the first.", sequence=1)
    save(journal, "From the second.", sequence=1, revision_id="r2", sitting="window-2")
    assert save(journal, "From the first, more.", sequence=2).beside


def test_a_window_that_heard_no_answer_is_told_again(journal):
    save(journal, "From the first.", sequence=1)
    save(journal, "From the second.", sequence=1, revision_id="r2", sitting="window-2")
    save(journal, "From the first, more.", sequence=2)
    assert save(journal, "From the first, more.", sequence=2).beside


def test_a_window_is_told_only_of_what_is_new_to_it(journal):
    save(journal, "From the first.", sequence=1)
    save(journal, "From the second.", sequence=1, revision_id="r2", sitting="window-2")
    save(journal, "From the first, more.", sequence=2)
    assert not save(journal, "From the first, and more.", sequence=3).beside


def test_writing_on_another_day_is_not_beside_yesterdays(journal):
    save(journal, "Yesterday.", sequence=9)
    assert not save(journal, "Today.", sequence=1, revision_id="r2", sitting="window-2").beside


def test_writing_to_another_prompt_is_not_beside(journal):
    save(journal, "He waits.", sequence=1)
    other = Prompt(id="other", chapter="c", words="And?")
    save(journal, "x", sequence=1, revision_id="r2", sitting="window-2", prompt=other)
    assert not save(journal, "He waits longer.", sequence=2).beside


@pytest.mark.parametrize("new", ["", "x", LONG[:20], "Start over. " * 3])
def test_a_text_that_is_suddenly_much_shorter_leaves_the_old_one_behind(journal, new):
    save(journal, LONG, sequence=1)
    save(journal, new, sequence=2)
    assert texts(journal) == [new, LONG]


def test_a_text_pasted_over_another_of_the_same_length_leaves_the_old_one_behind(journal):
    save(journal, "a" * 60, sequence=1)
    save(journal, "b" * 60, sequence=2)
    assert texts(journal) == ["b" * 60, "a" * 60]


def test_a_text_deleted_little_by_little_is_kept_whole(journal):
    whole = LONG * 5
    for sequence, length in enumerate(range(len(whole), -1, -20)):
        save(journal, whole[:length], sequence=sequence)
    assert texts(journal) == ["", whole]


def test_writing_on_leaves_one_revision(journal):
    for length in range(len(LONG)):
        save(journal, LONG[:length], sequence=length)
    assert len(texts(journal)) == 1


def test_a_correction_leaves_one_revision(journal):
    save(journal, LONG, sequence=1)
    save(journal, LONG.replace("smiles", "laughs out loud"), sequence=2)
    assert len(texts(journal)) == 1


def test_a_window_is_not_beside_itself_because_an_earlier_text_was_kept(journal):
    save(journal, LONG, sequence=1)
    save(journal, "", sequence=2)
    assert not save(journal, "Anew", sequence=3).beside


@LAW
@given(st.lists(st.tuples(st.sampled_from("ab"), st.text(max_size=120)), min_size=1, max_size=8))
def test_no_window_ever_loses_much(journal, make, saves):
    prompt = Prompt(id=make.new_id(), chapter="c", words="And?")
    run = make.new_id()
    for sequence, (window, text) in enumerate(saves):
        journal.save_reflection(
            prompt, text, revision_id=f"{run}-{window}", sitting=f"{run}-{window}", sequence=sequence
        )
        kept = [revision.text for revision in journal.revisions(prompt.id)]
        assert kept[0] == text.replace("\x00", "\N{REPLACEMENT CHARACTER}")
        for _, earlier in saves[: sequence + 1]:
            assert any(len(earlier) - 2 * 40 <= len(other) for other in kept)


@pytest.mark.parametrize("sequence", [-1, 2**53, True, 1.5])
def test_saves_are_counted_in_whole_numbers(journal, sequence):
    with pytest.raises(InvalidValue, match="whole numbers"):
        save(journal, "x", sequence=sequence)


def test_a_text_has_a_greatest_length(journal):
    with pytest.raises(InvalidValue, match="at most"):
        save(journal, "x" * (LONGEST_TEXT + 1), sequence=1)


def test_the_longest_text_is_kept(journal):
    save(journal, "x" * LONGEST_TEXT, sequence=1)
    assert len(journal.reflection("noticed").text) == LONGEST_TEXT


def test_half_an_emoji_does_not_stop_the_saving(journal):
    assert save(journal, "well \ud83d", sequence=1).revision.text == "well \N{REPLACEMENT CHARACTER}"
