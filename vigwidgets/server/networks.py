"""The addresses by which a phone beside this machine can reach it."""

from __future__ import annotations

import ipaddress
import os
import re
import socket
from dataclasses import dataclass
from typing import Final

from vigwidgets.core.errors import InvalidValue

SETTING: Final = "VIG_PHONE_ADDRESS"
PHONE_PORT: Final = 18_890
ROOM_PORT: Final = 18_990
"""The first port to try for a phone that sends a film, and for a room where `VIG_ROOM_PORT` says nothing."""
PORT_SETTING: Final = "VIG_ROOM_PORT"
MADE_UP: Final = re.compile(
    r"docker|br-|veth|virbr|vmnet|vmenet|vboxnet|vethernet|virtualbox|vmware|hyper-v|lxc|lxd|podman|cni|flannel|calico"
    r"|tun|tap|utun|ppp|wg|zt|tailscale|nordlynx|ipsec|bridge|awdl|llw|anpi|ham|loopback",
    re.IGNORECASE,
)
"""How the names of interfaces begin behind which there is no phone: virtual machines, containers, tunnels."""
WIRELESS: Final = re.compile(r"wl|wi-?fi|drahtlos|wireless|en0$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Network:
    """One of the networks that this machine is in.

    Attributes:
        name: What the system calls the way into it, such as `wlan0` or `Wi-Fi`.
        address: This machine's address there, IPv4.
    """

    name: str
    address: str


def room_port() -> int:
    """Return the first port to try for a room: 18990, or what `VIG_ROOM_PORT` says.

    Raises:
        InvalidValue: the setting is no port.
    """
    given = os.environ.get(PORT_SETTING, "").strip()
    if not given:
        return ROOM_PORT
    if not given.isascii() or not given.isdecimal() or not 0 < int(given) < 1 << 16:
        raise InvalidValue(f"{PORT_SETTING} is no port. Give a number from 1 to 65535, or leave it out.")
    return int(given)


def networks() -> list[Network]:
    """Return the networks in which a phone may be, the likeliest first; none where there are none.

    Private addresses only: one that the whole internet could reach is no place for a film to arrive at.
    `VIG_PHONE_ADDRESS` names other addresses of this machine instead, with commas between them, or `none`.
    """
    named = os.environ.get(SETTING, "").strip()
    if named:
        given = [one.strip() for one in named.split(",")]
        return [Network(SETTING, one) for one in given if _is_address(one)]
    return sorted(_found(), key=_unlikely)


def _found() -> list[Network]:
    import psutil

    up = psutil.net_if_stats()
    return [
        Network(name, one.address)
        for name, addresses in psutil.net_if_addrs().items()
        if not MADE_UP.match(name) and (name not in up or up[name].isup)
        for one in addresses
        if one.family == socket.AF_INET and not one.ptp and _is_near(one.address)
    ]


def _is_address(text: str) -> bool:
    try:
        return ipaddress.ip_address(text).version == 4
    except ValueError:
        return False


def _is_near(text: str) -> bool:
    if not _is_address(text):
        return False
    address = ipaddress.ip_address(text)
    return address.is_private and not (address.is_loopback or address.is_link_local or address.is_unspecified)


def _unlikely(network: Network) -> tuple[bool, bool, str]:
    """Order by: wireless first, then what home routers give."""
    return (not WIRELESS.match(network.name), not network.address.startswith("192.168."), network.name)
