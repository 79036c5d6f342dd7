"""One frame of a film goes to its owner as a picture, and to nobody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import av
import httpx
import numpy as np
import pytest

from vigwidgets.core.access import Person
from vigwidgets.core.film import Film
from vigwidgets.core.permission import Permission
from vigwidgets.films import probe
from vigwidgets.films.still import still
from vigwidgets.server.app import Serving
from vigwidgets.server.desk import Desk
from vigwidgets.workbook.film_shelf import add_film

Visit = Callable[[str], httpx.Client]
FRIDAY = "video/mdn__interactive-examples/friday.mp4"


@pytest.fixture
def desk(serving: Serving) -> Desk:
    """The server's desk."""
    return serving.app.settings["desk"]


@pytest.fixture
def film(desk: Desk, testdata: Path) -> Iterator[Film]:
    """A film of Anna's."""
    added = add_film(desk.journal(Person("anna")), desk.shelf, testdata / FRIDAY, title="Our table")
    yield added
    desk.journal(Person("anna")).remove_film(added.id)
    desk.shelf.remove(added.id)


@pytest.mark.parametrize("number", [0, 100, 184])
def test_the_frame_that_is_on_comes_as_a_picture(
    visit: Visit, film: Film, testdata: Path, tmp_path: Path, number: int
) -> None:
    start, end = probe(testdata / FRIDAY).times.frame_span(number)
    for time_ms in (start, end - 1):
        reply = visit("anna").get(f"vig/film/{film.id}/still-{time_ms}.png")
        assert reply.content == still(testdata / FRIDAY, frame=number)
        assert reply.headers["Content-Type"] == "image/png"
        assert reply.headers["Content-Disposition"] == f'attachment; filename="still-{time_ms}.png"'
        assert reply.headers["Cache-Control"] == "no-store"
        assert "Etag" not in reply.headers
    (tmp_path / "still.png").write_bytes(reply.content)
    with av.open(str(tmp_path / "still.png")) as picture:
        shown = next(picture.decode(video=0))
    assert (shown.width, shown.height) == (film.width, film.height)
    assert np.ptp(shown.to_ndarray(format="gray")) > 50


def test_while_the_copy_is_made_the_picture_comes_from_the_film_itself(
    visit: Visit, desk: Desk, testdata: Path, tmp_path: Path
) -> None:
    source = testdata / "video/androidx__media/h265_bframes.mp4"
    added = add_film(desk.journal(Person("anna")), desk.shelf, source, title="Garden", copy_later=True)
    try:
        assert desk.shelf.lacks_copy(added.id)
        start, _ = probe(source).times.frame_span(20)
        now = visit("anna").get(f"vig/film/{added.id}/still-{start}.png")
        assert now.content == still(source, frame=20)
        desk.shelf.make_copy(added.id)
        later = visit("anna").get(f"vig/film/{added.id}/still-{start}.png")
        first, second = (gray(reply.content, tmp_path / "still.png") for reply in (now, later))
        assert first.shape == second.shape
        assert np.abs(first - second).mean() < 3
    finally:
        desk.journal(Person("anna")).remove_film(added.id)
        desk.shelf.remove(added.id)


def gray(png: bytes, place: Path) -> np.ndarray:
    place.write_bytes(png)
    with av.open(str(place)) as picture:
        return next(picture.decode(video=0)).to_ndarray(format="gray").astype(float)


@pytest.mark.parametrize("time", ["6167", "99999999999", "-1", "1.5", "soon", ""])
def test_what_is_not_in_the_film_is_not_there(visit: Visit, film: Film, time: str) -> None:
    assert visit("anna").get(f"vig/film/{film.id}/still-{time}.png").status_code == 404


def test_nobody_else_gets_a_picture_and_nobody_once_the_permission_is_over(
    visit: Visit, desk: Desk, film: Film
) -> None:
    address = f"vig/film/{film.id}/still-1000.png"
    assert visit("anna").get(address).status_code == 200
    assert visit("ben").get(address).status_code == 404
    assert visit("anna").get("vig/film/none-such/still-0.png").status_code == 404
    for permission in (Permission(("work",), date(2020, 1, 1)), Permission(("training",))):
        desk.journal(Person("anna")).set_permission(film.id, permission)
        assert visit("anna").get(address).status_code == 403


def test_a_film_that_was_damaged_gives_no_picture(visit: Visit, desk: Desk, film: Film) -> None:
    path = desk.shelf.film_path(film.id)
    path.write_bytes(path.read_bytes()[:100_000])
    assert visit("anna").get(f"vig/film/{film.id}/still-5000.png").status_code == 404
