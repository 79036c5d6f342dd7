"""Drawing a film on two cores: it is cut into parts of at most four seconds, and whoever is through takes the next.

The parts are the same however many processes there are, so the film's bytes are as well.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
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

MOST_WORKERS: Final = 2
_WORTH_FRAMES: Final = 150
"""Shorter films are drawn before a second process would have begun."""
_EVERY: Final = 5
Job = tuple[Path, int, int]
"""Where a part is written, its first frame, and the first after it."""


def part_starts(frames: int) -> list[int]:
    """Return the first frames of the parts of a film: alike in length, and as many for one process as for the other.

    No part is longer than a key frame may wait, so that the cut costs at most one.
    """
    count = -(-frames // KEY_FRAME_EVERY)
    if count > 1:
        count += count % 2
    return [frames * number // count for number in range(count)]


def draw_parts(
    drawing: Drawing,
    folder: Path,
    *,
    on_picture: Callable[[int], None],
    meanwhile: Callable[[], None] | None = None,
    care: Care = QUICK[0],
    workers: int | None = None,
) -> list[Path]:
    """Return the film's parts in order, each a file in `folder` with pictures only.

    Args:
        drawing: What is drawn.
        folder: Exists and is empty.
        on_picture: Called now and then with the number of pictures drawn so far; what it raises ends all processes.
        meanwhile: Called once, while the other processes begin.
        care: How much the encoder takes.
        workers: How many processes draw, this one among them; by default one a core and at most two.

    Raises:
        StorageFull: a part cannot be written, or a process was killed for want of memory.
    """
    frames = drawing.scene.frames
    starts = part_starts(frames)
    paths = [folder / f"{start:06d}.mp4" for start in starts]
    jobs = list(zip(paths, starts, [*starts[1:], frames], strict=True))
    count = min(workers or min(MOST_WORKERS, os.cpu_count() or 1), len(jobs))
    others = count - 1 if frames >= _WORTH_FRAMES else 0
    left, done = iter(jobs), 0
    with _running(drawing, care, count=others) as ends:
        for end in list(ends):
            _give(end, next(left, None))
        if meanwhile is not None:
            meanwhile()
        for job in left:
            for step in _write(drawing, job, care):
                done += step + _heard_from(ends, left, patient=False)
                on_picture(done)
        while ends:
            done += _heard_from(ends, left, patient=True)
            on_picture(done)
    return paths


def _heard_from(ends: dict[Any, BaseProcess], left: Iterator[Job], *, patient: bool) -> int:
    """Return how many pictures the other processes have drawn since; give who is through the next part."""
    done = 0
    for end in wait(list(ends), timeout=None if patient else 0) if ends else ():
        step = _heard(end)
        done += step
        if not step and not _give(end, next(left, None)):
            del ends[end]
    return done


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
def _running(drawing: Drawing, care: Care, *, count: int) -> Iterator[dict[Any, BaseProcess]]:
    """Yield further processes by what they are heard through; none is left afterwards."""
    forks = _can_fork()
    context = multiprocessing.get_context("fork") if forks else multiprocessing.get_context("spawn")
    ends: dict[Any, BaseProcess] = {}
    for _ in range(count):
        here, there = context.Pipe()
        # a fork has the drawing already, and would keep the parent's ends open when that is gone
        work = (_forked, (drawing, care, there, [*ends, here])) if forks else (_work, (drawing.scene, care, there))
        twos = {} if forks else {"on_twos": drawing.on_twos}
        process = context.Process(target=work[0], args=work[1], kwargs=twos, daemon=True)
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


def _can_fork() -> bool:
    """Return whether this process may be forked, which spares the other its imports: only one thread lives on."""
    tasks = Path("/proc/self/task")
    return sys.platform == "linux" and tasks.is_dir() and len(list(tasks.iterdir())) == 1


def _forked(drawing: Drawing, care: Care, end: Connection, parents_ends: list[Connection]) -> None:
    for one in parents_ends:
        one.close()
    _draw_as_told(drawing, care, end)


def _work(scene: Scene, care: Care, end: Connection, *, on_twos: bool) -> None:
    _draw_as_told(Drawing(scene, on_twos=on_twos), care, end)


def _draw_as_told(drawing: Drawing, care: Care, end: Connection) -> None:
    """Draw and encode parts, as they are given, in a process of their own."""
    from av.error import FFmpegError

    signal.signal(signal.SIGINT, signal.SIG_IGN)
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
