"""The workbook in the networks round this machine, for those who are in the owner's room (`vig serve --share`).

It is served there over plain http: whoever listens in that network can read what goes by. The pages say so.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from vigwidgets.core.access import Person

if TYPE_CHECKING:
    from vigwidgets.server.doors import Doors

log = logging.getLogger("vigwidgets.server")


class Sharing:
    """Where the workbook is found in each network; nowhere unless it is shared.

    Args:
        doors: Let people in.
        base_url: Where the workbook lives, with slashes at both ends.
    """

    def __init__(self, doors: Doors, base_url: str) -> None:
        self._doors, self._base_url = doors, base_url
        self._ports: dict[str, int] = {}

    @property
    def is_shared(self) -> bool:
        """Whether anybody beside this machine can reach it."""
        return bool(self._ports)

    def listens_at(self, address: str, port: int) -> None:
        """Note that it is served at an address of this machine's, whose name pages may use from now on."""
        self._ports[address] = port
        self._doors.names |= {address}
        log.info("the workbook is shared in a network")

    def link_for(self, person: Person, host: str) -> str | None:
        """Return an address that lets somebody in once; None where it is not shared.

        Args:
            person: Whom it lets in.
            host: The address at which they reached this machine, with its port.
        """
        address = host.rpartition(":")[0]
        if address not in self._ports:
            return None
        return f"http://{address}:{self._ports[address]}{self._base_url}?token={self._doors.link_for(person)}"
