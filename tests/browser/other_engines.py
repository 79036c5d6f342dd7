"""Firefox and WebKit as Debian ships them, driven by the standards they speak: WebDriver BiDi and WebDriver.

Playwright drives only its own patched builds of these two, which not every machine can fetch. We need few words of the
protocols: open, evaluate, type, click, photograph.
"""

from __future__ import annotations

import base64
import itertools
import json
import os
import re
import shutil
import subprocess
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from tornado.ioloop import IOLoop
from tornado.websocket import WebSocketClientConnection, websocket_connect

from tests.live_workbook import free_port, until

WIDE, HIGH = 1280, 900
MOST_BYTES = 64_000_000


class Engine(ABC):
    """One window of a browser."""

    @abstractmethod
    def open(self, address: str) -> None:
        """Go there and wait for the page to be loaded."""

    @abstractmethod
    def evaluate(self, expression: str) -> Any:
        """Return the value of a JavaScript expression, as JSON can hold it."""

    @abstractmethod
    def press(self, keys: str) -> None:
        """Type on whatever has the focus; `\\ue007` is Enter."""

    @abstractmethod
    def resize(self, width: int) -> None:
        """Make the window so many CSS pixels wide, or as narrow as it can be made."""

    @abstractmethod
    def screenshot(self) -> bytes:
        """Return what is seen as PNG."""


class WebKit(Engine):
    """WebKitGTK by its WebDriver."""

    def __init__(self, address: str) -> None:
        self._http = httpx.Client(base_url=address, timeout=90)
        options = {"binary": _mini_browser(), "args": ["--automation"]}
        reply = self._ask("session", {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}})
        self._session = f"session/{reply['sessionId']}"
        self.resize(WIDE)

    def resize(self, width: int) -> None:
        self._ask(f"{self._session}/window/rect", {"width": width, "height": HIGH})

    def _ask(self, path: str, body: dict[str, Any]) -> Any:
        reply = self._http.post(path, json=body).json()["value"]
        assert not (isinstance(reply, dict) and "error" in reply), reply
        return reply

    def open(self, address: str) -> None:
        self._ask(f"{self._session}/url", {"url": address})

    def evaluate(self, expression: str) -> Any:
        return self._ask(f"{self._session}/execute/sync", {"script": f"return ({expression})", "args": []})

    def press(self, keys: str) -> None:
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self._ask(f"{self._session}/actions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})

    def screenshot(self) -> bytes:
        return base64.b64decode(self._http.get(f"{self._session}/screenshot").json()["value"])

    def close(self) -> None:
        self._http.delete(self._session)
        self._http.close()


def _mini_browser() -> str:
    found = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    if not found:
        pytest.skip("told: WebKitGTK's MiniBrowser is not installed here (Debian: webkit2gtk-driver)")
    return str(found[-1])


class Firefox(Engine):
    """Firefox by WebDriver BiDi."""

    def __init__(self, address: str) -> None:
        self._loop = IOLoop(make_current=False)
        self._numbers = itertools.count(1)
        self._socket: WebSocketClientConnection = self._loop.run_sync(
            lambda: websocket_connect(f"{address}/session", max_message_size=MOST_BYTES)
        )
        self._ask("session.new", {"capabilities": {}})
        self._context = self._ask("browsingContext.getTree", {})["contexts"][0]["context"]
        self.resize(WIDE)

    def resize(self, width: int) -> None:
        viewport = {"width": width, "height": HIGH}
        self._ask("browsingContext.setViewport", {"context": self._context, "viewport": viewport})

    def _ask(self, method: str, params: dict[str, Any]) -> Any:
        number = next(self._numbers)

        async def answered() -> dict[str, Any]:
            await self._socket.write_message(json.dumps({"id": number, "method": method, "params": params}))
            while True:
                said = await self._socket.read_message()
                assert said is not None, "Firefox has gone"
                message = json.loads(said)
                if message.get("id") == number:
                    return message

        message = self._loop.run_sync(answered, timeout=90)
        assert message["type"] == "success", message
        return message["result"]

    def open(self, address: str) -> None:
        self._ask("browsingContext.navigate", {"context": self._context, "url": address, "wait": "complete"})

    def evaluate(self, expression: str) -> Any:
        wrapped = f"JSON.stringify(({expression}) ?? null)"
        asked = {"expression": wrapped, "target": {"context": self._context}, "awaitPromise": True}
        result = self._ask("script.evaluate", {**asked, "userActivation": True})
        assert result["type"] == "success", result
        return json.loads(result["result"]["value"])

    def press(self, keys: str) -> None:
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        pressed = [{"type": "key", "id": "keys", "actions": actions}]
        self._ask("input.performActions", {"context": self._context, "actions": pressed})

    def screenshot(self) -> bytes:
        return base64.b64decode(self._ask("browsingContext.captureScreenshot", {"context": self._context})["data"])

    def close(self) -> None:
        self._ask("browser.close", {})

        async def hung_up() -> None:
            self._socket.close()

        self._loop.run_sync(hung_up)  # it needs its own loop, which is nobody else's
        self._loop.close()


@contextmanager
def firefox() -> Iterator[Firefox]:
    """Yield a Firefox with a profile of its own."""
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if program is None:
        pytest.skip("told: Firefox is not installed here (Debian: firefox-esr)")
    with tempfile.TemporaryDirectory() as profile:
        command = [program, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]
        with subprocess.Popen(
            command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env={**os.environ, "HOME": profile}
        ) as running:
            try:
                assert running.stderr is not None
                found = (re.search(r"BiDi listening on (ws://\S+)", line) for line in running.stderr)
                window = Firefox(next(hit.group(1) for hit in found if hit))
                yield window
                window.close()
            finally:
                running.kill()


@contextmanager
def webkit() -> Iterator[WebKit]:
    """Yield a WebKitGTK window, on a made-up screen where there is none."""
    driver = shutil.which("WebKitWebDriver")
    if driver is None or not (os.environ.get("DISPLAY") or shutil.which("xvfb-run")):
        pytest.skip("told: WebKitGTK's driver is not installed here (Debian: webkit2gtk-driver, and xvfb)")
    screen = [] if os.environ.get("DISPLAY") else ["xvfb-run", "-a", "-s", f"-screen 0 {WIDE + 100}x{HIGH + 200}x24"]
    port = free_port()
    with tempfile.TemporaryDirectory() as home:
        # Root may not have the browser's own sandbox; a container is one already.
        environment = {**os.environ, "HOME": home, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
                       "LIBGL_ALWAYS_SOFTWARE": "1", "WEBKIT_DISABLE_DMABUF_RENDERER": "1"}  # fmt: skip
        command = [*screen, driver, f"--port={port}"]
        with subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        ) as running:
            try:
                until(lambda: _answers(port))
                window = WebKit(f"http://127.0.0.1:{port}")
                yield window
                window.close()
            finally:
                os.killpg(running.pid, 15)


def _answers(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/status").status_code == 200
    except httpx.HTTPError:
        return False
