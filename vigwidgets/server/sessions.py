"""Who is in: sessions that begin with a link and end by the lock, with the time, and never by a restart alone."""

from __future__ import annotations

import contextlib
import json
import logging
import math
import os
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from vigwidgets.core.errors import InvalidValue

log = logging.getLogger("vigwidgets.server")
LOCK_MINUTES: Final = 15.0
SETTING: Final = "VIG_LOCK_MINUTES"
LONGEST_GRACE_SECONDS: Final = 90.0
"""How much later than the page the server locks: what a page tells once a minute may be as old as that."""
WRITE_SECONDS: Final = 30.0


def lock_seconds() -> float:
    """Return after how many seconds without anybody a session ends: 15 minutes, or what `VIG_LOCK_MINUTES` says.

    Raises:
        InvalidValue: the setting is no number of minutes above 0.
    """
    given = os.environ.get(SETTING, "").strip()
    try:
        minutes = float(given) if given else LOCK_MINUTES
    except ValueError:
        minutes = math.nan
    if not (math.isfinite(minutes) and minutes > 0):
        raise InvalidValue(f"{SETTING} is no number of minutes. Give one above 0, such as 15, or leave it out.")
    return minutes * 60


@dataclass(frozen=True, slots=True)
class Session:
    """One browser that came in by a link.

    Attributes:
        id: Random, in the browser's signed cookie.
        person_key: Whose it is, without telling who.
        active_at: Seconds since 1970 at which somebody was last there. Not a monotonic clock: that one stands still
            while a laptop sleeps.
    """

    id: str
    person_key: str
    active_at: float


class Sessions:
    """The open sessions of one data folder. What is not among them is closed.

    They are written down, so that a restart ends none and brings back none that had ended. Where that cannot be done, a
    new session ends with the server; where an end cannot be written, all of them do.

    Args:
        file: Where they are written down; nothing in it tells a name.
        lock_after_seconds: How long nobody may be there.
        now: The clock.
    """

    def __init__(self, file: Path, *, lock_after_seconds: float, now: Callable[[], float] = time.time) -> None:
        self._file, self._now = file, now
        self.lock_after_seconds = lock_after_seconds
        self._open = {one.id: one for one in _read(file)}
        self._written_at = -math.inf  # the first sign of somebody is written down: the server may die young again

    @property
    def here_every_seconds(self) -> float:
        """How often a page tells at most that somebody is there."""
        return self._grace_seconds * 2 / 3

    @property
    def _grace_seconds(self) -> float:
        return min(LONGEST_GRACE_SECONDS, self.lock_after_seconds / 4)

    def begin(self, person_key: str) -> str:
        """Return the id of a new session."""
        one = Session(secrets.token_urlsafe(18), person_key, self._now())
        self._open[one.id] = one
        self._write_down()
        return one.id

    def is_open(self, session_id: str, person_key: str) -> bool:
        """Return whether this is a session of that person's that was neither locked nor left."""
        one = self._open.get(session_id)
        return one is not None and one.person_key == person_key and not self._is_left(one)

    def somebody_is_here(self, session_id: str) -> None:
        """Remember that somebody moved just now."""
        one = self._open.get(session_id)
        if one is None:
            return
        self._open[session_id] = replace(one, active_at=self._now())
        if not 0 <= self._now() - self._written_at < min(WRITE_SECONDS, self._grace_seconds):
            self._write_down()

    def end(self, session_ids: Iterable[str]) -> frozenset[str]:
        """End these sessions for good, and return which of them had been open."""
        ended = frozenset(session_ids) & self._open.keys()
        for one in ended:
            del self._open[one]
        if ended and not self._write_down():
            with contextlib.suppress(OSError):
                self._file.unlink(missing_ok=True)
        return ended

    def of(self, person_key: str) -> frozenset[str]:
        """Return the ids of this person's sessions."""
        return frozenset(one.id for one in self._open.values() if one.person_key == person_key)

    def left(self) -> frozenset[str]:
        """Return the ids of open sessions where nobody has been for too long."""
        return frozenset(one.id for one in self._open.values() if self._is_left(one))

    def _is_left(self, one: Session) -> bool:
        # A clock that was put back has left it in the future, where it would stay open until the clock is there again.
        return abs(self._now() - one.active_at) > self.lock_after_seconds + self._grace_seconds

    def _write_down(self) -> bool:
        self._written_at = self._now()
        fresh = self._file.with_suffix(".new")
        try:
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump([[one.id, one.person_key, one.active_at] for one in self._open.values()], file)
            fresh.replace(self._file)
        except OSError:
            log.warning("sessions cannot be written down just now")
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
            return False
        return True


def _read(file: Path) -> list[Session]:
    """Return what was written down; nothing where it cannot be read."""
    try:
        told: Any = json.loads(file.read_text("utf-8"))
        return [Session(str(name), str(key), float(active_at)) for name, key, active_at in told]
    except (OSError, ValueError, TypeError):
        return []
