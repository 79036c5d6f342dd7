"""Making a reel of six moments of ten seconds with title cards, against one ffmpeg command that makes the same.

    python benchmarks/reel.py [--rounds 3] [--minutes 3] [--burned]

Both cut one 1080p film that is made for it, in turn in one run, and are followed by fsync. ffmpeg is given the cards as
prepared pictures and encodes with the settings of `films/tracks.py`. Ours is `vig reel make --titles`, start of Python
included; it reads the reel back, ffmpeg does not. Needs `ffmpeg`.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.made_film import FRAMES_A_SECOND, HEIGHT, WIDTH, make_film, tone
from vigwidgets.films import probe
from vigwidgets.films.cutting import CARD_MS, FINE
from vigwidgets.films.title_card import title_card
from vigwidgets.films.tracks import KEY_FRAME_EVERY, SOUND_BITS, SOUND_RATE

ROOT = Path(__file__).resolve().parent.parent
MOST_TIMES_AS_LONG = 1.3
MOMENTS = 6
MOST_APART_MS = MOMENTS * 2 * 1000 // 48
"""ffmpeg joins pieces at whole frames of sound, about a forty-eighth of a second."""
TITLES = ("I waited.", "She looked up.", "We laughed.", "He had the idea.", "Two socks.", "What we hope for.")


@dataclass(frozen=True, slots=True)
class Moment:
    """What the reel shows: ms of the film at the edges of frames, and the words on the card before."""

    start_ms: int
    end_ms: int
    title: str


def moments_of(film: Path, *, seconds: int) -> list[Moment]:
    """Return six moments spread over a film, each beginning between two key frames."""
    found = probe(film)
    count = seconds * FRAMES_A_SECOND
    step = (found.frames - count) // MOMENTS
    firsts = [number * step + 17 for number in range(MOMENTS)]
    span = found.times.frame_span
    return [
        Moment(span(first)[0], span(first + count - 1)[1], title) for first, title in zip(firsts, TITLES, strict=True)
    ]


def with_ffmpeg(film: Path, moments: list[Moment], cards: list[Path], reel: Path) -> float:
    """Return the seconds one ffmpeg command takes, its output synced."""
    reads: list[str] = []
    steps: list[str] = []
    joined = ""
    rate = f"aresample={SOUND_RATE},aformat=channel_layouts=stereo"
    for number, (moment, card) in enumerate(zip(moments, cards, strict=True)):
        length = f"{(moment.end_ms - moment.start_ms) / 1000:.3f}"
        reads += ["-loop", "1", "-framerate", "5", "-t", f"{CARD_MS / 1000}", "-i", str(card)]
        reads += ["-f", "lavfi", "-t", f"{CARD_MS / 1000}", "-i", f"anullsrc=r={SOUND_RATE}:cl=stereo"]
        reads += ["-ss", f"{moment.start_ms / 1000:.3f}", "-t", length, "-i", str(film)]
        colours = "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,setsar=1,settb=1/90000"
        steps += [f"[{3 * number}:v]{colours}[c{number}]", f"[{3 * number + 2}:v]{colours}[v{number}]"]
        steps += [f"[{3 * number + 1}:a]{rate}[s{number}]", f"[{3 * number + 2}:a]{rate}[a{number}]"]
        joined += f"[c{number}][s{number}][v{number}][a{number}]"
    steps.append(f"{joined}concat=n={2 * len(moments)}:v=1:a=1[v][a]")
    settings = ["-c:v", "libx264", "-preset", "veryfast", "-crf", FINE, "-profile:v", "high", "-bf", "0"]
    settings += ["-g", str(KEY_FRAME_EVERY), "-c:a", "aac", "-b:a", str(SOUND_BITS), "-fps_mode", "vfr"]
    settings += ["-video_track_timescale", "90000", "-movflags", "+faststart"]
    command = ["ffmpeg", "-v", "error", "-nostdin", "-y", *reads, "-filter_complex", ";".join(steps)]
    begin = time.perf_counter()
    run([*command, "-map", "[v]", "-map", "[a]", *settings, str(reel)])
    with reel.open("rb+") as file:
        os.fsync(file.fileno())
    return time.perf_counter() - begin


def shelved(film: Path, moments: list[Moment], data: Path) -> str:
    """Add the film and a mark for each moment; return the film's id."""
    added = json.loads(vig(data, "film", "add", film, "--json"))["id"]
    for one in moments:
        vig(data, "marks", "add", added, "--start", one.start_ms, "--end", one.end_ms, "--note", one.title)
    return added


