"""One person's rows, carried out of either database and back into either, are the same rows."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from vigwidgets.core.access import Person
from vigwidgets.core.agenda import Agenda, Step
from vigwidgets.core.errors import BackupRefused, JournalUnavailable, NotFound
from vigwidgets.core.left_off import LeftOff
from vigwidgets.core.reflection import Prompt
from vigwidgets.core.review import ReviewNote, ReviewReel
from vigwidgets.core.room import RoomMark, Round
from vigwidgets.core.room_after import Evaluation, SealedNotes
from vigwidgets.core.room_desk import Answer, Question
from vigwidgets.films import Shelf
from vigwidgets.journal import carrying
from vigwidgets.journal.tables import Base
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.keeping.backup import make_backup
from vigwidgets.workbook.keeping.restore import restore


def rows(journal, owner):
    """Give every row of this person's by table, as Python sees it."""
    found = {}
    for table in carrying.CARRIED:
        listed = journal.door.read(
            lambda session, table=table: [dict(row) for row in session.execute(select(table)).mappings()]
        )
        mine = [{**row, "owner": "whoever"} for row in listed if row["owner"] == owner]
        if table.name == "changes":
            mine.sort(key=lambda row: row.pop("number"))
        else:
            mine.sort(key=lambda row: json.dumps(row, sort_keys=True, default=str))
        found[table.name] = mine
    return found


@pytest.fixture
def fill(make):
    def fill_one(journal, *, films=2):
        """Put something into every table that is carried, with marks that answer marks whose ids come later."""
        clip = journal.shelve_clip(make.film(id="c01", source="drawn"))
        for _ in range(films):
            film = journal.add_film(make.film())
            for mark in (
                make.mark(film, id="z", kind="initiative"),
                make.mark(film, 2000, 2500, id="b", kind="reception", answers="z", note="é 😀"),
                make.mark(film, 2600, 2900, id="a", kind="reception", answers="b", principles=("waiting",)),
                make.mark(film, 3000, 3500, id="gone"),
            ):
                journal.add_mark(mark, change_id=make.new_id())
            journal.remove_mark(film.id, "gone", change_id=make.new_id())
            journal.undo(film.id, change_id=make.new_id())
            journal.set_reel(film.id, [make.moment("b", hope="é 😀"), make.moment("a")], change_id=make.new_id())
            journal.set_reel(film.id, [make.moment("a")], change_id=make.new_id())
            journal.remove_mark(film.id, "gone", change_id=make.new_id())
            journal.undo(film.id, change_id=make.new_id())
            journal.save_reflection(
                Prompt("p", "one", "What?", film.id), "Text", revision_id=make.new_id(), sitting="s", sequence=2**40
            )
            journal.draft_key(film.id)
        journal.add_mark(make.mark(clip), change_id=make.new_id())
        journal.leave_off(LeftOff("one", "cell", clip.id, 5, datetime(2030, 1, 1, 12, 0, 0, 123456, tzinfo=UTC)))
        journal.draft_key()
        journal.erase_reflection("gone", receipt_id="e1")
        journal.save_agenda(Agenda("morning", "A morning é 😀", (Step("s", "question", text="What?", minutes=5),)))
        return journal

    return fill_one


def test_rows_go_out_of_either_database_and_into_either(place, empty_place, tmp_path, opened, fill):
    journal = fill(opened(place))
    fill(opened(place, "bob"))
    file, again = tmp_path / "carried.db", tmp_path / "carried-again.db"
    before = rows(journal, "ann")
    assert all(before.values())
    assert carrying.carry_out(journal, file) == journal.films()
    assert rows(opened(file, "owner"), "owner") == before
    if empty_place == place:
        empty_place = tmp_path / "other.db"
    back = opened(empty_place, "ann-elsewhere")
    fill(opened(empty_place, "carl"), films=1)
    carrying.carry_in(back, file)
    assert rows(back, "ann-elsewhere") == before
    carrying.carry_out(back, again)
    assert rows(opened(again, "owner"), "owner") == before
    film = back.films()[0]
    assert [item.id for item in back.reel(film.id)] == ["a"]
    assert "gone" in [mark.id for mark in back.marks(film.id)]
    assert "gone" not in [mark.id for mark in back.redo(film.id, change_id="r")]
    back.undo(film.id, change_id="u1")
    back.undo(film.id, change_id="u2")
    assert [(item.id, item.hope) for item in back.reel(film.id)] == [("b", "é 😀"), ("a", "")]
    back.redo(film.id, change_id="r2")
    assert [item.id for item in back.reel(film.id)] == ["a"]
    mark = back.marks(film.id)[0]
    back.remove_mark(film.id, mark.id, change_id="new")  # the numbers of the changes go on where they were


