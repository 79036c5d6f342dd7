"""Our index against the media times that a real browser gives to the pictures it paints."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.films.film_page import FilmPage, film_page
from tests.films.landings import check_landings, telling_frames
from vigwidgets.core.errors import FilmRefused
from vigwidgets.core.span import ms_from_seconds
from vigwidgets.films import Probe

VIDEO = Path(__file__).resolve().parents[3] / "shared" / "testdata" / "video"


@pytest.fixture(scope="module")
def page() -> Iterator[FilmPage]:
    with film_page() as opened:
        yield opened


def compare(page: FilmPage, path: Path, found: Probe) -> None:
    """Assert that picture, size and times of the browser are those of the index, wherever it goes."""
    seen = page.open(path, found)
    assert (seen["error"], seen["width"], seen["height"]) == (None, found.width, found.height)
    times_ms = found.times.times_ms
    assert ms_from_seconds(seen["first"]) == times_ms[0], "the picture shown before anything is done"
    assert set(page.play()) <= set(times_ms)
    check_landings(page, path, found, numbers=telling_frames(path, found))


def test_a_film_said_to_play_plays_with_our_times(
    page: FilmPage, film_name: str, probed: Callable[[Path], Probe | FilmRefused]
) -> None:
    found = probed(VIDEO / film_name)
    if isinstance(found, Probe) and found.browser_plays:
        compare(page, VIDEO / film_name, found)
