"""A room in the journal: what many people do in it at once is there once, and goes when it ends."""

from __future__ import annotations

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from tests.journal.law import LAW
from vigwidgets.core import room as core_room
from vigwidgets.core.errors import InvalidValue, NotFound, SpanOutsideFilm
from vigwidgets.core.room import RoomMark, Round
from vigwidgets.journal import rooms

CODE = "abc234"
KEY = "0f" * 32
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def come_in(journal, *names):
    """Let people in whose ids are their names in small letters."""
    return [journal.join_room("r", name.lower(), name, KEY) for name in names]


def press(name, at_ms=1500, *, person="ada", in_round="q", tier=None):
    return RoomMark(name, person, in_round, at_ms, tier)


@pytest.fixture
def open_one(make):
    """Opens a room, with Ada and Bo in it and a round of the second from 1000 on."""

    def open_it(journal, *, film=None):
        film = film or journal.add_film(make.film(duration_ms=60_000))
        journal.open_room("r", CODE)
        come_in(journal, "Ada", "Bo")
        opened = journal.open_round("r", Round("q", film.id, 1000, 2000, NOON))
        return SimpleNamespace(film=film, round=opened)

    return open_it


@pytest.fixture
def now(journal, open_one):
    """What is open in Ann's room."""
    return open_one(journal)


def test_there_is_no_room_until_one_is_opened(journal):
    assert journal.room() is None
    before = datetime.now(UTC)
    opened = journal.open_room("r", CODE)
    assert (opened.id, opened.code) == ("r", CODE)
    assert before <= opened.begun_at <= datetime.now(UTC)
    assert journal.room() == opened


def test_all_of_a_room_survives_closing_the_journal(place, opened, open_one, make):
    first = opened(place)
    film = open_one(first, film=first.shelve_clip(make.film(source="drawn"))).film
    marks = [press("b", 1999, tier=6), press("a", 1000), press("c", 1500, person="bo", tier=1)]
    first.keep_room_marks("r", marks)
    shown = first.room(), first.room_people("r"), first.round_now("r")
    first.close()
    again = opened(place)
    assert (again.room(), again.room_people("r"), again.round_now("r")) == shown
    assert again.round_now("r") == Round("q", film.id, 1000, 2000, NOON)
    assert again.room_marks("q") == [marks[1], marks[2], marks[0]]
    assert again.room_key("r", "ada") == KEY


def test_opening_the_same_room_again_changes_nothing(journal):
    first = journal.open_room("r", CODE)
    assert journal.open_room("r", "xyz789") == first == journal.room()


def test_phones_are_let_into_a_room_that_was_opened_without_them(place, opened, journal):
    assert not journal.open_room("r", CODE, with_phones=False).with_phones
    assert not opened(place).room().with_phones
    assert journal.let_phones_in("r") == opened(place).room()
    assert journal.room().with_phones
    with pytest.raises(NotFound, match="no such room"):
        journal.let_phones_in("s")


def test_one_room_is_open_at_a_time(place, opened, journal):
    first = journal.open_room("r", CODE)
    with pytest.raises(InvalidValue, match="Another room is open"):
        journal.open_room("s", CODE)
    assert opened(place, "bea").open_room("r", "xyz789").code == "xyz789"
    assert journal.room() == first
    journal.end_room("r")
    assert journal.open_room("s", CODE) == journal.room()


def test_two_pages_that_open_a_room_at_once_open_one(place, opened):
    pages = [opened(place) for _ in range(4)]
    start = threading.Barrier(len(pages))

    def open_it(number):
        start.wait()
        try:
            return pages[number].open_room(f"r{number}", CODE)
        except InvalidValue:
            return None

    with ThreadPoolExecutor(len(pages)) as threads:
        found = [one for one in threads.map(open_it, range(len(pages))) if one]
    assert found == [pages[0].room()]


@pytest.mark.parametrize("code", ["", "abc23l", "ABC234"])
def test_a_room_with_no_code_that_can_be_typed_is_not_opened(journal, code):
    with pytest.raises(InvalidValue, match="The code of a room"):
        journal.open_room("r", code)
    assert journal.room() is None


