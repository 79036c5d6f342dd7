"""The reel of a person's own film: kept as it is arranged, made in a process of its own, gone with the film."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil
import pytest

from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import BadRequest, InvalidValue, NotFound, NotPermitted
from vigwidgets.core.film import Film
from vigwidgets.core.mark import Mark
from vigwidgets.core.permission import Permission
from vigwidgets.core.reel import ReelItem
from vigwidgets.core.span import Span
from vigwidgets.films import Shelf, probe
from vigwidgets.films.cutting import CARD_MS
from vigwidgets.workbook import kept_reel
from vigwidgets.workbook.bound import Bound
from vigwidgets.workbook.compositions.own_film import OwnFilm
from vigwidgets.workbook.compositions.own_films import OwnFilms
from vigwidgets.workbook.compositions.reel_making import ReelMaking
from vigwidgets.workbook.film_shelf import add_film
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.keeping.erasing import erase_film

VIDEO = Path(__file__).resolve().parents[3] / "shared" / "testdata" / "video"
FRIDAY = VIDEO / "mdn__interactive-examples" / "friday.mp4"
FIRST = ReelItem("one", "m1", Span(1000, 2000), title="I waited.", did="I waited.", then="She looked up.", hope="talk")
SECOND = ReelItem("two", "m2", Span(4000, 4500))


@pytest.fixture
def bound(tmp_path: Path) -> Iterator[Bound]:
    data = DataFolder.find(tmp_path / "data").make()
    opened = Bound.open(data, Person(LOCAL_OWNER), person_key="k", place={})
    with opened.journal:
        yield opened


@pytest.fixture
def film(bound: Bound) -> Film:
    added = add_film(bound.journal, Shelf(bound.data.films), FRIDAY, title="Lunch")
    for name, start, end in (("m1", 1000, 2000), ("m2", 4000, 4500)):
        bound.journal.add_mark(Mark(name, added.id, Span(start, end)), change_id=f"c-{name}")
    return added


def wanted(bound: Bound, film: Film) -> dict[str, Any]:
    return {"data": str(bound.data.root), "person": LOCAL_OWNER, "film": film.id}


def quiet(_done: int, _of: int) -> None:
    """Hear nothing."""


def left(bound: Bound) -> list[str]:
    """Return every file of exports and temporary files."""
    folders = (bound.data.exports, bound.data.temporary)
    return sorted(path.name for folder in folders for path in folder.rglob("*") if path.is_file())


def test_a_reel_is_made_as_it_was_arranged(bound: Bound, film: Film) -> None:
    bound.journal.set_reel(film.id, [SECOND, FIRST], change_id="r1")
    told: list[tuple[int, int]] = []
    assert kept_reel.make(wanted(bound, film), lambda *one: told.append(one)) == {"made": True}

    kept = kept_reel.kept_reel(bound.data, film.id)
    assert kept is not None
    assert told[-1][0] == told[-1][1]
    assert abs(kept.duration_ms - (500 + CARD_MS + 1000)) <= 2 * 34
    assert probe(kept.path).duration_ms == kept.duration_ms
    assert kept.size_bytes == kept.path.stat().st_size
    assert kept.path.stat().st_mode & 0o777 == 0o600
    assert left(bound) == sorted([kept.path.name, kept.path.with_suffix(".json").name])
    # what was written about the moments stays in the journal
    assert b"looked up" not in kept.path.with_suffix(".json").read_bytes()


def test_only_what_is_shown_tells_that_a_reel_has_changed() -> None:
    assert kept_reel.digest([FIRST]) == kept_reel.digest([replace(FIRST, did="else", hope="")])
    assert kept_reel.digest([FIRST]) != kept_reel.digest([replace(FIRST, title="else")])
    assert kept_reel.digest([FIRST, SECOND]) != kept_reel.digest([SECOND, FIRST])


def test_a_reel_that_may_not_be_is_refused_and_an_earlier_one_stays(bound: Bound, film: Film) -> None:
    with pytest.raises(InvalidValue, match="no moment in your reel"):
        kept_reel.make(wanted(bound, film), quiet)
    bound.journal.set_reel(film.id, [SECOND], change_id="r1")
    kept_reel.make(wanted(bound, film), quiet)
    before = left(bound)
    bound.journal.set_permission(film.id, Permission(("training",)))
    with pytest.raises(NotPermitted, match="agreed"):
        kept_reel.make(wanted(bound, film), quiet)
    assert left(bound) == before


def test_a_film_that_is_erased_meanwhile_leaves_no_reel(bound: Bound, film: Film) -> None:
    bound.journal.set_reel(film.id, [SECOND], change_id="r1")

    def erase(done: int, _of: int) -> None:
        if done == 3:
            erase_film(bound.journal, Shelf(bound.data.films), bound.data, film.id, receipt_id="gone")

    with pytest.raises(NotFound):
        kept_reel.make(wanted(bound, film), erase)
    assert left(bound) == []


def test_an_erased_film_takes_its_reel_along(bound: Bound, film: Film) -> None:
    bound.journal.set_reel(film.id, [SECOND], change_id="r1")
    kept_reel.make(wanted(bound, film), quiet)
    erase_film(bound.journal, Shelf(bound.data.films), bound.data, film.id, receipt_id="gone")
    assert left(bound) == []


@pytest.mark.parametrize("after_s", [0.4, 0.9, 1.4])
def test_a_killed_making_leaves_the_earlier_reel_and_is_cleared_by_the_next(
    bound: Bound, film: Film, after_s: float
) -> None:
    bound.journal.set_reel(film.id, [SECOND], change_id="r1")
    kept_reel.make(wanted(bound, film), quiet)
    earlier = kept_reel.reel_path(bound.data, film.id).read_bytes()
    bound.journal.set_reel(film.id, [FIRST, SECOND], change_id="r2")
    running = kept_reel.making(bound.data, person=Person(LOCAL_OWNER), film_id=film.id)
    timer = threading.Timer(after_s, lambda: os.kill(running.pid, signal.SIGKILL))
    timer.start()
    said = list(running.messages())
    timer.cancel()

    kept = kept_reel.kept_reel(bound.data, film.id)
    if {"made": True} in said:
        assert kept is not None
    else:
        assert kept_reel.reel_path(bound.data, film.id).read_bytes() == earlier
    kept_reel.make(wanted(bound, film), quiet)
    path = kept_reel.reel_path(bound.data, film.id)
    assert left(bound) == sorted([path.name, path.with_suffix(".json").name])


class TestOnThePage:
    """The composition, joined to a journal; no browser."""

    @pytest.fixture
    def films(self) -> OwnFilms:
        return OwnFilms(new_id=dict)

    @pytest.fixture
    def one(self, films: OwnFilms) -> OwnFilm:
        return OwnFilm(films=films, new_id=dict)

    @pytest.fixture
    def making(self, bound: Bound, film: Film, films: OwnFilms, one: OwnFilm) -> ReelMaking:
        assert film
        made = ReelMaking(films=films, new_id=dict)
        one.bind(bound)
        made.bind(bound)
        return made

    def ask(self, making: ReelMaking, kind: str, **payload: object) -> dict[str, Any]:
        return making.editor._answers[kind](payload)

    def test_it_shows_the_open_films_marks_and_reel(self, bound: Bound, film: Film, making: ReelMaking) -> None:
        assert making.editor.film["id"] == film.id
        assert [mark["id"] for mark in making.editor.marks] == ["m1", "m2"]
        assert making.editor.items == []
        assert making.editor.progress["stage"] == "idle"

    def test_what_is_arranged_is_in_the_journal_before_it_is_answered(
        self, bound: Bound, film: Film, making: ReelMaking
    ) -> None:
        items = [FIRST.as_json(), SECOND.as_json()]
        said = self.ask(making, "reel.set", film_id=film.id, items=items, change_id="r1")
        assert said["items"] == items == making.editor.items
        assert said["can_undo"]
        assert list(bound.journal.reel(film.id)) == [FIRST, SECOND]

    def test_undo_goes_through_marks_and_reel_alike_whoever_asks(
        self, bound: Bound, film: Film, making: ReelMaking, one: OwnFilm
    ) -> None:
        self.ask(making, "reel.set", film_id=film.id, items=[SECOND.as_json()], change_id="r1")
        one.marking.timeline._answers["mark.remove"]({"film_id": film.id, "id": "m2", "change_id": "x1"})
        assert [mark["id"] for mark in making.editor.marks] == ["m1"]
        self.ask(making, "reel.undo", film_id=film.id, change_id="u1")
        assert [mark["id"] for mark in one.marking.timeline.marks] == ["m1", "m2"]
        assert [item["id"] for item in making.editor.items] == ["two"]
        one.marking.timeline._answers["mark.undo"]({"film_id": film.id, "change_id": "u2"})
        assert making.editor.items == []
        self.ask(making, "reel.redo", film_id=film.id, change_id="u3")
        assert [item["id"] for item in making.editor.items] == ["two"]

    @pytest.mark.parametrize(
        "items", [None, "x", [1], [{}], [{"id": "a", "mark": "b", "start_ms": 0}], [{"id": 1, "mark": "b"}]]
    )
    def test_a_wrong_form_is_refused(self, film: Film, making: ReelMaking, items: object) -> None:
        with pytest.raises(BadRequest):
            self.ask(making, "reel.set", film_id=film.id, items=items, change_id="r1")

    def test_it_is_made_beside_the_page_and_can_be_saved_and_thrown_away(
        self, bound: Bound, film: Film, making: ReelMaking
    ) -> None:
        self.ask(making, "reel.set", film_id=film.id, items=[SECOND.as_json()], change_id="r1")
        self.ask(making, "reel.make", film_id=film.id)
        assert making.editor.progress["stage"] == "making"
        until(lambda: making.editor.progress["stage"] != "making")
        ready = making.editor.progress
        assert ready["stage"] == "ready", ready
        assert ready["url"] == f"vig/film/{film.id}/reel.mp4"
        assert ready["changed_since"] is False
        self.ask(making, "reel.set", film_id=film.id, items=[FIRST.as_json()], change_id="r2")
        assert making.editor.progress["changed_since"] is True
        self.ask(making, "reel.discard", film_id=film.id)
        assert making.editor.progress["stage"] == "idle"
        assert left(bound) == []

    def test_stopped_half_way_it_leaves_nothing(self, bound: Bound, film: Film, making: ReelMaking) -> None:
        long = ReelItem("all", "m1", Span(0, 6000), title="All of it")
        self.ask(making, "reel.set", film_id=film.id, items=[long.as_json()], change_id="r1")
        self.ask(making, "reel.make", film_id=film.id)
        until(lambda: making.editor.progress["share"] > 0 or making.editor.progress["stage"] != "making")
        self.ask(making, "reel.stop")
        until(lambda: making.editor.progress["stage"] != "making")
        assert making.editor.progress["stage"] == "stopped", making.editor.progress
        assert left(bound) == []
        assert json.dumps(making.editor.items)


def until(true: Callable[[], bool], *, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_no_process_is_left_when_the_page_goes(bound: Bound, film: Film) -> None:
    bound.journal.set_reel(film.id, [ReelItem("all", "m1", Span(0, 6000))], change_id="r1")
    running = kept_reel.making(bound.data, person=Person(LOCAL_OWNER), film_id=film.id)
    pid = running.pid
    running.stop()
    assert {"made": True} not in list(running.messages())
    assert not psutil.pid_exists(pid)
    assert left(bound) == []
