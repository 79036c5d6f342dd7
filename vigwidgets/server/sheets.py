"""Sheets of paper: `paper/` lists them, `paper/<name>` is one to look at and print. Nothing of anybody is on them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

import tornado.web

from vigwidgets import words
from vigwidgets.core.errors import NotFound
from vigwidgets.papers.printed import Link, list_markup, page_style, sheet_markup
from vigwidgets.papers.sheets import LINK, sheet, sheets
from vigwidgets.server.gate import content_security_policy
from vigwidgets.server.roles import EVERYBODY
from vigwidgets.workbook.contents import chapter, chapters

if TYPE_CHECKING:
    from vigwidgets.server.pages import Pages

CELL: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")


def with_paper_links(text: str, *, chapter_id: str, cell: str) -> str:
    """Return the text of a chapter's cell with links to sheets as their addresses here, which know the way back.

    Args:
        text: Markdown of one cell.
        chapter_id: The chapter it stands in.
        cell: Id of the cell; may be empty.
    """
    back = _query(chapter_id, cell)
    return LINK.sub(lambda found: f"](../paper/{found[1] or ''}{back})", text)


def _query(chapter_id: str, cell: str) -> str:
    told = {name: value for name, value in (("from", chapter_id), ("at", cell)) if value}
    return f"?{urlencode(told)}" if told else ""


class Paper(tornado.web.RequestHandler):
    """One sheet, or the list of all where no name is given."""

    roles = EVERYBODY

    def get(self, name: str = "") -> None:
        """Send it; the address may say which chapter and cell to go back to."""
        pages: Pages = self.settings["pages"]
        base, back, query = pages.base_url, *self._way_back(pages.base_url)
        if name:
            try:
                one = sheet(name)
            except NotFound as error:
                raise tornado.web.HTTPError(404) from error
            known = {each.id: Link(each.title, f"{base}chapter/{each.id}") for each in chapters()}
            title, style, markup = one.title, page_style(one), sheet_markup(one, chapters=known)
        else:
            title, style = words.section("papers")["title"], ""
            markup = list_markup({each.name: f"{base}paper/{each.name}{query}" for each in sheets()})
        page, allowed = pages.paper(title, markup, style=style, back=back, every=f"{base}paper/{query}" if name else "")
        self.set_header(
            "Content-Security-Policy", content_security_policy(self.request.host, style=f"'self' {allowed}")
        )
        self.set_header("Cache-Control", "no-cache")
        self.finish(page)

    def _way_back(self, base: str) -> tuple[Link, str]:
        """Return where somebody came from, and the same as the query of an address."""
        text = words.section("papers")
        cell = self.get_query_argument("at", "")
        try:
            one = chapter(self.get_query_argument("from", ""))
        except NotFound:
            return Link(text["back"], base), ""
        cell = cell if CELL.fullmatch(cell) else ""
        place = f"#at={cell}" if cell else ""
        return Link(text["back_to"].format(chapter=one.title), f"{base}chapter/{one.id}{place}"), _query(one.id, cell)


def rules() -> list[tuple[Any, ...]]:
    """Return the routes of this module below the base address."""
    return [(r"/paper/", Paper), (r"/paper/([a-z0-9-]+)", Paper)]
