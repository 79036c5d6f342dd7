"""What is drawn along films, gone on with after a start where an earlier server or page was ended at it."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING

from vigwidgets.core.errors import NotFound
from vigwidgets.films import Shelf
from vigwidgets.films.lanes import LaneFolder
from vigwidgets.workbook import film_lanes

if TYPE_CHECKING:
    from vigwidgets.core.film import Film
    from vigwidgets.workbook.folder.data_folder import DataFolder
    from vigwidgets.workbook.own_process import OwnProcess


class LeftLanes:
    """Makes what is missing of one film after the other, in processes that give way to everything else.

    A page on which such a film is opened meanwhile waits for its turn and shows what is made.

    Args:
        data: The data folder.
    """

    def __init__(self, data: DataFolder) -> None:
        self._data = data
        self._lock = threading.Lock()
        self._running: OwnProcess | None = None
        self._closed = False

    def go_on(self, films: Iterable[Film]) -> None:
        """Go on with those that were begun and that nobody has stopped; return when all is done, or at `close`."""
        for film in films:
            if not film_lanes.is_left_undone(self._data, film):
                continue
            with contextlib.suppress(OSError):  # it goes on when the film is opened
                with self._lock:
                    if self._closed:
                        return
                    self._running = film_lanes.making(self._data, film)
                self._follow(self._running, film)

    def _follow(self, running: OwnProcess, film: Film) -> None:
        for _ in running.messages():
            with contextlib.suppress(NotFound):
                if LaneFolder(Shelf(self._data.films).film_path(film.id)).is_stopped:
                    running.stop()

    def close(self) -> None:
        """Stop."""
        with self._lock:
            self._closed = True
            if self._running is not None:
                self._running.stop()
