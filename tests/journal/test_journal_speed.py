"""How long opening and marking take on SQLite, measured as people meet them."""

from __future__ import annotations

import statistics
import time

import pytest

pytestmark = pytest.mark.timeout(60)


def median_ms(work, *, times):
    taken = []
    for number in range(times):
        before = time.perf_counter()
        work(number)
        taken.append((time.perf_counter() - before) * 1000)
    return statistics.median(taken)


def test_opening_a_journal_takes_less_than_thirty_milliseconds(file, opened, make):
    opened(file).add_film(make.film())
    assert median_ms(lambda _: opened(file).films(), times=15) < 30


def test_adding_a_mark_takes_less_than_ten_milliseconds(file, opened, make):
    journal = opened(file)
    film = journal.add_film(make.film())
    assert median_ms(lambda n: journal.add_mark(make.mark(film), change_id=f"c{n}"), times=100) < 10
