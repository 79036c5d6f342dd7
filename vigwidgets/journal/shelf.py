"""Films in the journal: whose they are, and what is known of them. Their files are elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final, Literal, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from vigwidgets.core import access
from vigwidgets.core.access import COMMONS, Action, Person
from vigwidgets.core.errors import InvalidValue, NotFound
from vigwidgets.core.film import Film
from vigwidgets.core.mark import ID_FORM, check_id
from vigwidgets.core.permission import USES, Permission, type_of_use
from vigwidgets.core.span import is_whole
from vigwidgets.journal.tables import FilmRow
from vigwidgets.journal.wording import storable

LONGEST_TITLE: Final = 300
LAST_SIGHT: Final = 2

_PLAIN: Final = (
    "duration_ms",
    "frames",
    "variable_frame_rate",
    "rotation",
    "width",
    "height",
    "video_codec",
    "audio_codec",
    "playable",
    "media_type",
    "sha256",
    "size_bytes",
    "source",
)


def add(session: Session, film: Film, *, person: Person) -> Film:
    """Store `film` as this person's, or return the one of theirs with the same bytes.

    Raises:
        InvalidValue: the id is taken by another film of theirs, or is no id; or the title is none, as in `rename`.
        NotFound: the id is taken by somebody else's film.
        NotAllowed: the id is taken by a clip of the workbook's.
    """
    check_id(film.id)
    access.allow(person, "write", "film", owner=person.id)
    there = find_with(session, film.sha256, person=person)
    if there is not None:
        return there
    _titled(film.title)
    taken = session.get(FilmRow, film.id)
    if taken is not None:
        access.allow(person, "write", "film", owner=taken.owner)
        raise InvalidValue("This id belongs to another film already. Give the film a new one.")
    row = FilmRow(id=film.id, owner=person.id, added_at=datetime.now(UTC), **_columns(film))
    session.add(row)
    session.flush()
    return _film(row)


def is_shelved(session: Session, film: Film, *, person: Person) -> bool:
    """Return whether the clip stands on everybody's shelf exactly so."""
    access.allow(person, "read", "film", owner=COMMONS)
    row = session.get(FilmRow, film.id)
    return row is not None and row.owner == COMMONS and _film(row) == replace(film, title=storable(film.title))


def shelve(session: Session, film: Film, *, person: Person) -> Film:
    """Store or renew a drawn clip, which belongs to everybody.

    Raises:
        InvalidValue: the film is not drawn, or the id is taken by a film of somebody's.
    """
    check_id(film.id)
    access.allow(person, "read", "film", owner=COMMONS)
    if film.source != "drawn":
        raise InvalidValue("Only drawn clips are shared with everybody. Add the film as your own.")
    row = session.get(FilmRow, film.id)
    if row is None:
        row = FilmRow(id=film.id, owner=COMMONS, added_at=datetime.now(UTC), **_columns(film))
        session.add(row)
    elif row.owner != COMMONS:
        raise InvalidValue("This id belongs to another film already. Give the clip a new one.")
    else:
        for name, value in _columns(film).items():
            setattr(row, name, value)
    session.flush()
    return _film(row)


def all_own(session: Session, *, person: Person) -> list[Film]:
    """Return the person's films, oldest first."""
    access.allow(person, "read", "film", owner=person.id)
    rows = session.scalars(select(FilmRow).where(FilmRow.owner == person.id))
    return [_film(row) for row in sorted(rows, key=lambda row: (row.added_at, row.id))]


def find(session: Session, film_id: str, *, person: Person, action: Action = "read") -> Film:
    """Return the film of that id, for what the person is about to do to it.

    Raises:
        NotFound: there is none, or it is somebody else's.
        NotAllowed: it may be seen but not changed.
    """
    return _film(row_of(session, film_id, person=person, action=action))


def find_with(session: Session, sha256: str, *, person: Person) -> Film | None:
    """Return the person's own film with these bytes, if there is one."""
    access.allow(person, "read", "film", owner=person.id)
    row = session.scalar(select(FilmRow).where(FilmRow.owner == person.id, FilmRow.sha256 == storable(sha256)))
    return None if row is None else _film(row)


