"""The server's end of the warm pool: placed processes, one a kernel, where fork does not exist (Windows)."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar

from vigwidgets.server.provisioner import Running, Template, TemplateFailed, TemplateSource, clean_environment

if TYPE_CHECKING:
    from pathlib import Path

    from vigwidgets.workbook.looked_at import LookedAt

T = TypeVar("T")
Process = subprocess.Popen[str]
SPARE: Final = 1
"""Placed processes kept ready a chapter: one person opens pages one after the other, and each weighs some 60 MB."""
OWN_GROUP: Final[dict[str, Any]] = (
    {"creationflags": getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)}
    if sys.platform == "win32"
    else {"process_group": 0}
)
"""A Ctrl-C in the terminal is the server's to answer."""


def _in_thread(work: Callable[[], T]) -> asyncio.Future[T]:
    """Return what `work` will return. Each has a thread of its own: the loop's few would all be waiting for kernels."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[T] = loop.create_future()

    def settle(result: T | None, error: Exception | None) -> None:
        if future.done():
            return
        if error is None:
            future.set_result(result)  # type: ignore[arg-type] - there is one where there is no error
        else:
            future.set_exception(error)

    def run() -> None:
        result, error = None, None
        try:
            result = work()
        except Exception as caught:  # noqa: BLE001 - whoever awaits the future gets it
            error = caught
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, result, error)

    threading.Thread(target=run, daemon=True).start()
    return future


async def _heard(process: Process) -> dict[str, Any]:
    line = await _in_thread(process.stdout.readline)  # type: ignore[union-attr] - it was asked for
    if not line:
        raise TemplateFailed("the process that should have been a kernel has ended")
    message = json.loads(line)
    if message.get("ready") is False:
        raise TemplateFailed.told(message)
    return message


def _end(process: Process) -> None:
    """End the process, see it buried, and close its pipes."""
    process.kill()
    process.communicate()


class PooledTemplate(Template):
    """A chapter placed several times over; each of its processes becomes one kernel."""

    def __init__(self, pool: Pool, order: tuple[Path, str, str], placed: dict[str, Any], version: str) -> None:
        super().__init__(placed, version)
        self._pool, self._order = pool, order
        self._ready: list[asyncio.Task[Process]] = []
        self._retired = False

    @property
    def alive(self) -> bool:
        """Always: a missing process is made anew."""
        return True

    def keep(self, process: Process | None = None) -> None:
        """Have `SPARE` processes ready or on their way, `process` among them."""
        if process is not None:
            self._ready.append(asyncio.ensure_future(asyncio.sleep(0, process)))
        while len(self._ready) < SPARE and not self._retired:
            self._ready.append(asyncio.ensure_future(self._spare()))

    async def _spare(self) -> Process:
        process, _ = await self._pool.spawn(*self._order)
        return process

    async def kernel(self, connection_file: str, environment: dict[str, str]) -> Running:
        """Return a kernel whose sockets are bound."""
        process = await self._next()
        job = json.dumps({"connection_file": connection_file, "environment": environment})
        try:
            process.stdin.write(job + "\n")  # type: ignore[union-attr] - it was asked for
            process.stdin.flush()  # type: ignore[union-attr]
            await _heard(process)
        except OSError as error:
            self._pool.end(process)
            raise TemplateFailed("the process that should have been a kernel has ended") from error
        except BaseException:
            self._pool.end(process)
            raise
        self.keep()
        return Running(process, _in_thread(process.wait))

    async def _next(self) -> Process:
        """Return a placed process that is alive: a spare one, else a new one."""
        self.keep()
        while self._ready:
            try:
                process = await self._ready.pop(0)
            except TemplateFailed:  # the notebook was another one for a moment
                continue
            if process.poll() is None:
                return process
            self._pool.end(process)
        return await self._spare()

    def retire(self) -> None:
        """End the processes that are no kernels yet."""
        self._retired = True
        for spare in self._ready:
            spare.add_done_callback(lambda task: task.exception() or self._pool.end(task.result()))
        self._ready.clear()


class Pool(TemplateSource):
    """Places notebooks in processes of their own.

    Args:
        temporary: Folder for their temporary files.
        looked_at: Says what may be run.
    """

    def __init__(self, temporary: Path, looked_at: LookedAt) -> None:
        super().__init__(looked_at)
        self._temporary = temporary
        self._processes: set[Process] = set()

    async def place(self, notebook: Path, chapter: str, *, version: str, digest: str) -> PooledTemplate:
        """Spawn a process that runs the notebook; it will be the first kernel."""
        process, placed = await self.spawn(notebook, chapter, digest)
        template = PooledTemplate(self, (notebook, chapter, digest), placed, version)
        template.keep(process)
        return template

    async def spawn(self, notebook: Path, chapter: str, digest: str) -> tuple[Process, dict[str, Any]]:
        """Return a placed process and how its chapter looks."""
        self._processes = {one for one in self._processes if one.poll() is None}
        process = subprocess.Popen(  # noqa: ASYNC220 - asyncio starts none on the loop tornado needs on Windows
            [sys.executable, "-m", "vigwidgets.server.placed", str(notebook), chapter, digest], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, env=clean_environment(self._temporary), **OWN_GROUP,
        )  # fmt: skip
        self._processes.add(process)
        threading.Thread(target=process.wait, daemon=True).start()  # a spare one that is killed is buried at once
        try:
            return process, await _heard(process)
        except BaseException:
            self.end(process)
            raise

    def end(self, process: Process) -> None:
        """End a process without waiting for it."""
        self._processes.discard(process)
        threading.Thread(target=_end, args=(process,), daemon=True).start()

    async def close(self) -> None:
        """End all that are left."""
        left, self._processes = self._processes, set()
        for process in left:
            process.kill()
        for process in left:
            await _in_thread(process.wait)
