"""Drawing a film on two cores: it is cut into parts of four seconds, and whoever is through takes the next.

The parts are the same however many processes there are, so the film's bytes are as well.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Final

from vigwidgets.core.errors import StorageFull
from vigwidgets.studio.film.drawing import Drawing
from vigwidgets.studio.film.encode import KEY_FRAME_EVERY, QUICK, Care, write_part
from vigwidgets.studio.script.scene import Scene

PART: Final = KEY_FRAME_EVERY
"""Frames of a part: a key frame is due there, so the cut costs nothing."""
MOST_WORKERS: Final = 2
_WORTH_FRAMES: Final = 150
"""Shorter films are drawn before a second process would have begun."""
_EVERY: Final = 5
Job = tuple[Path, int, int]
"""Where a part is written, its first frame, and the first after it."""


def draw_parts(
    drawing: Drawing,
    folder: Path,
    *,
    on_picture: Callable[[int], None],
    care: Care = QUICK[0],
    workers: int | None = None,
) -> list[Path]:
    """Return the film's parts in order, each a file in `folder` with pictures only.

    Args:
        drawing: What is drawn.
        folder: Exists and is empty.
        on_picture: Called now and then with the number of pictures drawn so far; what it raises ends all processes.
        care: How much the encoder takes.
        workers: How many processes draw; by default one a core and at most two.

    Raises:
        StorageFull: a part cannot be written, or a process was killed for want of memory.
    """
    frames = drawing.scene.frames
    starts = range(0, frames, PART)
    paths = [folder / f"{start:06d}.mp4" for start in starts]
    jobs = [(path, start, min(start + PART, frames)) for path, start in zip(paths, starts, strict=True)]
    count = min(workers or min(MOST_WORKERS, os.cpu_count() or 1), len(jobs))
    done = 0
    if count < 2 or frames < _WORTH_FRAMES:
        for job in jobs:
            for step in _write(drawing, job, care):
                done += step
                on_picture(done)
        return paths
    left = iter(jobs)
    with _running(drawing.scene, care, count=count) as ends:
        for end in list(ends):
            _give(end, next(left, None))
        while ends:
            for end in wait(list(ends)):
                step = _heard(end)
                if step:
                    done += step
                    on_picture(done)
                elif not _give(end, next(left, None)):
                    del ends[end]
    return paths


def _write(drawing: Drawing, job: Job, care: Care) -> Iterator[int]:
    """Write one part; yield 1 after each picture."""
    path, first, last = job
    return write_part(path, drawing.pictures(first, last), care=care)


def _give(end: Any, job: Job | None) -> bool:
    """Give a process its next part, or tell it that there is none; return whether there was one."""
    # one that was killed cannot be told; that it is gone is heard
    with suppress(OSError):
        end.send(job)
    return job is not None


def _heard(end: Any) -> int:
    """Return how many pictures a process has drawn since it was last heard; 0 when it is through with its part."""
    try:
        told = int(end.recv())
    except (EOFError, OSError):
        raise StorageFull("A part of the film could not be drawn. Close other programs and try again.") from None
    if told < 0:
        raise StorageFull("The film cannot be written there. Make room or choose another folder.")
    return told


@contextmanager
def _running(scene: Scene, care: Care, *, count: int) -> Iterator[dict[Any, BaseProcess]]:
    """Yield the processes by what they are heard through; none is left afterwards."""
    context = multiprocessing.get_context("spawn")
    ends: dict[Any, BaseProcess] = {}
    for _ in range(count):
        here, there = context.Pipe()
        process = context.Process(target=_work, args=(scene, care, there), daemon=True)
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


def _work(scene: Scene, care: Care, end: Connection) -> None:
    """Draw and encode parts, as they are given, in a process of their own."""
    from av.error import FFmpegError

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    drawing = Drawing(scene)
    try:
        # no further part, or the parent is gone
        with suppress(EOFError):
            while job := end.recv():
                since = 0
                for step in _write(drawing, job, care):
                    since += step
                    if since == _EVERY:
                        end.send(since)
                        since = 0
                if since:
                    end.send(since)
                end.send(0)
    except (OSError, FFmpegError):
        # the parent may be what is gone
        with suppress(OSError):
            end.send(-1)
