import logging

import pytest

from vigwidgets import frameworks
from vigwidgets.core.mark import Mark
from vigwidgets.core.span import Span
from vigwidgets.widgets.mark_book import MarkBook
from vigwidgets.widgets.mark_timeline import MarkTimeline

from .test_film_player import FILM

FRAMEWORK = frameworks.load()
STORED = Mark("m0", "f1", Span(500, 900), principles=("waiting",), note="She waits", author="ada")
NEW = {"id": "m1", "start_ms": 2000, "end_ms": 5000, "principles": ["enjoying_watching"]}


@pytest.fixture
def page(page_of):
    return page_of(MarkTimeline.of(FILM, framework=FRAMEWORK, marks=[STORED], author="ada"))


def ids(state):
    return [mark["id"] for mark in state["marks"]]


def test_the_page_gets_the_marks_in_the_form_that_scripts_see(page):
    assert page.state["marks"] == [STORED.as_json()]


def test_the_page_gets_the_tiers_with_their_credit_line(page):
    assert [tier["number"] for tier in page.state["framework"]["tiers"]] == [1, 2, 3, 4, 5, 6]
    assert "Biemans" in page.state["framework"]["credit"]


def test_an_added_mark_is_in_the_reply_and_in_the_state(page):
    reply = page.ask("mark.add", {"mark": NEW, "film_id": "f1", "change_id": "c1"})
    assert ids(reply["result"]) == ids(page.state) == ["m0", "m1"]


def test_the_state_and_the_reply_say_what_can_be_undone(page):
    reply = page.ask("mark.add", {"mark": NEW, "change_id": "c1"})
    assert (reply["result"]["can_undo"], reply["result"]["can_redo"]) == (True, False)
    assert (page.state["can_undo"], page.state["can_redo"]) == (True, False)


def test_the_page_hears_of_a_change_in_one_piece(page):
    page.ask("mark.add", {"mark": NEW, "change_id": "c1"})
    assert [set(state) for state in page.pushed] == [{"marks", "can_undo"}]


def test_an_edge_can_be_moved(page):
    page.ask("mark.change", {"id": "m0", "changes": {"start_ms": 540, "end_ms": 900}, "change_id": "c1"})
    assert page.state["marks"][0]["start_ms"] == 540


def test_a_mark_can_be_removed_brought_back_and_removed_again(page):
    seen = [ids(page.ask("mark.remove", {"id": "m0", "change_id": "c1"})["result"])]
    seen.append(ids(page.ask("mark.undo", {"change_id": "c2"})["result"]))
    seen.append(ids(page.ask("mark.redo", {"change_id": "c3"})["result"]))
    assert seen == [[], ["m0"], []]


@pytest.mark.parametrize(
    ("kind", "payload", "code"),
    [
        ("mark.add", {"mark": {**NEW, "end_ms": 10_001}, "change_id": "c1"}, "span_outside_film"),
        ("mark.add", {"mark": {**NEW, "principles": ["kindness"]}, "change_id": "c1"}, "unknown_principle"),
        ("mark.add", {"change_id": "c1"}, "bad_request"),
        ("mark.add", {"mark": NEW}, "bad_request"),
        ("mark.change", {"id": "m0", "changes": {"start_ms": 900, "end_ms": 900}, "change_id": "c1"}, "invalid_value"),
        ("mark.change", {"id": "m0", "changes": [], "change_id": "c1"}, "bad_request"),
        ("mark.change", {"id": "m9", "changes": {}, "change_id": "c1"}, "not_found"),
        ("mark.remove", {"id": ["m0"], "change_id": "c1"}, "bad_request"),
        ("mark.undo", {}, "bad_request"),
        ("mark.paint", {"change_id": "c1"}, "bad_request"),
    ],
)
def test_a_wrong_request_is_answered_with_its_code_and_changes_nothing(page, kind, payload, code):
    reply = page.ask(kind, payload)
    assert (reply["ok"], reply["error"]["code"]) == (False, code)
    assert page.pushed == []


def test_a_journal_can_take_the_place_of_the_memory(page):
    page.widget.answer_with({"mark.undo": lambda payload: {"asked": payload["change_id"]}})
    assert page.ask("mark.undo", {"change_id": "c7"}) == {"ok": True, "result": {"asked": "c7"}}


def test_marks_can_be_shown_from_outside(page):
    page.widget.show([], can_undo=False, can_redo=True)
    assert (page.state["marks"], page.state["can_redo"]) == ([], True)


def test_two_widgets_on_one_book_show_the_same(page_of):
    book = MarkBook(film="f1", duration_ms=10_000, framework=FRAMEWORK)
    first, second = (page_of(MarkTimeline.of(FILM, framework=FRAMEWORK, book=book)) for _ in range(2))
    first.ask("mark.add", {"mark": NEW, "change_id": "c1"})
    assert ids(second.state) == ["m1"]


def test_the_page_reports_which_mark_is_chosen(page):
    page.write(selected="m0")
    assert page.widget.selected == "m0"


def test_a_page_that_writes_marks_is_refused_logged_and_put_right(page, caplog):
    with caplog.at_level(logging.WARNING, "vigwidgets.widgets"):
        page.write(marks=[])
    assert page.widget.marks == [STORED.as_json()]
    assert page.pushed[-1] == {"marks": [STORED.as_json()]}
    assert "a page wrote marks of MarkTimeline" in caplog.text
