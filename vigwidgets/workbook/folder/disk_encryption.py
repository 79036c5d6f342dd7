"""Tells whether the disk under a folder is encrypted, as far as somebody without an administrator's rights can see.

* Linux: the device mapper names what it made: `dm/uuid` of an encrypted volume begins with `CRYPT-`.
* macOS: `fdesetup status` answers for the start-up disk.
* Windows: the shell property `System.Volume.BitLockerProtection`, which Explorer draws its padlock from; 1 is on, 2
  off, 3 and 4 are on the way there and back, 5 is suspended (the key lies open), 6 locked, 8 waiting to be switched on.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Final, Literal

State = Literal["on", "off", "unknown"]
Kind = Literal["LUKS", "BitLocker", "FileVault", ""]
Ask = Callable[[tuple[str, ...]], str]
"""Runs a program and returns what it prints; raises `OSError` or `SubprocessError` where it cannot."""

PATIENCE_SECONDS: Final = 1.8
_CRYPT: Final[dict[str, Kind]] = {
    "LUKS1": "LUKS", "LUKS2": "LUKS", "BITLK": "BitLocker", "FVAULT2": "FileVault", "PLAIN": "", "TCRYPT": "",
}  # fmt: skip
"""What dm-crypt makes. `CRYPT-VERITY` and `CRYPT-INTEGRITY` only guard against change, whatever their name says."""
_BITLOCKER: Final[dict[str, State]] = {"0": "off", "1": "on", "2": "off", "6": "on"}
_DEEPEST: Final = 8


@dataclass(frozen=True, slots=True)
class Encryption:
    """What can be seen of a disk's encryption.

    Attributes:
        state: `on`, `off`, or `unknown` where it cannot be seen or is just changing.
        kind: By what, or empty.
    """

    state: State
    kind: Kind = ""


UNKNOWN: Final = Encryption("unknown")


@cache
def encryption_of(folder: Path) -> Encryption:
    """Return whether the disk under `folder` is encrypted. Never raises, takes under 2 s, is asked once a process.

    Args:
        folder: Absolute; need not exist yet.
    """
    try:
        if sys.platform == "win32":
            return on_windows(folder, ask=_printed)
        if sys.platform == "darwin":
            return on_macos(Path(os.path.realpath(folder)), ask=_printed)
        return on_linux(_device_of(folder), devices=Path("/sys/dev/block"))
    except (OSError, subprocess.SubprocessError, ValueError):
        return UNKNOWN


def on_linux(device: tuple[int, int], *, devices: Path) -> Encryption:
    """Return what the kernel tells of a block device and those it is made of.

    Args:
        device: Major and minor number. Major 0 is no device: btrfs, overlays and network shares stay unknown.
        devices: Where the kernel lists block devices by number, `/sys/dev/block`.

    Raises:
        OSError: the list may not be read.
    """
    major, minor = device
    place = devices / f"{major}:{minor}"
    if not major or not place.is_dir():
        return UNKNOWN
    return _mapped(place, depth=0)


def on_macos(folder: PurePath, *, ask: Ask) -> Encryption:
    """Return FileVault's state; it speaks of the start-up disk only, so other volumes stay unknown."""
    if PurePosixPath(folder.as_posix()).parts[1:2] == ("Volumes",):
        return UNKNOWN
    said = ask(("/usr/bin/fdesetup", "status"))
    found = re.search(r"FileVault is (On|Off)\.", said)
    if found is None or "in progress" in said:
        return UNKNOWN
    return Encryption("on" if found[1] == "On" else "off", "FileVault")


def on_windows(folder: PurePath, *, ask: Ask) -> Encryption:
    """Return BitLocker's state of the drive that `folder` is on; shares have no drive letter and stay unknown."""
    drive = re.fullmatch(r"(?:\\\\\?\\)?([A-Za-z]):", PureWindowsPath(folder).drive)
    if drive is None:
        return UNKNOWN
    asked = (
        f"(New-Object -ComObject Shell.Application).NameSpace('{drive[1].upper()}:')"
        ".Self.ExtendedProperty('System.Volume.BitLockerProtection')"
    )
    said = ask(("powershell.exe", "-NoLogo", "-NoProfile", "-NonInteractive", "-Command", asked)).strip()
    state = _BITLOCKER.get(said, "unknown")
    return Encryption(state, "" if state == "unknown" else "BitLocker")


def _mapped(device: Path, *, depth: int) -> Encryption:
    """Return the state of one device: its own, or else what all those beneath it have in common."""
    name = device / "dm" / "uuid"
    made = name.read_text("ascii").strip() if name.is_file() else ""
    crypt = made.removeprefix("CRYPT-").split("-")[0] if made.startswith("CRYPT-") else ""
    if crypt in _CRYPT:
        return Encryption("on", _CRYPT[crypt])
    beneath = sorted((device / "slaves").iterdir()) if (device / "slaves").is_dir() else []
    if depth == _DEEPEST:
        return UNKNOWN
    return _common(_mapped(one, depth=depth + 1) for one in beneath) if beneath else Encryption("off")


def _common(found: Iterable[Encryption]) -> Encryption:
    """Return what several disks come to: on only where all are, off where any is."""
    each = list(found)
    for state in ("off", "unknown"):
        if any(one.state == state for one in each):
            return Encryption(state)
    return each[0]


def _device_of(folder: Path) -> tuple[int, int]:
    """Return the numbers of the device under `folder`, or under the nearest folder above it that exists."""
    place = Path(os.path.realpath(folder))
    there = next(one for one in (place, *place.parents) if one.exists())
    number = there.stat().st_dev
    return os.major(number), os.minor(number)


def _printed(command: tuple[str, ...]) -> str:
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # only Windows has it; without it a black window flashes up
    done = subprocess.run(
        command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=PATIENCE_SECONDS,
        check=False, creationflags=hidden,
    )  # fmt: skip
    return done.stdout
