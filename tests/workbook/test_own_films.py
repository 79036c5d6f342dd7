"""My films and the film that is open, joined to a journal; no browser."""

from __future__ import annotations

from datetime import date

import pytest

from vigwidgets.core.errors import NotFound
from vigwidgets.core.film import Film
from vigwidgets.core.mark import Mark
from vigwidgets.core.permission import Permission
from vigwidgets.core.reflection import Prompt
from vigwidgets.core.span import Span
from vigwidgets.workbook.bound import Bound
from vigwidgets.workbook.compositions.own_film import WORKING_POINT, OwnFilm
from vigwidgets.workbook.compositions.own_films import OwnFilms


def film(name: str, permission: Permission | None = None) -> Film:
    return Film(
        id=name, title=name.title(), duration_ms=10_000, frames=250, variable_frame_rate=False, rotation=0, width=640,
        height=360, video_codec="h264", audio_codec="aac", playable="original", media_type="video/mp4",
        sha256=name.ljust(64, "0"), size_bytes=1000, permission=permission or Permission(),
    )  # fmt: skip


@pytest.fixture
def films() -> OwnFilms:
    return OwnFilms(new_id=dict)


@pytest.fixture
def one(films: OwnFilms) -> OwnFilm:
    return OwnFilm(films=films, new_id=dict)


def ask(films: OwnFilms, kind: str, **payload: object) -> dict:
    return films.list._answers[kind](payload)


def test_the_film_added_last_is_open_and_each_is_listed(bound: Bound, films: OwnFilms, one: OwnFilm) -> None:
    for name in ("breakfast", "lunch"):
        bound.journal.add_film(film(name))
    one.bind(bound)
    assert [entry["id"] for entry in films.list.films] == ["breakfast", "lunch"]
    assert films.list.chosen == one.marking.player.film["id"] == "lunch"
    assert one.first_sight.film_id == "lunch"
    assert films.adding.first is False


def test_without_films_the_form_stands_open_and_nothing_is_shown(bound: Bound, films: OwnFilms, one: OwnFilm) -> None:
    one.bind(bound)
    assert films.adding.first is True
    assert one.marking.player.film == {}
    assert one.first_sight.film_id == ""


@pytest.mark.parametrize(
    ("permission", "why"),
    [(Permission(("work",), date(2020, 1, 1)), "has ended"), (Permission(("group",)), "your own work")],
)
def test_a_film_that_may_not_be_worked_with_has_no_address_but_keeps_its_marks(
    bound: Bound, films: OwnFilms, one: OwnFilm, permission: Permission, why: str
) -> None:
    bound.journal.add_film(film("lunch", permission))
    bound.journal.add_mark(Mark("m1", "lunch", Span(0, 500), principles=("waiting",)), change_id="c1")
    one.bind(bound)
    assert one.marking.player.film["url"] == ""
    assert why in one.marking.player.film["refused"]
    assert why in films.list.films[0]["refused"]
    assert [mark["id"] for mark in one.marking.timeline.marks] == ["m1"]
    assert one.first_sight.film_id == ""


def test_writing_down_a_new_date_brings_the_film_back(bound: Bound, films: OwnFilms, one: OwnFilm) -> None:
    bound.journal.add_film(film("lunch", Permission(("work",), date(2020, 1, 1))))
    one.bind(bound)
    ask(films, "film.permission", id="lunch", uses=["work"], until="", people=["K."], given_by="K.'s mother")
    assert one.marking.player.film["url"] == "vig/film/lunch"
    assert bound.journal.film("lunch").permission == Permission(("work",), None, ("K.",), "K.'s mother")


def test_marks_are_counted_by_tier_as_they_are_made(bound: Bound, films: OwnFilms, one: OwnFilm) -> None:
    bound.journal.add_film(film("lunch"))
    one.bind(bound)
    mark = {"id": "m1", "start_ms": 0, "end_ms": 500, "principles": ["waiting", "listening_actively"]}
    one.marking.timeline._answers["mark.add"]({"mark": mark, "change_id": "c1"})
    entry = films.list.films[0]
    assert entry["marks"] == 1
    assert [(tier["number"], tier["count"]) for tier in entry["tiers"]] == [(2, 1)]


def test_an_erased_film_leaves_list_and_player_and_gives_a_receipt(bound: Bound, films: OwnFilms, one: OwnFilm) -> None:
    for name in ("breakfast", "lunch"):
        bound.journal.add_film(film(name))
    one.bind(bound)
    first = ask(films, "film.erase", id="lunch", receipt_id="r1")
    assert (first["id"], first["films"]) == ("r1", 1)
    assert [entry["id"] for entry in films.list.films] == ["breakfast"]
    assert films.list.chosen == ""
    assert one.marking.player.film == one.marking.timeline.film == one.marking.picker.film == {}
    assert ask(films, "film.erase", id="lunch", receipt_id="r1") == first


def test_erasing_another_film_leaves_the_open_one_open(bound: Bound, films: OwnFilms, one: OwnFilm) -> None:
    for name in ("breakfast", "lunch"):
        bound.journal.add_film(film(name))
    one.bind(bound)
    ask(films, "film.erase", id="breakfast", receipt_id="r1")
    assert films.list.chosen == one.marking.player.film["id"] == "lunch"


@pytest.mark.parametrize("kind", ["film.choose", "film.rename", "film.permission", "film.erase"])
def test_a_film_that_is_not_there_is_refused_and_the_open_one_stays(
    bound: Bound, films: OwnFilms, one: OwnFilm, kind: str
) -> None:
    bound.journal.add_film(film("lunch"))
    one.bind(bound)
    with pytest.raises(NotFound, match="no such film"):
        ask(films, kind, id="nobody", receipt_id="r1", title="x", uses=["work"], until="", people=[], given_by="")
    assert films.list.chosen == one.marking.player.film["id"] == "lunch"


def test_the_working_point_stands_above_the_next_film(bound: Bound, films: OwnFilms, one: OwnFilm) -> None:
    bound.journal.add_film(film("lunch"))
    one.bind(bound)
    assert one.first_sight.point == ""
    prompt = Prompt(WORKING_POINT, "working_point", "What would you like more of?")
    bound.journal.save_reflection(prompt, " I wait. ", revision_id="r", sitting="s", sequence=1)
    bound.journal.add_film(film("tea"))
    ask(films, "film.choose", id="tea")
    assert (one.first_sight.film_id, one.first_sight.point) == ("tea", "I wait.")


def test_first_steps_are_kept_with_the_film(bound: Bound, one: OwnFilm) -> None:
    bound.journal.add_film(film("lunch"))
    one.bind(bound)
    one.first_sight._answers["first_sight.set"]({"film_id": "lunch", "step": 1})
    assert (one.first_sight.step, bound.journal.first_sight("lunch")) == (1, 1)
