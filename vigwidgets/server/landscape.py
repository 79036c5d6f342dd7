"""The landscape's own window: the one page that loads ipyvolume, under a policy of its own.

ipyvolume's modules, as they are installed for notebooks, make functions and styles out of texts. So this page alone
allows that, to scripts of this host; it has no kernel, and what it shows is handed to it by the page that opened it.
"""

from __future__ import annotations

import asyncio
import gzip
from functools import cache
from pathlib import Path
from typing import Any, Final

import tornado.web
from jupyter_core.paths import jupyter_path

from vigwidgets import words
from vigwidgets.server.modules import ALL_STYLES, served_hash
from vigwidgets.server.roles import EVERYBODY
from vigwidgets.server.templating import rendered, script_json

PARTS: Final = {
    "widgets": "jupyter-js-widgets/extension.js",
    "three": "jupyter-threejs/three.js",
    "jupyter-threejs": "jupyter-threejs/index.js",
    "bqscales": "bqscales/index.js",
    "ipyvolume": "ipyvolume/index.js",
}
"""What is sent of the installed widgets, by the name in its address. Nothing else of those folders is reached."""
_KEPT_SECONDS: Final = 604_800


def policy() -> str:
    """Return the page's own policy: nothing from elsewhere, and texts may become functions and styles."""
    return (
        "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    )


class Landscape(tornado.web.RequestHandler):
    """The window."""

    roles = EVERYBODY

    def get(self) -> None:
        """Send the page; it is the same for everybody until it is told what to show."""
        said, base = words.section("landscape"), self.settings["pages"].base_url
        config = script_json({"base": base, "parts": sorted(PARTS), "words": said})
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Content-Security-Policy", policy())
        self.set_header("Cache-Control", "no-store")
        self.write(
            rendered("landscape.html", words=said, base=base, hash=served_hash(), styles=ALL_STYLES, config=config)
        )


class Part(tornado.web.RequestHandler):
    """One of ipyvolume's modules, or of those it needs."""

    roles = EVERYBODY

    async def get(self, name: str) -> None:
        """Send it packed; every browser that can draw it can unpack it."""
        if name not in PARTS:
            raise tornado.web.HTTPError(404)
        try:
            body = await asyncio.to_thread(_packed, name)
        except FileNotFoundError as error:
            raise tornado.web.HTTPError(404) from error
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.set_header("Cache-Control", f"private, max-age={_KEPT_SECONDS}")
        self.set_header("Content-Encoding", "gzip")
        self.write(body)

    def compute_etag(self) -> None:
        """No tag: it is kept for a week."""


@cache
def _packed(name: str) -> bytes:
    for folder in jupyter_path("nbextensions"):
        file = Path(folder, PARTS[name])
        if file.is_file():
            return gzip.compress(file.read_bytes(), 9)
    raise FileNotFoundError(PARTS[name])


def rules() -> list[tuple[Any, ...]]:
    """Return the routes of this module below the base address."""
    return [(r"/vig/landscape", Landscape), (r"/vig/landscape/([a-z\-]+)\.js", Part)]
