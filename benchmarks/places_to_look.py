"""How many of the first places to look lie in a true yes-cycle, beside as many places taken by lot.

    python benchmarks/places_to_look.py [--seeds 901 902 903] [--lots 2000]

On the studio's long film, and on three practice films of 60 s whose sound alone is drawn. A place hits when its middle
lies in a yes-cycle: an exchange of the script, from the beginning of the initiative to the end of the last turn that
belongs to it, with receptions that the script calls half received left out (as tests/studio/long_film.py counts them).
Beside it stand the hits when half receptions count as well, since ears alone cannot tell them from whole ones, and for
exchanges of three turns and more. The first half of the long film was known while the rules were made; the second half
and the practice films were not.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
import psutil

from vigwidgets.analysis import Place, places_to_look
from vigwidgets.films.opening import opened_file
from vigwidgets.films.probe import probe_file
from vigwidgets.films.speech import listen
from vigwidgets.studio import Drawing
from vigwidgets.studio.film import truth
from vigwidgets.studio.practice import make_scene

ROOT = Path(__file__).resolve().parent.parent
LONG = ROOT / "sample_clips" / "quarter_to_five"
LINES = ROOT / "sample_clips" / "lines"
SECONDS = 60
MOST = 20
GOAL = 12
AT_LEAST_REAL_TIME = 20.0
RATE = 48_000
HALF = "Half received"
Marks = Sequence[dict[str, Any]]
Cycles = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Found:
    """What a film is said to hold, and what is suggested: all places, best first; how long listening took."""

    name: str
    duration_ms: int
    marks: Marks
    places: list[Place]
    took_s: float
    worked_s: float


def exchanges(marks: Marks, *, turns: int) -> Cycles:
    """Return from when to when each exchange of so many turns or more lasts, by people who take turns."""
    by_id = {mark["id"]: mark for mark in marks}
    received = {mark["answers"] for mark in marks}
    found: set[tuple[int, int]] = set()
    for last in marks:
        if last["id"] in received:
            continue
        chain = [last]
        while (before := by_id.get(chain[0]["answers"] or "")) is not None and before not in chain:
            chain.insert(0, before)
        if len(chain) >= turns and all(a["who"] != b["who"] for a, b in pairwise(chain)):
            found.add((min(one["start_ms"] for one in chain), max(one["end_ms"] for one in chain)))
    return sorted(found)


def whole(marks: Marks) -> Marks:
    """Return the marks without receptions that lack something, in the words of the script."""
    return [mark for mark in marks if not (mark.get("note") or "").startswith(HALF)]


def hits(middles_ms: Iterable[float], cycles: Cycles) -> tuple[int, int]:
    """Return how many times lie in a cycle, and in how many different cycles."""
    where = [next((at for at, (a, b) in enumerate(cycles) if a <= middle < b), None) for middle in middles_ms]
    return sum(at is not None for at in where), len(set(where) - {None})


def by_lot(cycles: Cycles, *, between: tuple[int, int], count: int, lots: int) -> tuple[float, float]:
    """Return the mean hits and different cycles of `count` times taken by lot."""
    dice = random.Random(5)
    drawn = [hits([dice.uniform(*between) for _ in range(count)], cycles) for _ in range(lots)]
    return sum(hit for hit, _ in drawn) / lots, sum(apart for _, apart in drawn) / lots


def heard(path: Path, name: str, marks: Marks) -> Found:
    """Return what is suggested for a film on disk."""
    with opened_file(path) as file:
        probe = probe_file(file)
        begin, before = time.perf_counter(), time.process_time()
        sound = listen(file, probe=probe)
        took_s, worked_s = time.perf_counter() - begin, time.process_time() - before
    places = places_to_look(sound.speech, sound.voices, duration_ms=probe.duration_ms, most=10**6)
    return Found(name, probe.duration_ms, marks, places, took_s, worked_s)


def practice(seed: int, folder: Path) -> Found:
    """Return what is suggested for a practice film with its whole sound and a small black picture."""
    scene = make_scene(seed, folder=LINES, seconds=SECONDS)
    drawing = Drawing(scene)
    path = folder / f"{seed}.mp4"
    write_film(path, drawing.spoken_over(drawing.sounds()))
    return heard(path, f"practice {seed}", truth.marks(scene))


def write_film(path: Path, samples: np.ndarray) -> None:
    """Write a film with a sound of one channel at 48 kHz, and one black picture a second."""
    with av.open(str(path), "w") as film:
        pictures, sound = film.add_stream("libx264", rate=1), film.add_stream("aac", rate=RATE, layout="mono")
        pictures.width, pictures.height, pictures.pix_fmt = 64, 48, "yuv420p"
        sound.bit_rate = 64_000
        black = av.VideoFrame.from_ndarray(np.full((72, 64), 16, np.uint8), format="yuv420p")
        for second in range(len(samples) // RATE):
            black.pts, black.time_base = second, Fraction(1)
            film.mux(pictures.encode(black))
            part = np.ascontiguousarray(samples[None, second * RATE : (second + 1) * RATE], np.float32)
            frame = av.AudioFrame.from_ndarray(part, format="fltp", layout="mono")
            frame.sample_rate, frame.pts, frame.time_base = RATE, second * RATE, Fraction(1, RATE)
            film.mux(sound.encode(frame))
        film.mux(pictures.encode(None))
        film.mux(sound.encode(None))


def row(name: str, found: Found, *, between: tuple[int, int], lots: int) -> tuple[int, int]:
    """Print a line of the table for the part of a film; return hits and different cycles among the first places."""
    middles = [(one.span.start_ms + one.span.end_ms) / 2 for one in found.places]
    middles = [middle for middle in middles if between[0] <= middle < between[1]]
    first = middles[:MOST]
    kinds = (whole(found.marks), 2), (found.marks, 2), (whole(found.marks), 3)
    cells = []
    for marks, turns in kinds:
        cycles = [one for one in exchanges(marks, turns=turns) if between[0] <= one[0] < between[1]]
        hit, apart = hits(first, cycles)
        lot, lot_apart = by_lot(cycles, between=between, count=max(1, len(first)), lots=lots)
        cells.append(f"{hit:2d} {apart:2d} of {len(cycles):2d} ({lot:4.1f} {lot_apart:4.1f})")
    print(f"| {name:28} | {len(first):2d} of {len(middles):2d} | " + " | ".join(cells) + " |")
    return hits(first, exchanges(whole(found.marks), turns=2))


def main() -> int:
    """Measure, print, and return 1 when the goal is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, nargs="+", default=[901, 902, 903])
    parser.add_argument("--lots", type=int, default=2000)
    given = parser.parse_args()
    print(f"{psutil.cpu_count()} cores, load before {os.getloadavg()[0]:.1f}")
    print("Hits and different cycles found among the first 20 places, in brackets the same for as many by lot.\n")
    print("| film | places | whole cycles | half received ones too | three turns and more |\n|---|---|---|---|---|")
    long = heard(LONG / "film.mp4", "long film", json.loads((LONG / "marks.json").read_text("utf-8")))
    half_ms = long.duration_ms // 2
    hit, apart = row("long film", long, between=(0, long.duration_ms), lots=given.lots)
    row("its first half, known", long, between=(0, half_ms), lots=given.lots)
    row("its second half, held back", long, between=(half_ms, long.duration_ms), lots=given.lots)
    with tempfile.TemporaryDirectory() as folder:
        films = [practice(seed, Path(folder)) for seed in given.seeds]
    for film in films:
        row(film.name, film, between=(0, film.duration_ms), lots=given.lots)
    one = in_a_row(films)
    sum_hit, sum_apart = row("these, one after the other", one, between=(0, one.duration_ms), lots=given.lots)
    heard_s = sum(film.duration_ms for film in (long, *films)) / 1000
    speed = heard_s / sum(film.took_s for film in (long, *films))
    worked_s = sum(film.worked_s for film in (long, *films))
    reached = min(hit, apart) >= GOAL
    suggested = min(MOST, len(one.places))
    wanted = GOAL / MOST * suggested
    reached_too = min(sum_hit, sum_apart) >= wanted
    print(f"\nlong film: {hit} hits, {apart} cycles (goal {GOAL} of {MOST}, {GOAL}): {said(reached)}")
    print(f"practice films: {sum_hit} hits, {sum_apart} cycles (goal {wanted:.1f} of {suggested}): {said(reached_too)}")
    print(f"processor time: {worked_s:.0f} s for {heard_s:.0f} s of film, {heard_s / worked_s:.1f} times less")
    print(
        f"listening: {speed:.1f} x real time (at least {AT_LEAST_REAL_TIME:.0f}): {said(speed >= AT_LEAST_REAL_TIME)}"
    )
    return 0 if reached and reached_too and speed >= AT_LEAST_REAL_TIME else 1


def in_a_row(films: Sequence[Found]) -> Found:
    """Return films as if they were one; each film's best place comes first, then each one's second best, and so on."""
    marks: list[dict[str, Any]] = []
    ranked: list[tuple[int, int, Place]] = []
    at_ms = 0
    for number, film in enumerate(films):
        for mark in film.marks:
            answers = mark["answers"] and f"{number}.{mark['answers']}"
            times = {name: mark[name] + at_ms for name in ("start_ms", "end_ms")}
            marks.append({**mark, **times, "id": f"{number}.{mark['id']}", "answers": answers})
        for rank, place in enumerate(film.places):
            span = type(place.span)(place.span.start_ms + at_ms, place.span.end_ms + at_ms)
            ranked.append((rank, number, Place(span, place.why)))
        at_ms += film.duration_ms
    return Found("", at_ms, marks, [place for *_, place in sorted(ranked, key=lambda one: one[:2])], 0.0, 0.0)


def said(kept: object) -> str:
    """Return what is said of a goal."""
    return "reached" if kept else "MISSED"


if __name__ == "__main__":
    sys.exit(main())
