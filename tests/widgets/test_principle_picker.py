import logging

import pytest

from vigwidgets import frameworks
from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.film import Film
from vigwidgets.widgets.mark_book import MarkBook
from vigwidgets.widgets.principle_picker import PrinciplePicker

FRAMEWORK = frameworks.load()
FILM = Film(
    id="f1",
    title="A walk",
    duration_ms=10_000,
    frames=250,
    variable_frame_rate=False,
    rotation=0,
    width=640,
    height=360,
    video_codec="h264",
    audio_codec="aac",
    playable="original",
    media_type="video/mp4",
    sha256="0" * 64,
    size_bytes=1,
)


@pytest.fixture
def book():
    return MarkBook(film="f1", duration_ms=10_000, framework=FRAMEWORK)


@pytest.fixture
def page(book, page_of):
    return page_of(PrinciplePicker.of(FILM, framework=FRAMEWORK, book=book))


def add(page, *, change_id="c1", **changes):
    mark = {
        "id": "m1",
        "start_ms": 2000,
        "end_ms": 5000,
        "kind": "moment",
        "who": "",
        "principles": ["waiting"],
        "answers": None,
        "note": "",
        "feeling": "",
    }
    return page.ask("mark.add", {"mark": mark | changes, "change_id": change_id})


def test_the_page_gets_the_film_the_tiers_and_the_credit_line(page):
    assert page.state["film"] == {"id": "f1", "duration_ms": 10_000}
    assert [tier["number"] for tier in page.state["framework"]["tiers"]] == [1, 2, 3, 4, 5, 6]
    assert sum(len(tier["principles"]) for tier in page.state["framework"]["tiers"]) == len(FRAMEWORK.keys)
    assert "Biemans" in page.state["framework"]["credit"]


def test_a_lesson_shows_some_tiers(page_of):
    page = page_of(PrinciplePicker.of(FILM, framework=FRAMEWORK, tiers_shown=(1, 2)))
    assert page.state["tiers_shown"] == [1, 2]


def test_a_tier_that_is_not_there_is_refused():
    with pytest.raises(InvalidValue, match="There is no tier 7"):
        PrinciplePicker.of(FILM, framework=FRAMEWORK, tiers_shown=[7])


def test_a_mark_is_answered_with_what_is_stored(page):
    result = add(page)["result"]
    assert (result["mark"]["id"], result["mark"]["start_ms"], result["mark"]["principles"]) == ("m1", 2000, ["waiting"])
    assert result["marks"] == [result["mark"]]
    assert (result["can_undo"], result["can_redo"]) == (True, False)


def test_the_same_mark_sent_twice_is_there_once(page, book):
    assert add(page)["ok"]
    assert add(page)["ok"]
    assert len(book.marks) == 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"end_ms": 10_001}, "span_outside_film"),
        ({"end_ms": 2000}, "invalid_value"),
        ({"principles": ["winning"]}, "unknown_principle"),
        ({"colour": "red"}, "bad_request"),
        ({"change_id": ""}, "bad_request"),
    ],
)
def test_a_mark_that_cannot_be_is_refused_and_changes_nothing(page, book, changes, code):
    assert add(page, **changes)["error"]["code"] == code
    assert book.marks == ()


def test_without_a_film_every_mark_is_refused(page_of):
    page = page_of(PrinciplePicker.of(None, framework=FRAMEWORK))
    assert page.state["film"] == {}
    assert add(page)["error"]["code"] == "bad_request"


@pytest.mark.parametrize("trait", ["film", "framework", "tiers_shown", "words", "stage", "person_key"])
def test_a_page_writes_none_of_the_pickers_traits(page, caplog, trait):
    before = getattr(page.widget, trait)
    with caplog.at_level(logging.WARNING, "vigwidgets.widgets"):
        page.write(**{trait: "forged"})
    assert getattr(page.widget, trait) == before
    assert f"a page wrote {trait}" in caplog.text
