"""The browser's files under a hash of their content: ES modules and styles, packed once, kept by browsers for good."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from functools import cache
from importlib.resources import files
from typing import Any, Final

import tornado.web

from vigwidgets.server.joining import joined_modules
from vigwidgets.server.roles import EVERYBODY
from vigwidgets.widgets.modules import SERVED, content_hash, module_files

TYPES: Final = {".mjs": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


ALL_MODULES: Final = "front/all.mjs"
ALL_STYLES: Final = "front/all.css"
"""One file each for all light pages, so that the next chapter finds them in the browser already."""
FRONT_STYLES: Final = ("page", "frame", "code_cell", "asking", "telling")
"""What the frame of a page is drawn with, in this order."""


@cache
def served_files() -> dict[str, bytes]:
    """Return widgets' files and, below `front/`, those of the light front end, among them all of them as one.

    Raises:
        NotJoinable: a module is written in a form that cannot be joined with the others.
    """
    front = files("vigwidgets.server").joinpath("front")
    ours = {f"front/{entry.name}": entry.read_bytes() for entry in front.iterdir() if entry.name.endswith(SERVED)}
    sheets = {"front/paper.css": files("vigwidgets.papers").joinpath("paper.css").read_bytes()}
    found = {**module_files(), **ours, **sheets}
    stems = [path.removesuffix(".mjs") for path in sorted(found) if "/" not in path and path.endswith(".mjs")]
    modules = {path: content.decode() for path, content in found.items() if path.endswith(".mjs")}
    styles = ["theme.css", *(f"front/{name}.css" for name in FRONT_STYLES), *(f"{stem}.css" for stem in stems)]
    return {
        **found,
        ALL_MODULES: joined_modules(modules, stems=stems, front="front/light.mjs").encode(),
        ALL_STYLES: b"\n".join(found[path] for path in styles),
    }


@cache
def served_hash() -> str:
    """Return 12 hexadecimal digits that change with any served file."""
    digest = hashlib.sha256()
    for path, content in sorted(served_files().items()):
        digest.update(path.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()[:12]


@cache
def _packed(path: str) -> bytes:
    return gzip.compress(served_files()[path], 9)


class Module(tornado.web.RequestHandler):
    """One file. An address with an old hash gets the current content, uncached, so that an old page can say so."""

    roles = EVERYBODY

    def get(self, asked_hash: str, path: str) -> None:
        """Send the file."""
        if path not in served_files():
            raise tornado.web.HTTPError(404)
        kind = TYPES.get(path[path.rfind(".") :]) or mimetypes.guess_type(path)[0] or "application/octet-stream"
        self.set_header("Content-Type", kind)
        keep = asked_hash in (served_hash(), content_hash())
        self.set_header("Cache-Control", "private, max-age=31536000, immutable" if keep else "no-cache")
        self.set_header("Vary", "Accept-Encoding")
        if "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.write(_packed(path))
        else:
            self.write(served_files()[path])

    head = get

    def compute_etag(self) -> None:
        """No tag: the address is one."""


def rules() -> list[tuple[Any, ...]]:
    """Return the routes of this module below the base address."""
    return [(r"/vig/ui/([0-9a-f]+)/([A-Za-z0-9_./\-]+)", Module)]
