"""How much of the long film repeats itself, how much of it is a yes-cycle, and how long anybody stands frozen.

    python -m tests.studio.long_film [sample_clips/quarter_to_five]

Reads `film.mp4` where it is drawn, else draws one small picture for each second from the script. Prints the measures;
`repeats`, `cycles` and `stillness` are what a test asks.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from vigwidgets.studio import Drawing, read_scene
from vigwidgets.studio.acting.motion import FPS
from vigwidgets.studio.script.scene import Scene, SceneMark

FILM = Path(__file__).resolve().parents[2] / "sample_clips" / "quarter_to_five"
WIDE, TALL = 64, 36
EQUAL = 0.30
"""Grey levels (0 to 255) by which two small pictures of the same pose differ at most.

The same pose drawn twice differs by 0; the same picture at two places of an H.264 film at CRF 28, a second of other
pictures between them, by 0.09: the limit is three times that. Half of the film's seconds are 1.8 from any before.
"""
Small = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Cycle:
    """An initiative and its first full reception, in ms of the script."""

    initiative: str
    reception: str
    start_ms: int
    end_ms: int


def small(picture: NDArray[Any]) -> Small:
    """Return a picture of 720 x 1280 (x 3 or 4, blue first) as 36 x 64 grey levels, each the mean of its 20 x 20 px."""
    grey = picture[..., :3].astype(np.float32) @ np.array([0.114, 0.587, 0.299], np.float32)
    return grey.reshape(TALL, grey.shape[0] // TALL, WIDE, grey.shape[1] // WIDE).mean(axis=(1, 3))


def drawn_seconds(drawing: Drawing) -> NDArray[np.float32]:
    """Return the small picture in the middle of each second, (seconds, 36, 64), drawn from the script."""
    return np.stack([small(drawing.frame(index)) for index in range(FPS // 2, drawing.scene.frames, FPS)])


def filmed_seconds(path: Path) -> NDArray[np.float32]:
    """Return the small picture in the middle of each second, (seconds, 36, 64), decoded from a film."""
    with av.open(str(path)) as film:
        frames = (one for index, one in enumerate(film.decode(video=0)) if index % FPS == FPS // 2)
        return np.stack([small(one.to_ndarray(format="bgr24")) for one in frames])


def nearest_before(seconds: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return, for each second but the first, its mean absolute difference from the most alike earlier one."""
    return np.array(
        [np.abs(seconds[:at] - seconds[at]).mean(axis=(1, 2)).min() for at in range(1, len(seconds))], np.float32
    )


def repeats(seconds: NDArray[np.float32], *, equal: float = EQUAL) -> float:
    """Return the share of seconds (0 to 1) whose picture has been seen before."""
    return float((nearest_before(seconds) < equal).sum() / len(seconds))


def cycles(marks: Iterable[SceneMark]) -> list[Cycle]:
    """Return the pairs of an initiative and its first reception that is not marked as open to other readings.

    What is half received is written as `open` and names in its note what lacked; a song hummed along to is open too,
    and closes.
    """
    marks = list(marks)
    found: list[Cycle] = []
    for one in marks:
        if one.kind != "initiative":
            continue
        answers = [mark for mark in marks if mark.answers == one.id and not mark.note.startswith("Half received")]
        if answers:
            first = min(answers, key=lambda mark: mark.start_ms)
            found.append(Cycle(one.id, first.id, one.start_ms, max(one.end_ms, first.end_ms)))
    return found


def covered(spans: Iterable[tuple[int, int]]) -> int:
    """Return the ms that lie in at least one of the spans."""
    total, reached = 0, -(10**9)
    for start, end in sorted(spans):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total


def stillness(scene: Scene) -> dict[str, tuple[float, float]]:
    """Return, by person, the longest time in seconds in which nothing was written for them, and when it begins."""
    found: dict[str, tuple[float, float]] = {}
    for who in scene.cast:
        lists: Sequence[Sequence[Any]] = (scene.looks, scene.reaches, scene.says, scene.stagings)
        times = {one.at_ms for each in lists for one in each if one.who == who}
        bodily = ("lean", "tilt", "nod", "turn", "smile", "kick")
        times |= {
            one.at_ms for one in scene.changes if one.who == who and any(name in bodily for name, _ in one.values)
        }
        ordered = sorted({0, scene.length_ms, *(time for time in times if 0 <= time <= scene.length_ms)})
        gap, start = max((after - before, before) for before, after in pairwise(ordered))
        found[who] = gap / 1000, start / 1000
    return found


def main(argv: Sequence[str] | None = None) -> int:
    """Print the measures of the long film."""
    parser = argparse.ArgumentParser(description="Measure the long film.")
    parser.add_argument("folder", nargs="?", type=Path, default=FILM)
    folder: Path = parser.parse_args(argv).folder
    scene, film = read_scene(folder / "scene.toml"), folder / "film.mp4"
    seconds = filmed_seconds(film) if film.exists() else drawn_seconds(Drawing(scene))
    nearest = nearest_before(seconds)
    pairs = cycles(scene.marks)
    time = covered((one.start_ms, one.end_ms) for one in pairs)
    lines = [
        f"{'film' if film.exists() else 'script'}: {len(seconds)} seconds, {100 * repeats(seconds):.1f} % repeat",
        "nearest earlier picture, percentiles 1 2 5 10 50: "
        + " ".join(f"{np.percentile(nearest, q):.2f}" for q in (1, 2, 5, 10, 50)),
        f"alike: {[int(at) + 1 for at in np.flatnonzero(nearest < EQUAL)]}",
        f"{len(pairs)} yes-cycles over {time / 1000:.1f} s, {100 * time / scene.length_ms:.1f} % of the film",
        f"longest time without an act of eyes, hands or body: {stillness(scene)}",
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
