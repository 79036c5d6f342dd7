"""Makes ready what browsers do not play, one film after the other, while it can be watched and marked already."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from vigwidgets.core.errors import ShelfUnavailable, VigError
from vigwidgets.workbook.copying_process import copying

if TYPE_CHECKING:
    from vigwidgets.server.desk import Desk
    from vigwidgets.workbook.own_process import OwnProcess

AGAIN_SECONDS: Final = 20
MOST_ENDINGS: Final = 3
"""So often the work may end without a word before that is told."""
ENDED: Final = (
    "This film could not be made ready here. Start the workbook again, or convert the film to MP4 with H.264."
)


class Copies:
    """All copies that are being made, or wait for it: one at a time, for the encoder takes all cores there are.

    They end with the server, and are begun anew when they are wanted again.

    Args:
        desk: Knows the shelf.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lock = threading.Lock()
        self._shares: dict[str, float] = {}
        self._refused: dict[str, tuple[str, float]] = {}
        self._ended: Counter[str] = Counter()
        self._running: OwnProcess | None = None
        self._closed = False
        self._waiting: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._maker: threading.Thread | None = None

    def want(self, film_id: str) -> None:
        """Have the copy made that a film lacks; nothing happens where it lacks none, waits, or was just refused.

        What was refused a while ago is tried again: somebody has opened the film once more, and there may be room now.
        """
        with self._lock:
            if self._closed or film_id in self._shares or not self._desk.shelf.lacks_copy(film_id):
                return
            if time.monotonic() - self._refused.get(film_id, ("", -AGAIN_SECONDS))[1] < AGAIN_SECONDS:
                return
            self._refused.pop(film_id, None)
            self._shares[film_id] = 0.0
            if self._maker is None:
                self._maker = threading.Thread(target=self._make_all, name="copying", daemon=True)
                self._maker.start()
        self._waiting.put(film_id)

    def resume(self) -> None:
        """Go on with what an earlier server was stopped at, and throw away what nobody watches any more."""
        shelf = self._desk.shelf
        with contextlib.suppress(ShelfUnavailable):
            for film_id in sorted(shelf.ids()):
                if shelf.lacks_copy(film_id):
                    self.want(film_id)
                else:
                    shelf.end_growing(film_id)

    def state(self, film_id: str) -> dict[str, Any]:
        """Return `share`, 0 to 1 of the work that is done, and `refused`, a sentence why there will be none, or ""."""
        with self._lock:
            return {"share": self._shares.get(film_id, 0.0), "refused": self._refused.get(film_id, ("", 0))[0]}

    def close(self) -> None:
        """Stop, and wait until all is let go."""
        with self._lock:
            self._closed = True
            if self._running is not None:
                self._running.stop()
        self._waiting.put(None)
        if self._maker is not None:
            self._maker.join()

    def _make_all(self) -> None:
        """Make one after the other until `close`. Runs in a thread of its own, and raises nothing."""
        while (film_id := self._waiting.get()) is not None and not self._closed:
            refused = self._make(film_id)
            with self._lock:
                self._running = None
                self._shares.pop(film_id, None)
                if refused and self._desk.shelf.is_whole(film_id):
                    self._refused[film_id] = (refused, time.monotonic())

    def _make(self, film_id: str) -> str:
        """Make one, and return the sentence why there is none, or nothing."""
        said: dict[str, Any] = {}
        with contextlib.suppress(OSError, VigError):  # it is tried again when the film is looked at
            with self._lock:
                if self._closed:
                    return ""
                self._running = copying(self._desk.shelf, film_id)
            for said in self._running.messages():
                if "share" in said:
                    self._shares[film_id] = said["share"]
        if "made" in said or "refused" in said or self._closed:
            self._ended.pop(film_id, None)
            return str(said.get("refused", ""))
        self._ended[film_id] += 1  # killed, or a defect of ours: tried again, but not for ever
        return ENDED if self._ended[film_id] >= MOST_ENDINGS else ""