def test_people_come_in_and_are_told_in_the_order_of_their_coming(journal):
    journal.open_room("r", CODE)
    come_in(journal, "Zoe", "Bo", "Ada")
    assert [one.name for one in journal.room_people("r")] == ["Zoe", "Bo", "Ada"]


def test_somebody_who_comes_again_has_the_new_name_and_their_old_place(journal, now):
    before = journal.room_people("r")
    renamed = journal.join_room("r", "ada", " שרה  Ada ", KEY)
    assert renamed == replace(before[0], name="שרה Ada")
    assert journal.room_people("r") == [renamed, before[1]]


def test_nobody_takes_an_id_that_is_somebody_elses(journal, now):
    with pytest.raises(InvalidValue, match="Somebody else is in the room"):
        journal.join_room("r", "ada", "Mallory", "1" * 64)
    assert [one.name for one in journal.room_people("r")] == ["Ada", "Bo"]
    assert journal.room_key("r", "ada") == KEY


def test_a_name_or_a_key_that_is_none_lets_nobody_in(journal):
    journal.open_room("r", CODE)
    with pytest.raises(InvalidValue, match="A name has"):
        journal.join_room("r", "ada", "\x00", KEY)
    with pytest.raises(InvalidValue, match="64 hexadecimal digits"):
        journal.join_room("r", "ada", "Ada", "secret")
    assert journal.room_people("r") == []


def test_a_full_room_lets_nobody_else_in_and_renames_still(journal, now, monkeypatch):
    assert core_room.MOST_PEOPLE == rooms.MOST_PEOPLE == 400
    monkeypatch.setattr(rooms, "MOST_PEOPLE", 3)
    come_in(journal, "Cy")
    with pytest.raises(InvalidValue, match="people at most"):
        come_in(journal, "Di")
    assert journal.join_room("r", "ada", "Adele", KEY).name == "Adele"
    journal.leave_room("r", "bo")
    come_in(journal, "Di")
    assert [one.name for one in journal.room_people("r")] == ["Adele", "Cy", "Di"]


def test_the_key_of_somebody_who_is_not_there_is_none(journal, now):
    assert journal.room_key("r", "ada") == KEY
    assert journal.room_key("r", "zoe") is None
    journal.leave_room("r", "ada")
    assert journal.room_key("r", "ada") is None


def test_who_leaves_takes_their_marks_along_and_nobody_elses(journal, now):
    journal.keep_room_marks("r", [press("m"), press("m", 1600, person="bo")])
    journal.leave_room("r", "ada")
    journal.leave_room("r", "ada")
    assert [one.id for one in journal.room_people("r")] == ["bo"]
    assert journal.room_marks("q") == [press("m", 1600, person="bo")]
    assert journal.keep_room_marks("r", [press("late")]) == []


def test_a_round_closes_the_one_before_and_the_newest_is_the_one_now(journal, now):
    journal.keep_room_marks("r", [press("m")])
    later = Round("q2", now.film.id, 0, 60_000, NOON.replace(hour=11))  # a clock that was set back
    assert journal.open_round("r", later) == later == journal.round_now("r")
    assert journal.open_round("r", now.round) == replace(now.round, closed_at=later.opened_at)
    assert journal.round_now("r") == later
    assert (journal.room_marks("q"), journal.room_marks("q2")) == ([press("m")], [])


def test_a_round_that_comes_again_is_not_opened_again(journal, now):
    closed = journal.close_round("r")
    assert closed.closed_at is not None
    other = replace(now.round, start_ms=5, end_ms=6)
    assert journal.open_round("r", other) == closed == journal.round_now("r")


def test_a_round_is_stored_as_open_whatever_it_says(journal, now):
    told = Round("q2", now.film.id, 0, 5, NOON, NOON)
    assert journal.open_round("r", told) == replace(told, closed_at=None)


def test_closing_what_is_closed_or_was_never_open_changes_nothing(journal, make):
    journal.open_room("r", CODE)
    assert journal.close_round("r") is journal.round_now("r") is None
    journal.open_round("r", Round("q", journal.add_film(make.film()).id, 0, 5, NOON))
    closed = journal.close_round("r")
    assert journal.close_round("r") == closed == journal.round_now("r")


