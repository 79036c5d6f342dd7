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

    from vigwidgets.workbook.looked_at import LookedAt

UP_SECONDS: Final = 45
"""More than a journal waits for its turn."""
ENDED: Final = "the process that kernels come from has ended"


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
                self._answer(message, descriptors)
            elif not self.ready.done():
                self.ready.set_result(_unfolded(message, descriptors))

    def _answer(self, message: dict[str, Any], descriptors: list[int]) -> None:
        waiting = self._answers.pop(message["id"])
        if not descriptors:
            waiting.set_exception(TemplateFailed(message["error"]))
        elif waiting.done():  # whoever asked has given up
            signal.pidfd_send_signal(descriptors[0], signal.SIGKILL)
            os.close(descriptors[0])
        else:
            waiting.set_result((message["pid"], descriptors[0]))

    def _lost(self) -> None:
        """The process at the other end has ended, and with it every process below it."""
        self.close()
        for open_one in (self.ready, *self._answers.values()):
            if not open_one.done():
                open_one.set_exception(TemplateFailed(ENDED))
                open_one.exception()  # asked for here, in case nobody waits any more
        for ended in self._ended.values():
            ended.set()

    def close(self) -> None:
        """Let go of our end; the process at the other end ends."""
        if self.alive:
            asyncio.get_running_loop().remove_reader(self._socket)
            self._socket.close()

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
            raise TemplateFailed(ENDED)
        job["id"] = uuid.uuid4().hex
        answer = self._answers[job["id"]] = asyncio.get_running_loop().create_future()
        try:
            socket.send_fds(self._socket, [json.dumps(job).encode()], [attached.fileno()] if attached else [])
        except OSError as error:
            self._answers.pop(job["id"])
            raise TemplateFailed(ENDED) from error
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


def _unfolded(message: dict[str, Any], descriptors: list[int]) -> dict[str, Any]:
    """Return the message that came as a file,, or the message itself."""
    if not descriptors:
        return message
    with os.fdopen(descriptors[0], "rb") as file:
        file.seek(0)
        return json.loads(file.read())


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
        self._kernels = 0
        self._retired = False

    @property
    def alive(self) -> bool:
        """Whether kernels can still come from here."""
        return self._wire.alive

    async def kernel(self, connection_file: str, environment: dict[str, str]) -> Running:
        """Return a kernel whose sockets are bound."""
        self._kernels += 1
        ended: asyncio.Future[int] | None = None
        try:
            pid, watch = await self._wire.fork(connection_file=connection_file, environment=environment)
            process = ForkedProcess(pid, watch)
            ended = asyncio.ensure_future(self._wire.ended(pid))
            ended.add_done_callback(lambda _: self._one_less())
            try:
                await self._wire.up(pid)
            except BaseException:
                process.kill()
                ended.add_done_callback(lambda _: process.poll())  # lets go of its descriptor
                raise
            return Running(process, ended)
        except BaseException:
            if ended is None:
                self._one_less()
            raise

    def retire(self) -> None:
        """End once the last kernel from here has ended."""
        self._retired = True
        self._end_if_idle()

    def _one_less(self) -> None:
        self._kernels -= 1
        self._end_if_idle()

    def _end_if_idle(self) -> None:
        if self._retired and self._kernels == 0:
            self._wire.close()


class Zygote(TemplateSource):
    """The warm process and the templates below it.

    Args:
        temporary: Folder for its temporary files.
        looked_at: Says what may be run.
    """

    def __init__(self, temporary: Path, looked_at: LookedAt) -> None:
        super().__init__(looked_at)
        self._temporary = temporary
        self._begin()

    def _begin(self) -> None:
        ours, theirs = wire_pair()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "vigwidgets.server.zygote", str(theirs.fileno())],
            pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, env=clean_environment(self._temporary),
            process_group=0,  # a Ctrl-C in the terminal is the server's to answer
        )  # fmt: skip
        theirs.close()
        self.wire = Wire(ours)

    async def place(self, notebook: Path, chapter: str, *, version: str, digest: str) -> ForkTemplate:
        """Fork a process that runs the notebook, from a new zygote where the one before has ended."""
        if not self.wire.alive:
            await asyncio.to_thread(self.process.wait)
            self._begin()
        await asyncio.shield(self.wire.ready)
        ours, theirs = wire_pair()
        wire = Wire(ours)
        try:
            with theirs:
                order = {"notebook": str(notebook), "chapter": chapter, "digest": digest}
                pid, watch = await self.wire.fork(attached=theirs, **order)
            process = ForkedProcess(pid, watch)
            try:
                placed = await wire.ready
                if not placed["ready"]:
                    raise TemplateFailed.told(placed)  # noqa: TRY301 - its process has to go as well
            except BaseException:
                process.kill()
                raise
            finally:
                process.forget()
        except BaseException:
            wire.close()
            raise
        return ForkTemplate(wire, placed, version)

    async def close(self) -> None:
        """End the zygote, and with it all below it."""
        self.wire.close()
        self.process.kill()
        await asyncio.to_thread(self.process.wait)


class ForkedProcess:
    """A forked kernel in the form `LocalProvisioner` expects of a `Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, watch: int) -> None:
        self.pid, self.returncode = pid, None
        self._watch: int | None = watch

    def forget(self) -> None:
        """Let go of the descriptor; what becomes of the process is no longer known here."""
        if self._watch is not None:
            os.close(self._watch)
            self._watch = None

    def poll(self) -> int | None:
        """Return None while it runs."""
        if self.returncode is None and self._watch is not None:
            poller = select.poll()
            poller.register(self._watch, select.POLLIN)
            if poller.poll(0):
                self.returncode = -1
                self.forget()
        return self.returncode

    def wait(self) -> int | None:
        """Return once it has ended."""
        while self.poll() is None and self._watch is not None:
            poller = select.poll()  # select() knows no descriptor beyond 1,023
            poller.register(self._watch, select.POLLIN)
            poller.poll(1000)
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Send a signal to exactly this process, never to a later one with its number."""
        if self.poll() is None and self._watch is not None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._watch, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)
