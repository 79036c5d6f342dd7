"""Strip and waves of a ten-minute 1080p film against one ffmpeg command that makes the same pictures and peaks.

    python benchmarks/film_lanes.py [--rounds 3] [--minutes 10] [--hour]

Both are timed in turn in one run, from the start of the process to the last file; ours is the very process that a page
starts, on a film in a data folder. Two films: with a key frame every second, as phones write them, and every 250
pictures, as programs do. With `--hour` also the memory of that process on an hour of film. Needs `ffmpeg`.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.film_add import run as run_peer
from benchmarks.made_film import FRAMES_A_SECOND, make_film, voices
from benchmarks.two_servers import how_busy
from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.film import Film
from vigwidgets.films import Shelf
from vigwidgets.films.filmstrip import COLUMNS
from vigwidgets.films.lanes import LANES, lanes_for, plan_for
from vigwidgets.journal import Journal
from vigwidgets.workbook import film_lanes
from vigwidgets.workbook.film_shelf import add_film
from vigwidgets.workbook.folder.data_folder import DataFolder

ROOT = Path(__file__).resolve().parent.parent
MOST_TIMES_AS_LONG = 1.3
MOST_MEMORY_MB = 400
KEYS = {"a key frame every second": 30, "a key frame every 250 pictures": 250}
PEAKS = (
    "aformat=sample_fmts=fltp,asetnsamples=960,"
    "astats=metadata=1:reset=1:measure_perchannel=none:measure_overall=Peak_level,"
    "ametadata=mode=print:key=lavfi.astats.Overall.Peak_level:file={file}"
)


@dataclass(frozen=True, slots=True)
class Made:
    """What one run of our process took.

    Attributes:
        drawn_s: Seconds from its start until strip and waves were on the disk.
        heard_s: Seconds that the speech lane took after that.
        memory_mb: The most memory the process held.
    """

    drawn_s: float
    heard_s: float
    memory_mb: float


def phone_film(path: Path, *, minutes: float, key_every: int) -> Path:
    """Write a film in which people speak, and return it."""
    return make_film(path, minutes=minutes, bits_a_second=4_000_000, key_every=key_every, sound=voices())


def peer(film: Path, known: Film, folder: Path, *, only_keys: bool) -> float:
    """Return the seconds of ffmpeg, which decodes key frames alone where those are enough."""
    plan = plan_for(known)
    tiles = f"fps=1000/{plan.interval_ms},scale={plan.width}:{plan.height},tile={COLUMNS}x6"
    place = folder / "peer"
    place.mkdir()
    few = ["-skip_frame", "nokey"] if only_keys else []
    took = run_peer(
        ["ffmpeg", "-v", "error", "-nostdin", "-y", *few, "-i", str(film),
         "-map", "0:v:0", "-vf", tiles, "-q:v", "4", str(place / "tiles-%d.jpg"),
         "-map", "0:a:0", "-af", PEAKS.format(file=place / "peaks.txt"), "-f", "null", "-"],
        data=folder,
    )  # fmt: skip
    begin = time.perf_counter()
    for path in place.iterdir():  # as ours are on the disk when they count
        with path.open("rb") as file:
            os.fsync(file.fileno())
    synced_s = time.perf_counter() - begin
    if len(list(place.glob("tiles-*.jpg"))) != plan.sheets or not (place / "peaks.txt").stat().st_size:
        raise SystemExit("ffmpeg made something else than was asked for")
    shutil.rmtree(place)
    return took.seconds + synced_s


def ours(data: DataFolder, film: Film) -> Made:
    """Make the lanes of a film that has none in the process that a page starts."""
    shutil.rmtree(data.films / film.id / LANES, ignore_errors=True)
    drawn, memory, drawn_s = len(film_lanes.FIRST) / len(lanes_for(film)), 0.0, 0.0
    begin = time.perf_counter()
    process = film_lanes.making(data, film)
    said = {}
    for said in process.messages():
        with contextlib.suppress(psutil.Error):
            memory = max(memory, most_memory_mb(process.pid))
        if not drawn_s and said.get("share", 0) >= drawn - 0.001:
            drawn_s = time.perf_counter() - begin
    whole_s = time.perf_counter() - begin
    if said != {"made": True} or not all(one.done == one.lane.stretches for one in film_lanes.lanes_of(data, film)):
        raise SystemExit("the lanes were not made")
    return Made(drawn_s, whole_s - drawn_s, memory)


def most_memory_mb(pid: int) -> float:
    """Return the most memory a process has held until now; what it holds now where the system does not tell."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("utf-8")
        return int(status.partition("VmHWM:")[2].split()[0]) / 1024
    except (OSError, IndexError, ValueError):
        return psutil.Process(pid).memory_info().rss / 1e6


def added(data: DataFolder, path: Path) -> Film:
    """Bring a film in as a person does."""
    with Journal.open(data.journal_location(), person=Person(LOCAL_OWNER), framework=frameworks.load()) as journal:
        return add_film(journal, Shelf(data.films), path)


def main() -> int:
    """Measure, print the tables, and return 1 when a promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--minutes", type=int, default=10)
    parser.add_argument("--hour", action="store_true", help="also the memory on an hour of film, which is 2 GB")
    wanted = parser.parse_args()
    print(how_busy())
    kept = True
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        data = DataFolder(folder / "data").make()
        for name, key_every in KEYS.items():
            path = phone_film(folder / "film.mp4", minutes=wanted.minutes, key_every=key_every)
            film = added(data, path)
            only_keys = key_every <= FRAMES_A_SECOND
            peers, made = [], []
            for _ in range(wanted.rounds):
                peers.append(peer(path, film, folder, only_keys=only_keys))
                made.append(ours(data, film))
            kept = report(name, film, peers, made) and kept
            if wanted.hour and only_keys:
                kept = report_hour(ours(data, added(data, phone_film(path, minutes=60, key_every=key_every)))) and kept
    return 0 if kept else 1


def report(name: str, film: Film, peers: list[float], made: list[Made]) -> bool:
    """Print medians and the ratio for one film; return whether the promise is kept."""
    own = [one.drawn_s for one in made]
    print(f"\n{film.duration_ms / 60_000:.0f} min of 1080p, {film.size_bytes / 1e6:.0f} MB, {name}")
    print("| what | median s | fastest | slowest |\n|---|---|---|---|")
    for label, seconds in (("ffmpeg: pictures and peaks", peers), ("strip and waves", own)):
        print(f"| {label} | {statistics.median(seconds):.2f} | {min(seconds):.2f} | {max(seconds):.2f} |")
    ratio = statistics.median(own) / statistics.median(peers)
    speech = film.duration_ms / 1000 / statistics.median(one.heard_s for one in made)
    print(
        f"speech lane: {speech:.0f} times as fast as the film runs; memory {max(one.memory_mb for one in made):.0f} MB"
    )
    kept = ratio <= MOST_TIMES_AS_LONG
    print(f"ratio {ratio:.2f} (at most {MOST_TIMES_AS_LONG}): {'kept' if kept else 'NOT KEPT'}")
    return kept


def report_hour(made: Made) -> bool:
    """Print what an hour of film took; return whether the promise is kept."""
    kept = made.memory_mb <= MOST_MEMORY_MB
    print(f"\nan hour of film: strip and waves {made.drawn_s:.1f} s, speech {made.heard_s:.0f} s")
    print(f"memory {made.memory_mb:.0f} MB (at most {MOST_MEMORY_MB}): {'kept' if kept else 'NOT KEPT'}")
    return kept


if __name__ == "__main__":
    sys.exit(main())
