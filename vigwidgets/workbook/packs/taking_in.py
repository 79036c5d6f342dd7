"""Takes the clips of a pack in, all of them or none.

They are copied beside their places, checked there, and then renamed together: from that instant on they are taken in,
and whoever is killed later is finished by the next `settling.finish`. Before it nothing of them is anywhere.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from vigwidgets import frameworks
from vigwidgets.core.access import Person
from vigwidgets.core.errors import PackRefused, StorageFull
from vigwidgets.core.permission import Permission
from vigwidgets.films.claim import claimed
from vigwidgets.journal import Journal
from vigwidgets.workbook.clips import DESCRIPTION, Clip, clip
from vigwidgets.workbook.folder.data_folder import DataFolder, refusal_of
from vigwidgets.workbook.keeping.pace import Pace, Progress
from vigwidgets.workbook.packs import settling
from vigwidgets.workbook.packs.checking import FILMS, KEPT, Agree, check_card, check_clip
from vigwidgets.workbook.packs.names import shown
from vigwidgets.workbook.packs.opening import opened_pack
from vigwidgets.workbook.packs.reading import Pack, clip_folders

ROOM_TO_SPARE_BYTES: Final = 1 << 20
MOST_CLIPS: Final = 200


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A clip of a pack that is here now.

    Attributes:
        clip: The clip, in its place.
        was_here: Whether the very same clip was here before.
    """

    clip: Clip
    was_here: bool


def as_it_says(permission: Permission) -> Permission:
    """Return what the card says."""
    return permission


def add_pack(
    data: DataFolder,
    path: Path,
    *,
    person: Person,
    agreed: Agree = as_it_says,
    on_progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[TakenIn, ...]:
    """Return the clips of the pack at `path`, by id, once all of them are on the disk and the journal knows them.

    Drawn clips become everybody's. A clip with people on film becomes a film of this person's, under the permission
    its card says; where it was here before, what is said now is stored.

    Args:
        data: Where to; it may be missing.
        path: A folder or zip, which is only read.
        person: Whose the filmed clips will be.
        agreed: Puts what was said at the door in the place of what the cards say.
        on_progress: Told bytes done and bytes in all.
        cancelled: Asked now and then whether to stop.

    Raises:
        PackRefused: the pack, or a clip of it, cannot be taken in.
        FilmRefused: browsers do not play a film of it.
        SpanOutsideFilm, UnknownPrinciple, InvalidValue: a mark of it cannot be.
        StorageFull: there is no room.
        JournalUnavailable, ShelfUnavailable: the data folder cannot be used.
        Cancelled: `cancelled` said so.
        After any of them nothing of the pack is in the data folder, and what was there is untouched.
    """
    with opened_pack(path) as pack:
        folders = clip_folders(pack)
        if len(folders) > MOST_CLIPS:
            raise PackRefused(f"The pack holds more than {MOST_CLIPS} clips. Add them in several packs.")
        wanted = {folder: _wanted(files, pack, folder=folder) for folder, files in folders.items()}
        size = sum(pack.members[name] for files in wanted.values() for name in files.values())
        pace = Pace(size, on_progress, cancelled)
        with settling.nothing_made(data):
            data.make()
            settling.make_folder(data)
            _check_room(data, size_bytes=size)
            with claimed(data.clips) as place:
                staged = place / "clips"
                staged.mkdir(mode=0o700)
                _stage(pack, wanted, to=staged, agreed=agreed, pace=pace)
                ids = sorted(folder.name for folder in staged.iterdir())
                was_here = settling.take(data, staged, person=person, check=pace.check)
            _renew(data, was_here, person=person, agreed=agreed)
        pace.finish()
    return tuple(TakenIn(clip(one, data=data), one in was_here) for one in ids)


def _wanted(files: dict[str, str], pack: Pack, *, folder: str) -> dict[str, str]:
    """Return the files of a clip that are taken in, the card first and the film last."""
    films = [name for name in FILMS if name in files]
    if len(films) != 1:
        raise PackRefused(
            f"A clip of the pack needs one film.mp4 or film.webm ({shown(folder)}). Put it beside its clip.toml."
        )
    for name, most_bytes in KEPT.items():
        if name in files and most_bytes is not None and pack.members[files[name]] > most_bytes:
            raise PackRefused(f"A file of the pack is far too large ({shown(files[name])}). Leave it out or mend it.")
    order = sorted((name for name in KEPT if name in files), key=lambda name: (name in FILMS, name != DESCRIPTION))
    return {name: files[name] for name in order}


def _stage(pack: Pack, wanted: dict[str, dict[str, str]], *, to: Path, agreed: Agree, pace: Pace) -> None:
    """Copy every clip into `to` under its id, and check it there."""
    framework, seen = frameworks.load(), set[str]()
    for number, files in enumerate(wanted.values()):
        folder = to / f".{number}"
        try:
            folder.mkdir(mode=0o700)
            small = [name for name in files if name not in FILMS]
            for name in small:
                _copy(pack, files[name], to=folder / name, pace=pace)
            card = check_card(folder, agreed=agreed)
            if card.id.casefold() in seen:
                raise PackRefused(f"The pack holds two clips called {card.id}. Give each its own id.")
            seen.add(card.id.casefold())
            film = next(name for name in files if name in FILMS)
            sha256 = _copy(pack, files[film], to=folder / film, pace=pace)
            check_clip(folder, card, sha256=sha256, agreed=agreed, framework=framework)
            settling.sync_all(folder)
            folder.rename(to / card.id)
        except OSError as exc:
            raise refusal_of(exc) from exc


def _copy(pack: Pack, name: str, *, to: Path, pace: Pace) -> str:
    """Copy one file out of the pack and return its SHA-256."""
    handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        digest = hashlib.sha256()
        pack.copy_out(name, to=_Hashed(file, digest.update), pace=pace)  # type: ignore[arg-type]
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class _Hashed:
    """A file whose bytes are told to somebody as they are written."""

    file: BinaryIO
    tell: Callable[[memoryview], None]

    def write(self, block: memoryview) -> int:
        written = self.file.write(block)
        self.tell(block[:written])
        return written


def _renew(data: DataFolder, was_here: frozenset[str], *, person: Person, agreed: Agree) -> None:
    """Store what was said now about clips of people on film that were here before."""
    real = [one for one in was_here if not clip(one, data=data).is_drawn]
    if not real:
        return
    with Journal.open(data.journal_location(), person=person, framework=frameworks.load()) as journal:
        for one in real:
            before = journal.film(one).permission
            now = agreed(before)
            if now != before:
                journal.set_permission(one, now)


def _check_room(data: DataFolder, *, size_bytes: int) -> None:
    try:
        free = shutil.disk_usage(data.clips).free
    except OSError as exc:
        raise refusal_of(exc) from exc
    if free < size_bytes + ROOM_TO_SPARE_BYTES:
        raise StorageFull("There is not enough room on the disk for this pack. Free some space, and add it again.")
