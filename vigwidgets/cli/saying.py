"""What commands print: JSON for scripts, aligned lines for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from vigwidgets import words

CLEAR_LINE: Final = "\r\x1b[K"


def tell_lines(lines: Iterable[str]) -> None:
    """Print lines to standard output."""
    sys.stdout.writelines(f"{line}\n" for line in lines)


def tell_json(value: Any) -> None:
    """Print `value` as one line of JSON, in ASCII, which every console and pipe can carry."""
    tell_lines([json.dumps(value)])


def tell_pairs(pairs: Mapping[str, Any]) -> None:
    """Print names and values below each other, values aligned; the names' wording comes from `words`."""
    labels = words.load()["cli"]["labels"]
    named = {labels.get(name, name): _shown(name, value) for name, value in pairs.items()}
    width = max((len(label) for label in named), default=0)
    tell_lines(f"{label:<{width}}  {value}".rstrip() for label, value in named.items())


def tell_table(rows: Iterable[Mapping[str, Any]], *, columns: Iterable[str]) -> None:
    """Print rows as a table with a line of column names; without rows nothing at all."""
    labels = words.load()["cli"]["labels"]
    names = list(columns)
    lines = [[_shown(name, row[name]) for name in names] for row in rows]
    if not lines:
        return
    lines.insert(0, [labels.get(name, name) for name in names])
    widths = [max(len(line[at]) for line in lines) for at in range(len(names))]
    tell_lines(
        "  ".join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def one_line(text: str) -> str:
    """Return `text` without line ends and control characters, so that no name can break or forge a line."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def tell_watcher(text: str) -> None:
    """Write `text` as it is to whoever watches the error stream."""
    sys.stderr.write(text)
    sys.stderr.flush()


def is_watched() -> bool:
    """Return whether somebody watches what we say on the error stream."""
    return sys.stderr.isatty()


def _shown(name: str, value: Any) -> str:
    said = words.load()["cli"]
    if value is None or value in ("", []):
        return "-"
    if isinstance(value, bool):
        return str(said["yes_word"] if value else said["no_word"])
    if name.endswith("_ms"):
        from vigwidgets.exchange.order import clock  # every format comes with it

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
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} TB"


def text_of(path: Path) -> str:
    """Return a path as text that can be printed and stored, whatever bytes its name has."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
