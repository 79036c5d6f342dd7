"""Long work in a process of its own, so that a page's kernel goes on answering.

The module that does the work is run with `python -m`. It reads one line of JSON, what is wanted, and writes lines of
JSON: `{"share"}` while it works, then what came of it, or `{"refused"}` with a sentence. It stops, and keeps nothing,
when its standard input is closed: by whoever wants it no more, or because they ended in whatever way.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from typing import IO, Any, Final

from vigwidgets.core.errors import VigError
from vigwidgets.words.sentences import spoken

Message = dict[str, Any]
Say = Callable[[Message], None]
Work = Callable[[Message, Callable[[int, int], None]], Message]
"""Takes what is wanted and what is to be told how far it is (done, of), which raises `Unwanted`; returns its result."""

_STEP: Final = 0.01
_PATIENT: Final = 15
"""How far behind others a patient process stands, 0 to 19."""
_OF_THE_KERNEL: Final = frozenset(
    {"VIG_PERSON", "VIG_PERSON_KEY", "VIG_ROLE", "VIG_PLACE", "VIG_DATA", "JUPYTER_RUNTIME_DIR"}
)
"""What a page's kernel knows of its person; the work is told all it needs."""


class Unwanted(Exception):
    """Nobody waits for the work any more."""


class OwnProcess:
    """Work that is done elsewhere. Begins at once; `messages` ends when the process has.

    Args:
        module: Name of the module that does it.
        wanted: What JSON can hold.

    Raises:
        OSError: no process could be started.
    """

    def __init__(self, module: str, wanted: Message) -> None:
        self.was_stopped = False
        self._process = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env={name: value for name, value in os.environ.items() if name not in _OF_THE_KERNEL},
        )
        _pipe(self._process.stdin).write(json.dumps(wanted) + "\n")
        _pipe(self._process.stdin).flush()

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid

    def messages(self) -> Iterator[Message]:
        """Yield what the process says, and leave nothing of it behind at the end."""
        with self._process:
            for line in _pipe(self._process.stdout):
                yield json.loads(line)

    def stop(self) -> None:
        """Ask it to end; what it has made so far is taken away by itself."""
        self.was_stopped = True
        pipe = _pipe(self._process.stdin)
        if not pipe.closed:
            pipe.close()


def let_others_go_first() -> None:
    """Give this process, and those it starts, the time that nobody else wants."""
    import psutil

    with contextlib.suppress(psutil.Error, OSError):  # then it takes its turn like any other
        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS if sys.platform == "win32" else _PATIENT)


def do(work: Work, wanted: Message, *, say: Say, gone: threading.Event) -> None:
    """Do what is `wanted` and say how it goes.

    Args:
        work: Does it.
        wanted: As in the line that is read.
        say: Takes each message.
        gone: Set once nobody waits any more; then the work ends and keeps nothing.
    """
    told = 0.0

    def on_progress(done: int, of: int) -> None:
        nonlocal told
        if gone.is_set():
            raise Unwanted
        if done / of >= told + _STEP or done == of:
            told = done / of
            say({"share": round(told, 3)})

    try:
        result = work(wanted, on_progress)
    except VigError as refusal:
        say({"refused": spoken(refusal.sentence)})
    except Unwanted:
        pass
    else:
        say(result)


def run(work: Work) -> None:
    """Do what the first line of the input asks for; the end of the input is the end of the wish."""
    gone = threading.Event()
    wanted = json.loads(sys.stdin.readline())

    def listen() -> None:
        sys.stdin.read()
        gone.set()

    def say(message: Message) -> None:
        try:
            sys.stdout.write(json.dumps(message) + "\n")
            sys.stdout.flush()
        except OSError:
            gone.set()
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - for the rest of this process

    threading.Thread(target=listen, daemon=True).start()
    do(work, wanted, say=say, gone=gone)


def _pipe(pipe: IO[str] | None) -> IO[str]:
    if pipe is None:
        raise TypeError
    return pipe
