"""A server of ours forked from a process that has imported it already: its first two seconds are spent once a run.

`tests/house`, and all of `tests/server` but rooms and roles, start servers as people do, each by a command.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

WARM: Final = "tests.warm_imports"


class WarmServer:
    """A running `vig` command with the methods of a `Popen` that tests use.

    Args:
        arguments: Of `vig`.
        environment: All of it.
        chapters: Folder of the chapters, where it is another.
    """

    def __init__(self, arguments: list[str], environment: dict[str, str], *, chapters: Path | None = None) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([WARM])
        ours, theirs = context.Pipe(duplex=False)
        self._process = context.Process(target=_be_vig, args=(arguments, environment, theirs, chapters), daemon=True)
        self._process.start()
        theirs.close()
        self.stdout = os.fdopen(os.dup(ours.fileno()), encoding="utf-8")
        ours.close()

    @property
    def pid(self) -> int:
        """The process's number."""
        assert self._process.pid is not None
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        """Return None while it runs."""
        return self._process.exitcode

    def poll(self) -> int | None:
        """Return None while it runs."""
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int | None:
        """Wait until it has ended."""
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise TimeoutError
        return self._process.exitcode

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()


def _be_vig(arguments: list[str], environment: dict[str, str], out: Connection, chapters: Path | None) -> None:
    os.environ.clear()
    os.environ.update(environment)
    os.dup2(out.fileno(), 1)
    out.close()
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - the process's own, to its end
    sys.argv = ["vig", *arguments]
    from vigwidgets.cli import main
    from vigwidgets.workbook import contents

    if chapters:
        contents.workbooks_folder = lambda: chapters

    sys.exit(main(arguments))
