"""Gives checked clips their places and the journal their rows, and finishes what somebody was killed over.

Clips that are being settled lie together in one hidden folder beside their places. It gets its name in one step, which
is the instant they are taken in; from then on each step can be repeated, and the folder goes last.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from vigwidgets import frameworks
from vigwidgets.core.access import Person
from vigwidgets.core.errors import NotFound, PackRefused, VigError
from vigwidgets.core.film import Film
from vigwidgets.films import Shelf
from vigwidgets.films.claim import claimed, clear_unclaimed
from vigwidgets.journal import Journal
from vigwidgets.workbook.clips import CAPTIONS, DESCRIPTION, DESCRIPTIONS, MARKS, SOUNDS, all_clips
from vigwidgets.workbook.film_shelf import sha256_of
from vigwidgets.workbook.folder.data_folder import DataFolder, refusal_of
from vigwidgets.workbook.keeping.moving import moving
from vigwidgets.workbook.packs.checking import FILMS, KEPT
from vigwidgets.workbook.packs.facts import made_here, read_film

_SETTLING: Final = ".settling-"
_NOTE: Final = "clips-being-settled"
"""Held while clips get their places, so that of two who do this one waits; no film has this id."""
_SAID: Final = (*FILMS, DESCRIPTION, CAPTIONS, DESCRIPTIONS, MARKS, SOUNDS)
"""What makes two clips the same; a poster or a script may be left out."""


def take(
    data: DataFolder, staged: Path, *, person: Person, check: Callable[[], None], replaces: bool = False
) -> frozenset[str]:
    """Give every clip in `staged` its place and return the ids of those that were here before, exactly so.

    Args:
        data: Already made.
        staged: Holds one checked folder a clip, each named by its id, all of them on the disk.
        person: Whose the filmed clips will be.
        check: Called last before there is no way back; what it raises leaves all as it was.
        replaces: Whether a drawn clip of the same id that was brought in before gives way.

    Raises:
        PackRefused: an id means another clip or film here.
        JournalUnavailable, ShelfUnavailable, StorageFull: nothing was taken in.
    """
    try:
        with moving(data.films, _NOTE, owner=person.id):
            _finish_all(data, person=person)
            was_here = _compared(data, staged, person=person, replaces=replaces)
            for one in was_here:
                shutil.rmtree(staged / one)
            if any(staged.iterdir()):
                sync_all(staged)
                check()
                together = data.clips / f"{_SETTLING}{secrets.token_hex(8)}"
                staged.rename(together)
                sync_folder(data.clips)
                _settle_or_undo(data, together, person=person)
    except OSError as exc:
        raise refusal_of(exc) from exc
    return was_here


def finish(data: DataFolder, *, person: Person) -> None:
    """Bring to an end what killed commands left of packs: clips that were taken in get their places, the rest goes.

    Raises:
        JournalUnavailable, ShelfUnavailable, StorageFull: it cannot be done now.
    """
    if not data.clips.is_dir():
        return
    try:
        clear_unclaimed(data.clips)
        if any(data.clips.glob(f"{_SETTLING}*")):
            with moving(data.films, _NOTE, owner=person.id):
                _finish_all(data, person=person)
    except OSError as exc:
        raise refusal_of(exc) from exc


def make_folder(data: DataFolder) -> None:
    """Make the folder of clips that were brought in, where it is missing; what a killed command left in it goes."""
    try:
        data.clips.mkdir(mode=0o700, exist_ok=True)
        clear_unclaimed(data.clips)
    except OSError as exc:
        raise refusal_of(exc) from exc


@contextmanager
def nothing_made(data: DataFolder) -> Iterator[None]:
    """Take away again what was made in the data folder, should the block end in an error."""
    folders, had_journal = (*data.missing(), data.clips), data.holds_journal()
    try:
        yield
    except BaseException:
        if not had_journal:
            for end in ("", "-wal", "-shm", "-journal"):
                Path(f"{data.journal}{end}").unlink(missing_ok=True)
        for folder in reversed(folders):
            with contextlib.suppress(OSError):  # it was there before, or another command has put something there
                folder.rmdir()
        raise


def sync_all(folder: Path) -> None:
    """See that every file directly in `folder`, and their names, are on the disk."""
    for path in folder.iterdir():
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """See that the names in `folder` are on the disk."""
    if sys.platform == "win32":  # folders cannot be opened there, and need not be
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _compared(data: DataFolder, staged: Path, *, person: Person, replaces: bool) -> frozenset[str]:
    here = {one.id.casefold(): one for one in all_clips(data)}
    same: set[str] = set()
    for folder in sorted(staged.iterdir()):
        there = here.get(folder.name.casefold())
        if there is None:
            continue
        if there.id == folder.name and _is_same(folder, there.folder):
            same.add(there.id)
        elif not (replaces and there.is_drawn and there.folder.parent == data.clips and there.id == folder.name):
            raise PackRefused(
                f"Another clip called {there.id} is here already. Give the new one its own id, or remove that one."
            )
    if data.holds_journal():
        with Journal.open(data.journal_location(), person=person, framework=frameworks.load()) as journal:
            for folder in staged.iterdir():
                if folder.name not in same:
                    _refuse_known(journal, read_film(folder))
    return frozenset(same)


def _is_same(new: Path, there: Path) -> bool:
    own = made_here(there)
    mine = {path.name for path in new.iterdir()} & KEPT.keys() - made_here(new)
    said = {name for name in _SAID if (there / name).is_file() and name not in own}
    if not said <= mine:
        return False
    return all((there / name).is_file() and sha256_of(there / name) == sha256_of(new / name) for name in mine - own)


def _refuse_known(journal: Journal, film: Film) -> None:
    """Refuse an id that is a film's here already, and a film that is here already under another id."""
    try:
        known = journal.film(film.id)
    except NotFound:
        known = None
        if film.id in journal.film_ids():
            raise _taken(film.id) from None
    if known is not None and (known.source != film.source or (film.source == "own" and known.sha256 != film.sha256)):
        raise _taken(film.id)
    twin = journal.film_with(film.sha256) if film.source == "own" else None
    if twin is not None and twin.id != film.id:
        raise PackRefused(
            f"The film of the clip {film.id} is among your own films already. Work with that one, or remove it first."
        )


