"""Phones and big screens without a browser: what their pages say over HTTP and sockets, and what they hear."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from tests.live_workbook import PATIENCE_MS, LiveWorkbook

T = TypeVar("T")
PATIENCE_S = PATIENCE_MS / 1000


class RoomPage:
    """A page in a room: what it knows, what it asks, and how its socket ended; `trusted` is a certificate it knows."""

    def __init__(
        self, address: str, cookies: dict[str, str], *, by_port: int | None = None, trusted: Path | None = None
    ) -> None:
        self.address, self.cookies, self._by_port, self._trusted = address, cookies, by_port, trusted
        self.state: dict[str, Any] = {}
        self.messages: list[dict[str, Any]] = []
        self.closed: int | None = None
        self._socket: WebSocketClientConnection | None = None
        self._replies: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._news = asyncio.Condition()
        self._reading: asyncio.Task[None] | None = None
        PAGES.add(self)

    async def open(self, *, origin: str | None = None) -> RoomPage:
        """Open its socket, or open it again; return when all of the state has come, or the socket was closed."""
        self.state, self.closed = {}, None
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {
            "Cookie": cookie,
            "Origin": origin or self.address.split("/", 3)[0] + "//" + self.address.split("/")[2],
            "Host": urlsplit(self.address).netloc,
        }
        address = through(self.address, self._by_port).replace("http", "ws", 1)
        self._socket = await websocket_connect(
            HTTPRequest(address, headers=headers, ca_certs=self._trusted and str(self._trusted))
        )
        self._reading = asyncio.create_task(self._read(self._socket))
        await self.until(lambda: self.state or self.closed is not None)
        return self

    async def _read(self, socket: WebSocketClientConnection) -> None:
        while (message := await socket.read_message()) is not None:
            told = json.loads(message)
            self.messages.append(told)
            if told["type"] == "state":
                self.state |= told["state"]
            elif told["type"] == "reply" and told["id"] in self._replies:
                self._replies.pop(told["id"]).set_result(told)
            await self._tell()
        socket.close()  # from this side too, or tornado calls it left open
        self.closed = socket.close_code or 0
        for reply in self._replies.values():
            reply.cancel()
        self._replies.clear()
        await self._tell()

    async def _tell(self) -> None:
        async with self._news:
            self._news.notify_all()

    async def until(self, asked: Callable[[], object], *, seconds: float | None = PATIENCE_S) -> None:
        """Wait until something holds, for so many seconds or however long it takes."""
        async with asyncio.timeout(seconds), self._news:
            await self._news.wait_for(lambda: bool(asked()))

    async def ask(self, kind: str, **payload: Any) -> dict[str, Any]:
        """Return the reply to a request, refused or not."""
        request = uuid4().hex
        reply = self._replies[request] = asyncio.get_running_loop().create_future()
        await self.send({"type": "request", "id": request, "kind": kind, "payload": payload})
        async with asyncio.timeout(PATIENCE_S):
            return await reply

    async def send(self, message: Any) -> None:
        """Send whatever it is."""
        assert self._socket is not None
        text = message if isinstance(message, (str, bytes)) else json.dumps(message)
        await self._socket.write_message(text, binary=isinstance(text, bytes))

    async def leave(self) -> None:
        """Close it for good."""
        self.close()
        if self._reading is not None:
            await self._reading

    def heard(self, kind: str) -> list[dict[str, Any]]:
        """Return what the events of that kind said, in their order."""
        events = [one for one in self.messages if one["type"] == "event"]
        return [one["payload"] for one in events if one["kind"] == kind]

    def close(self) -> None:
        """Go to sleep."""
        if self._socket is not None:
            self._socket.close()


PAGES: set[RoomPage] = set()
"""All that were opened since `in_rooms` began."""


async def in_rooms(story: Callable[[], Awaitable[T]]) -> T:
    """Play a story, and close all pages after it."""
    PAGES.clear()
    try:
        return await story()
    finally:
        for page in list(PAGES):
            await page.leave()


def screen_of(live: LiveWorkbook, client: httpx.Client) -> RoomPage:
    """Return the trainer's big screen, not opened yet."""
    return RoomPage(f"{live.base}room/socket", dict(client.cookies))


async def phone_in(screen: RoomPage, name: str, *, by_port: int | None = None, trusted: Path | None = None) -> RoomPage:
    """Let somebody come in by the code on the screen, and open their page.

    Args:
        screen: The big screen.
        name: Theirs.
        by_port: A port of this machine's from which connections go on to the room's.
        trusted: The certificate that they trust.
    """
    way_in = screen.state["room"]["codes"][0]["address"]
    host, verify = {"Host": urlsplit(way_in).netloc}, ssl.create_default_context(cafile=trusted)
    async with httpx.AsyncClient(
        base_url=through(way_in, by_port), timeout=PATIENCE_S, headers=host, verify=verify
    ) as client:
        said = (await client.post("join", json={"code": screen.state["room"]["code"], "name": name})).json()
        assert said == {"ok": True}, said
        page = RoomPage(f"{way_in}socket", dict(client.cookies), by_port=by_port, trusted=trusted)
        return await page.open()


def through(address: str, port: int | None) -> str:
    """Return the address by way of a port of this machine's."""
    return address if port is None else urlsplit(address)._replace(netloc=f"127.0.0.1:{port}").geturl()
