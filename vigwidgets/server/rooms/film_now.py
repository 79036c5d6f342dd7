"""Where the film on the big screen of a room stands, on the server's clock."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any


def now_ms() -> int:
    """Return the server's clock, in ms; the time of day, so that it goes on over a restart."""
    return round(time.time() * 1000)


@dataclass(slots=True)
class FilmNow:
    """Where the film on the big screen stands.

    Attributes:
        playing: Whether it runs.
        at_ms: Where it was at `stamp_ms`.
        rate: How fast it runs.
        stamp_ms: On the server's clock.
    """

    playing: bool
    at_ms: int
    rate: float
    stamp_ms: int

    def as_json(self) -> dict[str, Any]:
        """Return it as pages hear it."""
        return {"playing": self.playing, "at_ms": self.at_ms, "rate": self.rate, "stamp_ms": self.stamp_ms}
