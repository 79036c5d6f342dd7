"""A person's path stands on the page as their journal has it, and is made without pandas."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.walked_path import walk
from vigwidgets.analysis import journey
from vigwidgets.core.errors import NotFound
from vigwidgets.core.film import Film
from vigwidgets.films import Shelf
from vigwidgets.workbook.bound import Bound
from vigwidgets.workbook.compositions.my_journey import MyJourney, found_by
from vigwidgets.workbook.contents import chapters
from vigwidgets.workbook.film_shelf import add_film

PLACED = """
import json, sys
from pathlib import Path
from vigwidgets.server import placing
from vigwidgets.workbook.chapter_code import ChapterCode
placing.warm()
source = "from vigwidgets import open_workbook\\nopen_workbook('my_journey').journey()"
Path(sys.argv[1]).write_text(json.dumps({"cells": [{"cell_type": "code", "id": "a", "source": source}]}))
digest = ChapterCode.read(Path(sys.argv[1]).read_bytes()).digest
placed = placing.place(Path(sys.argv[1]), "my_journey", digest=digest)
assert [state["vig_module"] for state in placed["states"].values()] == ["journey"]
print("pandas" in sys.modules, "ipyvolume" in sys.modules)
"""


@pytest.fixture
def film(bound: Bound, testdata: Path) -> Film:
    name = "video/mdn__interactive-examples/friday.mp4"
    return add_film(bound.journal, Shelf(bound.data.films), testdata / name, title="Lunch with K.")


def shown(bound: Bound) -> MyJourney:
    made = MyJourney(new_id=dict)
    made.bind(bound)
    return made


def test_what_was_done_stands_on_its_day_films_first_then_chapters_in_their_order(bound: Bound, film: Film) -> None:
    walk(bound.journal, film)
    work = {one["where"]: one for one in shown(bound).figure.work}
    done = {"being_attentive", "yes_cycles", "my_film"}
    in_order = [one.id for one in chapters() if one.id in done]
    assert list(work) == ["own", "drawn", *in_order]
    assert [work[where]["title"] for where in ("own", "drawn", "my_film")] == ["", "", "My film"]
    assert work["yes_cycles"]["days"] == [
        {"on": "2026-09-09", "marked": 0, "practised": 1, "written": 0},
        {"on": "2026-09-16", "marked": 0, "practised": 1, "written": 1},
    ]


def test_tiers_and_numbers_stand_session_by_session(bound: Bound, film: Film) -> None:
    walk(bound.journal, film)
    figure = shown(bound).figure
    assert [one["tier"] for one in figure.tiers] == [4, 3, 2, 1]
    assert [one["on"] for one in figure.sessions] == ["2026-09-07", "2026-09-09", "2026-09-30", "2026-10-28"]
    assert {moment["where"] for moment in figure.sessions[2]["moments"]} == {"own"}
    (hope,) = figure.ratings
    assert [one["value"] for one in hope["numbers"]] == [3, 5, 5]


def test_the_page_and_the_tables_say_the_same(bound: Bound, film: Film) -> None:
    walk(bound.journal, film)
    figure = shown(bound).figure
    found = found_by(bound.journal, MyJourney(new_id=dict)._framework)
    table = journey.landscape_table(found)
    assert table["moments"].sum() == sum(len(one["moments"]) for one in figure.sessions)
    assert set(table["on"].dt.strftime("%Y-%m-%d")) == {one["on"] for one in figure.sessions}


def test_neither_a_films_title_nor_what_was_noted_is_on_the_page(bound: Bound, film: Film) -> None:
    walk(bound.journal, film)
    figure = shown(bound).figure
    assert "Lunch with K." not in str(figure.get_state(["work", "sessions", "ratings"]))


def test_a_chapter_that_is_no_more_keeps_its_days_under_its_id(bound: Bound, film: Film) -> None:
    from tests.walked_path import Path as Walked

    Walked(bound.journal).writes("old", "once_was", "Something.")
    assert [(one["where"], one["title"]) for one in shown(bound).figure.work] == [("once_was", "once_was")]


def test_a_path_that_has_not_begun_is_empty(bound: Bound) -> None:
    figure = shown(bound).figure
    assert (figure.work, figure.tiers, figure.sessions, figure.ratings) == ([], [], [], [])


def test_a_book_places_it_without_pandas(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", PLACED, str(tmp_path / "a.ipynb")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root)
    assert done.stdout.split() == ["False", "False"], done.stdout + done.stderr


def test_the_landscape_is_made_of_ipyvolumes_own_widgets_elsewhere(bound: Bound, film: Film) -> None:
    walk(bound.journal, film)
    made = shown(bound).figure._answers["journey.landscape"]({})
    models = {(one["model_module"], one["model_name"]) for one in made["state"].values()}
    assert {("ipyvolume", "FigureModel"), ("ipyvolume", "ScatterModel"), ("ipyvolume", "MeshModel")} <= models
    assert made["state"][made["root"]]["model_name"] == "FigureModel"
    assert "ipyvolume" not in sys.modules


def test_there_is_no_landscape_of_nothing(bound: Bound) -> None:
    with pytest.raises(NotFound, match="nothing in your landscape yet"):
        shown(bound).figure._answers["journey.landscape"]({})
