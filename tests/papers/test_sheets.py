"""Every text of the sheets comes onto paper, as text, with whose words they are."""

from __future__ import annotations

import html
import re
import tomllib
from importlib.resources import files
from typing import Any

import pytest

from vigwidgets import frameworks, words
from vigwidgets.core.errors import NotFound
from vigwidgets.papers.printed import Link, landings, list_markup, page_style, sheet_markup
from vigwidgets.papers.sheets import KINDS, Block, Column, Part, Sheet, parse, sheet, sheets
from vigwidgets.workbook.contents import chapters

NAMES = [one.name for one in sheets()]
TOLD: dict[str, Any] = tomllib.loads(files("vigwidgets.papers").joinpath("paper.en.toml").read_text("utf-8"))


def markup(name: str) -> str:
    return sheet_markup(sheet(name), chapters={})


def read(name: str) -> str:
    """Return what somebody reads on a sheet, without the marks of the markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup(name))).split())


def texts_of(value: Any, key: str = "") -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for name, one in value.items() if name != "chapters" for text in texts_of(one, name)]
    return [text for one in value for text in texts_of(one, key)] if isinstance(value, list) else []


@pytest.mark.parametrize("name", NAMES)
def test_every_text_of_a_sheet_is_on_it(name: str):
    found = read(name)
    assert len(texts_of(TOLD[name])) > 6
    assert [text for text in texts_of(TOLD[name]) if " ".join(text.split()) not in found] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_has_as_much_room_to_write_as_its_texts_say(name: str):
    asked = sum(block.get("lines", 0) for block in TOLD[name]["blocks"])
    assert markup(name).count("<i></i>") - 5 * (sheet(name).tier is not None) == asked
    rows = TOLD[name].get("lines", 0)
    assert markup(name).count('<td role="cell"></td>') == rows * len(sheet(name).columns)


@pytest.mark.parametrize("name", NAMES)
def test_headings_go_down_by_one_and_cells_have_their_header(name: str):
    text = markup(name)
    assert re.findall(r"<h\d", text)[0] == "<h1"
    assert set(re.findall(r"<h\d", text)) == {"<h1", "<h2"}
    assert all("scope=" in one for one in re.findall(r"<th\b[^>]*>", text))
    assert text.count("<table") == text.count("<caption") == text.count("<thead")


def test_a_box_to_tick_stands_before_each_purpose_and_nothing_else():
    ticked = {one.name: [b.items for b in one.blocks if b.tick] for one in sheets() if any(b.tick for b in one.blocks)}
    assert set(ticked) == {"permission"}
    assert markup("permission").count("paper-ticks") == 1


@pytest.mark.parametrize("name", NAMES)
def test_whose_words_they_are_stands_under_the_principles_and_only_there(name: str):
    framework = frameworks.load()
    shown = [p.name for tier in framework.tiers for p in tier.principles if f"<li>{html.escape(p.name)}" in plain(name)]
    assert (framework.credit in read(name)) == bool(shown)
    assert words.section("page")["independence"] in read(name)


def plain(name: str) -> str:
    return markup(name).replace("&#39;", "&#x27;")


def test_the_ladder_and_the_cards_say_the_frameworks_own_words():
    framework = frameworks.load()
    for tier in framework.tiers:
        card = read(f"tier-{tier.number}")
        assert sheet(f"tier-{tier.number}").title == tier.name
        assert framework.levels[tier.level - 1] in card
        for name in [tier.name, tier.feeling, *(principle.name for principle in tier.principles)]:
            assert name in card
            assert name in read("ladder")


def test_the_ladder_stands_on_its_lowest_tier():
    tiers = [tier.number for _, tiers in landings(frameworks.load()) for tier in tiers]
    assert tiers == [6, 5, 4, 3, 2, 1]
    told = re.findall(r'paper-number">(\d)', markup("ladder"))
    assert [int(number) for number in told] == tiers


@pytest.mark.parametrize("name", ["two-days", "four-half-days"])
def test_each_part_of_a_day_begins_when_the_one_before_it_ends(name: str):
    for day in sheet(name).days:
        assert [part.begins for part in day][1:] == [part.ends for part in day][:-1]
        minutes = [60 * int(h) + int(m) for h, _, m in (part.begins.partition(":") for part in day)]
        assert minutes == sorted(set(minutes))


def test_every_chapter_that_a_timetable_names_exists():
    named = {name for one in sheets() for day in one.days for part in day for name in part.chapters}
    assert len(named) > 10
    assert named - {one.id for one in chapters()} == set()


def test_the_plan_for_two_months_names_every_chapter_of_the_course_in_its_order():
    plan = " ".join(item for block in sheet("two-months").blocks for item in block.items)
    course = [one for one in chapters() if one.id not in {"welcome", "watch"}]
    assert [one.id for one in course if one.title not in plan] == []
    places = [plan.index(one.title) for one in course]
    assert places == sorted(places)
    assert sum(block.heading.startswith("Week ") for block in sheet("two-months").blocks) == 8


def test_a_timetable_leads_to_its_chapters_under_their_own_names():
    known = {"welcome": Link("Welcome", "/chapter/welcome"), "yes_cycles": Link("Who received whom?", "/chapter/yes")}
    text = sheet_markup(sheet("two-days"), chapters=known)
    assert '<span class="paper-used">Chapter: <a href="/chapter/welcome">Welcome</a></span>' in text
    assert '<strong><a href="/chapter/yes">Who received whom?</a></strong>' in text
    assert text.count("<a ") == 2


def test_whatever_is_written_on_a_sheet_stays_text():
    evil = "<b>\"&'</b>"
    part = Part(begins=evil, ends=evil, title=evil, what=evil, chapters=("x",), needs=evil)
    block = Block(heading=evil, text=evil, items=(evil,), lines=1, tick=True, scale=2)
    made = Sheet(
        name="x", title=evil, lead=evil, blocks=(block,), columns=(Column(evil, evil),), lines=1, days=((part,),)
    )
    text = sheet_markup(made, chapters={"x": Link(evil, '"><script>')})
    assert "<b>" not in text
    assert "<script" not in text
    assert text.count("&lt;b&gt;") == 12
    assert "<" not in page_style(made)
    assert r'content: "\3c b\3e \22 \26 \27 \3c \2f b\3e  ·' in page_style(made)


def test_what_no_sheet_has_is_refused():
    with pytest.raises(TypeError, match="colour"):
        parse("x", {"title": "", "lead": "", "blocks": [], "colour": "red"})
    with pytest.raises(TypeError, match="bold"):
        parse("x", {"title": "", "lead": "", "blocks": [{"heading": "", "bold": True}]})
    with pytest.raises(NotFound, match="no sheet of that name"):
        sheet("tier-7")


def test_the_list_holds_every_sheet_once():
    assert sorted(name for names in KINDS.values() for name in names) == sorted(NAMES)
    text = list_markup({name: f"/paper/{name}" for name in NAMES})
    assert re.findall(r'href="/paper/([^"]+)"', text) == [name for names in KINDS.values() for name in names]


def test_no_sheet_shouts_or_names_a_principle_that_is_none():
    assert [text for text in texts_of(TOLD) if "!" in text] == []