def find_for(session: Session, film_id: str, *, use: type_of_use, on: date, person: Person) -> Film:
    """Return the film of that id if it may be used so on the day `on`; the workbook's own clips always may.

    Raises:
        NotFound: there is none, or it is somebody else's.
        NotPermitted: nobody in it agreed to this use, or their agreement has ended.
        InvalidValue: there is no such use.
    """
    row = row_of(session, film_id, person=person)
    film = _film(row)
    if use not in USES:
        raise InvalidValue(f"There is no use called {use!r}. Choose from {', '.join(USES)}.")
    # Whose it is decides, not what it says of itself: a film somebody added stays under its permission.
    if row.owner != COMMONS:
        film.permission.require(use, on=on)
    return film


def permit(session: Session, film_id: str, permission: Permission, *, person: Person) -> Film:
    """Store what the people in the person's own film agreed to, and return the film.

    Raises:
        NotFound: there is none, or it is somebody else's.
        NotAllowed: it is a clip of the workbook's.
    """
    row = row_of(session, film_id, person=person, action="write")
    for name, value in _permission(permission).items():
        setattr(row, name, value)
    session.flush()
    return _film(row)


def rename(session: Session, film_id: str, title: str, *, person: Person) -> Film:
    """Store the owner's words for their film, and return the film.

    Raises:
        NotFound: there is none, or it is somebody else's.
        NotAllowed: it is a clip of the workbook's.
        InvalidValue: the title is empty, or longer than `LONGEST_TITLE`.
    """
    row = row_of(session, film_id, person=person, action="write")
    row.title = _titled(title)
    session.flush()
    return _film(row)


def first_sight(session: Session, film_id: str, *, person: Person) -> int:
    """Return how far the first sight of oneself has come on the film: 0, 1 or 2."""
    return row_of(session, film_id, person=person).first_sight


def set_first_sight(session: Session, film_id: str, step: int, *, person: Person) -> int:
    """Store how far the first sight of oneself has come, and return it.

    Raises:
        NotFound: there is no such film, or it is somebody else's.
        NotAllowed: it is a clip of the workbook's.
        InvalidValue: the step is none of 0, 1 and 2.
    """
    row = row_of(session, film_id, person=person, action="write")
    if not is_whole(step) or not 0 <= step <= LAST_SIGHT:
        raise InvalidValue("The first sight of oneself has the steps 0, 1 and 2. Reload the page.")
    row.first_sight = step
    session.flush()
    return step


def ids_of_all(session: Session, *, person: Person) -> frozenset[str]:
    """Return the ids of everybody's own films, and nothing else about them."""
    access.allow(person, "read", "shelf", owner=COMMONS)
    return frozenset(session.scalars(select(FilmRow.id).where(FilmRow.owner != COMMONS)))


def row_of(session: Session, film_id: str, *, person: Person, action: Action = "read") -> FilmRow:
    """Return the row of that film, for what the person is about to do to it.

    Raises:
        NotFound: there is none, or it is somebody else's.
        NotAllowed: it may be seen but not changed.
    """
    row = session.get(FilmRow, film_id) if ID_FORM.fullmatch(film_id) else None
    if row is None:
        raise NotFound("There is no such film here. Choose one from your list.")
    access.allow(person, action, "film", owner=row.owner)
    return row


def _titled(title: str) -> str:
    words = " ".join(title.split())
    if not words or len(words) > LONGEST_TITLE:
        raise InvalidValue(f"A film has a title of 1 to {LONGEST_TITLE} letters. Write another one.")
    return storable(words)


def _columns(film: Film) -> dict[str, Any]:
    return {
        **{name: getattr(film, name) for name in _PLAIN},
        "title": storable(film.title),
        **_permission(film.permission),
    }


def _permission(permission: Permission) -> dict[str, Any]:
    return {
        "uses": list(permission.uses),
        "until": permission.until,
        "people": [storable(label) for label in permission.people],
        "given_by": storable(permission.given_by),
    }


def _film(row: FilmRow) -> Film:
    return Film(
        id=row.id,
        title=row.title,
        duration_ms=row.duration_ms,
        frames=row.frames,
        variable_frame_rate=row.variable_frame_rate,
        rotation=row.rotation,
        width=row.width,
        height=row.height,
        video_codec=row.video_codec,
        audio_codec=row.audio_codec,
        playable=cast('Literal["original", "copy"]', row.playable),
        media_type=row.media_type,
        sha256=row.sha256,
        size_bytes=row.size_bytes,
        permission=Permission(tuple(row.uses), row.until, tuple(row.people), row.given_by),
        source=cast('Literal["own", "drawn"]', row.source),
    )
