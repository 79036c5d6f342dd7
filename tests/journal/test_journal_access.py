"""Whose journal it is: every verb asks, and shows or changes nothing of anybody else's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from vigwidgets.core import access
from vigwidgets.core.agenda import Agenda, Step
from vigwidgets.core.errors import InvalidValue, NotAllowed, NotFound
from vigwidgets.core.left_off import LeftOff
from vigwidgets.core.permission import Permission
from vigwidgets.core.reflection import Prompt
from vigwidgets.core.review import ReviewNote, ReviewReel
from vigwidgets.core.room import RoomMark, Round
from vigwidgets.core.room_after import Evaluation, SealedNotes
from vigwidgets.core.room_desk import Answer, Question, Run
from vigwidgets.journal import Journal
from vigwidgets.journal.days import Days

PROMPT = Prompt(id="noticed", chapter="c", words="What did you notice?")
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
NO_FILM = (NotFound, "no such film")
NO_ROOM = (NotFound, "no such room")
NOTES = SealedNotes("p", "ab", b"salt", b"nonce", b"hers", 1)
NO_AGENDA = (NotFound, "no such agenda")
PRESS = RoomMark("press", "p", "q", 5, 3)
BROUGHT = ReviewReel("brought", "of-ann", "film", "Ann")
NOTE = ReviewNote("seen", "p", "brought", 0, "a smile")

# How another person would try each verb on Ann's things: a refusal, or what they are shown instead of hers.
ATTEMPTS = {
    "add_film": (lambda j, film, mark, make: j.add_film(make.film(id=film.id)), NO_FILM),
    "shelve_clip": (
        lambda j, film, mark, make: j.shelve_clip(make.film(id=film.id, source="drawn")),
        (InvalidValue, "belongs to another film"),
    ),
    "films": (lambda j, film, mark, make: j.films(), []),
    "film": (lambda j, film, mark, make: j.film(film.id), NO_FILM),
    "film_for": (lambda j, film, mark, make: j.film_for(film.id, use="work"), NO_FILM),
    # Ids of all films are shown on purpose: they say nothing, and lost files could not be told without them.
    "film_ids": (lambda j, film, mark, make: j.film_ids() - {film.id}, frozenset()),
    "set_permission": (lambda j, film, mark, make: j.set_permission(film.id, Permission(("training",))), NO_FILM),
    "rename_film": (lambda j, film, mark, make: j.rename_film(film.id, "Mine"), NO_FILM),
    "first_sight": (lambda j, film, mark, make: j.first_sight(film.id), NO_FILM),
    "set_first_sight": (lambda j, film, mark, make: j.set_first_sight(film.id, 2), NO_FILM),
    "film_with": (lambda j, film, mark, make: j.film_with(film.sha256), None),
    "remove_film": (lambda j, film, mark, make: j.remove_film(film.id), NO_FILM),
    "erase_film": (lambda j, film, mark, make: j.erase_film(film.id, receipt_id="first"), NO_FILM),
    "erase_reflection": (
        lambda j, film, mark, make: j.erase_reflection("noticed", film=film.id, receipt_id="first"),
        NO_FILM,
    ),
    "erase_everything": (lambda j, film, mark, make: j.erase_everything(receipt_id="first").texts, 0),
    "receipts": (lambda j, film, mark, make: j.receipts(), []),
    "sweep": (lambda j, film, mark, make: j.sweep(), True),
    "leave_off": (
        lambda j, film, mark, make: j.leave_off(LeftOff("c", "p2", film.id, 9, NOON)),
        NO_FILM,
    ),
    "left_off": (lambda j, film, mark, make: j.left_off(), None),
    "draft_key": (lambda j, film, mark, make: j.draft_key(film.id), NO_FILM),
    "all_marks": (lambda j, film, mark, make: j.all_marks(), []),
    "marked_at": (lambda j, film, mark, make: j.marked_at(), {}),
    "marks": (lambda j, film, mark, make: j.marks(film.id), NO_FILM),
    "add_mark": (lambda j, film, mark, make: j.add_mark(make.mark(film), change_id="b"), NO_FILM),
    "change_mark": (lambda j, film, mark, make: j.change_mark(film.id, mark.id, change_id="b", note="mine"), NO_FILM),
    "remove_mark": (lambda j, film, mark, make: j.remove_mark(film.id, mark.id, change_id="b"), NO_FILM),
    "reel": (lambda j, film, mark, make: j.reel(film.id), NO_FILM),
    "set_reel": (lambda j, film, mark, make: j.set_reel(film.id, [make.moment("m")], change_id="b"), NO_FILM),
    "undo": (lambda j, film, mark, make: j.undo(film.id, change_id="b"), NO_FILM),
    "redo": (lambda j, film, mark, make: j.redo(film.id, change_id="b"), NO_FILM),
    "can_undo": (lambda j, film, mark, make: j.can_undo(film.id), NO_FILM),
    "can_redo": (lambda j, film, mark, make: j.can_redo(film.id), NO_FILM),
    "save_reflection": (
        lambda j, film, mark, make: (
            j.save_reflection(PROMPT, "mine", revision_id="r1", sitting="w1", sequence=9).revision.text
        ),
        "mine",
    ),
    "reflection": (lambda j, film, mark, make: j.reflection("noticed", film=film.id), NO_FILM),
    "revisions": (lambda j, film, mark, make: j.revisions("noticed"), []),
    "revisions_of": (lambda j, film, mark, make: j.revisions_of(["noticed"]), {"noticed": []}),
    "answered": (lambda j, film, mark, make: j.answered(), {}),
    "texts": (lambda j, film, mark, make: j.texts(), []),
    "exercises": (lambda j, film, mark, make: j.exercises(), []),
    "days": (lambda j, film, mark, make: j.days(), Days({}, {})),
    "written_at": (lambda j, film, mark, make: j.written_at(), []),
    "open_room": (lambda j, film, mark, make: j.open_room("room", "xyz789").code, "xyz789"),
    "let_phones_in": (lambda j, film, mark, make: j.let_phones_in("room"), NO_ROOM),
    "room": (lambda j, film, mark, make: j.room(), None),
    "join_room": (lambda j, film, mark, make: j.join_room("room", "p", "Bea", "0" * 64), NO_ROOM),
    "room_people": (lambda j, film, mark, make: j.room_people("room"), NO_ROOM),
    "room_key": (lambda j, film, mark, make: j.room_key("room", "p"), NO_ROOM),
    "leave_room": (lambda j, film, mark, make: j.leave_room("room", "p"), NO_ROOM),
    "open_round": (lambda j, film, mark, make: j.open_round("room", Round("q2", film.id, 0, 9, NOON)), NO_ROOM),
    "close_round": (lambda j, film, mark, make: j.close_round("room"), NO_ROOM),
    "round_now": (lambda j, film, mark, make: j.round_now("room"), NO_ROOM),
    "keep_room_marks": (
        lambda j, film, mark, make: j.keep_room_marks("room", [PRESS, RoomMark("new", "p", "q", 5)]),
        [],
    ),
    "take_back_room_mark": (lambda j, film, mark, make: j.take_back_room_mark("room", "p", PRESS.id), NO_ROOM),
    "room_marks": (lambda j, film, mark, make: j.room_marks("q"), (NotFound, "no such ro")),
    "close_room": (lambda j, film, mark, make: j.close_room("room", NOON), NO_ROOM),
    "room_rounds": (lambda j, film, mark, make: j.room_rounds("room"), NO_ROOM),
    "name_in_report": (lambda j, film, mark, make: j.name_in_report("room", "p", agreed=False), NO_ROOM),
    "room_notes": (lambda j, film, mark, make: j.room_notes("room", "ab"), NO_ROOM),
    "noted_in_room": (lambda j, film, mark, make: j.noted_in_room("room"), NO_ROOM),
    "begin_room_notes": (lambda j, film, mark, make: j.begin_room_notes("room", NOTES), NO_ROOM),
    "change_room_notes": (lambda j, film, mark, make: j.change_room_notes("room", NOTES), NO_ROOM),
    "ask_about_day": (lambda j, film, mark, make: j.ask_about_day("room"), NO_ROOM),
    "evaluate_day": (lambda j, film, mark, make: j.evaluate_day("room", Evaluation(1), token="t2"), NO_ROOM),
    "evaluations_of_day": (lambda j, film, mark, make: j.evaluations_of_day("room"), NO_ROOM),
    "has_evaluated_day": (lambda j, film, mark, make: j.has_evaluated_day("room", token="t"), NO_ROOM),
    "let_present": (lambda j, film, mark, make: j.let_present("room", "p"), NO_ROOM),
    "let_present_no_more": (lambda j, film, mark, make: j.let_present_no_more("room", "p"), NO_ROOM),
    "presenters": (lambda j, film, mark, make: j.presenters("room"), NO_ROOM),
    "bring_reel": (lambda j, film, mark, make: j.bring_reel("room", BROUGHT), NO_ROOM),
    "review_reels": (lambda j, film, mark, make: j.review_reels("room"), NO_ROOM),
    "take_reel_out": (lambda j, film, mark, make: j.take_reel_out("room", BROUGHT.id), NO_ROOM),
    "add_review_note": (lambda j, film, mark, make: j.add_review_note("room", NOTE), NO_ROOM),
    "review_notes": (lambda j, film, mark, make: j.review_notes("room", BROUGHT.id), NO_ROOM),
    "room_run": (lambda j, film, mark, make: j.room_run("room"), NO_ROOM),
    "follow_agenda": (lambda j, film, mark, make: j.follow_agenda("room", None), NO_ROOM),
    "ask_room": (lambda j, film, mark, make: j.ask_room("room", [Question("s", "Mine?")]), NO_ROOM),
    "room_questions": (lambda j, film, mark, make: j.room_questions("room"), NO_ROOM),
    "answer_in_room": (
        lambda j, film, mark, make: j.answer_in_room("room", Answer("p", "s", "Mine", with_name=True, sequence=9)),
        NO_ROOM,
    ),
    "room_answers": (lambda j, film, mark, make: j.room_answers("room"), NO_ROOM),
    "release_answers": (lambda j, film, mark, make: j.release_answers("room", "s"), NO_ROOM),
    "withhold_answer": (lambda j, film, mark, make: j.withhold_answer("room", "p", "s", receipt_id="w"), NO_ROOM),
    "room_rules": (lambda j, film, mark, make: j.room_rules("room"), NO_ROOM),
    "show_room_rules": (lambda j, film, mark, make: j.show_room_rules("room", ["Mine."], shown=True), NO_ROOM),
    "agree_in_room": (lambda j, film, mark, make: j.agree_in_room("room", "p"), NO_ROOM),
    "room_groups": (lambda j, film, mark, make: j.room_groups("room"), NO_ROOM),
    "split_room": (lambda j, film, mark, make: j.split_room("room", {"p": 2}), NO_ROOM),
    "put_into_group": (lambda j, film, mark, make: j.put_into_group("room", "p", 3), NO_ROOM),
    "unite_room": (lambda j, film, mark, make: j.unite_room("room"), NO_ROOM),
    "agendas": (lambda j, film, mark, make: j.agendas(), []),
    "agenda": (lambda j, film, mark, make: j.agenda("a"), NO_AGENDA),
    "save_agenda": (lambda j, film, mark, make: j.save_agenda(Agenda("a", "Mine")).title, "Mine"),
    "copy_agenda": (lambda j, film, mark, make: j.copy_agenda("a", new_id="b", title="Mine"), NO_AGENDA),
    "remove_agenda": (lambda j, film, mark, make: j.remove_agenda("a"), None),
    "end_room": (lambda j, film, mark, make: j.end_room("room"), NO_ROOM),
}
VERBS = sorted(
    name
    for name in dir(Journal)
    if callable(getattr(Journal, name)) and not name.startswith("_") and name not in ("open", "close")
)


@pytest.fixture
def ann(place, opened, make):
    """Ann's journal with one of everything."""
    journal = opened(place, "ann")
    film = journal.add_film(make.film())
    mark = journal.add_mark(make.mark(film, note="hers"), change_id="c1")
    journal.set_reel(film.id, [make.moment("m", did="hers")], change_id="c2")
    journal.save_reflection(PROMPT, "hers", revision_id="r1", sitting="w1", sequence=1)
    about = replace(PROMPT, film=film.id)
    journal.save_reflection(about, "hers too", revision_id="r2", sitting="w1", sequence=2)
    journal.save_reflection(replace(PROMPT, id="other"), "gone", revision_id="r3", sitting="w1", sequence=3)
    journal.erase_reflection("other", receipt_id="first")
    journal.leave_off(LeftOff("c", "p1", film.id, 5, NOON))
    journal.draft_key()
    journal.draft_key(film.id)
    journal.open_room("room", "abc234")
    journal.join_room("room", "p", "Ada", "f" * 64)
    journal.open_round("room", Round("q", film.id, 0, 1000, NOON))
    journal.keep_room_marks("room", [PRESS])
    journal.name_in_report("room", "p", agreed=True)
    journal.begin_room_notes("room", NOTES)
    journal.ask_about_day("room")
    journal.evaluate_day("room", Evaluation(5), token="t")
    journal.let_present("room", "p")
    journal.bring_reel("room", replace(BROUGHT, film_id=film.id))
    journal.add_review_note("room", NOTE)
    journal.save_agenda(Agenda("a", "Hers", (Step("s", "question", text="Hers?"),)))
    journal.follow_agenda("room", Run("a", "s"))
    journal.ask_room("room", [Question("s", "Hers?")])
    journal.answer_in_room("room", Answer("p", "s", "Ada's", with_name=False, sequence=1))
    journal.show_room_rules("room", ["Hers."], shown=True)
    journal.split_room("room", {"p": 1})
    return journal, film, mark


