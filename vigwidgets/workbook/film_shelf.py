"""Joins the films' bytes on the shelf to their rows in the journal, so that neither is ever without the other for long.

Whatever moves a film leaves a note beside the shelf first and takes it away last. A note that nobody holds any more
tells `sweep` that somebody was killed half-way; bytes without such a note are never touched, for a journal may have
been lost or replaced.
"""

from __future__ import annotations

import array
import hashlib
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from vigwidgets.core.errors import NotFound
from vigwidgets.core.film import Film, FrameTimes
from vigwidgets.core.permission import Permission
from vigwidgets.films import Shelf, Shelved
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.keeping.film_traces import exports_of, unlink_all
from vigwidgets.workbook.keeping.moving import abandoned, moving

if TYPE_CHECKING:
    from vigwidgets.journal import Journal

Progress = Callable[[int, int], None]
"""Takes bytes done and bytes in all."""

Agree = Callable[[Permission], Permission]
"""Takes what was agreed before and returns what is agreed now."""

BYTES_A_FRAME: Final = 4
_BLOCK_BYTES: Final = 1 << 20
_HALVES: Final = re.compile("[\ud800-\udc7f\udd00-\udfff]")
"""Halves of letters, such as browsers send of a face that was cut through; the others stand for bytes of a name."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A film whose bytes are safe on the shelf and that the journal does not know yet.

    Attributes:
        id: The film's.
        title: What it will be called.
        shelved: What it is.
        titled: Whether somebody gave that title; else it is the file's name, which renames no film.
    """

    id: str
    title: str
    shelved: Shelved
    titled: bool = True


