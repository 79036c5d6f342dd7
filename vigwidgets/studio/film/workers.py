"""Drawing a film on two cores: it is cut into parts of eight seconds, and each process draws every other one.

The parts are the same however many processes there are, so the film's bytes are as well.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Final

from vigwidgets.core.errors import StorageFull
from vigwidgets.studio.film.drawing import Drawing
from vigwidgets.studio.film.encode import KEY_FRAME_EVERY, write_part
from vigwidgets.studio.script.scene import Scene

PART: Final = 2 * KEY_FRAME_EVERY
"""Frames of a part."""
MOST_WORKERS: Final = 2
_WORTH_FRAMES: Final = 150
"""Shorter films are drawn before a second process would have begun."""
_EVERY: Final = 5


def draw_parts(
    drawing: Drawing, folder: Path, *, on_picture: Callable[[int], None], workers: int | None = None
) -> list[Path]:
    """Return the film's parts in order, each a file in `folder` with pictures only.

    Args:
        drawing: What is drawn.
        folder: Exists and is empty.
        on_picture: Called now and then with the number of pictures drawn so far; what it raises ends all processes.
        workers: How many processes draw; by default one a core and at most two.

    Raises:
        StorageFull: a part cannot be written, or a process was killed for want of memory.
    """
    frames = drawing.scene.frames
    starts = range(0, frames, PART)
    paths = [folder / f"{start:06d}.mp4" for start in starts]
    jobs = [(path, start, min(start + PART, frames)) for path, start in zip(paths, starts, strict=True)]
    count = min(workers or min(MOST_WORKERS, os.cpu_count() or 1), len(jobs))
    if count < 2 or frames < _WORTH_FRAMES:
        done = 0
        for path, first, last in jobs:
            for step in _write(drawing, path, first, last):
                done += step
                on_picture(done)
        return paths
    with _running(drawing.scene, [jobs[one::count] for one in range(count)]) as ends:
        done = 0
        while ends:
            for end in wait(list(ends)):
                step = _heard(end, ends)
                done += step
                if step:
                    on_picture(done)
    return paths


def _write(drawing: Drawing, path: Path, first: int, last: int) -> Iterator[int]:
    """Write one part; yield 1 after each picture."""
    return write_part(path, drawing.pictures(first, last))


def _heard(end: Any, ends: dict[Any, BaseProcess]) -> int:
    """Return how many pictures a process has drawn since it was last heard; forget it when it is through."""
    try:
        told = end.recv()
    except (EOFError, OSError):
        raise StorageFull("A part of the film could not be drawn. Close other programs and try again.") from None
    if told is None:
        del ends[end]
        return 0
    if told < 0:
        raise StorageFull("The film cannot be written there. Make room or choose another folder.")
    return int(told)


@contextmanager
def _running(scene: Scene, shares: list[list[tuple[Path, int, int]]]) -> Iterator[dict[Any, BaseProcess]]:
    """Yield the processes by what they are heard through; none is left afterwards."""
    context = multiprocessing.get_context("spawn")
    ends: dict[Any, BaseProcess] = {}
    for jobs in shares:
        here, there = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(scene, jobs, there), daemon=True)
        with _interrupts_held():
            process.start()
        there.close()
        ends[here] = process
    processes = list(ends.values())
    try:
        yield ends
    finally:
        for process in processes:
            if process.is_alive() and ends:
                process.terminate()
            process.join()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Let what is begun here never hear Ctrl-C, not even while it imports: it is for the parent, which ends the others.

    Windows has no such thing to inherit: there a process is deaf from its first line of ours on.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(scene: Scene, jobs: list[tuple[Path, int, int]], end: Connection) -> None:
    """Draw and encode some parts in a process of their own."""
    from av.error import FFmpegError

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    drawing, since = Drawing(scene), 0
    try:
        for path, first, last in jobs:
            for step in _write(drawing, path, first, last):
                since += step
                if since == _EVERY:
                    end.send(since)
                    since = 0
    except (OSError, FFmpegError):
        end.send(-1)
        return
    if since:
        end.send(since)
    end.send(None)
