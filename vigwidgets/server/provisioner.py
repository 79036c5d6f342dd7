"""How Jupyter gets its kernels from placed chapters, wherever those come from."""

from __future__ import annotations

import asyncio
import hashlib
import os
from abc import ABC, abstractmethod
from dataclasses import dataclass
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any, ClassVar, Final

from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from vigwidgets.core.errors import VigError
from vigwidgets.workbook.chapter_code import ChapterCode
from vigwidgets.workbook.chapter_fault import ChapterFault
from vigwidgets.workbook.looked_at import LookedAt

NAME: Final = "vig-placed"
PASSED_ON: Final = {
    *("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "VIRTUAL_ENV", "LD_LIBRARY_PATH"),
    *("DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "SYSTEMROOT", "SYSTEMDRIVE", "PATHEXT"),
    *("USERPROFILE", "LOCALAPPDATA", "APPDATA", "VIG_LANGUAGE", "VIG_COMMAND"),
}
"""What the processes that kernels come from need; everybody's other secrets stay with the server."""
PLACING_SECONDS: Final = 120


def install() -> None:
    """Let Jupyter know `PlacedProvisioner` by its `NAME` in this process."""
    KernelProvisionerFactory.provisioners[NAME] = EntryPoint(
        NAME, "vigwidgets.server.provisioner:PlacedProvisioner", KernelProvisionerFactory.GROUP_NAME
    )


def clean_environment(temporary: Path) -> dict[str, str]:
    """Return what Python needs of this process's environment, and `temporary` as the place for temporary files."""
    kept = {key: value for key, value in os.environ.items() if key in PASSED_ON or key.startswith("PYTHON")}
    return kept | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))


class TemplateFailed(RuntimeError):
    """A chapter's notebook does not run, or the process that should have been a kernel has ended.

    Its text goes to the log.

    Attributes:
        fault: What to tell whoever wrote the chapter, if there is anything to tell.
    """

    def __init__(self, text: str, *, fault: ChapterFault | None = None) -> None:
        super().__init__(text)
        self.fault = fault

    @classmethod
    def told(cls, message: dict[str, Any]) -> TemplateFailed:
        """Return the failure that a process told of, in the form of `placing.failure`."""
        fault = message.get("fault")
        return cls(message["error"], fault=ChapterFault(**fault) if fault else None)


@dataclass(frozen=True, slots=True)
class Running:
    """A kernel's process.

    Attributes:
        process: In the form of a `subprocess.Popen`.
        ended: Settled with the exit code when it has ended.
    """

    process: Any
    ended: asyncio.Future[int]


class Template(ABC):
    """A placed chapter: how it looks, and where its kernels come from.

    Attributes:
        outputs: Mime bundles, one list a cell.
        states: Widget states by model id.
        version: Changes with the notebook.
    """

    def __init__(self, placed: dict[str, Any], version: str) -> None:
        self.outputs: list[list[dict[str, Any]]] = placed["outputs"]
        self.states: dict[str, dict[str, Any]] = placed["states"]
        self.version = version

    @property
    @abstractmethod
    def alive(self) -> bool:
        """Whether kernels can still come from here."""

    @abstractmethod
    async def kernel(self, connection_file: str, environment: dict[str, str]) -> Running:
        """Return a kernel whose sockets are bound, or raise `TemplateFailed`."""

    @abstractmethod
    def retire(self) -> None:
        """End once the last kernel from here has ended; the notebook is another one now."""