def with_vig(film_id: str, data: Path, reel: Path, *, captions: str) -> float:
    """Return the seconds our command takes; it syncs its output itself."""
    begin = time.perf_counter()
    vig(data, "reel", "make", film_id, "--out", reel, "--titles", "--pad-after", 0, "--captions", captions)
    return time.perf_counter() - begin


def vig(data: Path, *words: object) -> str:
    """Run a command on a data folder; return what it says. Raises `SystemExit` when it fails."""
    surroundings = {**os.environ, "VIG_DATA": str(data), "PYTHONPATH": str(ROOT)}
    return run([sys.executable, "-m", "vigwidgets.cli", *map(str, words)], surroundings)


def run(command: list[str], surroundings: dict[str, str] | None = None) -> str:
    """Run a command to its end. Raises `SystemExit` when it fails."""
    done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[:5])} failed: {done.stdout}{done.stderr}")
    return done.stdout


def same(ours: Path, peers: Path) -> None:
    """Raise `SystemExit` unless both reels show as many pictures for as long: else nothing was compared."""
    one, other = probe(ours), probe(peers)
    if one.frames != other.frames or abs(one.duration_ms - other.duration_ms) > MOST_APART_MS:
        told = f"{one.frames} pictures in {one.duration_ms} ms, {other.frames} in {other.duration_ms} ms"
        raise SystemExit(f"The two reels differ: {told}.")


def main() -> int:
    """Measure, print the table, and return 1 when the promise is not kept."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--minutes", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=10, help="of each moment; fewer only show that it works")
    parser.add_argument("--burned", action="store_true", help="draw captions into ours, which the peer does not have")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        begin = time.perf_counter()
        film = make_film(
            folder / "film.mp4", minutes=wanted.minutes, bits_a_second=8_000_000, key_every=60, sound=tone()
        )
        size_mb, made_s = film.stat().st_size / 1e6, time.perf_counter() - begin
        print(f"film of {wanted.minutes} min in 1080p, {size_mb:.0f} MB, made in {made_s:.0f} s")
        moments = moments_of(film, seconds=wanted.seconds)
        cards = [folder / f"card-{number}.png" for number in range(MOMENTS)]
        for card, moment in zip(cards, moments, strict=True):
            title_card(moment.title, (WIDTH, HEIGHT)).to_image().save(card)
        film_id = shelved(film, moments, folder / "data")
        captions = "burned" if wanted.burned else "none"
        peers, own = [], []
        for _ in range(wanted.rounds):
            peers.append(with_ffmpeg(film, moments, cards, folder / "peer.mp4"))
            own.append(with_vig(film_id, folder / "data", folder / "own.mp4", captions=captions))
        same(folder / "own.mp4", folder / "peer.mp4")
        sizes = [(folder / name).stat().st_size / 1e6 for name in ("peer.mp4", "own.mp4")]
    return report(peers, own, sizes)


def report(peers: list[float], own: list[float], sizes_mb: list[float]) -> int:
    """Print medians and ratio; return the exit status."""
    print("| what | median s | fastest s | slowest s | MB |")
    print("|---|---|---|---|---|")
    for label, seconds, size in (("one ffmpeg command", peers, sizes_mb[0]), ("vig reel make", own, sizes_mb[1])):
        print(f"| {label} | {statistics.median(seconds):.2f} | {min(seconds):.2f} | {max(seconds):.2f} | {size:.1f} |")
    ratio = statistics.median(own) / statistics.median(peers)
    busy = f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores" if hasattr(os, "getloadavg") else ""
    kept = ratio <= MOST_TIMES_AS_LONG
    print(f"ratio {ratio:.2f} (at most {MOST_TIMES_AS_LONG}), {busy}: {'kept' if kept else 'NOT KEPT'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
