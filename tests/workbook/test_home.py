"""What Home tells of a person's work."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import NotFound
from vigwidgets.core.film import Film
from vigwidgets.core.left_off import LeftOff
from vigwidgets.core.mark import Mark
from vigwidgets.core.permission import Permission
from vigwidgets.core.reflection import Prompt
from vigwidgets.core.span import Span
from vigwidgets.workbook.bound import Bound
from vigwidgets.workbook.clips import clips, shelve_clips
from vigwidgets.workbook.compositions.home import Ladder, MyWork, WayOn, practice_of
from vigwidgets.workbook.contents import chapter, chapters, heading_above
from vigwidgets.workbook.folder.data_folder import DataFolder

FRAMEWORK = frameworks.load()
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
CLIP = clips()[0].id


@pytest.fixture
def bound(tmp_path):
    folder = DataFolder.find(tmp_path / "work").make()
    made = Bound.open(folder, Person(LOCAL_OWNER), person_key="k", place={})
    shelve_clips(made.journal)
    yield made
    made.journal.close()


def own_film(film_id="f1", *, permission=None):
    return Film(
        id=film_id, title="Lunch", duration_ms=60_000, frames=1500, variable_frame_rate=False, rotation=0, width=640,
        height=360, video_codec="h264", audio_codec="aac", playable="original", media_type="video/mp4",
        sha256=film_id[-1] * 64, size_bytes=5_000_000, permission=permission or Permission(),
    )  # fmt: skip


def mark(number, *principles, film=CLIP):
    return Mark(f"m{number}", film, Span(number * 100, number * 100 + 50), principles=principles, author=LOCAL_OWNER)


def bind(composition, bound):
    composition.bind(bound)
    return composition


def no_id():
    return {}


def test_a_mark_counts_once_for_each_tier_it_names_and_nowhere_without_a_principle():
    marks = [mark(1, "wondering", "looking_interested"), mark(2, "wondering", "waiting"), mark(3), mark(4, "theirs")]
    found = practice_of(FRAMEWORK, marks=marks, answered={}, own=set())
    assert {number: one.marks for number, one in found.items()} == {1: 2, 2: 1, 3: 0, 4: 0, 5: 0, 6: 0}


def test_an_answer_counts_for_the_tiers_of_its_chapter():
    found = practice_of(FRAMEWORK, marks=[], answered={"being_attentive": 3, "my_film": 2}, own=set())
    assert {number: one.answers for number, one in found.items()} == {1: 3, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0}


def test_the_chapter_of_own_films_belongs_to_a_tier_that_was_marked_there():
    found = practice_of(
        FRAMEWORK, marks=[mark(1, "being_friendly_playful", film="f1"), mark(2, "waiting")], answered={}, own={"f1"}
    )
    assert [[way["id"] for way in found[number].chapters] for number in (1, 2, 3)] == [
        ["being_attentive"],
        ["encouraging"],
        ["receiving", "my_film"],
    ]


def test_the_ladder_shows_what_the_journal_holds(bound):
    bound.journal.add_mark(mark(1, "wondering"), change_id="c1")
    asked = Prompt("being_attentive.x", "being_attentive", "What?")
    bound.journal.save_reflection(asked, "She waited.", revision_id="r1", sitting="s1", sequence=1)
    lowest = bind(Ladder(new_id=no_id), bound).ladder.levels[0]["tiers"][0]
    assert (lowest["marks"], lowest["answers"]) == (1, 1)


def test_nothing_opens_or_closes_or_changes_its_name_because_of_a_figure(bound):
    def rungs():
        levels = bind(Ladder(new_id=no_id), bound).ladder.levels
        return [tier for level in levels for tier in level["tiers"]], [level["name"] for level in levels]

    def without_figures():
        tiers, names = rungs()
        return [{key: told for key, told in tier.items() if key not in {"marks", "answers"}} for tier in tiers], names

    def work(times):
        for number, key in enumerate(FRAMEWORK.keys * times):
            name = f"{times}-{number}"
            made = Mark(name, CLIP, Span(100, 900), principles=(key,), author=LOCAL_OWNER)
            bound.journal.add_mark(made, change_id=name)
        for one in chapters() if times > 1 else ():
            asked = Prompt(f"{one.id}.x", one.id, "What?")
            bound.journal.save_reflection(asked, "She waited.", revision_id=one.id, sitting="s1", sequence=1)

    at_first = without_figures()
    assert [set(tier) for tier in at_first[0]] == [{"number", "name", "feeling", "chapters"}] * 6
    for times in (1, 4):
        work(times)
        assert without_figures() == at_first
    tiers, _ = rungs()
    assert all(tier["marks"] >= 5 * 4 and tier["answers"] for tier in tiers)
    assert bind(WayOn(home="welcome", new_id=no_id), bound).carry_on.begin["id"] == "how_it_goes"


def test_a_first_visit_leads_to_the_first_chapter_after_home(bound):
    way = bind(WayOn(home="welcome", new_id=no_id), bound).carry_on
    assert (way.begin["id"], way.begin["minutes"], way.place) == ("how_it_goes", 35, {})


def test_carrying_on_names_heading_film_and_second(bound):
    bound.journal.leave_off(LeftOff("being_attentive", "01-06", CLIP, 13_240, NOON))
    place = bind(WayOn(home="welcome", new_id=no_id), bound).carry_on.place
    assert (place["chapter"]["id"], place["paragraph"], place["heading"]) == (
        "being_attentive",
        "01-06",
        "Mark what you see",
    )
    assert place["film"] == {"id": CLIP, "title": clips()[0].title, "own": False, "time_ms": 13_240}
    assert datetime.fromisoformat(place["at"]) == NOON


def test_the_latest_place_outside_home_counts(bound):
    bound.journal.add_film(own_film())
    bound.journal.leave_off(LeftOff("being_attentive", "", None, None, NOON))
    bound.journal.leave_off(LeftOff("my_film", "", "f1", 500, NOON + timedelta(minutes=1)))
    bound.journal.leave_off(LeftOff("welcome", "00-08", None, None, NOON + timedelta(minutes=2)))
    place = bind(WayOn(home="welcome", new_id=no_id), bound).carry_on.place
    assert (place["chapter"]["id"], place["film"]["own"]) == ("my_film", True)


def test_a_film_that_is_gone_is_left_out(bound, monkeypatch):
    bound.journal.leave_off(LeftOff("being_attentive", "01-06", CLIP, 500, NOON))

    def gone(_journal, _film_id):
        raise NotFound("There is no such film here. Choose one from your list.")

    monkeypatch.setattr(type(bound.journal), "film", gone)
    place = bind(WayOn(home="welcome", new_id=no_id), bound).carry_on.place
    assert (place["heading"], place["film"]) == ("Mark what you see", None)


def test_after_its_film_was_erased_the_place_in_the_chapter_stays_or_goes_without_it(bound):
    bound.journal.add_film(own_film())
    bound.journal.leave_off(LeftOff("my_film", "", "f1", 500, NOON))
    bound.journal.erase_film("f1", receipt_id="e1")
    place = bind(WayOn(home="welcome", new_id=no_id), bound).carry_on.place
    assert place.get("film") is None


def test_my_work_tells_folder_content_and_films_past_their_date(bound):
    bound.journal.add_film(own_film("f1", permission=Permission(until=date(2020, 7, 31))))
    bound.journal.add_film(own_film("f2", permission=Permission(until=date(9999, 1, 1))))
    bound.journal.add_film(own_film("f3"))
    bound.journal.add_mark(mark(1, "wondering"), change_id="c1")
    work = bind(MyWork(new_id=no_id), bound)
    assert (work.data.folder, work.data.films["count"], work.data.marks) == (str(bound.data.root), 3, 1)
    assert work.data.past == [{"id": "f1", "title": "Lunch", "until": "2020-07-31"}]
    assert (work.take_home.anything, work.take_home.films) == (True, 3)


def test_an_empty_workbook_has_nothing_to_take_home(bound):
    assert not bind(MyWork(new_id=no_id), bound).take_home.anything


def test_looking_tells_disk_and_sizes(bound):
    bound.journal.add_film(own_film())
    (bound.data.films / "f1").mkdir()
    (bound.data.films / "f1" / "original").write_bytes(bytes(3000))
    work = bind(MyWork(new_id=no_id), bound)
    assert work.data.encryption == {}
    assert work.data._answers["my_data.look"]({}) == {}
    assert work.data.encryption["state"] in {"on", "off", "unknown"}
    assert work.data.films == {"count": 1, "size_bytes": 3000}
    assert (work.take_home.films_bytes, work.take_home.work_bytes > 0) == (5_000_000, True)


def test_a_synced_folder_and_a_database_elsewhere_are_told(bound, monkeypatch):
    monkeypatch.setattr(DataFolder, "is_synced_or_network", lambda _self: "OneDrive")
    monkeypatch.setattr(DataFolder, "journal_location", lambda _self: "postgresql://notes/vig")
    work = bind(MyWork(new_id=no_id), bound)
    assert (work.data.distant, work.data.elsewhere) == ("OneDrive", True)


def test_home_comes_first_and_each_chapter_names_tiers_of_the_framework():
    assert chapters()[0].id == "welcome"
    assert {number for one in chapters() for number in one.tiers} <= {tier.number for tier in FRAMEWORK.tiers}
    assert chapter("being_attentive").tiers == (1,)


@pytest.mark.parametrize(
    ("cell", "heading"),
    [
        ("01-06", "Mark what you see"),
        ("01-01", ""),
        ("01-02", ""),
        ("gone", ""),
        ("", ""),
    ],
)
def test_a_paragraph_is_named_by_the_heading_it_stands_under(cell, heading):
    assert heading_above(chapter("being_attentive"), cell) == heading
