"""Time and memory of `vig film add` for a ten-minute 1080p film, against `ffmpeg -c copy` plus sha256 plus fsync.

    python benchmarks/film_add.py [--rounds 5] [--minutes 10] [--shelf-only]

Both are timed in turn in one run, on a film made for it (about 300 MB, in a temporary folder). Needs `ffmpeg`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.made_film import make_film

ROOT = Path(__file__).resolve().parent.parent
SMALL_FILM = ROOT / "sample_clips" / "c01" / "film.mp4"
MOST_TIMES_AS_LONG = 3.0
MOST_MEMORY_MB = 200
BRING_IN = (
    "import sys; from pathlib import Path; from vigwidgets.films import Shelf; "
    "Shelf(Path(sys.argv[1]) / 'films').bring_in(Path(sys.argv[2]), film_id='f1')"
)
MEASURE = """
import resource, subprocess, sys, time
begin = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
print(time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
sys.exit(done.returncode)
"""


@dataclass(frozen=True, slots=True)
class Round:
    """One measurement: seconds on the clock, and the peak memory of the process in MB."""

    seconds: float
    memory_mb: float


def peer(film: Path, folder: Path) -> Round:
    """Copy with ffmpeg, then sync the copy to disk and compute the original's sha256."""
    copy = folder / "copy.mp4"
    copied = run(["ffmpeg", "-v", "error", "-nostdin", "-y", "-i", str(film), "-c", "copy", str(copy)], data=folder)
    begin = time.perf_counter()
    with copy.open("rb+") as file:
        os.fsync(file.fileno())
    with film.open("rb") as file:
        hashlib.file_digest(file, "sha256")
    seconds = copied.seconds + time.perf_counter() - begin
    copy.unlink()
    return Round(seconds, copied.memory_mb)


def ours(film: Path, folder: Path, *, with_command: bool) -> Round:
    """Add the film to an empty data folder in a process of its own, start of Python included."""
    data = folder / "data"
    command = ["-m", "vigwidgets.cli", "film", "add", str(film), "--json"]
    if with_command:  # The journal is made with the first film, which is not what is measured.
        run([sys.executable, "-m", "vigwidgets.cli", "film", "add", str(SMALL_FILM), "--json"], data=data)
    else:
        command = ["-c", BRING_IN, str(data), str(film)]
    added = run([sys.executable, *command], data=data)
    shutil.rmtree(data)
    return added


def run(command: list[str], *, data: Path) -> Round:
    """Run a command to its end. Raises `SystemExit` when it fails.

    A small process stands between: on Linux a child's peak memory begins with that of whoever started it.
    """
    surroundings = {**os.environ, "VIG_DATA": str(data), "PYTHONPATH": str(ROOT)}
    between = [sys.executable, "-I", "-c", MEASURE, *command]
    done = subprocess.run(between, env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed: {done.stdout}{done.stderr}")
    seconds, memory = done.stdout.split()
    return Round(float(seconds), float(memory) / (1024 * 1024 if sys.platform == "darwin" else 1024))


def main() -> int:
    """Measure, print the table, and return 1 when a promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--minutes", type=int, default=10)
    parser.add_argument("--shelf-only", action="store_true", help="time Shelf.bring_in without journal and command")
    wanted = parser.parse_args()
    with_command = not wanted.shelf_only
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        begin = time.perf_counter()
        film = make_film(folder / "film.mp4", minutes=wanted.minutes, bits_a_second=4_000_000, key_every=250)
        made_s = time.perf_counter() - begin
        print(f"film of {wanted.minutes} min, {film.stat().st_size / 1e6:.0f} MB, made in {made_s:.0f} s")
        peers, own = [], []
        for _ in range(wanted.rounds):
            peers.append(peer(film, folder))
            own.append(ours(film, folder, with_command=with_command))
    return report(peers, own, name="vig film add" if with_command else "Shelf.bring_in")


def report(peers: list[Round], own: list[Round], *, name: str) -> int:
    """Print medians, ratio and memory; return the exit status."""
    peer_s, own_s = (statistics.median(one.seconds for one in rounds) for rounds in (peers, own))
    ratio, memory = own_s / peer_s, max(one.memory_mb for one in own)
    print("| what | median s | fastest s | slowest s | peak MB |")
    print("|---|---|---|---|---|")
    for label, rounds in (("ffmpeg -c copy + sha256 + fsync", peers), (name, own)):
        seconds = sorted(one.seconds for one in rounds)
        peak = max(one.memory_mb for one in rounds)
        print(f"| {label} | {statistics.median(seconds):.2f} | {seconds[0]:.2f} | {seconds[-1]:.2f} | {peak:.0f} |")
    kept = ratio <= MOST_TIMES_AS_LONG and memory <= MOST_MEMORY_MB
    found = f"ratio {ratio:.2f} (at most {MOST_TIMES_AS_LONG}), memory {memory:.0f} MB (at most {MOST_MEMORY_MB})"
    print(f"{found}: {'kept' if kept else 'NOT KEPT'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
