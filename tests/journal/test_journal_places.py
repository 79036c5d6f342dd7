"""Where somebody left off, and the keys of their drafts."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest

from vigwidgets.core.errors import NotFound
from vigwidgets.core.left_off import LeftOff

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def place_in(chapter, *, minutes=0, paragraph="p1", film=None, time_ms=None):
    return LeftOff(chapter, paragraph, film, time_ms, NOON + timedelta(minutes=minutes))


def test_nobody_left_off_anywhere_in_an_empty_journal(journal):
    assert journal.left_off() is None
    assert journal.left_off("welcome") is None


def test_a_place_survives_closing_the_journal(place, opened, make):
    first = opened(place)
    film = first.add_film(make.film())
    there = place_in("my_film", film=film.id, time_ms=61_000)
    assert first.leave_off(there) == there
    first.close()
    assert opened(place).left_off() == there


def test_the_beginning_of_a_chapter_is_a_place(journal):
    assert journal.leave_off(place_in("welcome", paragraph="")) == journal.left_off()


def test_each_chapter_has_one_place_and_the_newest_of_all_is_the_one_to_carry_on_at(journal):
    journal.leave_off(place_in("one", minutes=1))
    journal.leave_off(place_in("two", minutes=3))
    newest_of_one = journal.leave_off(place_in("one", minutes=2, paragraph="p2"))
    assert journal.left_off("one") == newest_of_one
    assert journal.left_off() == place_in("two", minutes=3)


def test_a_place_that_arrives_late_does_not_win(journal):
    later = journal.leave_off(place_in("one", minutes=5))
    assert journal.leave_off(place_in("one", minutes=4, paragraph="p0")) == later
    assert journal.left_off("one") == later


def test_the_later_instant_wins_whatever_its_time_zone(journal):
    east = timezone(timedelta(hours=9))
    journal.leave_off(place_in("one", minutes=30))
    earlier_here = LeftOff("one", "p2", None, None, (NOON + timedelta(minutes=10)).astimezone(east))
    assert journal.leave_off(earlier_here).paragraph == "p1"


def test_a_place_in_a_film_that_is_not_here_is_refused(journal):
    with pytest.raises(NotFound, match="no such film"):
        journal.leave_off(place_in("one", film="unknown", time_ms=5))
    assert journal.left_off() is None


def test_a_place_in_a_drawn_clip_is_kept(journal, make):
    clip = journal.shelve_clip(make.film(source="drawn"))
    there = place_in("one", film=clip.id, time_ms=0)
    assert journal.leave_off(there) == journal.left_off() == there


def test_a_key_is_made_once_and_survives_closing_the_journal(place, opened, make):
    journal = opened(place)
    film = journal.add_film(make.film())
    made = journal.draft_key(), journal.draft_key(film.id)
    journal.close()
    again = opened(place)
    assert (again.draft_key(), again.draft_key(film.id)) == made
    assert all(re.fullmatch("[0-9a-f]{64}", key) for key in made)


def test_each_film_has_a_key_of_its_own_and_a_clip_the_persons(journal, make):
    first, second = journal.add_film(make.film()), journal.add_film(make.film())
    clip = journal.shelve_clip(make.film(source="drawn"))
    keys = [journal.draft_key(), journal.draft_key(first.id), journal.draft_key(second.id)]
    assert len(set(keys)) == len(keys)
    assert journal.draft_key(clip.id) == keys[0]


def test_two_people_do_not_share_a_key_on_a_clip(place, opened, make):
    clip = opened(place, "ann").shelve_clip(make.film(source="drawn"))
    assert opened(place, "ann").draft_key(clip.id) != opened(place, "bea").draft_key(clip.id)


def test_the_key_of_an_erased_film_never_comes_back(journal, make):
    film = journal.add_film(make.film())
    key = journal.draft_key(film.id)
    journal.erase_film(film.id, receipt_id="erased")
    with pytest.raises(NotFound, match="no such film"):
        journal.draft_key(film.id)
    journal.add_film(film)
    assert journal.draft_key(film.id) != key


def test_erasing_everything_gives_a_new_key_afterwards(journal):
    key = journal.draft_key()
    journal.erase_everything(receipt_id="erased")
    assert journal.draft_key() != key