def test_what_others_did_in_a_room_is_in_no_backup(tmp_path, opened, fill):
    journal, file = fill(opened(tmp_path / "journal.db")), tmp_path / "carried.db"
    journal.open_room("roomofann", "abc234")
    journal.join_room("roomofann", "guest", "Guinevere", "f" * 64)
    journal.open_round("roomofann", Round("q", journal.films()[0].id, 0, 1000, datetime.now(UTC)))
    journal.let_present("roomofann", "guest")
    journal.bring_reel("roomofann", ReviewReel("brought", journal.films()[0].id, "film", "Guinevere"))
    journal.add_review_note("roomofann", ReviewNote("n", "guest", "brought", 0, "Excalibur"))
    assert journal.keep_room_marks("roomofann", [RoomMark("m", "guest", "q", 5)]) == ["m"]
    journal.begin_room_notes("roomofann", SealedNotes("guest", "ab", b"Grainofsalt", b"nonce", b"Sealednotes", 1))
    journal.ask_about_day("roomofann")
    journal.evaluate_day("roomofann", Evaluation(helped="Saidoftheday"), token="Spenttoken")
    journal.ask_room("roomofann", [Question("askedofann", "Askedwords?")])
    journal.answer_in_room("roomofann", Answer("guest", "askedofann", "Answerwords", with_name=True, sequence=1))
    carrying.carry_out(journal, file)
    carried = opened(file, "owner")
    assert [carried.films(), carried.room()] == [journal.films(), None]
    of_room = (
        "roomofann guest Guinevere Sealednotes Saidoftheday Spenttoken Excalibur askedofann Askedwords Answerwords"
    )
    assert [word for word in of_room.split() if word.encode() in file.read_bytes()] == []


def test_a_room_in_a_file_that_is_restored_is_passed_over_and_an_open_one_stays(tmp_path, opened, fill):
    journal, file = fill(opened(tmp_path / "journal.db")), tmp_path / "carried.db"
    carrying.carry_out(journal, file)
    with opened(file, "owner") as strange:
        strange.open_room("strange", "abc234")
        strange.join_room("strange", "guest", "Guinevere", "f" * 64)
    carrying.make_ready(file)
    back = opened(tmp_path / "back.db", "dora")
    here = back.open_room("here", "xyz789")
    carrying.carry_in(back, file)
    assert rows(back, "dora") == rows(journal, "ann")
    assert (back.room(), back.room_people("here")) == (here, [])


def test_rows_are_those_of_one_instant(place, tmp_path, opened, fill, make, monkeypatch):
    journal, other = fill(opened(place)), opened(place)
    before, put = rows(journal, "ann"), carrying._put

    def put_late(*arguments):
        put(*arguments)
        if len(other.films()) == 2:
            late = other.add_film(make.film())
            other.add_mark(make.mark(late), change_id=make.new_id())

    monkeypatch.setattr(carrying, "_put", put_late)
    carrying.carry_out(journal, tmp_path / "carried.db")
    assert rows(opened(tmp_path / "carried.db", "owner"), "owner") == before
    assert len(journal.films()) == 3


def test_all_come_or_none(place, empty_place, tmp_path, opened, fill, monkeypatch):
    carrying.carry_out(fill(opened(place)), tmp_path / "carried.db")
    back = opened(empty_place if empty_place != place else tmp_path / "other.db", "dora")
    put, left = carrying._put, [3]

    def fail_late(*arguments):
        left[0] -= 1
        if left[0] < 0:
            raise JournalUnavailable("Away. Come back.")
        put(*arguments)

    monkeypatch.setattr(carrying, "_put", fail_late)
    with pytest.raises(JournalUnavailable, match="Away"):
        carrying.carry_in(back, tmp_path / "carried.db")
    assert not any(rows(back, "dora").values())


