"""A path in numbers: what is there, by day, and nothing of what is not."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pandas as pd
import pytest

from vigwidgets import frameworks
from vigwidgets.analysis import journey
from vigwidgets.analysis.journey import Deed, Found, deeds_of, found_in, ratings_in
from vigwidgets.core.film import Film
from vigwidgets.core.mark import Mark
from vigwidgets.core.reflection import Prompt, Revision
from vigwidgets.core.span import Span

FRAMEWORK = frameworks.load()
NOON = datetime(2026, 10, 3, 12, tzinfo=UTC)
FILM = Film(
    id="lunch", title="Lunch", duration_ms=48_000, frames=1200, variable_frame_rate=False, rotation=0, width=4,
    height=3, video_codec="h264", audio_codec=None, playable="original", media_type="video/mp4",
    sha256="0" * 64, size_bytes=1,
)  # fmt: skip
CLIP = replace(FILM, id="c05", source="drawn")
FILMS = {FILM.id: FILM, CLIP.id: CLIP}


def mark(name, film, start_ms, *principles):
    return Mark(name, film, Span(start_ms, start_ms + 1000), principles=principles)


MARKS = [
    mark("a", "lunch", 2000, "waiting", "having_fun"),
    mark("b", "lunch", 47_500, "waiting"),
    mark("a", "c05", 0, "wondering"),
    mark("d", "lunch", 9000),
]
TIMES = {("lunch", "a"): NOON, ("lunch", "b"): NOON, ("c05", "a"): NOON - timedelta(days=4), ("lunch", "d"): NOON}


def found():
    return found_in(MARKS, made_at=TIMES, films=FILMS, framework=FRAMEWORK, zone=UTC)


def revision(text, *, exercise="scale", film=None):
    prompt = Prompt("hope", "working_point", "That lunch is calm", film=film, exercise=exercise)
    return Revision("r", prompt, text, "w", NOON)


def test_a_moment_has_its_day_its_tiers_and_its_place_along_the_film():
    assert found() == [
        Found(date(2026, 9, 29), (1,), 0, 0, "drawn"),
        Found(date(2026, 10, 3), (2, 4), 2000, 1, "own"),
        Found(date(2026, 10, 3), (), 9000, 4, "own"),
        Found(date(2026, 10, 3), (2,), 47_500, 23, "own"),
    ]


def test_a_day_is_the_day_where_the_person_is():
    late = {("lunch", "b"): datetime(2026, 10, 3, 23, 30, tzinfo=UTC)}
    summer = timezone(timedelta(hours=1))
    (one,) = found_in([MARKS[1]], made_at=late, films=FILMS, framework=FRAMEWORK, zone=summer)
    assert one.on == date(2026, 10, 4)


def test_a_moment_whose_film_or_time_is_gone_stands_nowhere():
    assert found_in(MARKS, made_at={}, films=FILMS, framework=FRAMEWORK, zone=UTC) == []
    assert found_in(MARKS, made_at=TIMES, films={}, framework=FRAMEWORK, zone=UTC) == []


def test_exercises_are_practice_and_words_are_writing_but_a_number_or_a_page_to_take_along_is_neither():
    written = [("c", kind, NOON) for kind in ("", "pair_turns", "scale", "account", "record")]
    on = NOON.date()
    assert deeds_of([], written, zone=UTC) == [Deed(on, "c", "practised"), Deed(on, "c", "written")]


def test_numbers_for_a_hope_come_by_day_and_what_is_no_such_answer_is_passed_over():
    two = [{"on": "2026-10-03", "value": 5, "words": "We laughed."}, {"on": "2026-09-01", "value": 0, "words": ""}]
    answers = [revision(json.dumps({"ratings": two}), film="lunch"), revision("{}"), revision("[]"), revision("no")]
    other = revision(json.dumps({"ratings": two}), exercise="pair_turns")
    shown = [(one.about, one.on.isoformat(), one.value, one.words) for one in ratings_in([*answers, other])]
    assert shown == [("hope/lunch", "2026-09-01", 0, ""), ("hope/lunch", "2026-10-03", 5, "We laughed.")]


def test_the_tables_hold_the_same():
    some = found()
    deeds = deeds_of(some, [("being_attentive", "", NOON)], zone=UTC)
    first, second = pd.Timestamp(2026, 9, 29), pd.Timestamp(2026, 10, 3)
    assert journey.work_table(deeds).to_numpy().tolist() == [
        [first, "drawn", 1, 0, 0],
        [second, "being_attentive", 0, 0, 1],
        [second, "own", 3, 0, 0],
    ]
    assert journey.tier_table(some).to_numpy().tolist() == [[first, 1, 0, 1], [second, 4, 1, 0], [second, 2, 2, 0]]
    assert journey.landscape_table(some).to_numpy().tolist() == [
        [first, 1, 0, 1],
        [second, 4, 1, 1],
        [second, 2, 1, 1],
        [second, 2, 23, 1],
    ]


@pytest.mark.parametrize(
    "table", [journey.work_table, journey.tier_table, journey.landscape_table, journey.rating_table]
)
def test_a_path_that_has_not_begun_has_no_rows_and_no_column_is_a_share(table):
    frame = table([])
    assert frame.empty
    assert not {"share", "percent", "score", "missed", "rank"} & set(frame)
