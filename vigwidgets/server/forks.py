"""The server's end of the fork server: kernels forked from placed chapters, their deaths told at once (Linux)."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import uuid
from typing import TYPE_CHECKING, Any, Final

from vigwidgets.server.provisioner import Running, Template, TemplateFailed, TemplateSource, clean_environment
from vigwidgets.server.zygote import MESSAGE_BYTES

if TYPE_CHECKING:
    from pathlib import Path

UP_SECONDS: Final = 30


class Wire:
    """Our end of a zygote's or template's socket."""

    def __init__(self, ours: socket.socket) -> None:
        self._socket = ours
        self._answers: dict[str, asyncio.Future[Any]] = {}
        self._ups: dict[int, asyncio.Event] = {}
        self._codes: dict[int, int] = {}
        self._ended: dict[int, asyncio.Event] = {}
        ours.setblocking(False)
        self.ready: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().add_reader(ours, self._read)

    def _read(self) -> None:
        while True:
            try:
                data, descriptors, _, _ = socket.recv_fds(self._socket, MESSAGE_BYTES, 1)
            except BlockingIOError:
                return
            except OSError:
                data, descriptors = b"", []
            if not data:
                self._lost()
                return
            message = json.loads(data)
            if "up" in message:
                self._event(self._ups, message["up"]).set()
            elif "exit" in message:
                self._codes[message["exit"]] = message["code"]
                self._event(self._ended, message["exit"]).set()
            elif "id" in message:
                self._answers.pop(message["id"]).set_result((message["pid"], descriptors[0]))
            elif not self.ready.done():
                self.ready.set_result(message)

    def _lost(self) -> None:
        asyncio.get_running_loop().remove_reader(self._socket)
        self._socket.close()
        for open_one in (self.ready, *self._answers.values()):
            if not open_one.done():
                open_one.set_exception(TemplateFailed("the process that kernels come from has ended"))

    @property
    def alive(self) -> bool:
        """Whether the process at the other end is still there."""
        return self._socket.fileno() >= 0

    @staticmethod
    def _event(events: dict[int, asyncio.Event], pid: int) -> asyncio.Event:
        return events.setdefault(pid, asyncio.Event())

    async def fork(self, *, attached: socket.socket | None = None, **job: Any) -> tuple[int, int]:
        """Return pid and pidfd of a new child that does `job`."""
        if not self.alive:
            raise TemplateFailed("the process that kernels come from has ended")
        job["id"] = uuid.uuid4().hex
        answer = self._answers[job["id"]] = asyncio.get_running_loop().create_future()
        socket.send_fds(self._socket, [json.dumps(job).encode()], [attached.fileno()] if attached else [])
        return await answer

    async def up(self, pid: int) -> None:
        """Return when the kernel's sockets are bound; raise `TemplateFailed` when it ended before that."""
        up, ended = self._event(self._ups, pid), self._event(self._ended, pid)
        waits = [asyncio.ensure_future(event.wait()) for event in (up, ended)]
        await asyncio.wait(waits, timeout=UP_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        for wait in waits:
            wait.cancel()
        if not up.is_set():
            raise TemplateFailed("the kernel ended before it was ready")

    async def ended(self, pid: int) -> int:
        """Return the exit code of `pid` once it has ended."""
        await self._event(self._ended, pid).wait()
        self._ups.pop(pid, None)
        self._ended.pop(pid, None)
        return self._codes.pop(pid, -1)


def wire_pair() -> tuple[socket.socket, socket.socket]:
    """Return two ends of a socket that keeps messages apart and carries descriptors."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    for end in (ours, theirs):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, MESSAGE_BYTES)
    return ours, theirs


class ForkTemplate(Template):
    """A placed chapter in a process of its own, whose forks are kernels."""

    def __init__(self, wire: Wire, placed: dict[str, Any], version: str) -> None:
        super().__init__(placed, version)
        self._wire = wire

    @property
    def alive(self) -> bool:
        """Whether kernels can still come from here."""
        return self._wire.alive

    async def kernel(self, connection_file: str, environment: dict[str, str]) -> Running:
        """Return a kernel whose sockets are bound."""
        pid, watch = await self._wire.fork(connection_file=connection_file, environment=environment)
        running = Running(ForkedProcess(pid, watch), asyncio.ensure_future(self._wire.ended(pid)))
        await self._wire.up(pid)
        return running


class Zygote(TemplateSource):
    """The warm process and the templates below it."""

    def __init__(self) -> None:
        super().__init__()
        ours, theirs = wire_pair()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "vigwidgets.server.zygote", str(theirs.fileno())],
            pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, env=clean_environment(),
        )  # fmt: skip
        theirs.close()
        self.wire = Wire(ours)

    async def place(self, notebook: Path, chapter: str, version: str) -> ForkTemplate:
        """Fork a process that runs the notebook."""
        await self.wire.ready
        ours, theirs = wire_pair()
        wire = Wire(ours)
        _, watch = await self.wire.fork(attached=theirs, notebook=str(notebook), chapter=chapter)
        os.close(watch)
        theirs.close()
        placed = await wire.ready
        if not placed["ready"]:
            raise TemplateFailed(placed["error"])
        return ForkTemplate(wire, placed, version)


class ForkedProcess:
    """A forked kernel in the form `LocalProvisioner` expects of a `Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, watch: int) -> None:
        self.pid, self.returncode = pid, None
        self._watch: int = watch

    def poll(self) -> int | None:
        """Return None while it runs."""
        if self.returncode is None:
            poller = select.poll()
            poller.register(self._watch, select.POLLIN)
            if poller.poll(0):
                self.returncode = -1
                os.close(self._watch)
        return self.returncode

    def wait(self) -> int | None:
        """Return once it has ended."""
        while self.poll() is None:
            select.select([self._watch], [], [], 1)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal to exactly this process, never to a later one with its number."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._watch, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)
