"""Where somebody stopped."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.left_off import LeftOff

NOW = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(("paragraph", "film", "time_ms"), [("", None, None), ("p", "f", 0), ("p", "f", None)])
def test_a_place_may_be_in_a_chapter_alone_or_in_a_film_too(paragraph, film, time_ms):
    place = LeftOff("c", paragraph, film, time_ms, NOW)
    assert (place.paragraph, place.film, place.time_ms) == (paragraph, film, time_ms)


@pytest.mark.parametrize(
    "said",
    [("no id", "p", None, None), ("", "p", None, None), ("c", "no id", None, None), ("c", "p", "../film", None)],
)
def test_chapters_paragraphs_and_films_are_known_by_ids(said):
    with pytest.raises(InvalidValue, match="An id has"):
        LeftOff(*said, NOW)


@pytest.mark.parametrize(("film", "time_ms"), [("f", -1), ("f", 1.5), ("f", True), (None, 5)])
def test_a_time_is_whole_milliseconds_in_a_film(film, time_ms):
    with pytest.raises(InvalidValue, match="whole milliseconds from 0 on"):
        LeftOff("c", "p", film, time_ms, NOW)


def test_the_instant_of_a_place_has_its_time_zone():
    with pytest.raises(InvalidValue, match="aware UTC"):
        LeftOff("c", "p", None, None, NOW.replace(tzinfo=None))
