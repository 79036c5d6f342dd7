"""Making a film ready that browsers do not play, against ffmpeg with the same encoder and settings.

    python benchmarks/film_copy.py [--rounds 3] [--seconds 60]

Both read one 1080p HEVC film with sound that is made for it, in turn in one run, and are followed by fsync. Ours is the
process that the server starts (`workbook/copying_process.py`): start of Python included, it looks at the film first,
writes a second file that can be watched meanwhile, and reads the copy back; ffmpeg does not. Needs `ffmpeg`.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from vigwidgets.films import Shelf, probe
from vigwidgets.films.converting import FINE
from vigwidgets.films.growing import read_growing
from vigwidgets.films.tracks import KEY_FRAME_EVERY, SOUND_BITS, SOUND_RATE
from vigwidgets.workbook.copying_process import copying

MOST_TIMES_AS_LONG = 1.2
FILM = "film"


def make_film(film: Path, *, seconds: int) -> None:
    """Write moving shapes with a tone as phones do: HEVC with B-frames and AAC."""
    picture = f"testsrc2=s=1920x1080:r=30:d={seconds},noise=alls=6:allf=t"
    command = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i", picture]
    command += ["-f", "lavfi", "-i", f"sine=f=330:r={SOUND_RATE}:d={seconds}"]
    command += ["-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none:bitrate=8000:keyint=60"]
    subprocess.run([*command, "-pix_fmt", "yuv420p", "-tag:v", "hvc1", "-c:a", "aac", str(film)], check=True)


def with_ffmpeg(film: Path, copy: Path) -> float:
    """Return the seconds one ffmpeg command takes, its output synced."""
    settings = ["-c:v", "libx264", "-preset", "veryfast", "-crf", FINE, "-profile:v", "high", "-bf", "0"]
    settings += ["-g", str(KEY_FRAME_EVERY), "-pix_fmt", "yuv420p", "-fps_mode", "passthrough"]
    settings += ["-c:a", "aac", "-b:a", str(SOUND_BITS), "-ar", str(SOUND_RATE)]
    settings += ["-video_track_timescale", "90000", "-movflags", "+faststart"]
    begin = time.perf_counter()
    subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", "-i", str(film), *settings, str(copy)], check=True)
    with copy.open("rb+") as file:
        os.fsync(file.fileno())
    return time.perf_counter() - begin


def with_ours(film: Path, folder: Path) -> tuple[float, float, Path]:
    """Return the seconds until the copy is there, until the first of it can be watched, and the copy."""
    shelf = Shelf(folder)
    shelf.remove(FILM)
    times = shelf.bring_in(film, film_id=FILM, copy_later=True).probe.times
    begin, first = time.perf_counter(), 0.0
    process = copying(shelf, FILM)
    for _ in process.messages():
        if not first and read_growing(shelf.growing_path(FILM), times).fragments:
            first = time.perf_counter() - begin
    return time.perf_counter() - begin, first, shelf.film_path(FILM)


def main() -> int:
    """Measure, print the table, and return 1 when the promise is not kept."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=60)
    wanted = parser.parse_args()
    peers: list[float] = []
    own: list[float] = []
    firsts: list[float] = []
    with tempfile.TemporaryDirectory() as place:
        film, copy = Path(place) / "film.mp4", Path(place) / "copy.mp4"
        make_film(film, seconds=wanted.seconds)
        print(f"film of {wanted.seconds} s in 1080p HEVC, {film.stat().st_size / 1e6:.0f} MB")
        for _ in range(wanted.rounds):
            peers.append(with_ffmpeg(film, copy))
            took, first, made = with_ours(film, Path(place) / "films")
            own.append(took)
            firsts.append(first)
        if probe(made).frames != probe(copy).frames:
            raise SystemExit("The two copies differ in their pictures.")
        sizes = [path.stat().st_size / 1e6 for path in (copy, made)]
    return report(peers, own, firsts, sizes, seconds=wanted.seconds)


def report(peers: list[float], own: list[float], firsts: list[float], sizes_mb: list[float], *, seconds: int) -> int:
    """Print medians and ratio; return the exit status."""
    print("| what | median s | fastest s | slowest s | x real time | MB |")
    print("|---|---|---|---|---|---|")
    for label, took, size in (("ffmpeg", peers, sizes_mb[0]), ("the copy", own, sizes_mb[1])):
        middle = statistics.median(took)
        print(f"| {label} | {middle:.2f} | {min(took):.2f} | {max(took):.2f} | {seconds / middle:.1f} | {size:.1f} |")
    print(f"the first of it can be watched after {statistics.median(firsts):.1f} s (median)")
    ratio = statistics.median(own) / statistics.median(peers)
    busy = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores" if hasattr(os, "getloadavg") else ""
    kept = ratio <= MOST_TIMES_AS_LONG
    print(f"ratio {ratio:.2f} (at most {MOST_TIMES_AS_LONG}), {busy}: {'kept' if kept else 'NOT KEPT'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
