"""How far a long piece of work has come, and whether somebody has called it off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vigwidgets.core.errors import Cancelled

Progress = Callable[[int, int], None]
"""Takes bytes done and bytes in all."""


@dataclass(slots=True)
class Pace:
    """Counts bytes, tells whoever watches, and stops when it was called off.

    Attributes:
        all_bytes: How many there will be.
        on_progress: Told bytes done and bytes in all, after each block.
        cancelled: Asked before each block.
        done_bytes: How many there were.
    """

    all_bytes: int
    on_progress: Progress | None = None
    cancelled: Callable[[], bool] | None = None
    done_bytes: int = 0

    def go(self, size_bytes: int) -> None:
        """Count `size_bytes`, or raise `Cancelled`."""
        self.check()
        self.done_bytes += size_bytes
        if self.on_progress is not None:
            self.on_progress(min(self.done_bytes, self.all_bytes), self.all_bytes)

    def check(self) -> None:
        """Raise `Cancelled` where it was called off."""
        if self.cancelled is not None and self.cancelled():
            raise Cancelled("This was stopped. Nothing of it was kept.")

    def finish(self) -> None:
        """Tell that all is done, which nobody can call off any more."""
        self.done_bytes = self.all_bytes
        if self.on_progress is not None:
            self.on_progress(self.all_bytes, self.all_bytes)
