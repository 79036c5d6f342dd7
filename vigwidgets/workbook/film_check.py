"""Finds what is not whole in journal and film shelf."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from vigwidgets.core.errors import FilmRefused, NotFound
from vigwidgets.core.film import Film
from vigwidgets.films import Shelf, probe
from vigwidgets.journal import Journal
from vigwidgets.workbook.film_shelf import BYTES_A_FRAME, sha256_of
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.packs.keeping import problems as packs_problems


def problems(journal: Journal, shelf: Shelf, data: DataFolder) -> list[str]:
    """Return what is not whole, one sentence each, with ids but no titles; empty when all is well.

    Reads every film to its end.
    """
    films, ids = {film.id: film for film in journal.films()}, set(shelf.ids())
    found = list(_journal_problems(data))
    for film_id, film in films.items():
        if film_id in ids:
            found += _file_problems(shelf, film)
        else:
            found.append(f"All of film {film_id} is missing. Add the film again from where it came.")
    found += packs_problems(data)
    return found + [
        f"The shelf holds film {film_id}, which the journal does not know. Restore the journal or move the film away."
        for film_id in sorted(ids - journal.film_ids())
    ]


def _file_problems(shelf: Shelf, film: Film) -> Iterator[str]:
    try:
        path = shelf.original_path(film.id)
        if film.playable == "copy" and not shelf.lacks_copy(film.id) and not _plays(shelf, film):
            yield f"What is shown of film {film.id} is not whole. Remove the film and add it again from where it came."
        if path.stat().st_size != film.size_bytes or sha256_of(path) != film.sha256:
            yield f"The file of film {film.id} was changed. Remove the film and add it again from where it came."
        if shelf.frames_path(film.id).stat().st_size != BYTES_A_FRAME * film.frames:
            yield f"The frame times of film {film.id} are not whole. Remove the film and add it again."
    except NotFound:
        yield f"A part of film {film.id} is missing. Add the film again from where it came."
    except OSError:
        yield f"The file of film {film.id} cannot be read. Check the disk and the rights of the data folder."


def _plays(shelf: Shelf, film: Film) -> bool:
    """Return whether the copy that is shown holds as many pictures as the film."""
    try:
        return probe(shelf.film_path(film.id)).frames == film.frames
    except FilmRefused:
        return False


def _journal_problems(data: DataFolder) -> Iterator[str]:
    """Ask SQLite itself; a PostgreSQL journal is looked after by its server."""
    if data.journal_location() != data.journal:
        return
    try:
        with closing(sqlite3.connect(f"{data.journal.as_uri()}?mode=ro", uri=True)) as connection:
            answers = [row[0] for row in connection.execute("PRAGMA integrity_check(1)")]
    except sqlite3.Error:
        answers = ["unreadable"]
    if answers != ["ok"]:
        yield "The journal's file is damaged. Restore it from your latest backup."
