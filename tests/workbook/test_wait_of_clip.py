"""A wait is one that the clip's own marks have, and what the other did with it is told from them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vigwidgets.core.errors import BadRequest, InvalidValue, NotFound, SpanOutsideFilm
from vigwidgets.core.reflection import Prompt
from vigwidgets.core.span import Span
from vigwidgets.workbook.book import Book
from vigwidgets.workbook.clips import Clip, clip
from vigwidgets.workbook.compositions.wait_of_clip import WaitOfClip

PROMPT = Prompt("c.wait", "c", "When would you speak?", exercise="the_wait")
ANSWER = {"presses": [8600], "stayed": False, "words": "His hand."}


def wait(one: Clip, start_ms: int, end_ms: int, then: str = "He looked.") -> WaitOfClip:
    return WaitOfClip(one, PROMPT, waits=Span(start_ms, end_ms), then=then, new_id=dict)


def test_it_plays_from_six_seconds_before_to_a_little_after() -> None:
    scene = wait(clip("c10"), 6500, 13400).figure.scene
    assert [scene[name] for name in ("begins_ms", "start_ms", "end_ms", "stops_ms")] == [500, 6500, 13400, 16400]
    assert scene["film"]["url"].endswith("/c10/film.mp4")
    early, late = wait(clip("c10a"), 3800, 8000).figure.scene, wait(clip("c18c"), 2000, 14000).figure.scene
    assert (early["begins_ms"], late["stops_ms"]) == (0, clip("c18c").film.duration_ms)


def test_who_waits_and_who_has_the_time_is_as_the_clips_marks_say() -> None:
    scene = wait(clip("c10"), 6500, 13400).figure.scene
    assert (scene["waits"], scene["other"], scene["then"]) == ("Mr Okafor", "Jamie", "He looked.")
    quiet = wait(clip("c14"), 9000, 11000).figure.scene
    assert (quiet["waits"], quiet["other"], quiet["did"]) == ("Leon", "Winston", [])


def test_what_the_other_does_in_it_is_told_and_what_begins_at_its_very_end() -> None:
    scene = wait(clip("c14"), 23400, 29800).figure.scene
    assert scene["did"] == [{"start_ms": 29800, "end_ms": 30428, "seen": "Finds the name."}]
    scene = wait(clip("c01"), 12800, 16600).figure.scene
    assert [(one["start_ms"], one["seen"][:8]) for one in scene["did"]] == [(12500, "His hand"), (16600, "Yellow i")]


def test_a_wait_that_is_none_is_refused() -> None:
    one = clip("c10")
    with pytest.raises(SpanOutsideFilm):
        wait(one, 50_000, 60_000)
    with pytest.raises(InvalidValue, match="end later than its start"):
        wait(one, 9000, 9000)
    with pytest.raises(InvalidValue, match="a second at least"):
        wait(one, 9000, 9999)
    with pytest.raises(InvalidValue, match="Nobody waits there"):
        wait(one, 16_000, 18_000)
    with pytest.raises(InvalidValue, match="drawn clips only"):
        wait(replace(one, film=replace(one.film, source="own")), 6500, 13400)


def test_the_book_asks_each_once_and_names_it_after_the_clip() -> None:
    book = Book("c")
    book.wait("c.one", "c10", waits_ms=(6500, 13400), then="")
    (widget, waits), *_ = book.placed
    assert (widget.get_state("prompt")["prompt"]["words"], waits) == ("When would you speak? What comes next", True)
    with pytest.raises(InvalidValue, match="asked twice"):
        book.wait("c.one", "c10", waits_ms=(6500, 13400), then="")
    with pytest.raises(NotFound, match="no such clip"):
        book.wait("c.two", "c99", waits_ms=(6500, 13400), then="")


@pytest.mark.parametrize("part", [{}, {"presses": []}, {"presses": [0, 16_400, 500]}, {"stayed": True}, {"words": ""}])
def test_an_answer_of_its_kind_is_taken(part: dict[str, object]) -> None:
    wait(clip("c10"), 6500, 13400).figure.check({**ANSWER, **part})


@pytest.mark.parametrize(
    "part", [{"presses": [1.5]}, {"presses": [True]}, {"presses": [-1]}, {"presses": [1] * 51}, {"presses": None},
             {"stayed": 1}, {"words": None}, {"score": 3}],
)  # fmt: skip
def test_an_answer_of_another_kind_is_refused(part: dict[str, object]) -> None:
    with pytest.raises(BadRequest, match="an answer in a form"):
        wait(clip("c10"), 6500, 13400).figure.check({**ANSWER, **part})
