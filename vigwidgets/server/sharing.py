"""The workbook in the networks round this machine, for those who are in the owner's room (`vig serve --share`).

Without a certificate it is served there over plain http: whoever listens in that network can read what goes by. The
pages say so.
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
        self._urls: dict[str, str] = {}

    @property
    def is_shared(self) -> bool:
        """Whether anybody beside this machine can reach it."""
        return bool(self._urls)

    @property
    def urls(self) -> list[str]:
        """Where it is found in each network, ending in a slash."""
        return list(self._urls.values())

    def listens_at(self, address: str, port: int, *, scheme: str) -> None:
        """Note that it is served at an address of this machine's, whose name pages may use from now on."""
        self._urls[address] = f"{scheme}://{address}:{port}{self._base_url}"
        self._doors.names |= {address}
        log.info("the workbook is shared in a network")

    def link_for(self, person: Person, host: str) -> str | None:
        """Return an address that lets somebody in once; None where it is not shared.

        Args:
            person: Whom it lets in.
            host: The address at which they reached this machine, with its port.
        """
        address = host.rpartition(":")[0]
        if address not in self._urls:
            return None
        return f"{self._urls[address]}?token={self._doors.link_for(person)}"
