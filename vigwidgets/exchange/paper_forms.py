"""Pages as the bytes of a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal

from vigwidgets.exchange.paper import Paper
from vigwidgets.exchange.paper_html import paper_html
from vigwidgets.exchange.paper_markdown import paper_markdown

Form = Literal["md", "html", "pdf"]
_TEXTS: Final[dict[str, Callable[[Paper], str]]] = {"md": paper_markdown, "html": paper_html}


def paper_bytes(paper: Paper, form: Form) -> bytes:
    """Return pages as a file of one of the forms."""
    if form == "pdf":
        from vigwidgets.exchange.paper_pdf import paper_pdf  # with skia, which takes a moment to import

        return paper_pdf(paper)
    return _TEXTS[form](paper).encode("utf-8", "replace")
