"""Sheets of paper in a notebook: where no page of ours shows them, `on_paper.ipynb` does."""

from __future__ import annotations

import html
from dataclasses import dataclass

from vigwidgets.papers.printed import Link, whole_page
from vigwidgets.papers.sheets import Sheet, sheet
from vigwidgets.workbook.contents import chapters


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """A sheet that a notebook shows, in a frame, so that its *Print* prints it alone.

    Attributes:
        sheet: Which one.
    """

    sheet: Sheet

    def _repr_html_(self) -> str:
        known = {each.id: Link(each.title, "") for each in chapters()}  # a frame's page has no address to start from
        page = html.escape(whole_page(self.sheet, chapters=known))
        look = "inline-size: 100%; block-size: 80vh; border: 1px solid"
        return f'<iframe title="{html.escape(self.sheet.title)}" srcdoc="{page}" style="{look}"></iframe>'


def on_paper(name: str) -> ShownSheet:
    """Show a sheet of paper and its button that prints it, as the last line of a notebook's cell.

    In a chapter make a link to it instead: `[the ladder](on_paper.ipynb#cell-id=ladder)`.

    Args:
        name: Of the sheet, such as `ladder`.

    Raises:
        NotFound: there is none of that name.
    """
    return ShownSheet(sheet(name))
