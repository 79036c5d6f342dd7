"""Reflections: what people wrote, saved every second, never overwritten by another window."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from vigwidgets.core import access
from vigwidgets.core.access import Action, Person
from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.mark import check_id
from vigwidgets.core.reflection import Prompt, Revision, check_text
from vigwidgets.core.span import is_whole
from vigwidgets.journal import shelf
from vigwidgets.journal.tables import RevisionRow
from vigwidgets.journal.wording import letters_dropped, storable

MUCH: Final = 40
"""Letters that may go in one piece of writing before its earlier text is kept as a revision of its own."""

_HIGHEST: Final = 2**53


@dataclass(frozen=True, slots=True)
class Saved:
    """What the journal answers to a save.

    Attributes:
        revision: What is stored now.
        beside: True when another sitting has written to the same prompt since this sitting last saved. A sitting's
            first save is never beside: what was there before it, it has shown.
    """

    revision: Revision
    beside: bool


@dataclass(frozen=True, slots=True)
class Draft:
    """One save as the browser sends it; see `Journal.save_reflection`."""

    prompt: Prompt
    text: str
    revision_id: str
    sitting: str
    sequence: int

    def __post_init__(self) -> None:
        check_id(self.revision_id)
        check_id(self.sitting)
        check_text(self.text)
        if not is_whole(self.sequence) or not 0 <= self.sequence < _HIGHEST:
            raise InvalidValue("Saves are counted in whole numbers from 0 on. Reload the page.")
        object.__setattr__(self, "text", storable(self.text))


def save(session: Session, draft: Draft, *, person: Person) -> Saved:
    """Store the draft in its revision; a late retry changes nothing and hears what is stored.

    Raises:
        InvalidValue: the revision belongs to another prompt, film or sitting.
        NotFound: the prompt is about a film that is not here.
    """
    _ask(person, "write")
    _check_film(session, draft.prompt.film, person=person)
    row = session.get(RevisionRow, (person.id, draft.revision_id))
    if row is None:
        row = _begin(draft, owner=person.id)
    elif (row.prompt_id, row.film_id, row.sitting) != (draft.prompt.id, draft.prompt.film, draft.sitting):
        raise InvalidValue("This piece of writing belongs to another question or window. Begin a new one.")
    elif draft.sequence <= row.sequence:
        return Saved(_revision(row), beside=row.beside or _written_beside(session, draft, owner=person.id))
    elif not row.exercise:  # what an exercise kept before is no text that somebody could miss
        _keep_what_would_be_lost(session, row, new=draft.text)
    row.beside = _written_beside(session, draft, owner=person.id)
    row.turn = _last_turn(session, RevisionRow.owner == person.id) + 1
    row.text = draft.text
    row.sequence = draft.sequence
    row.saved_at = datetime.now(UTC)
    session.add(row)
    session.flush()
    return Saved(_revision(row), beside=row.beside)


def newest(session: Session, prompt_id: str, *, film: str | None, person: Person) -> Revision | None:
    """Return the text that was saved last, or None where nothing was written."""
    found = _newest_first(session, prompt_id, film=film, person=person, limit=1)
    return found[0] if found else None


def all_of(session: Session, prompt_id: str, *, film: str | None, person: Person) -> list[Revision]:
    """Return every kept text of the prompt, newest first."""
    return _newest_first(session, prompt_id, film=film, person=person, limit=None)


def all_of_each(session: Session, prompt_ids: Collection[str], *, person: Person) -> dict[str, list[Revision]]:
    """Return by prompt every kept text about no film, newest first."""
    _ask(person, "read")
    found: dict[str, list[Revision]] = {check_id(one): [] for one in prompt_ids}
    mine = (RevisionRow.owner == person.id, RevisionRow.film_id.is_(None), RevisionRow.prompt_id.in_(found))
    for row in session.scalars(select(RevisionRow).where(*mine).order_by(RevisionRow.turn.desc())):
        found[row.prompt_id].append(_revision(row))
    return found


def answered(session: Session, *, person: Person) -> dict[str, int]:
    """Return how many prompts of each chapter have a newest text that is not blank; other chapters are left out."""
    _ask(person, "read")
    which = (RevisionRow.prompt_id, RevisionRow.film_id)
    newest_turns = select(func.max(RevisionRow.turn)).where(RevisionRow.owner == person.id).group_by(*which)
    query = select(RevisionRow.chapter, RevisionRow.prompt_id, RevisionRow.text).where(
        RevisionRow.owner == person.id, RevisionRow.turn.in_(newest_turns)
    )
    # A question that was answered on several films is one question.
    prompts = {(chapter, prompt_id) for chapter, prompt_id, text in session.execute(query) if text.strip()}
    return dict(Counter(chapter for chapter, _ in sorted(prompts)))


def newest_of_all(session: Session, *, person: Person, exercises: bool, chapter: str | None = None) -> list[Revision]:
    """Return the newest text of each prompt on each film, by when it was saved; blank ones are left out.

    Args:
        session: Where to read.
        person: Whose.
        exercises: Answers to exercises, or else texts in words.
        chapter: Of this one alone, or None for all.
    """
    _ask(person, "read")
    mine = [RevisionRow.owner == person.id, (RevisionRow.exercise != "") == exercises]
    if chapter is not None:
        mine.append(RevisionRow.chapter == chapter)
    turns = select(func.max(RevisionRow.turn)).where(*mine).group_by(RevisionRow.prompt_id, RevisionRow.film_id)
    query = select(RevisionRow).where(*mine, RevisionRow.turn.in_(turns)).order_by(RevisionRow.turn)
    return [_revision(row) for row in session.scalars(query) if row.text.strip()]


def to_prompt(
    session: Session, prompt_id: str, *, film: str | None, person: Person, action: Action
) -> tuple[ColumnElement[bool], ...]:
    """Return what holds for this person's revisions of the prompt on the film, or on none, and for no other row.

    Raises:
        NotFound: there is no such film here.
    """
    _ask(person, action)
    _check_film(session, film, person=person)
    return _about(check_id(prompt_id), film=film, owner=person.id)


def _newest_first(
    session: Session, prompt_id: str, *, film: str | None, person: Person, limit: int | None
) -> list[Revision]:
    mine = to_prompt(session, prompt_id, film=film, person=person, action="read")
    query = select(RevisionRow).where(*mine)
    return [_revision(row) for row in session.scalars(query.order_by(RevisionRow.turn.desc()).limit(limit))]


def _about(prompt_id: str, *, film: str | None, owner: str) -> tuple[ColumnElement[bool], ...]:
    return (
        RevisionRow.owner == owner,
        RevisionRow.prompt_id == prompt_id,
        RevisionRow.film_id.is_(None) if film is None else RevisionRow.film_id == film,
    )


def _check_film(session: Session, film: str | None, *, person: Person) -> None:
    if film is not None:
        shelf.find(session, film, person=person)


def _begin(draft: Draft, *, owner: str) -> RevisionRow:
    return RevisionRow(
        owner=owner,
        id=draft.revision_id,
        prompt_id=draft.prompt.id,
        film_id=draft.prompt.film,
        chapter=draft.prompt.chapter,
        words=storable(draft.prompt.words),
        exercise=draft.prompt.exercise,
        sitting=draft.sitting,
        fullest=None,
        kept_from=None,
    )


def _keep_what_would_be_lost(session: Session, row: RevisionRow, *, new: str) -> None:
    """Keep an earlier text as its own revision when `new` has lost much of it, at once or little by little."""
    fullest = row.fullest or row.text
    if letters_dropped(row.text, new=new) > MUCH:
        kept = row.text
    elif len(fullest) - len(new) > MUCH:
        kept = fullest
    else:
        row.fullest = fullest if len(new) < len(fullest) else None
        return
    row.fullest = None
    last = session.scalar(
        select(RevisionRow.text)
        .where(RevisionRow.owner == row.owner, RevisionRow.kept_from == row.id)
        .order_by(RevisionRow.turn.desc())
        .limit(1)
    )
    # Somebody who goes on deleting would otherwise leave a copy behind for every second of it.
    if last is None or kept not in last:
        session.add(_copy(row, text=kept))


def _copy(row: RevisionRow, *, text: str) -> RevisionRow:
    return RevisionRow(
        owner=row.owner,
        id=f"kept-{secrets.token_hex(12)}",
        prompt_id=row.prompt_id,
        film_id=row.film_id,
        chapter=row.chapter,
        words=row.words,
        exercise=row.exercise,
        text=text,
        sitting=row.sitting,
        sequence=row.sequence,
        turn=row.turn,
        beside=row.beside,
        fullest=None,
        kept_from=row.id,
        saved_at=row.saved_at,
    )


def _written_beside(session: Session, draft: Draft, *, owner: str) -> bool:
    about = _about(draft.prompt.id, film=draft.prompt.film, owner=owner)
    here = _last_turn(session, *about, RevisionRow.sitting == draft.sitting)
    anywhere = _last_turn(session, *about)
    return 0 < here < anywhere


def _last_turn(session: Session, *which: ColumnElement[bool]) -> int:
    return session.scalar(select(func.max(RevisionRow.turn)).where(*which)) or 0


def _revision(row: RevisionRow) -> Revision:
    prompt = Prompt(row.prompt_id, row.chapter, row.words, film=row.film_id, exercise=row.exercise)
    return Revision(id=row.id, prompt=prompt, text=row.text, sitting=row.sitting, saved_at=row.saved_at)


def _ask(person: Person, action: Action) -> None:
    # Only this person's rows are ever read or written here, so theirs is the ownership to ask about.
    access.allow(person, action, "reflection", owner=person.id)
