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

NAME: Final = "vig-placed"
SECRETS: Final = ("VIG_DATABASE_URL",)
"""Not in the environment of the processes that kernels come from; a kernel gets what it needs in its own."""


def install() -> None:
    """Make Jupyter start its kernels through `PlacedProvisioner` in this process."""
    KernelProvisionerFactory.provisioners[NAME] = EntryPoint(
        NAME, "vigwidgets.server.provisioner:PlacedProvisioner", KernelProvisionerFactory.GROUP_NAME
    )
    os.environ["JUPYTER_DEFAULT_PROVISIONER_NAME"] = NAME


def clean_environment() -> dict[str, str]:
    """Return this process's environment without secrets."""
    return {key: value for key, value in os.environ.items() if key not in SECRETS}


class TemplateFailed(RuntimeError):
    """A chapter's notebook does not run, or the process that should have been a kernel has ended."""


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


class TemplateSource(ABC):
    """Places notebooks, one template a notebook and its content."""

    current: ClassVar[TemplateSource]

    def __init__(self) -> None:
        self._templates: dict[tuple[str, str], asyncio.Task[Template]] = {}
        TemplateSource.current = self

    async def template(self, notebook: Path, chapter: str) -> Template:
        """Return the placed chapter; it is placed again when the notebook's content changed or its process ended.

        Raises:
            TemplateFailed: a cell of the notebook raised.
        """
        version = hashlib.sha256(notebook.read_bytes()).hexdigest()[:16]  # noqa: ASYNC240 - some 10 kB
        key = (str(notebook), version)
        task = self._templates.get(key)
        if task is None or (task.done() and (task.exception() is not None or not task.result().alive)):
            task = self._templates[key] = asyncio.ensure_future(self.place(notebook, chapter, version))
        return await asyncio.shield(task)

    @abstractmethod
    async def place(self, notebook: Path, chapter: str, version: str) -> Template:
        """Run the notebook with nobody behind it."""


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
