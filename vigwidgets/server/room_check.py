"""The evening before: can a phone reach this machine here, and if not, what is in the way?

A listener as a room's stands open, with one page. Any request from another address than this machine's own shows that
the way is free. Where none comes, what the system says is weighed: a machine that was heard anew while a phone tried
has come as far as this machine's network, so a firewall stopped it; where nobody was heard, they are kept apart.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from vigwidgets import words
from vigwidgets.server.near_machine import firewall_is_on, heard_from, tunnels
from vigwidgets.server.nearby import Listener
from vigwidgets.server.networks import Network, networks, room_port
from vigwidgets.server.phone_gate import Nowhere
from vigwidgets.server.rooms.rooms import NoNetworkForRoom

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

Cause = Literal["vpn", "two_networks", "firewall", "isolation"]


@dataclass(frozen=True, slots=True)
class Seen:
    """What could be seen while a phone tried in vain.

    Attributes:
        networks: How many this machine is in.
        tunnels: Names of the VPNs that it is in.
        firewall: Whether its firewall is on; None where that is not known.
        newcomers: Whether another machine was heard in the network that was not heard before.
    """

    networks: int
    tunnels: tuple[str, ...]
    firewall: bool | None
    newcomers: bool


@dataclass(frozen=True, slots=True)
class RoomCheck:
    """What came of it.

    Attributes:
        ways: Addresses at which a phone could try.
        reached_by: Addresses of the phones that reached this machine.
        causes: What is in the way where none did, the likeliest first.
    """

    ways: tuple[str, ...]
    reached_by: tuple[str, ...]
    causes: tuple[Cause, ...]


def likely_causes(seen: Seen) -> tuple[Cause, ...]:
    """Return what may have kept phones away, the likeliest first; never nothing."""
    found: list[Cause] = []
    if seen.tunnels:
        found.append("vpn")
    if seen.newcomers:
        found.append("firewall")
    if seen.networks > 1:
        found.append("two_networks")
    if not seen.newcomers:
        found.extend(("firewall", "isolation") if seen.firewall else ("isolation", "firewall"))
    return tuple(found)


class Reached(Nowhere):
    """The page that tells a phone that it has come through."""

    def prepare(self) -> None:
        """Let everybody see it who asks for this machine by its address."""

    def get(self) -> None:
        """Send it, and note who asked; this machine itself proves nothing."""
        said = words.section("room_check")
        self.note(title=said["phone_title"], sentence=said["phone_sentence"])
        address = self.request.remote_ip or ""
        if address not in self.settings["own"]:
            self.settings["reached"](address)


async def check_room(*, seconds: float, on_open: Callable[[tuple[str, ...]], None]) -> RoomCheck:
    """Return whether a phone has reached this machine, and what is in the way where none has.

    Args:
        seconds: How long to wait for one.
        on_open: Told the addresses once the doors are open.

    Raises:
        NoNetworkForRoom: there is no network in which one could.
    """
    found = networks()
    if not found:
        raise NoNetworkForRoom
    before = heard_from()
    came: asyncio.Queue[str] = asyncio.Queue()
    own = frozenset(network.address for network in found)
    listener = Listener(
        found, [(r"/", Reached)], first_port=room_port(), certificate=None, reached=came.put_nowait, own=own
    )
    try:
        if not listener.addresses:
            raise NoNetworkForRoom
        ways = tuple(f"http://{network.address}:{port}/" for network, port in listener.addresses)
        on_open(ways)
        try:
            phone = await asyncio.wait_for(came.get(), seconds)
        except TimeoutError:
            return RoomCheck(ways, (), likely_causes(_seen(found, before)))
        return RoomCheck(ways, (phone,), ())
    finally:
        listener.stop()
        await listener.end()


def _seen(found: list[Network], before: AbstractSet[str]) -> Seen:
    return Seen(len(found), tuple(tunnels()), firewall_is_on(), bool(heard_from() - before))
