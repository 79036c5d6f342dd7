"""A film's bytes go to its owner, in pieces, and are kept nowhere on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from vigwidgets.core.access import Person
from vigwidgets.server.app import Serving
from vigwidgets.server.desk import Desk
from vigwidgets.workbook.film_shelf import add_film

Visit = Callable[[str], httpx.Client]


@pytest.fixture
def annas_film(serving: Serving, testdata: Path) -> Iterator[tuple[str, bytes]]:
    """Id and bytes of a film that is Anna's."""
    path = testdata / "video/mdn__interactive-examples/friday.mp4"
    desk: Desk = serving.app.settings["desk"]
    film = add_film(desk.journal(Person("anna")), desk.shelf, path, title="Our table")
    yield film.id, path.read_bytes()
    desk.journal(Person("anna")).remove_film(film.id)
    desk.shelf.remove(film.id)


def test_the_owner_gets_the_film_whole_and_uncached(visit: Visit, annas_film: tuple[str, bytes]) -> None:
    film, content = annas_film
    reply = visit("anna").get(f"vig/film/{film}")
    assert reply.content == content
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["Content-Type"] == "video/mp4"
    assert "Etag" not in reply.headers


def test_the_owner_gets_any_piece_of_the_film(visit: Visit, annas_film: tuple[str, bytes]) -> None:
    film, content = annas_film
    anna = visit("anna")
    for asked, piece in (("bytes=0-99", content[:100]), ("bytes=1000-", content[1000:]), ("bytes=-7", content[-7:])):
        reply = anna.get(f"vig/film/{film}", headers={"Range": asked})
        assert (reply.status_code, reply.content) == (206, piece)
    assert anna.get(f"vig/film/{film}", headers={"Range": f"bytes={len(content)}-"}).status_code == 416


def test_the_owner_gets_the_time_of_every_frame(visit: Visit, annas_film: tuple[str, bytes]) -> None:
    reply = visit("anna").get(f"vig/film/{annas_film[0]}/frames")
    assert len(reply.content) == 4 * 185
    assert reply.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("part", ["", "/frames"])
def test_another_persons_film_is_not_there(visit: Visit, annas_film: tuple[str, bytes], part: str) -> None:
    assert visit("ben").get(f"vig/film/{annas_film[0]}{part}").status_code == 404


def test_a_page_about_another_persons_film_is_not_there(visit: Visit, annas_film: tuple[str, bytes]) -> None:
    assert visit("ben").get("chapter/my_film", params={"film": annas_film[0]}).status_code == 404
    assert visit("anna").get("chapter/my_film", params={"film": annas_film[0]}).status_code == 200
