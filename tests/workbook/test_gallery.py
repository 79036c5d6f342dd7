"""The gallery, the clip that is open in it, and a film drawn on request, joined to a journal; no browser."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.live_workbook import until
from tests.workbook.packs.made_packs import MARK, card, make_pack
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import BadRequest, InvalidValue, NotFound, PackRefused, VigError
from vigwidgets.core.mark import Mark
from vigwidgets.core.reflection import Prompt
from vigwidgets.core.span import Span
from vigwidgets.widgets.base import VigWidget
from vigwidgets.workbook import practice
from vigwidgets.workbook.bound import Bound
from vigwidgets.workbook.clips import clip
from vigwidgets.workbook.compositions.chosen_clip import ChosenClip, ClipReflection, WriterOfClip
from vigwidgets.workbook.compositions.clip_gallery import LONG_MS, Gallery, shelves_of
from vigwidgets.workbook.compositions.clip_moment import WholeClip
from vigwidgets.workbook.compositions.new_film import NewFilm
from vigwidgets.workbook.drawing_process import draw
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.own_process import do
from vigwidgets.workbook.packs.card import read_card
from vigwidgets.workbook.packs.taking_in import add_pack

OWNER = Person(LOCAL_OWNER)
WAYS = 'ways = [{ clip = "tea_a", text = "Waits" }, { clip = "tea_b", text = "Asks" }, { clip = "gone", text = "No" }]'
SAID = 'who = ["A", "B"]\nnotice = "Her hands."\nask = "What did she leave undone?"\n'
CHOICE = f'{SAID}\n[choice]\nat_ms = 2000\nquestion = "And now?"\n{WAYS}\n'
OPEN = {
    **MARK,
    "id": "m2",
    "start_ms": 3000,
    "end_ms": 4000,
    "kind": "moment",
    "reading": "open",
    "also": ["wondering"],
}


@pytest.fixture
def bound(tmp_path: Path) -> Iterator[Bound]:
    """A person with a clip that stops at a choice, two ways on from it, and a clip that pairs with it."""
    data = DataFolder.find(tmp_path / "data").make()
    pack = make_pack(tmp_path / "pack", clip_id="tea", clip=card("tea", more=CHOICE), marks=[MARK, OPEN])
    for name in ("tea_a", "tea_b"):
        make_pack(pack, clip_id=name, clip=card(name))
    make_pack(pack, clip_id="toast", clip=card("toast", more='pair = "tea"\n'))
    add_pack(data, pack, person=OWNER)
    opened = Bound.open(data, OWNER, person_key="k", place={})
    with opened.journal:
        yield opened


@pytest.fixture
def gallery(bound: Bound) -> Gallery:
    made = Gallery(new_id=dict)
    made.bind(bound)
    return made


@pytest.fixture
def chosen(bound: Bound, gallery: Gallery) -> ChosenClip:
    made = ChosenClip(gallery=gallery, new_id=dict)
    made.bind(bound)
    return made


def cards(gallery: Gallery) -> dict[str, list[str]]:
    return {shelf["key"]: [card["id"] for card in shelf["cards"]] for shelf in gallery.gallery.shelves}


def ask(widget: VigWidget, kind: str, **payload: object) -> dict:
    return widget._answers[kind](payload)


def test_ways_on_from_a_choice_have_no_cards_and_pairs_stand_side_by_side(gallery: Gallery) -> None:
    shown = cards(gallery)
    at = shown["pairs"].index("tea")
    assert (at % 2, shown["pairs"][at + 1]) == (0, "toast")
    assert {"tea_a", "tea_b"}.isdisjoint(name for shelf in shown.values() for name in shelf)
    assert shown["first"][0] == "c01"
    tea = next(one for shelf in gallery.gallery.shelves for one in shelf["cards"] if one["id"] == "tea")
    assert (tea["who"], tea["choice"], tea["been"], tea["tiers"]) == (["A", "B"], True, False, [1, 2])
    assert tea["poster_url"].endswith("/tea/poster.jpg")


def test_a_long_film_one_that_was_drawn_here_and_one_of_people_stand_on_shelves_of_their_own() -> None:
    one = clip("c01")
    long = replace(one, id="long", film=replace(one.film, duration_ms=LONG_MS + 1))
    people = replace(one, id="people", film=replace(one.film, id="people", source="own"))
    shelves = shelves_of((one, long, people, replace(one, id="mine")), shipped={"c01", "long"})
    assert {key: [each.id for each in some] for key, some in shelves.items() if some} == {
        "first": ["c01"], "long": ["long"], "drawn": ["mine"], "filmed": ["people"],
    }  # fmt: skip


def test_short_films_stand_on_three_shelves_those_that_reach_least_far_up_first() -> None:
    tiers = {"a": (4,), "b": (2, 3, 4, 5), "c": (1, 2, 3, 4), "d": (3,), "e": (6,), "f": (2,), "g": (1, 2), "h": ()}
    some = [replace(clip("c01"), id=name, tiers=its) for name, its in tiers.items()]
    shelves = shelves_of(some, shipped=set(tiers))
    assert {key: [each.id for each in on] for key, on in shelves.items() if on} == {
        "first": ["h", "g", "f"], "middle": ["d", "c", "a"], "upper": ["b", "e"],
    }  # fmt: skip


def test_the_address_opens_a_clip_and_one_that_is_gone_is_said(bound: Bound) -> None:
    here, gone = Gallery(new_id=dict), Gallery(new_id=dict)
    here.bind(replace(bound, place={"film": "tea"}))
    gone.bind(replace(bound, place={"film": "none"}))
    assert (here.gallery.chosen, here.gallery.missing) == ("tea", "")
    assert (gone.gallery.chosen, gone.gallery.missing) == ("", gone.gallery.words["gone"])


def test_the_films_of_somebody_else_are_neither_listed_nor_opened(bound: Bound, gallery: Gallery) -> None:
    assert "filmed" not in cards(gallery)
    with pytest.raises(NotFound, match="not here any more"):
        ask(gallery.gallery, "clip.choose", id="others")
    assert bound.journal.films() == []


def test_a_chosen_clip_is_played_marked_and_marked_as_visited(gallery: Gallery, chosen: ChosenClip) -> None:
    ask(gallery.gallery, "clip.choose", id="toast")
    assert (chosen.marking.player.film["id"], chosen.choice.choice) == ("toast", {})
    mark = {"id": "m9", "start_ms": 0, "end_ms": 500, "kind": "moment", "who": "", "principles": ["waiting"],
            "answers": None, "note": "", "feeling": ""}  # fmt: skip
    ask(chosen.marking.timeline, "mark.add", mark=mark, change_id="c9", film_id="toast")
    been = {one["id"]: one["been"] for shelf in gallery.gallery.shelves for one in shelf["cards"]}
    assert (been["toast"], been["tea"]) == (True, False)


def test_a_choice_offers_the_ways_that_are_here_and_leads_there_and_back(
    gallery: Gallery, chosen: ChosenClip, bound: Bound
) -> None:
    gallery.open("tea")
    assert chosen.choice.choice == {
        "clip": "tea", "at_ms": 2000, "question": "And now?",
        "ways": [{"id": "tea_a", "text": "Waits"}, {"id": "tea_b", "text": "Asks"}],
    }  # fmt: skip
    ask(chosen.choice, "clip.way", id="tea_b")
    assert (chosen.marking.player.film["id"], chosen.choice.way) == ("tea_b", {"id": "tea_b", "text": "Asks"})
    assert gallery.gallery.chosen == "tea"
    ask(chosen.choice, "clip.back")
    assert (chosen.marking.player.film["id"], chosen.choice.way) == ("tea", {})
    with pytest.raises(BadRequest, match="Reload the page"):
        ask(chosen.choice, "clip.way", id="toast")
    assert (bound.journal.all_marks(), bound.journal.answered()) == ([], {})


def test_what_the_writer_saw_is_told_only_when_asked_and_beside_ones_own(bound: Bound, gallery: Gallery) -> None:
    writer = WriterOfClip(gallery=gallery, new_id=dict)
    writer.bind(bound)
    gallery.open("tea")
    assert (writer.view.shown, writer.view.marks, writer.view.notice, writer.view.has_marked) == (False, [], "", False)
    own = Mark("own", "tea", Span(500, 600), principles=("having_fun",))
    bound.journal.add_mark(own, change_id="c1")
    gallery.note_marks("tea", [own])
    assert (writer.view.has_marked, writer.view.marks) == (True, [])
    ask(writer.view, "writer.show", film_id="tea")
    first, second = writer.view.marks
    assert (first["who"], first["kind"]) == ("A", "initiative")
    assert (first["principles"], first["yours"]) == (["Waiting"], ["Having fun"])
    assert (second["open"], second["also"][0][:9], second["marked"]) == (True, "Wondering", False)
    assert (writer.view.notice, writer.view.mine) == ("Her hands.", [{"start_ms": 500, "end_ms": 600}])
    ask(writer.view, "writer.hide")
    assert (writer.view.shown, writer.view.marks, writer.view.mine) == (False, [], [])
    ask(writer.view, "writer.show", film_id="tea")
    gallery.open("toast")
    assert (writer.view.shown, writer.view.film["id"], writer.view.marks) == (False, "toast", [])


def test_each_clips_question_is_asked_and_its_words_are_kept_with_it(bound: Bound, gallery: Gallery) -> None:
    asked = ClipReflection(Prompt("watch.q", "watch", "What did you see?"), gallery=gallery, new_id=dict)
    asked.bind(bound)
    assert (asked.card.film, asked.card.needs_film) == ("", True)
    gallery.open("tea")
    assert (asked.card.prompt["words"], asked.card.film) == ("What did she leave undone?", "tea")
    ask(asked.card, "reflection.save", prompt_id="watch.q", film="tea", text="Nothing.", revision_id="r1",
        sitting="s", sequence=0)  # fmt: skip
    gallery.open("tea_a")
    assert (asked.card.text, asked.card.film) == ("Nothing.", "tea")
    gallery.open("toast")
    assert (asked.card.prompt["words"], asked.card.text) == ("What did you see?", "")
    assert bound.journal.revisions("watch.q", film="tea")[0].prompt.words == "What did she leave undone?"


def test_a_whole_clip_stands_among_the_text_with_one_line() -> None:
    figure = WholeClip(clip("c01"), title="", still_ms=5000, seen="Half a minute.", new_id=dict).figure
    assert figure.moment == {
        "heading": "Up it goes", "still_ms": 5000, "start_ms": 0, "end_ms": 26_400, "seen": "Half a minute.",
    }  # fmt: skip
    other = WholeClip(clip("c01"), title="Once", still_ms=0, seen="", new_id=dict).figure
    assert other.moment["heading"] == "Once"
    with pytest.raises(InvalidValue, match="outside the clip"):
        WholeClip(clip("c01"), title="", still_ms=26_400, seen="", new_id=dict)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ('notice = ""\n', "needs a notice"),
        ("pair = 3\n", "pair of the clip"),
        ("who = 3\n", "names in the clip"),
        ("choice = 3\n", "cannot be understood"),
        ('[choice]\nat_ms = 1\nquestion = "?"\nways = [{ text = "x" }]\n', "cannot be understood"),
        (f'[choice]\nat_ms = 99000\nquestion = "?"\n{WAYS}\n', "outside its film"),
        ('[choice]\nat_ms = 1\nquestion = "?"\nways = [{ clip = "x", text = "x" }]\n', "two to five ways"),
        (f"[choice]\nat_ms = 1\n{WAYS}\n", "needs a question"),
    ],
)
def test_a_card_whose_sentences_or_choice_cannot_be_shown_is_refused(more: str, sentence: str) -> None:
    with pytest.raises(PackRefused, match=sentence):
        read_card(card("tea", more=more).encode(), has_script=False)


def test_drawing_says_how_far_it_is_and_ends_when_nobody_waits(monkeypatch: pytest.MonkeyPatch, bound: Bound) -> None:
    def drawn(_data: object, _seed: int, *, on_progress, **_: object):
        for done in range(1, 5):
            on_progress(done, 4)
        return clip("tea", data=bound.data)

    monkeypatch.setattr(practice, "draw_practice", drawn)
    wanted = {"data": str(bound.data.root), "person": "p", "seed": 1, "tier": None, "seconds": 20, "level": 2}
    said: list[dict] = []
    do(draw, wanted, say=said.append, gone=threading.Event())
    assert said == [{"share": 0.25}, {"share": 0.5}, {"share": 0.75}, {"share": 1.0}, {"film": "tea"}]
    gone = threading.Event()
    gone.set()
    do(draw, wanted, say=said.append, gone=gone)
    assert len(said) == 5

    def refused(*_: object, **__: object):
        raise VigError("There is no room. Make some.")

    monkeypatch.setattr(practice, "draw_practice", refused)
    do(draw, wanted, say=said.append, gone=threading.Event())
    assert said[-1] == {"refused": "There is no room. Make some."}


def test_a_film_that_is_stopped_leaves_nothing_and_the_kernel_answers_meanwhile(bound: Bound, gallery: Gallery) -> None:
    new = NewFilm(gallery=gallery, new_id=dict)
    new.bind(bound)
    before = sorted(path.name for path in bound.data.clips.iterdir())
    ask(new.form, "drawing.begin", tier=0, seconds=20)
    assert new.form.progress["stage"] == "drawing"
    assert cards(gallery)["pairs"]
    until(lambda: any(path.name.startswith(".incoming-") for path in bound.data.clips.iterdir()), seconds=30)
    ask(new.form, "drawing.stop")
    until(lambda: new.form.progress["stage"] == "stopped", seconds=30)
    assert sorted(path.name for path in bound.data.clips.iterdir()) == before
    with pytest.raises(BadRequest, match="Reload the page"):
        ask(new.form, "drawing.begin", tier=9, seconds=20)