def everything(journal):
    (film,) = journal.films()
    return (
        film,
        journal.all_marks(),
        journal.reel(film.id),
        journal.can_undo(film.id),
        journal.first_sight(film.id),
        journal.revisions("noticed"),
        journal.revisions("noticed", film=film.id),
        journal.receipts(),
        journal.left_off(),
        journal.draft_key(),
        journal.draft_key(film.id),
        journal.room(),
        journal.room_people("room"),
        journal.room_key("room", "p"),
        journal.round_now("room"),
        journal.room_marks("q"),
        journal.room_notes("room", "ab"),
        journal.evaluations_of_day("room"),
        journal.has_evaluated_day("room", token="t2"),
        journal.presenters("room"),
        journal.review_reels("room"),
        journal.review_notes("room", BROUGHT.id),
        journal.room_run("room"),
        journal.room_questions("room"),
        journal.room_answers("room"),
        journal.room_rules("room"),
        journal.room_groups("room"),
        journal.agendas(),
    )


@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_shows_or_changes_what_is_somebody_elses(place, opened, make, ann, verb):
    journal, film, mark = ann
    before = everything(journal)
    attempt, expected = ATTEMPTS[verb]
    if isinstance(expected, tuple):
        with pytest.raises(expected[0], match=expected[1]):
            attempt(opened(place, "bea"), film, mark, make)
    else:
        assert attempt(opened(place, "bea"), film, mark, make) == expected
    assert everything(journal) == before


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_asks_who_may(ann, make, monkeypatch, verb):
    journal, film, mark = ann
    monkeypatch.setattr(access, "may", lambda *_args, **_named: False)
    with pytest.raises(NotFound, match="no such"):
        ATTEMPTS[verb][0](journal, film, mark, make)


