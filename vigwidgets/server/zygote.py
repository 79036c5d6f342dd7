"""The process kernels are forked from: `python -m vigwidgets.server.zygote FD`.

It speaks JSON over a SEQPACKET socket. `{"id", "notebook", "chapter", "digest"}` with a socket attached forks a
*template*, which runs the notebook, if its code has that digest, and then serves the same way; `{"id",
"connection_file", "environment"}` forks a *kernel*. Answers: `{"id", "pid"}` with the child's pidfd or `{"id",
"error"}`, `{"up": pid}` once its sockets are bound, `{"exit": pid, "code"}` when it ended. When the socket closes,
because the server ended in whatever way, everything below ends too.
"""

from __future__ import annotations

import ctypes
import json
import logging
import os
import select
import signal
import socket
import sys
from pathlib import Path
from typing import Any, Final

from vigwidgets.core.errors import VigError
from vigwidgets.server import placing
from vigwidgets.workbook.chapter_fault import ChapterFault

MESSAGE_BYTES: Final = 1 << 20
SMALL_BYTES: Final = 1 << 16
PR_SET_PDEATHSIG: Final = 1


def die_with_parent() -> None:
    """Ask Linux to kill this process when its parent ends, however it ends."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Forge:
    """One process that forks on request: the zygote itself, or a template below it."""

    def __init__(self, wire: socket.socket) -> None:
        self.wire = wire
        self.poller = select.poll()
        self.poller.register(wire, select.POLLIN)
        self.children: dict[int, int] = {}
        """pid by pidfd."""

    def say(self, **message: Any) -> None:
        """Send one message up; a large one goes as a file, for a socket's buffer may hold 200 kB only."""
        data = json.dumps(message).encode()
        if len(data) <= SMALL_BYTES:
            self._send(data)
            return
        with os.fdopen(os.memfd_create("placed"), "wb") as file:
            file.write(data)
            file.flush()
            self._send(b'{"folded": true}', file.fileno())

    def _send(self, data: bytes, *descriptors: int) -> None:
        try:
            socket.send_fds(self.wire, [data], descriptors)
        except (BrokenPipeError, ConnectionResetError):  # the server has ended: so do we
            os._exit(0)

    def serve(self) -> None:
        """Fork and reap until the server is gone; never returns in this process."""
        while True:
            for descriptor, _ in self.poller.poll():
                if descriptor == self.wire.fileno():
                    self._work()
                else:
                    self._reap(descriptor)

    def _work(self) -> None:
        data, descriptors, _, _ = socket.recv_fds(self.wire, MESSAGE_BYTES, 1)
        if not data:
            for pid in self.children.values():
                os.kill(pid, signal.SIGKILL)
            os._exit(0)
        job = json.loads(data)
        try:
            pid = os.fork()
        except OSError as error:  # no room for one more process: those that are there go on
            self.say(id=job["id"], error=f"no process could be made: {error.strerror}")
            pid = -1
        if pid == 0:
            self._live_as(job, descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        if pid > 0:
            self._watch(pid, job["id"])

    def _watch(self, pid: int, job_id: str) -> None:
        watch = os.pidfd_open(pid)
        self.children[watch] = pid
        self.poller.register(watch, select.POLLIN)
        self._send(json.dumps({"id": job_id, "pid": pid}).encode(), watch)

    def _reap(self, watch: int) -> None:
        pid = self.children.pop(watch)
        self.poller.unregister(watch)
        os.close(watch)
        _, status = os.waitpid(pid, 0)
        self.say(exit=pid, code=os.waitstatus_to_exitcode(status))

    def _live_as(self, job: dict[str, Any], descriptors: list[int]) -> None:
        """The child's whole life."""
        try:
            die_with_parent()
            for watch in self.children:
                os.close(watch)
            if "notebook" in job:
                self.wire.close()
                live_as_template(socket.socket(fileno=descriptors[0]), job)
            else:
                os.setsid()
                placing.become_kernel(job["connection_file"], job["environment"], self._up)
        except BaseException:  # whatever it is, this child must not go on as its parent
            logging.getLogger("vigwidgets.server").exception("defect: a process that was to be a kernel or a chapter")
        finally:
            os._exit(0)

    def _up(self) -> None:
        self.say(up=os.getpid())
        self.wire.close()


def live_as_template(wire: socket.socket, job: dict[str, Any]) -> None:
    """Run the notebook, say how it looks, then fork kernels from here."""
    forge = Forge(wire)
    try:
        placed = placing.place(Path(job["notebook"]), job["chapter"], digest=job["digest"])
        threads = placing.settle()
        if threads != 1:
            text = f"{Path(job['notebook']).name} left {threads} threads running, which a fork would lose"
            told = VigError(
                "A cell of this chapter leaves something running beside it, and no page can be made of that. "
                "Take out the lines that start it."
            )
            raise placing.PlacingFailed(text, ChapterFault.of(told))  # noqa: TRY301 - told like any other failure
    except Exception as error:  # noqa: BLE001 - the server says it on the page
        forge.say(**placing.failure(error))
        return
    forge.say(ready=True, **placed)
    forge.serve()


def main() -> None:
    """Warm up, say so, serve."""
    forge = Forge(socket.socket(fileno=int(sys.argv[1])))
    die_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C in the terminal is the server's to answer
    placing.warm()
    placing.settle()
    forge.say(ready=True)
    forge.serve()


if __name__ == "__main__":
    main()
