"""Draws a practice film in a process of its own, so that a page's kernel goes on answering: `python -m` this module.

It reads one line of JSON, `{data, person, seed, tier, seconds, level}`, and writes lines of JSON: `{"share"}` while it
draws, then `{"film"}` with the clip's id, or `{"refused"}` with a sentence. It stops, and keeps nothing, when its
standard input is closed: by whoever wants it no more, or because they ended in whatever way.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, Final

from vigwidgets.core.access import Person
from vigwidgets.core.errors import VigError
from vigwidgets.words.sentences import spoken
from vigwidgets.workbook.folder.data_folder import DataFolder

_STEP: Final = 0.01


class Unwanted(Exception):
    """Nobody waits for the film any more."""


class DrawingProcess:
    """A film being drawn elsewhere. Begins at once; `messages` ends when the process has.

    Args:
        data: Where the film will be.
        person: Who asked.
        seed: Which film.
        tier: Number of the tier it is about, or None.
        seconds: Its length.
        level: How much there is to be seen at once, 1 to 5.

    Raises:
        OSError: no process could be started.
    """

    def __init__(
        self, data: DataFolder, *, person: Person, seed: int, tier: int | None, seconds: int, level: int
    ) -> None:
        self.was_stopped = False
        numbers = {"seed": seed, "tier": tier, "seconds": seconds, "level": level}
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        _pipe(self._process.stdin).write(json.dumps({"data": str(data.root), "person": person.id, **numbers}) + "\n")
        _pipe(self._process.stdin).flush()

    def messages(self) -> Iterator[dict[str, Any]]:
        """Yield what the process says, and leave nothing of it behind at the end."""
        with self._process:
            for line in _pipe(self._process.stdout):
                yield json.loads(line)

    def stop(self) -> None:
        """Ask it to end; what it has drawn so far is taken away by itself."""
        self.was_stopped = True
        pipe = _pipe(self._process.stdin)
        if not pipe.closed:
            pipe.close()


def _pipe(pipe: IO[str] | None) -> IO[str]:
    if pipe is None:
        raise TypeError
    return pipe


def draw_wanted(wanted: dict[str, Any], *, say: Callable[[dict[str, Any]], None], gone: threading.Event) -> None:
    """Draw what is `wanted` and say how it goes.

    Args:
        wanted: As in the line that is read.
        say: Takes each message.
        gone: Set once nobody waits any more; then the drawing ends and keeps nothing.
    """
    from vigwidgets.workbook.practice import draw_practice

    told = 0.0

    def on_progress(done: int, of: int) -> None:
        nonlocal told
        if gone.is_set():
            raise Unwanted
        if done / of >= told + _STEP or done == of:
            told = done / of
            say({"share": round(told, 3)})

    try:
        clip = draw_practice(
            DataFolder(Path(wanted["data"])),
            wanted["seed"],
            person=Person(wanted["person"]),
            tier=wanted["tier"],
            seconds=wanted["seconds"],
            level=wanted["level"],
            on_progress=on_progress,
        )
    except VigError as refusal:
        say({"refused": spoken(refusal.sentence)})
    except Unwanted:
        pass
    else:
        say({"film": clip.id})


def main() -> None:
    """Draw what the first line asks for; the end of the input is the end of the wish."""
    gone = threading.Event()
    wanted = json.loads(sys.stdin.readline())

    def listen() -> None:
        sys.stdin.read()
        gone.set()

    def say(message: dict[str, Any]) -> None:
        try:
            sys.stdout.write(json.dumps(message) + "\n")
            sys.stdout.flush()
        except OSError:
            gone.set()
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - for the rest of this process

    threading.Thread(target=listen, daemon=True).start()
    draw_wanted(wanted, say=say, gone=gone)


if __name__ == "__main__":
    main()