def test_a_round_is_of_a_film_that_is_here_and_within_it(place, opened, journal, now, make):
    hers = opened(place, "bea").add_film(make.film())
    for film_id in (hers.id, "nowhere", "film.9"):
        with pytest.raises(NotFound, match="no such film"):
            journal.open_round("r", Round("q2", film_id, 0, 5, NOON))
    with pytest.raises(SpanOutsideFilm, match="ends at 60001 ms"):
        journal.open_round("r", Round("q2", now.film.id, 0, 60_001, NOON))
    assert journal.round_now("r") == now.round


def test_a_press_that_is_sent_again_is_there_once_and_not_changed(journal, now):
    assert journal.keep_room_marks("r", [press("m", tier=2), press("m", tier=2)]) == ["m"]
    assert journal.keep_room_marks("r", [press("m", 1700, tier=5)]) == ["m"]
    assert journal.room_marks("q") == [press("m", tier=2)]


def test_a_press_that_comes_after_the_round_was_closed_is_kept(journal, now):
    journal.keep_room_marks("r", [press("m")])
    journal.close_round("r")
    assert journal.keep_room_marks("r", [press("m"), press("late", 1700)]) == ["m", "late"]
    journal.open_round("r", Round("q2", now.film.id, 1000, 2000, NOON))
    assert journal.keep_room_marks("r", [press("later", 1800)]) == ["later"]
    assert [mark.id for mark in journal.room_marks("q")] == ["m", "late", "later"]


def test_what_may_not_be_stored_is_left_out_and_the_rest_is_kept(journal, now):
    journal.open_round("r", Round("q2", now.film.id, 1000, 2000, NOON))
    wrong = [
        press("before", 999),
        press("unknown", in_round="q3"),
        press("stranger", person="zoe", in_round="q2"),
        press("early", 999, in_round="q2"),
        press("late", 2000, in_round="q2"),
        press("far", 2**70, in_round="q2"),
    ]
    right = [press("first", 1000, in_round="q2"), press("last", 1999, person="bo", in_round="q2", tier=6)]
    assert journal.keep_room_marks("r", [*wrong[:3], right[0], *wrong[3:], right[1]]) == ["first", "last"]
    assert (journal.room_marks("q"), journal.room_marks("q2")) == ([], right)
    assert journal.keep_room_marks("another", right) == journal.keep_room_marks("r", []) == []


def test_a_press_under_an_id_of_another_round_is_not_called_kept(journal, now):
    journal.keep_room_marks("r", [press("m")])
    journal.open_round("r", Round("q2", now.film.id, 1000, 2000, NOON))
    assert journal.keep_room_marks("r", [press("m", in_round="q2")]) == []
    assert journal.room_marks("q") == [press("m")]


def test_two_people_may_use_one_id(journal, now):
    both = [press("m", 1500), press("m", 1600, person="bo")]
    assert journal.keep_room_marks("r", both) == ["m"]
    assert journal.room_marks("q") == both
    assert journal.take_back_room_mark("r", "ada", "m")
    assert journal.room_marks("q") == both[1:]


def test_nobody_is_told_that_a_press_is_kept_because_one_of_somebody_else_is(journal, now):
    both = [press("m", 1500), press("m", 5000, person="bo")]
    assert journal.keep_room_marks("r", both) == []
    assert journal.keep_room_marks("r", both[:1]) == ["m"]


def test_one_person_stores_no_more_than_their_share_in_a_round(journal, now, monkeypatch):
    assert core_room.MOST_MARKS == rooms.MOST_MARKS == 2000
    monkeypatch.setattr(rooms, "MOST_MARKS", 3)
    many = [press(f"m{number}") for number in range(5)]
    assert journal.keep_room_marks("r", many[:2]) == ["m0", "m1"]
    assert journal.keep_room_marks("r", many) == ["m0", "m1", "m2"]
    assert journal.keep_room_marks("r", [press("his", person="bo")]) == ["his"]
    journal.take_back_room_mark("r", "ada", "m0")
    assert journal.keep_room_marks("r", many[3:]) == ["m3"]
    journal.open_round("r", Round("q2", now.film.id, 1000, 2000, NOON))
    assert journal.keep_room_marks("r", [press("fresh", in_round="q2")]) == ["fresh"]


