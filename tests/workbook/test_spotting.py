"""A film that stops and asks, one's own marks in it, and the writer's beside them only when asked for; no browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import BadRequest, InvalidValue
from vigwidgets.core.mark import Mark
from vigwidgets.core.reflection import Prompt
from vigwidgets.core.span import Span
from vigwidgets.widgets.base import VigWidget
from vigwidgets.workbook.bound import Bound
from vigwidgets.workbook.clips import clip, shelve_clips
from vigwidgets.workbook.compositions.mark_comparing import MarkComparing
from vigwidgets.workbook.compositions.spotting import Spotting
from vigwidgets.workbook.folder.data_folder import DataFolder

PROMPT = Prompt("being_attentive.there", "being_attentive", "Up it goes", exercise="spot_moment")
BOTH = Prompt("being_attentive.compare.c01", "being_attentive", "Both", exercise="compare_marks")
ASKS = ((16_000, "And now?"), (7_400, "What could he know?"))


@pytest.fixture
def bound(tmp_path: Path) -> Iterator[Bound]:
    data = DataFolder.find(tmp_path / "data").make()
    opened = Bound.open(data, Person(LOCAL_OWNER), person_key="k", place={})
    shelve_clips(opened.journal, data=data)
    with opened.journal:
        yield opened


@pytest.fixture
def spotting(bound: Bound) -> Spotting:
    made = Spotting(clip("c01"), prompt=PROMPT, tiers=(1,), asks=ASKS, new_id=dict)
    made.bind(bound)
    return made


@pytest.fixture
def comparing(bound: Bound, spotting: Spotting) -> MarkComparing:
    made = MarkComparing(clip("c01"), prompt=BOTH, tiers=(1, 2), spotting=spotting, new_id=dict)
    made.bind(bound)
    return made


def ask(widget: VigWidget, kind: str, payload: dict[str, Any]) -> Any:
    return widget._answers[kind](payload)


def questions(spotting: Spotting) -> Any:
    return next(widget for widget, _ in spotting.widgets if widget.module == "spot_moment")


def keep(widget: VigWidget, prompt: Prompt, text: str, *, sequence: int = 1) -> Any:
    said = {"prompt_id": prompt.id, "film": "", "text": text, "revision_id": f"r-{prompt.id}", "sitting": "s1"}
    return ask(widget, "reflection.save", {**said, "sequence": sequence})


def save(spotting: Spotting, text: str) -> Any:
    return keep(questions(spotting), PROMPT, text)


def mark(spotting: Spotting, start_ms: int, end_ms: int, *, name: str = "a") -> None:
    new = {"id": name, "start_ms": start_ms, "end_ms": end_ms, "kind": "moment", "who": "", "principles": [],
           "answers": None, "note": "", "feeling": ""}  # fmt: skip
    picker = next(widget for widget, _ in spotting.widgets if widget.module == "principle_picker")
    ask(picker, "mark.add", {"mark": new, "change_id": f"c-{name}", "film_id": "c01"})


def test_questions_come_by_time_and_each_such_film_has_a_stage_of_its_own(spotting: Spotting) -> None:
    assert [one["at_ms"] for one in questions(spotting).asks] == [7_400, 16_000]
    assert {widget.stage for widget, _ in spotting.widgets} == {PROMPT.id}


def test_what_is_answered_is_kept_and_there_again(bound: Bound, spotting: Spotting) -> None:
    save(spotting, '{"passed": [7400], "said": {"7400": "Her head."}}')
    again = Spotting(clip("c01"), prompt=PROMPT, tiers=(), asks=ASKS, new_id=dict)
    again.bind(bound)
    assert questions(again).text == '{"passed": [7400], "said": {"7400": "Her head."}}'
    assert [one.prompt.exercise for one in bound.journal.exercises()] == ["spot_moment"]


@pytest.mark.parametrize(
    "text",
    ["[1]", "no JSON", '{"passed": [1]}', '{"said": {"7400": 1}}', '{"said": {"1": "x"}}', '{"more": 1}',
     '{"passed": {}}', '{"said": {"7400": "' + "x" * 4001 + '"}}'],
)  # fmt: skip
def test_what_no_page_of_ours_would_send_is_refused(spotting: Spotting, text: str) -> None:
    with pytest.raises(BadRequest):
        save(spotting, text)
    assert questions(spotting).text == ""


def test_wrong_questions_are_refused_where_they_are_placed() -> None:
    def made(*asks: tuple[int, str]) -> None:
        Spotting(clip("c01"), prompt=PROMPT, tiers=(), asks=asks, new_id=dict)

    for asks in ([(0, "?")], [(26_400, "?")], [(5, "?"), (5, "!")]):
        with pytest.raises(InvalidValue, match="within its length"):
            made(*asks)
    with pytest.raises(InvalidValue, match="ask nothing"):
        made((5, " "))
    filmed = replace(clip("c01"), film=replace(clip("c01").film, source="own"))
    with pytest.raises(InvalidValue, match="drawn"):
        Spotting(filmed, prompt=PROMPT, tiers=(), asks=(), new_id=dict)


def test_ones_own_marks_come_first_and_nothing_of_the_writers_is_on_the_page(
    spotting: Spotting, comparing: MarkComparing
) -> None:
    mark(spotting, 1000, 3000)
    figure = comparing.figure
    assert [(one["start_ms"], one["principles"]) for one in figure.mine] == [(1000, [])]
    assert (figure.shown, figure.marks, figure.notice, figure.together) == (False, [], "", {})


def test_the_writers_marks_are_shown_when_asked_for_and_again_and_can_be_put_away(
    bound: Bound, spotting: Spotting, comparing: MarkComparing
) -> None:
    figure = comparing.figure
    keep(figure, BOTH, '{"shown": true}')
    assert {one["tier"] for one in figure.marks} <= {0, 1, 2}
    assert figure.together["met"] == 0
    mark(spotting, 0, 26_000)
    assert figure.together["met"] == figure.together["marks"] > 0
    again = MarkComparing(clip("c01"), prompt=BOTH, tiers=(1, 2), spotting=None, new_id=dict)
    again.bind(bound)
    assert (again.figure.shown, again.figure.marks) == (True, figure.marks)
    keep(figure, BOTH, "", sequence=2)
    assert (figure.shown, figure.marks, figure.together) == (False, [], {})
    for odd in ('{"shown": false}', '{"shown": true, "more": 1}'):
        with pytest.raises(BadRequest):
            keep(figure, BOTH, odd, sequence=3)


def test_the_figure_is_of_what_anyone_would_see(bound: Bound) -> None:
    comparing = MarkComparing(clip("c01"), prompt=BOTH, tiers=(), spotting=None, new_id=dict)
    comparing.bind(bound)
    assert ask(comparing.figure, "compare.figure", {}) == {"kappa": None, "step_ms": 1000}
    for number, one in enumerate(clip("c01").marks):
        if one.reading == "plain":
            where = Span(one.mark.span.start_ms, one.mark.span.end_ms)
            bound.journal.add_mark(Mark(f"m{number}", "c01", where), change_id=f"c{number}")
    assert ask(comparing.figure, "compare.figure", {})["kappa"] == pytest.approx(1)


def test_what_somebody_marks_on_an_open_reading_is_never_measured(bound: Bound) -> None:
    """In the clip two of the writer's six are open: a finger that stays, a shoulder turned away."""
    here = clip("c06")
    asked, turn = Prompt("being_attentive.compare.c06", "being_attentive", "Both", exercise="compare_marks"), count(1)
    comparing = MarkComparing(here, prompt=asked, tiers=(), spotting=None, new_id=dict)
    comparing.bind(bound)

    def add(name: str, span: Span) -> None:
        bound.journal.add_mark(Mark(name, "c06", span), change_id=f"c-{name}")

    def measured() -> tuple[Any, Any]:
        keep(comparing.figure, asked, '{"shown": true}', sequence=next(turn))
        return ask(comparing.figure, "compare.figure", {}), comparing.figure.together

    spans = {kind: [one.mark.span for one in here.marks if one.reading == kind] for kind in ("plain", "open")}
    assert [len(spans[kind]) for kind in ("plain", "open")] == [4, 2]
    add("first", spans["plain"][0])
    before = measured()
    assert before[0]["kappa"] is not None
    assert before[1] == {"marks": 4, "met": 1}
    for number, span in enumerate(spans["open"]):
        add(f"open{number}", span)
        add(f"within{number}", Span(span.start_ms + 200, span.start_ms + 900))
        assert measured() == before
    assert len(comparing.figure.mine) == 5  # they stand on the strip all the same
    add("nowhere", Span(10_000, 13_000))
    assert measured()[0]["kappa"] < before[0]["kappa"]
    assert measured()[1] == before[1]


def test_a_comparison_needs_a_writer_who_saw_something() -> None:
    with pytest.raises(InvalidValue, match="nothing of these tiers"):
        MarkComparing(replace(clip("c01"), marks=()), prompt=BOTH, tiers=(), spotting=None, new_id=dict)
    filmed = replace(clip("c01"), film=replace(clip("c01").film, source="own"))
    with pytest.raises(InvalidValue, match="Only a drawn clip"):
        MarkComparing(filmed, prompt=BOTH, tiers=(), spotting=None, new_id=dict)
