"""What this machine's system says of the way to it from the network: tunnels, a firewall, who was heard there."""

from __future__ import annotations

import ipaddress
import re
import socket
import subprocess
import sys
from pathlib import Path
from typing import Final

TUNNEL: Final = re.compile(r"tun|tap|utun|ppp|wg|zt|tailscale|nordlynx|ipsec", re.IGNORECASE)
"""How the names of interfaces begin that lead through a VPN."""
SECONDS: Final = 5
FIREWALLS: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "win32": (("netsh", "advfirewall", "show", "currentprofile", "state"),),
    "darwin": (("/usr/libexec/ApplicationFirewall/socketfilterfw", "--getglobalstate"),),
    "linux": (("systemctl", "is-active", "ufw"), ("systemctl", "is-active", "firewalld")),
}
"""What to ask on each system, and no more: none of it changes anything or needs a password."""
IS_ON: Final = re.compile(r"\bON\b|\bEIN\b|enabled|^active$|State = [12]", re.MULTILINE)
ARP_LINE: Final = re.compile(r"\(?(\d+\.\d+\.\d+\.\d+)\)?\s+(?:at\s+)?([0-9a-fA-F]{1,2}(?:[:-][0-9a-fA-F]{1,2}){5})")
LINUX_TABLE: Final = Path("/proc/net/arp")
NOBODY: Final = frozenset({"00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff"})


def tunnels() -> list[str]:
    """Return the names of the VPNs that this machine is in just now: interfaces that are up and have an address."""
    import psutil

    up = psutil.net_if_stats()
    return sorted(
        name
        for name, addresses in psutil.net_if_addrs().items()
        if TUNNEL.match(name) and name in up and up[name].isup
        and any(one.family == socket.AF_INET for one in addresses)
    )  # fmt: skip


def firewall_is_on() -> bool | None:
    """Return whether the system says that its firewall is on; None where it says nothing."""
    answers = [answer for command in FIREWALLS.get(sys.platform, ()) if (answer := _answer(command))]
    return any(IS_ON.search(one) for one in answers) if answers else None


def heard_from() -> frozenset[str]:
    """Return the addresses that other machines in the same networks have shown themselves with (ARP)."""
    text = _linux_table() if sys.platform == "linux" else _answer(("arp", "-a"))
    return frozenset(addresses_in(text))


def addresses_in(table: str) -> list[str]:
    """Return the addresses in a table of neighbours, as each system writes it, that have a machine behind them."""
    found = [(one[1], one[2].replace("-", ":").lower()) for one in ARP_LINE.finditer(table)]
    return [
        address
        for address, machine in found
        if machine not in NOBODY and not ipaddress.ip_address(address).is_multicast
    ]


def _linux_table() -> str:
    """Return Linux's own table in the order of the others': address, then hardware address."""
    try:
        lines = LINUX_TABLE.read_text("ascii").splitlines()[1:]
    except OSError:
        return ""
    return "\n".join(f"{parts[0]} {parts[3]}" for line in lines if len(parts := line.split()) > 3)


def _answer(command: tuple[str, ...]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout
