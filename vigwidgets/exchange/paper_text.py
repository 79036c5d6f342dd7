"""Pages as plain text, for whatever somebody reads on their phone."""

from __future__ import annotations

from vigwidgets.exchange.paper import Block, Heading, Paper, Strip, Table


def paper_text(paper: Paper) -> str:
    """Return the pages as lines with nothing but letters in them; ends with a line end."""
    parts = [f"{paper.title}\n{'=' * len(paper.title)}", *map(_block, paper.blocks)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{block.text}\n{('-' if block.level == 2 else '.') * len(block.text)}"
    if isinstance(block, Table):
        return "\n".join("   ".join(row) for row in block.rows)
    return block.said if isinstance(block, Strip) else block.text.strip()
