"""Agendas in the journal: saved whole, never over a newer one, and older than any room."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vigwidgets.core.agenda import Agenda, Step
from vigwidgets.core.errors import ChangedMeanwhile, InvalidValue, NotFound

MORNING = Agenda(
    "a", "A morning", (Step("q", "question", text="What do you hope for?", minutes=10), Step("p", "pause"))
)


def test_an_agenda_is_there_after_the_journal_was_closed(place, opened):
    first = opened(place)
    saved = first.save_agenda(MORNING)
    first.close()
    assert opened(place).agendas() == [saved] == [replace(MORNING, turn=1)]


def test_the_same_content_again_is_fine_and_changes_nothing(journal):
    saved = journal.save_agenda(MORNING)
    assert journal.save_agenda(MORNING) == journal.save_agenda(saved) == journal.agenda("a") == saved


def test_a_renamed_one_keeps_its_steps_and_they_are_told_by_title(journal):
    saved = journal.save_agenda(MORNING)
    journal.save_agenda(Agenda("b", "begin"))
    journal.save_agenda(replace(saved, title="Zebra"))
    assert [(one.title, len(one.steps)) for one in journal.agendas()] == [("begin", 0), ("Zebra", 2)]


def test_a_window_that_would_save_over_a_newer_one_is_refused(journal):
    first = journal.save_agenda(MORNING)
    newer = journal.save_agenda(replace(first, title="Newer"))
    with pytest.raises(ChangedMeanwhile, match="changed in another window"):
        journal.save_agenda(replace(first, title="Older"))
    journal.remove_agenda("a")
    journal.remove_agenda("a")
    with pytest.raises(ChangedMeanwhile, match="removed elsewhere"):
        journal.save_agenda(replace(newer, title="Late"))
    assert journal.agendas() == []


def test_a_copy_has_the_same_steps_and_a_retry_makes_no_second_one(journal):
    journal.save_agenda(MORNING)
    copied = journal.copy_agenda("a", new_id="b", title="Another morning")
    assert copied == replace(MORNING, id="b", title="Another morning", turn=1)
    assert journal.copy_agenda("a", new_id="b", title="Another morning") == copied
    with pytest.raises(NotFound, match="no such agenda"):
        journal.copy_agenda("gone", new_id="c", title="Nothing")
    with pytest.raises(InvalidValue, match="needs a title"):
        journal.copy_agenda("a", new_id="c", title=" ")
    assert [one.id for one in journal.agendas()] == ["a", "b"]


def test_an_agenda_outlives_the_room_and_goes_with_everything(journal):
    journal.save_agenda(MORNING)
    journal.open_room("r", "abc234")
    journal.end_room("r")
    assert len(journal.agendas()) == 1
    journal.erase_everything(receipt_id="all")
    assert journal.agendas() == []
