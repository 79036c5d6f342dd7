"""Makes a film's lanes and finds places to look, in a process of its own: `python -m` this module (`own_process`).

It gives way to everything else on the machine, and of several that want to work in one data folder one does at a time.
Whatever ends it, the stretches that are whole stay, and the next one goes on from there.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import asdict
from functools import cached_property, partial
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
import psutil

from vigwidgets import analysis
from vigwidgets.core.errors import Cancelled, FilmRefused, NotFound
from vigwidgets.core.film import Film, FrameTimes
from vigwidgets.films import Shelf
from vigwidgets.films.filmstrip import STOPPED, sheets
from vigwidgets.films.heard import as_bytes
from vigwidgets.films.lanes import Lane, LaneFolder, Made, lanes_for, plan_for
from vigwidgets.films.opening import opened_file
from vigwidgets.films.probe import Probe
from vigwidgets.films.waveform import peaks
from vigwidgets.workbook.folder.data_folder import DataFolder, refusal_of
from vigwidgets.workbook.keeping.moving import lock_at_once
from vigwidgets.workbook.own_process import OwnProcess, run

TURN: Final = "lanes.lock"
WAIT_S: Final = 0.5
FIRST: Final = ("waves", "strip")
"""Lanes that are made beside each other, before the others: one decodes the sound, one the pictures."""
_GENTLE: Final = 19
_FINE: Final = 1000
_TOLD: Final = ("title", "permission")
"""Attributes of a film that the process does not need to know."""

Tell = Callable[[float], None]
"""Told often which share of a lane is made; raises once nobody wants it any more."""


def making(data: DataFolder, film: Film) -> OwnProcess:
    """Return the process that makes what is missing of a film's lanes; its last message is `{"made": true}`.

    Raises:
        OSError: no process could be started.
    """
    facts = {name: value for name, value in asdict(film).items() if name not in _TOLD}
    process = OwnProcess(__name__, {"data": str(data.root), "film": facts})
    _step_back(process.pid)
    return process


def _step_back(pid: int) -> None:
    """Let a process have only what others leave of processor and disk, as far as the system knows how."""
    with suppress(psutil.Error, OSError, AttributeError):
        process = psutil.Process(pid)
        process.nice(getattr(psutil, "IDLE_PRIORITY_CLASS", _GENTLE))
        process.ionice(getattr(psutil, "IOPRIO_CLASS_IDLE", getattr(psutil, "IOPRIO_VERYLOW", 0)))


def lanes_of(data: DataFolder, film: Film) -> list[Made]:
    """Return how far each lane of a film is, in the order they are made; nothing where the film is not here."""
    with suppress(NotFound):
        folder = LaneFolder(Shelf(data.films).film_path(film.id))
        return [folder.made(lane) for lane in lanes_for(film)]
    return []


def is_left_undone(data: DataFolder, film: Film) -> bool:
    """Return whether the lanes of a film were begun, not finished, and not stopped by anybody."""
    with suppress(NotFound):
        folder = LaneFolder(Shelf(data.films).film_path(film.id))
        return folder.is_begun and not folder.is_stopped and not all(made.is_over for made in lanes_of(data, film))
    return False


def make(wanted: dict[str, Any], on_progress: Callable[[int, int], None]) -> dict[str, Any]:
    """Make what is missing, once it is this process's turn, and say so.

    Raises:
        NotFound: the film is not here, or was erased meanwhile.
        StorageFull, JournalUnavailable: the folder cannot be written; what was made before stays.
    """
    data, film = DataFolder(Path(wanted["data"])), Film(title="", **wanted["film"])
    shelf = Shelf(data.films)
    lanes = lanes_for(film)
    pace = _Pace(lanes, on_progress)
    try:
        with _turn(data, lambda: pace.tell_made(lanes_of(data, film))):
            path = shelf.film_path(film.id)
            folder = LaneFolder(path)
            folder.begin()
            pace.tell_made(lanes_of(data, film))

            def make_lane(lane: Lane) -> None:
                with opened_file(path) as source:
                    _make_lane(folder, lane, _Source(film, shelf, folder, source), partial(pace.tell, lane))

            with ThreadPoolExecutor(len(FIRST)) as pool:
                _all_of([pool.submit(make_lane, lane) for lane in lanes if lane.name in FIRST], pace)
            for lane in lanes:
                if lane.name not in FIRST:
                    make_lane(lane)
    except OSError as exc:
        raise refusal_of(exc) from exc
    return {"made": True}


def _all_of(works: list[Future[None]], pace: _Pace) -> None:
    """Wait for works that are done beside each other. Where one fails the others end, and its error is raised."""
    for work in wait(works, return_when=FIRST_EXCEPTION).done:
        if work.exception() is not None:
            pace.is_over.set()
    wait(works)
    errors = [error for work in works if (error := work.exception()) is not None]
    for error in sorted(errors, key=lambda one: isinstance(one, Cancelled)):
        raise error


class _Pace:
    """How far the lanes are, told from whichever thread; raises there once nobody wants them any more."""

    def __init__(self, lanes: Iterable[Lane], on_progress: Callable[[int, int], None]) -> None:
        self._shares = {lane.name: 0.0 for lane in lanes}
        self._on_progress, self._turn = on_progress, threading.Lock()
        self.is_over = threading.Event()

    def tell(self, lane: Lane, share: float) -> None:
        """Tell which share of a lane is made, 0 to 1."""
        if self.is_over.is_set():
            raise Cancelled(STOPPED)
        with self._turn:
            self._shares[lane.name] = share
            self._on_progress(int(_FINE * sum(self._shares.values())), _FINE * len(self._shares))

    def tell_made(self, lanes: Iterable[Made]) -> None:
        """Tell what lies on the disk."""
        for made in lanes:
            self.tell(made.lane, 1 if made.is_over else made.done / made.lane.stretches)


class _Source:
    """What lanes are made from: an open film, and what was found of it when it was added."""

    def __init__(self, film: Film, shelf: Shelf, folder: LaneFolder, source: BinaryIO) -> None:
        self._film, self._shelf, self._folder, self._source = film, shelf, folder, source

    @cached_property
    def _probe(self) -> Probe:
        return _known(self._film, self._shelf)

    def stretches(self, lane: Lane, *, first: int, tell: Tell) -> Iterator[bytes]:
        """Yield the content of a lane's files from number `first` on; `tell` is told its share, 0 to 1."""
        share = first / lane.stretches

        def cancelled() -> bool:
            tell(share)
            return False

        if lane.name == "strip":

            def on_picture(done: int, of: int) -> None:
                nonlocal share
                share = done / of

            plan = plan_for(self._film)
            yield from sheets(self._source, plan, first=first, on_progress=on_picture, cancelled=cancelled)
            return
        if lane.name == "places":
            yield self._places()
            return
        for number in range(first, lane.stretches):

            def on_heard(done: int, of: int, number: int = number) -> None:
                nonlocal share
                share = (number + done / of) / lane.stretches

            begin_ms, end_ms = number * lane.stretch_ms, min((number + 1) * lane.stretch_ms, self._film.duration_ms)
            hear = self._waves if lane.name == "waves" else self._speech
            yield hear(start_ms=begin_ms, end_ms=end_ms, on_progress=on_heard, cancelled=cancelled)

    def _waves(self, **asked: Any) -> bytes:
        return peaks(self._source, probe=self._probe, **asked)

    def _speech(self, **asked: Any) -> bytes:
        from vigwidgets.films.speech import listen  # its model takes room and a moment

        return as_bytes(listen(self._source, probe=self._probe, **asked))

    def _places(self) -> bytes:
        made = next(self._folder.made(lane) for lane in lanes_for(self._film) if lane.name == "speech")
        heard = self._folder.heard(made)
        if heard is None:
            return b"[]"
        found = analysis.places_to_look(heard.speech, heard.voices, duration_ms=self._film.duration_ms)
        return json.dumps([[place.span.start_ms, place.span.end_ms, place.why] for place in found]).encode()


