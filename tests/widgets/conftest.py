"""The page's side of a widget: a recording comm, and what a page can do to it."""

from __future__ import annotations

from itertools import count
from typing import Any

import comm
import pytest
from comm.base_comm import BaseComm


class RecordingComm(BaseComm):
    """Keeps what Python sends instead of sending it."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self.sent: list[dict[str, Any]] = []
        super().__init__(*arguments, **named)

    def publish_msg(
        self, msg_type: str, data: Any = None, metadata: Any = None, buffers: Any = None, **keys: Any
    ) -> None:
        self.sent.append({"type": msg_type, **(data or {})})


class Page:
    """What a browser does with one widget."""

    def __init__(self, widget: Any) -> None:
        self.widget = widget
        self._ids = count(1)

    @property
    def sent(self) -> list[dict[str, Any]]:
        """Everything Python sent, oldest first."""
        return self.widget.comm.sent

    @property
    def state(self) -> dict[str, Any]:
        """The state as the page knows it."""
        state: dict[str, Any] = {}
        for message in self.sent:
            state |= message.get("state", {})
        return state

    @property
    def pushed(self) -> list[dict[str, Any]]:
        """The changes Python sent after the widget was opened."""
        return [message["state"] for message in self.sent if message.get("method") == "update"]

    def ask(self, kind: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Send a request and return the reply without its id."""
        request = f"r{next(self._ids)}"
        self._say({"method": "custom", "content": {"type": "request", "id": request, "kind": kind, "payload": payload}})
        replies = [m["content"] for m in self.sent if m.get("method") == "custom" and m["content"]["id"] == request]
        assert len(replies) == 1
        return {key: value for key, value in replies[0].items() if key not in ("id", "type")}

    def write(self, **traits: Any) -> None:
        """Write traits as a page would."""
        self._say({"method": "update", "state": traits, "buffer_paths": []})

    def _say(self, data: dict[str, Any]) -> None:
        self.widget.comm.handle_msg({"content": {"data": data}, "buffers": []})


@pytest.fixture(autouse=True)
def _recording(monkeypatch):
    monkeypatch.setattr(comm, "create_comm", RecordingComm)


@pytest.fixture
def page_of():
    """Return a function that opens a widget's page."""
    return Page
