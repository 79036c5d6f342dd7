"""Which names the files of a pack may have, so that they mean the same on every disk and none leads out of the pack."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from vigwidgets.core.errors import PackRefused

DEEPEST: Final = 6
LONGEST_PART_BYTES: Final = 200
LONGEST_SHOWN: Final = 60
ARCHIVES: Final = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".cab", ".iso")
_LEAD_OUT: Final = frozenset({"", ".", ".."})
_DRIVE: Final = re.compile(r"[A-Za-z]:")
_NO_NAME: Final = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
# Microsoft, "Naming Files, Paths, and Namespaces": devices, whatever follows a dot.
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])( *\..*)?", re.IGNORECASE)


def check_names(names: Iterable[str]) -> None:
    """Raise unless all these paths of files, parted by `/`, may stand together in one pack.

    Raises:
        PackRefused: one leads out of the pack, cannot be a file's name on every disk, is an archive, or means the
            same file or folder as another where capitals do not count.
    """
    files: set[str] = set()
    folders: dict[str, str] = {}
    for name in names:
        check_name(name)
        alike = _alike(name)
        if alike in files or alike in folders:
            raise _clash(name)
        files.add(alike)
        parts = name.split("/")
        for depth in range(1, len(parts)):
            folder = "/".join(parts[:depth])
            if folders.setdefault(_alike(folder), folder) != folder or _alike(folder) in files:
                raise _clash(folder)


def check_name(name: str) -> None:
    """Raise unless this one path may stand in a pack.

    Raises:
        PackRefused: as `check_names`.
    """
    parts = name.split("/")
    if "\\" in name or _DRIVE.match(name) or _LEAD_OUT.intersection(parts):
        raise PackRefused(
            f"A file of the pack would lie outside it ({shown(name)}). Pack the clip's folder anew, by itself."
        )
    if len(parts) > DEEPEST:
        raise PackRefused(f"The folders of the pack are nested too deeply ({shown(name)}). Pack the clips' folders.")
    if any(not _is_name_everywhere(part) for part in parts):
        raise PackRefused(
            f"A file of the pack has a name that not every computer takes ({shown(name)}). Give it a plain name."
        )
    if name.casefold().endswith(ARCHIVES):
        raise PackRefused(f"There is another archive inside the pack ({shown(name)}). Unpack it, and pack the clips.")


def shown(name: str) -> str:
    """Return a name out of a pack as it can be shown: one short line of printable letters."""
    text = name.encode("utf-8", "replace").decode("utf-8")
    line = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text)
    return line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}…"


def _is_name_everywhere(part: str) -> bool:
    try:
        size_bytes = len(part.encode("utf-8"))
    except UnicodeEncodeError:  # bytes that are no UTF-8 come as halves of letters
        return False
    plain = not _NO_NAME.search(part) and not part.endswith((".", " ")) and not part.startswith(" ")
    return plain and size_bytes <= LONGEST_PART_BYTES and not _DEVICES.fullmatch(part)


def _alike(name: str) -> str:
    """Return what two names share that are one file on some disks."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _clash(name: str) -> PackRefused:
    return PackRefused(f"Two files of the pack have the same name on some computers ({shown(name)}). Rename one.")
