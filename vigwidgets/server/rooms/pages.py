"""A page in a room as the server knows it, and where the film on a big screen stands."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, Protocol


def now_ms() -> int:
    """Return the server's clock, in ms; the time of day, so that it goes on over a restart."""
    return round(time.time() * 1000)


class Page(Protocol):
    """A page in the room, at the other end of a socket."""

    def tell(self, state: dict[str, Any]) -> None:
        """Send what has changed."""

    def call(self, kind: str, payload: dict[str, Any]) -> None:
        """Send an event: something to be done now, and not again."""

    def send_away(self) -> None:
        """Close the socket for good: the page is no longer in this room."""


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
