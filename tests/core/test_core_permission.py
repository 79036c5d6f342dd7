"""What a film may be used for, and until when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigwidgets.core.errors import InvalidValue, NotPermitted
from vigwidgets.core.permission import LONGEST_GIVER, LONGEST_LABEL, MOST_PEOPLE, USES, Permission

DAYS = st.dates(date(2000, 1, 2), date(2100, 1, 1))


def test_by_default_a_film_is_for_the_owners_own_work_only():
    assert [use for use in USES if Permission().allows(use, on=date(2026, 1, 1))] == ["work"]


@given(st.lists(st.sampled_from(USES)))
def test_uses_are_said_once_and_in_one_order(uses):
    assert Permission(tuple(uses)).uses == tuple(use for use in USES if use in uses)


@given(st.lists(st.sampled_from(USES)), st.none() | DAYS, DAYS)
def test_only_what_was_agreed_is_allowed_and_only_until_its_day(uses, until, day):
    permission = Permission(tuple(uses), until)
    for use in (*USES, "advertising"):
        assert permission.allows(use, on=day) is (use in uses and (until is None or day <= until))


@given(DAYS)
def test_the_last_day_still_counts(day):
    permission = Permission(("work",), day)
    assert permission.allows("work", on=day)
    assert not permission.allows("work", on=day + timedelta(days=1))


@given(st.lists(st.sampled_from(USES), unique=True), st.none() | DAYS)
def test_a_permission_can_be_written_down_and_read_again(uses, until):
    written = Permission.parse(", ".join(uses), until=until and until.isoformat())
    assert written == Permission(tuple(uses), until)


def test_an_unknown_use_is_refused():
    with pytest.raises(InvalidValue, match="'advertising'"):
        Permission.parse("work,advertising")


@pytest.mark.parametrize("until", ["tomorrow", "2027-02-30", "31.07.2027"])
def test_a_date_that_is_none_is_refused(until):
    with pytest.raises(InvalidValue, match="not a date"):
        Permission.parse("work", until=until)


@given(st.lists(st.sampled_from(USES)), st.none() | DAYS, DAYS, st.sampled_from(USES))
def test_a_use_is_refused_exactly_where_it_is_not_allowed(uses, until, day, use):
    permission = Permission(tuple(uses), until)
    if permission.allows(use, on=day):
        permission.require(use, on=day)
    else:
        with pytest.raises(NotPermitted, match=r"Ask (first|again)"):
            permission.require(use, on=day)


@given(st.none() | DAYS, DAYS)
def test_an_agreement_has_passed_after_its_last_day_only(until, day):
    assert Permission(until=until).has_passed(on=day) is (until is not None and day > until)


def test_an_agreement_that_has_ended_says_so_even_of_a_use_that_nobody_agreed_to():
    with pytest.raises(NotPermitted, match="has ended"):
        Permission((), date(2026, 1, 1)).require("training", on=date(2026, 1, 2))


@pytest.mark.parametrize(("use", "spoken"), [("work", "your own work"), ("group", "a group"), ("training", "training")])
def test_a_refusal_names_the_use_in_plain_words(use, spoken):
    with pytest.raises(NotPermitted, match=f"used for {spoken}"):
        Permission(()).require(use, on=date(2026, 1, 1))


def test_by_default_nobody_is_named():
    assert (Permission().people, Permission().given_by) == ((), "")


def test_people_are_named_once_without_needless_white_space():
    assert Permission(people=(" A. ", "", "the  mother", "A.", " \n")).people == ("A.", "the mother")


def test_whose_permission_it_is_stands_in_one_line():
    assert Permission(given_by=" the\nmother ").given_by == "the mother"


@pytest.mark.parametrize("people", [tuple(map(str, range(MOST_PEOPLE + 1))), ("x" * (LONGEST_LABEL + 1),)])
def test_more_people_or_letters_than_fit_are_refused(people):
    with pytest.raises(InvalidValue, match="at most 40 people"):
        Permission(people=people)


def test_as_many_people_and_letters_as_fit_are_taken():
    people = tuple(f"{number:0{LONGEST_LABEL}}" for number in range(MOST_PEOPLE))
    assert Permission(people=people, given_by="x" * LONGEST_GIVER).people == people


def test_a_long_story_of_whose_permission_it_is_is_refused():
    with pytest.raises(InvalidValue, match="at most 300 letters"):
        Permission(given_by="x" * (LONGEST_GIVER + 1))


def test_who_is_in_it_is_written_down_with_the_uses():
    assert Permission.parse("work", people=("A.",), given_by="A.") == Permission(("work",), None, ("A.",), "A.")
