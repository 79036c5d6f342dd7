"""The server's end of the warm pool: placed processes, one a kernel, where fork does not exist (Windows)."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final

from vigwidgets.server.provisioner import Running, Template, TemplateFailed, TemplateSource, clean_environment

if TYPE_CHECKING:
    from pathlib import Path

SPARE: Final = 1
"""Placed processes kept ready a chapter: one person opens pages one after the other, and each weighs some 60 MB."""


async def _spawn(notebook: Path, chapter: str) -> tuple[subprocess.Popen[str], dict[str, Any]]:
    """Return a placed process and how its chapter looks."""
    process = subprocess.Popen(  # noqa: ASYNC220 - asyncio starts none on the loop that tornado needs on Windows
        [sys.executable, "-m", "vigwidgets.server.placed", str(notebook), chapter],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=clean_environment(),
    )  # fmt: skip
    return process, await _heard(process)


async def _heard(process: subprocess.Popen[str]) -> dict[str, Any]:
    line = await asyncio.to_thread(process.stdout.readline)  # type: ignore[union-attr] - it was asked for
    if not line:
        raise TemplateFailed("the process that should have been a kernel has ended")
    message = json.loads(line)
    if message.get("ready") is False:
        raise TemplateFailed(message["error"])
    return message


class PooledTemplate(Template):
    """A chapter placed several times over; each of its processes becomes one kernel."""

    def __init__(self, notebook: Path, chapter: str, placed: dict[str, Any], version: str) -> None:
        super().__init__(placed, version)
        self._order = (notebook, chapter)
        self._ready: list[asyncio.Task[tuple[subprocess.Popen[str], dict[str, Any]]]] = []

    @property
    def alive(self) -> bool:
        """Always: a missing process is made anew."""
        return True

    def keep(self, process: subprocess.Popen[str] | None = None) -> None:
        """Have `SPARE` processes ready or on their way, `process` among them."""
        if process is not None:
            self._ready.append(asyncio.ensure_future(asyncio.sleep(0, (process, {}))))
        while len(self._ready) < SPARE:
            self._ready.append(asyncio.ensure_future(_spawn(*self._order)))

    async def kernel(self, connection_file: str, environment: dict[str, str]) -> Running:
        """Return a kernel whose sockets are bound."""
        self.keep()
        process, _ = await self._ready.pop(0)
        if process.poll() is not None:
            process, _ = await _spawn(*self._order)
        job = json.dumps({"connection_file": connection_file, "environment": environment})
        process.stdin.write(job + "\n")  # type: ignore[union-attr] - it was asked for
        process.stdin.flush()  # type: ignore[union-attr]
        await _heard(process)
        self.keep()
        return Running(process, asyncio.ensure_future(asyncio.to_thread(process.wait)))


class Pool(TemplateSource):
    """Places notebooks in processes of their own."""

    async def place(self, notebook: Path, chapter: str, version: str) -> PooledTemplate:
        """Spawn a process that runs the notebook; it will be the first kernel."""
        process, placed = await _spawn(notebook, chapter)
        template = PooledTemplate(notebook, chapter, placed, version)
        template.keep(process)
        return template
