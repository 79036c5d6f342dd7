"""Marks go to their owner as a file of another program's format, under a name that tells nothing."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest

from vigwidgets import frameworks
from vigwidgets.core.access import Person
from vigwidgets.core.film import Film
from vigwidgets.core.mark import Mark
from vigwidgets.core.permission import Permission
from vigwidgets.core.span import Span
from vigwidgets.exchange import FORMATS
from vigwidgets.server.app import Serving
from vigwidgets.server.desk import Desk
from vigwidgets.workbook.film_shelf import add_film

Visit = Callable[[str], httpx.Client]
TODAY = date.today()  # noqa: DTZ011 - permissions end on this place's calendar


@pytest.fixture
def desk(serving: Serving) -> Desk:
    """The server's desk."""
    return serving.app.settings["desk"]


@pytest.fixture
def film(desk: Desk, testdata: Path) -> Iterator[Film]:
    """A film of Anna's with a mark on it."""
    journal = desk.journal(Person("anna"))
    added = add_film(journal, desk.shelf, testdata / "video/mdn__interactive-examples/friday.mp4", title="Käthe, lunch")
    journal.add_mark(Mark("m1", added.id, Span(1000, 2500), note="=she waits, “gently”"), change_id="c1")
    yield added
    journal.remove_film(added.id)
    desk.shelf.remove(added.id)


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_what_the_command_line_writes_under_a_name_that_tells_nothing(
    visit: Visit, desk: Desk, film: Film, form: str
) -> None:
    reply = visit("anna").get(f"vig/film/{film.id}/marks.{form}")
    marks = desk.journal(Person("anna")).marks(film.id)
    assert reply.content == FORMATS[form].file_bytes(film, marks, frameworks.load())
    assert reply.headers["Content-Type"] == FORMATS[form].media_type
    assert reply.headers["Cache-Control"] == "no-store"
    assert "Etag" not in reply.headers
    name = f"marks-{film.id[:8]}-{TODAY}{FORMATS[form].suffix}"
    assert reply.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_what_is_downloaded_says_what_was_written(visit: Visit, film: Film) -> None:
    anna = visit("anna")
    (row,) = csv.DictReader(io.StringIO(anna.get(f"vig/film/{film.id}/marks.csv").content.decode("utf-8-sig")))
    assert (row["start_ms"], row["note"]) == ("1000", "'=she waits, “gently”")
    assert json.loads(anna.get(f"vig/film/{film.id}/marks.json").content)[0]["note"] == "=she waits, “gently”"


@pytest.mark.parametrize("form", FORMATS)
def test_another_persons_marks_are_not_there(visit: Visit, film: Film, form: str) -> None:
    assert visit("ben").get(f"vig/film/{film.id}/marks.{form}").status_code == 404


def test_of_a_drawn_clip_everybody_downloads_their_own_marks(visit: Visit) -> None:
    assert json.loads(visit("ben").get("vig/film/c01/marks.json").content) == []


@pytest.mark.parametrize("address", ["vig/film/c01/marks.xls", "vig/film/none-such/marks.csv"])
def test_what_there_is_not_is_not_there(visit: Visit, address: str) -> None:
    assert visit("anna").get(address).status_code == 404


@pytest.mark.parametrize(
    ("permission", "said"),
    [
        (Permission(("work",), TODAY - timedelta(days=1)), "The permission for this film has ended."),
        (Permission(("training",)), "Nobody has agreed that this film is used for your own work."),
    ],
)
def test_a_film_nobody_allows_any_more_stays_closed_while_its_marks_can_be_taken(
    visit: Visit, desk: Desk, film: Film, permission: Permission, said: str
) -> None:
    anna, journal = visit("anna"), desk.journal(Person("anna"))
    assert anna.get(f"vig/film/{film.id}").status_code == 200
    journal.set_permission(film.id, permission)
    for part in ("", "/frames"):
        closed = anna.get(f"vig/film/{film.id}{part}", headers={"Range": "bytes=0-9"})
        assert closed.status_code == 403
        assert said in closed.text
    assert anna.get(f"vig/film/{film.id}/marks.csv").status_code == 200
    journal.set_permission(film.id, replace(permission, uses=("work",), until=TODAY))
    assert anna.get(f"vig/film/{film.id}/frames").status_code == 200