def _known(film: Film, shelf: Shelf) -> Probe:
    """Return what a film that browsers play is, as it was found when it was added."""
    times = np.fromfile(shelf.frames_path(film.id), "<u4").tolist()
    return Probe(
        duration_ms=film.duration_ms,
        frames=film.frames,
        variable_frame_rate=film.variable_frame_rate,
        rotation=film.rotation,
        width=film.width,
        height=film.height,
        video_codec=film.video_codec,
        audio_codec=film.audio_codec,
        media_type=film.media_type,
        browser_plays=True,
        why_not="",
        refusal="",
        times=FrameTimes(tuple(times), film.duration_ms),
    )


def _make_lane(folder: LaneFolder, lane: Lane, source: _Source, tell: Tell) -> None:
    """Make what is missing of a lane. Where the film cannot be read any further the lane ends."""
    made = folder.made(lane)
    if made.is_over:
        return
    try:
        for number, content in enumerate(source.stretches(lane, first=made.done, tell=tell), made.done):
            folder.keep(lane, number, content)
            tell((number + 1) / lane.stretches)
    except FilmRefused:
        folder.end(lane)
    else:
        if not folder.made(lane).is_over:  # the film gave less than its index had promised
            folder.end(lane)


@contextmanager
def _turn(data: DataFolder, waiting: Callable[[], None]) -> Iterator[None]:
    """Wait until nobody else makes lanes in this data folder, and keep others waiting for the length of the block."""
    with (data.runtime / TURN).open("ab") as file:
        while not lock_at_once(file):
            waiting()
            time.sleep(WAIT_S)
        yield


if __name__ == "__main__":
    run(make)
