"""Pages that are told the words of several tables: none of them takes the place of another's."""

from __future__ import annotations

from itertools import combinations

import pytest

from vigwidgets import words
from vigwidgets.server import phone_doors
from vigwidgets.server.rooms import desk_page, doors, screen
from vigwidgets.server.templating import BarePage

ABOUT_THE_LANGUAGE = {"language", "direction"}


@pytest.mark.parametrize("page", [phone_doors.PAGE, doors.PAGE, screen.PAGE, desk_page.PAGE], ids=lambda one: one.name)
def test_no_word_of_a_page_hides_another(page: BarePage) -> None:
    tables = [set(words.load()[name]) - ABOUT_THE_LANGUAGE for name in page.said]
    assert all(tables)
    assert [sorted(one & other) for one, other in combinations(tables, 2) if one & other] == []