def add_film(
    journal: Journal,
    shelf: Shelf,
    path: Path,
    *,
    title: str | None = None,
    permission: Permission | Agree | None = None,
    good_part: bool = False,
    copy_later: bool = False,
    on_progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Film:
    """Return the film made of the file at `path`, copied in, indexed and on the disk before the journal names it.

    The same bytes again give the film they were the first time, with what was said about it now; what was not said
    stays. Where its file was lost, it is put back.

    Args:
        journal: Of the person whose film it will be.
        shelf: Where it will be kept.
        path: The file, which is only read.
        title: The owner's words; the file's name without its ending when None.
        permission: What the people in it agreed to, or what makes it of what they agreed to before; None where
            nothing was said: of a new film, the owner's own work.
        good_part: Whether of a damaged film the part before the damage is taken.
        copy_later: Whether a copy, where browsers need one, is made later (`Shelf.make_copy`).
        on_progress: Told bytes done and bytes in all.
        cancelled: Asked now and then whether to stop.

    Raises:
        FilmRefused: the file cannot be used; nothing is left of it.
        StorageFull: nothing is left of it.
        JournalUnavailable: nothing is left of it.
    """
    there = _added_before(journal, path)
    if there is not None and shelf.is_whole(there.id):
        return _renewed(journal, there, title=_printable(title or ""), permission=permission)
    with arriving(
        shelf,
        path,
        owner=journal.person.id,
        title=title,
        film_id=there.id if there else None,
        good_part=good_part,
        copy_later=copy_later,
        on_progress=on_progress,
        cancelled=cancelled,
    ) as arrived:
        return keep(journal, shelf, arrived, permission=permission)


@contextmanager
def arriving(
    shelf: Shelf,
    path: Path,
    *,
    owner: str,
    title: str | None = None,
    film_id: str | None = None,
    good_part: bool = False,
    copy_later: bool = False,
    on_progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[Arrived]:
    """Copy the film in and yield it for `keep`; if that does not happen its bytes go again.

    Args:
        shelf: Where it will be kept.
        path: The file, which is only read.
        owner: Id of the person whose film it will be.
        title: As `add_film`.
        film_id: Given where the journal knows the film and only its bytes were lost.
        good_part: As `add_film`.
        copy_later: As `add_film`.
        on_progress: As `add_film`.
        cancelled: As `add_film`.

    Raises:
        As `add_film`.
    """
    new_id = film_id or uuid4().hex
    with moving(shelf.folder, new_id, owner=owner):
        if film_id is not None:
            shelf.remove(film_id)  # what is left of it is not whole
        shelved = shelf.bring_in(
            path,
            film_id=new_id,
            good_part=good_part,
            copy_later=copy_later,
            on_progress=on_progress,
            cancelled=cancelled,
        )
        try:
            given = _printable(title or "")
            yield Arrived(new_id, given or _printable(path.stem), shelved, titled=bool(given))
        except BaseException:
            shelf.remove(new_id)
            raise


def keep(journal: Journal, shelf: Shelf, arrived: Arrived, *, permission: Permission | Agree | None = None) -> Film:
    """Return the arrived film once the journal has it.

    Where the same bytes were kept before, that film wins, the new copy goes, and what was said now is stored with it.
    """
    probe, title = arrived.shelved.probe, arrived.title
    film = journal.add_film(
        Film(
            id=arrived.id,
            title=title,
            duration_ms=probe.duration_ms,
            frames=probe.frames,
            variable_frame_rate=probe.variable_frame_rate,
            rotation=probe.rotation,
            width=probe.width,
            height=probe.height,
            video_codec=probe.video_codec,
            audio_codec=probe.audio_codec,
            playable=arrived.shelved.playable,
            media_type=arrived.shelved.media_type,
            sha256=arrived.shelved.sha256,
            size_bytes=arrived.shelved.size_bytes,
            permission=_agreed(permission, before=Permission()),
        )
    )
    if film.id != arrived.id:
        shelf.remove(arrived.id)
    return _renewed(journal, film, title=title if arrived.titled else "", permission=permission)


def sweep(journal: Journal, shelf: Shelf) -> None:
    """Clear away what this person's killed commands left half-done; what is still being moved is left alone."""
    for film_id in abandoned(shelf.folder, owner=journal.person.id):
        try:
            journal.film(film_id)
        except NotFound:
            shelf.remove(film_id)
            unlink_all(exports_of(DataFolder(shelf.folder.parent), film_id))
    shelf.sweep()


def sweep_before_journal(shelf: Shelf, data: DataFolder, *, owner: str) -> None:
    """Do as `sweep` where nobody has got as far as making a journal, and make none."""
    for film_id in abandoned(shelf.folder, owner=owner):
        if data.holds_journal():  # made a moment ago: what it knows is for `sweep` to ask
            break
        shelf.remove(film_id)
    shelf.sweep()


def frame_times_of(shelf: Shelf, film: Film) -> FrameTimes:
    """Return the exact time of every frame of a film on the shelf.

    Raises:
        NotFound: they are not there, or not whole.
    """
    try:
        times = array.array("I", shelf.frames_path(film.id).read_bytes())
        if sys.byteorder == "big":
            times.byteswap()
        return FrameTimes(tuple(times), film.duration_ms)
    except (OSError, ValueError, NotFound) as exc:
        raise NotFound("The frame times of this film are not whole. Look at 'vig check'.") from exc


def _agreed(permission: Permission | Agree | None, *, before: Permission) -> Permission:
    if permission is None or isinstance(permission, Permission):
        return permission or before
    return permission(before)


def _renewed(journal: Journal, film: Film, *, title: str, permission: Permission | Agree | None) -> Film:
    """Return the film with what was said about it now; a title that is empty was not said."""
    agreed = _agreed(permission, before=film.permission)
    if title and title != film.title:
        film = journal.rename_film(film.id, title)
    return film if agreed == film.permission else journal.set_permission(film.id, agreed)


def _added_before(journal: Journal, path: Path) -> Film | None:
    """Return the film with the same bytes; the file is read only where one of the same length is known."""
    known = {film.size_bytes for film in journal.films()}
    try:
        if not path.is_file() or path.stat().st_size not in known:
            return None
        sha256 = sha256_of(path)
    except OSError:
        return None  # bringing it in says what is wrong with the file
    return journal.film_with(sha256)


def sha256_of(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def _printable(name: str) -> str:
    """Return `name` as one line of text, whatever bytes it came from."""
    whole = _HALVES.sub("\N{REPLACEMENT CHARACTER}", name)
    text = whole.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
