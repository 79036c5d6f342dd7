"""A pytest plugin: nbval's kernels are spoken to by socket files of their own, where the system has such.

nbval asks the system for five free TCP ports, lets them go and hands their numbers to the kernel; whatever takes one of
them in that second (tests run two files at a time) ends the kernel before it said a word.
"""

from __future__ import annotations

import os
import sys
from itertools import count
from pathlib import Path
from typing import Any

import nbval.kernel
from jupyter_client.manager import KernelManager

NUMBERS = count()


class PrivateManager(KernelManager):
    """Starts a kernel whose sockets are files in Jupyter's folder for such; their names must stay under 107 bytes."""

    def __init__(self, **words: Any) -> None:
        sockets = Path(os.environ["JUPYTER_RUNTIME_DIR"], f"k{next(NUMBERS)}")
        super().__init__(transport="ipc", ip=str(sockets), **words)


def pytest_configure() -> None:
    """Let nbval start such kernels."""
    if sys.platform != "win32":
        nbval.kernel.KernelManager = PrivateManager
