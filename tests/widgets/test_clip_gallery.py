import pytest

from vigwidgets import frameworks, words
from vigwidgets.widgets.clip_choice import ClipChoice
from vigwidgets.widgets.clip_gallery import ClipGallery
from vigwidgets.widgets.film_drawing import FilmDrawing
from vigwidgets.widgets.films_to_watch import FilmsToWatch
from vigwidgets.widgets.writer_view import WriterView
from vigwidgets.workbook.compositions.clip_gallery import SHELVES

NEW = (ClipGallery, ClipChoice, WriterView, FilmDrawing, FilmsToWatch)


def test_alone_a_gallery_moves_the_choice(page_of):
    page = page_of(ClipGallery())
    assert page.ask("clip.choose", {"id": "c02"}) == {"ok": True, "result": {}}
    assert page.pushed[-1] == {"chosen": "c02"}


def test_every_shelf_has_a_title_and_a_line():
    said = words.section("clip_gallery")
    assert [key for key in SHELVES if not (said.get(key) and said.get(f"{key}_lead"))] == []


def test_every_reason_for_a_row_of_films_has_a_sentence():
    said = words.section("films_to_watch")
    assert [state for state in ("next", "long", "seen", "empty") if not said.get(state)] == []


def test_every_kind_of_mark_can_be_told_by_the_writer():
    assert [kind for kind in ("initiative", "reception", "moment") if kind not in words.section("writer_view")] == []


def test_every_tier_can_be_asked_for_in_a_new_film(page_of):
    tiers = [{"number": tier.number, "name": tier.name} for tier in frameworks.load().tiers]
    page = page_of(FilmDrawing(tiers=tiers, lengths=[20]))
    assert [tier["number"] for tier in page.state["tiers"]] == [1, 2, 3, 4, 5, 6]
    assert page.ask("drawing.begin", {"tier": 1, "seconds": 20})["error"]["code"] == "bad_request"


@pytest.mark.parametrize("widget", NEW, ids=lambda cls: cls.__name__)
def test_nothing_in_their_words_scores_or_counts_what_was_not_seen(widget):
    said = " ".join([*words.load()[widget.module].values(), *words.load()["clip_card"].values()]).lower()
    judging = ("%", "score", "correct", "wrong", "missed", "out of", "not yet", "well done", "best way")
    assert [word for word in judging if word in said] == []