def test_work_that_is_there_is_not_touched(place, tmp_path, opened, fill):
    journal = fill(opened(place))
    carrying.carry_out(journal, tmp_path / "carried.db")
    before = rows(journal, "ann")
    with pytest.raises(BackupRefused, match="work here already"):
        carrying.carry_in(journal, tmp_path / "carried.db")
    assert rows(journal, "ann") == before


def test_a_film_of_somebody_elses_is_never_taken_over(place, tmp_path, opened, fill):
    journal = fill(opened(place))
    carrying.carry_out(journal, tmp_path / "carried.db")
    thief = opened(place, "thief")
    with pytest.raises(BackupRefused, match="belongs to somebody else"):
        carrying.carry_in(thief, tmp_path / "carried.db")
    with pytest.raises(NotFound, match="no such film"):
        thief.film(journal.films()[0].id)
    assert len(journal.films()) == 2


def test_a_whole_backup_goes_out_of_either_database_and_into_either(
    place, empty_place, tmp_path, opened, fill, monkeypatch
):
    monkeypatch.delenv("VIG_DATABASE_URL", raising=False)
    journal, here, there = fill(opened(place)), DataFolder(tmp_path / "here"), DataFolder(tmp_path / "there")
    for film in journal.films():
        (here.make().films / film.id).mkdir()
        (here.films / film.id / "film.mp4").write_bytes(film.id.encode() * 100_000)
    make_backup(journal, Shelf(here.films), tmp_path / "work.zip", films=True)
    if not isinstance(empty_place, Path):
        monkeypatch.setenv("VIG_DATABASE_URL", empty_place)
    restored = restore(there, tmp_path / "work.zip", person=Person("ann"))
    assert (restored.films, restored.films_in_place) == (2, 2)
    assert rows(opened(there.journal_location()), "ann") == rows(journal, "ann")
    for film in journal.films():
        assert (there.films / film.id / "film.mp4").read_bytes() == film.id.encode() * 100_000
    assert list(there.runtime.iterdir()) == []


def test_what_counts_as_work(place, opened, make):
    journal = opened(place)
    clip = journal.shelve_clip(make.film(source="drawn"))
    journal.leave_off(LeftOff("one", "", None, None, datetime.now(UTC)))
    journal.draft_key()
    journal.erase_everything(receipt_id="e1")
    assert not carrying.has_work(journal)
    journal.add_mark(make.mark(clip), change_id="c1")
    assert carrying.has_work(journal)
    assert not carrying.has_work(opened(place, "bob"))


def test_every_table_says_whose_its_rows_are():
    assert [table.name for table in Base.metadata.sorted_tables if "owner" not in table.c] == []


def test_a_large_work_is_carried_in_parts(tmp_path, opened, make, monkeypatch):
    monkeypatch.setattr(carrying, "_AT_ONCE", 7)
    journal = opened(tmp_path / "journal.db")
    film = journal.add_film(make.film())
    journal.add_mark(make.mark(film, id="z", kind="initiative"), change_id="c")
    for number in range(30):
        mark = make.mark(film, 2000 + number, 2100 + number, id=f"m{number}", kind="reception", answers="z")
        journal.add_mark(mark, change_id=f"c{number}")
    carrying.carry_out(journal, tmp_path / "carried.db")
    back = opened(tmp_path / "back.db")
    carrying.carry_in(back, tmp_path / "carried.db")
    assert back.marks(film.id) == journal.marks(film.id)
    assert rows(back, "ann") == rows(journal, "ann")


def test_a_carried_journal_is_one_file_that_anybody_can_read(tmp_path, opened, fill):
    carrying.carry_out(fill(opened(tmp_path / "journal.db")), tmp_path / "carried.db")
    assert sorted(path.name for path in tmp_path.glob("carried*")) == ["carried.db"]
    assert b"ann" not in (tmp_path / "carried.db").read_bytes().replace(b"annotat", b"")
    assert Person("owner").id.encode() in (tmp_path / "carried.db").read_bytes()
