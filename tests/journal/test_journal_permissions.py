"""What the people in a film agreed to: stored with it, and kept to by every use."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vigwidgets.core.errors import InvalidValue, NotFound, NotPermitted
from vigwidgets.core.permission import USES, Permission

DAY = date(2027, 7, 31)
DAYS = st.dates(DAY - timedelta(days=3), DAY + timedelta(days=3))
AGREED = Permission(("work", "group"), DAY, ("Ö.", "mother"), "the mother, on paper")


def is_allowed(journal, film, use, on):
    try:
        return journal.film_for(film.id, use=use, on=on) == journal.film(film.id)
    except NotPermitted:
        return False


@pytest.fixture
def agreements(file, opened, make):
    """A journal in SQLite with a film and a drawn clip for every agreement there can be; what was agreed, by id."""
    journal = opened(file)
    agreed = {}
    for chosen in itertools.product((True, False), repeat=len(USES)):
        for until in (None, DAY):
            permission = Permission(tuple(itertools.compress(USES, chosen)), until)
            film = journal.add_film(make.film(permission=permission))
            clip = journal.shelve_clip(make.film(source="drawn", permission=permission))
            agreed |= {film.id: permission, clip.id: None}
    return journal, agreed


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_film_is_had_for_what_was_agreed_and_until_its_day_only_but_a_clip_for_everything(agreements, data):
    journal, agreed = agreements
    film = journal.film(data.draw(st.sampled_from(sorted(agreed))))
    use, on = data.draw(st.sampled_from(USES)), data.draw(DAYS)
    permission = agreed[film.id]
    fits = permission is None or (use in permission.uses and (permission.until is None or on <= permission.until))
    assert is_allowed(journal, film, use, on) is fits


def test_a_film_of_ones_own_that_calls_itself_drawn_stays_under_its_permission(journal, make):
    film = journal.add_film(make.film(source="drawn", permission=Permission(("work",))))
    with pytest.raises(NotPermitted, match="Nobody has agreed"):
        journal.film_for(film.id, use="training")


def test_a_film_whose_day_has_passed_is_had_for_nothing(journal, make):
    film = journal.add_film(make.film(permission=AGREED))
    with pytest.raises(NotPermitted, match="has ended"):
        journal.film_for(film.id, use="work", on=DAY + timedelta(days=1))


@pytest.mark.parametrize(("days", "allowed"), [(-1, False), (0, True), (1, True)])
def test_without_a_day_today_counts(journal, make, days, allowed):
    today = datetime.now().astimezone().date()
    film = journal.add_film(make.film(permission=Permission(("work",), today + timedelta(days=days))))
    assert is_allowed(journal, film, "work", None) is allowed


def test_a_use_that_nobody_knows_is_refused(journal, make):
    clip = journal.shelve_clip(make.film(source="drawn"))
    with pytest.raises(InvalidValue, match="no use called 'advertising'"):
        journal.film_for(clip.id, use="advertising")


def test_a_film_that_is_not_there_is_had_for_nothing(journal):
    with pytest.raises(NotFound, match="no such film"):
        journal.film_for("unknown", use="work")


def test_a_new_film_keeps_who_is_in_it_and_whose_permission_it_is(place, opened, make):
    film = opened(place).add_film(make.film(permission=AGREED))
    assert opened(place).film(film.id).permission == AGREED


def test_a_permission_that_changed_is_kept(place, opened, make):
    journal = opened(place)
    film = journal.add_film(make.film(permission=AGREED))
    newer = Permission(("training",), None, ("father",), "the father")
    assert journal.set_permission(film.id, newer).permission == newer
    assert opened(place).films() == [journal.film(film.id)]
    assert journal.film(film.id).permission == newer


def test_the_same_bytes_again_leave_the_permission_as_it_was(journal, make):
    film = journal.add_film(make.film(permission=AGREED))
    again = make.film(sha256=film.sha256, permission=Permission(("work", "group", "training")))
    assert journal.add_film(again) == film


def test_a_film_gets_another_title(place, opened, make):
    journal = opened(place)
    film = journal.add_film(make.film())
    assert journal.rename_film(film.id, "  Lunch,\n at home ").title == "Lunch, at home"
    assert opened(place).film(film.id).title == "Lunch, at home"


@pytest.mark.parametrize("title", ["", " \n", "x" * 301])
def test_a_title_that_is_none_is_refused_and_the_old_one_stays(journal, make, title):
    film = journal.add_film(make.film())
    with pytest.raises(InvalidValue, match="1 to 300 letters"):
        journal.rename_film(film.id, title)
    assert journal.film(film.id) == film


def test_half_an_emoji_in_a_label_does_not_stop_the_storing(journal, make):
    film = journal.add_film(make.film())
    odd = Permission(people=("a\ud83d",), given_by="b\x00")
    assert journal.set_permission(film.id, odd).permission == Permission(people=("a\ufffd",), given_by="b\ufffd")


def test_the_first_sight_of_oneself_goes_its_steps(place, opened, make):
    journal = opened(place)
    film = journal.add_film(make.film())
    assert journal.first_sight(film.id) == 0
    for step in (1, 2, 0):
        assert journal.set_first_sight(film.id, step) == step
        assert opened(place).first_sight(film.id) == step


@pytest.mark.parametrize("step", [-1, 3, True, 1.0, "1"])
def test_a_step_that_is_none_is_refused(journal, make, step):
    film = journal.add_film(make.film())
    with pytest.raises(InvalidValue, match="steps 0, 1 and 2"):
        journal.set_first_sight(film.id, step)
    assert journal.first_sight(film.id) == 0
