"""A sheet of paper in a notebook is the page that our server sends, in a frame that needs nothing beside it."""

from __future__ import annotations

import html
import re

import pytest

from vigwidgets import on_paper
from vigwidgets.core.errors import NotFound
from vigwidgets.papers.printed import Link, page_style, sheet_markup
from vigwidgets.papers.sheets import sheet, sheets
from vigwidgets.workbook.contents import chapters


def framed(name: str) -> str:
    """Return the page in the frame."""
    found = re.fullmatch(
        r'<iframe title="[^"]+" srcdoc="([^"]+)" style="[^"]+"></iframe>', on_paper(name)._repr_html_()
    )
    assert found
    return html.unescape(found[1])


@pytest.mark.parametrize("name", [one.name for one in sheets()])
def test_it_is_whole_and_asks_for_nothing(name: str) -> None:
    page, known = framed(name), {each.id: Link(each.title, "") for each in chapters()}
    assert sheet_markup(sheet(name), chapters=known) in page
    assert page_style(sheet(name)) in page
    assert ".paper-sheet {" in page
    assert re.findall(r"(?:src|href)=|url\(|@import", page) == []


def test_a_timetable_names_its_chapters_and_leads_to_none() -> None:
    page = framed("two-days")
    assert '<span class="paper-used">Chapter: Watch and practise</span>' in page
    assert "<a " not in page


def test_a_name_that_is_none_is_refused() -> None:
    with pytest.raises(NotFound, match="There is no sheet of that name"):
        on_paper("tier-7")
