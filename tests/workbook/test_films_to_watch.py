"""Which films Home offers next, by what a person marked; no browser."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.mark import Mark
from vigwidgets.core.span import Span
from vigwidgets.workbook.bound import Bound
from vigwidgets.workbook.clips import Clip, clip, clips, shelve_clips
from vigwidgets.workbook.compositions.clip_gallery import LONG_MS, by_tier
from vigwidgets.workbook.compositions.films_to_watch import PARAGRAPHS, WATCH, NextFilms, offered
from vigwidgets.workbook.contents import chapter
from vigwidgets.workbook.folder.data_folder import DataFolder


def drawn(name: str, *tiers: int, pair: str = "", duration_ms: int = 30_000) -> Clip:
    one = clip("c01")
    film = replace(one.film, id=name, duration_ms=duration_ms)
    return replace(one, id=name, tiers=tiers, pair=pair, choice=None, film=film)


SHORT = (
    drawn("a", 6), drawn("b", 1), drawn("p1", 1, 2, pair="p2"), drawn("p2", 1, 2, 3, pair="p1"), drawn("c", 1, 2),
    drawn("d", 3),
)  # fmt: skip
LONG = drawn("long", 1, 2, 3, duration_ms=LONG_MS + 1)


def names(*marked: str, came: tuple[Clip, ...] = (*SHORT, LONG)) -> tuple[str, list[str]]:
    state, some = offered(came, marked=set(marked))
    return state, [one.id for one in some]


def test_the_lowest_tiers_come_first_and_a_pair_for_which_no_room_is_left_waits() -> None:
    assert names() == ("next", ["b", "c", "d"])
    assert names("b") == ("next", ["c", "p1", "p2"])
    assert names("b", "c") == ("next", ["p1", "p2", "d"])


def test_of_a_pair_that_was_begun_the_other_film_is_next() -> None:
    assert names("b", "c", "p2") == ("next", ["p1", "d", "a"])


def test_after_all_short_films_comes_the_long_one_and_after_it_a_word() -> None:
    short = [one.id for one in SHORT]
    assert names(*short) == ("long", ["long"])
    assert names(*short, "long") == ("seen", [])
    assert names(*short, came=SHORT) == ("seen", [])


def test_where_no_film_is_installed_that_is_said() -> None:
    assert names(came=()) == ("empty", [])


def test_home_offers_three_of_the_installed_films_and_never_one_that_was_marked(tmp_path: Path) -> None:
    data = DataFolder.find(tmp_path / "data").make()
    bound = Bound.open(data, Person(LOCAL_OWNER), person_key="k", place={})
    with bound.journal:
        shelve_clips(bound.journal)
        row = NextFilms(new_id=dict)
        row.bind(bound)
        first = row.films.cards[0]
        assert (first["id"], first["been"], row.films.state) == (min(clips(), key=by_tier).id, False, "next")
        assert len(row.films.cards) == 3
        bound.journal.add_mark(Mark("m1", first["id"], Span(0, 500)), change_id="c1")
        row.bind(bound)
        assert first["id"] not in [one["id"] for one in row.films.cards]
        assert len(row.films.cards) == 3


def test_the_paragraphs_it_leads_to_stand_in_that_chapter() -> None:
    cells = json.loads(chapter(WATCH).notebook.read_text("utf-8"))["cells"]
    said = {cell["id"]: "".join(cell["source"]) for cell in cells}
    after = {cell["id"]: "".join(later["source"]) for cell, later in pairwise(cells)}
    assert said[PARAGRAPHS["player"]] == "book.chosen_clip()"
    assert after[PARAGRAPHS["gallery"]] == "book.gallery()"
    assert after[PARAGRAPHS["drawing"]] == "book.new_film()"
