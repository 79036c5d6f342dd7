"""A real `vig serve` in a process of its own, to be visited, killed and started again."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import httpx
import psutil

from tests.warm_server import WarmServer
from vigwidgets.server.networks import PORT_SETTING

PATIENCE_MS: Final = 90_000
"""How long a browser waits for anything: the machine may be doing much else."""


def free_port() -> int:
    """Return a port that nobody listens at just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class LiveWorkbook:
    """A workbook on `data`. It keeps its port over restarts, as a person's bookmark does.

    With `warm` it is forked from a process that has imported it already, where nothing depends on how it is started;
    then its chapters are those of the folder `chapters`, and `prefix` says so where there is no fork. `more` are
    further words of the command.
    """

    def __init__(
        self,
        data: Path,
        *,
        host: str = "127.0.0.1",
        environment: dict[str, str] | None = None,
        prefix: tuple[str, ...] = (),
        warm: bool = False,
        chapters: Path | None = None,
        more: tuple[str, ...] = (),
    ) -> None:
        self._is_warm, self._chapters = warm and sys.platform != "win32", chapters
        self.data, self.host, self.port, self.prefix, self.more = data, host, free_port(), prefix, more
        # a room keeps its port over restarts as well, though another workbook of the tests may open one meanwhile
        self._environment = {PORT_SETTING: str(free_port()), **(environment or {})}
        self.process: subprocess.Popen[str] | WarmServer | None = None
        self.link = ""

    def start(self) -> LiveWorkbook:
        """Start it and wait for its first line."""
        words = ["serve", "--no-browser", "--data", str(self.data), "--host", self.host, "--port", str(self.port)]
        words += self.more
        environment = {**os.environ, **self._environment}
        if self._is_warm:
            self.process = WarmServer(words, environment, chapters=self._chapters)
        else:
            command = [*self.prefix, sys.executable, "-m", "vigwidgets.cli", *words]
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        assert self.process.stdout is not None
        with self.process.stdout:
            line = self.process.stdout.readline()
        assert line.startswith("Workbook: http"), f"the workbook said {line!r} and ended"
        self.link = line.removeprefix("Workbook: ").strip()
        return self

    def another_link(self) -> str:
        """Return the link that `vig serve` prints where it runs already: a link lets one browser in."""
        command = [sys.executable, "-m", "vigwidgets.cli", "serve", "--no-browser", "--data", str(self.data)]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        return said.removeprefix("Workbook: ").strip()

    @property
    def base(self) -> str:
        """The address without the token, ending in a slash."""
        return self.link.split("?")[0]

    @property
    def lesson(self) -> str:
        """The address of the first lesson, with the token."""
        return self.link.replace("/?", "/chapter/being_attentive?")

    def visitor(self) -> httpx.Client:
        """Return a client that has come in by the link."""
        client = httpx.Client(base_url=self.base, follow_redirects=False, timeout=PATIENCE_MS / 1000)
        arrived = client.get(self.link)
        assert arrived.status_code == 302, f"the link answered {arrived.status_code}"
        return client

    def family(self) -> list[psutil.Process]:
        """Return the server's process and all below it."""
        if self.process is None or self.process.poll() is not None:
            return []
        server = psutil.Process(self.process.pid)
        return [server, *server.children(recursive=True)]

    def kernels(self) -> list[psutil.Process]:
        """Return the processes that are kernels: grandchildren of the process they are forked from."""
        found = []
        for process in self.family()[1:]:
            with contextlib.suppress(psutil.Error, ProcessLookupError):
                if os.getsid(process.pid) == process.pid:
                    found.append(process)
        return found

    def kill(self) -> None:
        """SIGKILL the whole family at once, as a crash or a pulled plug does."""
        for process in self.family():
            with contextlib.suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGKILL)
        if self.process is not None:
            self.process.wait()

    def end(self) -> None:
        """Kill it, and say on stderr what its logs hold: pytest shows that of a test that failed."""
        self.kill()
        for log in sorted(self.data.glob("logs/*.log")):
            sys.stderr.write(f"{log.name}\n{log.read_text('utf-8')[-6000:]}\n")

    def stop(self) -> None:
        """Ask it to end, and see that it does."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        self.process.wait(timeout=PATIENCE_MS / 1000)


def until(asked: Callable[[], object], *, seconds: float = PATIENCE_MS / 1000) -> object:
    """Return the first true answer of `asked`, asked over and over; fail when there is none in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = asked()
        if answer:
            return answer
        time.sleep(0.02)
    message = f"not true within {seconds} s"
    raise AssertionError(message)
