"""The reel of a person's own film: kept as it is arranged, made in a process of its own, gone with the film."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Callable
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
from vigwidgets.core.reflection import Prompt
from vigwidgets.core.span import Span
from vigwidgets.exchange import read_vtt
from vigwidgets.films import Shelf, probe
from vigwidgets.films.cutting import CARD_MS
from vigwidgets.workbook import kept_reel
from vigwidgets.workbook.bound import Bound
from vigwidgets.workbook.compositions.own_film import OwnFilm
from vigwidgets.workbook.compositions.own_films import OwnFilms
from vigwidgets.workbook.compositions.reel_making import ReelMaking
from vigwidgets.workbook.film_shelf import add_film
from vigwidgets.workbook.keeping.erasing import erase_film

VIDEO = Path(__file__).resolve().parents[3] / "shared" / "testdata" / "video"
FRIDAY = VIDEO / "mdn__interactive-examples" / "friday.mp4"
FIRST = ReelItem("one", "m1", Span(1000, 2000), title="I waited.", did="I waited.", then="She looked up.", hope="talk")
SECOND = ReelItem("two", "m2", Span(4000, 4500))


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


def reel_of(bound: Bound, film: Film) -> kept_reel.KeptReel:
    """Return the reel that lies ready."""
    kept = kept_reel.kept_reel(bound.data, film.id)
    assert kept is not None
    return kept


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
    assert left(bound) == [kept.path.name]
    # what was written about the moments stays in the journal
    assert b"looked up" not in kept.path.read_bytes()


def test_only_what_is_shown_tells_that_a_reel_has_changed() -> None:
    assert kept_reel.digest([FIRST]) == kept_reel.digest([replace(FIRST, did="else", hope="")])
    assert kept_reel.digest([FIRST]) != kept_reel.digest([replace(FIRST, title="else")])
    assert kept_reel.digest([FIRST, SECOND]) != kept_reel.digest([SECOND, FIRST])


def test_words_that_are_read_tell_that_a_reel_has_changed() -> None:
    for captions in ("beside", "burned"):
        shows = kept_reel.digest([FIRST], captions=captions)
        assert shows != kept_reel.digest([replace(FIRST, did="else")], captions=captions)
        assert shows != kept_reel.digest([FIRST], captions=captions, marks=[Mark("m1", "f", Span(1000, 1500))])
        assert shows != kept_reel.digest([FIRST])


def test_captions_lie_beside_their_reel_and_go_with_it(bound: Bound, film: Film) -> None:
    bound.journal.set_reel(film.id, [FIRST], change_id="r1")
    kept_reel.make({**wanted(bound, film), "captions": "beside"}, quiet)
    kept = reel_of(bound, film)
    assert kept.captions_path is not None
    assert left(bound) == sorted([kept.path.name, kept.captions_path.name])
    assert kept.captions_path.stat().st_mode & 0o777 == 0o600
    captions = read_vtt(kept.captions_path.read_text("utf-8"))
    assert captions[0].text == "I waited. \u00b7 She looked up. \u00b7 talk"  # in one second nobody reads more than one
    assert captions[0].start_ms == CARD_MS

    kept_reel.make(wanted(bound, film), quiet)
    assert left(bound) == [reel_of(bound, film).path.name]
    assert reel_of(bound, film).captions_path is None
    kept_reel.make({**wanted(bound, film), "captions": "beside"}, quiet)
    kept_reel.discard(bound.data, film.id)
    assert left(bound) == []


def test_captions_without_their_reel_are_no_reel_and_go_with_the_next(
    bound: Bound, film: Film, monkeypatch: pytest.MonkeyPatch
) -> None:
    bound.journal.set_reel(film.id, [SECOND], change_id="r1")
    settle = kept_reel._settle

    def killed(made: Path, path: Path) -> None:
        if made.suffix == ".mp4":
            raise KeyboardInterrupt
        settle(made, path)

    with monkeypatch.context() as patched:
        patched.setattr(kept_reel, "_settle", killed)
        with pytest.raises(KeyboardInterrupt):
            kept_reel.make({**wanted(bound, film), "captions": "beside"}, quiet)
    assert len(left(bound)) == 1
    assert kept_reel.kept_reel(bound.data, film.id) is None
    kept_reel.make(wanted(bound, film), quiet)
    assert left(bound) == [reel_of(bound, film).path.name]


def test_a_reel_made_before_captions_were_is_still_there(bound: Bound, film: Film) -> None:
    bound.data.exports.mkdir(exist_ok=True)
    shows = kept_reel.digest([FIRST])
    (bound.data.exports / f"reel-{film.id}.1200.{shows}.mp4").write_bytes(b"a reel")
    kept = reel_of(bound, film)
    assert (kept.duration_ms, kept.captions, kept.use, kept.shows) == (1200, "none", "work", shows)
    kept_reel.discard(bound.data, film.id)
    assert left(bound) == []


@pytest.mark.parametrize("use", ["group", "training"])
def test_a_use_that_nobody_agreed_to_is_refused_and_leaves_nothing(bound: Bound, film: Film, use: str) -> None:
    bound.journal.set_reel(film.id, [SECOND], change_id="r1")
    with pytest.raises(NotPermitted, match=f"used for .*{use}"):
        kept_reel.make({**wanted(bound, film), "use": use}, quiet)
    assert left(bound) == []
    bound.journal.set_permission(film.id, Permission(("work", "group", "training")))
    kept_reel.make({**wanted(bound, film), "use": use}, quiet)
    assert reel_of(bound, film).use == use


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
    earlier = reel_of(bound, film).path.read_bytes()
    bound.journal.set_reel(film.id, [FIRST, SECOND], change_id="r2")
    running = kept_reel.making(bound.data, person=Person(LOCAL_OWNER), film_id=film.id)
    timer = threading.Timer(after_s, lambda: os.kill(running.pid, signal.SIGKILL))
    timer.start()
    said = list(running.messages())
    timer.cancel()

    if {"made": True} not in said:
        assert reel_of(bound, film).path.read_bytes() == earlier
    assert probe(reel_of(bound, film).path).duration_ms == reel_of(bound, film).duration_ms
    kept_reel.make(wanted(bound, film), quiet)
    assert left(bound) == [reel_of(bound, film).path.name]


def test_a_kill_between_the_new_reel_and_the_end_of_the_old_one_leaves_the_new_one(
    bound: Bound, film: Film, monkeypatch: pytest.MonkeyPatch
) -> None:
    bound.journal.set_reel(film.id, [SECOND], change_id="r1")
    kept_reel.make(wanted(bound, film), quiet)
    bound.journal.set_reel(film.id, [FIRST], change_id="r2")
    with monkeypatch.context() as patched:
        patched.setattr(kept_reel, "unlink_all", lambda _paths: None)
        kept_reel.make(wanted(bound, film), quiet)
    assert len(left(bound)) == 2
    assert reel_of(bound, film).shows == kept_reel.digest([FIRST])
    kept_reel.discard(bound.data, film.id)
    assert left(bound) == []


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
        if kind == "reel.set":
            payload.setdefault("base", making.editor.items)
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

    def test_of_two_windows_the_later_one_hears_what_the_other_did_and_undoes_nothing(
        self, bound: Bound, film: Film, making: ReelMaking
    ) -> None:
        bound.journal.set_reel(film.id, [SECOND], change_id="other-window")
        items = [FIRST.as_json()]
        said = self.ask(making, "reel.set", film_id=film.id, items=items, base=[], change_id="r1")
        assert said["stale"] is True
        assert said["items"] == making.editor.items == [SECOND.as_json()]
        both = [*said["items"], FIRST.as_json()]
        said = self.ask(making, "reel.set", film_id=film.id, items=both, base=said["items"], change_id="r2")
        assert "stale" not in said
        again = self.ask(making, "reel.set", film_id=film.id, items=both, base=[SECOND.as_json()], change_id="r2")
        assert again["items"] == both
        assert "stale" not in again

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

    def test_what_the_film_is_to_help_with_is_told_as_it_is_written(
        self, bound: Bound, film: Film, films: OwnFilms
    ) -> None:
        prompt = Prompt("my_film.helping_question", "my_film", "What with?", film=film.id)
        making = ReelMaking(films=films, question=prompt.id, new_id=dict)
        making.bind(bound)
        assert making.editor.question == ""
        bound.journal.save_reflection(prompt, "Does she go on?\n", revision_id="r1", sitting="s", sequence=1)
        films.written("another film")
        assert making.editor.question == ""
        films.written(film.id)
        assert making.editor.question == "Does she go on?"

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

    @pytest.mark.parametrize(
        ("asked", "refused"),
        [
            ({"use": "group"}, NotPermitted),
            ({"use": "television"}, InvalidValue),
            ({"captions": "loud"}, InvalidValue),
            ({"captions": 7}, BadRequest),
        ],
    )
    def test_what_cannot_be_made_is_refused_before_any_work(
        self, bound: Bound, film: Film, making: ReelMaking, asked: dict[str, Any], refused: type[Exception]
    ) -> None:
        self.ask(making, "reel.set", film_id=film.id, items=[SECOND.as_json()], change_id="r1")
        with pytest.raises(refused):
            self.ask(making, "reel.make", film_id=film.id, **asked)
        assert making.editor.progress["stage"] == "idle"
        assert left(bound) == []

    def test_what_was_chosen_is_told_of_what_lies_ready(self, bound: Bound, film: Film, making: ReelMaking) -> None:
        bound.journal.set_permission(film.id, Permission(("work", "group")))
        self.ask(making, "reel.set", film_id=film.id, items=[SECOND.as_json()], change_id="r1")
        self.ask(making, "reel.make", film_id=film.id, captions="beside", use="group")
        until(lambda: making.editor.progress["stage"] != "making")
        ready = making.editor.progress
        assert (ready["captions"], ready["use"], ready["changed_since"]) == ("beside", "group", False)
        assert ready["captions_url"] == f"vig/film/{film.id}/reel.vtt"
        said = replace(SECOND, did="I looked.").as_json()
        self.ask(making, "reel.set", film_id=film.id, items=[said], change_id="r2")
        assert making.editor.progress["changed_since"] is True

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