def _taken(clip_id: str) -> PackRefused:
    return PackRefused(f"There is a film called {clip_id} here already. Give the clip another id.")


def _finish_all(data: DataFolder, *, person: Person) -> None:
    for together in sorted(data.clips.glob(f"{_SETTLING}*")):
        _settle(data, together, person=person, settled=[])


def _settle_or_undo(data: DataFolder, together: Path, *, person: Person) -> None:
    settled: list[Film] = []
    try:
        _settle(data, together, person=person, settled=settled)
    except BaseException:
        with contextlib.suppress(VigError, OSError):
            _undo(data, settled, person=person)
        shutil.rmtree(together, ignore_errors=True)
        raise


def _settle(data: DataFolder, together: Path, *, person: Person, settled: list[Film]) -> None:
    """Settle what still lies in `together`; a row comes before its files, which can be told apart from lost ones."""
    shelf = Shelf(data.films)
    with Journal.open(data.journal_location(), person=person, framework=frameworks.load()) as journal:
        for folder in sorted(together.iterdir()):
            film = read_film(folder)
            if film.source == "drawn":
                journal.shelve_clip(film)
                _give_place(folder, data.clips / film.id, data=data)
                settled.append(film)
            else:
                was_known = journal.film_with(film.sha256) is not None
                if journal.add_film(film).id != film.id:
                    raise _taken(film.id)
                if not was_known:
                    settled.append(film)
                _give_shelf(folder, shelf, film_id=film.id)
    shutil.rmtree(together)


def _give_place(folder: Path, place: Path, *, data: DataFolder) -> None:
    if place.exists():
        with claimed(data.clips) as old:
            place.rename(old / "clip")
            folder.rename(place)
    else:
        folder.rename(place)
    sync_folder(place.parent)


def _give_shelf(folder: Path, shelf: Shelf, *, film_id: str) -> None:
    if (shelf.folder / film_id).exists():  # killed between these lines, or its files were all that was left
        shelf.remove(film_id)
    if folder.stat().st_dev == shelf.folder.stat().st_dev:
        shelf.put_back(folder, film_id=film_id)
        return
    with claimed(shelf.folder) as place:  # the films are on a disk of their own
        shutil.copytree(folder, place / "clip")
        sync_all(place / "clip")
        shelf.put_back(place / "clip", film_id=film_id)
    shutil.rmtree(folder)


def _undo(data: DataFolder, settled: list[Film], *, person: Person) -> None:
    shelf = Shelf(data.films)
    for film in settled:
        if film.source == "drawn":
            shutil.rmtree(data.clips / film.id, ignore_errors=True)
    real = [film.id for film in settled if film.source == "own"]
    if real:
        with Journal.open(data.journal_location(), person=person, framework=frameworks.load()) as journal:
            for film_id in real:
                shelf.remove(film_id)
                with contextlib.suppress(NotFound):
                    journal.remove_film(film_id)
