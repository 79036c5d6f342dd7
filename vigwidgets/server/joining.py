"""Our ES modules as one: forty small files would be forty requests, and nothing here is built before it is served.

Each module becomes a function of its own that returns what it exports, called once, after those it imports. Only the
plain forms that our modules are written in are known; anything else is refused when the server starts, not guessed at.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping
from typing import Final

IMPORT: Final = re.compile(r'^import (?:\{([^}]*)\} from )?"(\.[^"]+)";$', re.MULTILINE)
EXPORT: Final = re.compile(r"^export (?=(?:async )?(?:function\*?|class|const) (\w+))", re.MULTILINE)
UNKNOWN: Final = re.compile(r"^(?:import\b(?!\()|export\b|await\b).*", re.MULTILINE)


class NotJoinable(ValueError):
    """A module is written in a form that is not known here; the text names the module and the line."""


class Joiner:
    """Takes modules in, each after the ones that it imports.

    Args:
        files: Every module's text by its path.
    """

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files
        self._exports: dict[str, tuple[str, ...]] = {}
        self._open: list[str] = []
        self._parts: list[str] = []

    def add(self, path: str) -> str:
        """Take in a module and what it imports, and return the name that holds its exports.

        Raises:
            NotJoinable: it, or one that it imports, is in no form known here, imports what is not there, or itself.
        """
        if path in self._open:
            raise NotJoinable(f"{path} imports itself by way of {', '.join(self._open)}")
        if path not in self._exports:
            self._open.append(path)
            self._take_in(path)
            self._open.pop()
        return name_of(path)

    def say(self, statement: str) -> None:
        """Add a statement after the modules taken in so far."""
        self._parts.append(statement)

    def text(self) -> str:
        """Return one module's text that does what all of them would do."""
        return "\n".join(self._parts)

    def _take_in(self, path: str) -> None:
        if path not in self._files:
            raise NotJoinable(f"{self._open[-2]} imports {path}, which is not there")
        text = IMPORT.sub(lambda found: self._imported(path, names=found[1], reference=found[2]), self._files[path])
        exports = tuple(EXPORT.findall(text))
        text = EXPORT.sub("", text)
        if unknown := UNKNOWN.search(text):
            raise NotJoinable(f"{path}: {unknown[0]}")
        self._exports[path] = exports
        self._parts.append(
            f"// {path}\nconst {name_of(path)} = (() => {{\n{text}\nreturn {{ {', '.join(exports)} }};\n}})();\n"
        )

    def _imported(self, path: str, *, names: str | None, reference: str) -> str:
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(path), reference))
        holder = self.add(wanted)
        pairs = [part.split(" as ") for part in re.split(r",\s*", (names or "").strip().strip(",")) if part]
        for name, *_ in pairs:
            if name.strip() not in self._exports[wanted]:
                raise NotJoinable(f"{path} imports {name}, which {wanted} does not export")
        return f"const {{ {', '.join(': '.join(pair) for pair in pairs)} }} = {holder};" if pairs else ""


def name_of(path: str) -> str:
    """Return the name under which the joined text holds a module's exports."""
    return "$" + re.sub(r"\W", "_", path.removesuffix(".mjs"))


def joined_module(files: Mapping[str, str], *, first: str) -> str:
    """Return one module and what it imports as one.

    Args:
        files: Every module's text by its path.
        first: Path of the module that does something.

    Raises:
        NotJoinable: a module is in no form known here.
    """
    joiner = Joiner(files)
    joiner.add(first)
    return joiner.text()


def joined_modules(files: Mapping[str, str], *, stems: Iterable[str], front: str) -> str:
    """Return the widgets' modules and the front end as one module, which has to lie one folder below `lib/`'s.

    Args:
        files: Every module's text by its path.
        stems: Of the widgets, such as `film_player`.
        front: Path of the module that starts the page.

    Raises:
        NotJoinable: a module is in no form known here.
    """
    joiner = Joiner(files)
    mount = joiner.add("lib/mount.mjs")
    widgets = ", ".join(f"{stem}: {joiner.add(f'{stem}.mjs')}" for stem in stems)
    joiner.say(f"{mount}.useModules({{ {widgets} }});\n")
    joiner.add(front)
    return joiner.text()
