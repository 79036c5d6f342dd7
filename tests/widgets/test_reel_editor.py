import logging
import re
from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigwidgets import frameworks, widgets, words
from vigwidgets.core.errors import InvalidValue, SpanOutsideFilm
from vigwidgets.core.mark import Mark
from vigwidgets.core.permission import USES
from vigwidgets.core.reel import ReelItem
from vigwidgets.core.reel_captions import WAYS
from vigwidgets.core.span import Span
from vigwidgets.widgets.reel_editor import ReelEditor, _ReelBook

from .test_film_player import ADDRESSES, FILM

FRAMEWORK = frameworks.load()
MARKS = [
    Mark("m1", "f1", Span(4000, 6000)),
    Mark("m0", "f1", Span(500, 900), principles=("waiting",), note="She waits"),
]
STORED = ReelItem("i0", "m0", Span(500, 2900), title="Waiting", did="I waited")
NEW = ReelItem("i1", "m1", Span(4000, 8000)).as_json()
ALL = ("title", "did", "then", "hope")


@pytest.fixture
def page(page_of):
    return page_of(ReelEditor.of(FILM, framework=FRAMEWORK, **ADDRESSES, marks=MARKS, items=[STORED]))


def ids(state):
    return [item["id"] for item in state["items"]]


def put(page, *items, change_id="c1"):
    return page.ask("reel.set", {"film_id": "f1", "items": list(items), "change_id": change_id})


def test_the_page_gets_film_marks_by_time_tiers_and_items_in_the_reels_order(page):
    assert (page.state["film"]["id"], page.state["film"]["url"]) == ("f1", "vig/film/f1")
    assert [mark["id"] for mark in page.state["marks"]] == ["m0", "m1"]
    assert [tier["number"] for tier in page.state["framework"]["tiers"]] == [1, 2, 3, 4, 5, 6]
    assert page.state["items"] == [STORED.as_json()]


def test_a_reel_that_is_set_is_in_the_reply_and_in_the_state(page):
    reply = put(page, NEW, STORED.as_json())
    assert reply["result"] == {"items": [NEW, STORED.as_json()], "can_undo": True, "can_redo": False}
    assert (page.state["items"], page.state["can_undo"]) == ([NEW, STORED.as_json()], True)


def test_the_page_hears_of_a_change_in_one_piece(page):
    put(page, NEW)
    assert [set(state) for state in page.pushed] == [{"items", "can_undo"}]


def test_a_reel_can_be_emptied_brought_back_and_emptied_again(page):
    seen = [ids(put(page)["result"])]
    seen.append(ids(page.ask("reel.undo", {"film_id": "f1", "change_id": "c2"})["result"]))
    seen.append(ids(page.ask("reel.redo", {"film_id": "f1", "change_id": "c3"})["result"]))
    assert seen == [[], ["i0"], []]


def test_a_change_sent_twice_is_made_once(page):
    put(page, NEW)
    put(page, NEW)
    page.ask("reel.undo", {"film_id": "f1", "change_id": "c2"})
    page.ask("reel.undo", {"film_id": "f1", "change_id": "c2"})
    assert (ids(page.state), page.state["can_undo"], page.state["can_redo"]) == (["i0"], False, True)


def test_a_reel_that_is_the_same_is_nothing_to_take_back(page):
    assert put(page, STORED.as_json())["result"]["can_undo"] is False


def test_a_new_change_ends_what_could_be_done_again(page):
    put(page)
    page.ask("reel.undo", {"film_id": "f1", "change_id": "c2"})
    assert put(page, NEW, change_id="c3")["result"]["can_redo"] is False


@pytest.mark.parametrize(
    ("kind", "payload", "code"),
    [
        ("reel.set", {"items": [{**NEW, "end_ms": 10_001}], "change_id": "c1"}, "span_outside_film"),
        ("reel.set", {"items": [{**NEW, "end_ms": 4000}], "change_id": "c1"}, "invalid_value"),
        ("reel.set", {"items": [{**NEW, "start_ms": "4000"}], "change_id": "c1"}, "invalid_value"),
        ("reel.set", {"items": [{**NEW, "title": "x" * 301}], "change_id": "c1"}, "invalid_value"),
        ("reel.set", {"items": [{**NEW, "id": ""}], "change_id": "c1"}, "invalid_value"),
        ("reel.set", {"items": [NEW, NEW], "change_id": "c1"}, "invalid_value"),
        ("reel.set", {"items": [{**NEW, "did": None}], "change_id": "c1"}, "bad_request"),
        ("reel.set", {"items": [{"id": "i1", "mark": "m1"}], "change_id": "c1"}, "bad_request"),
        ("reel.set", {"items": ["i1"], "change_id": "c1"}, "bad_request"),
        ("reel.set", {"items": {}, "change_id": "c1"}, "bad_request"),
        ("reel.set", {"change_id": "c1"}, "bad_request"),
        ("reel.set", {"items": []}, "bad_request"),
        ("reel.undo", {}, "bad_request"),
        ("reel.redo", {"change_id": 7}, "bad_request"),
        ("reel.paint", {"change_id": "c1"}, "bad_request"),
    ],
)
def test_a_wrong_request_is_answered_with_its_code_and_changes_nothing(page, kind, payload, code):
    reply = page.ask(kind, payload)
    assert (reply["ok"], reply["error"]["code"]) == (False, code)
    assert page.pushed == []