class TemplateSource(ABC):
    """Places notebooks, one template a notebook and its content. Nothing else in the server runs one.

    Args:
        looked_at: Says what may be run.
    """

    current: ClassVar[TemplateSource]

    def __init__(self, looked_at: LookedAt) -> None:
        self._looked_at = looked_at
        self._codes: dict[str, tuple[str, ChapterCode]] = {}
        self._templates: dict[str, tuple[str, asyncio.Task[Template]]] = {}
        TemplateSource.current = self

    def code(self, notebook: Path) -> ChapterCode:
        """Return the notebook's code as it is now; nothing of it is run.

        Raises:
            TemplateFailed: the notebook cannot be read.
        """
        return self._read(notebook)[1]

    def _read(self, notebook: Path) -> tuple[str, ChapterCode]:
        """Return a version, which changes with the notebook, and the code of the same bytes."""
        try:
            content = notebook.read_bytes()
        except OSError as error:
            raise _unreadable(notebook, str(error.strerror)) from error
        version = hashlib.sha256(content).hexdigest()[:16]
        if self._codes.get(str(notebook), ("",))[0] != version:
            try:
                self._codes[str(notebook)] = (version, ChapterCode.read(content))
            except ValueError as error:
                raise _unreadable(notebook, str(error)) from error
        return self._codes[str(notebook)]

    async def template(self, notebook: Path, chapter: str) -> Template:
        """Return the placed chapter; it is placed again when the notebook's content changed or its process ended.

        Raises:
            NotLookedAt: its code may not run yet; nothing of it was run.
            TemplateFailed: the notebook cannot be read, a cell of it raised, or it did not come to an end.
        """
        version, code = self._read(notebook)
        self._looked_at.check(chapter, code)
        placed, task = self._templates.get(str(notebook), ("", None))
        if task is None or placed != version or _is_spent(task):
            if task is not None:
                task.add_done_callback(_retire)
            task = asyncio.ensure_future(self._placed(notebook, chapter, version=version, digest=code.digest))
            self._templates[str(notebook)] = (version, task)
        try:
            return await asyncio.shield(task)
        except TemplateFailed:
            if self._read(notebook)[0] == version:
                raise
        return await self.template(notebook, chapter)  # it was saved while it was being placed

    async def _placed(self, notebook: Path, chapter: str, *, version: str, digest: str) -> Template:
        try:
            async with asyncio.timeout(PLACING_SECONDS):
                return await self.place(notebook, chapter, version=version, digest=digest)
        except TimeoutError as error:
            told = VigError(
                f"The cells of this chapter did not come to an end within {PLACING_SECONDS} seconds. "
                "Take out the lines that take so long."
            )
            text = f"{notebook.name} did not come to an end in {PLACING_SECONDS} s"
            raise TemplateFailed(text, fault=ChapterFault.of(told)) from error

    @abstractmethod
    async def place(self, notebook: Path, chapter: str, *, version: str, digest: str) -> Template:
        """Run the notebook with nobody behind it; a process that was started for it ends when this is cancelled.

        That process reads the file again, and runs only what has this digest.
        """

    @abstractmethod
    async def close(self) -> None:
        """End every process that was started; nothing can be placed afterwards."""


def _unreadable(notebook: Path, reason: str) -> TemplateFailed:
    return TemplateFailed(f"{notebook.name} cannot be read: {reason}", fault=ChapterFault.unreadable(notebook.name))


def _is_spent(task: asyncio.Task[Template]) -> bool:
    return task.done() and (task.cancelled() or task.exception() is not None or not task.result().alive)


def _retire(task: asyncio.Task[Template]) -> None:
    if not task.cancelled() and task.exception() is None:
        task.result().retire()


class PlacedProvisioner(LocalProvisioner):
    """Starts a kernel from the chapter's template, which the environment that the server built names."""

    ended: asyncio.Future[int]

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:  # noqa: ARG002 - Jupyter's signature
        """Return the connection information once the kernel's sockets are bound."""
        environment = dict(kwargs["env"])
        notebook, chapter = Path(environment.pop("VIG_NOTEBOOK")), environment.pop("VIG_CHAPTER_ID")
        template = await TemplateSource.current.template(notebook, chapter)
        running = await template.kernel(self.parent.connection_file, environment)  # type: ignore[union-attr] - its manager
        self.process = running.process
        self.pid = self.pgid = running.process.pid
        self.ended = running.ended
        return self.connection_info
