"""Strip, waves and speech that an earlier server or page was killed at are made by the next server, unasked."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.live_workbook import LiveWorkbook, until
from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.film import Film
from vigwidgets.films import Shelf
from vigwidgets.films.lanes import LaneFolder
from vigwidgets.journal import Journal
from vigwidgets.server.left_lanes import LeftLanes
from vigwidgets.workbook import film_lanes
from vigwidgets.workbook.film_shelf import add_film
from vigwidgets.workbook.folder.data_folder import DataFolder


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    """An empty data folder."""
    return DataFolder(tmp_path / "data").make()


@pytest.fixture
def film(data: DataFolder, root: Path) -> Film:
    """A film of the owner's, of which nothing is drawn yet."""
    with Journal.open(data.journal_location(), person=Person(LOCAL_OWNER), framework=frameworks.load()) as journal:
        return add_film(journal, Shelf(data.films), root / "sample_clips/c01/film.mp4", title="Tower")


def done(data: DataFolder, film: Film) -> dict[str, bool]:
    return {made.lane.name: made.is_over for made in film_lanes.lanes_of(data, film)}


def is_whole(data: DataFolder, film: Film) -> bool:
    return all(done(data, film).values())


def test_killed_half_way_they_are_whole_after_the_next_start_without_a_page(data: DataFolder, film: Film) -> None:
    running = film_lanes.making(data, film)
    until(lambda: done(data, film)["waves"], seconds=120)
    os.kill(running.pid, signal.SIGKILL)
    list(running.messages())
    assert not is_whole(data, film)
    before = {path: path.stat().st_mtime_ns for path in (data.films / film.id / "lanes").iterdir()}
    live = LiveWorkbook(data.root).start()
    try:
        until(lambda: is_whole(data, film), seconds=120)
        kept = {path: at for path, at in before.items() if path.suffix != ".new"}
        assert {path: path.stat().st_mtime_ns for path in kept} == kept
    finally:
        live.end()


def test_what_nobody_began_or_somebody_stopped_is_left_alone(data: DataFolder, film: Film) -> None:
    def untouched() -> bool:
        return not any(done(data, film).values())

    LeftLanes(data).go_on([film])
    assert untouched(), "it was never begun"
    folder = LaneFolder(Shelf(data.films).film_path(film.id))
    folder.begin()
    folder.stop()
    LeftLanes(data).go_on([film])
    assert untouched(), "it was stopped"
    folder.go_on()
    closed = LeftLanes(data)
    closed.close()
    closed.go_on([film])
    assert untouched(), "the server ends"
    LeftLanes(data).go_on([film])
    assert is_whole(data, film)
