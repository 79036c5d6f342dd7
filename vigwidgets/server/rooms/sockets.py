"""The socket of a page in a room: requests that are always answered, and state that comes by itself.

    page   -> {"type": "request", "id", "kind", "payload"}
    server -> {"type": "reply", "id", "ok": true, "result"} or {…, "ok": false, "error": {"code", "message"}}
    server -> {"type": "state", "state"}: what changed of the page's state, all of it at first
    server -> {"type": "event", "kind", "payload"}: something to be done now, and not again

The same as the widgets' own requests to a kernel, so that a module does not know which of the two is its host.
"""

from __future__ import annotations

import contextlib
import json
import re
import time
from typing import Any, Final

from tornado.websocket import WebSocketClosedError, WebSocketHandler

from vigwidgets.core.errors import VigError
from vigwidgets.server.answering import as_told, misread
from vigwidgets.server.doors import Doors

AWAY: Final = 4401
"""The close code that says: you are not in this room, or no longer."""
MOST_AT_ONCE: Final = 60
"""Requests that may come at once: presses that were made while the network was away come together."""
MOST_LETTERS: Final = 256 << 10
"""Of one message: notes as long as they may be, each letter escaped."""
WEIGHTY: Final = 16 << 10
"""A message of so many letters counts as one more."""
MOST_ID: Final = 200
_ID: Final = re.compile(r'"id":\s*"([A-Za-z0-9_.-]{1,64})"')
A_SECOND: Final = 20
"""Requests that are answered each second over long."""


class TooMany(VigError):
    """More requests than a person can make."""

    code = "too_many"

    def __init__(self) -> None:
        super().__init__("That was more at once than the workbook takes. Wait a moment.")


class TooLong(VigError):
    """A longer message than any page sends."""

    code = "too_long"

    def __init__(self) -> None:
        super().__init__("That was longer than the workbook takes. Shorten it a little.")


class Allowance:
    """How many requests one socket may make just now."""

    def __init__(self) -> None:
        self._left, self._at = float(MOST_AT_ONCE), time.monotonic()

    def take(self, size: int) -> None:
        """Make one more of so many letters, or raise `TooMany`; a long one counts as some."""
        now = time.monotonic()
        self._left = min(float(MOST_AT_ONCE), self._left + (now - self._at) * A_SECOND)
        self._at = now
        weight = 1 + min(size, MOST_LETTERS) // WEIGHTY
        if self._left < weight:
            raise TooMany
        self._left -= weight


class RoomSocket(WebSocketHandler):
    """What the sockets of phones and of big screens share."""

    is_socket = True

    def check_origin(self, origin: str) -> bool:  # noqa: ARG002 - tornado's signature; the request says more
        """Return whether the page is one of ours."""
        return Doors.same_origin(self.request)

    def open(self, *_: str, **__: str) -> None:
        """Begin."""
        self._allowance = Allowance()

    async def on_message(self, message: str | bytes) -> None:
        """Answer a request; what has no form that could be answered is passed over."""
        asked: dict[str, Any] = {}
        try:
            asked = {"id": _id_of(message)}
            self._allowance.take(len(message))
            asked = _read(message)
            result = await self.answer(asked["kind"], asked["payload"])
            self.send({"type": "reply", "id": asked["id"], "ok": True, "result": result})
        except Exception as error:  # noqa: BLE001 - a defect is told under a reference, and the socket stays
            self.send({"type": "reply", "id": asked.get("id", ""), "ok": False, "error": as_told(error)})

    async def answer(self, kind: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Do what is asked and return the result.

        Raises:
            VigError: it is refused; the sentence is told.
        """
        raise NotImplementedError

    def tell(self, state: dict[str, Any]) -> None:
        """Send what has changed."""
        self.send({"type": "state", "state": state})

    def call(self, kind: str, payload: dict[str, Any]) -> None:
        """Send an event: something to be done now, and not again."""
        self.send({"type": "event", "kind": kind, "payload": payload})

    def send(self, told: dict[str, Any]) -> None:
        """Send a message; a page that has gone meanwhile hears it another time."""
        with contextlib.suppress(WebSocketClosedError):
            self.write_message(json.dumps(told))

    def send_away(self) -> None:
        """Close the socket for good."""
        self.close(AWAY)


def _id_of(message: str | bytes) -> str:
    """Return the id of a request that may be too long to be read as a whole."""
    begins = message[:MOST_ID] if isinstance(message, str) else message[:MOST_ID].decode("utf-8", "replace")
    found = _ID.search(begins)
    return found[1] if found else ""


def _read(message: str | bytes) -> dict[str, Any]:
    if len(message) > MOST_LETTERS:
        raise TooLong
    try:
        asked = json.loads(message)
    except (ValueError, RecursionError) as error:
        raise misread("JSON") from error
    if not (
        isinstance(asked, dict)
        and isinstance(asked.get("id"), str)
        and isinstance(asked.get("kind"), str)
        and isinstance(asked.get("payload"), dict)
    ):
        raise misread("message")
    return asked


def number(payload: dict[str, Any], name: str) -> int:
    """Return a whole number of the payload.

    Raises:
        BadRequest: it is none.
    """
    found = payload.get(name)
    if type(found) is not int or abs(found) > MOST_MS:
        raise misread(name)
    return found


def text(payload: dict[str, Any], name: str) -> str:
    """Return a text of the payload.

    Raises:
        BadRequest: it is none.
    """
    found = payload.get(name)
    if not isinstance(found, str):
        raise misread(name)
    return found


MOST_MS: Final = 1 << 40
