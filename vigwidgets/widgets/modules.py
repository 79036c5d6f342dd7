"""The browser's files: ES modules and styles, read once, addressed by a hash of their content."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

SERVED: Final = (".mjs", ".css")


def _walk(folder: Traversable, prefix: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for entry in folder.iterdir():
        if entry.is_dir():
            found |= _walk(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(SERVED):
            found[prefix + entry.name] = entry.read_bytes()
    return found


@cache
def module_files() -> dict[str, bytes]:
    """Return every served file by its path below `widgets/`, such as `film_player.mjs` or `lib/host.mjs`."""
    return dict(sorted(_walk(files("vigwidgets.widgets"), "").items()))


@cache
def content_hash() -> str:
    """Return 12 hexadecimal digits that change whenever any served file does."""
    digest = hashlib.sha256()
    for path, content in module_files().items():
        digest.update(path.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()[:12]