def test_items_outside_the_film_are_refused_when_the_widget_is_made():
    with pytest.raises(SpanOutsideFilm, match="ends at 20000 ms"):
        ReelEditor.of(FILM, framework=FRAMEWORK, **ADDRESSES, items=[replace(STORED, span=Span(0, 20_000))])


def test_alone_it_says_where_a_film_is_made(page):
    assert page.ask("reel.make", {"film_id": "f1"}) == {"ok": True, "result": {}}
    assert page.state["progress"] == {"stage": "refused", "message": words.section("reel_editor")["not_alone"]}


@pytest.mark.parametrize(("kind", "payload"), [("reel.stop", {}), ("reel.discard", {"film_id": "f1"})])
def test_alone_there_is_nothing_to_stop_or_to_throw_away(page, kind, payload):
    assert page.ask(kind, payload) == {"ok": True, "result": {}}


def test_a_journal_can_take_the_place_of_the_memory(page):
    page.widget.answer_with({"reel.undo": lambda payload: {"asked": payload["change_id"]}})
    assert page.ask("reel.undo", {"change_id": "c7"}) == {"ok": True, "result": {"asked": "c7"}}


def test_a_page_that_writes_items_is_refused_logged_and_put_right(page, caplog):
    with caplog.at_level(logging.WARNING, "vigwidgets.widgets"):
        page.write(items=[])
    assert page.pushed[-1] == {"items": [STORED.as_json()]}
    assert "a page wrote items of ReelEditor" in caplog.text


def test_the_table_holds_every_word_the_page_asks_for_and_no_other():
    folder = files(widgets)
    reel = folder.joinpath("lib/reel")
    sources = [folder.joinpath("reel_editor.mjs"), *(one for one in reel.iterdir() if one.name.endswith(".mjs"))]
    asked = {name for one in sources for name in re.findall(r"\bwords\.(\w+)", one.read_text("utf-8"))}
    pieced = {f"{what}_moment" for what in ("play", "pause", "earlier", "later", "remove", "still")}
    pieced |= {f"captions_{way}{line}" for way in WAYS for line in ("", "_line")}
    pieced |= {f"use_{use}{line}" for use in USES for line in ("", "_line")}
    pieced |= {f"{turn}_{part}" for turn in ("undo", "redo") for part in ("key", "here")}
    pieced |= {f"{edge}_{step}" for edge in ("start", "end") for step in ("half_back", "half_on", "here")}
    pieced |= {f"{edge}_{step}" for edge in ("start", "end") for step in ("frame_back", "frame_on")}
    asked |= pieced | set(ALL) | {"start", "end", "half_back", "half_on", "frame_back", "frame_on"}
    asked |= {"earlier", "later", "remove", "still"}
    assert sorted(asked - set(words.section("reel_editor"))) == []
    assert sorted(set(words.load()["reel_editor"]) - asked - {"not_alone", "growing"}) == []


SPANS = st.integers(0, 9_998).flatmap(lambda start: st.builds(Span, st.just(start), st.integers(start + 1, 10_000)))
REELS = st.lists(st.builds(ReelItem, st.sampled_from("abcd"), st.just("m"), SPANS), unique_by=lambda item: item.id)


@given(REELS, st.lists(REELS, max_size=6))
def test_undo_goes_all_the_way_back_and_redo_all_the_way_on(first, later):
    book = _ReelBook(first, film=FILM)
    for number, items in enumerate(later):
        book.put(items, change_id=f"c{number}")
    last, back = book.as_json()["items"], 0
    while book.as_json()["can_undo"]:
        book.undo(change_id=f"u{back}")
        back += 1
    assert book.as_json()["items"] == [item.as_json() for item in first]
    for number in range(back):
        book.redo(change_id=f"r{number}")
    assert (book.as_json()["items"], book.as_json()["can_redo"]) == (last, False)


def test_a_refused_reel_leaves_everything_as_it_was():
    book = _ReelBook([STORED], film=FILM)
    with pytest.raises(InvalidValue, match="stands in the reel once"):
        book.put([STORED, STORED], change_id="c1")
    book.put([], change_id="c1")
    assert book.as_json()["items"] == []
