"""Sheets of paper are there for whoever is let in, and chapters lead to them and back."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx
import mistune
import pytest

from vigwidgets.papers.sheets import sheets
from vigwidgets.server.sheets import with_paper_links

Visit = Callable[[str], httpx.Client]


def test_every_sheet_is_served_to_whoever_is_in(visit: Visit) -> None:
    anna = visit("anna")
    listed = re.findall(r'href="/paper/([a-z0-9-]+)"', anna.get("paper/").text)
    assert sorted(listed) == sorted(one.name for one in sheets())
    for name in listed:
        reply = anna.get(f"paper/{name}")
        assert (reply.status_code, reply.headers["Content-Type"]) == (200, "text/html; charset=UTF-8")
        assert f'data-sheet="{name}"' in reply.text


def test_a_sheet_runs_no_script_of_its_page_and_only_its_own_style(visit: Visit) -> None:
    reply = visit("anna").get("paper/ladder")
    policy = reply.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert re.search(r"style-src 'self' 'sha256-[A-Za-z0-9+/=]+';", policy)
    assert "unsafe" not in policy
    assert re.findall(r"<script[^>]*>(.*?)</script>", reply.text) == [""]
    assert " style=" not in reply.text


@pytest.mark.parametrize("name", ["tier-7", "permission2", "x" * 300])
def test_a_sheet_that_is_none_is_404_with_a_sentence(visit: Visit, name: str) -> None:
    reply = visit("anna").get(f"paper/{name}")
    assert reply.status_code == 404
    assert "There is no sheet of that name. At the foot of every chapter is the list of all, On paper." in reply.text


def test_a_sheet_leads_back_to_where_somebody_came_from(visit: Visit) -> None:
    anna = visit("anna")
    reply = anna.get("paper/ladder", params={"from": "being_attentive", "at": "01-06"}).text
    assert '<a href="/chapter/being_attentive#at=01-06">Back to Being attentive</a>' in reply
    assert '<a href="/paper/?from=being_attentive&amp;at=01-06">All sheets</a>' in reply
    every = anna.get("paper/", params={"from": "being_attentive", "at": "01-06"}).text
    assert '<a href="/paper/tier-1?from=being_attentive&amp;at=01-06">' in every


@pytest.mark.parametrize("told", [{}, {"from": "//evil.example"}, {"from": '"><script>'}, {"at": "01-06"}])
def test_a_place_that_is_none_leads_back_to_the_first_chapter(visit: Visit, told: dict[str, str]) -> None:
    text = visit("anna").get("paper/ladder", params=told).text
    assert '<a href="/">Back to the chapters</a>' in text
    assert "evil" not in text
    assert "<script>" not in text


def test_a_cell_that_is_none_is_left_out(visit: Visit) -> None:
    text = visit("anna").get("paper/ladder", params={"from": "my_film", "at": '"><script>'}).text
    assert '<a href="/chapter/my_film">Back to My film</a>' in text


def test_links_of_a_chapter_to_a_sheet_become_its_address() -> None:
    said = "[The form](on_paper.ipynb#cell-id=permission), [all](on_paper.ipynb), [a word](https://example.org/on_paper.ipynb)."
    text = str(mistune.html(with_paper_links(said, chapter_id="my_film", cell="11-02")))
    assert '<a href="../paper/permission?from=my_film&amp;at=11-02">The form</a>' in text
    assert '<a href="../paper/?from=my_film&amp;at=11-02">all</a>' in text
    assert '<a href="https://example.org/on_paper.ipynb">' in text
    assert "](../paper/permission?from=my_film)" in with_paper_links(said, chapter_id="my_film", cell="")


def test_a_chapter_leads_to_its_sheet_and_at_its_foot_to_all_of_them(visit: Visit) -> None:
    anna = visit("anna")
    text = anna.get("chapter/receiving").text
    assert '<a href="/paper/?from=receiving">On paper</a>' in text
    link = re.search(r'href="\.\./(paper/tier-3\?from=receiving&amp;at=([A-Za-z0-9_-]+))"', text)
    assert link
    assert f'id="p-{link[2]}"' in text
    assert f'href="/chapter/receiving#at={link[2]}"' in anna.get(link[1].replace("&amp;", "&")).text
