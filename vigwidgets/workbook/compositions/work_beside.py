"""Work a page asked for that goes on in a process of its own, one at a time; it ends with the page's kernel."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from vigwidgets.core.errors import BadRequest
from vigwidgets.workbook.own_process import OwnProcess

Tell = Callable[..., None]
"""Takes a stage (`making`, `done`, `refused` or `stopped`), and by keyword `share`, `message` and `said`."""


class WorkBeside:
    """Begins a process, follows it in a thread and tells how far it is.

    Args:
        tell: Told each stage; runs beside the kernel's own thread.
        not_here: Gives the sentence for a process that cannot be started, or that ends without a word.
    """

    def __init__(self, tell: Tell, *, not_here: Callable[[], str]) -> None:
        self._tell, self._not_here = tell, not_here
        self._running: OwnProcess | None = None

    @property
    def is_running(self) -> bool:
        """Return whether some work is under way."""
        return self._running is not None

    def begin(self, start: Callable[[], OwnProcess]) -> None:
        """Begin, unless something is under way already.

        Raises:
            BadRequest: no process can be started here.
        """
        if self._running is not None:
            return
        try:
            self._running = start()
        except OSError as exc:
            raise BadRequest(self._not_here()) from exc
        self._tell("making")
        threading.Thread(target=self._follow, args=(self._running,), daemon=True).start()

    def stop(self) -> None:
        """Call it off; nothing of it is kept."""
        if self._running is not None:
            self._running.stop()

    def _follow(self, running: OwnProcess) -> None:
        said: dict[str, Any] = {}
        for said in running.messages():
            if "share" in said:
                self._tell("making", share=said["share"])
        self._running = None
        if "refused" in said:
            self._tell("refused", message=said["refused"])
        elif said and "share" not in said:
            self._tell("done", said=said)
        elif running.was_stopped:
            self._tell("stopped")
        else:
            self._tell("refused", message=self._not_here())
