"""Where in a scene script an entry stands: its file and line, so that a refusal can say where to look.

The standard library's TOML reader and tomlkit 0.15 keep no line numbers, so the text is walked once by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from vigwidgets.core.errors import SceneRefused

_TOKEN = re.compile(
    r"""
    (?P<text>\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
  | (?P<comment>\#[^\n]*)
  | (?P<end>\n)
  | (?P<word>[A-Za-z0-9_-]+)
  | (?P<sign>[\[\]{}=,.])
  | (?P<rest>[^\S\n]+|.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Places:
    """The lines of a script's parts.

    Attributes:
        file: Name of the file, without its folder.
        keys: Line of each key of the head and of each table, by name.
        entries: Lines of the entries of each list, by name and in order.
    """

    file: str
    keys: dict[str, int] = field(default_factory=dict)
    entries: dict[str, list[int]] = field(default_factory=dict)

    def entry(self, name: str, index: int) -> int:
        """Return the line of entry `index` (0-based) of the list `name`; the list's own line, or 0, if unknown."""
        lines = self.entries.get(name, [])
        return lines[index] if index < len(lines) else self.keys.get(name, 0)

    def key(self, name: str) -> int:
        """Return the line of a key of the head, 0 if the script has none."""
        return self.keys.get(name, 0)

    def refuse(self, line: int, sentence: str) -> SceneRefused:
        """Return the refusal that says `sentence` about `line`; line 0 stands for the whole file."""
        return SceneRefused(f"{self.file}, line {line or 1}: {sentence}")


def find_places(text: str, *, file: str) -> Places:
    """Return where the parts of `text` stand; `text` is valid TOML already."""
    places = Places(file)
    table, depth, owner, fresh = "", 0, "", True
    tokens = list(_tokens(text))
    at = 0
    while at < len(tokens):
        line, kind, sign = tokens[at]
        if kind == "end":
            fresh = fresh or depth == 0
        elif fresh and depth == 0 and sign == "[":
            table, at = _header(tokens, at, places)
            fresh = False
        elif fresh and depth == 0 and kind in ("word", "text"):
            owner, fresh = sign.strip("\"'"), False
            places.keys.setdefault(owner if not table else f"{table}.{owner}", line)
        elif sign in ("[", "{"):
            depth += 1
            if sign == "{" and depth == 2 and not table:
                places.entries.setdefault(owner, []).append(line)
        elif sign in ("]", "}"):
            depth -= 1
        at += 1
    return places


def _tokens(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield line, kind and text of what matters; comments and spaces are left out."""
    line = 1
    for found in _TOKEN.finditer(text):
        kind = str(found.lastgroup)
        if kind not in ("comment", "rest"):
            yield line, kind, found[0]
        line += found[0].count("\n")


def _header(tokens: list[tuple[int, str, str]], at: int, places: Places) -> tuple[str, int]:
    """Note a `[table]` or `[[list]]` and return its name and the place of its last bracket."""
    line = tokens[at][0]
    many = tokens[at + 1][2] == "["
    at += 2 if many else 1
    name = ""
    while tokens[at][2] != "]":
        name += tokens[at][2].strip("\"'")
        at += 1
    if many:
        places.entries.setdefault(name, []).append(line)
        return name, at + 1
    places.keys.setdefault(name, line)
    return name, at
