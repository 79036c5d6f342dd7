"""Whose journal it is: every verb asks, and shows or changes nothing of anybody else's."""

from __future__ import annotations

import pytest

from vigwidgets.core import access
from vigwidgets.core.errors import InvalidValue, NotAllowed, NotFound
from vigwidgets.core.reflection import Prompt
from vigwidgets.journal import Journal

PROMPT = Prompt(id="noticed", chapter="c", words="What did you notice?")
NO_FILM = (NotFound, "no such film")

# How another person would try each verb on Ann's things: a refusal, or what they are shown instead of hers.
ATTEMPTS = {
    "add_film": (lambda j, film, mark, make: j.add_film(make.film(id=film.id)), NO_FILM),
    "shelve_clip": (
        lambda j, film, mark, make: j.shelve_clip(make.film(id=film.id, source="drawn")),
        (InvalidValue, "belongs to another film"),
    ),
    "films": (lambda j, film, mark, make: j.films(), []),
    "film": (lambda j, film, mark, make: j.film(film.id), NO_FILM),
    "film_with": (lambda j, film, mark, make: j.film_with(film.sha256), None),
    "remove_film": (lambda j, film, mark, make: j.remove_film(film.id), NO_FILM),
    "marks": (lambda j, film, mark, make: j.marks(film.id), NO_FILM),
    "add_mark": (lambda j, film, mark, make: j.add_mark(make.mark(film), change_id="b"), NO_FILM),
    "change_mark": (lambda j, film, mark, make: j.change_mark(film.id, mark.id, change_id="b", note="mine"), NO_FILM),
    "remove_mark": (lambda j, film, mark, make: j.remove_mark(film.id, mark.id, change_id="b"), NO_FILM),
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
    "reflection": (lambda j, film, mark, make: j.reflection("noticed"), None),
    "revisions": (lambda j, film, mark, make: j.revisions("noticed"), []),
}
VERBS = sorted(
    name for name, value in vars(Journal).items() if callable(value) and not name.startswith("_") and name != "close"
)


@pytest.fixture
def ann(place, opened, make):
    """Ann's journal with one of everything."""
    journal = opened(place, "ann")
    film = journal.add_film(make.film())
    mark = journal.add_mark(make.mark(film, note="hers"), change_id="c1")
    journal.save_reflection(PROMPT, "hers", revision_id="r1", sitting="w1", sequence=1)
    return journal, film, mark


def everything(journal):
    return journal.films(), [journal.marks(film.id) for film in journal.films()], journal.revisions("noticed")


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


def test_a_clip_for_all_cannot_be_taken_as_ones_own(place, opened, make):
    clip = opened(place, "ann").shelve_clip(make.film(source="drawn"))
    with pytest.raises(NotAllowed, match="belongs to the workbook"):
        opened(place, "bea").add_film(make.film(id=clip.id))
