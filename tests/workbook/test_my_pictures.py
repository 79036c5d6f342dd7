"""The pictures of a person's own film follow its marks, and are made without pandas."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from vigwidgets.core.film import Film
from vigwidgets.core.mark import Mark
from vigwidgets.core.permission import Permission
from vigwidgets.core.span import Span
from vigwidgets.films import Shelf
from vigwidgets.widgets.my_pictures import MyPictures
from vigwidgets.workbook.bound import Bound
from vigwidgets.workbook.compositions.my_pictures import FilmPictures
from vigwidgets.workbook.compositions.own_film import OwnFilm
from vigwidgets.workbook.compositions.own_films import OwnFilms
from vigwidgets.workbook.film_shelf import add_film

VIDEO = Path(__file__).resolve().parents[3] / "shared" / "testdata" / "video"
FRIDAY = VIDEO / "mdn__interactive-examples" / "friday.mp4"
PLACED = """
import sys
from pathlib import Path
from vigwidgets.server import placing
from vigwidgets.workbook.chapter_code import ChapterCode
placing.warm()
digest = ChapterCode.read(Path(sys.argv[1]).read_bytes()).digest
placed = placing.place(Path(sys.argv[1]), "my_film", digest=digest)
assert any(state["vig_module"] == "my_pictures" for state in placed["states"].values())
from vigwidgets.widgets.my_pictures import pictures_of
print("pandas" in sys.modules)
"""


@pytest.fixture
def film(bound: Bound) -> Film:
    return add_film(bound.journal, Shelf(bound.data.films), FRIDAY, title="Lunch")


def add(bound: Bound, film: Film, name: str, start_ms: int, answers: str | None = None, **parts: object) -> None:
    kind = "reception" if answers else "initiative"
    mark = Mark(name, film.id, Span(start_ms, start_ms + 400), kind=kind, answers=answers, **parts)  # pyright: ignore[reportArgumentType]
    bound.journal.add_mark(mark, change_id=f"c-{name}")


def shown(bound: Bound) -> tuple[MyPictures, OwnFilm]:
    """Return the pictures and the film of one page."""
    films = OwnFilms(new_id=dict)
    own, pictures = OwnFilm(films=films, new_id=dict), FilmPictures(films=films, new_id=dict)
    own.bind(bound)
    pictures.bind(bound)
    return pictures.pictures, own


def test_the_film_that_is_open_has_its_pictures(bound: Bound, film: Film) -> None:
    add(bound, film, "a", 200, principles=("waiting",))
    add(bound, film, "b", 1800, "a")
    pictures, _ = shown(bound)
    assert pictures.film == {"id": film.id}
    assert [(one["tier"], len(one["moments"])) for one in pictures.tiers] == [(2, 1), (0, 1)]
    assert [wait["wait_ms"] for wait in pictures.waits] == [1200]
    assert pictures.cycles == []


def test_they_follow_what_is_marked_linked_and_taken_back(bound: Bound, film: Film) -> None:
    add(bound, film, "a", 200)
    add(bound, film, "b", 1800, "a")
    pictures, own = shown(bound)
    keep = own.marking.timeline._answers
    third = {"id": "c", "start_ms": 2500, "end_ms": 2900, "kind": "reception", "answers": "b"}
    keep["mark.add"]({"film_id": film.id, "mark": third, "change_id": "one"})
    assert [[turn["id"] for turn in cycle["turns"]] for cycle in pictures.cycles] == [["a", "b", "c"]]
    keep["mark.undo"]({"film_id": film.id, "change_id": "two"})
    assert (pictures.cycles, pictures.marks_count) == ([], 2)


def test_marks_of_a_film_that_was_open_before_change_nothing_here(bound: Bound, film: Film) -> None:
    films = OwnFilms(new_id=dict)
    made = FilmPictures(films=films, new_id=dict)
    made.bind(bound)
    films.count("another", [Mark("x", "another", Span(0, 10))])
    assert made.pictures.marks_count == 0


def test_a_film_whose_permission_has_ended_shows_the_sentence_and_nothing_else(bound: Bound, film: Film) -> None:
    add(bound, film, "a", 200)
    bound.journal.set_permission(film.id, Permission(("work",), date(2020, 1, 1)))
    pictures, own = shown(bound)
    assert pictures.film["refused"]
    assert (pictures.tiers, pictures.marks_count) == ([], 0)
    own.marking.look_again(film.id)
    assert pictures.marks_count == 0


def test_without_a_film_there_is_none(bound: Bound) -> None:
    pictures, _ = shown(bound)
    assert (pictures.film, pictures.tiers) == ({}, [])


def test_no_kernel_of_the_chapter_pays_for_pandas(root: Path) -> None:
    notebook = root / "workbooks" / "11_my_film.ipynb"
    done = subprocess.run(
        [sys.executable, "-c", PLACED, str(notebook)], capture_output=True, text=True, check=False, cwd=root
    )
    assert done.stdout.split() == ["False"], done.stdout + done.stderr
