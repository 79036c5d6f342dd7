"""What a film may be used for, and until when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.permission import USES, Permission

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
