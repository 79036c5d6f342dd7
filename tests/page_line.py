"""A kernel's socket as a page has it: what is said over it, and what is heard."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable

from tornado.websocket import WebSocketClientConnection

CONTROL = "jupyter.widget.control"


class Line:
    """A page's socket, spoken to as no page of ours would."""

    def __init__(self, socket: WebSocketClientConnection) -> None:
        self._socket = socket

    async def say(self, kind: str, content: object, **changed: object) -> None:
        header = {"msg_id": uuid.uuid4().hex, "username": "", "session": "s", "msg_type": kind, "version": "5.3"}
        message = {
            "header": header,
            "parent_header": {},
            "metadata": {},
            "content": content,
            "channel": "shell",
            "buffers": [],
        }
        await self.raw(json.dumps({**message, **changed}))

    async def raw(self, text: str | bytes) -> None:
        await self._socket.write_message(text, binary=isinstance(text, bytes))

    async def to(self, widget: str, **data: object) -> None:
        await self.say("comm_msg", {"comm_id": widget, "data": data})

    async def hear(self, wanted: Callable[[dict[str, object]], bool]) -> dict[str, object]:
        """Return the data of the next comm message of which `wanted` is true."""
        while True:
            text = await self._socket.read_message()
            assert text is not None, "the socket was closed"
            content = json.loads(text)["content"]
            if wanted(content):
                return content["data"]

    async def states(self) -> dict[str, dict[str, object]]:
        """Return all widgets' states by id, as the kernel has them now."""
        control = f"control-{uuid.uuid4().hex}"
        await self.say(
            "comm_open", {"comm_id": control, "target_name": CONTROL, "data": {}}, metadata={"version": "1.0.0"}
        )
        await self.to(control, method="request_states")
        told = await self.hear(lambda c: c.get("comm_id") == control and c["data"].get("method") == "update_states")
        return {name: one["state"] for name, one in told["states"].items()}

    async def ask(self, widget: str, kind: str, **payload: object) -> dict[str, object]:
        """Return the reply to a request."""
        number = uuid.uuid4().hex
        await self.to(
            widget, method="custom", content={"type": "request", "id": number, "kind": kind, "payload": payload}
        )
        return (await self.hear(lambda c: c.get("data", {}).get("content", {}).get("id") == number))["content"]
