"""Which process serves a data folder, told by a lock that ends with the process, and where a second start finds it."""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import json
import os
import shutil
import time
from pathlib import Path
from typing import Any, BinaryIO, Final

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest

from vigwidgets.server.doors import PROOF_HEADER, Doors
from vigwidgets.workbook.folder.data_folder import DataFolder, refusal_of
from vigwidgets.workbook.keeping.moving import lock_at_once

PATIENCE_SECONDS: Final = 8
"""How long a second start asks the first one, which may just be starting, before it serves beside it."""
CONNECTIONS: Final = "k-"
"""How folders with kernels' connection files begin."""


class Presence:
    """This process's claim to serve a data folder.

    Args:
        data: The folder, already made.
        doors: Of this server.
    """

    def __init__(self, data: DataFolder, doors: Doors) -> None:
        self._data, self._doors = data, doors
        self._word = data.runtime / "server.json"
        self._lock: BinaryIO | None = None

    async def claim(self) -> str | None:
        """Return a fresh link to the server that is there already; None when this process may begin to serve.

        What an earlier server left when it was killed is cleared away then. A server that does not answer, or a file
        system without locks, keeps nobody out: two servers share a journal well.

        Raises:
            JournalUnavailable: the data folder cannot be written.
            StorageFull: there is no room in it.
        """
        end = time.monotonic() + PATIENCE_SECONDS
        while not self._take():
            link = await self._link()
            if link is not None or time.monotonic() > end:
                return link
            await asyncio.sleep(0.1)
        self._clear_away()
        return None

    def tell(self, *, address: str, url: str, connections: str) -> None:
        """Leave word where this server is.

        Args:
            address: Where it listens, as an address on this machine, ending in a slash.
            url: Where people find it, ending in a slash.
            connections: Folder of the kernels' connection files.

        Raises:
            JournalUnavailable: the data folder cannot be written.
            StorageFull: there is no room in it.
        """
        told = {"address": address, "url": url, "connections": connections, "run": self._doors.run}
        try:
            with os.fdopen(os.open(self._word, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                json.dump(told, file)
        except OSError as exc:
            raise refusal_of(exc) from exc

    def leave(self) -> None:
        """Take back the word and the claim."""
        if self._read().get("run") == self._doors.run:
            self._clear_away()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _take(self) -> bool:
        try:
            self._lock = os.fdopen(os.open(self._data.runtime / "server.lock", os.O_RDWR | os.O_CREAT, 0o600), "rb+")
        except OSError as exc:
            raise refusal_of(exc) from exc
        if lock_at_once(self._lock):
            return True
        self._lock.close()
        self._lock = None
        return False

    def _read(self) -> dict[str, Any]:
        try:
            told = json.loads(self._word.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return told if isinstance(told, dict) else {}

    def _clear_away(self) -> None:
        """Remove the word, folders of connection files, and whatever was temporary."""
        told = self._read().get("connections")
        left = [Path(told)] if isinstance(told, str) and Path(told).name.startswith(CONNECTIONS) else []
        with contextlib.suppress(OSError):
            self._word.unlink(missing_ok=True)
            left += [*self._data.runtime.glob(f"{CONNECTIONS}*"), *self._data.temporary.iterdir()]
        for one in left:
            if one.is_dir() and not one.is_symlink():
                shutil.rmtree(one, ignore_errors=True)
            else:
                with contextlib.suppress(OSError):
                    one.unlink()

    async def _link(self) -> str | None:
        """Return a fresh link from the server that left word, or None.

        The proof is good for that server's run alone, so that a program that took over its port learns nothing, and
        the answer has to prove itself as well.
        """
        told = self._read()
        try:
            run, url = str(told["run"]), str(told["url"])
            request = HTTPRequest(
                f"{told['address']}vig/invite", method="POST", body=b"", request_timeout=2, connect_timeout=1,
                headers={PROOF_HEADER: self._doors.proof("invite", run=run), "Host": url.split("/")[2]},
                follow_redirects=False, validate_cert=False,  # the answer has to prove itself
            )  # fmt: skip
            reply = json.loads((await AsyncHTTPClient().fetch(request)).body)
            token = str(reply["token"])
            if not hmac.compare_digest(str(reply["proof"]), self._doors.proof(token, run=run)):
                return None
        except (OSError, ValueError, LookupError, TypeError, HTTPClientError):
            return None
        return f"{url}?token={token}"
