"""What a chapter's cells show, as parts of a page: their text, and the places of their widgets."""

from __future__ import annotations

import html
import json
from typing import Any, Final

import mistune

from vigwidgets.server.sheets import with_paper_links
from vigwidgets.workbook.contents import Chapter, chapters

VIEW: Final = "application/vnd.jupyter.widget-view+json"
TEXT: Final = mistune.create_markdown(escape=True, plugins=["strikethrough", "footnotes", "table", "speedup"])
"""Makes a chapter's text a page's. HTML in it is shown as it is written: nobody is asked about what a text does."""


def sections(one: Chapter, outputs: list[list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return what the template shows, a cell at a time: `{"id": ..., "views": [model ids], "html": ...}`."""
    cells = json.loads(one.notebook.read_text("utf-8"))["cells"]
    parts: list[dict[str, Any]] = []
    for cell, shown in zip(cells, outputs, strict=True):
        name = f"p-{cell['id']}" if "id" in cell else None
        if cell["cell_type"] == "markdown":
            text = with_paper_links("".join(cell["source"]), chapter_id=one.id, cell=cell.get("id", ""))
            parts.append({"id": name, "html": _linked(str(TEXT(text))), "views": []})
            continue
        views = [bundle[VIEW]["model_id"] for bundle in shown if VIEW in bundle]
        texts = [bundle for bundle in shown if VIEW not in bundle]
        if views or texts:
            markup = "".join(b.get("text/html") or f"<pre>{html.escape(b.get('text/plain', ''))}</pre>" for b in texts)
            parts.append({"id": name, "html": markup, "views": views})
    return parts


def _linked(markup: str) -> str:
    """Return the markup with links to notebooks, which work in JupyterLab and stock Voilà, as links to our chapters."""
    for one in chapters():
        markup = markup.replace(f'href="{one.notebook.name}"', f'href="{one.id}"')
    return markup