def test_more_marks_than_one_look_up_holds_are_kept_at_once_and_once(journal, now, monkeypatch):
    monkeypatch.setattr(rooms, "_AT_ONCE", 7)
    many = [press(f"m{number:02}", 1000 + number, person=("ada", "bo")[number % 2]) for number in range(30)]
    names = [mark.id for mark in many]
    assert journal.keep_room_marks("r", many[:20]) == names[:20]
    assert journal.keep_room_marks("r", many) == names
    assert journal.room_marks("q") == many


def test_many_peoples_marks_are_one_transaction(file, opened, open_one):
    journal = opened(file)
    open_one(journal)
    begun = []
    event.listen(journal.door._engine, "begin", begun.append)
    journal.keep_room_marks("r", [press(f"m{number}", person=("ada", "bo")[number % 2]) for number in range(50)])
    assert len(begun) == 1


def test_a_mark_that_is_taken_back_is_gone(journal, now):
    journal.keep_room_marks("r", [press("m"), press("n")])
    assert journal.take_back_room_mark("r", "ada", "m")
    assert not journal.take_back_room_mark("r", "ada", "m")
    assert not journal.take_back_room_mark("r", "bo", "n")
    assert not journal.take_back_room_mark("r", "zoe", "n")
    journal.close_round("r")
    assert journal.take_back_room_mark("r", "ada", "n")
    assert journal.room_marks("q") == []


PRESSES = st.lists(
    st.builds(
        RoomMark,
        st.sampled_from("abc"),
        st.sampled_from(["ada", "bo", "zoe"]),
        st.sampled_from(["q", "q2"]),
        st.integers(990, 1010),
        st.none() | st.integers(1, 6),
    ),
    max_size=12,
)


@LAW
@given(data=st.data())
def test_whatever_is_sent_however_often_what_is_told_is_there_and_nothing_is_there_twice(journal, make, data):
    name = make.new_id()
    if journal.room():
        journal.end_room(journal.room().id)
    film = journal.add_film(make.film())
    journal.open_room(name, CODE)
    for person in ("ada", "bo"):
        journal.join_room(name, person, person, KEY)
    journal.open_round(name, Round("q", film.id, 1000, 2000, NOON))
    expected = {}
    for opened in ("q", "q2"):
        journal.open_round(name, Round(opened, film.id, 1000, 2000, NOON))
        sent = data.draw(PRESSES)
        told = journal.keep_room_marks(name, sent)
        for mark in sent:
            if (mark.round_id == "q" or opened == "q2") and mark.at_ms >= 1000 and mark.person_id != "zoe":
                expected.setdefault((mark.person_id, mark.id), mark)
        there = [mark for one in ("q", "q2")[: 1 if opened == "q" else 2] for mark in journal.room_marks(one)]
        assert {(mark.person_id, mark.id): mark for mark in there} == expected
        assert len(there) == len(expected)
        for mark in sent:
            stored = expected.get((mark.person_id, mark.id))
            assert mark.id not in told or (stored is not None and stored.round_id == mark.round_id)
        assert told == list(dict.fromkeys(mark.id for mark in sent if mark.id in told))
        assert journal.keep_room_marks(name, sent) == told


def test_marks_of_forty_people_written_at_once_are_all_there_once(place, opened, open_one):
    journal = opened(place)
    open_one(journal)
    names = [f"p{number}" for number in range(40)]
    for name in names:
        journal.join_room("r", name, name, KEY)
    doors, start = [journal, opened(place), opened(place)], threading.Barrier(8)

    def write(number):
        """Send five people's marks, everything twice, as phones do that heard no answer."""
        mine = [press(f"m{at}", 1000 + at, person=name) for name in names[number::8] for at in range(10)]
        start.wait()
        sent = [[mark for mark in mine if mark.id == f"m{at}"] for at in range(10) for _ in range(2)]
        return [doors[(number + at) % 3].keep_room_marks("r", some) for at, some in enumerate(sent)]

    with ThreadPoolExecutor(8) as threads:
        told = list(threads.map(write, range(8)))
    assert told == [[[f"m{at}"] for at in range(10) for _ in range(2)]] * 8
    there = journal.room_marks("q")
    assert Counter((mark.person_id, mark.id) for mark in there) == Counter(
        (name, f"m{at}") for name in names for at in range(10)
    )


