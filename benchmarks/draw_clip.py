"""How fast clips are drawn, 1280 x 720 at 25 pictures a second with sound, encoding included, and in how much memory.

    python benchmarks/draw_clip.py [--rounds 3] [--scene sample_clips/c01/scene.toml]

One clip by itself, then two at once, as a set is drawn. The peer is ffmpeg drawing its own `testsrc2` of the same size
and length and encoding it with the same settings: about what the encoder alone takes. Both are timed in turn in one
run. Needs `ffmpeg`.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from vigwidgets.studio import read_scene
from vigwidgets.studio.acting.motion import FPS
from vigwidgets.studio.drawing.picture import HEIGHT, WIDTH
from vigwidgets.studio.film import encode

ROOT = Path(__file__).resolve().parent.parent
LEAST_TIMES_REAL = 4.0
MOST_MEMORY_MB = 500
TOGETHER = 2
DRAW = "import sys; from vigwidgets.studio import draw_clip; draw_clip(sys.argv[1], out_folder=sys.argv[2])"
_LOOK_S = 0.25


@dataclass(frozen=True, slots=True)
class Round:
    """One measurement: seconds on the clock until all were done, and the peak memory of the largest in MB."""

    seconds: float
    memory_mb: float


def ours(scene: Path, out: Path) -> list[str]:
    """Return the command that draws a clip in a process of its own, start of Python included."""
    return [sys.executable, "-c", DRAW, str(scene), str(out)]


def peer(seconds: float, out: Path) -> list[str]:
    """Return the command by which ffmpeg draws and encodes as much picture and sound."""
    picture = f"testsrc2=size={WIDTH}x{HEIGHT}:rate={FPS}:duration={seconds}"
    sound = f"sine=frequency=220:sample_rate=48000:duration={seconds}"
    care = encode.QUICK[0]
    settings = [
        "-c:v",
        "libx264",
        "-preset",
        care.preset,
        "-profile:v",
        "high",
        "-qp" if care.even else "-crf",
        care.quality,
    ]
    settings += ["-g", str(encode.KEY_FRAME_EVERY), "-x264-params", care.x264, "-pix_fmt", "yuv420p"]
    settings += ["-c:a", "aac", "-b:a", str(encode.SOUND_BITS), "-movflags", "+faststart"]
    sources = ["-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound]
    return ["ffmpeg", "-v", "error", "-nostdin", "-y", *sources, *settings, str(out) + ".mp4"]


def run(commands: list[list[str]]) -> Round:
    """Run commands at once, to the end of the last. Raises `SystemExit` when one fails."""
    begin = time.perf_counter()
    running = [subprocess.Popen(command, cwd=ROOT) for command in commands]
    peak = 0
    while any(one.poll() is None for one in running):
        peak = max([peak, *(memory_of(one.pid) for one in running)])
        time.sleep(_LOOK_S)
    if any(one.returncode for one in running):
        raise SystemExit(f"{commands[0][0]} failed.")
    return Round(time.perf_counter() - begin, peak / 1e6)


def memory_of(pid: int) -> int:
    """Return the bytes a process and its children hold now, 0 when it has ended.

    Pages that several of them share are shared out among them (PSS) where the system tells, as Linux does.
    """
    try:
        mine = psutil.Process(pid)
        told = [one.memory_full_info() for one in (mine, *mine.children(recursive=True))]
    except psutil.NoSuchProcess:
        return 0
    return sum(getattr(one, "pss", one.rss) for one in told)


def main() -> int:
    """Measure, print the table, and return 1 when a promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--scene", type=Path, default=ROOT / "sample_clips" / "c01" / "scene.toml")
    wanted = parser.parse_args()
    scene = wanted.scene.resolve()
    film_s = read_scene(scene).duration_ms / 1000
    print(f"film of {film_s:.1f} s, {psutil.cpu_count()} cores, load before {psutil.getloadavg()[0]:.1f}")
    found: dict[tuple[str, int], list[Round]] = {}
    with tempfile.TemporaryDirectory() as place:
        outs = [Path(place, str(number)) for number in range(TOGETHER)]
        for _ in range(wanted.rounds):
            for count in (1, TOGETHER):
                peers = [peer(film_s, out) for out in outs[:count]]
                found.setdefault(("ffmpeg testsrc2", count), []).append(run(peers))
                found.setdefault(("draw_clip", count), []).append(run([ours(scene, out) for out in outs[:count]]))
    return report(found, film_s=film_s)


def report(found: dict[tuple[str, int], list[Round]], *, film_s: float) -> int:
    """Print medians as times real time, and memory; return the exit status."""
    print("| what | at once | median s | fastest s | slowest s | times real time | peak MB of one |")
    print("|---|---|---|---|---|---|---|")
    times_real: dict[tuple[str, int], float] = {}
    for (name, count), rounds in sorted(found.items()):
        seconds = sorted(one.seconds for one in rounds)
        middle, peak = statistics.median(seconds), max(one.memory_mb for one in rounds)
        times_real[name, count] = count * film_s / middle
        numbers = f"{middle:.1f} | {seconds[0]:.1f} | {seconds[-1]:.1f} | {times_real[name, count]:.2f} | {peak:.0f}"
        print(f"| {name} | {count} | {numbers} |")
    memory = max(one.memory_mb for (name, _), rounds in found.items() if name == "draw_clip" for one in rounds)
    speed = times_real["draw_clip", TOGETHER]
    kept = speed >= LEAST_TIMES_REAL and memory <= MOST_MEMORY_MB
    share = speed / times_real["ffmpeg testsrc2", TOGETHER]
    told = f"{speed:.2f} x real time on two cores (at least {LEAST_TIMES_REAL}), {share:.2f} of the peer's speed, "
    print(f"{told}memory {memory:.0f} MB (at most {MOST_MEMORY_MB}): {'kept' if kept else 'NOT KEPT'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
