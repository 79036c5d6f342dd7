"""What commands print: JSON for scripts, aligned lines for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from vigwidgets import words
from vigwidgets.exchange.order import clock


def tell_json(value: Any) -> None:
    """Print `value` as one line of JSON, in ASCII, which every console and pipe can carry."""
    print(json.dumps(value))


def tell_pairs(pairs: Mapping[str, Any]) -> None:
    """Print names and values below each other, values aligned; the names' wording comes from `words`."""
    labels = words.load()["cli"]["labels"]
    named = {labels.get(name, name): _shown(name, value) for name, value in pairs.items()}
    width = max((len(label) for label in named), default=0)
    for label, value in named.items():
        print(f"{label:<{width}}  {value}".rstrip())


def tell_table(rows: Iterable[Mapping[str, Any]], *, columns: Iterable[str]) -> None:
    """Print rows as a table with a line of column names; without rows nothing at all."""
    labels = words.load()["cli"]["labels"]
    names = list(columns)
    lines = [[_shown(name, row[name]) for name in names] for row in rows]
    if not lines:
        return
    lines.insert(0, [labels.get(name, name) for name in names])
    widths = [max(len(line[at]) for line in lines) for at in range(len(names))]
    for line in lines:
        print("  ".join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True)).rstrip())


def one_line(text: str) -> str:
    """Return `text` without line ends and control characters, so that no name can break or forge a line."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def is_terminal() -> bool:
    """Return whether somebody watches what we say on the error stream."""
    return sys.stderr.isatty()


def _shown(name: str, value: Any) -> str:
    said = words.load()["cli"]
    if value is None or value == "" or value == []:
        return "-"
    if isinstance(value, bool):
        return str(said["yes_word"] if value else said["no_word"])
    if name.endswith("_ms"):
        return clock(value)
    if name.endswith("_bytes"):
        return size(value)
    if isinstance(value, list | tuple):
        return ", ".join(one_line(str(each)) for each in value)
    return one_line(str(value))


def size(size_bytes: int) -> str:
    """Return a number of bytes as people read it, such as `3.2 MB`; thousands, as file managers count."""
    amount = float(size_bytes)
    for unit in ("B", "kB", "MB", "GB"):
        if amount < 1000:  # noqa: PLR2004 - one unit's worth
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} TB"


def text_of(path: Path) -> str:
    """Return a path as text that can be printed and stored, whatever bytes its name has."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