def test_the_end_of_a_room_takes_all_and_says_how_much(journal, now):
    journal.keep_room_marks("r", [press("m"), press("n"), press("m", person="bo")])
    receipt = journal.end_room("r")
    assert (receipt.what, receipt.films, receipt.marks, receipt.texts) == ("room", 0, 3, 0)
    assert journal.receipts() == [receipt]
    assert journal.room() is None
    assert journal.films() == [now.film]
    for ask in (
        lambda: journal.room_people("r"),
        lambda: journal.round_now("r"),
        lambda: come_in(journal, "Late"),
        lambda: journal.open_round("r", now.round),
        lambda: journal.take_back_room_mark("r", "ada", "m"),
    ):
        with pytest.raises(NotFound, match="no such room"):
            ask()
    with pytest.raises(NotFound, match="no such round"):
        journal.room_marks("q")
    assert journal.keep_room_marks("r", [press("late")]) == []


def test_ending_a_room_again_gets_the_first_receipt_and_ends_no_other(journal, now):
    first = journal.end_room("r")
    journal.open_room("s", CODE)
    assert journal.end_room("r") == first
    assert journal.room().id == "s"
    with pytest.raises(NotFound, match="no such room"):
        journal.end_room("never")
    assert journal.receipts() == [first]


def test_a_room_that_has_ended_is_not_brought_back_by_a_late_retry(journal):
    journal.open_room("r", CODE)
    journal.end_room("r")
    with pytest.raises(NotFound, match="This room has ended"):
        journal.open_room("r", CODE)
    assert journal.room() is None


def test_people_of_the_next_room_are_others(journal, now):
    journal.end_room("r")
    journal.open_room("s", CODE)
    assert journal.room_people("s") == []
    assert journal.room_key("s", "ada") is None
    assert journal.join_room("s", "ada", "Another", "1" * 64).name == "Another"


def test_a_film_that_is_erased_takes_its_rounds_along_and_counts_their_marks(journal, now, make):
    other = journal.add_film(make.film())
    journal.add_mark(make.mark(now.film), change_id="c1")
    journal.keep_room_marks("r", [press("m"), press("n", person="bo")])
    journal.open_round("r", Round("q2", other.id, 0, 5000, NOON))
    journal.keep_room_marks("r", [press("o", in_round="q2")])
    assert journal.erase_film(now.film.id, receipt_id="erased").marks == 3
    with pytest.raises(NotFound, match="no such round"):
        journal.room_marks("q")
    assert journal.room_marks("q2") == [press("o", in_round="q2")]
    assert [one.id for one in journal.room_people("r")] == ["ada", "bo"]
    journal.erase_film(other.id, receipt_id="too")
    assert journal.round_now("r") is None


def test_erasing_everything_ends_the_room_and_leaves_other_peoples(place, opened, journal, now, open_one):
    bea = opened(place, "bea")
    open_one(bea)
    for one in (journal, bea):
        one.keep_room_marks("r", [press("m")])
    assert journal.erase_everything(receipt_id="erased").marks == 1
    assert journal.room() is None
    assert bea.room_marks("q") == [press("m")]
    assert [one.name for one in bea.room_people("r")] == ["Ada", "Bo"]


def test_a_page_that_was_open_when_everything_was_erased_opens_no_room(place, opened, journal):
    stale = opened(place, for_page=True)
    journal.erase_everything(receipt_id="all")
    with pytest.raises(NotFound, match="erased from somewhere else"):
        stale.open_room("r", CODE)


WORDS = [b"Guinevere of Nowhere", b"guest-unmistakable", b"press-unmistakable", b"feed" * 16]


def bytes_of(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("way", ["the room's end", "everything"])
def test_nothing_of_an_ended_room_is_in_the_files(file, opened, open_one, way):
    journal = opened(file)
    open_one(journal)
    journal.join_room("r", "guest-unmistakable", "Guinevere of Nowhere", "feed" * 16)
    journal.join_room("r", "guest-unmistakable", "Guinevere", "feed" * 16)
    journal.keep_room_marks("r", [press("press-unmistakable", person="guest-unmistakable")])
    assert [word for word in WORDS if word not in bytes_of(file.parent)] == []
    if way == "everything":
        journal.erase_everything(receipt_id="erased")
    else:
        journal.end_room("r")
    assert [word for word in WORDS if word in bytes_of(file.parent)] == []
    assert journal.sweep()
