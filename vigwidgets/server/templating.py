"""Our pages' templates, and the style and the module of pages that need no kernel."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar

import tornado.web
from jinja2 import Environment, FunctionLoader, select_autoescape

from vigwidgets import words
from vigwidgets.server.joining import joined_module
from vigwidgets.widgets.modules import module_files


@cache
def template_text(name: str) -> str:
    """Return a file beside the templates as text."""
    return files("vigwidgets.server").joinpath("templates", name).read_text("utf-8")


@cache
def templates() -> Environment:
    """Return the templates of all pages."""
    return Environment(
        loader=FunctionLoader(template_text), autoescape=select_autoescape(default=True, default_for_string=True)
    )


def rendered(template: str, **told: Any) -> str:
    """Return the page that the template of this name makes of what it is told, under the workbook's name."""
    page = words.section("page")
    return (
        templates()
        .get_template(template)
        .render(product=page["product"], language=page["language"], direction=page["direction"], **told)
    )


def allowed(style: str) -> str:
    """Return what a policy says to allow a style that stands in its page."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"


def script_json(told: Any) -> str:
    """Return `told` as JSON that can stand inside a page's script element."""
    return json.dumps(told).replace("<", "\\u003c")


@dataclass(frozen=True, slots=True)
class Packed:
    """A text as it is sent: in bytes, in fewer of them (gzip), and a tag that tells whether it has changed."""

    plain: bytes
    gzip: bytes
    tag: str


@dataclass(frozen=True, slots=True)
class BarePage:
    """A page that needs no kernel: one template, one style and one module, joined of ours.

    Attributes:
        name: Of the template; style and module are found under it, beside the page.
        said: Tables of words.
        first: Path of the module that does something.
        themed: Whether its style stands on the widgets' own.
        beside: Names of styles that it shares with other pages.
        also: Names of further styles, which come after its own.
    """

    name: str
    said: tuple[str, ...]
    first: str
    themed: bool = True
    beside: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    def markup(self, *, base: str = "/", **told: Any) -> str:
        """Return the page, whose module is told its words and what is given here.

        Args:
            base: Where the workbook's own pages are.
            told: What the module finds in its configuration beside the words.
        """
        said = words.section(*self.said)
        config = script_json({"words": said, **told})
        return rendered(f"{self.name}.html", name=self.name, words=said, config=config, base=base)

    def part(self, kind: str) -> Packed:
        """Return its style (`css`) or its module (`mjs`)."""
        styles = (*self.beside, self.name, *self.also)
        return _packed(_module(self.first) if kind == "mjs" else _style(styles, themed=self.themed))


@cache
def _module(first: str) -> str:
    modules = {path: content.decode() for path, content in module_files().items() if path.endswith(".mjs")}
    return joined_module(modules, first=first)


@cache
def _style(names: tuple[str, ...], *, themed: bool) -> str:
    theme = module_files()["theme.css"].decode() if themed else ""
    return theme + "\n".join(template_text(f"{name}.css") for name in names)


@cache
def _packed(text: str) -> Packed:
    plain = text.encode()
    return Packed(plain, gzip.compress(plain, 9), f'"{hashlib.sha256(plain).hexdigest()[:32]}"')


class BarePart(tornado.web.RequestHandler):
    """A handler of the style and the module of a bare page; its rule ends in `(css|mjs)`."""

    page: ClassVar[BarePage]

    def get(self, kind: str) -> None:
        """Send one of the two; a browser that has it asks whether it is still the same."""
        part = self.page.part(kind)
        self.set_header("Content-Type", f"{'text/css' if kind == 'css' else 'text/javascript'}; charset=utf-8")
        self.set_header("Cache-Control", "no-cache")
        self.set_header("ETag", part.tag)
        self.set_header("Vary", "Accept-Encoding")
        if self.request.headers.get("If-None-Match") == part.tag:
            self.set_status(304)
            self.finish()
        elif "gzip" in self.request.headers.get("Accept-Encoding", ""):
            self.set_header("Content-Encoding", "gzip")
            self.finish(part.gzip)
        else:
            self.finish(part.plain)
