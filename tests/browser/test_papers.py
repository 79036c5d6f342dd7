"""Sheets as a browser prints them: so many pages of A4, nothing but black, and as they look to eyes and to readers."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.page_checks import CUT, OUT
from tests.live_workbook import LiveWorkbook
from vigwidgets.papers.printed import LANDSCAPE
from vigwidgets.papers.sheets import sheets

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
MOST_PAGES = {"permission": 2, "two-days": 2, "four-half-days": 2}
A4 = (595, 842)
"""In points."""

NOT_BLACK = """() => [...document.querySelectorAll('main *')].filter((node) => {
    const look = getComputedStyle(node), black = 'rgb(0, 0, 0)';
    const lines = ['Top', 'Right', 'Bottom', 'Left'].filter((side) => parseFloat(look[`border${side}Width`]) > 0);
    const white = ['rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)'].includes(look.backgroundColor);
    return look.color !== black || !white || lines.some((side) => look[`border${side}Color`] !== black);
}).map((node) => node.outerHTML.slice(0, 90))"""
"""What is printed in anything but black on white."""


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Return width and height of each page in points."""
    pages = [one for one in re.split(rb"\bendobj\b", pdf) if re.search(rb"/Type\s*/Page\b", one)]
    boxes = [re.search(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]", one) for one in pages]
    return [(round(float(box[1])), round(float(box[2]))) for box in boxes if box]


def axe_says(page: Page) -> list[object]:
    found = Axe().run(page).response["violations"]
    return [(one["id"], node["target"]) for one in found for node in one["nodes"]]


def test_sheets_hold_together_on_paper_on_a_phone_and_for_all_eyes(workbook: LiveWorkbook, open_page: Open) -> None:
    page = open_page(workbook.link)
    page.goto(f"{workbook.base}chapter/my_film")
    page.locator(".vig-foot").get_by_role("link", name="On paper").click()
    expect(page.get_by_role("heading", name="On paper")).to_be_visible()
    assert axe_says(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate(OUT) == []
    page.get_by_role("link", name="Tier 3: Receiving initiatives").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Receiving initiatives")
    page.evaluate("window.print = () => { window.asked = true; }")
    page.get_by_role("button", name="Print").press("Enter")
    assert page.evaluate("window.asked") is True
    page.get_by_role("link", name="Back to My film").click()
    page.wait_for_url("**/chapter/my_film")

    for one in sheets():
        page.set_viewport_size({"width": 360, "height": 740})
        page.goto(f"{workbook.base}paper/{one.name}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, one.name
        assert [page.evaluate(OUT), page.evaluate(CUT)] == [[], []], one.name
        assert page.get_by_role("button").count() == 1
        page.emulate_media(media="print")
        expect(page.get_by_role("button")).to_have_count(0)
        expect(page.get_by_role("navigation")).to_have_count(0)
        assert page.evaluate(NOT_BLACK) == [], one.name
        found = sizes(page.pdf(prefer_css_page_size=True))
        assert 1 <= len(found) <= MOST_PAGES.get(one.name, 1), one.name
        assert set(found) == {A4[::-1] if one.name in LANDSCAPE else A4}, one.name
        page.emulate_media(media="screen")

    for width, scheme, name in ((1280, "light", "two-days"), (360, "dark", "ladder"), (1280, "dark", "observation")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{workbook.base}paper/{name}")
        assert axe_says(page) == [], (width, scheme, name)
