"""What becomes of a pack that is whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.workbook.packs.made_packs import AGREED, CAPTIONS, FRIDAY, MARK, card, make_pack, tree, zipped
from vigwidgets import frameworks
from vigwidgets.core.access import Person
from vigwidgets.core.errors import Cancelled, NotAllowed, NotFound, NotPermitted, PackRefused
from vigwidgets.core.mark import Mark
from vigwidgets.core.permission import Permission
from vigwidgets.core.span import Span
from vigwidgets.films import Shelf, probe
from vigwidgets.journal import Journal
from vigwidgets.widgets.film_player import FilmPlayer
from vigwidgets.workbook import clips, film_shelf
from vigwidgets.workbook.book import Book, open_workbook
from vigwidgets.workbook.compositions.film_marking import FilmMarking
from vigwidgets.workbook.compositions.film_views import clip_view
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.keeping.backup import make_backup
from vigwidgets.workbook.keeping.erasing import erase_everything
from vigwidgets.workbook.keeping.restore import restore
from vigwidgets.workbook.packs import settling
from vigwidgets.workbook.packs.checking import KEPT
from vigwidgets.workbook.packs.keeping import problems, remove_clip
from vigwidgets.workbook.packs.taking_in import add_pack
from vigwidgets.workbook.places import workbooks_folder

OWNER = Person("owner")
REAL = {"clip": card(source="real", more=AGREED)}


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def journal(data: DataFolder) -> Iterator[Journal]:
    data.make()
    with Journal.open(data.journal, person=OWNER, framework=frameworks.load()) as opened:
        yield opened


def test_a_drawn_clip_is_everybodys_and_opens_by_its_id(tmp_path, data, journal):
    (taken,) = add_pack(data, make_pack(tmp_path / "pack"), person=OWNER)
    found = clips.clip("talk", data=data)
    assert (found, taken.was_here, found.is_drawn) == (taken.clip, False, True)
    assert (found.title, found.tiers, found.licence) == ("At the desk", (1, 2), "CC0-1.0")
    assert found.frames == probe(FRIDAY).times
    assert found.film_path.read_bytes() == FRIDAY.read_bytes()
    assert found.poster.read_bytes()[:3] == b"\xff\xd8\xff"
    assert [one.mark.note for one in found.marks] == ["She looks up."]
    assert journal.film("talk") == found.film
    assert journal.films() == []


def test_a_zip_gives_the_same_as_its_folder(tmp_path, data):
    make_pack(tmp_path / "pack", clip_id="one")
    make_pack(tmp_path / "pack", clip_id="two")
    for name in (".DS_Store", "__MACOSX/._film.mp4", "one/Thumbs.db", "readme.txt"):
        path = tmp_path / "pack" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"nobody's work")
    first = add_pack(data, zipped(tmp_path / "pack", tmp_path / "p.zip"), person=OWNER)
    assert [(one.clip.id, one.was_here) for one in first] == [("one", False), ("two", False)]
    again = add_pack(data, tmp_path / "pack", person=OWNER)
    assert [(one.clip.id, one.was_here) for one in again] == [("one", True), ("two", True)]
    assert not [name for name in tree(data.root) if "DS_Store" in name or "Thumbs" in name or "readme" in name]


@pytest.mark.parametrize("source", ["drawn", "real"])
@pytest.mark.parametrize("form", ["folder", "zip"])
def test_a_program_in_a_pack_reaches_no_folder(tmp_path, data, monkeypatch, source, form):
    pack = make_pack(tmp_path / "pack", **(REAL if source == "real" else {}))
    within = ("90_mine.ipynb", "talk.py", "workbooks/90_mine.ipynb", "contents.yml", "sitecustomize.py", "page.html")
    programs = ("talk.ipynb", "workbooks/91.ipynb", *(f"talk/{name}" for name in within))
    for name in programs:
        path = pack / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("raise SystemExit('it ran')", "utf-8")
    chapters = tree(workbooks_folder())
    monkeypatch.chdir(tmp_path)
    add_pack(data, zipped(pack, tmp_path / "p.zip") if form == "zip" else pack, person=OWNER)
    came = {path: content for path, content in tree(data.root).items() if content is not None}
    assert not [path for path, content in came.items() if b"it ran" in content]
    assert not {Path(name).name for name in programs} & {Path(path).name for path in came}
    assert set(KEPT) == {"film.mp4", "film.webm", "clip.toml", "captions.vtt", "descriptions.vtt", "marks.json",
                         "scene.toml", "poster.jpg", "sounds.m4a"}  # fmt: skip
    assert tree(workbooks_folder()) == chapters


def test_a_pack_may_be_the_clips_own_folder_or_a_link_to_it(tmp_path, data):
    link = tmp_path / "link"
    link.symlink_to(make_pack(tmp_path / "pack") / "talk")
    assert add_pack(data, link, person=OWNER)[0].clip.id == "talk"


def test_the_workbooks_own_clip_again_is_no_news(data):
    (taken,) = add_pack(data, clips.clip("c01").folder, person=OWNER)
    assert (taken.clip, taken.was_here) == (clips.clip("c01"), True)


def test_an_id_that_is_here_with_other_content_is_refused_and_changes_nothing(tmp_path, data):
    add_pack(data, make_pack(tmp_path / "pack"), person=OWNER)
    before = tree(data.clips)
    for number, spoilt in enumerate(
        ({"captions": CAPTIONS.replace("Good", "Fine")}, {"marks": [{**MARK, "note": "x"}]}, {"clip": card("TALK")})
    ):
        with pytest.raises(PackRefused, match="Another clip called talk is here already"):
            add_pack(data, make_pack(tmp_path / f"other-{number}", **spoilt), person=OWNER)
    assert tree(data.clips) == before


def test_the_id_of_a_clip_that_came_with_the_workbook_is_taken(tmp_path, data):
    with pytest.raises(PackRefused, match="Another clip called c01 is here already"):
        add_pack(data, make_pack(tmp_path / "pack", clip_id="c01"), person=OWNER)


def test_nobody_speaks_and_nothing_is_described_where_the_card_says_so(tmp_path, data):
    said = card(no_speech="true", no_descriptions='"The film is described in the room."')
    pack = make_pack(tmp_path / "pack", clip=said, captions="WEBVTT\n", descriptions=None)
    assert add_pack(data, pack, person=OWNER)[0].clip.captions.read_text() == "WEBVTT\n"


@pytest.mark.parametrize(
    "captions", ["\ufeffWEBVTT - by hand\r\n\r\n", "WEBVTT\n\nNOTE a\nb\n\nSTYLE\n::cue {}\n\nid\n"]
)
def test_captions_of_every_usual_form_are_taken(tmp_path, data, captions):
    body = "00:00:00.500\t-->\t00:02.000 line:0\r\n<v A>Good morning.\r\n"
    assert add_pack(data, make_pack(tmp_path / "pack", captions=captions + body), person=OWNER)


def test_a_call_to_stop_leaves_nothing(tmp_path, data):
    told: list[int] = []
    with pytest.raises(Cancelled, match="Nothing of it was kept"):
        add_pack(
            data, make_pack(tmp_path / "pack"), person=OWNER, cancelled=lambda: len(told) > 4,
            on_progress=lambda done, _all: told.append(done),
        )  # fmt: skip
    assert not data.root.exists()
    assert told == sorted(told)


def test_a_step_that_fails_while_clips_get_their_places_undoes_the_others(tmp_path, data, journal, monkeypatch):
    make_pack(tmp_path / "pack", clip_id="a-drawn")
    make_pack(tmp_path / "pack", clip_id="b-real", clip=card("b-real", source="real", more=AGREED))

    def full(*_given: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(settling, "_give_shelf", full)
    with pytest.raises(Exception, match="disk is full"):
        add_pack(data, tmp_path / "pack", person=OWNER)
    assert clips.brought_in(data) == ()
    assert journal.films() == []
    assert not data.clips.exists()


class TestPeopleOnFilm:
    @pytest.fixture
    def taken(self, tmp_path: Path, data: DataFolder) -> clips.Clip:
        return add_pack(data, make_pack(tmp_path / "pack", **REAL), person=OWNER)[0].clip

    def test_it_is_a_film_of_the_persons_under_its_permission(self, taken, journal):
        film = journal.film("talk")
        assert film.permission == Permission(("work", "group"), date(2099, 7, 31), ("A", "B"), "both of them")
        assert (film.source, journal.films(), taken.is_drawn) == ("own", [film], False)
        assert journal.film_for("talk", use="group") == film
        with pytest.raises(NotPermitted, match="training"):
            journal.film_for("talk", use="training")
        with pytest.raises(NotPermitted, match="has ended"):
            journal.film_for("talk", use="work", on=date(2100, 1, 1))

    def test_nobody_else_sees_it(self, taken, data):
        with (
            Journal.open(data.journal, person=Person("ben"), framework=frameworks.load()) as ben,
            pytest.raises(NotFound, match="no such film"),
        ):
            ben.film("talk")

    def test_it_stands_on_the_shelf_with_all_that_came_with_it(self, taken, data):
        assert taken.folder == data.films / "talk"
        assert Shelf(data.films).ids() == {"talk"}
        assert [one.mark.id for one in clips.clip("talk", data=data).marks] == ["m1"]

    def test_what_is_said_at_the_door_comes_before_the_card(self, tmp_path, data, journal):
        pack = make_pack(tmp_path / "pack", **REAL)
        add_pack(data, pack, person=OWNER, agreed=lambda before: replace(before, uses=("training",)))
        assert journal.film("talk").permission.uses == ("training",)
        add_pack(data, pack, person=OWNER, agreed=lambda before: replace(before, until=date(2098, 1, 1)))
        assert journal.film("talk").permission.uses == ("training",)
        assert journal.film("talk").permission.until == date(2098, 1, 1)

    def test_the_same_pack_again_keeps_what_was_agreed_meanwhile(self, tmp_path, taken, data, journal):
        journal.set_permission("talk", Permission(("work",), date(2099, 7, 31), ("A",), "A"))
        add_pack(data, tmp_path / "pack", person=OWNER)
        assert journal.film("talk").permission.people == ("A",)

    def test_a_film_that_is_ones_own_already_is_named_as_that(self, tmp_path, data, journal):
        own = film_shelf.add_film(journal, Shelf(data.films), FRIDAY)
        with pytest.raises(PackRefused, match="among your own films already"):
            add_pack(data, make_pack(tmp_path / "pack", **REAL), person=OWNER)
        with pytest.raises(PackRefused, match=f"a film called {own.id} here already"):
            add_pack(data, make_pack(tmp_path / "other", clip_id=own.id), person=OWNER)

    def test_somebody_elses_film_keeps_its_id(self, tmp_path, taken, data):
        with pytest.raises(PackRefused, match="called talk"):
            add_pack(data, make_pack(tmp_path / "bens", **REAL, captions=CAPTIONS + "!"), person=Person("ben"))

    def test_it_goes_home_and_comes_back_with_its_texts(self, tmp_path, taken, data, journal):
        make_backup(journal, Shelf(data.films), tmp_path / "backup.zip", films=True)
        other = DataFolder(tmp_path / "other")
        restore(other, tmp_path / "backup.zip", person=OWNER)
        assert tree(other.films / "talk") == tree(data.films / "talk")
        assert clips.clip("talk", data=other).marks == taken.marks

    def test_erasing_everything_leaves_no_byte_of_it(self, taken, data, journal):
        erase_everything(journal, Shelf(data.films), data, receipt_id="r1")
        assert list(data.films.iterdir()) == []
        assert clips.brought_in(data) == ()

    def test_removing_it_erases_what_was_marked(self, taken, data, journal):
        journal.add_mark(Mark(id="mine", film="talk", span=Span(0, 100)), change_id="c1")
        remove_clip(journal, Shelf(data.films), data, "talk", receipt_id="r1")
        assert journal.all_marks() == []
        assert list(data.films.iterdir()) == []


def test_a_removed_drawn_clip_comes_back_with_its_marks(tmp_path, data, journal):
    pack = make_pack(tmp_path / "pack")
    add_pack(data, pack, person=OWNER)
    mark = journal.add_mark(Mark(id="mine", film="talk", span=Span(0, 100)), change_id="c1")
    remove_clip(journal, Shelf(data.films), data, "talk", receipt_id="r1")
    assert list(data.clips.iterdir()) == []
    with pytest.raises(NotFound, match="no such clip"):
        remove_clip(journal, Shelf(data.films), data, "talk", receipt_id="r1")
    add_pack(data, pack, person=OWNER)
    assert journal.marks("talk") == [mark]


def test_what_came_with_the_workbook_stays(data, journal):
    with pytest.raises(NotAllowed, match="came with the workbook"):
        remove_clip(journal, Shelf(data.films), data, "c01", receipt_id="r1")


@pytest.mark.parametrize("spoil", ["film.mp4", "film.json", "captions.vtt", "marks.json", "frames.u32"])
def test_a_clip_that_is_not_whole_is_named_and_does_not_keep_the_others_away(tmp_path, data, spoil):
    add_pack(data, make_pack(tmp_path / "pack"), person=OWNER)
    add_pack(data, make_pack(tmp_path / "more", clip_id="other"), person=OWNER)
    assert problems(data) == []
    (data.clips / "talk" / spoil).unlink()
    assert problems(data) == ["The clip talk is not whole. Remove it with 'vig clip remove', and add its pack again."]
    assert [one.id for one in clips.brought_in(data)] == ["other"]


def test_a_film_that_was_changed_is_named(tmp_path, data):
    add_pack(data, make_pack(tmp_path / "pack"), person=OWNER)
    with (data.clips / "talk/film.mp4").open("ab") as film:
        film.write(b"x")
    assert len(problems(data)) == 1


def test_the_facts_are_plain_json(tmp_path, data):
    add_pack(data, make_pack(tmp_path / "pack"), person=OWNER)
    facts = json.loads((data.clips / "talk/film.json").read_text())
    assert (facts["frames"], facts["made_here"]) == (185, ["poster.jpg"])


class TestOnAPage:
    """A chapter in JupyterLab opens a clip by its id, whether it came with the workbook or not."""

    @pytest.fixture
    def book(self, tmp_path: Path, data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> Book:
        make_pack(tmp_path / "pack", clip_id="drawn")
        make_pack(tmp_path / "pack", clip_id="filmed", clip=card("filmed", source="real", more=AGREED))
        add_pack(data, tmp_path / "pack", person=OWNER)
        monkeypatch.setenv("VIG_DATA", str(data.root))
        return open_workbook("mine")

    def test_each_has_its_addresses_captions_and_poster(self, book):
        book.film("drawn")
        book.film("filmed")
        drawn, filmed = (widget.film for widget, _ in book.placed if isinstance(widget, FilmPlayer))
        assert drawn["url"].startswith("vig/clip/")
        assert (filmed["url"], filmed["poster_url"]) == ("vig/film/filmed", "vig/film/filmed/poster.jpg")
        assert filmed["captions"][0]["url"] == "vig/film/filmed/captions.vtt"
        assert (drawn["sounds_url"], filmed["sounds_url"]) == ("", "")

    def test_a_passage_of_each_can_be_shown(self, book):
        for clip_id in ("drawn", "filmed"):
            book.moment(
                clip_id, "waiting", at_ms=500, plays_ms=(0, 2000), next_ms=600, seen="She waits.", then="He nods."
            )
        drawn, filmed = (widget.film["url"] for widget, _ in book.placed)
        assert drawn.startswith("vig/clip/")
        assert filmed == "vig/film/filmed"

    def test_what_people_agreed_to_is_asked_of_the_journal_each_time(self, book, journal):
        journal.set_permission("filmed", Permission(("work",), date(2020, 1, 1)))
        book.film("filmed")
        film = next(widget.film for widget, _ in book.placed if isinstance(widget, FilmPlayer))
        assert (film["url"], film["poster_url"]) == ("", "")
        assert "has ended" in film["refused"]


def test_a_player_of_a_filmed_clip_waits_for_its_person(tmp_path, data):
    (taken,) = add_pack(data, make_pack(tmp_path / "pack", **REAL), person=OWNER)
    marking = FilmMarking.for_clip(taken.clip, tiers=(), new_id=dict)
    assert (marking.player.film, marking.widgets[0]) == ({}, (marking.player, True))


def test_sounds_without_speech_stand_beside_the_film(tmp_path, data):
    pack = make_pack(tmp_path / "pack")
    (pack / "talk/sounds.m4a").write_bytes(b"\0\0\0\x20ftypM4A ")
    (taken,) = add_pack(data, pack, person=OWNER)
    assert clip_view(taken.clip)["sounds_url"].endswith("/talk/sounds.m4a")
    (pack / "talk/sounds.m4a").write_bytes(b"RIFF1234WAVE")
    with pytest.raises(PackRefused, match="of the clip talk is no M4A"):
        add_pack(data, pack, person=OWNER)
