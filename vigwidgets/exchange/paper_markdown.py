"""Pages as Markdown, to go on writing elsewhere. What people typed is text there and nothing else."""

from __future__ import annotations

import re
from typing import Final

from vigwidgets.exchange.paper import Heading, Paper, Paragraph, Strip, Table, parts_of

_MEANT: Final = re.compile(r"([\\`*_{}\[\]<>#|~&$^@])")
_AT_BEGIN: Final = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)](?:\s|$)))", re.MULTILINE)


def paper_markdown(paper: Paper) -> str:
    """Return the pages as CommonMark, tables in the form that GitHub and Pandoc know; ends with a line end."""
    parts = [f"# {_line(paper.title)}"]
    for block in paper.blocks:
        if isinstance(block, Heading):
            parts.append(f"{'#' * block.level} {_line(block.text)}")
        elif isinstance(block, Table):
            parts.append(_table(block))
        elif isinstance(block, Strip):
            parts.append(_line(block.said))
        else:
            parts += [_quoted(one, block) for one in parts_of(block.text)]
    return "\n\n".join(parts) + "\n"


def _quoted(part: str, block: Paragraph) -> str:
    said = "\\\n".join(_escaped(line) for line in part.split("\n"))
    return "\n".join(f"> {line}" for line in said.split("\n")) if block.tone == "question" else said


def _escaped(line: str) -> str:
    """Return a line in which no sign means anything; what would begin a list or a rule is told by a backslash."""
    plain = _MEANT.sub(r"\\\1", line.strip())

    def held(found: re.Match[str]) -> str:
        sign = found[2]
        return f"{sign}\\" if sign.isdigit() else f"\\{sign}"

    return _AT_BEGIN.sub(held, plain)


def _line(text: str) -> str:
    return _escaped(" ".join(text.split()))


def _table(table: Table) -> str:
    rows = [table.heads, ("---",) * len(table.heads), *table.rows]
    return "\n".join(f"| {' | '.join(cell if row is rows[1] else _line(cell) for cell in row)} |" for row in rows)