@pytest.mark.parametrize("verb", ["change_mark", "remove_mark"])
def test_somebody_elses_mark_on_a_clip_for_all_cannot_be_touched(place, opened, make, verb):
    ann, bea = opened(place, "ann"), opened(place, "bea")
    clip = ann.shelve_clip(make.film(source="drawn"))
    mark = ann.add_mark(make.mark(clip), change_id="c1")
    with pytest.raises(NotFound, match="no such mark"):
        ATTEMPTS[verb][0](bea, clip, mark, make)
    assert ann.marks(clip.id) == [mark]


@pytest.mark.parametrize("verb", ["set_permission", "rename_film", "set_first_sight", "remove_film", "erase_film"])
def test_a_clip_for_all_cannot_be_changed(place, opened, make, verb):
    ann = opened(place, "ann")
    clip = ann.shelve_clip(make.film(source="drawn"))
    with pytest.raises(NotAllowed, match="belongs to the workbook"):
        ATTEMPTS[verb][0](ann, clip, None, make)
    assert ann.film(clip.id) == clip


def test_two_people_have_different_keys(place, opened, make):
    assert opened(place, "ann").draft_key() != opened(place, "bea").draft_key()


def test_a_clip_for_all_cannot_be_taken_as_ones_own(place, opened, make):
    clip = opened(place, "ann").shelve_clip(make.film(source="drawn"))
    with pytest.raises(NotAllowed, match="belongs to the workbook"):
        opened(place, "bea").add_film(make.film(id=clip.id))
