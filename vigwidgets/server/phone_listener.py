"""The doors for phones: a listener of its own in the networks round this machine, with nothing behind it but one page.

It is open as long as a ticket is. The workbook itself is never served by it: its routing table is the whole of
`server/phone_doors.py`, and whatever that does not name is answered 404.
"""

from __future__ import annotations

import logging
import socket
from typing import Any, Final

import tornado.httpserver
import tornado.web

from vigwidgets.server import phone_doors
from vigwidgets.server.networks import Network
from vigwidgets.server.phone_gate import Nowhere, WrongTokens

log = logging.getLogger("vigwidgets.server")
FIRST_PORT: Final = 18_890
PORTS_TRIED: Final = 50
SHORT_BODY_BYTES: Final = 64 << 10
"""What any request may bring but a piece of the film, which is written as it comes."""
HEADER_BYTES: Final = 16 << 10
IDLE_SECONDS: Final = 60


class Listener:
    """Listens in some networks, each at an address of this machine's own and never at all of them.

    Args:
        found: The networks; one whose address is none of this machine's is left out.
        settings: Of the workbook's application: `arrivals`, `bringings` and `phones` are used of them.

    Attributes:
        addresses: Each network with the port found free in it.
    """

    def __init__(self, found: list[Network], settings: dict[str, Any]) -> None:
        self.addresses: list[tuple[Network, int]] = []
        handed_on = {name: settings[name] for name in ("arrivals", "bringings", "phones")}
        self._app = tornado.web.Application(
            phone_doors.rules(), **handed_on, wrong_tokens=WrongTokens(), hosts=self._hosts,
            default_handler_class=Nowhere, log_function=lambda _handler: None,
        )  # fmt: skip
        self._server = tornado.httpserver.HTTPServer(
            self._app, xheaders=False, max_body_size=SHORT_BODY_BYTES, max_header_size=HEADER_BYTES,
            idle_connection_timeout=IDLE_SECONDS,
        )  # fmt: skip
        for network in found:
            listening = _bound(network.address)
            if listening is not None:
                self.addresses.append((network, int(listening.getsockname()[1])))
                self._server.add_socket(listening)
        log.info("doors for a phone are open in %d networks", len(self.addresses))

    def _hosts(self) -> frozenset[str]:
        """Return what the Host header of a request may say; another name was pointed here by somebody else."""
        return frozenset(f"{network.address}:{port}" for network, port in self.addresses)

    def stop(self) -> None:
        """Listen no more."""
        self._server.stop()
        log.info("doors for a phone are closed")

    async def end(self) -> None:
        """Break off what is still connected."""
        await self._server.close_all_connections()


def _bound(address: str) -> socket.socket | None:
    """Return a socket that listens at the first free port there; None where there is none."""
    for port in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        try:
            listening = socket.create_server((address, port))
        except OSError:
            continue
        listening.setblocking(False)
        return listening
    return None
