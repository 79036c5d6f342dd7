"""A listener in the networks round this machine, for phones beside it, with nothing behind it but a few pages.

The workbook itself is never served by it: its routing table is all there is, and whatever that does not name is
answered 404.
"""

from __future__ import annotations

import logging
import socket
from typing import TYPE_CHECKING, Any, Final

import tornado.httpserver
import tornado.web

from vigwidgets.server.networks import Network
from vigwidgets.server.phone_gate import Nowhere, WrongTokens

if TYPE_CHECKING:
    from vigwidgets.server.certificates import Certificate

log = logging.getLogger("vigwidgets.server")
PORTS_TRIED: Final = 50
SHORT_BODY_BYTES: Final = 64 << 10
"""What any request may bring but a piece of a film, which is written as it comes."""
HEADER_BYTES: Final = 16 << 10
IDLE_SECONDS: Final = 60


class Listener:
    """Listens in some networks, each at an address of this machine's own and never at all of them.

    Args:
        found: The networks; one whose address is none of this machine's is left out.
        rules: The whole routing table.
        first_port: The first port to try in each network.
        certificate: What it is encrypted with; None where it is not.
        handed_on: What handlers find in their settings; nothing else of the workbook's is reached.

    Attributes:
        addresses: Each network with the port found free in it.
        certificate: What it is encrypted with.
    """

    def __init__(
        self,
        found: list[Network],
        rules: list[Any],
        *,
        first_port: int,
        certificate: Certificate | None,
        **handed_on: Any,
    ) -> None:
        self.addresses: list[tuple[Network, int]] = []
        self.certificate = certificate
        self._app = tornado.web.Application(
            rules, **handed_on, wrong_tokens=WrongTokens(), hosts=self._hosts,
            default_handler_class=Nowhere, log_function=lambda _handler: None,
        )  # fmt: skip
        self._server = tornado.httpserver.HTTPServer(
            self._app, xheaders=False, max_body_size=SHORT_BODY_BYTES, max_header_size=HEADER_BYTES,
            idle_connection_timeout=IDLE_SECONDS,
            ssl_options=certificate.context_for(one.address for one in found) if certificate else None,
        )  # fmt: skip
        for network in found:
            listening = _bound(network.address, first_port)
            if listening is not None:
                self.addresses.append((network, int(listening.getsockname()[1])))
                self._server.add_socket(listening)
        log.info("doors for phones are open in %d networks", len(self.addresses))

    @property
    def urls(self) -> list[tuple[Network, str]]:
        """How each network's phones reach it, ending in a slash."""
        scheme = "https" if self.certificate else "http"
        return [(network, f"{scheme}://{network.address}:{port}/") for network, port in self.addresses]

    def _hosts(self) -> frozenset[str]:
        """Return what the Host header of a request may say; another name was pointed here by somebody else."""
        return frozenset(f"{network.address}:{port}" for network, port in self.addresses)

    def stop(self) -> None:
        """Listen no more."""
        self._server.stop()
        log.info("doors for phones are closed")

    async def end(self) -> None:
        """Break off what is still connected."""
        await self._server.close_all_connections()


def _bound(address: str, first_port: int) -> socket.socket | None:
    """Return a socket that listens at the first free port there; None where there is none."""
    for port in range(first_port, first_port + PORTS_TRIED):
        try:
            listening = socket.create_server((address, port))
        except OSError:
            continue
        listening.setblocking(False)
        return listening
    return None
